import Accounts

/// A table's text in pieces, row by row: the cells of a grid, or the runs of text and numbers
/// of lines in which only their order tells cells apart.
struct TableCells {
  /// The text that the cells are ranges of.
  let text: FoldedText
  private(set) var rows: [[TableCell]]

  mutating func keepRows(_ isKept: (Int) -> Bool) {
    rows = rows.indices.filter(isKept).map { rows[$0] }
  }

  /// Leaves no whole number an amount that stands alone in its row: it may be an ordinal, a
  /// code, or the number of a page.
  mutating func dropLoneAmounts() {
    for row in rows.indices where rows[row].count == 1 {
      if let number = rows[row][0].number, number.scale == 0, number.mantissa > 0 {
        rows[row][0].mayBeAmount = false
      }
    }
  }

  /// The folded text of a cell.
  func glyphs(_ cell: TableCell) -> GlyphSlice { text[cell.glyphs] }

  /// The text of a cell as printed, without white space.
  func printed(_ cell: TableCell) -> String { text.printed(cell.glyphs) }
}

/// A piece of a table's text.
struct TableCell {
  /// The column of the grid; zero where only the order of the pieces is known.
  var column = 0
  /// Its characters in ``TableCells/text``.
  var glyphs: Range<Int>
  /// The number it is, where it is one.
  var number: PrintedNumber?
  /// Whether such a number may be an amount.
  var mayBeAmount = true
  /// Where its first character is printed, and that line in ``Document/lines``.
  var place: Place
  var line: Int

  /// The number where it may count rows or columns.
  var ordinal: Int? {
    guard let number, number.scale == 0, (1..<1000).contains(number.mantissa) else { return nil }
    return Int(number.mantissa)
  }
}

extension TableCells {
  /// The cells of lines parted by tabs. A line without tabs is a row of one cell.
  init(tabbed lines: [Int], of document: Document) {
    text = document.folded
    rows = []
    rows.reserveCapacity(lines.count)
    let units = document.folded.units.span
    for index in lines {
      let line = document.lines[index]
      var row: [TableCell] = []
      row.reserveCapacity(line.isTabbed ? line.spans.count : 1)
      for column in 0..<(line.isTabbed ? line.spans.count : 1) {
        let glyphs =
          line.isTabbed ? document.spans[line.spans.lowerBound + column].glyphs : line.glyphs
        guard Self.holdsText(units.extracting(glyphs)) else { continue }
        row.append(
          TableCell(
            column: column, glyphs: glyphs, number: PrintedNumber(units: units.extracting(glyphs)),
            place: document.place(ofGlyph: glyphs.lowerBound, in: line), line: index))
      }
      rows.append(row)
    }
  }

  /// The cells of a PDF's table.
  init(_ grid: Grid) {
    var text = FoldedText()
    rows = grid.rows.map { row in
      row.cells.compactMap { cell in
        let glyphs = text.append(cell.text)
        guard Self.holdsText(text.units.span.extracting(glyphs)) else { return nil }
        return TableCell(
          column: cell.column, glyphs: glyphs, number: PrintedNumber(units: text.units[glyphs]),
          place: cell.place, line: cell.line)
      }
    }
    self.text = text
  }

  /// A dash stands for a blank.
  private static func holdsText(_ text: borrowing Span<UInt16>) -> Bool {
    for index in text.indices {
      switch text[index] {
      case 0x2D, 0x2014, 0x2015, 0x2F: continue
      default: return true
      }
    }
    return false
  }
}

extension TableCells {
  /// The runs of text and numbers of lines whose cells are parted by mere spaces.
  init(runs lines: [Int], of document: Document) {
    text = document.folded
    rows = []
    rows.reserveCapacity(lines.count)
    let units = document.folded.units.span
    for index in lines {
      let line = document.lines[index]
      var row: [TableCell] = []
      row.reserveCapacity(line.spans.count)
      for span in line.spans {
        Self.forEachPiece(of: document.spans[span].glyphs, in: units) { glyphs in
          if let last = row.last, Self.isSpread(last.glyphs, glyphs, in: units) {
            row[row.count - 1].glyphs = last.glyphs.lowerBound..<glyphs.upperBound
            return
          }
          row.append(
            TableCell(
              glyphs: glyphs, number: PrintedNumber(units: units.extracting(glyphs)),
              place: document.place(ofGlyph: glyphs.lowerBound, in: line), line: index))
        }
      }
      rows.append(row)
    }
  }

  /// Whether two runs are a total's name set apart: 合 计.
  private static func isSpread(
    _ left: Range<Int>, _ right: Range<Int>, in units: borrowing Span<UInt16>
  ) -> Bool {
    left.count == 1 && right.count == 1 && left.upperBound == right.lowerBound
      && units[right.lowerBound] == sum && sums.contains(units[left.lowerBound])
  }

  private static let sum = Glyphs("计").units[0]
  private static let sums = Glyphs("合总小").units

  /// Gives a run in parts where a number is glued to a label: `0三、国防支出`, `合计2,471.39`.
  private static func forEachPiece(
    of range: Range<Int>, in units: borrowing Span<UInt16>, _ body: (Range<Int>) -> Void
  ) {
    guard !range.isEmpty else { return }
    var first: Range<Int>?
    var last: Range<Int>?
    TokenCount.forEachToken(in: range, of: units) { token in
      first = first ?? token
      last = token
    }
    guard let first, let last else { return body(range) }
    var middle = range
    if first.lowerBound == range.lowerBound, first != range,
      isCell(first, before: range.upperBound, in: units)
    {
      body(first)
      middle = first.upperBound..<middle.upperBound
    }
    if last.upperBound == range.upperBound, last.lowerBound > middle.lowerBound,
      endsText(units[last.lowerBound - 1])
    {
      body(middle.lowerBound..<last.lowerBound)
      body(last)
    } else {
      body(middle)
    }
  }

  /// A number before a Chinese character is a cell of its own, save a whole number that the
  /// character counts: 2020年, but not 10年末….
  private static func isCell(
    _ number: Range<Int>, before end: Int, in units: borrowing Span<UInt16>
  ) -> Bool {
    let next = number.upperBound
    guard next < end, case let follower = units[next], isChinese(follower) else { return false }
    if units.extracting(number).contains(point) { return true }
    if follower == year, next + 1 < end { return yearEnds.contains(units[next + 1]) }
    return !counted.contains(follower)
  }

  private static func endsText(_ unit: UInt16) -> Bool {
    isChinese(unit) && !ordinalStarts.contains(unit)
  }

  private static func isChinese(_ unit: UInt16) -> Bool { (0x4000...0x9FFF).contains(unit) }

  private static let point: UInt16 = 0x2E
  private static let year = Glyphs("年").units[0]
  private static let yearEnds = Glyphs("初末").units
  private static let counted = Glyphs("年月日号").units
  private static let ordinalStarts = Glyphs("表第共").units
}
