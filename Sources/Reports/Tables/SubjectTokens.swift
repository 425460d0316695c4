import Accounts

/// Reads the rows of 表2, 3, 5, 8 and 9 from tokens: each begins with its code or with 合计.
struct SubjectTokens {
  private let cells: TableCells
  private(set) var rows: [TableSheet.Row] = []
  private(set) var codes: [Place] = []
  private var drafts: [Draft] = []

  /// A row as it comes: label pieces before, and after its numbers.
  private struct Draft {
    var code = ""
    var label = ""
    var values: [TableSheet.Value] = []
    var trailing: [String] = []
  }

  init(_ cells: TableCells) { self.cells = cells }

  mutating func read(_ lines: [[TableCell]]) {
    var leading: [String] = []
    for (index, line) in lines.enumerated() {
      var items = line[...]
      if let code = code(at: line, next: lines.dropFirst(index + 1).first) {
        drafts.append(Draft(code: code.text))
        codes += line.prefix(code.length).map(\.place)
        items = items.dropFirst(code.length)
      } else if let length = totalLength(line) {
        drafts.append(Draft(label: "合计"))
        items = items.dropFirst(length)
      }
      guard !drafts.isEmpty else {
        leading += items.filter { $0.number == nil && !RowLabels.isFormWord(cells.glyphs($0)) }
          .map(cells.printed)
        continue
      }
      for item in items { append(item) }
    }
    if !drafts.isEmpty, drafts[0].label.isEmpty { drafts[0].label = leading.joined() }
    settleLabels()
  }

  private mutating func append(_ item: TableCell) {
    guard item.number == nil || item.mayBeAmount else { return }
    let last = drafts.count - 1
    if let value = TableSheet.Value(item) {
      drafts[last].values.append(value)
    } else if drafts[last].values.isEmpty {
      drafts[last].label += cells.printed(item)
    } else {
      drafts[last].trailing.append(cells.printed(item))
    }
  }

  /// 合计, perhaps letter-spaced, at the line's start: how many items it takes.
  private func totalLength(_ line: [TableCell]) -> Int? {
    let text = cells.glyphs(line[0])
    let label = text.units.dropFirst(RowLabels.formWordLength(in: text))
    if RowLabels.isTotal(GlyphSlice(label)) { return 1 }
    guard line.count > 1 else { return nil }
    let spaced = cells.text[line[0].glyphs.lowerBound..<line[1].glyphs.upperBound]
    return Self.total.hold(spaced) ? 2 : nil
  }

  private static let total: GlyphWords = ["合计"]

  /// The code that a line begins with, whole or split over 类, 款 and 项.
  private func code(
    at line: [TableCell], next: [TableCell]?
  ) -> (text: String, length: Int)? {
    let first = cells.glyphs(line[0])
    guard SubjectCode.isWhole(first) else { return nil }
    var length = 1
    while length < line.count, length < 3, first.count == 3,
      case let next = cells.glyphs(line[length]), SubjectCode.isDigits(next), next.count == 2
    {
      length += 1
    }
    let text = line.prefix(length).reduce(into: "") { $0 += cells.glyphs($1).text }
    let follower = length < line.count ? line[length] : next?.first
    let startsLabel = follower.map { $0.number == nil } ?? false
    return startsLabel || fits(text) ? (text, length) : nil
  }

  /// Whether a long number is a code though no label follows: it goes on from the one before.
  private func fits(_ code: String) -> Bool {
    guard code.utf8.count > 3 else { return false }
    return drafts.last { !$0.code.isEmpty }.map { code.begins(with: $0.code.prefix(3)) } ?? false
  }

  /// Gives the label pieces that stand between the numbers of one row and the code of the next
  /// to the row they belong to: the one that has no label of its own, else the one above.
  private mutating func settleLabels() {
    for index in drafts.indices {
      let trailing = drafts[index].trailing
      guard !trailing.isEmpty else { continue }
      let next = index + 1
      var own = trailing.count
      if next < drafts.count, drafts[next].label.isEmpty {
        own = needsPart(index) ? trailing.count / 2 : 0
        drafts[next].label = trailing[own...].joined()
      }
      drafts[index].label += trailing[..<own].joined()
    }
    rows = drafts.map { TableSheet.Row(code: $0.code, label: $0.label, values: $0.values) }
  }

  /// Whether the row's label came wholly from above, so that its rest stands below.
  private func needsPart(_ index: Int) -> Bool {
    drafts[index].code.isEmpty == false && drafts[index].trailing.count > 1
      && index > 0 && !drafts[index - 1].trailing.isEmpty
  }
}
