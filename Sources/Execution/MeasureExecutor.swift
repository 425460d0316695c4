// Execution runs plans: Selection finds the rows that answer, Evaluation makes values of them,
// Assembly puts the values in rows and columns. Start with this file.

public import Accounts
public import Semantics

/// Answers questions about measures.
public struct MeasureExecutor {
  private let dataset: Dataset
  private let plan: MeasurePlan
  /// The dimensions of the rows.
  private let space: KeySpace
  private let subtotals = Subtotals()

  public init(_ plan: MeasurePlan, dataset: Dataset) {
    self.plan = plan
    self.dataset = dataset
    space = KeySpace(plan.keys, dataset)
  }

  /// The answer, of the rows whose exact values `keeps` lets through. Throws
  /// ``ExecutionError``.
  public func run(keeping keeps: (([Rational?]) throws -> Bool)? = nil) throws -> QueryResult {
    do {
      return try shown(try frame(keeping: keeps))
    } catch is Rational.Overflow {
      throw ExecutionError.overflow
    }
  }

  /// The rows of the answer, in order, with exact values.
  func frame(keeping keeps: (([Rational?]) throws -> Bool)? = nil) throws -> Frame {
    let evaluator = ColumnEvaluator(dataset: dataset, plan)
    guard keeps == nil, let focus = try focus(evaluator) else {
      return try frame(evaluator, keeping: keeps)
    }
    var focused = evaluator
    focused.focus = focus
    let frame = try frame(focused, keeping: nil)
    let shown = frame.rows.count { $0.kind == .data && $0.depth == 0 }
    guard focus.mayFallShort, shown < plan.top ?? 0 else { return frame }
    return try self.frame(evaluator, keeping: nil)
  }

  private func focus(_ evaluator: ColumnEvaluator) throws -> Focus? {
    if let focus = try FocusFinder(plan, evaluator)?.focus() { return focus }
    guard let parts = try PartwiseFocus(plan, evaluator),
      let place = plan.keys.firstIndex(of: .部门)
    else { return nil }
    return try parts.focus { evaluator in
      let chosen = try chosen(evaluator)
      // The rows of a tree are cut already.
      let rows = chosen.frame.rows.prefix(plan.isTree ? .max : plan.top ?? .max)
      return PartwiseFocus.Found(
        departments: DepartmentSet(Set(rows.map { Int($0.key[place]) })),
        account: chosen.account)
    }
  }

  private func frame(
    _ evaluator: ColumnEvaluator, keeping keeps: (([Rational?]) throws -> Bool)?
  ) throws -> Frame {
    let chosen = try chosen(evaluator, keeping: keeps)
    var frame = chosen.frame
    try Additions(plan: plan, dataset: dataset, maker: chosen.maker, keys: plan.keys)
      .apply(to: &frame, of: evaluator.focus?.account ?? chosen.account)
    frame.notes.add(absent: plan.askedValues, from: frame)
    return frame
  }

  /// The rows that `having` leaves, in order, and what is to be said of all.
  private struct Chosen {
    var frame: Frame
    var account: Focus.Account
    var maker: any ColumnMaker
  }

  private func chosen(
    _ evaluator: ColumnEvaluator, keeping keeps: (([Rational?]) throws -> Bool)? = nil
  ) throws -> Chosen {
    var frame = Frame(dimensions: plan.keys, columns: [])
    let maker = try maker(evaluator, &frame.notes)
    frame.columns = maker.columns
    maker.note(into: &frame.notes)
    let result = ResultColumns(maker: maker, columns: frame.columns)
    let tree = treeRows(evaluator)
    frame.rows = try tree?.rows(maker) ?? rows(maker)
    let ranked = frame.ranked
    frame.rank(among: evaluator.focus?.account?.ranked ?? ranked)
    let groups = frame.rows.count { $0.depth == 0 }
    if let keeps { frame.rows = try frame.rows.filter { try keeps($0.values) } }
    if let having = try plan.having.map(result.bound) {
      frame.rows.removeAll { !having.holds(of: $0.values) }
    }
    let terms = try plan.order.map(result.bound)
    // Under the order of a column, ties are cut by name.
    let isByColumn = terms.contains { if case .column = $0.key { true } else { false } }
    let order = FrameOrder(
      space: space, weights: isByColumn ? [:] : weights(frame, maker))
    let rows = order.sorted(frame.rows, terms: terms).map { frame.rows[$0] }
    frame.rows = tree?.arranged(rows, top: plan.top) ?? rows
    var account = frame.notes.account
    (account.groups, account.ranked) = (groups, ranked)
    if plan.hasRest, !plan.cutsAllOthers(dataset) { account.left = frame.rows.map(\.key) }
    return Chosen(frame: frame, account: account, maker: maker)
  }

  // MARK: Columns

  private func maker(
    _ evaluator: ColumnEvaluator, _ notes: inout NoteTaker
  )
    throws -> any ColumnMaker
  {
    guard let across = plan.across else { return try maker(evaluator, by: plan.keys, &notes) }
    let spread = try maker(evaluator, by: plan.keys + [across], &notes)
    let found: [Int32]
    if evaluator.focus == nil {
      found = try spread.values(by: plan.keys + [across]).keys.map { $0[plan.keys.count] }
    } else {
      // Rows that are not shown have columns all the same.
      var everywhere = evaluator
      everywhere.focus = nil
      let keys = plan.keys.filter { $0 != .部门 } + [across]
      found = try maker(everywhere, by: keys, &notes).values(by: keys).keys.map {
        $0[keys.count - 1]
      }
    }
    return try PivotColumns(
      spread: spread, whole: try wholeColumns(evaluator, across, &notes), across: across,
      values: Set(found), dataset)
  }

  /// The columns of the rows as a whole, where rows are chosen or ordered by them, or may have
  /// values that no value of `across` has: a report may print a total and not its parts. A rate
  /// or a stock that does not add up over the dimension of `across` is blank there.
  private func wholeColumns(
    _ evaluator: ColumnEvaluator, _ across: Dimension, _ notes: inout NoteTaker
  ) throws -> any ColumnMaker {
    if plan.having != nil || !plan.order.isEmpty {
      return try maker(evaluator, by: plan.keys, &notes)
    }
    guard across.axis != nil || plan.keys.contains(where: { !$0.isOrdered }) else {
      return NoColumns()
    }
    return (try? maker(evaluator, by: plan.keys, &notes)) ?? NoColumns()
  }

  private func maker(
    _ evaluator: ColumnEvaluator, by keys: [Dimension], _ notes: inout NoteTaker
  ) throws -> any ColumnMaker {
    var unfiltered = evaluator
    unfiltered.filter = plan.filter.withoutYears
    switch plan.comparison {
    case .years(let years)?:
      let scopes = YearScopes(dataset: dataset, plan: plan, evaluator: evaluator, keys: keys)
      return try YearColumns(
        years, plan, evaluator, by: keys, scopes: try scopes.scopes(of: years, &notes))
    case .previous?:
      let scopes = YearScopes(dataset: dataset, plan: plan, evaluator: unfiltered, keys: keys)
      return try PreviousYearColumns(
        yearsAsked, plan, unfiltered, by: keys,
        scopes: { try scopes.scopes(of: [$0, $0 - 1], &notes) })
    case nil:
      return plan.measureRows.isEmpty
        ? try PlainColumns(plan, evaluator, by: keys, in: dataset.everyReport)
        : try MeasureRows(plan, evaluator, by: keys, in: dataset.everyReport)
    }
  }

  /// The years the filter lets through; the year before each is read all the same.
  private var yearsAsked: [Int] {
    plan.filter.years(of: Set(dataset.years)).sorted()
  }

  // MARK: Rows

  private func rows(_ maker: any ColumnMaker) throws -> [Frame.Row] {
    var values = try maker.values(by: plan.keys)
    // Without `by` there is always one row, be it blank (semantics, rule 15).
    if plan.keys.isEmpty, values.isEmpty {
      values.append([], maker.columns.map { $0.isCount ? Rational.zero : nil })
    }
    return values.map { Frame.Row(key: $0, values: $1, keyed: $0.count) }
  }

  private func treeRows(_ evaluator: ColumnEvaluator) -> TreeRows? {
    guard plan.isTree else { return nil }
    return TreeRows(keys: plan.keys, dataset: dataset) { level in
      var evaluator = evaluator
      evaluator.lastLevel = level
      var notes = NoteTaker()
      return try maker(evaluator, by: plan.keys, &notes)
    }
  }

  /// What text dimensions are ordered by.
  private func weights(_ frame: Frame, _ maker: any ColumnMaker) -> [Int: FrameOrder.Weight] {
    var result: [Int: FrameOrder.Weight] = [:]
    guard let column = plan.columns.firstIndex(where: { $0.verb != .rank }) else { return result }
    let position = maker.position(of: column)
    guard !frame.columns.isEmpty else { return result }
    // Under `across` the row as a whole counts, where it has a value.
    let first = frame.columns.indices.contains(position) ? position : 0
    for index in plan.keys.indices where !plan.keys[index].isOrdered {
      if index == plan.keys.count - 1 {
        result[index] = .column(first)
      } else if let totals = subtotals.values(of: first, by: Array(plan.keys[...index]), maker) {
        result[index] = .subtotals(totals)
      }
    }
    return result
  }

  // MARK: Showing

  private func shown(_ frame: Frame) throws -> QueryResult {
    var result = try Shower(space: space, presentation: Presentation(unit: plan.unit)).show(frame)
    result.notes = frame.notes.notes(
      dataset, unit: plan.unit, keys: plan.keys + (plan.across.map { [$0] } ?? []))
    result.coverage = frame.notes.coverage(by: plan.keys)
    return result
  }
}

/// The values of outer dimensions in the column that rows are ordered by. Those that do not go by
/// 部门 are the same for every part of the departments, and are made once.
private final class Subtotals {
  private var known: [(keys: [Dimension], values: GroupTable<Rational?>)] = []

  /// nil where what they would add does not add up.
  func values(
    of column: Int, by keys: [Dimension], _ maker: any ColumnMaker
  ) -> GroupTable<Rational?>? {
    if let same = known.first(where: { $0.keys == keys }) { return same.values }
    guard let values = try? maker.subtotals(of: column, by: keys) else { return nil }
    if !keys.contains(.部门) { known.append((keys, values)) }
    return values
  }
}

/// No columns at all.
private struct NoColumns: ColumnMaker {
  let columns: [Frame.Column] = []

  func values(by keys: [Dimension], gathering: Gathering) -> GroupTable<[Rational?]> {
    GroupTable()
  }

  func note(into notes: inout NoteTaker) {}
  func position(of column: Int) -> Int { column }
}
