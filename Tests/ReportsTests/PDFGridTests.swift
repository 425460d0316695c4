import Accounts
import Testing

@testable import Reports

/// The same table is drawn in many ways and must be read the same.
@Suite struct PDFGridTests {
  @Test(arguments: PDFCanvas.Ruling.allCases)
  func `rulings are found however they are drawn`(ruling: PDFCanvas.Ruling) throws {
    var table = Self.outlays
    table.ruling = ruling
    let rows = try Self.read([table])
    #expect(rows == Self.outlays.rows)
  }

  @Test(arguments: [PDFTable.Alignment.top, .middle, .bottom], [PDFCanvas.Ruling.strokes, .none])
  func `a wrapped label belongs to its row`(
    alignment: PDFTable.Alignment, ruling: PDFCanvas.Ruling
  ) throws {
    var table = Self.outlays
    table.widths[1] = 90
    table.alignment = alignment
    table.ruling = ruling
    let rows = try Self.read([table])
    #expect(rows == Self.outlays.rows)
  }

  @Test func `numbers may hang higher than their labels`() throws {
    var table = Self.outlays
    table.lift = 6
    table.padding = 8
    let rows = try Self.read([table])
    #expect(rows == Self.outlays.rows)
  }

  @Test(arguments: [false, true], [PDFCanvas.Ruling.strokes, .none])
  func `a table goes on over pages`(repeatsHeader: Bool, ruling: PDFCanvas.Ruling) throws {
    var table = Self.outlays
    table.breaks = [2, 4]
    table.left = [60, 75, 60]
    table.repeatsHeader = repeatsHeader
    table.ruling = ruling
    let rows = try Self.read([table])
    #expect(rows == Self.outlays.rows)
  }

  @Test(arguments: [PDFCanvas.Turn.pageAttribute, .content], [PDFCanvas.Ruling.strokes, .none])
  func `a turned page is read upright`(turn: PDFCanvas.Turn, ruling: PDFCanvas.Ruling) throws {
    var table = Self.outlays
    table.ruling = ruling
    let rows = try Self.read([table], on: PDFCanvas(width: 842, height: 595, turn: turn))
    #expect(rows == Self.outlays.rows)
  }

  @Test func `codes may stand in cells of their own, and cells may touch`() throws {
    var table = Self.outlays
    table.widths = [19, 13, 13, 76, 80, 80, 80]
    table.numbers = [4, 5, 6]
    table.header = [["类", "款", "项", "科目名称", "本年支出合计", "基本支出", "项目支出"]]
    table.rows = Self.splitRows
    let rows = try Self.read([table])
    #expect(rows == Self.splitRows)
  }

  @Test func `a wrapped number is one number`() throws {
    var table = Self.outlays
    table.widths = [60, 120, 40, 80, 80]
    table.rows[1][2] = "123,456.78"
    let rows = try Self.read([table])
    #expect(rows == table.rows)
  }

  static let outlays = PDFTable(
    widths: [60, 180, 80, 80, 80],
    header: [["项目", "<", "本年支出合计", "基本支出", "项目支出"], ["科目编码", "科目名称", "", "", ""]],
    rows: [
      ["", "合计", "1,264.87", "62.63", "1,202.24"],
      ["201", "一般公共服务支出", "264.87", "62.63", "202.24"],
      ["20139", "社会工作事务", "264.87", "62.63", "202.24"],
      ["2013901", "机关事业单位基本养老保险缴费支出", "62.63", "62.63", ""],
      ["2013999", "其他社会工作事务支出", "202.24", "", "202.24"],
      ["221", "住房保障支出", "1,000.00", "0.00", "1,000.00"],
      ["22102", "机关事业单位职业年金缴费支出", "1,000.00", "", "1,000.00"],
    ], numbers: [2, 3, 4])

  static let splitRows = [
    ["201", "", "", "一般公共服务支出", "264.87", "62.63", "202.24"],
    ["201", "39", "", "社会工作事务", "264.87", "62.63", "202.24"],
    ["201", "39", "01", "行政运行", "62.63", "62.63", ""],
    ["201", "39", "99", "其他社会工作事务支出", "202.24", "", "202.24"],
  ]

  /// Draws the tables under a title and reads their data rows back, blank cells as "".
  static func read(
    _ tables: [PDFTable], on page: PDFCanvas = PDFCanvas()
  ) throws -> [[String]] {
    var pages = [page]
    pages[0].text("支出决算表", x: 230, y: 70, size: 16)
    pages[0].text("单位：万元", x: 470, y: 92)
    var y = 100.0
    for table in tables { y = table.draw(on: &pages, from: y) }
    pages[pages.count - 1].text("注：本表反映部门本年度各项支出情况。", x: 70, y: y + 16)
    let document = try PDFReader.document(file: "drawn.pdf", bytes: PDFCanvas.file(pages))
    let region = Outline.TableRegion(
      table: .支出决算表, title: "支出决算表", heading: 0..<1, body: 1..<document.lines.count)
    let grid = PositionedGrid.read(region, of: document)
    let count = tables[0].widths.count
    let header = Set(tables.flatMap(\.header).flatMap { $0 }.filter { !$0.isEmpty })
    return grid.rows.filter { row in
      !row.cells.contains {
        let text = $0.text
        return text.hasPrefix("单位") || text.hasPrefix("注")
          || header.contains { $0.contains(text) || text.contains($0) && !text.contains("合计") }
      } || row.cells.contains { $0.text.contains(".") }
    }.map { row in
      var cells = Array(repeating: "", count: count)
      for cell in row.cells {
        cells[min(cell.column, count - 1)] += cell.text
      }
      return cells
    }
  }
}
