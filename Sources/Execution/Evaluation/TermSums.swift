import Accounts
import Semantics

/// The sums of several measures, cell by cell.
struct JoinedSums {
  /// Each once.
  var cells: [TermSums.Cell]
  /// By measure, its sum in each cell; nil where it has none.
  var amounts: [[Int128?]]
}

/// The sums of one measure's selected rows, by group and unit.
///
/// A unit is what an average counts one value for: a report, or a value of `per`; a sum has
/// one unit for all.
struct TermSums {
  struct Cell: Hashable {
    var key: GroupKey
    var unit: GroupKey
  }

  private struct Sum {
    var amount: Int128 = 0
    var years: ClosedRange<Int>
    /// How many reports it adds over; the rows of one stand together.
    var reports = 0
    var lastReport = -1
  }

  private let measure: Measure
  private let attributes: [Attribute]
  /// Years that one sum at least is known to add, beyond what its cell tells.
  private var spans: ClosedRange<Int>?
  private var sums: [Cell: Sum] = [:]
  /// Which components of the key the measure has.
  private let carried: [Bool]
  private let isFull: Bool
  /// Groups of reports that lack another measure of the expression: they have a row, though no
  /// value (semantics, rules 14 and 16).
  private(set) var uncovered: Set<GroupKey> = []

  /// No sums yet; `attributes` are what the key's dimensions are of the measure.
  init(_ measure: Measure, by attributes: [Attribute]) {
    self.measure = measure
    self.attributes = attributes
    let carried = attributes.map { if case .absent = $0 { false } else { true } }
    self.carried = carried
    isFull = carried.allSatisfy { $0 }
  }

  /// Adds the rows selected in some reports, all of each.
  mutating func add(
    _ selection: Selection, of table: FactTable, space: KeySpace, units: KeySpace,
    hasReportUnits: Bool, covered: ReportSet, regroup: (GroupKey) -> GroupKey?
  ) {
    let trees = Trees(measure, space.dataset)
    let unitAttributes = units.dimensions.map { Attribute($0, of: measure, under: .always) }
    for row in selection.rows {
      let report = Int(table.report[row])
      let position = table.position(of: row)
      let own = space.key(attributes, report: report, position: position, trees: trees)
      guard let key = regroup(own) else { continue }
      guard covered.contains(report) else {
        uncovered.insert(key)
        continue
      }
      let unit =
        hasReportUnits
        ? [Int32(report)]
        : units.key(unitAttributes, report: report, position: position, trees: trees)
      let year = space.dataset.reports[report].year
      var sum = sums[Cell(key: key, unit: unit)] ?? Sum(years: year...year)
      sum.amount += Int128(table.amount[row])
      sum.years = sum.years.widened(to: year...year)
      if sum.lastReport != report { sum.reports += 1 }
      sum.lastReport = report
      sums[Cell(key: key, unit: unit)] = sum
    }
  }

  /// Adds to a group what another way of finding rows found.
  /// `years` are some that it adds.
  mutating func add(_ amount: Int128, at key: GroupKey, years: ClosedRange<Int>) {
    let cell = Cell(key: key, unit: [])
    var sum = sums[cell] ?? Sum(years: years)
    sum.amount += amount
    sum.years = sum.years.widened(to: years)
    sums[cell] = sum
  }

  /// Says that one sum at least adds these years.
  mutating func addYears(_ years: ClosedRange<Int>) {
    spans.widen(to: years)
  }

  mutating func leaveUncovered(_ key: GroupKey) { uncovered.insert(key) }

  /// The sum at a full key; a measure without some of its dimensions answers for all of them.
  private func sum(_ key: GroupKey, _ unit: GroupKey) -> Int128? {
    if isFull { return sums[Cell(key: key, unit: unit)]?.amount }
    let own = GroupKey(zip(key, carried).lazy.map { $1 ? $0 : KeySpace.whole })
    return sums[Cell(key: own, unit: unit)]?.amount
  }

  /// Whether the measure has every dimension of the key that any of `terms` has.
  func isFinest(of terms: [TermSums]) -> Bool {
    terms.allSatisfy { term in zip(term.carried, carried).allSatisfy { !$0 || $1 } }
  }

  /// From the first to the last year that any sum of a flow adds with others.
  var addedYears: ClosedRange<Int>? {
    measure.behaviour == .flow ? severalYears : nil
  }

  private var severalYears: ClosedRange<Int>? {
    var result = spans
    for sum in sums.values where sum.years.count > 1 {
      result.widen(to: sum.years)
    }
    return result
  }

  /// Refuses to add rates over reports, or stocks over years (semantics, rule 21).
  func checkAdditivity(verb: Verb) throws {
    guard verb != .countReports else { return }
    if measure.behaviour == .rate, sums.values.contains(where: { $0.reports > 1 }) {
      throw ExecutionError.addsRate(measure: measure.name)
    }
    if measure.behaviour == .stock, let years = severalYears {
      throw ExecutionError.addsStock(measure: measure.name, years: years)
    }
  }

  // MARK: Joining

  /// The sums of the terms of a column side by side, each measure's missing dimensions filled
  /// from the others.
  static func join(_ terms: [TermSums]) -> JoinedSums {
    let cells = cells(terms)
    return JoinedSums(
      cells: cells, amounts: terms.map { term in cells.map { term.sum($0.key, $0.unit) } })
  }

  private static func cells(_ terms: [TermSums]) -> [Cell] {
    guard var carried = terms.first?.carried else { return [] }
    if terms.count == 1 { return Array(terms[0].sums.keys) }
    if terms.allSatisfy({ $0.carried == carried }) { return cellsAlike(terms) }
    var cells = Set(terms[0].sums.keys)
    for term in terms.dropFirst() {
      if term.carried == carried {
        cells.formUnion(term.sums.keys)
      } else if zip(term.carried, carried).allSatisfy({ !$0 || $1 }) {
        continue
      } else if zip(term.carried, carried).allSatisfy({ $0 || !$1 }) {
        (cells, carried) = (Set(term.sums.keys), term.carried)
      } else {
        cells = cross(cells, Set(term.sums.keys))
        carried = zip(carried, term.carried).map { $0 || $1 }
      }
    }
    return Array(cells)
  }

  /// The keys of terms that have the same dimensions, each once.
  private static func cellsAlike(_ terms: [TermSums]) -> [Cell] {
    var result: [Cell] = []
    for (index, term) in terms.enumerated() {
      result += term.sums.keys.filter { cell in
        !terms[..<index].contains { $0.sums[cell] != nil }
      }
    }
    return result
  }

  private static func cross(_ a: Set<Cell>, _ b: Set<Cell>) -> Set<Cell> {
    var result: Set<Cell> = []
    for left in a {
      for right in b where left.unit == right.unit {
        let agree = zip(left.key, right.key).allSatisfy {
          $0 == $1 || $0 == KeySpace.whole || $1 == KeySpace.whole
        }
        guard agree else { continue }
        let key = GroupKey(zip(left.key, right.key).lazy.map { max($0, $1) })
        result.insert(Cell(key: key, unit: left.unit))
      }
    }
    return result
  }
}
