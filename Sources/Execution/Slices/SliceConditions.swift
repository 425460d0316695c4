import Accounts
import Semantics

/// What a filter asks of reports and of nodes, where it is a plain conjunction.
struct SliceConditions {
  let measure: Measure.ID
  let dataset: Dataset
  private(set) var departments: Set<Int>?
  private(set) var years: Set<Int>?
  private(set) var excludesMeasure = false
  private(set) var asksNodes = false
  /// The deepest level named, by slot.
  private(set) var levels = [0, 0]
  /// The levels that rows may stand at, by slot.
  private var allowed = [Set(0...deepest), Set(0...deepest)]
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
    case .any:
      let united = predicate.united
      if case .any = united { return false }
      return take(united)
    case .test(let test): return take(test)
    }
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
    if let allowed = levels(of: test) {
      guard slot < 2 else { return false }
      self.allowed[slot].formIntersection(allowed)
      asksNodes = true
      return true
    }
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

  /// The coarsest level that rows may stand at; nil where they may not be so deep.
  func level(_ slot: Int, atLeast level: Int) -> Int? {
    allowed[slot].filter { $0 >= level }.min()
  }

  private static let deepest = 3

  /// The levels that a test asks for; nil where it asks for more than a level.
  private func levels(of test: Predicate.Test) -> Set<Int>? {
    switch test {
    case .levels(let set): return set
    case .isNull(let dimension, let isNegated):
      let level = dimension.level ?? 1
      return Set((0...Self.deepest).filter { ($0 < level) != isNegated })
    default: return nil
    }
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
      node >= 0 && hierarchy.nodes[Int(node)].level == level
        && tests.allSatisfy { test in
          test.nodes.contains { hierarchy.isAtOrBelow(node, $0) } != test.isNegated
        }
    }
  }
}
