import Accounts
import Testing

@testable import Reports

/// Tables of random amounts, laid out as producers of PDFs lay them out and readers get them.
@Suite struct PDFProducerTests {
  @Test(arguments: 1...4)
  func `labels may run over rows that are too low`(seed: Int) throws {
    var report = DrawnReport(seed: seed)
    report.change = {
      $0.rowHeight = 12
      $0.size = 9
      // Every label takes two lines at most.
      $0.widths = $0.widths.map { $0 > 100 ? 104 : $0 }
    }
    try report.expectRead()
  }

  @Test(arguments: 1...4, [false, true])
  func `columns need no rulings`(seed: Int, hasRulings: Bool) throws {
    var report = DrawnReport(seed: seed)
    report.change = {
      $0.ruling = hasRulings ? .strokes : .none
      $0.hasVerticals = false
    }
    try report.expectRead()
  }

  @Test(arguments: 1...2)
  func `letters may stand across the page`(seed: Int) throws {
    var report = DrawnReport(seed: seed)
    report.finish = { $0.watermark("城东区文化馆") }
    try report.expectRead()
  }

  @Test func `a font may claim a box that reaches over other lines`() throws {
    var table = PDFTable(
      widths: [60, 180, 80], header: [["科目编码", "科目名称", "本年支出合计"]],
      rows: [["201", "一般公共服务支出", "12.00"], ["20103", "政府办公厅", "12.00"]], numbers: [2])
    table.rowHeight = 12
    table.size = 9
    var pages = [PDFCanvas()]
    pages[0].text("支出决算表", x: 230, y: 70, size: 16)
    var y = table.draw(on: &pages, from: 100)
    table.header = []
    table.rows = [["2010301", "行政运行", "7.00"]]
    pages[0].isTall = true
    y = table.draw(on: &pages, from: y)
    pages[0].isTall = false
    table.rows = [["2010302", "一般行政管理事务", "5.00"], ["", "合计", "12.00"]]
    _ = table.draw(on: &pages, from: y)
    let content = try ReportReader.read(file: "drawn.pdf", bytes: PDFCanvas.file(pages))
    #expect(
      content.figures.map { "\($0.code) \($0.label) \($0.value)" } == [
        "201 一般公共服务支出 12.00", "20103 政府办公厅 12.00", "2010301 行政运行 7.00",
        "2010302 一般行政管理事务 5.00", " 合计 12.00",
      ])
    #expect(content.unclaimed.isEmpty)
  }

  @Test func `two pages may be printed side by side on a sheet`() throws {
    var table = PDFTable(
      widths: [60, 200, 80, 80], header: [["科目编码", "科目名称", "本年支出合计", "基本支出"]],
      rows: [["201", "一般公共服务支出", "12.00", "12.00"], ["20103", "政府办公厅", "12.00", "12.00"]],
      numbers: [2, 3])
    var sheet = [PDFCanvas(width: 1190, height: 842)]
    sheet[0].text("支出决算表", x: 230, y: 70, size: 16)
    _ = table.draw(on: &sheet, from: 100)
    table.left = [655]
    table.rows = [
      ["2010301", "行政运行", "7.00", "7.00"], ["2010302", "一般行政管理事务", "5.00", "5.00"],
    ]
    _ = table.draw(on: &sheet, from: 60)
    sheet[0].text("注：本表反映部门本年度各项支出情况。", x: 655, y: 200)
    for page in [1, 2] {
      sheet[0].text("— \(page) —", x: 595 * Double(page) - 310, y: 820)
    }
    // The last has a sheet of its own.
    var second = PDFCanvas(width: 1190, height: 842)
    second.text("第三部分 情况说明", x: 200, y: 80)
    let content = try ReportReader.read(
      file: "drawn.pdf", bytes: PDFCanvas.file(sheet + [second]))
    #expect(
      content.figures.map { "\($0.code) \($0.label) \($0.columnRole) \($0.value)" } == [
        "201 一般公共服务支出 合计 12.00", "201 一般公共服务支出 基本支出 12.00", "20103 政府办公厅 合计 12.00",
        "20103 政府办公厅 基本支出 12.00", "2010301 行政运行 合计 7.00", "2010301 行政运行 基本支出 7.00",
        "2010302 一般行政管理事务 合计 5.00", "2010302 一般行政管理事务 基本支出 5.00",
      ])
    #expect(content.unclaimed.isEmpty)
    #expect(content.figures.allSatisfy { $0.place.page == 1 })
    let lines = content.figures.map(\.place.line)
    #expect(lines == lines.sorted())
  }

  @Test func `a table without rulings on a wide sheet is one page`() throws {
    var table = PDFTable(
      widths: [80, 300, 160, 120, 120], header: [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]],
      rows: [["201", "一般公共服务支出", "12.00", "7.00", "5.00"]], numbers: [2, 3, 4])
    table.ruling = .none
    var sheet = [PDFCanvas(width: 842, height: 595)]
    sheet[0].text("支出决算表", x: 380, y: 70, size: 16)
    _ = table.draw(on: &sheet, from: 100)
    let content = try ReportReader.read(file: "drawn.pdf", bytes: PDFCanvas.file(sheet))
    #expect(content.figures.map(\.columnRole) == [.合计, .基本支出, .项目支出])
  }

  /// The table of a narrow column of codes and two of amounts, torn wherever the width demands.
  private func torn(width: Double, codes: Double = 60, separators: Bool) throws -> ReportContent {
    func printed(_ amount: String) -> String {
      separators ? amount : amount.filter { $0 != "," }
    }
    var table = PDFTable(
      widths: [codes, 200, width, width], header: [["编码", "科目名称", "本年支出合计", "基本支出"]],
      rows: [
        ["201", "一般公共服务支出", "1,234,567.89", "1,234,567.89"],
        ["20103", "政府办公厅", "1,234,567.89", "1,234,567.89"],
        ["2010301", "行政运行", "1,234,000.55", "1,234,000.55"],
        ["2010302", "一般行政管理事务", "567.34", "567.34"],
      ].map { row in row.prefix(2) + row.suffix(2).map(printed) }, numbers: [2, 3])
    table.ruling = .none
    table.padding = 8
    var pages = [PDFCanvas()]
    pages[0].text("支出决算表", x: 230, y: 70, size: 16)
    _ = table.draw(on: &pages, from: 100)
    return try ReportReader.read(file: "drawn.pdf", bytes: PDFCanvas.file(pages))
  }

  private static let tornFigures = [
    "201 一般公共服务支出 1234567.89", "20103 政府办公厅 1234567.89", "2010301 行政运行 1234000.55",
    "2010302 一般行政管理事务 567.34",
  ].flatMap { [$0, $0] }

  @Test(arguments: [40.0, 46, 51, 56, 62], [false, true])
  func `numbers may be torn over lines where no ruling holds them`(
    width: Double, separators: Bool
  ) throws {
    let content = try torn(width: width, separators: separators)
    #expect(
      content.figures.map { "\($0.code) \($0.label) \($0.value)" } == Self.tornFigures)
    #expect(content.unclaimed.isEmpty)
  }

  @Test func `codes may be torn over lines where no ruling holds them`() throws {
    let content = try torn(width: 80, codes: 38, separators: true)
    #expect(
      content.figures.map { "\($0.code) \($0.label) \($0.value)" } == Self.tornFigures)
    #expect(content.unclaimed.isEmpty)
  }

  @Test func `a head or a foot may stand on every page`() throws {
    var report = DrawnReport(seed: 5)
    report.finish = {
      $0.text("城东区 2022 年度部门决算", x: 60, y: 30)
      $0.text("第 7 页 共 30 页", x: 240, y: 820)
    }
    try report.expectRead()
  }

  @Test func `the sheet may reach beyond the page`() throws {
    var report = DrawnReport(seed: 6)
    report.page.bleed = 40
    try report.expectRead()
  }

  @Test func `text may be printed twice to look bold`() throws {
    var report = DrawnReport(seed: 8)
    report.page.isDoubled = true
    try report.expectRead()
  }

  @Test func `pages may be upside down`() throws {
    var report = DrawnReport(seed: 7)
    report.page = PDFCanvas(turn: .over)
    try report.expectRead()
  }

  @Test func `a code alone at the head of a page is no page number`() throws {
    let table = PDFTable(
      widths: [40, 180, 80], header: [["科目编码", "科目名称", "合计"]],
      rows: [["201", "一般公共服务支出", "9.00"], ["2010301", "行政运行", "9.00"]], numbers: [2])
    var pages = [PDFCanvas()]
    pages[0].text("支出决算表", x: 230, y: 70, size: 16)
    var first = table
    first.rows = [table.rows[0]]
    _ = first.draw(on: &pages, from: 100)
    pages.append(PDFCanvas())
    // The code is wrapped in its cell: 20103 and 01.
    var second = table
    second.header = []
    second.widths[0] = 30
    second.rows = [table.rows[1]]
    _ = second.draw(on: &pages, from: 50)
    let content = try ReportReader.read(file: "drawn.pdf", bytes: PDFCanvas.file(pages))
    #expect(content.figures.map(\.code) == ["201", "2010301"])
    #expect(content.unclaimed.isEmpty)
  }

  @Test func `a page break may part a label from its amounts`() throws {
    var pages = [PDFCanvas()]
    pages[0].text("支出决算表", x: 230, y: 70, size: 16)
    var table = PDFTable(
      widths: [60, 180, 80, 80], header: [["科目编码", "科目名称", "本年支出合计", "基本支出"]],
      rows: [
        ["201", "一般公共服务支出", "12.00", "12.00"], ["20103", "政府办公厅（室）及", "", ""],
      ], numbers: [2, 3])
    _ = table.draw(on: &pages, from: 100)
    pages.append(PDFCanvas())
    table.rows = [
      ["", "相关机构事务", "12.00", "12.00"], ["2010301", "行政运行", "12.00", "12.00"],
    ]
    _ = table.draw(on: &pages, from: 60)
    let content = try ReportReader.read(file: "drawn.pdf", bytes: PDFCanvas.file(pages))
    #expect(
      content.figures.map { "\($0.code) \($0.label) \($0.value)" } == [
        "201 一般公共服务支出 12.00", "201 一般公共服务支出 12.00", "20103 政府办公厅（室）及相关机构事务 12.00",
        "20103 政府办公厅（室）及相关机构事务 12.00", "2010301 行政运行 12.00", "2010301 行政运行 12.00",
      ])
    #expect(content.unclaimed.isEmpty)
  }

  @Test func `glyphs tell words of one width on two lines apart`() {
    // 1,2 and 7,4 with a kerned comma; the baselines are nearer to the wrong boxes' middles.
    func glyphs(_ shapes: [Int], y: Float, xs: [Float]) -> [PageDrawing.Glyph] {
      zip(shapes, xs).map { PageDrawing.Glyph(x: $1, y: y, shape: $0) }
    }
    let xs: [Float] = [10, 15, 16]
    let drawn =
      glyphs([1, 2, 3], y: 20, xs: xs) + glyphs([4, 2, 5], y: 32, xs: [10, 15, 17.5])
      + glyphs([1, 2, 3], y: 20, xs: [50, 55, 56]) + glyphs([4, 2, 5], y: 132, xs: [10, 15, 17.5])
    var baselines = Baselines(drawn)
    let texts = ["1,2", "7,4", "1,2", "7,4"]
    let boxes = [
      Box(x0: 10, y0: 12, x1: 21, y1: 24), Box(x0: 10, y0: 24, x1: 22, y1: 36),
      Box(x0: 50, y0: 12, x1: 61, y1: 24), Box(x0: 10, y0: 124, x1: 22, y1: 136),
    ]
    #expect(baselines.place(texts, boxes).map(\.baseline) == [20, 32, 20, 132])
  }

  @Test func `a font without characters is named`() {
    let list = """
      name                                 type              encoding         emb sub uni object ID
      ------------------------------------ ----------------- ---------------- --- --- --- ---------
      STSong-Light                         CID Type 0        UniGB-UCS2-H     no  no  no       8  0
      ABCDEF+Song                          CID TrueType      Identity-H       yes yes no       9  0
      """
    #expect(FontList.mute(in: Array(list.utf8)) == "ABCDEF+Song")
    #expect(
      FontList.mute(in: Array(list.split(separator: "\n").dropLast().joined(separator: "\n").utf8))
        == nil)
    func isLikely(_ text: String) -> Bool {
      let box = Box(x0: 0, y0: 0, x1: 1, y1: 1)
      return FontList.isLikely([
        PageWords(width: 1, height: 1, words: [PageWords.Word(text: text, box: box)])
      ])
    }
    #expect(isLikely("2022年度支出决算表"))
    #expect(isLikely("Annual report of the office"))
    #expect(!isLikely("䶱⪊䶧⭯⫼璻䔛輤"))
    #expect(!isLikely("#$%&'()*+"))
  }
}

/// A report of 表3, 表4 and 表7 with random amounts.
private struct DrawnReport {
  var page = PDFCanvas()
  /// How each table is drawn.
  var change: (inout PDFTable) -> Void = { _ in }
  /// What each page gets at its end.
  var finish: (inout PDFCanvas) -> Void = { _ in }
  private var tables: [(title: String, table: PDFTable)] = []
  private var expected: [String] = []
  private var random: Generator

  /// A linear congruential generator, so that every run draws the same.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  init(seed: Int) {
    random = Generator(state: UInt64(seed))
    addOutlays()
    addFunds()
    addOfficial()
  }

  private mutating func amount() -> String {
    let cents = Int.random(in: 1...9_999_999, using: &random)
    let fraction = cents % 100
    return "\(cents / 100)." + (fraction < 10 ? "0" : "") + "\(fraction)"
  }

  private mutating func amountOrBlank() -> String {
    Bool.random(using: &random) ? amount() : ""
  }

  private mutating func addOutlays() {
    let columns = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
    let labels = [
      ("201", "一般公共服务支出"), ("20103", "政府办公厅（室）及相关机构事务"), ("2010301", "行政运行"),
      ("2010399", "其他政府办公厅（室）及相关机构事务支出"), ("208", "社会保障和就业支出"),
      ("20805", "行政事业单位养老支出"), ("2080505", "机关事业单位基本养老保险缴费支出"),
      ("2080506", "机关事业单位职业年金缴费支出"), ("221", "住房保障支出"),
    ]
    var rows: [[String]] = []
    for (code, label) in [("", "合计")] + labels {
      let values = [amount(), amountOrBlank(), amountOrBlank(), "", "", ""]
      rows.append([code, label] + values)
      for (column, value) in zip(columns, values) where !value.isEmpty {
        expected.append("3  \(code) \(label) \(column) \(value)")
      }
    }
    tables.append(
      (
        "支出决算表",
        PDFTable(
          widths: [52, 136, 60, 55, 55, 55, 50, 60],
          header: [
            ["项目", "<"] + columns, ["科目编码", "科目名称"] + columns.map { _ in "" },
            ["栏次", "<", "1", "2", "3", "4", "5", "6"],
          ], rows: rows, numbers: [2, 3, 4, 5, 6, 7], size: 9, left: [35])
      ))
  }

  private mutating func addFunds() {
    let incomes = ["一、一般公共预算财政拨款", "二、政府性基金预算财政拨款", "本年收入合计"]
    let outlays = ["一、一般公共服务支出", "二、外交支出", "本年支出合计"]
    var rows: [[String]] = []
    for (line, (income, outlay)) in zip(incomes, outlays).enumerated() {
      let left = amountOrBlank()
      let right = [amount(), amountOrBlank(), amountOrBlank()]
      rows.append([income, "\(line + 1)", left, outlay, "\(line + 31)"] + right)
      if !left.isEmpty { expected.append("4 收入  \(income) 金额 \(left)") }
      let columns = ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"]
      for (column, value) in zip(columns, right) where !value.isEmpty {
        expected.append("4 支出  \(outlay) \(column) \(value)")
      }
    }
    tables.append(
      (
        "财政拨款收入支出决算总表",
        PDFTable(
          widths: [136, 30, 60, 110, 30, 60, 55, 55],
          header: [
            ["收入", "<", "<", "支出", "<", "<", "<", "<"],
            ["项目", "行次", "金额", "项目", "行次", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"],
            ["栏次", "", "1", "栏次", "", "2", "3", "4"],
          ], rows: rows, numbers: [2, 5, 6, 7], size: 9, left: [30])
      ))
  }

  private mutating func addOfficial() {
    let items = ["合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行费", "公务接待费"]
    let values = (0..<12).map { _ in amountOrBlank() }
    for (index, value) in values.enumerated() where !value.isEmpty {
      expected.append("7    \(index < 6 ? "预算数" : "决算数")/\(items[index % 6]) \(value)")
    }
    tables.append(
      (
        "财政拨款“三公”经费支出决算表",
        PDFTable(
          widths: Array(repeating: 45, count: 12),
          header: [
            ["预算数", "<", "<", "<", "<", "<", "决算数", "<", "<", "<", "<", "<"],
            [
              "合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费", "合计", "因公出国（境）费",
              "公务用车购置及运行费", "<", "<", "公务接待费",
            ],
            ["", "", "小计", "公务用车购置费", "公务用车运行费", "", "", "", "小计", "公务用车购置费", "公务用车运行费", ""],
            (1...12).map(String.init),
          ], rows: [values], numbers: Set(0..<12), size: 8, left: [28])
      ))
  }

  /// Draws, reads and compares.
  func expectRead(sourceLocation: SourceLocation = #_sourceLocation) throws {
    var pages: [PDFCanvas] = []
    for (title, table) in tables {
      var table = table
      change(&table)
      pages.append(page)
      pages[pages.count - 1].text(title, x: 200, y: 60, size: 14)
      pages[pages.count - 1].text("单位：万元", x: 470, y: 82)
      let end = table.draw(on: &pages, from: 92)
      pages[pages.count - 1].text("注：本表反映部门本年度情况。", x: 60, y: end + 24)
      finish(&pages[pages.count - 1])
    }
    let content = try ReportReader.read(file: "drawn.pdf", bytes: PDFCanvas.file(pages))
    let found = content.figures.map { figure in
      let path = figure.column.split(separator: "/").map(String.init)
      let column =
        figure.table == .三公经费支出决算表 ? "\(path.first ?? "")/\(path.last ?? "")" : path.last ?? ""
      return "\(figure.table.rawValue) \(figure.side) \(figure.code) \(figure.label) \(column) "
        + figure.value.description
    }
    let missing = Set(expected).subtracting(found).sorted()
    #expect(missing.isEmpty, sourceLocation: sourceLocation)
    #expect(Set(found).subtracting(expected).sorted().isEmpty, sourceLocation: sourceLocation)
    #expect(found.count == expected.count, sourceLocation: sourceLocation)
    #expect(content.unclaimed.isEmpty, sourceLocation: sourceLocation)
  }
}
