import Accounts
import Testing

@testable import Reports

/// One line of an answers file, or a figure in its form.
private struct Answer: Hashable, CustomStringConvertible {
  var table: String
  var side: String
  var code: String
  var label: String
  var column: String
  var value: String

  var description: String { "\(table),\(side),\(code),\(label),\(column),\(value)" }

  init(line: Substring) {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    table = fields[0]
    side = fields[1]
    code = fields[2]
    label = fields[3]
    column = fields[4]
    value = fields[5]
  }

  init(_ figure: Figure) {
    table = String(figure.table.rawValue)
    side = figure.side
    code = figure.code
    label = figure.label
    let path = figure.column.split(separator: "/")
    let isOfficial = figure.table == .三公经费支出决算表
    column = (isOfficial ? path[0] + ":" : "") + path[path.count - 1]
    value = figure.value.description
  }
}

@Suite("The hand-checked figures of real reports")
struct AnswerTests {
  @Test(
    "Every printed number of the nine tables is read once, and none is invented",
    .enabled(if: RealReports.folder != nil && RealReports.answers != nil, "needs the reports"),
    arguments: ["武汉经开区工委办公室-2020", "汉阳区政府办公室-2021"])
  func figuresMatchAnswers(name: String) throws {
    let bytes = try #require(RealReports.bytes(name + ".txt"))
    let csv = try #require(RealReports.answer(name + ".tables.csv"))
    let expected = csv.split(separator: "\n").dropFirst().map { Answer(line: $0) }
    let content = try ReportReader.read(file: name, bytes: bytes)
    let actual = content.figures.map(Answer.init)
    #expect(Set(expected).subtracting(actual).sorted { "\($0)" < "\($1)" } == [])
    #expect(Set(actual).subtracting(expected).sorted { "\($0)" < "\($1)" } == [])
    #expect(actual.count == expected.count)
    #expect(content.unclaimed.map { "\($0.place.line): \($0.text)" } == [])
    #expect(content.coverage.count == 9)
  }
}
