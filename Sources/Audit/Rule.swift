/// What must be true of a report's numbers.
///
/// A rule is data: what it compares is written in roles of rows and columns, and in topics of
/// the prose, never in positions on a page.
public struct Rule: Sendable {
  /// A stable name, such as 表3-上下级.
  public var id: String
  public var family: Family
  /// What is wrong where it is broken, in a few Chinese words.
  public var title: String
  /// How grave a break is that rounding does not explain.
  public var severity: Severity
  /// The rule in roles: 合计 = 基本支出 + 项目支出 + ….
  public var formula: String
  /// One plain sentence: why it must hold, and what it leaves alone.
  public var meaning: String
  let check: Check

  /// The families of rules.
  public enum Family: String, Sendable, CaseIterable {
    case 上下级, 合计, 表内平衡, 表间, 表与说明, 比率, 清单, 绩效, 名称年度单位, 空表, 模板残留, 跨年
  }

  init(
    _ id: String, _ family: Family, _ title: String, _ severity: Severity = .错误,
    formula: String, _ meaning: String, _ check: Check
  ) {
    self.id = id
    self.family = family
    self.title = title
    self.severity = severity
    self.formula = formula
    self.meaning = meaning
    self.check = check
  }
}
