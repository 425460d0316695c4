import Accounts
import Execution
import Rendering
import Testing
import Text

@Suite struct TableTests {
  @Test func `A table is aligned by display width, with units, separators and one scale`() {
    #expect(
      Sample.rendered(Sample.spending, .table) == """
        部门          年度    支出(万元)  增减率(%)
        ────────────  ────  ────────────  ─────────
        经开区办公室  2020      5,335.32       -9.6
        财政局        2020  1,234,567.50        n/a
        ────────────  ────  ────────────  ─────────
        总计                1,239,902.82        n/a
        note: 洪山区 is left out
        (2 rows, 2 of 3 reports)

        """)
  }

  @Test func `Text columns give way first, and numbers stay whole`() {
    let text = Sample.rendered(Sample.spending, .table) { $0.width = 40 }
    #expect(text.contains("经开区办…  2020"))
    #expect(text.contains("1,234,567.50"))
    #expect(lines(text).allSatisfy { DisplayWidth.of($0) <= 40 })
  }

  @Test func `A table that cannot fit turns vertical`() {
    let text = Sample.rendered(Sample.spending, .table) { $0.width = 30 }
    #expect(text.hasPrefix("── 1 ─"))
    #expect(text.contains("支出(万元)  5,335.32\n"))
    #expect(lines(text).allSatisfy { DisplayWidth.of($0) <= 30 })
  }

  @Test func `On the narrowest terminal a long text stands below its name`() {
    let text = Sample.rendered(Sample.spending, .table) { $0.width = 20 }
    #expect(text.contains("部门\n  经开区办公室\n") || text.contains("部门        经开区"))
    #expect(lines(text).allSatisfy { DisplayWidth.of($0) <= 20 }, "\(text)")
  }

  @Test func `A table turns vertical before its texts say nothing`() {
    let wide = QueryResult(
      columns: [.init(name: "文件", kind: .text), .init(name: "原文", kind: .text)],
      rows: [
        .init([.text(String(repeating: "甲", count: 20)), .text(String(repeating: "乙", count: 20))])
      ])
    #expect(Sample.rendered(wide, .table) { $0.width = 50 }.contains("甲…"))
    #expect(Sample.rendered(wide, .table) { $0.width = 30 }.hasPrefix("── 1 ─"))
  }

  @Test func `A path is cut at its beginning`() {
    let files = QueryResult(
      columns: [.init(name: "文件", kind: .text)],
      rows: [.init([.text("/srv/reports/2020/云山区委办公室-2020.txt")])])
    let text = Sample.rendered(files, .table) { $0.width = 30 }
    #expect(text.contains("\n…/2020/云山区委办公室-2020.txt\n"), "\(text)")
  }

  @Test func `Rows of a tree are indented in the column of names`() {
    let tree = QueryResult(
      columns: [.init(name: "类", kind: .code), .init(name: "类名", kind: .text)],
      rows: [
        .init([.text("210"), .text("卫生健康支出")]),
        .init([.text("21004"), .text("公共卫生")], depth: 1),
      ])
    #expect(Sample.rendered(tree, .table).contains("210    卫生健康支出\n21004    公共卫生\n"))
  }

  @Test func `A subtotal is parted from the group after it`() {
    let column = QueryResult.Column(name: "部门", kind: .text)
    let rows = [("甲", QueryResult.Row.Kind.data), ("小计", .subtotal), ("乙", .data)]
    let result = QueryResult(
      columns: [column], rows: rows.map { .init([.text($0.0)], kind: $0.1) })
    #expect(Sample.rendered(result, .table).contains("小计\n────\n乙\n"))
  }

  @Test func `Colour appears only where asked for, negative numbers in red`() {
    #expect(!Sample.rendered(Sample.spending, .table).contains("\u{1B}"))
    let text = Sample.rendered(Sample.spending, .table) { $0.color = true }
    #expect(text.contains("\u{1B}[31m     -9.6\u{1B}[0m"))
  }

  @Test func `Control characters in a report cannot command the terminal`() {
    let result = QueryResult(
      columns: [.init(name: "原文", kind: .text)], rows: [.init([.text("a\u{1B}[2Jb\nc")])])
    #expect(Sample.rendered(result, .table).contains("a\u{FFFD}[2Jb c"))
  }

  @Test func `Quiet leaves notes and footer out`() {
    let text = Sample.rendered(Sample.spending, .table) { $0.notes = false }
    #expect(text.hasSuffix("n/a\n"))
  }

  @Test func `Bars stand beside the first quantity, on the scale of the rows`() {
    var result = Sample.spending
    result.display.hasBars = true
    let text = Sample.rendered(result, .table)
    let rows = lines(text)
    #expect(rows[3].hasSuffix(String(repeating: "█", count: 24)))
    #expect(!rows[5].contains("█"))
  }

  private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}

@Suite struct ChartTests {
  private func drawn(
    _ result: QueryResult, _ chart: QueryResult.Display.Chart, width: Int
  ) -> String {
    var result = result
    result.display.chart = chart
    return Sample.rendered(result, .table) { ($0.width, $0.notes) = (width, false) }
  }

  @Test(arguments: [20, 40, 80])
  func `A bar chart keeps to its width, with a bar and a number for each row`(width: Int) {
    let text = drawn(Sample.spending, .bar, width: width)
    let lines = text.split(separator: "\n")
    #expect(lines.first == "支出(万元)")
    #expect(lines.contains { $0.contains("█") && $0.hasSuffix("1,234,567.50") })
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(width, 22) })
    #expect(!text.contains("总计"))
  }

  @Test func `A line chart has its range beside it and its ends under it`() {
    let rows = ["2019", "2020", "2021"].enumerated().map { index, year in
      QueryResult.Row([Sample.number(year), Sample.number("\(100 + index * 50)")])
    }
    let result = QueryResult(
      columns: [.init(name: "年度", kind: .year), .init(name: "支出", kind: .money, unit: .亿元)],
      rows: rows)
    let lines = drawn(result, .line, width: 40).split(separator: "\n")
    #expect(lines.first == "支出(亿元)")
    #expect(lines[1].hasPrefix("200 │") && lines[8].hasPrefix("100 │"))
    #expect(lines[9].hasPrefix("     2019") && lines[9].hasSuffix("2021"))
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 40 })
  }

  @Test func `An answer without numbers draws nothing`() {
    let result = QueryResult(columns: [.init(name: "部门", kind: .text)], rows: [])
    #expect(drawn(result, .bar, width: 40) == "")
  }
}
