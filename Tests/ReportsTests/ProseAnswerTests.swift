import Accounts
import Testing

@testable import Reports

/// The prose figures that were read by eye, found again by value, unit and line.
@Suite(
  "The hand-checked prose figures of real reports",
  .enabled(if: RealReports.folder != nil && RealReports.answers != nil, "the reports are not here"))
struct ProseAnswerTests {
  @Test(
    "every hand-checked prose figure is found on its line",
    arguments: ["武汉经开区工委办公室-2020", "青山区委办公室-2020"])
  func answersAreFound(name: String) throws {
    let bytes = try #require(RealReports.bytes(name + ".txt"))
    let rows = try #require(RealReports.answer(name + ".prose.csv"))
    var figures = ProseReports.content(of: bytes).prose
    var missing: [Substring] = []
    let answers = rows.split(separator: "\n").dropFirst()
    for row in answers {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      let found = figures.firstIndex { figure in
        matches(figure, value: cells[2], unit: cells[3], line: Int32(cells[4]) ?? 0)
      }
      if let found { figures.remove(at: found) } else { missing.append(row) }
    }
    #expect(missing.isEmpty, "found \(answers.count - missing.count) of \(answers.count)")
  }

  private func matches(
    _ figure: ProseFigure, value: Substring, unit: Substring, line: Int32
  ) -> Bool {
    guard let number = PrintedNumber(value), abs(figure.place.line - line) <= 1,
      figure.unitText == unit || figure.unit.rawValue == unit
    else { return false }
    let printed = figure.value.scaled(to: 6)
    return printed == number.scaled(to: 6) || printed == number.scaled(to: 6).map { -$0 }
  }

  @Test(
    "each real report says who it is from",
    arguments: [
      ("武汉经开区工委办公室-2020", "中共武汉经开区工委（汉南区委）办公室", 2020, "经开"),
      ("青山区委办公室-2020", "中共武汉市青山区委办公室", 2020, "青山"),
      ("洪山区委办公室-2021", "中国共产党武汉市洪山区委办公室", 2021, "洪山"),
      ("汉阳区政府办公室-2021", "武汉市汉阳区人民政府办公室", 2021, "汉阳"),
      ("江汉区政府办公室-2020", "武汉市江汉区人民政府办公室", 2020, "江汉"),
    ])
  func identities(name: String, department: String, year: Int, short: String) throws {
    let bytes = try #require(RealReports.bytes(name + ".txt"))
    let identity = ProseReports.content(of: bytes).identity
    #expect(identity.kind == .部门决算)
    #expect(identity.department == department)
    #expect(identity.year == year)
    #expect(identity.city == "武汉市")
    #expect(([identity.department] + identity.aliases).contains { $0.contains(short) })
  }
}
