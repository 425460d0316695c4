import Accounts
import Execution
import Rendering
import Testing
import Text

@Suite struct MachineFormatTests {
  @Test func `tsv quotes what would break a field, and a blank is empty`() {
    #expect(
      Sample.rendered(Sample.awkward, .tsv)
        == "项目\t金额\n\"“三公”, 含\"\"引号\"\"\"\t0.00\n\"一\t二\n三\"\t\n-\t-1.20\n")
  }

  @Test func `csv follows RFC 4180`() {
    #expect(
      Sample.rendered(Sample.awkward, .csv)
        == "项目,金额\r\n\"“三公”, 含\"\"引号\"\"\",0.00\r\n\"一\t二\n三\",\r\n-,-1.20\r\n")
  }

  @Test func `A text that reads like the mark for a blank is told from one`() {
    let text = Sample.rendered(Sample.awkward, .csv) { ($0.null, $0.header) = ("-", false) }
    #expect(text.hasSuffix("\"一\t二\n三\",-\r\n\"-\",-1.20\r\n"))
  }

  @Test func `A row of one blank is a row`() {
    let result = QueryResult(
      columns: [.init(name: "支出", kind: .money, unit: .万元)], rows: [.init([.blank])])
    #expect(Sample.rendered(result, .tsv) == "支出\n\"\"\n")
  }

  @Test func `The byte order mark stands once, at the start`() {
    var style = OutputStyle(format: .csv)
    style.byteOrderMark = true
    var renderer = Renderer(style: style)
    let text = renderer.render(Sample.spending) + renderer.render(Sample.spending)
    #expect(text.unicodeScalars.filter { $0 == "\u{FEFF}" }.count == 1)
    #expect(text.unicodeScalars.first == "\u{FEFF}")
  }

  @Test(arguments: [OutputFormat.tsv, .csv, .ndjson])
  func `Rule 43: an empty line between results, none without headers`(format: OutputFormat) {
    for header in [true, false] {
      var style = OutputStyle(format: format)
      style.header = header
      var renderer = Renderer(style: style)
      let first = renderer.render(Sample.spending)
      let second = renderer.render(Sample.spending)
      let end = format == .csv ? "\r\n" : "\n"
      #expect(second == (header ? end + first : first))
    }
  }

  @Test func `json keeps decimals, units, notes, coverage and the data's hash`() {
    let text = Sample.rendered(Sample.spending, .json) { $0.datasetHash = "00ff" }
    #expect(
      text == """
        {
          "query": "sum 支出 by 部门, 年度 with 总计",
          "dataset": "00ff",
          "unit": "万元",
          "columns": [
            {"name": "部门", "kind": "text"},
            {"name": "年度", "kind": "year"},
            {"name": "支出", "kind": "money", "unit": "万元"},
            {"name": "增减率", "kind": "percent", "unit": "%"}
          ],
          "rows": [
            {"部门": "经开区办公室", "年度": 2020, "支出": 5335.32, "增减率": -9.6},
            {"部门": "财政局", "年度": 2020, "支出": 1234567.5, "增减率": null},
            {"部门": "总计", "年度": null, "支出": 1239902.82, "增减率": null, "_row": "total"}
          ],
          "notes": [
            {"id": "coverage", "text": "2 of 3 reports disclose this"},
            {"id": "left-out", "text": "洪山区 is left out"}
          ],
          "coverage": {"disclosing": 2, "reports": 3}
        }

        """)
  }

  @Test(arguments: [0, 1, 2, 3])
  func `A json run is one document: an object for one result, else an array`(count: Int) {
    var renderer = Renderer(style: OutputStyle(format: .json))
    var text = ""
    for _ in 0..<count { text += renderer.render(Sample.awkward) }
    text += renderer.finish()
    #expect(text.hasPrefix(count == 1 ? "{" : "["))
    #expect(text.hasSuffix(count == 1 ? "}\n" : "]\n"))
    #expect(text.components(of: "\"query\"") == count)
  }

  @Test func `Columns of one name both reach json`() {
    let column = QueryResult.Column(name: "支出", kind: .money, unit: .万元)
    let row = QueryResult.Row([Sample.number("1"), Sample.number("2")])
    let result = QueryResult(columns: [column, column], rows: [row])
    #expect(Sample.rendered(result, .ndjson) == "{\"支出\": 1, \"支出_2\": 2}\n")
  }

  @Test func `JSON text escapes quotes, backslashes and control characters`() {
    let result = QueryResult(
      columns: [.init(name: "a", kind: .text)], rows: [.init([.text("\"\\\n\u{1}三")])])
    #expect(Sample.rendered(result, .ndjson) == "{\"a\": \"\\\"\\\\\\n\\u0001三\"}\n")
  }

  @Test func `markdown pads, points numbers right and escapes bars`() {
    let result = QueryResult(
      columns: [.init(name: "部门", kind: .text), .init(name: "支出", kind: .money, unit: .万元)],
      rows: [.init([.text("a|b"), Sample.number("1234.50")])])
    #expect(
      Sample.rendered(result, .markdown) == """
        | 部门 | 支出(万元) |
        | ---- | ---------: |
        | a\\|b |    1234.50 |

        """)
  }

  @Test func `A file's name asks for a format`() {
    #expect(OutputFormat(fileName: "a/结果.CSV") == .csv)
    #expect(OutputFormat(fileName: "结果.xlsx") == nil)
    #expect(OutputFormat(fileName: "结果") == nil)
  }

  @Test func `gb18030 holds Han, dashes and full-width signs`() throws {
    let bytes = try #require(OutputEncoding.gb18030.bytes(of: "支出,1\r\n"))
    #expect(bytes == [0xD6, 0xA7, 0xB3, 0xF6, 0x2C, 0x31, 0x0D, 0x0A])
  }

  @Test func `A diagnostic as JSON has its place in characters`() {
    let source = SourceText(name: "a.suan", "sum 支出\nsum 支岀 by 部门")
    let range = SourceRange(start: 15, end: 21)
    let diagnostic = Diagnostic(
      id: "name.unknown", title: "There is no measure named 支岀",
      location: .init(source: source, range: range), nearest: ["支出"])
    #expect(
      diagnostic.json == """
        {"id": "name.unknown", "severity": "error", "title": "There is no measure named 支岀", \
        "file": "a.suan", "line": 2, "column": 5, "endColumn": 7, \
        "text": "sum 支岀 by 部门", "nearest": ["支出"]}
        """)
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
