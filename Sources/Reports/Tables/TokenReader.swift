import Accounts

/// Reads a table whose cells are parted by mere spaces into labelled rows.
///
/// The text runs cell by cell: a wrapped label takes lines of its own, a blank cell leaves no
/// trace. Codes and 行次 tell where rows begin; the order of the numbers is all that is known
/// of their columns.
struct TokenReader {
  let table: StandardTable
  private let cells: TableCells
  /// The lines that hold text.
  private let lines: [[TableCell]]
  private var sheet: TableSheet

  static func read(_ cells: TableCells, of table: StandardTable) -> TableSheet {
    var reader = TokenReader(cells, of: table)
    reader.read()
    reader.sheet.assignRoles()
    return reader.sheet
  }

  private init(_ cells: TableCells, of table: StandardTable) {
    self.table = table
    self.cells = cells
    lines = cells.rows.filter { !$0.isEmpty }
    sheet = TableSheet(table: table)
  }

  private mutating func read() {
    let ordinals = ordinalLines()
    let start = ordinals?.upperBound ?? firstDataLine()
    var words = HeaderWords(of: cells.text)
    for (index, line) in lines[..<start].enumerated() where ordinals?.contains(index) != true {
      for item in line where item.number == nil {
        words.append(item, position: nil, closed: false)
      }
    }
    for line in ordinals ?? 0..<0 {
      sheet.ordinals += lines[line].filter { $0.number != nil }.map { TableSheet.Ordinal($0) }
    }
    let data = Array(lines[start...])
    switch table {
    case .收入支出决算总表, .财政拨款收入支出决算总表:
      var reader = SideTokens(cells, columns: table.forms.map { columns($0, &words) })
      reader.read(data.flatMap { $0 })
      sheet.sides = reader.sides
      sheet.ordinals += reader.ordinals
    case .一般公共预算财政拨款基本支出决算表:
      var reader = EconomicReader(cells, words: &words)
      for item in data.joined() { reader.append(item) }
      reader.endRow()
      sheet.sides = reader.sides
      sheet.codes = reader.codes
    case .三公经费支出决算表:
      let row = TableSheet.Row(values: data.joined().compactMap(TableSheet.Value.init))
      sheet.sides = [
        TableSheet.Side(
          name: "", columns: columns(table.forms[0], &words), rows: row.values.isEmpty ? [] : [row])
      ]
    default:
      var reader = SubjectTokens(cells)
      reader.read(data)
      sheet.sides = [
        TableSheet.Side(name: "", columns: columns(table.forms[0], &words), rows: reader.rows)
      ]
      sheet.codes = reader.codes
    }
  }

  /// The 栏次 lines: 1, 2, 3 … in order, perhaps over several lines.
  private func ordinalLines() -> Range<Int>? {
    var next = 1
    var start: Int?
    for (index, line) in lines.enumerated() {
      let numbers = line.compactMap { $0.number == nil ? nil : $0 }
      let matches = zip(numbers, next...).allSatisfy { $0.ordinal == $1 }
      guard !numbers.isEmpty, matches, !line.contains(where: isDataLabel) else {
        if start != nil || numbers.contains(where: \.mayBeAmount) { break }
        continue
      }
      start = start ?? index
      next += numbers.count
    }
    guard let start, next > 2 else { return nil }
    let end = lines[start...].firstIndex { line in
      !line.contains { $0.number != nil } || line.contains(where: isDataLabel)
        || zip(line.filter { $0.number != nil }, 1...).contains { $0.0.number?.scale != 0 }
    }
    return start..<lastOrdinalLine(from: start, before: end ?? lines.count)
  }

  private func lastOrdinalLine(from start: Int, before end: Int) -> Int {
    var next = 1
    for index in start..<end {
      let numbers = lines[index].filter { $0.number != nil }
      guard zip(numbers, next...).allSatisfy({ $0.ordinal == $1 }) else { return index }
      next += numbers.count
    }
    return end
  }

  private func isDataLabel(_ item: TableCell) -> Bool {
    item.number == nil
      && (RowLabels.startsRow(cells.glyphs(item)) || RowLabels.isTotal(cells.glyphs(item)))
  }

  private func firstDataLine() -> Int {
    lines.firstIndex { line in
      line.contains { $0.number != nil && $0.mayBeAmount }
        || table.hasSides && line.contains { Headings.sectionNumber(of: cells.glyphs($0)) != nil }
    } ?? lines.count
  }

  /// All columns of the form: a blank one leaves no trace, and no more does a word of it that
  /// the dump has torn apart.
  private func columns(_ forms: [ColumnForm], _ words: inout HeaderWords) -> [TableSheet.Column] {
    zip(words.columns(forms), forms).map { column, form in
      if let column { return column }
      let outer = form.groups.map { $0.names[0] }
      return TableSheet.Column(
        role: form.role, path: (outer + [form.heading.names[0]]).joined(separator: "/"),
        rarity: form.rarity)
    }
  }
}

extension TableSheet.Value {
  /// The value of a number whose place in the row is not known; nil for text, and for a number
  /// that is no amount.
  init?(_ item: TableCell) {
    guard let number = item.number, item.mayBeAmount else { return nil }
    self.init(number: number, position: nil, place: item.place, line: item.line)
  }
}
