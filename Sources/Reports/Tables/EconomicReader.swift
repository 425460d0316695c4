import Accounts

/// Reads 表6: groups of code, label and amount side by side, as a run of items.
///
/// A number before a label is that label's code, a number after it its amount. So the groups
/// may be one, two or three, of any length, and blanks may have vanished.
struct EconomicReader {
  private let cells: TableCells
  private(set) var sides: [TableSheet.Side]
  private(set) var codes: [Place] = []
  private let hasGroups: Bool
  private var label = ""
  private var code: String?
  private var numbers: [TableCell] = []
  private var side = 0
  /// The last rows, also those without an amount, to which the rest of a label may belong.
  private var recent: [Recent] = []

  private struct Recent {
    var code: String
    var label: String
    /// Its index among the rows of a side.
    var row: (side: Int, index: Int)?
  }

  init(_ cells: TableCells, words: inout HeaderWords) {
    self.cells = cells
    let staff = words.take(["人员经费"])
    let office = words.take(["公用经费"])
    hasGroups = staff != nil || office != nil
    let column =
      words.columns(StandardTable.一般公共预算财政拨款基本支出决算表.forms[0])[0]
      ?? TableSheet.Column(role: .决算数, path: "决算数")
    sides =
      hasGroups
      ? [
        TableSheet.Side(name: staff?.text ?? "人员经费", columns: [column]),
        TableSheet.Side(name: office?.text ?? "公用经费", columns: [column]),
      ] : [TableSheet.Side(name: "", columns: [column])]
  }

  mutating func append(_ item: TableCell) {
    if item.number != nil {
      if item.mayBeAmount || SubjectCode.isWhole(cells.glyphs(item)) { numbers.append(item) }
      return
    }
    if joinsRow(item) { return }
    if label.isEmpty || !numbers.isEmpty || isTotal(item) {
      beginRow(with: item)
    } else {
      label += cells.printed(item)
    }
  }

  /// A row of a grid ends: what follows belongs to another label.
  mutating func endRow() {
    flush(upTo: numbers.count)
    code = nil
    label = ""
    numbers = []
  }

  // MARK: Labels broken over lines

  /// Takes a text without a code as the rest of a label whose numbers are already printed: of
  /// the row whose name by the classification goes on so, else of the row just read.
  private mutating func joinsRow(_ item: TableCell) -> Bool {
    guard let code, codeBeforeLabel == nil, !cells.glyphs(item).hasSuffix(Self.total) else {
      return false
    }
    let text = cells.printed(item)
    if Self.goesOn(code, label, with: text) {
      label += text
      return true
    }
    for index in recent.indices.reversed()
    where Self.goesOn(recent[index].code, recent[index].label, with: text) {
      recent[index].label += text
      if let row = recent[index].row { sides[row.side].rows[row.index].label += text }
      return true
    }
    guard !numbers.isEmpty else { return false }
    label += text
    return true
  }

  private static func goesOn(_ code: String, _ label: String, with text: String) -> Bool {
    EconomicItems.name(of: code).map { folded($0).begins(with: folded(label + text)) } ?? false
  }

  /// The last number where it is the code of the label to come, not an amount.
  private var codeBeforeLabel: TableCell? {
    guard let last = numbers.last, SubjectCode.isWhole(cells.glyphs(last)), last.glyphs.count < 7,
      numbers.count > 1 || !isAmountOnly(last)
    else { return nil }
    return last
  }

  // MARK: Rows

  /// A new label: the last number before it is its code if it can be one.
  private mutating func beginRow(with item: TableCell) {
    var next: TableCell?
    if let last = codeBeforeLabel, !isTotal(item) {
      next = last
      numbers.removeLast()
    }
    flush(upTo: numbers.count)
    numbers = []
    code = next.map { cells.glyphs($0).text }
    label = cells.printed(item)
    if let next { codes.append(next.place) }
  }

  /// A number with decimals is never a code.
  private func isAmountOnly(_ item: TableCell) -> Bool { (item.number?.scale ?? 0) > 0 }

  private mutating func flush(upTo count: Int) {
    guard !label.isEmpty else { return }
    if hasGroups {
      side = Self.isStaff(code: code, label: label) ? 0 : 1
    }
    let values = numbers.prefix(count).compactMap(TableSheet.Value.init)
    remember(row: values.isEmpty ? nil : (side, sides[side].rows.count))
    guard !values.isEmpty else { return }
    sides[side].rows.append(
      TableSheet.Row(code: code ?? "", label: label, values: Array(values)))
  }

  private mutating func remember(row: (side: Int, index: Int)?) {
    guard let code else { return }
    if recent.count == 4 { recent.removeFirst() }
    recent.append(Recent(code: code, label: label, row: row))
  }

  private func isTotal(_ item: TableCell) -> Bool {
    let text = cells.glyphs(item)
    return Self.groups.first(beginning: text) != nil || RowLabels.isTotal(text)
  }

  private static let groups: GlyphWords = ["人员经费", "公用经费"]
  private static let total: Glyphs = "合计"

  /// 工资福利支出 (301) and 对个人和家庭的补助 (303) are 人员经费, all else is 公用经费.
  private static func isStaff(code: String?, label: String) -> Bool {
    guard let code else { return !label.begins(with: "公用经费") }
    return code.begins(with: "301") || code.begins(with: "303")
  }
}
