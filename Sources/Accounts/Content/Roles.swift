import Text

/// The nine standard tables of a 部门决算, by their number.
public enum StandardTable: UInt8, Sendable, CaseIterable, Comparable {
  case 收入支出决算总表 = 1
  case 收入决算表
  case 支出决算表
  case 财政拨款收入支出决算总表
  case 一般公共预算财政拨款支出决算表
  case 一般公共预算财政拨款基本支出决算表
  case 三公经费支出决算表
  case 政府性基金预算财政拨款收入支出决算表
  case 国有资本经营预算财政拨款支出决算表

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// What a row of a standard table stands for, whatever words are printed.
public enum RowRole: String, Sendable, Hashable, CaseIterable {
  /// The 合计 row of 表2, 3, 5, 6, 8 and 9.
  case 合计
  /// A row of a functional 科目 (类, 款 or 项), with a code in 表2, 3, 5, 8 and 9.
  case 功能科目
  /// A row of an economic 科目 in 表6.
  case 经济科目
  /// A 类 line without a code on the 支出 side of 表1 and 表4: 一、一般公共服务支出.
  case 功能类
  // The 收入 sides of 表1 and 表4.
  case 一般公共预算财政拨款收入, 政府性基金预算财政拨款收入, 国有资本经营预算财政拨款收入
  case 上级补助收入, 事业收入, 经营收入, 附属单位上缴收入, 其他收入
  case 本年收入合计, 本年支出合计, 总计
  case 使用非财政拨款结余, 结余分配
  case 年初结转和结余, 年末结转和结余
  // The parts of 年初财政拨款结转和结余 by fund, in 表4.
  case 一般公共预算年初结转, 政府性基金年初结转, 国有资本经营年初结转
  // 表6.
  case 人员经费合计, 公用经费合计
  /// The single row of 表7.
  case 三公
  case 其他
}

extension RowRole {
  /// By the case: the derived hash walks the name's characters.
  public func hash(into hasher: inout Hasher) {
    withUnsafeBytes(of: self) { hasher.combine(bytes: $0) }
  }
}

extension ColumnRole {
  /// By the case: the derived hash walks the name's characters.
  public func hash(into hasher: inout Hasher) {
    withUnsafeBytes(of: self) { hasher.combine(bytes: $0) }
  }
}

/// What a value column of a standard table stands for.
public enum ColumnRole: String, Sendable, Hashable, CaseIterable {
  /// The only value column of a side: 决算数, 金额.
  case 决算数
  /// 合计, 小计, 本年收入合计, 本年支出合计: the sum of the columns beside it.
  case 合计
  // 表2.
  case 财政拨款收入, 上级补助收入, 事业收入, 经营收入, 附属单位上缴收入, 其他收入
  // 表3, 5, 8 and 9.
  case 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出
  // 表4.
  case 一般公共预算, 政府性基金, 国有资本经营
  // 表8.
  case 年初结转和结余, 本年收入, 年末结转和结余
  // 表7.
  case 预算合计, 预算因公出国, 预算公务用车, 预算购置, 预算运行, 预算接待
  case 决算合计, 决算因公出国, 决算公务用车, 决算购置, 决算运行, 决算接待
  case 其他
}

extension StandardTable {
  /// The value columns in 栏次 order, as the Ministry's form has them: what ordinal n means.
  /// 表1 and 表4 count one 栏次 for the 收入 side, then those of the 支出 side. 表6 has none.
  public var columns: [ColumnRole] {
    switch self {
    case .收入支出决算总表: [.决算数, .决算数]
    case .收入决算表:
      [.合计, .财政拨款收入, .上级补助收入, .事业收入, .经营收入, .附属单位上缴收入, .其他收入]
    case .支出决算表: [.合计, .基本支出, .项目支出, .上缴上级支出, .经营支出, .对附属单位补助支出]
    case .财政拨款收入支出决算总表: [.决算数, .合计, .一般公共预算, .政府性基金, .国有资本经营]
    case .一般公共预算财政拨款支出决算表, .国有资本经营预算财政拨款支出决算表: [.合计, .基本支出, .项目支出]
    case .一般公共预算财政拨款基本支出决算表: []
    case .三公经费支出决算表:
      [
        .预算合计, .预算因公出国, .预算公务用车, .预算购置, .预算运行, .预算接待,
        .决算合计, .决算因公出国, .决算公务用车, .决算购置, .决算运行, .决算接待,
      ]
    case .政府性基金预算财政拨款收入支出决算表:
      [.年初结转和结余, .本年收入, .合计, .基本支出, .项目支出, .年末结转和结余]
    }
  }
}
