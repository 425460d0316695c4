import Accounts
import Semantics

/// One measure's part of a question, brought to the slices of a store.
///
/// In a report that prints every row above a row it prints, the coarsest rows that carry what
/// is asked are those at one level of each tree: the deepest that the dimensions and the
/// conditions name. Reports that print otherwise are the ``exceptions``; they are answered row
/// by row.
struct SliceQuestion {
  let measure: Measure.ID
  let store: any FactStore
  let attributes: [Attribute]
  /// The levels asked, on the first tree and on the second.
  let first: Int
  let second: Int
  /// The reports asked about, whether they disclose the measure or not.
  let scope: ReportSet
  /// The same without the conditions on departments, which rows are judged by as they are read: a
  /// few ranges where the scope is of many.
  let years: ReportSet
  /// The departments asked about; nil for all.
  private(set) var departments: DepartmentSet?
  /// The departments that groups are numbered by: those asked about, or more.
  private(set) var numberedDepartments: DepartmentSet?
  /// Whether groups are numbered by nodes of every level, not those of the question's alone.
  private(set) var numbersEveryLevel = false
  /// By node code, whether a row is wanted; nil where every row is.
  private(set) var nodes: [Bool]?
  private(set) var seconds: [Bool]?
  private let asksNodes: Bool
  private let conditions: SliceConditions

  /// `filter` is one of the disjoint conditions that `whole` comes to, if not all of it. nil where
  /// slices do not answer.
  init?(
    _ measure: Measure.ID, filter: Predicate, of whole: Predicate? = nil, keys: [Dimension],
    lastLevel: Int? = nil,
    scope: ReportSet, dataset: Dataset
  ) throws(FactStoreError) {
    guard let store = dataset.store else { return nil }
    var attributes = keys.map {
      Attribute($0, of: dataset.catalogue[measure], under: whole ?? filter)
    }
    if let lastLevel, let slot = attributes.last?.slot {
      attributes[attributes.count - 1] = .node(slot: slot, level: lastLevel)
    }
    var conditions = SliceConditions(measure: measure, dataset: dataset)
    guard conditions.take(filter) else { return nil }
    var levels = conditions.levels
    for attribute in attributes {
      switch attribute {
      case .node(let slot, let level): levels[slot] = max(levels[slot], level)
      case .ownNode(let slot), .named(let slot, _): levels[slot] = max(levels[slot], 1)
      case .department, .year, .city, .county, .region, .level, .absent: break
      }
    }
    for slot in levels.indices {
      guard let level = conditions.level(slot, atLeast: levels[slot]) else { return nil }
      levels[slot] = level
    }
    (first, second) = (levels[0], levels[1])
    self.measure = measure
    self.store = store
    self.attributes = attributes
    self.conditions = conditions
    departments = conditions.departments.map(DepartmentSet.init)
    numberedDepartments = departments
    asksNodes =
      conditions.asksNodes || attributes.contains { $0.slot != nil }
    nodes = conditions.wanted(slot: 0, level: first, codes: store.nodes)
    seconds = conditions.wanted(slot: 1, level: second, codes: store.secondNodes)
    years = Self.reportsOfYears(in: scope, conditions, store)
    self.scope = try Self.reports(of: scope, conditions, store)
  }

  /// The same question about some departments only.
  func focused(on departments: DepartmentSet) -> SliceQuestion {
    var result = self
    result.departments = self.departments?.intersection(departments) ?? departments
    result.numberedDepartments = numberedDepartments?.intersection(departments) ?? departments
    return result
  }

  /// The parts of a question with their groups numbered alike.
  static func numberedAlike(_ parts: [SliceQuestion]) -> [SliceQuestion] {
    guard let first = parts.first, parts.count > 1 else { return parts }
    let isOfAll = parts.contains { $0.departments != first.departments }
    return parts.map { part in
      var part = part
      if isOfAll { part.numberedDepartments = nil }
      part.numbersEveryLevel = true
      return part
    }
  }

  /// Whether one report has one row at most in a group.
  var isOneRowPerReport: Bool {
    let slices = self.slices
    guard slices.allSatisfy({ $0.repeats == 0 }) else { return false }
    return isSingle(slot: 0, level: first, wanted: nodes)
      && isSingle(slot: 1, level: second, wanted: seconds)
  }

  private func isSingle(slot: Int, level: Int, wanted: [Bool]?) -> Bool {
    let isKeyed = attributes.contains {
      switch $0 {
      case .node(slot, level), .ownNode(slot): true
      default: false
      }
    }
    return level == 0 || isKeyed || wanted.map { $0.count { $0 } == 1 } ?? false
  }

  /// Whether rows of the question may stand at a node.
  func mayStand(at node: Hierarchy.Node, slot: Int) -> Bool {
    numbersEveryLevel ? node.level > 0 : node.level == (slot == 0 ? first : second)
  }

  // MARK: Slices

  /// The slices that answer.
  var slices: [FactSlice] {
    store.slices(of: StoreMeasure(measure)).filter {
      $0.level == first && $0.second == second
    }
  }

  /// The reports of the scope that print rows without those above them or, where it matters what
  /// is left out, only rows above what is asked.
  func exceptions(leavingOut: Bool = true) throws(FactStoreError) -> ReportSet {
    var result = ReportSet()
    let bit = FactShape.bit(first: first, second: second)
    for slice in store.slices(of: StoreMeasure(measure)) {
      let isBelow = slice.level >= first && slice.second >= second
      let isAsked = slice.level == first && slice.second == second
      let own = FactShape.bit(first: slice.level, second: slice.second)
      let wanted: UInt8
      if isBelow, !isAsked, slice.orphans > 0 {
        wanted = bit
      } else if leavingOut, !isBelow, asksNodes, slice.leaves > 0 {
        wanted = own
      } else {
        continue
      }
      for piece in try store.pieces(of: slice.rows, [.shapes, .reports]) {
        for row in piece.shapes.indices where piece.shapes[row] & wanted != 0 {
          let report = Int(piece.reports[row])
          if scope.contains(report) { result.insert(report) }
        }
      }
    }
    return result
  }

  /// Of some reports, those that have a row asked for.
  func answered(in reports: ReportSet) throws(FactStoreError) -> ReportSet {
    var result = ReportSet()
    let isPlain = departments == nil && nodes == nil && seconds == nil
    for slice in slices {
      guard let year = store.years.first(where: { $0.year == slice.year }) else { continue }
      let asked = reports.intersection(ReportSet(year.reports))
      if asked.isEmpty { continue }
      if isPlain, slice.reports == year.reports.count {
        result.formUnion(asked)
        continue
      }
      var found = [Bool](repeating: false, count: year.reports.count)
      let columns: FactPiece.Columns = [.reports, .departments, .nodes, .seconds]
      for piece in try store.pieces(of: slice.rows, columns) {
        for row in piece.reports.indices {
          if let nodes, !nodes[Int(piece.nodes[row])] { continue }
          if let seconds, !seconds[Int(piece.seconds[row])] { continue }
          found[Int(piece.reports[row]) - year.reports.lowerBound] = true
        }
      }
      for report in asked.members where found[report - year.reports.lowerBound] {
        result.insert(report)
      }
    }
    return result
  }

  /// The reports of a set that a filter on reports lets through; nil where it asks for more.
  static func reports(
    under filter: Predicate, in set: ReportSet, _ dataset: Dataset
  ) throws(FactStoreError) -> ReportSet? {
    guard let store = dataset.store else { return nil }
    var conditions = SliceConditions(measure: 0, dataset: dataset)
    guard conditions.take(filter), !conditions.asksNodes else { return nil }
    return try reports(of: set, conditions, store)
  }

  /// The reports of a set that the conditions on reports let through.
  private static func reports(
    of set: ReportSet, _ conditions: SliceConditions, _ store: any FactStore
  ) throws(FactStoreError) -> ReportSet {
    let result = reportsOfYears(in: set, conditions, store)
    guard let departments = conditions.departments else { return result }
    let wanted = DepartmentFinder(store: store, departments: DepartmentSet(departments))
    return result.intersection(try wanted.reports())
  }

  private static func reportsOfYears(
    in set: ReportSet, _ conditions: SliceConditions, _ store: any FactStore
  ) -> ReportSet {
    guard !conditions.excludesMeasure else { return ReportSet() }
    guard let years = conditions.years else { return set }
    return set.intersection(
      ReportSet(store.years.filter { years.contains($0.year) }.map(\.reports)))
  }

  /// Of the reports asked about, those that disclose the measure.
  func disclosing() throws(FactStoreError) -> ReportSet {
    let counts = store.disclosing(StoreMeasure(measure))
    var result = ReportSet()
    for (year, count) in zip(store.years, counts) where count > 0 {
      let asked = scope.intersection(ReportSet(year.reports))
      guard !asked.isEmpty else { continue }
      if count == year.reports.count {
        result.formUnion(asked)
      } else {
        result.formUnion(try Disclosure(store: store, measure: measure).reports(in: year, asked))
      }
    }
    return result
  }
}
