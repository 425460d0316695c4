import Accounts
import Semantics

/// How one dimension of `by` reads a row of one measure.
enum Attribute {
  /// Of the report: the same for each of its rows.
  case department, year, city, county, region
  /// The node at a level of the tree in `slot`; rows above the level do not carry it.
  case node(slot: Int, level: Int)
  /// The row's own node (科目 with a condition on names).
  case ownNode(slot: Int)
  /// The node that the condition names, at or above the row's own, else the one right under
  /// 合计 (semantics, rule 28).
  case named(slot: Int, Set<Hierarchy.NodeID>)
  case level(slot: Int)
  /// The measure lacks the dimension and is taken whole (semantics, rule 11).
  case absent

  /// The attribute of `dimension` on `measure` under a filter.
  init(_ dimension: Dimension, of measure: Measure, under filter: Predicate) {
    switch dimension {
    case .部门: self = .department
    case .年度: self = .year
    case .市: self = .city
    case .区县: self = .county
    case .地区: self = .region
    case .指标: self = .absent
    default:
      guard let axis = dimension.axis, let slot = measure.axes.firstIndex(of: axis) else {
        self = .absent
        return
      }
      self = Self.onTree(dimension, slot, filter)
    }
  }

  private static func onTree(_ dimension: Dimension, _ slot: Int, _ filter: Predicate) -> Attribute
  {
    if let level = dimension.level { return .node(slot: slot, level: level) }
    switch dimension {
    case .级: return .level(slot: slot)
    case .科目:
      // With no condition on names, 科目 is 类 (semantics, rule 5).
      let asksRows = filter.tests.contains { $0.dimension?.axis == .功能分类 }
      return asksRows ? .ownNode(slot: slot) : .node(slot: slot, level: 1)
    default:
      var named: Set<Hierarchy.NodeID> = []
      for case .nodes(dimension, let set, isNegated: false) in filter.tests { named.formUnion(set) }
      return named.isEmpty ? .node(slot: slot, level: 1) : .named(slot: slot, named)
    }
  }

  /// The level of the node that it reads, where that is at one level.
  var level: Int? { if case .node(_, let level) = self { level } else { nil } }

  /// The tree slot it reads, if any.
  var slot: Int? {
    switch self {
    case .node(let slot, _), .ownNode(let slot), .named(let slot, _), .level(let slot): slot
    default: nil
    }
  }
}

/// One row's place on the measure's trees.
struct Position: Hashable {
  var first: Hierarchy.NodeID
  var second: Hierarchy.NodeID

  subscript(slot: Int) -> Hierarchy.NodeID {
    get { slot == 0 ? first : second }
    set { if slot == 0 { first = newValue } else { second = newValue } }
  }

  /// Both at once: positions are looked up more than anything else.
  func hash(into hasher: inout Hasher) {
    hasher.combine(UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second)))
  }
}

extension FactTable {
  /// The place of a fact; the root on a second tree that its measure lacks.
  func position(of row: Int) -> Position {
    Position(first: node[row], second: second.isEmpty ? Hierarchy.root : second[row])
  }
}

/// The trees of one measure: which positions stand above which.
struct Trees {
  let hierarchies: [Hierarchy]

  init(_ measure: Measure, _ dataset: Dataset) {
    hierarchies = measure.axes.map { dataset.hierarchy($0) }
  }

  func level(_ node: Hierarchy.NodeID, slot: Int) -> Int {
    slot < hierarchies.count ? hierarchies[slot].nodes[Int(node)].level : 0
  }

  func ancestor(_ node: Hierarchy.NodeID, slot: Int, level: Int) -> Hierarchy.NodeID? {
    slot < hierarchies.count ? hierarchies[slot].ancestor(of: node, level: level) : nil
  }

  /// The nodes from a node up to the root, itself first.
  func lineage(_ node: Hierarchy.NodeID, slot: Int) -> [Hierarchy.NodeID] {
    var result = [node]
    while result.last != Hierarchy.root {
      result.append(hierarchies[slot].nodes[Int(result.last!)].parent)
    }
    return result
  }

  /// The nearest of some nodes at or above a node, else its ancestor right under the root.
  func named(
    _ node: Hierarchy.NodeID, slot: Int, _ names: Set<Hierarchy.NodeID>
  )
    -> Hierarchy.NodeID?
  {
    lineage(node, slot: slot).first(where: names.contains) ?? ancestor(node, slot: slot, level: 1)
  }

  /// Every position strictly above one, nearest first.
  func above(_ position: Position) -> [Position] {
    if hierarchies.count == 1 {
      return lineage(position.first, slot: 0).dropFirst().map {
        Position(first: $0, second: position.second)
      }
    }
    let firsts = lineage(position.first, slot: 0)
    let seconds = hierarchies.count > 1 ? lineage(position.second, slot: 1) : [position.second]
    var result: [(distance: Int, position: Position)] = []
    for (i, first) in firsts.enumerated() {
      for (j, second) in seconds.enumerated() where i + j > 0 {
        result.append((i + j, Position(first: first, second: second)))
      }
    }
    return result.enumerated()
      .sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
      .map(\.element.position)
  }

  func isAtOrBelow(_ position: Position, _ top: Position) -> Bool {
    (hierarchies.isEmpty || hierarchies[0].isAtOrBelow(position.first, top.first))
      && (hierarchies.count < 2 || hierarchies[1].isAtOrBelow(position.second, top.second))
  }
}
