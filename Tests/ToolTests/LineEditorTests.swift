import Testing
import Text

@testable import LineEditor

@Suite struct LineEditorTests {
  private func choices(_ texts: [String], _ range: Range<Int>) -> [LineEditor.Choice] {
    texts.map { LineEditor.Choice(text: $0, range: range) }
  }

  @Test func `One choice is taken, and what stands behind the cursor stays`() {
    let result = Completion(of: "sum 支 by", at: 7, choices: choices(["支出"], 4..<7))
    #expect(result.line == "sum 支出 by" && result.after == " by" && result.listing.isEmpty)
  }

  @Test func `Several choices go on as far as they agree, then are listed`() {
    let texts = ["财政拨款收入", "财政拨款支出"]
    let more = Completion(of: "sum 财", at: 7, choices: choices(texts, 4..<7))
    #expect(more.line == "sum 财政拨款" && more.listing.isEmpty)
    let list = Completion(of: more.line, at: 16, choices: choices(texts, 4..<16))
    #expect(list.line == more.line && list.listing == texts)
  }

  @Test func `Initials are replaced only where one choice is left`() {
    let both = choices(["市教育局", "市教育考试院"], 0..<4)
    #expect(Completion(of: "sjyj", at: 4, choices: both).listing.count == 2)
    #expect(Completion(of: "sjyj", at: 4, choices: choices(["市教育局"], 0..<4)).line == "市教育局")
  }

  @Test func `Nothing to offer leaves the line as it is`() {
    let result = Completion(of: "支出", at: 3, choices: [])
    #expect(result.line == "支出" && result.after == "出" && result.listing.isEmpty)
  }

  @Test func `A listing stands in columns by display width`() {
    let text = Completion.columns(["支出", "ab", "一般公共预算", "c"], width: 30)
    #expect(text == "支出          一般公共预算\nab            c\n")
  }

  @Test(arguments: [
    ("算> ab", 20, 1), ("算> " + String(repeating: "支", count: 8), 20, 2), ("算> 支出x支", 8, 2),
    ("算> ab\nc", 20, 2),
  ])
  func `Rows of a wrapped line are counted as a terminal breaks it`(
    line: String, columns: Int, rows: Int
  ) {
    #expect(Screen.rows(of: line, columns: columns) == rows)
  }

  @Test func `A statement of several lines is one entry of the file`() {
    let scratch = Scratch()
    let path = scratch.path + "/state/suan/history"
    let history = History(path: path)
    #expect(history.add("sum 支出,\n收入 \\ #"))
    #expect(history.add("show"))
    #expect(!history.add(" secret") && !history.add("　secret") && !history.add(""))
    #expect(history.add("sum 支出,\n收入 \\ #"))
    #expect(History(path: path).entries == ["show", "sum 支出,\n收入 \\ #"])
  }

  @Test func `A search goes back by whole characters and stays at the last it finds`() {
    var search = HistorySearch(entries: ["show 指标", "sum 支出", "show 部门"])
    for key in "show".unicodeScalars { _ = search.take(key) }
    #expect(search.match == "show 部门")
    _ = search.take("\u{12}")
    _ = search.take("\u{12}")
    #expect(search.match == "show 指标")
    _ = search.take("支")
    #expect(search.match == nil)
  }
}
