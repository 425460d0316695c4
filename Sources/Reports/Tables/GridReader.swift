import Accounts
import Text

/// Reads a table's grid into labelled rows, whatever layout the grid came from.
struct GridReader {
  let table: StandardTable
  private let rows: [[Cell]]
  private var sheet: TableSheet

  /// A grid cell with its text squeezed and read as a number where it is one.
  struct Cell {
    var column: Int
    var text: String
    var number: PrintedNumber?
    var place: Place
    var raw: String
  }

  static func read(_ grid: Grid, of table: StandardTable) -> TableSheet {
    var reader = GridReader(grid, of: table)
    reader.read()
    reader.sheet.assignRoles()
    return reader.sheet
  }

  private init(_ grid: Grid, of table: StandardTable) {
    self.table = table
    sheet = TableSheet(table: table)
    rows = grid.rows.map { row in
      row.cells.compactMap { cell in
        let text = squeezed(cell.text)
        guard !text.isEmpty, !Self.isDash(text) else { return nil }
        return Cell(
          column: cell.column, text: text, number: PrintedNumber(text), place: cell.place,
          raw: cell.raw)
      }
    }
  }

  /// A dash stands for a blank.
  private static func isDash(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { Folding.fold($0) == "-" || $0 == "/" }
  }

  private mutating func read() {
    let ordinalRow = rows.firstIndex(where: isOrdinalRow)
    let start = firstDataRow(after: ordinalRow)
    var words = HeaderWords()
    for row in rows[..<start] where !isOrdinalRow(row) {
      for cell in row where cell.number == nil {
        words.append(cell.text, position: cell.column, closed: true)
      }
    }
    let ordinals = ordinalRow.map { rows[$0].filter { $0.number != nil } } ?? []
    sheet.ordinals = ordinals.map(\.place)
    switch table {
    case .收入支出决算总表, .财政拨款收入支出决算总表:
      readSides(from: start, words: &words, ordinals: ordinals)
    case .一般公共预算财政拨款基本支出决算表:
      readEconomicGroups(from: start, words: &words)
    default: readSubjects(from: start, words: &words, ordinals: ordinals)
    }
  }

  // MARK: Header

  /// The 栏次 row: numbers 1, 2, 3 … and nothing but words of the form beside them.
  private func isOrdinalRow(_ row: [Cell]) -> Bool {
    let numbers = row.compactMap { cell in cell.number.map { (cell, $0) } }
    guard numbers.count >= 2 || numbers.count == 1 && row.contains(where: { $0.text == "栏次" })
    else { return false }
    for (index, (cell, number)) in numbers.enumerated()
    where number.scale != 0 || number.mantissa != Int64(index + 1) || cell.text.utf8.count > 2 {
      return false
    }
    return !row.contains { $0.number == nil && Headings.sectionNumber(of: $0.text) != nil }
      && !row.contains { RowLabels.startsRow($0.text) }
  }

  private func firstDataRow(after ordinalRow: Int?) -> Int {
    let from = ordinalRow.map { $0 + 1 } ?? 0
    return rows.indices.dropFirst(from).first {
      isDataRow(rows[$0], afterOrdinals: ordinalRow != nil)
    }
      ?? rows.count
  }

  private func isDataRow(_ row: [Cell], afterOrdinals: Bool) -> Bool {
    if row.contains(where: { $0.number != nil }) { return true }
    if table.hasSides { return row.contains { Headings.sectionNumber(of: $0.text) != nil } }
    return afterOrdinals && row.contains { RowLabels.isTotal(RowLabels.cleaned($0.text)) }
      || !row.isEmpty && row.allSatisfy { RowLabels.isTotal($0.text) }
  }

  // MARK: 表2, 3, 5, 7, 8 and 9

  private mutating func readSubjects(from start: Int, words: inout HeaderWords, ordinals: [Cell]) {
    var side = TableSheet.Side(name: "", columns: [])
    var pending: String?
    var labelColumns: [Int: Int] = [:]
    for row in rows[start...] {
      var entry = subjectRow(row, previous: side.rows.last { !$0.code.isEmpty }?.code ?? "")
      if let column = row.first(where: { $0.number == nil })?.column, !entry.values.isEmpty {
        labelColumns[column, default: 0] += 1
      }
      if entry.values.isEmpty, entry.code.isEmpty {
        if RowLabels.isTotal(entry.label) { pending = entry.label }
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

  private mutating func subjectRow(_ row: [Cell], previous: String) -> TableSheet.Row {
    var entry = TableSheet.Row()
    var pieces: [Cell] = []
    var cells = row[...]
    if table != .三公经费支出决算表 {
      let label = row.firstIndex { $0.number == nil && !RowLabels.isFormWord($0.text) }
      let limit = label ?? row.endIndex
      while let cell = cells.first, cells.startIndex < limit, SubjectCode.isDigits(cell.text) {
        pieces.append(cell)
        cells = cells.dropFirst()
      }
    }
    let code = SubjectCode.joined(
      pieces.map(\.text), depth: pieces.first?.column, after: previous)
    if let code {
      entry.code = code
      sheet.codes += pieces.map(\.place)
    } else {
      cells = row[...]
    }
    for cell in cells {
      if let number = cell.number {
        entry.values.append(
          TableSheet.Value(number: number, position: cell.column, place: cell.place, raw: cell.raw))
      } else if !RowLabels.isFormWord(cell.text) {
        entry.label += RowLabels.cleaned(cell.text)
      }
    }
    return entry
  }

  /// The columns that the header names. Where the ordinals are those of the form, a column
  /// whose words are not found stands for its form's name; else it is not there.
  private func columns(
    _ forms: [ColumnForm], words: inout HeaderWords, ordinals: [Cell]
  ) -> [TableSheet.Column] {
    let found = words.columns(forms)
    let complete = ordinals.count == forms.count || found.allSatisfy { $0 == nil }
    return forms.indices.compactMap { index in
      if let column = found[index] { return column }
      guard complete else { return nil }
      let outer = forms[index].groups.map { $0[0] }
      return TableSheet.Column(
        role: forms[index].role, path: (outer + [forms[index].names[0]]).joined(separator: "/"))
    }
  }

  /// A header may have columns that the form has not, such as 其中：教育收费. Their ordinals
  /// stand where no column of the form does.
  private func insertForeignColumns(
    into columns: inout [TableSheet.Column], header: ArraySlice<[Cell]>, ordinals: [Cell]
  ) {
    let known = Set(columns.compactMap(\.position))
    guard ordinals.count > columns.count, known.count == columns.count else { return }
    for ordinal in ordinals where !known.contains(ordinal.column) {
      let words = header.joined().last { $0.column == ordinal.column && $0.number == nil }
      columns.append(
        TableSheet.Column(role: .其他, path: words?.text ?? "", position: ordinal.column))
    }
    columns.sort { $0.position! < $1.position! }
  }

  // MARK: 表1 and 表4

  private mutating func readSides(from start: Int, words: inout HeaderWords, ordinals: [Cell]) {
    let forms = table.forms
    let split = rightLabelColumn(from: start)
    var sides = [
      TableSheet.Side(name: "收入", columns: columns(forms[0], words: &words, ordinals: [])),
      TableSheet.Side(name: "支出", columns: columns(forms[1], words: &words, ordinals: [])),
    ]
    let counters = [
      LineCounter(rows[start...].map { $0.filter { $0.column < split } }),
      LineCounter(rows[start...].map { $0.filter { $0.column >= split } }),
    ]
    for (offset, row) in rows[start...].enumerated() {
      for half in 0...1 {
        var entry = TableSheet.Row()
        let cells = row.filter { ($0.column < split) == (half == 0) }
        let ordinal = counters[half].ordinal(in: cells, row: offset)
        for (index, cell) in cells.enumerated() {
          if index == ordinal {
            sheet.ordinals.append(cell.place)
          } else if let number = cell.number {
            entry.values.append(
              TableSheet.Value(
                number: number, position: cell.column, place: cell.place, raw: cell.raw))
          } else {
            entry.label += cell.text
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
    var reader = EconomicReader(words: &words)
    for row in rows[start...] {
      for cell in row where !RowLabels.isFormWord(cell.text) {
        reader.append(
          EconomicReader.Item(
            text: cell.text, number: cell.number, place: cell.place, raw: cell.raw))
      }
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

  init(_ rows: [[GridReader.Cell]]) {
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
  func ordinal(in cells: [GridReader.Cell], row: Int) -> Int? {
    guard let base else { return nil }
    return cells.firstIndex { $0.number?.scale == 0 && $0.number?.mantissa == Int64(row + base) }
  }
}
