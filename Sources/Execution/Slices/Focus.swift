import Accounts
import Columns
import Semantics

/// The departments that can be among the rows shown, found before any row is made.
///
/// A question by 部门 has a row for each of hundreds of thousands, and `top` or `having` leaves
/// a few. Every group's values are worked out as doubles first, which is quick; departments
/// that could not be shown by any rounding of them are left out of the exact answer.
struct Focus {
  var departments: Set<Int>
  /// By column, the years that its sums add, over all departments.
  var addedYears: [String: ClosedRange<Int>] = [:]
  /// By column, in how many groups it is blank for a division.
  var failures: [String: [FailedDivision: Int]] = [:]
}

/// Finds a question's focus.
struct FocusFinder {
  private let plan: MeasurePlan
  private let dataset: Dataset
  private let store: any FactStore
  private let evaluator: ColumnEvaluator

  /// nil where every group is shown, or what is shown depends on more than the values.
  init?(_ plan: MeasurePlan, _ evaluator: ColumnEvaluator) {
    guard let store = evaluator.dataset.store, store.departmentCount > SliceLimits.fewDepartments,
      plan.keys.contains(.部门), plan.top != nil || plan.having != nil,
      !plan.isTree, plan.across == nil, plan.measureRows.isEmpty, !plan.hasTotal,
      !plan.hasSubtotals, !plan.hasRest,
      plan.columns.allSatisfy({ $0.verb == .sum && $0.value.isSumOrQuotient }),
      plan.comparison == nil || plan.columns.allSatisfy({ !$0.value.divides })
    else { return nil }
    self.plan = plan
    self.store = store
    self.evaluator = evaluator
    dataset = evaluator.dataset
  }

  /// Values that differ by less, relatively, may be equal.
  private static let tolerance = 1e-9
  /// What taking sums from one another may leave of them.
  private static let cancellation = 1e-13

  private func margin(at bar: Double, _ groups: GroupDoubles) -> Double {
    guard let scale = groups.scale else { return (abs(bar) + 1) * Self.tolerance }
    return abs(bar) * Self.tolerance + scale * Self.cancellation
  }

  func focus() throws -> Focus? {
    guard let groups = try GroupDoubles(plan, evaluator, store) else { return try rowFocus() }
    guard let candidates = candidates(groups) else { return nil }
    let failures = plan.columns.enumerated().map { ($1.name, groups.failures(ofColumn: $0)) }
    return Focus(
      departments: candidates, addedYears: groups.addedYears,
      failures: Dictionary(failures, uniquingKeysWith: { first, _ in first }))
  }

  /// The departments of the groups that could be shown: found part by part, once for the value
  /// of the last row shown, and then for the groups that come up to it.
  private func candidates(_ groups: GroupDoubles) -> Set<Int>? {
    guard let top = plan.top else {
      return departments(of: groups, in: groups.parts) { possible($0, groups) }
    }
    guard let order = ordering(groups) else { return nil }
    let best = best(top, of: groups, order)
    guard let bar = best.bar else { return nil }
    let margin = margin(at: bar, groups)
    let least = order.isDescending ? bar - margin : bar + margin
    func comesUp(_ value: Double) -> Bool { order.isDescending ? value >= least : value <= least }
    let parts = zip(groups.parts, best.ofParts).filter { comesUp($1) }.map(\.0)
    return departments(of: groups, in: parts) { part in
      let values = groups.values(order.value, part)
      guard plan.having != nil else { return values.map(comesUp) }
      return zip(possible(part, groups), values).map { $0 && comesUp($1) }
    }
  }

  /// The best values, and of each part the best whether it is sure to be shown or not.
  private func best(
    _ limit: Int, of groups: GroupDoubles, _ order: Order
  ) -> (bar: Double?, ofParts: [Double]) {
    nonisolated(unsafe) let finder = self
    let parts = groups.parts
    let found = Parallel.map(
      chunks: parts.count, threads: Workers.count, goesOn: SliceSums.goesOn
    ) { part -> (best: BestDoubles, first: Double) in
      let values = groups.values(order.value, parts[part])
      var best = BestDoubles(limit, isDescending: order.isDescending)
      var first = BestDoubles(1, isDescending: order.isDescending)
      let certain = finder.plan.having.map {
        finder.holds($0, parts[part], groups, isLoose: false)
      }
      for (place, value) in values.enumerated() {
        first.take(value)
        if certain?[place] ?? true { best.take(value) }
      }
      return (best, first.bar ?? .nan)
    }
    var best = BestDoubles(limit, isDescending: order.isDescending)
    for part in found { part?.best.kept.forEach { best.take($0) } }
    return (best.bar, found.map { $0?.first ?? .nan })
  }

  private func departments(
    of groups: GroupDoubles, in parts: [Range<Int>], where wanted: (Range<Int>) -> [Bool]
  ) -> Set<Int> {
    nonisolated(unsafe) let wanted = wanted
    let found = Parallel.map(
      chunks: parts.count, threads: Workers.count, goesOn: SliceSums.goesOn
    ) { part in
      zip(parts[part], wanted(parts[part])).compactMap { $1 ? groups.department($0) : nil }
    }
    return found.reduce(into: Set()) { $0.formUnion($1 ?? []) }
  }

  /// What the rows are ordered by.
  private struct Order {
    var value: GroupDoubles.Value
    var isDescending: Bool
  }

  /// nil where they are ordered by no value, or by names first.
  private func ordering(_ groups: GroupDoubles) -> Order? {
    guard let term = plan.order.first else {
      // By default a single text dimension is ordered by the first column.
      guard plan.keys == [.部门], plan.comparison == nil else { return nil }
      return Order(value: .column(0), isDescending: true)
    }
    switch term.key {
    case .dimension: return nil
    case .column(let index):
      guard groups.has(.column(index)) else { return nil }
      return Order(value: .column(index), isDescending: term.isDescending)
    case .named(let name):
      guard let value = GroupDoubles.Value(name), groups.has(value) else { return nil }
      return Order(value: value, isDescending: term.isDescending)
    }
  }

  // MARK: having

  /// For each group of a part whether its row may be shown.
  private func possible(_ part: Range<Int>, _ groups: GroupDoubles) -> [Bool] {
    plan.having.map { holds($0, part, groups, isLoose: true) }
      ?? Array(repeating: true, count: part.count)
  }

  /// For each group of a part whether a condition may hold, or where not loose, is sure to.
  private func holds(
    _ condition: ResultCondition, _ part: Range<Int>, _ groups: GroupDoubles, isLoose: Bool
  ) -> [Bool] {
    switch condition {
    case .all(let conditions):
      return conditions.reduce(Array(repeating: true, count: part.count)) { known, condition in
        zip(known, holds(condition, part, groups, isLoose: isLoose)).map { $0 && $1 }
      }
    case .any(let conditions):
      return conditions.reduce(Array(repeating: false, count: part.count)) { known, condition in
        zip(known, holds(condition, part, groups, isLoose: isLoose)).map { $0 || $1 }
      }
    case .compare(.column(let index), let comparison, .number(let number))
    where groups.has(.column(index)):
      let bar = number.approximate
      let margin = margin(at: bar, groups)
      return groups.values(.column(index), part).map { value in
        switch comparison {
        case .greater, .greaterOrEqual: value > (isLoose ? bar - margin : bar + margin)
        case .less, .lessOrEqual: value < (isLoose ? bar + margin : bar - margin)
        case .equal: isLoose && abs(value - bar) <= margin
        case .notEqual: isLoose || abs(value - bar) > margin
        }
      }
    default:
      // Anything may hold, and nothing is sure to.
      return Array(repeating: isLoose, count: part.count)
    }
  }

  // MARK: Rows as groups

  /// Where there are too many groups to number, but each row is one: the rows with the best
  /// amounts.
  private func rowFocus() throws -> Focus? {
    guard let top = plan.top, plan.having == nil, plan.comparison == nil,
      plan.columns.count == 1, case .measure(let measure, let own) = plan.columns[0].value,
      let term = plan.order.first, term.key == .column(0), plan.keys.contains(.年度),
      let question = try SliceQuestion(
        measure, filter: evaluator.filter.and(own), keys: plan.keys, scope: dataset.everyReport,
        dataset: dataset),
      question.isOneRowPerReport, try question.exceptions().isEmpty
    else { return nil }
    let domain = GroupDomain(
      [.department], question: question, space: KeySpace([.部门], dataset))
    let rows = try SliceRows(question, domain, in: question.years)
    return Focus(departments: rows.departments(best: top, isDescending: term.isDescending))
  }
}

/// The least of the best `limit` doubles.
private struct BestDoubles {
  private let limit: Int
  private let isDescending: Bool
  /// Best first.
  private(set) var kept: [Double] = []

  init(_ limit: Int, isDescending: Bool) {
    self.limit = limit
    self.isDescending = isDescending
  }

  /// nil where there were fewer.
  var bar: Double? { kept.count == limit ? kept.last : nil }

  mutating func take(_ value: Double) {
    guard !value.isNaN, limit > 0 else { return }
    if kept.count == limit {
      guard precedes(value, kept[limit - 1]) else { return }
      kept.removeLast()
    }
    var low = 0
    var high = kept.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(value, kept[middle]) { high = middle } else { low = middle + 1 }
    }
    kept.insert(value, at: low)
  }

  private func precedes(_ a: Double, _ b: Double) -> Bool { isDescending ? a > b : a < b }
}
