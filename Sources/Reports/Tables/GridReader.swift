import Accounts

/// Reads a table's grid into labelled rows, whatever layout the grid came from.
struct GridReader {
  let table: StandardTable
  private var cells: TableCells
  private var sheet: TableSheet
  private var rows: [[TableCell]] { cells.rows }

  static func read(_ cells: TableCells, of table: StandardTable) -> TableSheet {
    var reader = GridReader(cells, of: table)
    reader.read()
    reader.sheet.assignRoles()
    return reader.sheet
  }

  private init(_ cells: TableCells, of table: StandardTable) {
    self.table = table
    self.cells = cells
    sheet = TableSheet(table: table)
  }

  private func text(_ cell: TableCell) -> GlyphSlice { cells.glyphs(cell) }

  private mutating func read() {
    let ordinalRow = rows.firstIndex(where: isOrdinalRow)
    let start = firstDataRow(after: ordinalRow)
    var words = HeaderWords(of: cells.text)
    for row in rows[..<start] where !isOrdinalRow(row) {
      for cell in row where cell.number == nil {
        words.append(cell, position: cell.column, closed: true)
      }
    }
    let ordinals = ordinalRow.map { rows[$0].filter { $0.number != nil } } ?? []
    sheet.ordinals = ordinals.map { TableSheet.Ordinal($0) }
    dropRepeatedHeader(of: start)
    switch table {
    case .收入支出决算总表, .财政拨款收入支出决算总表:
      readSides(from: start, words: &words, ordinals: ordinals)
    case .一般公共预算财政拨款基本支出决算表:
      readEconomicGroups(from: start, words: &words)
    default: readSubjects(from: start, words: &words, ordinals: ordinals)
    }
  }

  // MARK: Header

  /// Takes out the rows of the header that later pages print again.
  private mutating func dropRepeatedHeader(of height: Int) {
    let header = rows[..<height].filter { $0.count > 1 }
    guard !header.isEmpty else { return }
    let isRepeated = rows.indices.map { index in
      index >= height && header.contains { isSame($0, rows[index]) }
    }
    guard isRepeated.contains(true) else { return }
    for (row, isRepeated) in zip(rows, isRepeated) where isRepeated {
      sheet.ordinals += row.filter { $0.number != nil }.map { TableSheet.Ordinal($0) }
    }
    cells.keepRows { !isRepeated[$0] }
  }

  /// Whether two rows have the same texts in the same columns.
  private func isSame(_ row: [TableCell], _ other: [TableCell]) -> Bool {
    row.count == other.count
      && row.indices.allSatisfy { index in
        row[index].column == other[index].column
          && text(row[index]).units == text(other[index]).units
      }
  }

  /// The 栏次 row: numbers 1, 2, 3 … and nothing but words of the form beside them.
  private func isOrdinalRow(_ row: [TableCell]) -> Bool {
    var last = 0
    for cell in row {
      guard let ordinal = cell.number else { continue }
      last += 1
      guard ordinal.scale == 0, ordinal.mantissa == Int64(last), cell.glyphs.count <= 2 else {
        return false
      }
    }
    guard last >= 2 || last == 1 && row.contains(where: { Self.ordinalMark.hold(text($0)) })
    else { return false }
    return !row.contains { RowLabels.startsRow(text($0)) }
  }

  private static let ordinalMark: GlyphWords = ["栏次"]

  private func firstDataRow(after ordinalRow: Int?) -> Int {
    let from = ordinalRow.map { $0 + 1 } ?? 0
    return rows.indices.dropFirst(from).first {
      isDataRow(rows[$0], afterOrdinals: ordinalRow != nil)
    }
      ?? rows.count
  }

  private func isDataRow(_ row: [TableCell], afterOrdinals: Bool) -> Bool {
    if row.contains(where: { $0.number != nil }) { return true }
    if table.hasSides { return row.contains { Headings.sectionNumber(of: text($0)) != nil } }
    return afterOrdinals && row.contains { RowLabels.isTotal(text(label(of: $0))) }
      || !row.isEmpty && row.allSatisfy { RowLabels.isTotal(text($0)) }
  }

  /// The cell without the 栏次 that a merged one left before its label.
  private func label(of cell: TableCell) -> TableCell {
    var label = cell
    label.glyphs.removeFirst(RowLabels.formWordLength(in: text(cell)))
    return label
  }

  // MARK: 表2, 3, 5, 7, 8 and 9

  private mutating func readSubjects(
    from start: Int, words: inout HeaderWords, ordinals: [TableCell]
  ) {
    var side = TableSheet.Side(name: "", columns: [])
    var pending: String?
    var labelColumns: [Int: Int] = [:]
    for row in rows[start...] {
      var entry = subjectRow(row, previous: side.rows.last { !$0.code.isEmpty }?.code ?? "")
      if let column = row.first(where: { $0.number == nil })?.column, !entry.values.isEmpty {
        labelColumns[column, default: 0] += 1
      }
      if entry.values.isEmpty, entry.code.isEmpty {
        if RowLabels.isTotal(GlyphSlice(Glyphs(entry.label))) { pending = entry.label }
        continue
      }
      if entry.label.isEmpty, entry.code.isEmpty, table != .三公经费支出决算表 {
        entry.label = pending ?? (side.rows.isEmpty ? "合计" : "")
      }
      pending = nil
      side.rows.append(entry)
    }
    side.columns = columns(table.forms[0], words: &words, ordinals: ordinals)
    insertForeignColumns(into: &side.columns, header: rows[..<start], ordinals: ordinals)
    let label = labelColumns.max { $0.value < $1.value }?.key ?? -1
    ColumnAlignment.settle(&side, ordinals: ordinals.map(\.column), label: label, table: table)
    sheet.sides = [side]
  }

  private mutating func subjectRow(_ row: [TableCell], previous: String) -> TableSheet.Row {
    var entry = TableSheet.Row()
    entry.values.reserveCapacity(row.count)
    var rest = row[...]
    let pieces = codePieces(row)
    let code = SubjectCode.joined(
      pieces.map { text($0) }, depth: pieces.first?.column, after: previous)
    if let code {
      entry.code = code
      for piece in pieces { sheet.codes.append(piece.place) }
      rest = rest.dropFirst(pieces.count)
    }
    for cell in rest {
      if let number = cell.number {
        entry.values.append(
          TableSheet.Value(
            number: number, position: cell.column, place: cell.place, line: cell.line))
      } else if !RowLabels.isFormWord(text(cell)) {
        entry.label += cells.printed(label(of: cell))
      }
    }
    return entry
  }

  /// The digits before a row's label, which may make its code.
  private func codePieces(_ row: [TableCell]) -> ArraySlice<TableCell> {
    if table == .三公经费支出决算表 { return [] }
    let label = row.firstIndex { $0.number == nil && !RowLabels.isFormWord(text($0)) }
    return row[..<(label ?? row.endIndex)].prefix { SubjectCode.isDigits(text($0)) }
  }

  /// The columns that the header names. Where the ordinals are those of the form, a column
  /// whose words are not found stands for its form's name; else it is not there.
  private func columns(
    _ forms: [ColumnForm], words: inout HeaderWords, ordinals: [TableCell]
  ) -> [TableSheet.Column] {
    let found = words.columns(forms)
    let complete = ordinals.count == forms.count || found.allSatisfy { $0 == nil }
    return forms.indices.compactMap { index in
      if let column = found[index] { return column }
      guard complete else { return nil }
      let outer = forms[index].groups.map { $0.names[0] }
      return TableSheet.Column(
        role: forms[index].role,
        path: (outer + [forms[index].heading.names[0]]).joined(separator: "/"))
    }
  }

  /// A header may have columns that the form has not, such as 其中：教育收费. Their ordinals
  /// stand where no column of the form does.
  private func insertForeignColumns(
    into columns: inout [TableSheet.Column], header: ArraySlice<[TableCell]>, ordinals: [TableCell]
  ) {
    let known = Set(columns.compactMap(\.position))
    guard ordinals.count > columns.count, known.count == columns.count else { return }
    for ordinal in ordinals where !known.contains(ordinal.column) {
      let words = header.joined().last { $0.column == ordinal.column && $0.number == nil }
      columns.append(
        TableSheet.Column(role: .其他, path: words.map(cells.printed) ?? "", position: ordinal.column)
      )
    }
    columns.sort { $0.position! < $1.position! }
  }

  // MARK: 表1 and 表4

  private mutating func readSides(from start: Int, words: inout HeaderWords, ordinals: [TableCell])
  {
    let forms = table.forms
    let split = rightLabelColumn(from: start)
    var sides = [
      TableSheet.Side(name: "收入", columns: columns(forms[0], words: &words, ordinals: [])),
      TableSheet.Side(name: "支出", columns: columns(forms[1], words: &words, ordinals: [])),
    ]
    let halves = rows[start...].map { row in
      let right = row.firstIndex { $0.column >= split } ?? row.endIndex
      return [row[..<right], row[right...]]
    }
    let counters = (0...1).map { half in LineCounter(halves.map { $0[half] }) }
    for (offset, halves) in halves.enumerated() {
      for half in 0...1 {
        var entry = TableSheet.Row()
        let ordinal = counters[half].ordinal(in: halves[half], row: offset)
        for index in halves[half].indices {
          let cell = halves[half][index]
          if index == ordinal {
            sheet.ordinals.append(TableSheet.Ordinal(cell))
          } else if let number = cell.number {
            entry.values.append(
              TableSheet.Value(
                number: number, position: cell.column, place: cell.place, line: cell.line))
          } else {
            entry.label += cells.printed(cell)
          }
        }
        if !entry.values.isEmpty { sides[half].rows.append(entry) }
      }
    }
    let right = ordinals.filter { $0.column >= split }.map(\.column)
    ColumnAlignment.settle(
      &sides[1], ordinals: right.count == forms[1].count ? right : [], label: split, table: table)
    sheet.sides = sides
  }

  /// The column of the labels on the right: the one with most texts after the first.
  private func rightLabelColumn(from start: Int) -> Int {
    var counts: [Int: Int] = [:]
    for row in rows[start...] {
      for cell in row where cell.number == nil && cell.column > 0 {
        counts[cell.column, default: 0] += 1
      }
    }
    let first = rows[start...].compactMap { $0.first { $0.number == nil }?.column }.min() ?? 0
    return counts.filter { $0.key > first }
      .max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? Int.max
  }

  // MARK: 表6

  private mutating func readEconomicGroups(from start: Int, words: inout HeaderWords) {
    var reader = EconomicReader(cells, words: &words)
    for row in rows[start...] {
      for cell in row where !RowLabels.isFormWord(text(cell)) { reader.append(cell) }
      reader.endRow()
    }
    sheet.sides = reader.sides
    sheet.codes = reader.codes
  }
}

extension StandardTable {
  /// Whether 收入 and 支出 stand side by side.
  var hasSides: Bool { self == .收入支出决算总表 || self == .财政拨款收入支出决算总表 }
}

/// The 行次 of one half of a 总表: the integers that count its rows.
struct LineCounter {
  /// Row index plus this is the row's ordinal; nil where the half has no 行次.
  private let base: Int?

  init(_ rows: [ArraySlice<TableCell>]) {
    var votes: [Int: Int] = [:]
    for (index, row) in rows.enumerated() {
      for cell in row {
        guard let number = cell.number, number.scale == 0, number.mantissa < 1000 else { continue }
        votes[Int(number.mantissa) - index, default: 0] += 1
      }
    }
    let best = votes.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
    base = best.flatMap { $0.value * 2 > rows.count && $0.value > 2 ? $0.key : nil }
  }

  /// Which of a row's cells is its ordinal.
  func ordinal(in cells: ArraySlice<TableCell>, row: Int) -> Int? {
    guard let base else { return nil }
    return cells.firstIndex { $0.number?.scale == 0 && $0.number?.mantissa == Int64(row + base) }
  }
}
