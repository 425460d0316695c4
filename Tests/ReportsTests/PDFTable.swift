/// A table laid out on pages, in one of the ways that producers lay tables out.
struct PDFTable {
  enum Alignment { case top, middle, bottom }

  var widths: [Double]
  /// Cells by row; a cell of the header may cover several columns, the others then are "<".
  var header: [[String]]
  var rows: [[String]]
  /// The columns set at their right end: numbers.
  var numbers: Set<Int>
  var ruling = PDFCanvas.Ruling.strokes
  var alignment = Alignment.middle
  /// How much higher than its label a number hangs.
  var lift = 0.0
  var size = 10.5
  var padding = 5.0
  /// The left edge, by page from the first.
  var left: [Double] = [60]
  var repeatsHeader = false
  /// The height of every row, as a spreadsheet keeps it, or nil where the text decides.
  var rowHeight: Double?
  /// Whether rulings stand between columns.
  var hasVerticals = true
  /// The rows after which a page ends.
  var breaks: Set<Int> = []

  /// Draws on the last page from `y` down, and on new pages after each break.
  func draw(on pages: inout [PDFCanvas], from y: Double) -> Double {
    var y = y
    var page = 0
    y = draw(header, from: y, page: page, isHeader: true, on: &pages)
    for (index, row) in rows.enumerated() {
      y = draw([row], from: y, page: page, isHeader: false, on: &pages)
      guard breaks.contains(index) else { continue }
      let last = pages[pages.count - 1]
      pages.append(PDFCanvas(width: last.width, height: last.height, turn: last.turn))
      page += 1
      y = 60
      if repeatsHeader { y = draw(header, from: y, page: page, isHeader: true, on: &pages) }
    }
    return y
  }

  private func left(_ page: Int) -> Double { left[min(page, left.count - 1)] }

  private func draw(
    _ rows: [[String]], from y: Double, page: Int, isHeader: Bool, on pages: inout [PDFCanvas]
  ) -> Double {
    var y = y
    for row in rows {
      let height = rowHeight ?? self.height(of: row)
      drawRow(row, from: y, height: height, left: left(page), isHeader, &pages[pages.count - 1])
      y += height
    }
    return y
  }

  /// The cells of a row: its text and the columns it covers.
  private func cells(_ row: [String]) -> [(text: String, columns: Range<Int>)] {
    row.indices.filter { row[$0] != "<" }.map { start in
      var end = start + 1
      while end < row.count, row[end] == "<" { end += 1 }
      return (row[start], start..<end)
    }
  }

  private func height(of row: [String]) -> Double {
    let lines = cells(row).map { wrapped($0.text, width(of: $0.columns)).count }.max() ?? 1
    return Double(lines) * size * 1.2 + padding * 2
  }

  private func width(of columns: Range<Int>) -> Double {
    columns.reduce(0) { $0 + widths[$1] }
  }

  private func wrapped(_ text: String, _ width: Double) -> [String] {
    var lines = [""]
    for character in text {
      let longer = lines[lines.count - 1] + String(character)
      if PDFCanvas.width(of: longer, size: size) > width - 4 {
        lines.append(String(character))
      } else {
        lines[lines.count - 1] = longer
      }
    }
    return lines
  }

  private func drawRow(
    _ row: [String], from y: Double, height: Double, left: Double, _ isHeader: Bool,
    _ page: inout PDFCanvas
  ) {
    for (text, columns) in cells(row) {
      let x0 = left + widths[..<columns.lowerBound].reduce(0, +)
      let x1 = x0 + width(of: columns)
      page.line(ruling, x0: x0, y0: y, x1: x1, y1: y)
      page.line(ruling, x0: x0, y0: y + height, x1: x1, y1: y + height)
      if hasVerticals {
        page.line(ruling, x0: x0, y0: y, x1: x0, y1: y + height)
        page.line(ruling, x0: x1, y0: y, x1: x1, y1: y + height)
      }
      let lines = wrapped(text, x1 - x0)
      let isNumber = numbers.contains(columns.lowerBound) && !isHeader
      let leading = size * 1.2
      var baseline: Double
      switch alignment {
      case .top: baseline = y + padding + size * 0.86
      case .middle:
        baseline = y + (height - Double(lines.count) * leading) / 2 + size * 0.86
      case .bottom: baseline = y + height - padding - Double(lines.count - 1) * leading - 2
      }
      if isNumber { baseline -= lift }
      for line in lines {
        let width = PDFCanvas.width(of: line, size: size)
        let x =
          isHeader ? (x0 + x1 - width) / 2 : isNumber ? x1 - width - 3 : x0 + 3
        page.text(line, x: x, y: baseline, size: size)
        baseline += leading
      }
    }
  }
}
