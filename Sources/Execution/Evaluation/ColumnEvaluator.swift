import Accounts
import Semantics

/// The values of one column by group, and what the notes need to know of how they came about.
struct ColumnValues {
  /// Every group that a measure of the column has a fact in, with a value or not.
  var groups = GroupTable<Rational?>()
  /// Reports that gave a row.
  var answeredReports = Deferred(ReportSet())
  var accounts: [MeasureAccount] = []
  /// The years that one flow value adds over, where it does.
  var addedYears: ClosedRange<Int>?
  /// In how many groups it is blank for a division.
  var failures: [FailedDivision: Int] = [:]
  /// What else the answer must say of the column.
  var remarks: [QueryResult.Note] = []
}

/// How one measure of a column was answered.
struct MeasureAccount {
  var measure: Measure.ID
  var selection: Selection
  /// Reports that publish it but not everything the expression needs, with what they hold.
  var dropped: [Selection.LeftOut] = []

  /// Adds what was selected in reports that all come after these.
  mutating func append(_ later: Selection, dropped: [Selection.LeftOut], keepsRows: Bool) {
    var later = later
    if !keepsRows { later.rows = [] }
    selection.append(later)
    self.dropped += dropped
  }

  /// Adds what the same measure was found to be elsewhere in the question.
  mutating func add(_ other: MeasureAccount) {
    selection.add(other.selection)
    let known = Set(dropped.map(\.report))
    dropped += other.dropped.filter { !known.contains($0.report) }
  }
}

/// Evaluates a column of values for the groups of a question.
struct ColumnEvaluator {
  let dataset: Dataset
  var filter: Predicate
  var per: [Dimension] = []
  /// The level of the tree that the last key means, for `tree`.
  var lastLevel: Int?
  /// Gathers groups into others, or drops them where it gives nil.
  var regroup: (GroupKey) -> GroupKey? = { $0 }
  /// Whether it does so.
  var isGathering = false
  /// The money unit that remarks are worded in.
  let unit: Unit
  /// The departments that can be among the rows shown; nil for all.
  var focus: Focus?
  /// What the columns of the question share.
  let cache = QuestionCache()

  init(dataset: Dataset, _ plan: MeasurePlan) {
    self.dataset = dataset
    filter = plan.filter
    per = plan.per
    unit = plan.unit
  }

  /// Values of `column` by `keys`, over the reports of `scope`.
  func evaluate(
    _ column: ValueColumn, by keys: [Dimension], in scope: ReportSet
  )
    throws -> ColumnValues
  {
    switch column.verb {
    case .countDistinct(let dimension):
      return try DistinctCounter(self, dimension, of: column, by: keys).count(in: scope)
    case .share(let within): return try share(column, within: within, by: keys, in: scope)
    default: return try aggregate(column, by: keys, in: scope)
    }
  }

  // MARK: Focus

  /// The departments in parts in which the rows of a column are made one after the other; nil
  /// where slices do not find its values.
  func parts(of column: ValueColumn, by keys: [Dimension]) throws -> DepartmentParts? {
    var column = column
    switch column.verb {
    case .countDistinct(let dimension):
      return try DistinctCounter(self, dimension, of: column, by: keys).parts()
    case .share:
      // What the rows add up to is not told by all together where each adds a number of its own.
      guard column.value.isProportional || column.value.divides else { return nil }
      column.verb = .sum
    case .rank: column.verb = .sum
    default: break
    }
    return try SliceAggregation(self, column, by: keys, in: dataset.everyReport)?.parts()
  }

  /// ``regroup`` of groups by some dimensions, without those of departments out of focus.
  func regrouping(by keys: [Dimension]) -> (GroupKey) -> GroupKey? {
    guard let focus, let place = keys.firstIndex(of: .部门) else { return regroup }
    return { focus.departments.contains(Int($0[place])) ? regroup($0) : nil }
  }

  /// The reports that gave a row, once for all parts of the departments.
  func answered(
    _ values: ColumnValues, _ column: ValueColumn, by keys: [Dimension], in scope: ReportSet
  ) throws -> ReportSet {
    guard focus != nil else { return try values.answeredReports() }
    let key = QuestionCache.ColumnKey(
      verb: column.verb, value: column.value, filter: filter, keys: keys, lastLevel: lastLevel,
      scope: scope)
    return try cache.answered(key) { try values.answeredReports() }
  }

  /// The rows that row selection finds, once for all parts of the departments.
  func selection(
    of term: (id: Measure.ID, filter: Predicate), by keys: [Dimension], in reports: ReportSet
  ) -> Selection {
    let filter = filter.and(term.filter)
    return cache.selection(
      of: QuestionCache.Key(
        measure: term.id, filter: filter, keys: keys, lastLevel: lastLevel, scope: reports)
    ) {
      RowSelector(term.id, filter: filter, keys: keys, lastLevel: lastLevel, dataset: dataset)
        .select(in: reports)
    }
  }

  // MARK: Aggregates

  private func aggregate(
    _ column: ValueColumn, by keys: [Dimension], in scope: ReportSet
  )
    throws -> ColumnValues
  {
    if let slices = try SliceAggregation(self, column, by: keys, in: scope),
      let values = try slices.values()
    {
      return values
    }
    let terms = column.value.measures
    let selectors = terms.map { term in
      RowSelector(
        term.id, filter: filter.and(term.filter), keys: keys, lastLevel: lastLevel,
        dataset: dataset)
    }
    let space = KeySpace(keys, dataset)
    let units = KeySpace(unitDimensions(of: column.verb), dataset)
    let regroup = regrouping(by: keys)
    var sums = selectors.indices.map {
      TermSums(dataset.catalogue[terms[$0].id], by: selectors[$0].attributes)
    }
    var result = ColumnValues()
    result.remarks = takenWhole(terms.map(\.id), keys)
    result.accounts = terms.map { MeasureAccount(measure: $0.id, selection: Selection()) }
    var answered = ReportSet()
    // The rows of a nation are not kept all at once.
    for reports in scope.chunks(of: SliceLimits.reportsAtOnce) {
      try Interruption.check()
      let selections = selectors.map { $0.select(in: reports) }
      let covered = Coverage(selections, terms.map(\.id), dataset)
      answered.append(covered.answered)
      for (index, selection) in selections.enumerated() {
        sums[index].add(
          selection, of: dataset.facts[terms[index].id], space: space, units: units,
          hasReportUnits: column.verb.isPerReport && per.isEmpty, covered: covered.reports,
          regroup: regroup)
        result.accounts[index].append(
          selection, dropped: covered.dropped[index], keepsRows: dataset.store == nil)
      }
    }
    result.answeredReports = Deferred(answered)
    try fill(&result, column, by: keys, sums, TermSums.join(sums))
    return result
  }

  /// Says which measures of an expression lack a dimension that others have (semantics, rule 11).
  func takenWhole(_ measures: [Measure.ID], _ keys: [Dimension]) -> [QueryResult.Note] {
    let asked = (keys + filter.tests.compactMap(\.dimension)).filter { $0.axis != nil }
    var result: [QueryResult.Note] = []
    for measure in measures.map({ dataset.catalogue[$0] }) {
      let lacking = asked.filter { !measure.axes.contains($0.axis!) }.map(\.rawValue)
      guard !lacking.isEmpty else { continue }
      let note = QueryResult.Note(
        id: "taken-whole",
        text: "\(measure.name) has no \(Set(lacking).sorted().joined(separator: ", ")): "
          + "it is taken whole per report.")
      if !result.contains(note) { result.append(note) }
    }
    return result
  }

  private func unitDimensions(of verb: Verb) -> [Dimension] { verb.isPerReport ? per : [] }

  /// Makes the groups' values of the sums of the measures; `joined` has them side by side.
  func fill(
    _ result: inout ColumnValues, _ column: ValueColumn, by keys: [Dimension], _ sums: [TermSums],
    _ joined: JoinedSums
  ) throws {
    for term in sums {
      try term.checkAdditivity(verb: column.verb)
      if let years = term.addedYears {
        result.addedYears.widen(to: years)
      }
    }
    let units = column.value.measures.map { Self.storedUnits(dataset.catalogue[$0.id].unit) }
    let values = try Workers.map(rows: joined.cells.count) { place in
      let sums = units.indices.map { index in
        joined.amounts[index][place].map { Rational($0, over: units[index]) }
      }
      var failure: FailedDivision?
      let value = try column.value.value(of: sums, failure: &failure)
      return (value: value, failure: failure)
    }
    var failed: [FailedDivision: Set<GroupKey>] = [:]
    for (cell, value) in zip(joined.cells, values) {
      if let failure = value.failure { failed[failure, default: []].insert(cell.key) }
    }
    let blank: Rational? = column.verb == .countReports ? .zero : nil
    if column.verb.isPerReport {
      var byGroup: [GroupKey: [Rational]] = [:]
      for (cell, value) in zip(joined.cells, values) {
        let unit = value.value.map { column.verb == .countReports ? Rational(1) : $0 }
        byGroup[cell.key, default: []] += unit.map { [$0] } ?? []
      }
      for (key, values) in byGroup {
        result.groups.append(key, values.isEmpty ? blank : try column.verb.reduce(values))
      }
    } else {
      result.groups = GroupTable(joined.cells.map(\.key), values.map(\.value))
    }
    for term in sums where term.isFinest(of: sums) {
      for key in term.uncovered where result.groups[key] == nil { result.groups.append(key, blank) }
    }
    result.failures = failed.mapValues(\.count)
    if let account = focus?.account {
      if let failures = account.failures[column.name] { result.failures = failures }
      if !keys.contains(.年度) { result.addedYears = account.addedYears[column.name] }
    }
  }

  /// How many stored integers one natural unit is.
  static func storedUnits(_ unit: Unit) -> Int128 {
    Rational.powerOfTen(unit.kind == .money ? 2 : 6)
  }

  // MARK: Shares

  private func share(
    _ column: ValueColumn, within: [Dimension], by keys: [Dimension], in scope: ReportSet
  ) throws -> ColumnValues {
    var sum = column
    sum.verb = .sum
    var result = try aggregate(sum, by: keys, in: scope)
    var whole = self
    whole.regroup = { $0 }
    whole.isGathering = false
    whole.lastLevel = nil
    if !within.contains(.部门) { whole.focus = nil }
    let base = try whole.aggregate(
      sum, by: within, in: try answered(result, sum, by: keys, in: scope))
    let positions = within.compactMap { keys.firstIndex(of: $0) }
    result.remarks += try shareRemarks(
      column, of: base, rows: try unfocused(result, sum, keys, scope), isTree: lastLevel != nil)
    let shares = try result.groups.map { key, value -> Rational? in
      guard let value, positions.count == within.count,
        key.count == keys.count || within.isEmpty,
        let whole = base.groups[GroupKey(positions.lazy.map { key[$0] })] ?? nil
      else { return nil }
      return try (value / whole).map { try $0 * Rational(100) }
    }
    result.groups = GroupTable(result.groups.keys, shares)
    return result
  }

  /// The rows that the values are of, or in their stead one that they all make, where only those
  /// in focus were found; nil where only a part of them was.
  private func unfocused(
    _ rows: ColumnValues, _ sum: ValueColumn, _ keys: [Dimension], _ scope: ReportSet
  ) throws -> ColumnValues? {
    guard let focus else { return rows }
    guard focus.account != nil else { return nil }
    var all = self
    all.focus = nil
    all.regroup = { _ in [] }
    all.isGathering = true
    return try all.aggregate(sum, by: keys, in: scope)
  }

  /// What the share is a share of, and whether its rows add up to that.
  private func shareRemarks(
    _ column: ValueColumn, of base: ColumnValues, rows: ColumnValues?, isTree: Bool
  ) throws -> [QueryResult.Note] {
    guard let rows, let whole = base.groups[[]] ?? nil,
      rows.groups.values.contains(where: { $0 != nil })
    else { return [] }
    let presentation = Presentation(unit: unit)
    let type = ValueType(kind: column.baseKind)
    let word = column.baseKind == .money ? " \(unit.rawValue)" : ""
    let reports = try rows.answeredReports().count
    var notes = [
      QueryResult.Note(
        id: "share-base",
        text: "\(column.name) is of \(try presentation.number(whole, type))\(word), "
          + "the total of \(reports) report\(reports == 1 ? "" : "s").")
    ]
    // Quotients do not add up to that of the whole, and are not expected to.
    guard !column.value.divides else { return notes }
    var sum = Rational.zero
    for value in rows.groups.values { if let value { sum = try sum + value } }
    if sum != whole, !isTree, regroup([]) != nil {
      notes.append(
        QueryResult.Note(
          id: "total-differs",
          text: "The rows of \(column.name) add up to "
            + "\(try presentation.number(sum, type))\(word) of it."))
    }
    return notes
  }
}

extension Verb {
  /// Whether it works on one value per report (or per what `per` names), not on sums alone.
  var isPerReport: Bool {
    switch self {
    case .average, .minimum, .maximum, .median, .countReports: true
    case .sum, .countDistinct, .share, .rank: false
    }
  }

  /// The value of a group's values; `values` is not empty.
  func reduce(_ values: [Rational]) throws(Rational.Overflow) -> Rational? {
    switch self {
    case .minimum: return values.min()
    case .maximum: return values.max()
    case .median:
      let sorted = values.sorted()
      let upper = sorted[sorted.count / 2]
      guard sorted.count % 2 == 0 else { return upper }
      return try (upper + sorted[sorted.count / 2 - 1]) / Rational(2)
    case .average: return try Self.total(values) / Rational(Int64(values.count))
    case .sum, .countReports, .countDistinct, .share, .rank: return try Self.total(values)
    }
  }

  private static let mostDenominator = Rational.powerOfTen(24)
  private static let roundedDecimals = 15

  private static func total(_ values: [Rational]) throws(Rational.Overflow) -> Rational {
    var sum = Rational.zero
    do {
      for value in values {
        sum = try sum + value
        guard sum.denominator < mostDenominator else { throw Rational.Overflow() }
      }
      return sum
    } catch {
      // Fractions of many denominators have no common one to go on with: each is rounded, far
      // beyond any digit shown.
      sum = .zero
      for value in values { sum = try sum + value.nearest(decimals: roundedDecimals) }
      return sum
    }
  }
}

/// Which reports a column of one or more measures covers: those that publish every one of
/// them at the level asked (semantics, rule 14).
struct Coverage {
  let reports: ReportSet
  /// By measure of the column.
  private(set) var dropped: [[Selection.LeftOut]]
  /// Covered reports that gave a row.
  let answered: ReportSet

  init(_ selections: [Selection], _ measures: [Measure.ID], _ dataset: Dataset) {
    let rows = selections.indices.map { index in
      let table = dataset.facts[measures[index]]
      return ReportSet(reports: selections[index].rows.map { Int(table.report[$0]) })
    }
    var covered = dataset.everyReport
    if selections.count > 1 {
      for (index, selection) in selections.enumerated() {
        let missing = ReportSet(
          reports: selection.leftOut.map(\.report) + selection.unfooted.map(\.report))
        covered.formIntersection(selection.discloses)
        covered.subtract(missing.subtracting(rows[index]))
      }
    }
    reports = covered
    answered = rows.reduce(into: ReportSet()) { $0.formUnion($1) }.intersection(covered)
    dropped = selections.indices.map { index in
      let table = dataset.facts[measures[index]]
      var amounts: [Int: Int128] = [:]
      for row in selections[index].rows where !covered.contains(Int(table.report[row])) {
        amounts[Int(table.report[row]), default: 0] += Int128(table.amount[row])
      }
      return amounts.sorted { $0.key < $1.key }.map {
        Selection.LeftOut(report: $0.key, amount: Int64(clamping: $0.value))
      }
    }
  }
}
