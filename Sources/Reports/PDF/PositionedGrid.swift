import Accounts
import Text

/// Brings a table of a PDF to rows and columns, by its ruling lines where it has them and by
/// how its words are aligned where it has not.
///
///     let grid = PositionedGrid.read(region, of: document)
enum PositionedGrid {
  static func read(_ region: Outline.TableRegion, of document: Document) -> Grid {
    var sheets: [TablePage] = []
    var start = region.body.lowerBound
    while start < region.body.upperBound {
      let leaf = document.lines[start].leaf
      var end = start + 1
      while end < region.body.upperBound, document.lines[end].leaf == leaf { end += 1 }
      sheets.append(TablePage(lines: start..<end, of: document))
      start = end
    }
    OpenColumns.divide(&sheets)
    for index in sheets.indices { sheets[index].divide() }
    let columns = CommonColumns(sheets.compactMap { $0.lattice?.xs })
    var grid = Grid()
    for sheet in sheets { grid.append(sheet.rows(columns)) }
    return grid
  }
}

/// A word of a table, with the line it stands on.
struct TableWord {
  var text: String
  var box: Box
  var line: Int
  /// Its further lines, where it is a number torn over some.
  var tail: [TableWord] = []

  /// The height of one line of it.
  var lineHeight: Float { tail.first?.box.height ?? box.height }

  /// A number as cells print it, or nil.
  var number: PrintedNumber? { PrintedNumber(text) }
  func moved(by shift: Float) -> TableWord {
    var word = self
    word.box.x0 += shift
    word.box.x1 += shift
    return word
  }

  /// Whether the word may be a heading, or part of one: no number.
  var isHeading: Bool {
    number == nil && text.unicodeScalars.contains { $0.value > 0x2E80 }
  }

  /// A number with decimals: an amount, never a code or an ordinal.
  var isAmount: Bool { number.map { $0.scale > 0 } ?? false }
}

/// The part of a table that stands on one page.
struct TablePage {
  private let document: Document
  private(set) var words: [TableWord]
  /// The cells, or nil where nothing on the page is laid out in columns.
  var lattice: Lattice?
  /// The headings, where no vertical ruling tells their columns.
  private(set) var header: OpenHeader?

  init(lines: Range<Int>, of document: Document) {
    self.document = document
    words = lines.flatMap { line in
      document.lines[line].spans.map { index in
        let span = document.spans[index]
        return TableWord(
          text: document.text(of: span),
          box: Box(x0: span.x0, y0: span.y0, x1: span.x1, y1: span.y1), line: line)
      }
    }
    let rulings = Self.rulings(around: lines, words, of: document)
    lattice = Lattice(rulings)
    if lattice?.isOpen ?? true { words = TornNumbers.joined(words) }
    lattice = lattice ?? Lattice(aroundTableOf: words)
    if let lattice { words = lattice.withdrawn(words) }
  }

  /// Takes the headings out of the words, on a page that has no vertical rulings: those over
  /// the first row, where the table begins or prints what its first page has.
  mutating func takeHeader(like first: OpenHeader?) {
    guard let lattice, lattice.isOpen else { return }
    let ordinals = OrdinalLine.lines(of: words)
    // An empty table ends with its header.
    let firstRow = words.filter { RowWords.isBody($0.text) }.map(\.line).min()
    guard let body = firstRow ?? ordinals.max() else { return }
    let above = words.filter {
      $0.line < body && !ordinals.contains($0.line) && lattice.cell(at: $0.box) != nil
    }
    let header = OpenHeader(above)
    if let first, !header.repeats(first) { return }
    self.header = header
    words.removeAll { word in
      word.line < body && !ordinals.contains(word.line) && lattice.cell(at: word.box) != nil
    }
  }

  /// Whether a line numbers the columns.
  var hasOrdinals: Bool { !OrdinalLine.lines(of: words).isEmpty }

  /// Parts the cells that hold more than one number.
  mutating func divide() {
    let words = words
    lattice?.divide(words)
  }

  /// The rulings between the text before the lines and the text after them.
  private static func rulings(
    around lines: Range<Int>, _ words: [TableWord], of document: Document
  ) -> [Document.Ruling] {
    let leaf = document.lines[lines.lowerBound].leaf
    var top: Float = -.infinity
    var bottom: Float = .infinity
    if lines.lowerBound > 0, document.lines[lines.lowerBound - 1].leaf == leaf {
      let above = document.lines[lines.lowerBound - 1]
      top = document.spans[above.spans].map { ($0.y0 + $0.y1) / 2 }.max() ?? top
    }
    if lines.upperBound < document.lines.count, document.lines[lines.upperBound].leaf == leaf {
      let below = document.lines[lines.upperBound]
      bottom = document.spans[below.spans].map { ($0.y0 + $0.y1) / 2 }.min() ?? bottom
    }
    return document.rulings.filter { $0.leaf == leaf && $0.y1 > top && $0.y0 < bottom }
  }

  /// The rows from the top: those of the table, and a row for each line outside it.
  func rows(_ columns: CommonColumns) -> [Grid.Row] {
    var placed: [(y: Float, row: Grid.Row)] = []
    var outside = words
    if let lattice {
      let columnOf = columns.indices(of: lattice.xs)
      outside = words.filter { lattice.cell(at: $0.box) == nil }
      var cells: [[Grid.Cell]] = Array(repeating: [], count: lattice.ys.count)
      // The headings were taken from the first row, which begins under them.
      var tops = lattice.ys.map { _ in Float.infinity }
      for (cell, inside) in lattice.cells(words) {
        let first = columnOf[cell.columns.lowerBound]
        let last = columnOf[cell.columns.upperBound]
        let row = cell.rows.lowerBound
        tops[row] = min(tops[row], inside.map(\.box.middleY).min() ?? .infinity)
        cells[row].append(
          self.cell(inside, column: first, width: max(1, last - first)))
      }
      for (index, cells) in cells.enumerated() where !cells.isEmpty {
        let top = header == nil ? lattice.ys[index] : tops[index]
        placed.append(
          (top, Grid.Row(cells: cells.sorted { $0.column < $1.column })))
      }
    }
    if let header, let lattice {
      let columnOf = columns.indices(of: lattice.xs)
      for spans in header.rows(lattice.xs) where !spans.isEmpty {
        let cells = spans.map { span in
          let first = columnOf[span.columns.lowerBound]
          let last = columnOf[span.columns.upperBound]
          return cell(span.heading.words, column: first, width: max(1, last - first))
        }
        placed.append((spans[0].heading.box.middleY, Grid.Row(cells: cells)))
      }
    }
    for line in Set(outside.map(\.line)).sorted() {
      let words = outside.filter { $0.line == line }
      placed.append((words.map(\.box.middleY).min() ?? 0, outsideRow(words)))
    }
    return placed.sorted { $0.y < $1.y }.map(\.row)
  }

  /// A line of text above or under the table, in no column of it; wide gaps part its cells.
  private func outsideRow(_ words: [TableWord]) -> Grid.Row {
    var groups: [[TableWord]] = []
    for word in words.sorted(by: { $0.box.x0 < $1.box.x0 }) {
      if let last = groups.last?.last, word.box.x0 - last.box.x1 < 1.2 * word.box.height {
        groups[groups.count - 1].append(word)
      } else {
        groups.append([word])
      }
    }
    return Grid.Row(
      cells: groups.map { cell($0, column: -1, width: 1) })
  }

  private func cell(_ words: [TableWord], column: Int, width: Int) -> Grid.Cell {
    let words = words.sorted { ($0.line, $0.box.x0) < ($1.line, $1.box.x0) }
    return Grid.Cell(
      column: column, width: width, text: CellText.joined(words), place: place(of: words[0]),
      line: words[0].line,
      rest: words.indices.dropFirst().filter { words[$0].line != words[$0 - 1].line }
        .map { place(of: words[$0]) } + words.flatMap(\.tail).map(place))
  }

  private func place(of word: TableWord) -> Place {
    let line = document.lines[word.line]
    let start = word.box.x0
    let before = document.spans[line.spans].prefix { $0.x0 < start }
    let offset =
      before.isEmpty
      ? 0
      : document.spans[line.spans.lowerBound + before.count].bytes
        .lowerBound - line.bytes.lowerBound
    let column1 = document.text(line.bytes).utf8.prefix(offset)
    return Place(
      page: line.page, line: line.number,
      column: Int32(String(column1)?.unicodeScalars.count ?? 0) + 1)
  }
}

/// The text of a cell from its words.
enum CellText {
  /// Words on a line keep a space between them, wrapped lines do not: Chinese has none, and
  /// a number too long for its cell goes on in the next line.
  static func joined(_ words: [TableWord]) -> String {
    var text = ""
    var line: Int?
    for word in words {
      if let line, line == word.line || !wraps(text, word.text) { text += " " }
      text += word.text
      line = word.line
    }
    return text
  }

  private static func wraps(_ text: String, _ next: String) -> Bool {
    guard let last = text.unicodeScalars.last, let first = next.unicodeScalars.first else {
      return true
    }
    guard last.isASCII, first.isASCII else { return true }
    let fragment = text.split(separator: " ").last.map(String.init) ?? text
    return (PrintedNumber(fragment)?.scale ?? 0) < 2
  }
}

/// The columns of all pages of a table, counted together.
///
/// A table that goes on over a page has the same columns there, perhaps shifted by another
/// margin or turned to another format.
struct CommonColumns {
  private var boundaries: [Float] = []
  private var extent: (first: Float, last: Float) = (0, 1)

  init(_ sheets: [[Float]]) {
    guard let widest = sheets.max(by: { $0.count < $1.count }) else { return }
    extent = (widest[0], widest[widest.count - 1])
    boundaries = widest
    for sheet in sheets where sheet.count != widest.count {
      boundaries += sheet.map { scaled($0, from: sheet) }
    }
    boundaries = Lattice.clustered(boundaries.map { ($0, 1) }, within: 4)
  }

  /// For each boundary of a page its index among all.
  func indices(of sheet: [Float]) -> [Int] {
    if sheet.count == boundaries.count { return Array(sheet.indices) }
    return sheet.map { x in
      let x = scaled(x, from: sheet)
      return boundaries.indices.min { abs(boundaries[$0] - x) < abs(boundaries[$1] - x) } ?? 0
    }
  }

  private func scaled(_ x: Float, from sheet: [Float]) -> Float {
    let width = sheet[sheet.count - 1] - sheet[0]
    guard width > 0 else { return x }
    return extent.first + (x - sheet[0]) / width * (extent.last - extent.first)
  }
}
