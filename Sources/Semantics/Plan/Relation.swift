import Text

/// A table of the raw layer: what a report prints, row by row.
public enum Relation: String, Sendable, CaseIterable {
  case 数字, 说明数, 项目, 绩效, 段落, 未认领
  /// What loading said of each table: `show coverage`.
  case 覆盖
  /// The departments loaded, with their other names.
  case 报告
  /// The findings of `check`.
  case 检查

  public static func find(_ name: String) -> Relation? {
    let key = Folding.key(name)
    return allCases.first { relation in
      ([relation.rawValue] + relation.synonyms).contains { Folding.key($0) == key }
    }
  }

  var synonyms: [String] {
    switch self {
    case .数字: ["figures", "表内数字"]
    case .说明数: ["prose", "说明"]
    case .项目: ["projects"]
    case .绩效: ["indicators"]
    case .段落: ["paragraphs"]
    case .未认领: ["unclaimed"]
    case .覆盖: ["coverage"]
    case .报告: ["reports"]
    case .检查: ["findings"]
    }
  }

  /// One plain sentence.
  public var meaning: String {
    switch self {
    case .数字: "Every number printed in a cell of the nine tables, once, as printed."
    case .说明数: "Every number of the prose, with its topic and its sentence."
    case .项目: "The projects of the self-evaluations."
    case .绩效: "The indicators of the self-evaluations."
    case .段落: "Every paragraph, with its part and section."
    case .未认领: "Numeric tokens of the tables that no rule could place."
    case .覆盖: "For each table of each report, how many numeric tokens were seen and as what."
    case .报告: "The reports loaded."
    case .检查: "What check finds wrong, one finding a row."
    }
  }

  /// A column of a relation.
  public struct Column: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
      case text
      /// An integer without separators: a page, a line, a count.
      case integer
      case year
      /// A number as printed, in the unit of the column named.
      case printed(unitColumn: String?)
    }

    public var name: String
    public var kind: Kind
    /// Whether its numbers may be added: not means, rates or ranks.
    public var addsUp = true

    public init(_ name: String, _ kind: Kind = .text) {
      self.name = name
      self.kind = kind
    }
  }

  private static let place = [
    Column("文件"), Column("页", .integer), Column("行", .integer), Column("原文"),
  ]

  private static let report = [Column("部门"), Column("年度", .year)]

  public var columns: [Column] {
    switch self {
    case .数字:
      Self.report + [
        Column("地区"), Column("表", .integer), Column("侧"), Column("编码"), Column("项目"),
        Column("栏目"), Column("金额", .printed(unitColumn: "单位")), Column("单位"),
      ] + Self.place
    case .说明数:
      Self.report + [
        Column("主题"), Column("对象"), Column("指标"), Column("数值", .printed(unitColumn: "单位")),
        Column("单位"),
      ] + Self.place
    case .项目:
      Self.report + [
        Column("项目"), Column("预算数", .printed(unitColumn: "单位")),
        Column("执行数", .printed(unitColumn: "单位")), Column("执行率", .printed(unitColumn: nil)),
        Column("得分", .printed(unitColumn: nil)), Column("单位"),
      ] + Self.place
    case .绩效:
      Self.report + [
        Column("项目"), Column("一级指标"), Column("二级指标"), Column("三级指标"), Column("目标值"),
        Column("完成值"), Column("分值", .printed(unitColumn: nil)),
        Column("得分", .printed(unitColumn: nil)),
      ] + Self.place
    case .段落:
      Self.report + [Column("部分"), Column("节"), Column("正文")] + Self.place.dropLast()
    case .未认领: Self.report + [Column("表", .integer), Column("文字")] + Self.place
    case .覆盖:
      Self.report + [
        Column("表", .integer), Column("标题"), Column("所见", .integer), Column("数字", .integer),
        Column("序号", .integer), Column("编码", .integer), Column("文字", .integer),
        Column("未认领", .integer),
      ] + Self.place.prefix(3)
    case .报告:
      Self.report + [
        Column("地区"), Column("别名"), Column("表数", .integer), Column("数字", .integer),
        Column("未认领", .integer), Column("文件"),
      ]
    case .检查:
      Self.report + [
        Column("级别"), Column("规则"), Column("类别"), Column("问题"), Column("对象"), Column("印为"),
        Column("应为"), Column("差额"), Column("依据"),
      ] + Self.place.prefix(3) + [Column("列", .integer), Column("原文")]
    }
  }

  public func column(_ name: String) -> Column? {
    let key = Folding.key(name)
    return columns.first { Folding.key($0.name) == key }
  }
}
