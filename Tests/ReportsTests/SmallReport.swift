import Accounts

@testable import Reports

/// A small report made for a test: one or more tables between the headings of parts.
struct SmallReport {
  private var text = "第一部分 江城市测试局概况\n\n第二部分 江城市测试局2020年度部门决算表\n"

  /// Adds a table: its title, the lines of its grid, and a note. In `lines` a vertical bar
  /// stands for a tab.
  mutating func add(_ title: String, _ lines: String, unit: String = "万元") {
    text += "\n2020年度\(title)\n部门：江城市测试局 单位：\(unit)\n\n"
    text += lines.replacing("|", with: "\t") + "\n\n注：本表反映本年度情况。\n"
  }

  /// What the report's third part says.
  var prose = ""

  func read() throws -> ReportContent {
    let whole = text + "\n第三部分 江城市测试局2020年度部门决算情况说明\n\n一、总体情况说明\n\n" + prose + "\n"
    return try ReportReader.read(file: "small.txt", bytes: Array(whole.utf8))
  }

  /// The figures of a single table, each as `side code label column value`, blanks left out.
  static func figures(_ title: String, _ lines: String, prose: String = "") throws -> [String] {
    var report = SmallReport()
    report.prose = prose
    report.add(title, lines)
    return try report.read().figures.map(\.summary)
  }
}

extension Figure {
  /// `side code label leaf value`, what is empty left out.
  var summary: String {
    let leaf = column.split(separator: "/").last.map(String.init) ?? ""
    return [side, code, label, leaf, value.description].filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
