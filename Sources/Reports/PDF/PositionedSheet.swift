import Accounts
import Text

/// Reads a grid whose cells stand exactly in their columns: a number belongs to the header
/// over it, whatever the arithmetic says.
struct PositionedSheet {
  private let table: StandardTable
  private let header: HeaderColumns
  private let panels: [Panel]
  private var sheet: TableSheet

  /// Columns that are read together: those of code and label, and the amounts that follow.
  private struct Panel {
    var names: Range<Int>
    var amounts: [HeaderColumns.Column]
    /// The side of the sheet it adds rows to.
    var side: Int
  }

  /// The rows of a table of a PDF. Where its header does not say what the columns are, what
  /// the numbers add up to must.
  static func read(_ text: TableText) -> TableSheet {
    let grid = PositionedGrid.read(text.region, of: text.document)
    return read(grid, of: text.region.table)
      ?? GridReader.read(TableCells(grid), of: text.region.table)
  }

  /// Nil where the header does not say what the numbers' columns are.
  static func read(_ grid: Grid, of table: StandardTable) -> TableSheet? {
    guard var reader = PositionedSheet(grid, of: table) else { return nil }
    for (index, row) in grid.rows.enumerated() {
      if let ordinals = Self.ordinals(of: row) {
        reader.sheet.ordinals += ordinals
      } else if index >= reader.header.height {
        reader.read(row)
      }
    }
    reader.sheet.assignRoles()
    return reader.sheet
  }

  private init?(_ grid: Grid, of table: StandardTable) {
    let header = HeaderColumns(grid, of: table)
    self.table = table
    self.header = header
    guard !header.columns.isEmpty else { return nil }
    sheet = TableSheet(table: table)
    switch table {
    case .一般公共预算财政拨款基本支出决算表:
      let names = header.columns.reduce(into: [String]()) { names, column in
        if !names.contains(column.group) { names.append(column.group) }
      }
      panels = Self.panels(header.columns.map { ([$0], names.firstIndex(of: $0.group)!) })
      sheet.sides = names.map { Self.side($0, [header.columns[0]]) }
    case _ where table.hasSides:
      let sides = (0...1).map { side in header.columns.filter { $0.side == side } }
      guard !sides[0].isEmpty, !sides[1].isEmpty else { return nil }
      panels = Self.panels([(sides[0], 0), (sides[1], 1)])
      sheet.sides = [Self.side("收入", sides[0]), Self.side("支出", sides[1])]
    default:
      panels = Self.panels([(header.columns, 0)])
      sheet.sides = [Self.side("", header.columns)]
    }
    let known = Set(header.columns.map(\.position))
    let amounts = grid.rows.flatMap(\.cells).filter { PrintedNumber($0.text)?.scale ?? 0 > 0 }
    guard amounts.count(where: { known.contains($0.column) }) * 5 >= amounts.count * 4 else {
      return nil
    }
  }

  private static func panels(_ groups: [([HeaderColumns.Column], Int)]) -> [Panel] {
    var start = 0
    return groups.map { columns, side in
      let first = columns[0].position
      defer { start = columns[columns.count - 1].position + 1 }
      return Panel(names: min(start, first)..<first, amounts: columns, side: side)
    }
  }

  private static func side(
    _ name: String, _ columns: [HeaderColumns.Column]
  ) -> TableSheet.Side {
    var side = TableSheet.Side(
      name: name,
      columns: columns.sorted { $0.form < $1.form }.map {
        TableSheet.Column(role: $0.role, path: $0.path, position: $0.position)
      })
    side.isExact = true
    return side
  }

  private mutating func read(_ row: Grid.Row) {
    for panel in panels {
      // The label of a total may stretch over the panels before its amount.
      var names = row.cells.filter { cell in
        panel.names.overlaps(cell.column..<cell.column + cell.width)
          && !panels.contains { $0.amounts.contains { $0.position == cell.column } }
      }
      if names.isEmpty { names = stray(in: row, before: panel) }
      var entry = entry(of: names, in: panel)
      for cell in row.cells {
        guard let column = panel.amounts.first(where: { $0.position == cell.column }),
          let number = PrintedNumber(Folding.squeeze(cell.text))
        else { continue }
        sheet.parts += cell.rest
        // 表6 has one column, wherever its panels stand.
        let position = sheet.sides[panel.side].columns.count == 1 ? nil : column.position
        entry.values.append(
          TableSheet.Value(number: number, position: position, place: cell.place, line: cell.line))
      }
      guard !entry.values.isEmpty || !entry.code.isEmpty else { continue }
      if entry.label.isEmpty, entry.code.isEmpty, !table.hasSides, table != .三公经费支出决算表,
        sheet.sides[panel.side].rows.isEmpty
      {
        entry.label = "合计"
      }
      sheet.sides[panel.side].rows.append(entry)
    }
  }

  /// The label that stands in no column of labels, in the middle of the panels it is for.
  private func stray(in row: Grid.Row, before panel: Panel) -> [Grid.Cell] {
    let previous = panels.last { $0.amounts[0].position < panel.amounts[0].position }
    guard let previous,
      let from = row.cells.last(where: { cell in
        cell.column < panel.names.lowerBound && PrintedNumber(Folding.squeeze(cell.text)) != nil
      })?.column, from < previous.amounts[0].position
    else { return [] }
    return row.cells.filter { cell in
      cell.column > from && cell.column < panel.names.lowerBound
        && panels.contains { $0.amounts.contains { $0.position == cell.column } }
        && PrintedNumber(Folding.squeeze(cell.text)) == nil
    }
  }

  /// The numbers of a 栏次 row, 1 2 3 …; nil for any other row.
  private static func ordinals(of row: Grid.Row) -> [TableSheet.Ordinal]? {
    let numbers = row.cells.compactMap { cell in PrintedNumber(cell.text).map { (cell, $0) } }
    guard numbers.count > 1 || row.cells.contains(where: { Folding.key($0.text) == "栏次" }),
      numbers.allSatisfy({ $0.1.scale == 0 && $0.0.text.utf8.count <= 2 }),
      zip(numbers, numbers.dropFirst()).allSatisfy({ $0.1.mantissa + 1 == $1.1.mantissa }),
      numbers.first.map({ $0.1.mantissa == 1 }) ?? false,
      !row.cells.contains(where: { RowLabels.startsRow(GlyphSlice(Glyphs($0.text))) })
    else { return nil }
    return numbers.map { TableSheet.Ordinal(place: $0.0.place, number: $0.1) }
  }

  /// The code and the label that the cells before the amounts give.
  private mutating func entry(of cells: [Grid.Cell], in panel: Panel) -> TableSheet.Row {
    var entry = TableSheet.Row()
    var pieces: [Grid.Cell] = []
    for cell in cells {
      let text = GlyphSlice(Glyphs(cell.text))
      if header.ordinals.contains(cell.column) || table.hasSides && SubjectCode.isDigits(text) {
        sheet.ordinals.append(
          TableSheet.Ordinal(place: cell.place, number: PrintedNumber(units: text.units)))
      } else if SubjectCode.isDigits(text), entry.label.isEmpty {
        pieces.append(cell)
      } else if !RowLabels.isFormWord(text) {
        entry.label += Folding.squeeze(cell.text)
      }
    }
    let texts = pieces.map { GlyphSlice(Glyphs($0.text)) }
    let previous = sheet.sides[panel.side].rows.last { !$0.code.isEmpty }?.code ?? ""
    let depth = pieces.first.map { $0.column - panel.names.lowerBound }
    if let code = SubjectCode.joined(texts, depth: depth, after: previous) {
      entry.code = code
      sheet.codes += pieces.flatMap { [$0.place] + $0.rest }
    } else {
      splitCode(of: &entry, at: cells.first)
    }
    let lead = RowLabels.formWordLength(in: GlyphSlice(Glyphs(entry.label)))
    entry.label.unicodeScalars.removeFirst(lead)
    return entry
  }

  /// A code printed in one cell with its label: 2013901行政运行.
  private mutating func splitCode(of entry: inout TableSheet.Row, at cell: Grid.Cell?) {
    let digits = String(entry.label.prefix { $0.isASCII && $0.isNumber })
    guard SubjectCode.isWhole(GlyphSlice(Glyphs(digits))), let cell else { return }
    entry.code = digits
    entry.label.removeFirst(digits.count)
    sheet.codes += [cell.place] + cell.rest
  }
}
