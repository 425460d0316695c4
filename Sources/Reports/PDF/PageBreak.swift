import Accounts
import Text

extension Grid {
  /// Appends the rows of another page. What a page break cut goes on in its row: the rest of a
  /// label, or the amounts of a row whose label stands above the break.
  mutating func append(_ next: [Row]) {
    var next = next
    if let last = rows.lastIndex(where: \.isInTable), let first = firstRow(of: next),
      continues(next[first], rows[last])
    {
      for cell in next[first].cells { rows[last].add(cell) }
      next.remove(at: first)
    }
    rows += next
  }

  /// The first row that is not of the page's head or of a header printed again.
  private func firstRow(of next: [Row]) -> Int? {
    let header = rows.prefix { !$0.isBody }
    return next.firstIndex { row in
      row.isInTable && !header.contains { $0.texts == row.texts }
    }
  }

  /// Whether a row at the top of a page is the rest of the last one before it: what both have
  /// in one column goes on, and what they have in others is one row's.
  private func continues(_ next: Row, _ last: Row) -> Bool {
    guard last.cells.count > 1 || last.cells[0].number != nil,
      next.cells.allSatisfy({ $0.column >= 0 })
    else { return false }
    var rests: [Grid.Cell] = []
    var new: [Grid.Cell] = []
    for cell in next.cells {
      guard let above = last.cells.first(where: { $0.column == cell.column }) else {
        new.append(cell)
        continue
      }
      guard cell.continues(above) else { return false }
      rests.append(cell)
    }
    if new.isEmpty { return true }
    let labels = new.filter { $0.number == nil }
    let bringsCode = new.contains(where: \.isDigits) && !last.cells.contains(where: \.isDigits)
    if new.contains(where: \.isAmount), last.cells.contains(where: \.isAmount) { return false }
    if new.contains(where: \.isDigits), rests.contains(where: { $0.number == nil }) { return false }
    if !labels.isEmpty, !bringsCode, last.cells.contains(where: { $0.number == nil }) {
      return false
    }
    return rows.contains(where: \.isBody)
      && (bringsCode || last.cells.contains { $0.isDigits || RowWords.startRow($0.text) })
      && !labels.contains { RowWords.startRow($0.text) || RowWords.endTable($0.text) }
  }
}

extension Grid.Row {
  fileprivate var isInTable: Bool { cells.contains { $0.column >= 0 } }
  fileprivate var isBody: Bool { cells.contains { RowWords.isBody($0.text) } }
  fileprivate var texts: [String] { cells.map(\.text) }

  /// Adds a cell from below a page break to the cell above it.
  fileprivate mutating func add(_ cell: Grid.Cell) {
    if let index = cells.firstIndex(where: { $0.column == cell.column }) {
      cells[index].text += cell.text
      cells[index].rest += [cell.place] + cell.rest
    } else {
      cells.append(cell)
      cells.sort { $0.column < $1.column }
    }
  }
}

extension Grid.Cell {
  fileprivate var number: PrintedNumber? { PrintedNumber(Folding.squeeze(text)) }
  fileprivate var isAmount: Bool { number?.scale ?? 0 > 0 }
  fileprivate var isDigits: Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Whether the text goes on that of a cell above a page break: a label, a code or a number.
  fileprivate func continues(_ above: Grid.Cell) -> Bool {
    if number == nil {
      return continuesLabel && above.number == nil
        && !RowLabels.isTotal(GlyphSlice(Glyphs(above.text)))
    }
    let joined = above.text + text
    if isDigits, above.isDigits {
      return joined.utf8.count == 2
        || SubjectCode.isWhole(GlyphSlice(Glyphs(joined)))
          && !SubjectCode.isWhole(GlyphSlice(Glyphs(above.text)))
    }
    return above.text.unicodeScalars.contains(".") && above.number?.scale ?? 0 < 2
      && PrintedNumber(joined)?.scale == 2
  }

  /// Whether the text may be the rest of a label above it.
  fileprivate var continuesLabel: Bool {
    text.utf8.count <= 45 && !RowWords.startRow(text) && !RowWords.endTable(text)
      && !text.unicodeScalars.contains { (0x30...0x39).contains($0.value) }
  }
}
