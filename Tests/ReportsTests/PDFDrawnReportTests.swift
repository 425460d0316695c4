import Accounts
import Testing

@testable import Reports

/// A small report of all kinds of tables, drawn in the ways of several producers.
@Suite struct PDFDrawnReportTests {
  @Test(arguments: PDFCanvas.Ruling.allCases.filter { $0 != .none })
  func `all kinds of tables are read`(ruling: PDFCanvas.Ruling) throws {
    let content = try Self.read { $0.ruling = ruling }
    #expect(Self.lines(content) == Self.figures)
    #expect(content.unclaimed.isEmpty)
    #expect(content.coverage.map(\.table.rawValue) == [1, 3, 5, 6, 7, 8])
  }

  @Test(arguments: [PDFTable.Alignment.top, .middle, .bottom])
  func `cells may be narrow and labels wrapped`(alignment: PDFTable.Alignment) throws {
    let content = try Self.read {
      $0.alignment = alignment
      $0.size = 9
      $0.widths = $0.widths.map { $0 > 60 ? $0 * 0.6 : $0 }
    }
    #expect(Self.lines(content) == Self.figures)
  }

  @Test(arguments: [PDFCanvas.Turn.pageAttribute, .content])
  func `pages may be turned`(turn: PDFCanvas.Turn) throws {
    let content = try Self.read(on: PDFCanvas(width: 842, height: 595, turn: turn)) { _ in }
    #expect(Self.lines(content) == Self.figures)
  }

  @Test func `a figure's place is its page and line`() throws {
    let content = try Self.read { _ in }
    let figure = try #require(content.figures.first { $0.code == "20139" && $0.table == .支出决算表 })
    #expect(figure.place == Place(page: 3, line: 7, column: 18))
    #expect(figure.raw == "201  39  社会工作事务  264.87  62.63  202.24")
  }

  @Test func `radicals are read as the characters they stand for`() {
    let xml =
      "<page width=\"10\" height=\"10\"><word xMin=\"1\" yMin=\"1\" xMax=\"9\" yMax=\"9\">部⻔&amp;⻋</word>"
    #expect(PageWords.pages(in: Array(xml.utf8))[0].words.map(\.text) == ["部门&车"])
  }

  // MARK: The report

  private static let figures = [
    "1 收入 - 一、一般公共预算财政拨款收入 决算数 307.82",
    "1 收入 - 总计 决算数 307.82",
    "1 收入 - 本年收入合计 决算数 307.82",
    "1 支出 - 一、一般公共服务支出 决算数 264.87",
    "1 支出 - 三、社会保障和就业支出 决算数 42.95",
    "1 支出 - 总计 决算数 307.82",
    "1 支出 - 本年支出合计 决算数 307.82",
    "3  - 合计 基本支出 105.58",
    "3  - 合计 本年支出合计 307.82",
    "3  - 合计 项目支出 202.24",
    "3  201 一般公共服务支出 基本支出 62.63",
    "3  201 一般公共服务支出 本年支出合计 264.87",
    "3  201 一般公共服务支出 项目支出 202.24",
    "3  20139 社会工作事务 基本支出 62.63",
    "3  20139 社会工作事务 本年支出合计 264.87",
    "3  20139 社会工作事务 项目支出 202.24",
    "3  2013901 行政运行 基本支出 62.63",
    "3  2013901 行政运行 本年支出合计 62.63",
    "3  2013999 其他社会工作事务支出 本年支出合计 202.24",
    "3  2013999 其他社会工作事务支出 项目支出 202.24",
    "5  - 合计 合计 1264.87",
    "5  - 合计 基本支出 1264.87",
    "5  201 一般公共服务支出 合计 1264.87",
    "5  201 一般公共服务支出 基本支出 1264.87",
    "5  2080505 机关事业单位基本养老保险缴费支出 合计 0.00",
    "6  - 人员经费合计 决算数 95.36",
    "6  - 公用经费合计 决算数 10.23",
    "6  301 工资福利支出 决算数 95.36",
    "6  30101 基本工资 决算数 14.12",
    "6  30201 办公费 决算数 3.78",
    "6  30231 公务用车运行维护费 决算数 1.00",
    "6  310 资本性支出 决算数 0.00",
    "7  -  决算数/公务接待费 0.90",
    "7  -  决算数/合计 0.90",
    "7  -  预算数/公务接待费 0.95",
    "7  -  预算数/公务用车购置及运行费/公务用车运行费 2.00",
    "7  -  预算数/公务用车购置及运行费/小计 2.00",
    "7  -  预算数/合计 2.95",
  ].sorted()

  private static func lines(_ content: ReportContent) -> [String] {
    content.figures.map {
      let code = $0.code.isEmpty ? "-" : $0.code
      return "\($0.table.rawValue) \($0.side) \(code) \($0.label) \($0.column) \($0.value)"
    }.sorted()
  }

  private static func read(
    on first: PDFCanvas = PDFCanvas(), _ change: (inout PDFTable) -> Void
  ) throws -> ReportContent {
    var pages = [first]
    pages[0].text("目录", x: 250, y: 60, size: 16)
    pages[0].text("第二部分 部门决算表", x: 60, y: 90)
    for (index, title) in titles.enumerated() {
      pages[0].text(title, x: 60, y: 110 + 20 * Double(index))
    }
    for (title, table) in zip(titles, tables) {
      var table = table
      change(&table)
      pages.append(PDFCanvas(width: first.width, height: first.height, turn: first.turn))
      let page = pages.count - 1
      if page == 1 { pages[page].text("第二部分 部门决算表", x: 200, y: 35, size: 16) }
      pages[page].text(title, x: 200, y: 60, size: 14)
      pages[page].text("单位：万元", x: 470, y: 82)
      let end = table.draw(on: &pages, from: 90)
      pages[pages.count - 1].text(
        title.hasPrefix("政府性") ? "说明：本部门本年度没有政府性基金预算财政拨款收入和支出，故本表无数据。" : "注：本表反映部门本年度情况。",
        x: 60, y: end + 16)
      for index in page..<pages.count {
        pages[index].text("- \(index + 1) -", x: 280, y: first.height - 20)
      }
    }
    return try ReportReader.read(file: "drawn.pdf", bytes: PDFCanvas.file(pages))
  }

  private static let titles = [
    "收入支出决算总表", "支出决算表", "一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算表", "财政拨款“三公”经费支出决算表",
    "政府性基金预算财政拨款收入支出决算表",
  ]

  private static let tables = [
    PDFTable(
      widths: [130, 30, 70, 130, 30, 70],
      header: [
        ["收入", "<", "<", "支出", "<", "<"], ["项目", "行次", "决算数", "项目", "行次", "决算数"],
        ["栏次", "", "1", "栏次", "", "2"],
      ],
      rows: [
        ["一、一般公共预算财政拨款收入", "1", "307.82", "一、一般公共服务支出", "31", "264.87"],
        ["二、政府性基金预算财政拨款收入", "2", "", "二、外交支出", "32", ""],
        ["", "3", "", "三、社会保障和就业支出", "33", "42.95"],
        ["本年收入合计", "27", "307.82", "本年支出合计", "57", "307.82"],
        ["年初结转和结余", "29", "", "年末结转和结余", "59", ""],
        ["总 计", "30", "307.82", "总 计", "60", "307.82"],
      ], numbers: [2, 5]),
    PDFTable(
      widths: [30, 24, 24, 130, 80, 70, 70],
      header: [
        ["项目", "<", "<", "<", "本年支出合计", "基本支出", "项目支出"],
        ["科目编码", "<", "<", "科目名称", "", "", ""],
      ],
      rows: [
        ["类", "款", "项", "合  计", "307.82", "105.58", "202.24"],
        ["201", "", "", "一般公共服务支出", "264.87", "62.63", "202.24"],
        ["201", "39", "", "社会工作事务", "264.87", "62.63", "202.24"],
        ["201", "39", "01", "行政运行", "62.63", "62.63", ""],
        ["201", "39", "99", "其他社会工作事务支出", "202.24", "", "202.24"],
      ], numbers: [4, 5, 6]),
    PDFTable(
      widths: [60, 150, 80, 80, 80],
      header: [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]],
      rows: [
        ["201", "一般公共服务支出", "1,264.87", "1,264.87", ""],
        ["2080505", "机关事业单位基本养老保险缴费支出", "0.00", "", ""],
        ["合计", "<", "1,264.87", "1,264.87", ""],
      ], numbers: [2, 3, 4], left: [60, 70], repeatsHeader: true, breaks: [0]),
    PDFTable(
      widths: [40, 90, 50, 40, 90, 50, 40, 70, 45],
      header: [
        ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"]
      ],
      rows: [
        ["301", "工资福利支出", "95.36", "30201", "办公费", "3.78", "310", "资本性支出", "0.00"],
        ["30101", "基本工资", "14.12", "30231", "公务用车运行维护费", "1.00", "", "", ""],
        ["", "", "", "30299", "其他商品和服务支出", "", "", "", ""],
        ["人员经费合计", "<", "95.36", "公用经费合计", "<", "<", "<", "<", "10.23"],
      ], numbers: [2, 5, 8], size: 9),
    PDFTable(
      widths: Array(repeating: 44, count: 12),
      header: [
        ["预算数", "<", "<", "<", "<", "<", "决算数", "<", "<", "<", "<", "<"],
        [
          "合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费", "合计", "因公出国（境）费",
          "公务用车购置及运行费", "<", "<", "公务接待费",
        ],
        ["", "", "小计", "公务用车购置费", "公务用车运行费", "", "", "", "小计", "公务用车购置费", "公务用车运行费", ""],
        ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
      ],
      rows: [["2.95", "", "2.00", "", "2.00", "0.95", "0.90", "", "", "", "", "0.90"]],
      numbers: Set(0..<12), size: 9, left: [40]),
    PDFTable(
      widths: [60, 100, 60, 60, 60, 60, 60, 60],
      header: [
        ["项目", "<", "年初结转和结余", "本年收入", "本年支出", "<", "<", "年末结转和结余"],
        ["科目编码", "科目名称", "", "", "小计", "基本支出", "项目支出", ""],
      ],
      rows: [["合计", "<", "", "", "", "", "", ""]], numbers: [], size: 9),
  ]
}
