/// One dictionary for the nodes of several trees: the code of a node, or its name where it has
/// none; 合计 for every root.
///
/// Entries are unique, and those of other trees stand before those of projects, of which there
/// may be many.
struct NodeEntries: Sendable {
  private(set) var texts: [String] = [rootText]
  /// For each tree, by node, its entry.
  private(set) var entries: [Axis: [Int32]] = [:]
  /// How many entries the trees other than 项目 have.
  private(set) var treeCount = 1
  private var byText: [String: Int32] = [rootText: 0]

  static let rootText = "合计"

  /// The entries of some trees, and of other words that stand in the same column.
  init(_ axes: [Axis], _ hierarchies: [Axis: Hierarchy]) {
    for axis in axes where axis != .项目 { add(hierarchies[axis] ?? Hierarchy(axis: axis)) }
    treeCount = texts.count
    if axes.contains(.项目), let projects = hierarchies[.项目] { add(projects) }
  }

  private mutating func add(_ hierarchy: Hierarchy) {
    var taken: Set<Int32> = []
    entries[hierarchy.axis] = hierarchy.nodes.enumerated().map { node, value in
      if node == Hierarchy.root { return 0 }
      let plain = value.code.isEmpty ? value.name : value.code
      var text = plain
      var count = 1
      var entry = add(text)
      // No two nodes of a tree share an entry, and none but the root has that of the root.
      while entry == 0 || !taken.insert(entry).inserted {
        count += 1
        text = "\(plain) (\(count))"
        entry = add(text)
      }
      return entry
    }
  }

  /// The entry of a text, made where it is new.
  mutating func add(_ text: String) -> Int32 {
    if let known = byText[text] { return known }
    let entry = Int32(texts.count)
    byText[text] = entry
    texts.append(text)
    return entry
  }

  /// For each entry its node on a tree, or -1.
  func nodes(of axis: Axis) -> [Hierarchy.NodeID] {
    var nodes = [Hierarchy.NodeID](repeating: -1, count: texts.count)
    for (node, entry) in (entries[axis] ?? [0]).enumerated() {
      nodes[Int(entry)] = Hierarchy.NodeID(node)
    }
    return nodes
  }
}
