import Accounts
import Semantics

/// The values of a question's groups as doubles, NaN where a group has none. Groups are added up
/// a part at a time, which stays in the processor's cache and takes no memory to speak of.
struct GroupDoubles {
  /// What groups are compared by.
  enum Value {
    /// A column of the plan, in the first of the years compared.
    case column(Int)
    /// 增减额 or 增减率 of the only column.
    case change
    case changeRate

    init?(_ name: String) {
      switch name {
      case "增减额": self = .change
      case "增减率": self = .changeRate
      default: return nil
      }
    }
  }

  /// The rows of one measure.
  private struct Term {
    var rows: SliceRows
    var parts: [(runs: [SliceRows.Run], groupCount: Int)]
    /// What a stored unit is in natural ones.
    var natural: Double
  }

  private let plan: MeasurePlan
  private let domain: GroupDomain
  /// By column, then by year compared, then by measure.
  private var terms: [[[Term]]] = []
  /// The years of the store, and which of them are asked for.
  private let years: [Int]
  private let isAsked: [Bool]
  private let tracksYears: Bool
  /// The first group of each part, and at the end the number of groups.
  private let firstGroups: [Int]

  private static let groupsInCache = 1 << 13
  /// Each part has runs of its own in every slice, which take memory too.
  private static let mostParts = 1 << 10

  /// nil where the groups cannot be numbered, or slices do not answer.
  init?(_ plan: MeasurePlan, _ evaluator: ColumnEvaluator, _ store: any FactStore) throws {
    self.plan = plan
    years = store.years.map(\.year)
    var filter = evaluator.filter
    let asked = filter.years(of: Set(years))
    isAsked = years.map(asked.contains)
    tracksYears = plan.comparison == nil && !plan.keys.contains(.年度) && asked.count > 1
    var scopes = [evaluator.dataset.everyReport]
    switch plan.comparison {
    case .years(let years)?: scopes = years.map { evaluator.dataset.reports(of: $0) }
    case .previous?:
      guard plan.keys.contains(.年度) else { return nil }
      filter = filter.withoutYears
    case nil: break
    }
    let space = KeySpace(plan.keys, evaluator.dataset)
    var domain: GroupDomain?
    var rows: [[[(rows: SliceRows, natural: Double)]]] = []
    for column in plan.columns {
      var byScope: [[(rows: SliceRows, natural: Double)]] = []
      for scope in scopes {
        guard
          let questions = try Self.questions(column, filter, plan.keys, scope, evaluator.dataset)
        else { return nil }
        let covered = evaluator.dataset.everyReport.covered(
          by: try questions.map { try $0.disclosing() })
        byScope.append([])
        for question in questions {
          let own = GroupDomain(question.attributes, question: question, space: space)
          guard own.count != nil, domain.map({ own.isFull(like: $0) }) ?? true else { return nil }
          domain = own
          let unit = evaluator.dataset.catalogue[question.measure].unit
          byScope[byScope.count - 1].append(
            (
              try SliceRows(question, own, in: question.years.intersection(covered)),
              1 / ColumnEvaluator.storedUnits(unit).double
            ))
        }
      }
      rows.append(byScope)
    }
    guard let domain, let count = domain.count, domain.perDepartment != nil else { return nil }
    self.domain = domain
    // Where few departments are looked up, their rows are in one part.
    let isParted = rows.joined().joined().allSatisfy { $0.rows.isByDepartment }
    let departments = store.departmentCount
    let parts =
      isParted ? min(departments, count / Self.groupsInCache + 1, Self.mostParts) : 1
    firstGroups = (0...parts).map { domain.firstGroup(ofDepartment: departments * $0 / parts) }
    terms = rows.map { column in
      column.map { scope in
        scope.map { rows, natural in
          Term(
            rows: rows, parts: rows.departmentParts(parts, of: departments, domain),
            natural: natural)
        }
      }
    }
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

  // MARK: Parts

  /// How many parts the groups are in, each of some departments.
  var partCount: Int { firstGroups.count - 1 }

  /// The department of a group of a part.
  func department(_ group: Int, ofPart part: Int) -> Int? {
    domain.department(firstGroups[part] + group)
  }

  /// Adds a part up; nil where a sum goes beyond 64 bits.
  func part(_ index: Int) -> Part? {
    let count = firstGroups[index + 1] - firstGroups[index]
    let sums = terms.map { column in
      column.map { scope in
        scope.map { term in
          let sums = SliceSums(count: count, tracksYears: tracksYears)
          for run in term.parts[index].runs { sums.add(run, of: term.rows) }
          return (sums: sums, natural: term.natural)
        }
      }
    }
    guard !sums.joined().joined().contains(where: \.sums.hasOverflowed) else { return nil }
    return Part(groups: self, first: firstGroups[index], count: count, sums: sums)
  }

  /// The sums of some departments' groups.
  struct Part {
    let groups: GroupDoubles
    /// The first group among all.
    fileprivate let first: Int
    let count: Int
    /// By column, then by year compared, then by measure.
    fileprivate let sums: [[[(sums: SliceSums, natural: Double)]]]

    /// The largest magnitude of any sum, where values are sums of several and no more.
    var scale: Double? {
      let plan = groups.plan
      guard plan.comparison == nil, plan.columns.allSatisfy({ !$0.value.divides }),
        !plan.columns.allSatisfy(\.value.isMeasure)
      else { return nil }
      return sums.joined().joined().reduce(0) { scale, term in
        var largest: UInt64 = 0
        for group in 0..<count { largest = max(largest, term.sums.sums[group].magnitude) }
        return max(scale, Double(largest) * term.natural)
      }
    }

    /// What is to be said of the columns, the departments not among it.
    var account: Focus.Account {
      var result = Focus.Account(groups: nil)
      if groups.plan.countsGroups {
        let rows = sums.joined().joined().map(\.sums.rows)
        result.groups = (0..<count).count { group in rows.contains { $0[group] > 0 } }
      }
      for (column, scopes) in zip(groups.plan.columns, sums) {
        for term in scopes.joined() {
          guard let span = term.sums.addedYears(groups.years) else { continue }
          result.addedYears[column.name].widen(to: span)
        }
        guard let sums = scopes.first else { continue }
        result.failures[column.name] = failures(of: column.value, sums.map(\.sums))
      }
      return result
    }

    /// In how many groups a column is blank for a division, and why.
    private func failures(
      of value: ValueExpression, _ sums: [SliceSums]
    ) -> [FailedDivision: Int] {
      guard case .binary(.divide, _, let divisor) = value, let dividend = sums.first else {
        return [:]
      }
      let present = (0..<count).lazy.filter { dividend.rows[$0] > 0 }
      if case .number(let number) = divisor {
        return number.isZero ? [.byZero: present.count] : [:]
      }
      var result: [FailedDivision: Int] = [:]
      for group in present where sums[1].sums[group] == 0 {
        result[sums[1].rows[group] == 0 ? .byNothing : .byZero, default: 0] += 1
      }
      return result
    }

    /// The departments of groups that ascend.
    func departments(of wanted: some Sequence<Int>) -> DepartmentSet {
      var result: [Int32] = []
      for group in wanted {
        guard let department = groups.domain.department(first + group) else { continue }
        if result.last != Int32(department) { result.append(Int32(department)) }
      }
      return DepartmentSet(ascending: result)
    }

    /// The values of the groups.
    func values(_ value: Value) -> [Double] { groups.values(value, self) }

    /// Calls `body` with each group's value, as ``values(_:)`` has them.
    @inline(__always)
    func forEach(_ value: Value, _ body: (Int, Double) -> Void) {
      guard let (sums, natural) = only(value) else {
        for (place, value) in values(value).enumerated() { body(place, value) }
        return
      }
      for place in 0..<count {
        body(place, sums.rows[place] > 0 ? Double(sums.sums[place]) * natural : .nan)
      }
    }

    /// Takes the groups' values into the best.
    func take(_ value: Value, into best: inout BestDoubles) {
      if let (sums, natural) = only(value) {
        best.take(sums, times: natural)
      } else {
        forEach(value) { best.take($1, of: $0) }
      }
    }

    /// The sums that a value is no more than.
    private func only(_ value: Value) -> (sums: SliceSums, natural: Double)? {
      guard case .column(let index) = value, groups.plan.comparison == nil,
        groups.plan.columns[index].value.isMeasure
      else { return nil }
      return sums[index].first?.first
    }
  }

  /// Whether the groups of a question are its rows, so that they can be counted: a report that
  /// lacks a measure of an expression has a row without a sum.
  static func counts(_ plan: MeasurePlan) -> Bool {
    plan.comparison == nil && plan.columns.allSatisfy(\.value.isMeasure)
  }

  // MARK: Values

  /// Whether groups have such a value.
  func has(_ value: Value) -> Bool {
    switch value {
    case .column(let index):
      terms.indices.contains(index) && (plan.comparison != .previous || domain.yearStride != nil)
    case .change, .changeRate:
      switch plan.comparison {
      case .years(let years)?: terms.count == 1 && years.count == 2
      case .previous?: terms.count == 1 && domain.yearStride != nil
      case nil: false
      }
    }
  }

  fileprivate func values(_ value: Value, _ part: Part) -> [Double] {
    switch value {
    case .column(let index):
      let values = Self.values(part.sums[index][0], plan.columns[index].value, part.count)
      return plan.comparison == .previous ? ofYearsAsked(values) : values
    case .change, .changeRate:
      let isRate = if case .changeRate = value { true } else { false }
      let column = plan.columns[0].value
      let now = Self.values(part.sums[0][0], column, part.count)
      guard plan.comparison == .previous else {
        return change(now, Self.values(part.sums[0][1], column, part.count), isRate)
      }
      return change(ofYearsAsked(now), ofYearsBefore(now), isRate)
    }
  }

  private static func values(
    _ terms: [(sums: SliceSums, natural: Double)], _ value: ValueExpression, _ count: Int
  ) -> [Double] {
    let values = terms.map { term in
      let (sums, rows) = (term.sums.sums, term.sums.rows)
      return doubles(count) { rows[$0] > 0 ? Double(sums[$0]) * term.natural : .nan }
    }
    if case .measure = value { return values[0] }
    return value.doubles(of: values, count: count)
  }

  @inline(__always)
  private static func doubles(_ count: Int, _ value: (Int) -> Double) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      let buffer = buffer.baseAddress!
      for place in 0..<count { (buffer + place).initialize(to: value(place)) }
      initialized = count
    }
  }

  private func change(_ now: [Double], _ base: [Double], _ isRate: Bool) -> [Double] {
    now.withUnsafeBufferPointer { now in
      base.withUnsafeBufferPointer { base in
        Self.doubles(now.count) { place in
          let (now, base) = (now[place], base[place])
          guard isRate else { return now - base }
          return base > 0 ? (now - base) / base * 100 : .nan
        }
      }
    }
  }

  /// The values of the years asked for, blank in the others.
  private func ofYearsAsked(_ values: [Double]) -> [Double] {
    isAsked.contains(false) ? byYear(values) { isAsked[$0] ? 0 : nil } : values
  }

  /// For each group the value of the same group a year before.
  private func ofYearsBefore(_ values: [Double]) -> [Double] {
    byYear(values) { $0 > 0 && years[$0 - 1] == years[$0] - 1 ? 1 : nil }
  }

  /// For each group the value of the same group so many years earlier among the store's as its
  /// year is told to; blank where nothing is told.
  private func byYear(_ values: [Double], _ earlier: (Int) -> Int?) -> [Double] {
    guard let stride = domain.yearStride else { return values.map { _ in .nan } }
    let distances = years.indices.map { year in earlier(year).map { $0 * stride } ?? -1 }
    return values.withUnsafeBufferPointer { values in
      // Groups go through the years over and over, `stride` groups of each at a time.
      var (year, left) = (0, stride)
      return Self.doubles(values.count) { place in
        let distance = distances[year]
        left -= 1
        if left == 0 {
          left = stride
          year = year + 1 == distances.count ? 0 : year + 1
        }
        return distance < 0 ? .nan : values[place - distance]
      }
    }
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

  /// Whether its values over parts add up to that over the whole.
  var isProportional: Bool {
    switch self {
    case .measure: true
    case .number, .call, .choose: false
    case .negated(let value): value.isProportional
    case .binary(.add, let left, let right), .binary(.subtract, let left, let right):
      left.isProportional && right.isProportional
    case .binary(.multiply, let left, let right):
      left.isProportional && right.isNumber || left.isNumber && right.isProportional
    case .binary(.divide, let left, let right): left.isProportional && right.isNumber
    }
  }

  private var isSum: Bool { isSumOrQuotient && !divides }
  fileprivate var isMeasure: Bool { if case .measure = self { true } else { false } }
  private var isNumber: Bool { if case .number = self { true } else { false } }

  /// The value of the expression for each group, NaN where there is none, over the sums of its
  /// measures in the order of ``ValueExpression/measures``.
  fileprivate func doubles(of sums: [[Double]], count: Int) -> [Double] {
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

  private static func combine(_ operation: Operator, _ a: Double, _ b: Double) -> Double {
    switch operation {
    case .add: a.isNaN ? b : b.isNaN ? a : a + b
    case .subtract: b.isNaN ? a : a.isNaN ? -b : a - b
    case .multiply: a * b
    case .divide: b == 0 ? .nan : a / b
    }
  }
}
