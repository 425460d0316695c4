import Accounts
import Semantics

/// The rows that `top`, `with 其他`, `with 小计` and `with 总计` cut or add (semantics, rules
/// 24 and 25).
struct Additions {
  let plan: MeasurePlan
  let evaluator: ColumnEvaluator
  let space: KeySpace
  let all: [Bool]

  func apply(to frame: inout Frame) throws {
    let whole = frame.rows.count
    if let top = plan.top, frame.rows.count > top {
      let rest = Array(frame.rows[top...])
      frame.rows.removeLast(rest.count)
      if plan.hasRest { frame.rows.append(try restRow(rest, frame)) }
    }
    if plan.hasSubtotals, space.dimensions.count > 1 { try addSubtotals(to: &frame) }
    if plan.hasTotal || plan.hasSubtotals {
      let shownRows = frame.rows.filter { $0.kind == .data }
      try addTotal(to: &frame)
      if shownRows.count < whole {
        frame.notes.add(
          "total-of-all", "总计 is of all \(whole) rows; shown \(shownRows.count) of \(whole).")
      }
    }
  }

  /// The rows cut by `top` as one.
  private func restRow(_ rest: [Frame.Row], _ frame: Frame) throws -> Frame.Row {
    let keys = Set(rest.map(\.key))
    var gathering = evaluator
    gathering.regroup = { keys.contains($0) ? [] : nil }
    var values: [Rational?] = []
    for (index, column) in plan.columns.enumerated() {
      values.append(
        index < frame.columns.count
          ? try? gathering.evaluate(column, by: space.dimensions, in: all).values[[]] : nil)
    }
    return Frame.Row(
      key: rest[0].key, values: padded(values, frame), kind: .rest, keyed: 0)
  }

  private func addTotal(to frame: inout Frame) throws {
    let values = try values(by: [], frame)[[]] ?? []
    noteDifference(from: values, frame: &frame)
    frame.rows.append(
      Frame.Row(
        key: space.dimensions.map { _ in KeySpace.whole }, values: padded(values, frame),
        kind: .total, keyed: 0))
  }

  /// A subtotal after the rows of each group but the innermost.
  private func addSubtotals(to frame: inout Frame) throws {
    var rows = frame.rows
    for depth in stride(from: space.dimensions.count - 1, to: 0, by: -1) {
      let subtotals = try values(by: Array(space.dimensions[..<depth]), frame)
      var result: [Frame.Row] = []
      for (index, row) in rows.enumerated() {
        result.append(row)
        guard row.kind != .rest else { continue }
        let prefix = Array(row.key[..<depth])
        let isLast =
          index + 1 == rows.count || rows[index + 1].kind == .rest
          || Array(rows[index + 1].key[..<depth]) != prefix
        guard isLast else { continue }
        let rest = [Int32](repeating: KeySpace.whole, count: space.dimensions.count - depth)
        result.append(
          Frame.Row(
            key: prefix + rest, values: padded(subtotals[prefix] ?? [], frame), kind: .subtotal,
            keyed: depth))
      }
      rows = result
    }
    frame.rows = rows
  }

  /// The columns' values by other keys, over the reports that answered the question itself.
  private func values(by keys: [Dimension], _ frame: Frame) throws -> [GroupKey: [Rational?]] {
    var result: [GroupKey: [Rational?]] = [:]
    for (index, column) in plan.columns.enumerated() {
      let answered = try evaluator.evaluate(column, by: space.dimensions, in: all).answered
      // A total that would add stocks over years or rates over reports stays blank.
      guard let values = try? evaluator.evaluate(column, by: keys, in: answered).values else {
        continue
      }
      for (key, value) in values {
        result[key, default: Array(repeating: nil, count: plan.columns.count)][index] = value
      }
    }
    return result
  }

  private func padded(_ values: [Rational?], _ frame: Frame) -> [Rational?] {
    values + Array(repeating: nil, count: max(0, frame.columns.count - values.count))
  }

  /// Says where the printed total is not the sum of the rows above it.
  private func noteDifference(from total: [Rational?], frame: inout Frame) {
    guard plan.having == nil, plan.top == nil, plan.comparison == nil else { return }
    let rows = frame.rows.filter { $0.kind == .data }
    for (index, column) in plan.columns.enumerated() {
      guard column.verb == .sum, column.type.isExact, index < total.count,
        let printed = total[index]
      else { continue }
      var sum = Rational.zero
      for row in rows {
        guard let value = row.values[index], let next = try? sum + value else { continue }
        sum = next
      }
      guard sum != printed, let shown = try? Presentation(unit: plan.unit).number(sum, column.type)
      else { continue }
      frame.notes.add(
        "total-differs",
        "The rows of \(column.name) add up to \(shown); the total is the printed one.")
    }
  }
}
