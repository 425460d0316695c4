import Accounts
import Semantics

/// The rows that `top`, `with 其他`, `with 小计` and `with 总计` cut or add (semantics, rules
/// 24 and 25).
struct Additions {
  let plan: MeasurePlan
  let dataset: Dataset
  let maker: any ColumnMaker
  /// The dimensions of the rows.
  let keys: [Dimension]

  /// `account` is of all rows; the frame may have no more of them than are shown.
  func apply(to frame: inout Frame, of account: Focus.Account) throws {
    let groups = account.groups ?? frame.rows.count
    if let top = plan.top, !plan.isTree {
      frame.rows.removeLast(max(0, frame.rows.count - top))
      if plan.hasRest, let rest = rest(groups, account.left, shown: frame.rows) {
        noteDropped(groups - account.left.count, account.left.count - frame.rows.count, &frame)
        frame.rest = rest
        frame.rows.append(restRow(rest))
      }
    }
    let shown = plan.isTree ? groups : frame.rows.filter { $0.kind == .data }.count
    if plan.hasSubtotals, keys.count > 1, !plan.isTree { try addSubtotals(to: &frame) }
    if plan.hasTotal || plan.hasSubtotals {
      try addTotal(to: &frame)
      if shown < groups {
        let words = Frame.words(for: frame.rows.filter { [.subtotal, .total].contains($0.kind) })
        frame.notes.add(
          "total-of-all", "\(words ?? "总计 is") of all \(groups) rows; shown \(shown) of \(groups).")
      }
    }
    for note in try maker.remarks(on: frame.rows.filter { $0.kind != .data }) {
      frame.notes.add(note.id, note.text)
    }
  }

  /// 其他 is what `top` left out; what `having` dropped before is no part of it.
  private func noteDropped(_ dropped: Int, _ cut: Int, _ frame: inout Frame) {
    guard plan.having != nil, dropped > 0 else { return }
    let place = plan.hasTotal || plan.hasSubtotals ? "总计 alone" : "no row"
    frame.notes.add(
      "having-dropped",
      "其他 is of the \(cut) row\(cut == 1 ? "" : "s") that top left out; \(dropped) more, which "
        + "having dropped, \(dropped == 1 ? "is" : "are") in \(place).")
  }

  /// The rows cut by `top` as one.
  private func restRow(_ rest: Gathering) -> Frame.Row {
    let gathered = try? maker.values(by: keys, gathering: rest)
    return Frame.Row(
      key: GroupKey(repeating: KeySpace.whole, count: keys.count),
      values: unranked(gathered?[[]]), kind: .rest, keyed: 0)
  }

  /// nil where nothing was cut.
  private func rest(_ groups: Int, _ left: [GroupKey], shown: [Frame.Row]) -> Gathering? {
    let shown = Set(shown.map(\.key))
    if plan.cutsAllOthers(dataset) { return groups > shown.count ? .allBut(shown) : nil }
    let rest = Set(left.lazy.filter { !shown.contains($0) })
    return rest.isEmpty ? nil : .groups(rest)
  }

  private func addTotal(to frame: inout Frame) throws {
    // A total that would add stocks over years or rates over reports stays blank.
    let values = unranked((try? maker.values(by: []))?[[]])
    noteDifference(from: values, frame: &frame)
    frame.rows.append(
      Frame.Row(
        key: GroupKey(repeating: KeySpace.whole, count: keys.count), values: values, kind: .total,
        keyed: 0))
  }

  /// A subtotal after the rows of each group but the innermost.
  private func addSubtotals(to frame: inout Frame) throws {
    var rows = together(frame.rows)
    for depth in stride(from: keys.count - 1, to: 0, by: -1) {
      let subtotals = (try? maker.values(by: Array(keys[..<depth]))) ?? GroupTable()
      var result: [Frame.Row] = []
      for (index, row) in rows.enumerated() {
        result.append(row)
        guard row.kind != .rest else { continue }
        let prefix = GroupKey(row.key[..<depth])
        let isLast =
          index + 1 == rows.count || rows[index + 1].kind == .rest
          || GroupKey(rows[index + 1].key[..<depth]) != prefix
        guard isLast else { continue }
        let rest = GroupKey(repeating: KeySpace.whole, count: keys.count - depth)
        result.append(
          Frame.Row(
            key: prefix + rest, values: unranked(subtotals[prefix]), kind: .subtotal,
            keyed: depth))
      }
      rows = result
    }
    frame.rows = rows
  }

  /// The rows of a group next to one another, where its first row stands: an order by values may
  /// have mixed the groups.
  private func together(_ rows: [Frame.Row]) -> [Frame.Row] {
    var places: [GroupKey: Int] = [:]
    func place(_ row: Frame.Row, _ index: Int) -> [Int] {
      (1..<keys.count).map { depth in
        let prefix = GroupKey(row.key[..<depth])
        guard row.kind != .rest else { return rows.count }
        if let known = places[prefix] { return known }
        places[prefix] = index
        return index
      } + [index]
    }
    let order = rows.indices.map { place(rows[$0], $0) }
    return rows.indices.sorted { order[$0].lexicographicallyPrecedes(order[$1]) }.map { rows[$0] }
  }

  /// A row that is added has no place among the others.
  private func unranked(_ values: [Rational?]?) -> [Rational?] {
    maker.columns.indices.map { maker.columns[$0].isRank ? nil : values?[$0] ?? nil }
  }

  /// Says where the printed total is not the sum of the rows above it.
  private func noteDifference(from total: [Rational?], frame: inout Frame) {
    guard plan.having == nil, plan.top == nil else { return }
    let rows = frame.rows.filter { $0.kind == .data && $0.depth == 0 }
    for (index, column) in frame.columns.enumerated() where column.isSum && !column.isHidden {
      guard let printed = total[index] else { continue }
      var sum = Rational.zero
      for row in rows {
        guard let value = row.values[index], let next = try? sum + value else { continue }
        sum = next
      }
      guard sum != printed, let shown = try? Presentation(unit: plan.unit).number(sum, column.type)
      else { continue }
      frame.notes.add(
        "total-differs",
        "The rows of \(column.name) add up to \(shown); the total is "
          + (plan.comparison == .previous
            ? "of all departments that have one." : "the printed one."))
    }
  }
}
