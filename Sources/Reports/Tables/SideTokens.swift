import Accounts

/// Reads the two halves of 表1 and 表4 from tokens. The 行次 of both halves, 1 to n and n+1
/// to 2n, come in turn and part the text into labels and amounts.
struct SideTokens {
  private let cells: TableCells
  private(set) var sides: [TableSheet.Side]
  private(set) var ordinals: [TableSheet.Ordinal] = []

  init(_ cells: TableCells, columns: [[TableSheet.Column]]) {
    self.cells = cells
    sides = zip(["收入", "支出"], columns).map { TableSheet.Side(name: $0, columns: $1) }
  }

  mutating func read(_ items: [TableCell]) {
    let marks = Self.marks(in: items)
    if marks.count >= 6 { readMarked(items, marks) } else { readUnmarked(items) }
    for side in sides.indices { sides[side].rows.removeAll { $0.values.isEmpty } }
  }

  /// An ordinal among the items.
  private struct Mark {
    var index: Int
    var side: Int
  }

  // MARK: With 行次

  /// The ordinals, found as the longest run of 1, n+1, 2, n+2, … that any n gives.
  private static func marks(in items: [TableCell]) -> [Mark] {
    let numbers = items.indices.compactMap { index in
      items[index].ordinal.map {
        Counter(index: index, value: $0, isLabelled: index > 0 && items[index - 1].number == nil)
      }
    }
    let lengths = (3...60).map { length in
      var count = 0
      forEachMark(among: numbers, length: length) { _ in count += 1 }
      return (length: length, count: count)
    }
    let best = lengths.reduce((length: 0, count: 0)) { $1.count > $0.count ? $1 : $0 }
    var marks: [Mark] = []
    forEachMark(among: numbers, length: best.length) { marks.append($0) }
    return marks
  }

  /// A number that may be an ordinal, and whether a label stands before it.
  private struct Counter {
    var index: Int
    var value: Int
    var isLabelled: Bool
  }

  /// Gives the ordinals that there are where each half has `length` rows.
  @inline(__always)
  private static func forEachMark(
    among numbers: [Counter], length: Int, _ body: (Mark) -> Void
  ) {
    var from = 0
    for row in 0..<length {
      for side in 0...1 {
        guard let at = match(row + 1 + side * length, among: numbers, from: from) else { continue }
        body(Mark(index: numbers[at].index, side: side))
        from = at + 1
        if from == numbers.count { return }
      }
    }
  }

  /// The next number that is `wanted`, not far off. Of two the one after a label is the
  /// ordinal, for an amount follows a number.
  private static func match(_ wanted: Int, among numbers: [Counter], from: Int) -> Int? {
    var first: Int?
    for index in from..<min(numbers.count, from + 6) where numbers[index].value == wanted {
      if numbers[index].isLabelled { return index }
      first = first ?? index
    }
    return first
  }

  private mutating func readMarked(_ items: [TableCell], _ marks: [Mark]) {
    ordinals = marks.map { TableSheet.Ordinal(items[$0.index]) }
    var label = items[..<marks[0].index].filter { $0.number == nil }
    for (position, mark) in marks.enumerated() {
      let end = position + 1 < marks.count ? marks[position + 1].index : items.count
      let after = items[(mark.index + 1)..<end]
      let values = after.prefix { $0.number != nil }
      sides[mark.side].rows.append(
        TableSheet.Row(label: text(label), values: values.compactMap(TableSheet.Value.init)))
      label = after.dropFirst(values.count).filter { $0.number == nil }
      if mark.side == 1 { hangOver(&label) }
    }
  }

  /// The pieces of a label as printed, joined.
  private func text(_ pieces: some Sequence<TableCell>) -> String {
    pieces.reduce(into: "") { $0 += cells.printed($1) }
  }

  /// Pieces before the first that begins a row are the rest of the labels just read.
  private mutating func hangOver(_ label: inout [TableCell]) {
    let start = label.firstIndex { RowLabels.startsRow(cells.glyphs($0)) }
    guard let start, start > 0 else { return }
    let rest = text(label[..<start])
    label.removeFirst(start)
    for side in [1, 0] {
      guard let last = sides[side].rows.indices.last, !sides[side].rows[last].label.isEmpty,
        side == 0 || !Self.isWhole(sides[side].rows[last].label)
      else { continue }
      sides[side].rows[last].label += rest
      return
    }
  }

  private static func isWhole(_ label: String) -> Bool {
    ends.first(ending: GlyphSlice(Glyphs(label))) != nil
  }

  private static let ends: GlyphWords = ["支出", "合计", "总计", "结余", "分配"]

  // MARK: Without 行次

  /// Without 行次 the labels themselves tell the half, once they are whole: an income's or an
  /// outlay's name, and of the two 总计 the order.
  private mutating func readUnmarked(_ items: [TableCell]) {
    var row: TableSheet.Row?
    var totals = 0
    for item in items {
      if let value = TableSheet.Value(item) {
        row?.values.append(value)
      } else if item.number != nil {
        continue
      } else if row?.values.isEmpty == true, !RowLabels.startsRow(cells.glyphs(item)) {
        row?.label += cells.printed(item)
      } else {
        if let row { add(row, &totals) }
        row = TableSheet.Row(label: cells.printed(item))
      }
    }
    if let row { add(row, &totals) }
  }

  private mutating func add(_ row: TableSheet.Row, _ totals: inout Int) {
    let label = GlyphSlice(Glyphs(row.label))
    var side = RowLabels.isIncome(label) ? 0 : 1
    if RowLabels.role(of: label, income: true) == .总计 {
      side = min(totals, 1)
      totals += 1
    }
    sides[side].rows.append(row)
  }
}
