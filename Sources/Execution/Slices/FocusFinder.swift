import Accounts
import Columns
import Semantics

/// Finds a question's focus by the values of every group as doubles, which are quick to work out:
/// departments that could not be shown by any rounding of them are left out of the exact answer.
struct FocusFinder {
  private let plan: MeasurePlan
  private let dataset: Dataset
  private let store: any FactStore
  private let evaluator: ColumnEvaluator

  /// nil where every group is shown, or what is shown depends on more than the values.
  init?(_ plan: MeasurePlan, _ evaluator: ColumnEvaluator) {
    guard let store = evaluator.dataset.store, store.departmentCount > SliceLimits.fewDepartments,
      plan.keys.contains(.部门), plan.top != nil || plan.having != nil,
      plan.measureRows.isEmpty, !plan.countsGroups || GroupDoubles.counts(plan),
      !plan.hasRest || plan.cutsAllOthers(evaluator.dataset), plan.hasDistinctNames,
      plan.columns.allSatisfy({ $0.verb == .sum && $0.value.isSumOrQuotient }),
      plan.comparison == nil || plan.columns.allSatisfy({ !$0.value.divides })
    else { return nil }
    var plan = plan
    // The outermost rows of a tree are those there are without it, and `top` counts them alone.
    plan.isTree = false
    if let across = plan.across {
      // The rows as a whole are chosen by; what is said of them is not said of the years.
      guard across == .年度, plan.comparison == nil,
        plan.columns.allSatisfy({ !$0.value.divides })
      else { return nil }
      plan.across = nil
    }
    self.plan = plan
    self.store = store
    self.evaluator = evaluator
    dataset = evaluator.dataset
  }

  func focus() throws -> Focus? {
    if !plan.countsGroups, let focus = try rowFocus() { return focus }
    guard let groups = try GroupDoubles(plan, evaluator, store) else { return nil }
    let parts = Array(0..<groups.partCount)
    if let outer = try outermost() {
      return survey(groups, parts, { _ in }).map {
        Focus(departments: outer, mayFallShort: true, account: $0.account)
      }
    }
    guard let top = plan.top else {
      return survey(groups, parts) { part in
        let possible = plan.having.map { holds($0, part, isLoose: true) }
        return part.departments(of: (0..<part.count).lazy.filter { possible?[$0] ?? true })
      }.map {
        Focus(departments: $0.departments, account: $0.account)
      }
    }
    guard let order = ordering(groups),
      // First the value of the last row shown, then the groups that come up to it.
      let survey = survey(groups, parts, { bestValues(top, of: $0, order) })
    else { return nil }
    var best = BestDoubles(top, isDescending: order.isDescending)
    for part in survey.found { part.best.kept.forEach { best.take($0.value, of: $0.group) } }
    guard let bar = best.bar else { return nil }
    let margin = Self.margin(at: bar, survey.found.compactMap(\.scale).max())
    func comesUp(_ value: Double) -> Bool { order.comesUp(value, to: bar, margin: margin) }
    // Where the last of a part's best does not come up, those that do are among them.
    let candidates = parts.filter { comesUp(survey.found[$0].first) }
    let isSettled = candidates.map { part in
      plan.having == nil && !(survey.found[part].best.bar.map(comesUp) ?? false)
    }
    let open = zip(candidates, isSettled).filter { !$1 }.map(\.0)
    let found = self.survey(groups, open) { part in
      let possible = plan.having.map { holds($0, part, isLoose: true) }
      var wanted: [Int] = []
      part.forEach(order.value) { group, value in
        if comesUp(value), possible?[group] ?? true { wanted.append(group) }
      }
      return part.departments(of: wanted)
    }
    guard let found else { return nil }
    var departments = Set(found.departments.members.map(Int.init))
    for (part, isSettled) in zip(candidates, isSettled) where isSettled {
      for entry in survey.found[part].best.kept where comesUp(entry.value) {
        if let department = groups.department(entry.group, ofPart: part) {
          departments.insert(department)
        }
      }
    }
    return Focus(departments: DepartmentSet(departments), account: survey.account)
  }

  /// Where rows are ordered by the totals of departments first: those with the best totals, as
  /// many as rows are asked for, since each has a row.
  private func outermost() throws -> DepartmentSet? {
    guard plan.order.isEmpty, plan.having == nil, plan.comparison == nil, plan.top != nil,
      plan.keys.count > 1, plan.keys.first == .部门
    else { return nil }
    var outer = plan
    outer.keys = [.部门]
    return try FocusFinder(outer, evaluator)?.focus()?.departments
  }

  // MARK: Parts

  /// What was found in each part of the groups, and what is to be said of all.
  fileprivate struct Survey<Found> {
    var found: [Found]
    var account = Focus.Account()
  }

  /// nil where a sum went beyond 64 bits, or the answer is not wanted any more.
  private func survey<Found>(
    _ groups: GroupDoubles, _ parts: [Int], _ body: (GroupDoubles.Part) -> Found
  ) -> Survey<Found>? {
    nonisolated(unsafe) let body = body
    let results = Parallel.map(
      chunks: parts.count, threads: Workers.count, goesOn: Interruption.goesOn
    ) { index -> (found: Found, account: Focus.Account)? in
      groups.part(parts[index]).map { (body($0), $0.account) }
    }
    var survey = Survey<Found>(found: [])
    for result in results {
      guard let part = result ?? nil else { return nil }
      survey.found.append(part.found)
      survey.account.add(part.account)
    }
    return survey
  }

  /// The best values of a part that are sure to be shown.
  private struct Best {
    var best: BestDoubles
    /// The best value, shown or not; NaN where there is none.
    var first: Double
    var scale: Double?
  }

  private func bestValues(_ limit: Int, of part: GroupDoubles.Part, _ order: Order) -> Best {
    var best = BestDoubles(limit, isDescending: order.isDescending)
    var first: Double?
    // A blank is neither more nor less than anything.
    if let certain = plan.having.map({ holds($0, part, isLoose: false) }) {
      var any = BestDoubles(1, isDescending: order.isDescending)
      part.forEach(order.value) { group, value in
        any.take(value, of: group)
        if certain[group] { best.take(value, of: group) }
      }
      first = any.kept.first?.value
    } else {
      part.take(order.value, into: &best)
      first = best.kept.first?.value
    }
    return Best(best: best, first: first ?? .nan, scale: part.scale)
  }

  /// Values that differ by less, relatively, may be equal.
  private static let tolerance = 1e-9
  /// What taking sums from one another may leave of them.
  private static let cancellation = 1e-13

  /// How far a value may be from a bar and yet come up to it; `scale` is the largest magnitude
  /// of the sums it is made of, where it is a sum of them and no more.
  private static func margin(at bar: Double, _ scale: Double?) -> Double {
    guard let scale else { return (abs(bar) + 1) * tolerance }
    return abs(bar) * tolerance + scale * cancellation
  }

  // MARK: order

  /// What the rows are ordered by.
  private struct Order {
    var value: GroupDoubles.Value
    var isDescending: Bool

    func comesUp(_ value: Double, to bar: Double, margin: Double) -> Bool {
      isDescending ? value >= bar - margin : value <= bar + margin
    }
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

  /// For each group of a part whether a condition may hold, or where not loose, is sure to.
  private func holds(
    _ condition: ResultCondition, _ part: GroupDoubles.Part, isLoose: Bool
  ) -> [Bool] {
    switch condition {
    case .all(let conditions):
      return conditions.reduce(Array(repeating: true, count: part.count)) { known, condition in
        zip(known, holds(condition, part, isLoose: isLoose)).map { $0 && $1 }
      }
    case .any(let conditions):
      return conditions.reduce(Array(repeating: false, count: part.count)) { known, condition in
        zip(known, holds(condition, part, isLoose: isLoose)).map { $0 || $1 }
      }
    case .compare(.column(let index), let comparison, .number(let number))
    where part.groups.has(.column(index)):
      let bar = number.approximate
      let margin = Self.margin(at: bar, part.scale)
      return part.values(.column(index)).map { value in
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

  /// Where each row is a group: the rows with the best amounts, which are not added first.
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
    return Focus(
      departments: rows.departments(best: top, isDescending: term.isDescending, domain),
      account: Focus.Account(groups: nil))
  }
}

extension FocusFinder.Survey where Found == DepartmentSet {
  /// The departments found in any part.
  fileprivate var departments: DepartmentSet {
    found.reduce(into: DepartmentSet()) { $0.append($1) }
  }
}
