/// A tree along which the facts of a measure are broken down.
///
/// The root of each is its 合计; level one stands right below it.
public enum Axis: String, Sendable, Hashable, CaseIterable {
  /// 支出功能分类: 类 > 款 > 项, from codes of 3, 5 and 7 digits.
  case 功能分类
  /// 一般公共预算, 政府性基金预算, 国有资本经营预算.
  case 预算种类
  /// 部门预算支出经济分类: 类 > 款, from codes of 3 and 5 digits.
  case 经济分类
  /// 人员经费, 公用经费.
  case 经费类别
  case 三公项目, 采购类别, 车辆用途, 人员类别
  /// Projects, by the names reports give them.
  case 项目
}

extension Axis {
  /// By the case: the derived hash walks the name's characters.
  public func hash(into hasher: inout Hasher) {
    withUnsafeBytes(of: self) { hasher.combine(bytes: $0) }
  }
}

/// What `by` and `where` may name.
public enum Dimension: String, Sendable, Hashable, CaseIterable {
  // Of the report.
  case 部门, 年度, 市, 区县, 地区
  // Of the question.
  case 指标
  // Of the fact, by axis and level.
  case 类, 款, 项, 科目, 级
  case 预算种类, 经济类, 经济款, 经费类别, 三公项目, 采购类别, 车辆用途, 人员类别, 项目

  /// The tree the dimension belongs to; nil for those of the report and of the question.
  public var axis: Axis? {
    switch self {
    case .部门, .年度, .市, .区县, .地区, .指标: nil
    case .类, .款, .项, .科目, .级: .功能分类
    case .经济类, .经济款: .经济分类
    case .预算种类: .预算种类
    case .经费类别: .经费类别
    case .三公项目: .三公项目
    case .采购类别: .采购类别
    case .车辆用途: .车辆用途
    case .人员类别: .人员类别
    case .项目: .项目
    }
  }

  /// The level of the tree the dimension names; nil where it means a node at any level.
  public var level: Int? {
    switch self {
    case .类, .经济类: 1
    case .款, .经济款: 2
    case .项: 3
    default: nil
    }
  }

  /// The dimension names a code beside a name, and so gives two columns.
  public var hasCode: Bool {
    switch self {
    case .类, .款, .项, .科目, .经济类, .经济款: true
    default: false
    }
  }

  /// A closed list or a code: ordered as the catalogue has it, not by amount.
  public var isOrdered: Bool {
    switch self {
    case .部门, .市, .区县, .地区, .项目: false
    default: true
    }
  }

  /// Other words for the same dimension.
  public var synonyms: [String] {
    switch self {
    case .部门: ["单位", "dept", "department"]
    case .年度: ["年份", "年"]
    case .市: ["城市", "city"]
    case .区县: ["区", "县", "county"]
    case .地区: ["region"]
    case .指标: ["measure"]
    case .类: ["功能类", "class"]
    case .款: ["功能款", "section"]
    case .项: ["功能项", "item"]
    case .科目: ["功能科目", "subject"]
    case .级: ["层级", "level"]
    case .预算种类: ["资金性质", "fund"]
    case .经济类: ["经济分类类"]
    case .经济款: ["经济分类款", "经济科目"]
    case .经费类别: ["经费"]
    case .三公项目: ["三公类别"]
    case .采购类别: ["采购类型"]
    case .车辆用途: ["用途"]
    case .人员类别: ["人员"]
    case .项目: ["project"]
    }
  }

  /// One plain sentence.
  public var meaning: String {
    switch self {
    case .部门: "The department that reports, by its full name; = and ~ also look at its other names."
    case .年度: "The fiscal year."
    case .市: "The city the department belongs to."
    case .区县: "The district or county the department belongs to."
    case .地区: "市 and 区县 joined."
    case .指标: "The measure itself."
    case .类: "Class of the functional classification, three digits: 210 卫生健康支出."
    case .款: "Section of the functional classification, five digits: 21004 公共卫生."
    case .项: "Item of the functional classification, seven digits: 2100410 突发公共卫生事件应急处理."
    case .科目: "A functional row by name or code, at any level."
    case .级: "The level of a functional row: 合计, 类, 款 or 项."
    case .预算种类: "Fund: 一般公共预算, 政府性基金预算 or 国有资本经营预算."
    case .经济类: "Class of the economic classification, three digits: 301 工资福利支出."
    case .经济款: "Section of the economic classification, five digits: 30101 基本工资."
    case .经费类别: "人员经费 or 公用经费."
    case .三公项目: "因公出国（境）费, 公务用车购置及运行费 (购置费, 运行费) or 公务接待费."
    case .采购类别: "货物, 工程 or 服务."
    case .车辆用途: "What the cars are kept for."
    case .人员类别: "在职 (行政, 事业, 工勤) or 离退休 (离休, 退休)."
    case .项目: "A project of the self-evaluation."
    }
  }
}
