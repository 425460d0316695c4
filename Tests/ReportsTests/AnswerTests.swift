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

  /// The numbers of each table, counted by eye.
  @Test(
    "Where cells are parted by mere spaces every number is placed, and the sums hold",
    .enabled(if: RealReports.folder != nil, "needs the reports"))
  func spacedReport() throws {
    let name = "江汉区政府办公室-2020.txt"
    let content = try ReportReader.read(file: name, bytes: try #require(RealReports.bytes(name)))
    #expect(content.coverage.map(\.tokens.figures) == [11, 58, 63, 20, 62, 29, 6, 0, 0])
    #expect(content.unclaimed.isEmpty)
    #expect(content.formulas.count == 19)
    let outlay = content.figures.filter { $0.table == .支出决算表 }
    let basic = outlay.filter { $0.columnRole == .基本支出 && $0.code.count == 7 }
    let project = outlay.filter { $0.columnRole == .项目支出 && $0.code.count == 7 }
    #expect(basic.compactMap { $0.value.scaled(to: 2) }.reduce(0, +) == 101_132)
    #expect(project.compactMap { $0.value.scaled(to: 2) }.reduce(0, +) == 146_007)
    #expect(Set(outlay.map(\.columnRole)) == [.合计, .基本支出, .项目支出])
    let labels = Set(outlay.map(\.label))
    #expect(labels.contains("机关事业单位基本养老保险缴费支出"))
    let official = content.figures.filter { $0.table == .三公经费支出决算表 }
    #expect(
      official.map(\.columnRole) == [.预算合计, .预算公务用车, .预算接待, .决算合计, .决算公务用车, .决算运行])
    let treasury = content.figures.filter { $0.label == "三、国有资本经营财政拨款" }
    #expect(treasury.map(\.side) == ["收入"] && treasury.map(\.value.description) == ["0"])
  }
}
