import Accounts
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
    let isSum = plan.columns.allSatisfy { !$0.value.divides } && plan.comparison == nil
    return (abs(bar) + (isSum ? 0 : 1)) * Self.tolerance
      + (isSum ? groups.scale * Self.cancellation : 0)
  }

  func focus() throws -> Focus? {
    let groups = try GroupDoubles(plan, evaluator, store)
    guard let groups else { return try rowFocus() }
    guard let candidates = candidates(groups) else { return nil }
    return Focus(
      departments: candidates, addedYears: groups.addedYears, failures: groups.failures)
  }

  private func candidates(_ groups: GroupDoubles) -> Set<Int>? {
    let possible = plan.having.map { holds($0, groups, isLoose: true) }
    guard let top = plan.top else { return possible.map { groups.departments(where: $0) } }
    guard let (values, isDescending) = ordering(groups) else { return nil }
    let certain = plan.having.map { holds($0, groups, isLoose: false) }
    var best = BestDoubles(top, isDescending: isDescending)
    for group in values.indices where certain?[group] ?? true { best.take(values[group]) }
    guard let bar = best.bar else { return nil }
    let margin = margin(at: bar, groups)
    let wanted = values.indices.lazy.map { group in
      (possible?[group] ?? true)
        && (isDescending ? values[group] >= bar - margin : values[group] <= bar + margin)
    }
    return groups.departments(where: wanted)
  }

  /// The values that the rows are ordered by; nil where the order is another.
  private func ordering(_ groups: GroupDoubles) -> (values: [Double], isDescending: Bool)? {
    guard let term = plan.order.first else {
      // By default a single text dimension is ordered by the first column.
      guard plan.keys == [.部门], plan.comparison == nil else { return nil }
      return groups.column(0).map { ($0, true) }
    }
    switch term.key {
    case .dimension: return nil
    case .column(let index): return groups.column(index).map { ($0, term.isDescending) }
    case .named(let name): return groups.named(name).map { ($0, term.isDescending) }
    }
  }

  // MARK: having

  /// For each group whether a condition may hold, or where not loose, is sure to.
  private func holds(_ condition: ResultCondition, _ groups: GroupDoubles, isLoose: Bool) -> [Bool]
  {
    switch condition {
    case .all(let parts):
      return parts.map { holds($0, groups, isLoose: isLoose) }.reduce(everyGroup(groups, true)) {
        zip($0, $1).map { $0 && $1 }
      }
    case .any(let parts):
      return parts.map { holds($0, groups, isLoose: isLoose) }.reduce(everyGroup(groups, false)) {
        zip($0, $1).map { $0 || $1 }
      }
    case .compare(.column(let index), let comparison, .number(let number)):
      guard let values = groups.column(index) else { break }
      let bar = number.approximate
      let margin = margin(at: bar, groups)
      return values.map { value in
        switch comparison {
        case .greater, .greaterOrEqual: value > (isLoose ? bar - margin : bar + margin)
        case .less, .lessOrEqual: value < (isLoose ? bar + margin : bar - margin)
        case .equal: isLoose && abs(value - bar) <= margin
        case .notEqual: isLoose || abs(value - bar) > margin
        }
      }
    default: break
    }
    // Anything may hold, and nothing is sure to.
    return everyGroup(groups, isLoose)
  }

  private func everyGroup(_ groups: GroupDoubles, _ value: Bool) -> [Bool] {
    [Bool](repeating: value, count: groups.count)
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

/// The value of every group of a question as a double, NaN where it has none.
struct GroupDoubles {
  private let plan: MeasurePlan
  private let evaluator: ColumnEvaluator
  private let store: any FactStore
  private let domain: GroupDomain
  /// By column, then by year compared.
  private var columns: [[[Double]]] = []
  private(set) var addedYears: [String: ClosedRange<Int>] = [:]
  private(set) var failures: [String: [FailedDivision: Int]] = [:]
  /// The largest magnitude of any sum.
  private(set) var scale = 0.0
  let count: Int

  /// Doubles of more groups would take more memory than a question may.
  private static let mostGroups = 1 << 22

  /// nil where the groups cannot be numbered, or slices do not answer.
  init?(_ plan: MeasurePlan, _ evaluator: ColumnEvaluator, _ store: any FactStore) throws {
    self.plan = plan
    self.evaluator = evaluator
    self.store = store
    var filter = evaluator.filter
    var scopes = [evaluator.dataset.everyReport]
    switch plan.comparison {
    case .years(let years)?: scopes = years.map { evaluator.dataset.reports(of: $0) }
    case .previous?:
      guard plan.keys.contains(.年度) else { return nil }
      filter = filter.withoutYears
    case nil: break
    }
    var domain: GroupDomain?
    for column in plan.columns {
      var byScope: [[Double]] = []
      for scope in scopes {
        guard
          let questions = try Self.questions(column, filter, plan.keys, scope, evaluator.dataset)
        else { return nil }
        let covered = evaluator.dataset.everyReport.covered(
          by: try questions.map { try $0.disclosing() })
        var sums: [[Double]] = []
        for question in questions {
          let own = GroupDomain(
            question.attributes, question: question, space: KeySpace(plan.keys, evaluator.dataset))
          guard let count = own.count, count <= min(SliceLimits.mostGroups, Self.mostGroups),
            domain == nil || domain?.count == count
          else { return nil }
          domain = own
          let tracksYears = plan.comparison == nil && !plan.keys.contains(.年度)
          let rows = try SliceRows(question, own, in: question.years.intersection(covered))
          guard
            let found = SliceSums.of(
              rows, own, tracksYears: tracksYears, departmentCount: store.departmentCount),
            !found.hasOverflowed
          else { return nil }
          if let years = found.addedYears(store.years.map(\.year)) {
            var known = addedYears[column.name]
            known.widen(to: years)
            addedYears[column.name] = known
          }
          let unit = evaluator.dataset.catalogue[question.measure].unit
          let natural = 1 / ColumnEvaluator.storedUnits(unit).double
          for group in 0..<count { scale = max(scale, abs(Double(found.sums[group]) * natural)) }
          sums.append(
            (0..<count).map { found.rows[$0] > 0 ? Double(found.sums[$0]) * natural : .nan })
        }
        guard let domain, let count = domain.count else { return nil }
        byScope.append(column.value.doubles(of: sums, count: count))
        failures[column.name] = column.value.failures(of: sums)
      }
      columns.append(byScope)
    }
    guard let domain, let count = domain.count else { return nil }
    self.domain = domain
    self.count = count
  }

  /// The measures of a column; nil where slices do not answer for one, or not alone.
  private static func questions(
    _ column: ValueColumn, _ filter: Predicate, _ keys: [Dimension], _ scope: ReportSet,
    _ dataset: Dataset
  ) throws -> [SliceQuestion]? {
    var result: [SliceQuestion] = []
    for term in column.value.measures {
      guard
        let question = try SliceQuestion(
          term.id, filter: filter.and(term.filter), keys: keys, scope: scope, dataset: dataset),
        question.attributes.allSatisfy({ if case .absent = $0 { false } else { true } }),
        dataset.catalogue[term.id].behaviour == .flow,
        try question.exceptions().isEmpty
      else { return nil }
      result.append(question)
    }
    return result
  }

  /// A column of the plan, in the first of the years compared.
  func column(_ index: Int) -> [Double]? {
    guard columns.indices.contains(index) else { return nil }
    guard plan.comparison == .previous, let asked = yearsAsked else { return columns[index][0] }
    guard let stride = domain.yearStride else { return nil }
    let isAsked = store.years.map { asked.contains($0.year) }
    var values = columns[index][0]
    for group in values.indices where !isAsked[group / stride % isAsked.count] {
      values[group] = .nan
    }
    return values
  }

  /// 增减额 or 增减率 of a single column.
  func named(_ name: String) -> [Double]? {
    guard columns.count == 1, let isRate = ["增减额": false, "增减率": true][name] else { return nil }
    switch plan.comparison {
    case .years(let years)? where years.count == 2:
      return change(columns[0][0], columns[0][1], isRate)
    case .previous?:
      guard let now = column(0), let before = yearBefore else { return nil }
      return change(now, before, isRate)
    default: return nil
    }
  }

  private func change(_ now: [Double], _ base: [Double], _ isRate: Bool) -> [Double] {
    zip(now, base).map { now, base in
      guard isRate else { return now - base }
      return base > 0 ? (now - base) / base * 100 : .nan
    }
  }

  private var yearsAsked: Set<Int>? {
    var years = Set(store.years.map(\.year))
    for case .years(let set) in evaluator.filter.tests { years.formIntersection(set) }
    return years
  }

  /// For each group the value of the same group a year before.
  private var yearBefore: [Double]? {
    let years = store.years.map(\.year)
    guard let stride = domain.yearStride else { return nil }
    let values = columns[0][0]
    return values.indices.map { group in
      let place = group / stride % years.count
      guard place > 0, years[place - 1] == years[place] - 1 else { return .nan }
      return values[group - stride]
    }
  }

  /// The departments of the groups a test holds of.
  func departments(where wanted: some Sequence<Bool>) -> Set<Int> {
    var result: Set<Int> = []
    for (group, isWanted) in wanted.enumerated() where isWanted {
      if let department = domain.department(group) { result.insert(department) }
    }
    return result
  }
}

extension ValueExpression {
  /// Whether doubles come close to its value: a sum of measures, or one measure by another.
  var isSumOrQuotient: Bool {
    switch self {
    case .measure, .number: true
    case .negated(let value): value.isSumOrQuotient
    case .binary(.add, let left, let right), .binary(.subtract, let left, let right):
      left.isSum && right.isSum
    case .binary(.multiply, let left, let right): left.isSum && right.isNumber
    case .binary(.divide, let left, let right):
      left.isMeasure && (right.isMeasure || right.isNumber)
    case .call, .choose: false
    }
  }

  private var isSum: Bool { isSumOrQuotient && !divides }
  private var isMeasure: Bool { if case .measure = self { true } else { false } }
  private var isNumber: Bool { if case .number = self { true } else { false } }

  /// The value of the expression for each group, NaN where there is none, over the sums of its
  /// measures in the order of ``ValueExpression/measures``.
  func doubles(of sums: [[Double]], count: Int) -> [Double] {
    var rest = sums[...]
    return doubles(&rest, count)
  }

  private func doubles(_ sums: inout ArraySlice<[Double]>, _ count: Int) -> [Double] {
    switch self {
    case .measure: return sums.removeFirst()
    case .number(let number): return Array(repeating: number.approximate, count: count)
    case .negated(let value): return value.doubles(&sums, count).map { -$0 }
    case .binary(let operation, let left, let right):
      let a = left.doubles(&sums, count)
      let b = right.doubles(&sums, count)
      return a.indices.map { Self.combine(operation, a[$0], b[$0]) }
    case .call, .choose: return Array(repeating: .nan, count: count)
    }
  }

  /// In how many groups a quotient is blank, and why.
  func failures(of sums: [[Double]]) -> [FailedDivision: Int] {
    guard case .binary(.divide, let left, let right) = self, left.isMeasure, right.isMeasure else {
      return [:]
    }
    var result: [FailedDivision: Int] = [:]
    for (a, b) in zip(sums[0], sums[1]) where !a.isNaN && (b.isNaN || b == 0) {
      result[b.isNaN ? .byNothing : .byZero, default: 0] += 1
    }
    return result
  }

  private static func combine(_ operation: Operator, _ a: Double, _ b: Double) -> Double {
    switch operation {
    case .add: a.isNaN ? b : b.isNaN ? a : a + b
    case .subtract: b.isNaN ? a : a.isNaN ? -b : a - b
    case .multiply: a * b
    case .divide: b == 0 ? .nan : a / b
    }
  }
}

/// The least of the best `limit` doubles.
private struct BestDoubles {
  private let limit: Int
  private let isDescending: Bool
  /// Best first.
  private var kept: [Double] = []

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
