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
  /// By node code, whether a row is wanted; nil where every row is.
  private(set) var nodes: [Bool]?
  private(set) var seconds: [Bool]?
  private let asksNodes: Bool
  private let conditions: Conditions

  /// nil where the question asks for rows of several levels.
  init?(
    _ measure: Measure.ID, filter: Predicate, keys: [Dimension], lastLevel: Int? = nil,
    scope: ReportSet, dataset: Dataset
  ) throws(FactStoreError) {
    guard let store = dataset.store else { return nil }
    var attributes = keys.map { Attribute($0, of: dataset.catalogue[measure], under: filter) }
    if let lastLevel, let slot = attributes.last?.slot {
      attributes[attributes.count - 1] = .node(slot: slot, level: lastLevel)
    }
    var conditions = Conditions(measure: measure, dataset: dataset)
    guard conditions.take(filter) else { return nil }
    var levels = conditions.levels
    for attribute in attributes {
      switch attribute {
      case .node(let slot, let level): levels[slot] = max(levels[slot], level)
      case .department, .year, .city, .county, .region, .absent: break
      case .ownNode, .named, .level: return nil
      }
    }
    (first, second) = (levels[0], levels[1])
    self.measure = measure
    self.store = store
    self.attributes = attributes
    self.conditions = conditions
    departments = conditions.departments.map(DepartmentSet.init)
    asksNodes =
      conditions.asksNodes || attributes.contains { $0.slot != nil }
    nodes = conditions.wanted(slot: 0, level: first, codes: store.nodes)
    seconds = conditions.wanted(slot: 1, level: second, codes: store.secondNodes)
    years = Self.reportsOfYears(in: scope, conditions, store)
    self.scope = try Self.reports(of: scope, conditions, store)
  }

  /// A condition on 科目 whose rows stand at several levels as one condition for each level: the
  /// rows of a level are not below those of another.
  static func filtersByLevel(_ filter: Predicate, _ dataset: Dataset) -> [Predicate] {
    guard case .all(let parts) = filter else { return filtersByLevel(.all([filter]), dataset) }
    for (place, part) in parts.enumerated() {
      guard case .test(.lineage(let nodes, isNegated: false)) = part else { continue }
      let hierarchy = dataset.hierarchy(.功能分类)
      let byLevel = Dictionary(grouping: hierarchy.topmost(of: nodes)) {
        hierarchy.nodes[Int($0)].level
      }
      guard byLevel.count > 1 else { continue }
      return byLevel.sorted { $0.key < $1.key }.map { _, nodes in
        var parts = parts
        parts[place] = .test(.lineage(Set(nodes), isNegated: false))
        return .all(parts)
      }
    }
    return [filter]
  }

  /// The same question about some departments only.
  func focused(on departments: DepartmentSet) -> SliceQuestion {
    var result = self
    result.departments = self.departments?.intersection(departments) ?? departments
    return result
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
      if case .node(slot, level) = $0 { true } else { false }
    }
    return level == 0 || isKeyed || wanted.map { $0.count { $0 } == 1 } ?? false
  }

  // MARK: Slices

  /// The slices that answer.
  var slices: [FactSlice] {
    store.slices(of: StoreMeasure(measure)).filter {
      $0.level == first && $0.second == second
    }
  }

  /// The reports of the scope that print rows without those above them, or only rows above
  /// what is asked.
  func exceptions() throws(FactStoreError) -> ReportSet {
    var result = ReportSet()
    let bit = FactShape.bit(first: first, second: second)
    for slice in store.slices(of: StoreMeasure(measure)) {
      let isBelow = slice.level >= first && slice.second >= second
      let isAsked = slice.level == first && slice.second == second
      let own = FactShape.bit(first: slice.level, second: slice.second)
      let wanted: UInt8
      if isBelow, !isAsked, slice.orphans > 0 {
        wanted = bit
      } else if !isBelow, asksNodes, slice.leaves > 0 {
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

  /// The reports of a set that a filter on reports lets through; nil where it asks for more.
  static func reports(
    under filter: Predicate, in set: ReportSet, _ dataset: Dataset
  ) throws(FactStoreError) -> ReportSet? {
    guard let store = dataset.store else { return nil }
    var conditions = Conditions(measure: 0, dataset: dataset)
    guard conditions.take(filter), !conditions.asksNodes else { return nil }
    return try reports(of: set, conditions, store)
  }

  /// The reports of a set that the conditions on reports let through.
  private static func reports(
    of set: ReportSet, _ conditions: Conditions, _ store: any FactStore
  ) throws(FactStoreError) -> ReportSet {
    let result = reportsOfYears(in: set, conditions, store)
    guard let departments = conditions.departments else { return result }
    let wanted = DepartmentFinder(store: store, departments: DepartmentSet(departments))
    return result.intersection(try wanted.reports())
  }

  private static func reportsOfYears(
    in set: ReportSet, _ conditions: Conditions, _ store: any FactStore
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

/// What a filter asks of reports and of nodes, where it is a plain conjunction.
private struct Conditions {
  let measure: Measure.ID
  let dataset: Dataset
  private(set) var departments: Set<Int>?
  private(set) var years: Set<Int>?
  private(set) var excludesMeasure = false
  private(set) var asksNodes = false
  /// The deepest level named, by slot.
  private(set) var levels = [0, 0]
  private var tests: [(slot: Int, nodes: Set<Hierarchy.NodeID>, isNegated: Bool)] = []

  init(measure: Measure.ID, dataset: Dataset) {
    self.measure = measure
    self.dataset = dataset
  }

  /// Takes a predicate in; false where it is of another kind.
  mutating func take(_ predicate: Predicate) -> Bool {
    switch predicate {
    case .all(let parts):
      for part in parts where !take(part) { return false }
      return true
    case .any(let parts): return take(anyOf: parts)
    case .test(let test): return take(test)
    }
  }

  /// What `or` joins must be one test, or come to one.
  private mutating func take(anyOf parts: [Predicate]) -> Bool {
    if parts.count == 1 { return take(parts[0]) }
    var asked: Predicate.Test?
    for part in parts {
      guard case .test(let test) = part, let union = asked.map({ $0.union(test) }) ?? test else {
        return false
      }
      asked = union
    }
    return asked.map { take($0) } ?? false
  }

  private mutating func take(_ test: Predicate.Test) -> Bool {
    switch test {
    case .departments(let set):
      departments = departments?.intersection(set) ?? set
      return true
    case .years(let set):
      years = years?.intersection(set) ?? set
      return true
    case .measures(let set):
      excludesMeasure = excludesMeasure || !set.contains(measure)
      return true
    case .nodes, .lineage, .levels, .unprinted, .isNull: break
    }
    guard let dimension = test.dimension, let axis = dimension.axis,
      let slot = dataset.catalogue[measure].axes.firstIndex(of: axis)
    else { return true }
    guard case (let set, let isNegated)? = nodes(of: test, axis) else { return false }
    let found = Set(set.map { dataset.hierarchy(axis).nodes[Int($0)].level })
    guard let level = dimension.level ?? (isNegated ? nil : found.first ?? 1), slot < 2,
      found.allSatisfy({ $0 == level })
    else { return false }
    levels[slot] = max(levels[slot], level)
    asksNodes = true
    tests.append((slot, set, isNegated))
    return true
  }

  /// The nodes that a test asks for rows at or below; nil where it is of another kind.
  private func nodes(
    of test: Predicate.Test, _ axis: Axis
  ) -> (nodes: Set<Hierarchy.NodeID>, isNegated: Bool)? {
    switch test {
    case .nodes(_, let set, let isNegated): return (set, isNegated)
    case .lineage(let set, isNegated: false):
      return (dataset.hierarchy(axis).topmost(of: set), false)
    default: return nil
    }
  }

  /// For each code, whether a row at a level is wanted; nil where no condition asks.
  func wanted(slot: Int, level: Int, codes: (Axis) -> [Hierarchy.NodeID]) -> [Bool]? {
    let tests = tests.filter { $0.slot == slot }
    guard !tests.isEmpty else { return nil }
    let axis = dataset.catalogue[measure].axes[slot]
    let hierarchy = dataset.hierarchy(axis)
    return codes(axis).map { node in
      node >= 0
        && tests.allSatisfy { test in
          test.nodes.contains { hierarchy.isAtOrBelow(node, $0) } != test.isNegated
        }
    }
  }
}

extension Predicate.Test {
  /// The test that holds where either does; nil where no one test does.
  fileprivate func union(_ other: Predicate.Test) -> Predicate.Test? {
    switch (self, other) {
    case (.departments(let a), .departments(let b)): .departments(a.union(b))
    case (.years(let a), .years(let b)): .years(a.union(b))
    case (.nodes(let dimension, let a, false), .nodes(dimension, let b, false)):
      .nodes(dimension, a.union(b), isNegated: false)
    case (.lineage(let a, false), .lineage(let b, false)): .lineage(a.union(b), isNegated: false)
    default: nil
    }
  }
}

extension Hierarchy {
  /// Of some nodes, those that do not stand below another: the others are asked for with them.
  fileprivate func topmost(of set: Set<NodeID>) -> Set<NodeID> {
    set.filter { node in
      var above = node
      while above != Hierarchy.root {
        above = nodes[Int(above)].parent
        if set.contains(above) { return false }
      }
      return true
    }
  }
}
