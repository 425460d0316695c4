import Accounts
import Semantics

/// A condition as several that slices answer: what `or` joins comes to one test, or is told
/// apart by report, and rows of several levels are asked for level by level. No row satisfies
/// two of them, so that what they find is added.
struct DisjointConditions {
  let measure: Measure.ID
  let dataset: Dataset

  /// Conjunctions of tests, as far as the condition comes to that.
  func conditions(of filter: Predicate) -> [Predicate] {
    let conjuncts = filter.conjuncts.map(\.united)
    for (place, conjunct) in conjuncts.enumerated() {
      guard let parts = byReport(conjunct) ?? byLevel(conjunct) else { continue }
      return parts.flatMap { part in
        var conjuncts = conjuncts
        conjuncts[place] = part
        return conditions(of: .all(conjuncts))
      }
    }
    return [.all(conjuncts)]
  }

  /// `or` over a test of reports and something else: the reports that pass the test are asked
  /// for without the rest, the others with it.
  private func byReport(_ condition: Predicate) -> [Predicate]? {
    guard case .any(var parts) = condition else { return nil }
    for (place, part) in parts.enumerated() {
      guard case .test(let test) = part, let others = complement(test) else { continue }
      parts.remove(at: place)
      return [part, Predicate.test(others).and(.any(parts).united)]
    }
    return nil
  }

  /// The test of a report that holds where another does not; nil where it is not one of reports.
  private func complement(_ test: Predicate.Test) -> Predicate.Test? {
    switch test {
    case .departments(let set): .departments(Set(dataset.departments.indices).subtracting(set))
    case .years(let set): .years(Set(dataset.years).subtracting(set))
    default: nil
    }
  }

  /// Rows that stand at several levels: those of a level are not below those of another.
  private func byLevel(_ condition: Predicate) -> [Predicate]? {
    // A measure without the tree is taken whole, and once.
    guard case .test(.lineage(let nodes, isNegated: false)) = condition,
      dataset.catalogue[measure].axes.contains(.功能分类)
    else { return nil }
    let hierarchy = dataset.hierarchy(.功能分类)
    let byLevel = Dictionary(grouping: hierarchy.topmost(of: nodes)) {
      hierarchy.nodes[Int($0)].level
    }
    guard byLevel.count > 1 else { return nil }
    return byLevel.sorted { $0.key < $1.key }.map { _, nodes in
      .test(.lineage(Set(nodes), isNegated: false))
    }
  }
}

extension Predicate {
  /// The conditions that `and` joins.
  var conjuncts: [Predicate] {
    guard case .all(let parts) = self else { return [self] }
    return parts.flatMap(\.conjuncts)
  }

  /// What `or` joins as one test where it comes to one; tests of one kind are joined in any case.
  var united: Predicate {
    guard case .any(let parts) = self else { return self }
    var result: [Predicate] = []
    for part in parts.map(\.united) {
      let place = result.firstIndex { known in known.union(part) != nil }
      if let place, let union = result[place].union(part) {
        result[place] = union
      } else {
        result.append(part)
      }
    }
    return result.count == 1 ? result[0] : .any(result)
  }

  private func union(_ other: Predicate) -> Predicate? {
    guard case .test(let a) = self, case .test(let b) = other else { return nil }
    return a.union(b).map(Predicate.test)
  }
}

extension Predicate.Test {
  /// The test that holds where either does; nil where no one test does.
  fileprivate func union(_ other: Predicate.Test) -> Predicate.Test? {
    switch (self, other) {
    case (.departments(let a), .departments(let b)): return .departments(a.union(b))
    case (.years(let a), .years(let b)): return .years(a.union(b))
    case (.nodes(let dimension, let a, false), .nodes(dimension, let b, false)):
      return .nodes(dimension, a.union(b), isNegated: false)
    default:
      guard let a = subjects, let b = other.subjects else { return nil }
      return .lineage(a.union(b), isNegated: false)
    }
  }

  /// The rows of the functional tree that the test asks for, at or below.
  private var subjects: Set<Hierarchy.NodeID>? {
    switch self {
    case .nodes(let dimension, let set, isNegated: false) where dimension.axis == .功能分类: set
    case .lineage(let set, isNegated: false): set
    default: nil
    }
  }
}

extension Hierarchy {
  /// Of some nodes, those that do not stand below another: the others are asked for with them.
  func topmost(of set: Set<NodeID>) -> Set<NodeID> {
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
