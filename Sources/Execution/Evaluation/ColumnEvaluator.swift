import Accounts
import Semantics

/// The values of one column by group, and what the notes need to know of how they came about.
struct ColumnValues {
  var values: [GroupKey: Rational] = [:]
  /// Every group that a measure of the column has a fact in, with a value or not.
  var groups: Set<GroupKey> = []
  /// Reports that gave a row.
  var answered: [Bool]
  var accounts: [MeasureAccount] = []
  /// The years that one flow value adds over, where it does.
  var addedYears: ClosedRange<Int>?
}

/// How one measure of a column was answered.
struct MeasureAccount {
  var measure: Measure.ID
  var selection: Selection
  /// Reports that publish it but not everything the expression needs, with what they hold.
  var dropped: [Selection.LeftOut] = []
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

  /// Values of `column` by `keys`, over the reports of `scope`.
  func evaluate(
    _ column: ValueColumn, by keys: [Dimension], in scope: [Bool]
  )
    throws -> ColumnValues
  {
    switch column.verb {
    case .countDistinct(let dimension):
      return DistinctCounter(dataset: dataset, filter: filter)
        .count(dimension, of: column.value.measures.map(\.id), by: keys, in: scope)
    case .share(let within): return try share(column, within: within, by: keys, in: scope)
    default: return try aggregate(column, by: keys, in: scope)
    }
  }

  // MARK: Aggregates

  private func aggregate(
    _ column: ValueColumn, by keys: [Dimension], in scope: [Bool]
  )
    throws -> ColumnValues
  {
    let terms = column.value.measures
    let selectors = terms.map { term in
      RowSelector(
        term.id, filter: filter.and(term.filter), keys: keys, lastLevel: lastLevel,
        dataset: dataset)
    }
    let selections = selectors.map { $0.select(in: scope) }
    let covered = Coverage(selections, terms.map(\.id), dataset)
    let space = KeySpace(keys, dataset)
    let units = KeySpace(unitDimensions(of: column.verb), dataset)
    let sums = terms.indices.map { index in
      TermSums(
        selections[index], table: dataset.facts[terms[index].id],
        measure: dataset.catalogue[terms[index].id], attributes: selectors[index].attributes,
        space: space, units: units, hasReportUnits: column.verb.isPerReport && per.isEmpty,
        covered: covered.reports, regroup: regroup)
    }
    var result = ColumnValues(answered: covered.answered)
    result.accounts = terms.indices.map { index in
      MeasureAccount(
        measure: terms[index].id, selection: selections[index], dropped: covered.dropped[index])
    }
    try fill(&result, column, sums)
    return result
  }

  private func unitDimensions(of verb: Verb) -> [Dimension] { verb.isPerReport ? per : [] }

  private func fill(
    _ result: inout ColumnValues, _ column: ValueColumn, _ sums: [TermSums]
  )
    throws
  {
    for term in sums {
      try term.checkAdditivity(verb: column.verb)
      if let years = term.addedYears {
        result.addedYears =
          result.addedYears.map {
            min($0.lowerBound, years.lowerBound)...max($0.upperBound, years.upperBound)
          } ?? years
      }
    }
    let terms = column.value.measures
    var byGroup: [GroupKey: [Rational]] = [:]
    for (key, unit) in TermSums.join(sums) {
      result.groups.insert(key)
      if column.verb == .countReports {
        byGroup[key, default: []].append(Rational(1))
        continue
      }
      let values = sums.indices.map { index in
        sums[index].sum(key, unit).map {
          Rational($0, over: Self.storedUnits(dataset.catalogue[terms[index].id].unit))
        }
      }
      if let value = try column.value.value(of: values) { byGroup[key, default: []].append(value) }
    }
    for (key, values) in byGroup {
      result.values[key] = try column.verb.reduce(values)
    }
  }

  /// How many stored integers one natural unit is.
  private static func storedUnits(_ unit: Unit) -> Int128 {
    Rational.powerOfTen(unit.kind == .money ? 2 : 6)
  }

  // MARK: Shares

  private func share(
    _ column: ValueColumn, within: [Dimension], by keys: [Dimension], in scope: [Bool]
  ) throws -> ColumnValues {
    var sum = column
    sum.verb = .sum
    var result = try aggregate(sum, by: keys, in: scope)
    let base = try aggregate(sum, by: within, in: result.answered)
    let positions = within.compactMap { keys.firstIndex(of: $0) }
    for (key, value) in result.values {
      let whole = base.values[positions.map { key[$0] }]
      let share = try whole.flatMap { try value / $0 }
      result.values[key] = try share.map { try $0 * Rational(100) }
    }
    return result
  }
}

extension Verb {
  /// Whether it works on one value per report (or per what `per` names), not on sums alone.
  var isPerReport: Bool {
    switch self {
    case .average, .minimum, .maximum, .median, .countReports: true
    case .sum, .countDistinct, .share: false
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
    case .sum, .countReports, .countDistinct, .share: return try Self.total(values)
    }
  }

  private static func total(_ values: [Rational]) throws(Rational.Overflow) -> Rational {
    var sum = Rational.zero
    for value in values { sum = try sum + value }
    return sum
  }
}

/// Which reports a column of one or more measures covers: those that publish every one of
/// them at the level asked (semantics, rule 14).
struct Coverage {
  let reports: [Bool]
  /// By measure of the column.
  private(set) var dropped: [[Selection.LeftOut]]
  /// Covered reports that gave a row.
  let answered: [Bool]

  init(_ selections: [Selection], _ measures: [Measure.ID], _ dataset: Dataset) {
    let count = dataset.reports.count
    var rowCounts = selections.map { _ in [Int](repeating: 0, count: count) }
    for (index, selection) in selections.enumerated() {
      let table = dataset.facts[measures[index]]
      for row in selection.rows { rowCounts[index][Int(table.report[row])] += 1 }
    }
    var covered = [Bool](repeating: true, count: count)
    if selections.count > 1 {
      for (index, selection) in selections.enumerated() {
        let missing = Set((selection.leftOut.map(\.report)) + selection.unfooted.map(\.report))
        for report in 0..<count
        where !selection.discloses[report]
          || missing.contains(report) && rowCounts[index][report] == 0
        {
          covered[report] = false
        }
      }
    }
    reports = covered
    answered = (0..<count).map { report in
      covered[report] && rowCounts.contains { $0[report] > 0 }
    }
    dropped = selections.indices.map { index in
      let table = dataset.facts[measures[index]]
      var amounts: [Int: Int128] = [:]
      for row in selections[index].rows where !covered[Int(table.report[row])] {
        amounts[Int(table.report[row]), default: 0] += Int128(table.amount[row])
      }
      return amounts.sorted { $0.key < $1.key }.map {
        Selection.LeftOut(report: $0.key, amount: Int64(clamping: $0.value))
      }
    }
  }
}
