import Accounts
import Semantics

/// A predicate brought to one measure: each test has become a table over reports or nodes,
/// so that a row is judged by lookups.
struct CompiledPredicate {
  private indirect enum Form {
    case all([Form])
    case any([Form])
    case reports([Bool])
    case nodes(slot: Int, truth: [Truth], possible: [Bool], whole: [Bool])
    /// 科目!~x: the nodes that match at or above themselves. `id` tells such tests apart.
    case lineageWithout(id: Int, matched: [Bool])
    case constant(Truth)
  }

  private let form: Form
  /// Whether the truth of a row depends on its node, not on its report alone.
  let asksNodes: Bool

  init(_ predicate: Predicate, measure: Measure.ID, dataset: Dataset) {
    var compiler = Compiler(measure: measure, dataset: dataset)
    form = compiler.compile(predicate)
    asksNodes = Self.asksNodes(form)
  }

  private static func asksNodes(_ form: Form) -> Bool {
    switch form {
    case .all(let parts), .any(let parts): parts.contains(where: asksNodes)
    case .nodes, .lineageWithout: true
    case .reports, .constant: false
    }
  }

  /// For each 科目!~ test, the nodes of a report that have a match below them.
  typealias Blocked = [Int: Set<Hierarchy.NodeID>]

  /// The truth on a row at some nodes, slot 0 then slot 1.
  func truth(
    report: Int, nodes: (Hierarchy.NodeID, Hierarchy.NodeID), blocked: Blocked
  ) -> Truth {
    Self.truth(form, report, nodes, blocked)
  }

  private static func truth(
    _ form: Form, _ report: Int, _ nodes: (Hierarchy.NodeID, Hierarchy.NodeID),
    _ blocked: Blocked
  ) -> Truth {
    switch form {
    case .all(let parts):
      return parts.reduce(.yes) { min($0, truth($1, report, nodes, blocked)) }
    case .any(let parts):
      return parts.reduce(.no) { max($0, truth($1, report, nodes, blocked)) }
    case .reports(let holds): return holds[report] ? .yes : .no
    case .nodes(let slot, let truth, _, _): return truth[Int(slot == 0 ? nodes.0 : nodes.1)]
    case .lineageWithout(let id, let matched):
      return matched[Int(nodes.0)] || blocked[id]?.contains(nodes.0) == true ? .no : .yes
    case .constant(let truth): return truth
    }
  }

  /// Whether a row that is printed only coarsely could hold money the condition asks for.
  func isPossible(report: Int, nodes: (Hierarchy.NodeID, Hierarchy.NodeID)) -> Bool {
    Self.isPossible(form, report, nodes)
  }

  private static func isPossible(
    _ form: Form, _ report: Int, _ nodes: (Hierarchy.NodeID, Hierarchy.NodeID)
  ) -> Bool {
    switch form {
    case .all(let parts): parts.allSatisfy { isPossible($0, report, nodes) }
    case .any(let parts): parts.contains { isPossible($0, report, nodes) }
    case .reports(let holds): holds[report]
    case .nodes(let slot, _, let possible, _): possible[Int(slot == 0 ? nodes.0 : nodes.1)]
    case .lineageWithout(_, let matched): !matched[Int(nodes.0)]
    case .constant(let truth): truth != .no
    }
  }

  /// Whether all the money of a row is what the condition asks for, be the row printed at the
  /// level asked or not.
  func asksAll(report: Int, nodes: (Hierarchy.NodeID, Hierarchy.NodeID)) -> Bool {
    Self.asksAll(form, report, nodes)
  }

  private static func asksAll(
    _ form: Form, _ report: Int, _ nodes: (Hierarchy.NodeID, Hierarchy.NodeID)
  ) -> Bool {
    switch form {
    case .all(let parts): parts.allSatisfy { asksAll($0, report, nodes) }
    case .any(let parts): parts.contains { asksAll($0, report, nodes) }
    case .reports(let holds): holds[report]
    case .nodes(let slot, _, _, let whole): whole[Int(slot == 0 ? nodes.0 : nodes.1)]
    case .lineageWithout: false
    case .constant(let truth): truth == .yes
    }
  }

  /// Whether any row of a report could satisfy the condition.
  func admits(report: Int) -> Bool { Self.admits(form, report) }

  private static func admits(_ form: Form, _ report: Int) -> Bool {
    switch form {
    case .all(let parts): parts.allSatisfy { admits($0, report) }
    case .any(let parts): parts.contains { admits($0, report) }
    case .reports(let holds): holds[report]
    case .nodes, .lineageWithout: true
    case .constant(let truth): truth != .no
    }
  }

  /// What the rows of a report block.
  func blocked(by rows: some Sequence<Hierarchy.NodeID>, _ hierarchy: Hierarchy?) -> Blocked {
    let tests = Self.lineageTests(form)
    guard let hierarchy, !tests.isEmpty else { return [:] }
    var result: Blocked = [:]
    for node in rows {
      for (id, matched) in tests where matched[Int(node)] {
        var above = node
        while above != Hierarchy.root {
          above = hierarchy.nodes[Int(above)].parent
          result[id, default: []].insert(above)
        }
      }
    }
    return result
  }

  private static func lineageTests(_ form: Form) -> [(id: Int, matched: [Bool])] {
    switch form {
    case .all(let parts), .any(let parts): parts.flatMap(lineageTests)
    case .lineageWithout(let id, let matched): [(id, matched)]
    default: []
    }
  }

  private struct Compiler {
    let measure: Measure.ID
    let dataset: Dataset
    private var lineageTests = 0

    init(measure: Measure.ID, dataset: Dataset) {
      self.measure = measure
      self.dataset = dataset
    }

    mutating func compile(_ predicate: Predicate) -> Form {
      switch predicate {
      case .all(let parts): return .all(parts.map { compile($0) })
      case .any(let parts): return .any(parts.map { compile($0) })
      case .test(let test): return compile(test)
      }
    }

    private mutating func compile(_ test: Predicate.Test) -> Form {
      switch test {
      case .departments(let set):
        return .reports(dataset.reports.map { set.contains($0.department) })
      case .years(let set): return .reports(dataset.reports.map { set.contains($0.year) })
      case .measures(let set): return .constant(set.contains(measure) ? .yes : .no)
      case .nodes, .lineage, .levels, .unprinted, .isNull: break
      }
      let axes = dataset.catalogue[measure].axes
      // A measure without the dimension is taken whole (semantics, rule 11).
      guard let dimension = test.dimension, let axis = dimension.axis,
        let slot = axes.firstIndex(of: axis)
      else { return .constant(.yes) }
      let hierarchy = dataset.hierarchy(axis)
      switch test {
      case .nodes(let dimension, let set, let isNegated):
        return nodes(slot, hierarchy, dimension, set, isNegated)
      case .lineage(let set, let isNegated):
        let matched = hierarchy.nodes.indices.map { Self.isUnder($0, set, hierarchy) }
        if isNegated {
          lineageTests += 1
          return .lineageWithout(id: lineageTests, matched: matched)
        }
        let above = Self.ancestors(of: set, hierarchy)
        return .nodes(
          slot: slot, truth: matched.map { $0 ? .yes : .no },
          possible: matched.indices.map { matched[$0] || above.contains(Int32($0)) },
          whole: matched)
      case .levels(let set):
        let truth = hierarchy.nodes.map { set.contains($0.level) }
        let deepest = set.max() ?? 0
        let coarser = hierarchy.nodes.map { $0.level <= deepest }
        return .nodes(
          slot: slot, truth: truth.map { $0 ? .yes : .no }, possible: coarser, whole: coarser)
      case .unprinted(_, let parents):
        let above = parents.union(Self.ancestors(of: parents, hierarchy))
        let none = hierarchy.nodes.map { _ in false }
        return .nodes(
          slot: slot, truth: none.map { _ in .no },
          possible: hierarchy.nodes.indices.map { above.contains(Int32($0)) }, whole: none)
      case .isNull(let dimension, let isNegated):
        let level = dimension.level ?? 1
        let truth = hierarchy.nodes.map { ($0.level < level) != isNegated }
        return .nodes(
          slot: slot, truth: truth.map { $0 ? .yes : .no }, possible: truth,
          whole: truth.map { $0 || isNegated })
      case .departments, .years, .measures: return .constant(.yes)
      }
    }

    private func nodes(
      _ slot: Int, _ hierarchy: Hierarchy, _ dimension: Dimension, _ set: Set<Hierarchy.NodeID>,
      _ isNegated: Bool
    ) -> Form {
      let above = Self.ancestors(of: set, hierarchy)
      var truth: [Truth] = []
      var possible: [Bool] = []
      for index in hierarchy.nodes.indices {
        let isUnder = Self.isUnder(index, set, hierarchy)
        // A row above the level the dimension names does not carry it.
        let lacks =
          dimension.level.map { hierarchy.nodes[index].level < $0 }
          ?? (index == 0 || above.contains(Int32(index)))
        truth.append(lacks ? .unknown : isUnder != isNegated ? .yes : .no)
        possible.append(isNegated ? !isUnder : isUnder || above.contains(Int32(index)))
      }
      return .nodes(
        slot: slot, truth: truth, possible: possible, whole: truth.map { $0 == .yes })
    }

    private static func isUnder(
      _ index: Int, _ set: Set<Hierarchy.NodeID>, _ hierarchy: Hierarchy
    )
      -> Bool
    {
      var node = Hierarchy.NodeID(index)
      while true {
        if set.contains(node) { return true }
        if node == Hierarchy.root { return false }
        node = hierarchy.nodes[Int(node)].parent
      }
    }

    private static func ancestors(
      of set: Set<Hierarchy.NodeID>, _ hierarchy: Hierarchy
    )
      -> Set<Hierarchy.NodeID>
    {
      var result: Set<Hierarchy.NodeID> = []
      for node in set where node != Hierarchy.root {
        var above = hierarchy.nodes[Int(node)].parent
        while result.insert(above).inserted, above != Hierarchy.root {
          above = hierarchy.nodes[Int(above)].parent
        }
      }
      return result
    }
  }
}
