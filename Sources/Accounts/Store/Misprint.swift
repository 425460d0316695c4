/// A number of a report, or a table of it, whose unit the rest of the report proves misprinted. It
/// is taken as printed, and an answer that it enters says so.
public struct Misprint: Sendable, Equatable {
  /// The table that states the unit; nil where the unit is printed beside a number.
  public var table: StandardTable?
  /// Where the number is printed, or the table's title.
  public var place: Place
  /// What it is about: 政府采购 服务, 表3 单位.
  public var subject: String
  /// What is printed, and what was meant.
  public var printed: String
  public var expected: String

  public init(
    table: StandardTable?, place: Place, subject: String, printed: String, expected: String
  ) {
    self.table = table
    self.place = place
    self.subject = subject
    self.printed = printed
    self.expected = expected
  }
}
