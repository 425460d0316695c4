import Accounts
import Testing

@testable import Reports

/// A text dump may keep the numbers of pages, each alone on its line, among the rows of tables
/// whose cells are parted by mere spaces.
@Suite("Pages' numbers in text dumps")
struct PageNumberTests {
  private static func content(_ lines: [String]) throws -> ReportContent {
    let text = lines.joined(separator: "\n")
    return try ReportReader.read(file: "a.txt", bytes: Array(text.utf8))
  }

  private static func lines(seed: Int) -> [String] {
    FictitiousReport(seed: seed, layout: .spaces).text
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The figures with their rows and columns, but not their lines.
  private static func figures(_ content: ReportContent) -> [String] {
    content.figures.map { "\($0.table.rawValue) \($0.columnRole) \($0.summary)" }.sorted()
  }

  @Test("Those that count on through the report are none of its figures", arguments: 1...20)
  func counted(seed: Int) throws {
    var random = Seeded(seed)
    var lines = Self.lines(seed: seed)
    let whole = try Self.content(lines)
    var page = random.amount(1...9)
    var index = 20
    while index < lines.count {
      // A page ends between two rows.
      while index < lines.count, !lines[index].isEmpty { index += 1 }
      lines.insert("\(page)", at: min(index, lines.count))
      page += 1
      index += random.amount(30...44)
    }
    let content = try Self.content(lines)
    #expect(Self.figures(content) == Self.figures(whole))
    #expect(content.unclaimed.isEmpty)
  }

  @Test("A number alone is no amount where all amounts have two decimals", arguments: 1...20)
  func alone(seed: Int) throws {
    var random = Seeded(seed)
    let lines = Self.lines(seed: seed)
    let own = Set(Self.figures(try Self.content(lines)))
    for _ in 0..<10 {
      var torn = lines
      torn.insert("\(random.amount(1...99))", at: random.amount(10...lines.count - 1))
      let content = try Self.content(torn)
      #expect(Set(Self.figures(content)).subtracting(own).isEmpty)
    }
  }

  @Test("Where amounts are printed without zeros at their ends, a number alone may be one")
  func wholeAmounts() throws {
    let figures = try SmallReport.figures(
      "支出决算表（表3）",
      SpacedTableTests.outlayHeader + """
        合计 300.5 100.5 200
        204 公共安全支出 300.5 100.5 200
        20402 公安 300.5 100.5 200
        2040201 行政运行 100.5 100.5
        2040202 一般行政管理
        事务 200
        200
        """)
    #expect(figures.last == "2040202 一般行政管理事务 项目支出 200")
  }
}
