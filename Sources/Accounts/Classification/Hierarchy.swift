import Text

/// The nodes of an ``Axis`` that a dataset knows: those of the classification and every one a
/// report prints.
public struct Hierarchy: Sendable {
  /// An index of ``nodes``. The root, 合计, is 0.
  public typealias NodeID = Int32

  public struct Node: Sendable {
    public var parent: NodeID
    /// 0 for the root.
    public var level: Int
    /// The 科目 code; empty in a closed list.
    public var code: String
    /// Every printed or known name, the one to show first.
    public var names: [String]
    /// The names that reports print.
    public internal(set) var printedNames: Set<String> = []
    /// The year the first name was printed in; 0 for the classification's own.
    public internal(set) var nameYear = 0

    public var name: String { names.first ?? code }

    /// A node as it was kept elsewhere.
    public init(
      parent: NodeID, level: Int, code: String, names: [String], printedNames: Set<String> = [],
      nameYear: Int = 0
    ) {
      self.parent = parent
      self.level = level
      self.code = code
      self.names = names
      self.printedNames = printedNames
      self.nameYear = nameYear
    }
  }

  public let axis: Axis
  public private(set) var nodes: [Node]
  private var byCode: [String: NodeID] = [:]
  private var byKey: [String: [NodeID]] = [:]

  /// Names already recorded: a table prints the same row for several measures.
  private var heard: Set<Heard> = []
  /// Which nodes the names asked for last bear, until another name is indexed.
  private var found: [ExactText: [NodeID]] = [:]

  private struct Heard: Hashable {
    var node: NodeID
    var printed: ExactText
    var year: Int
  }

  public static let root: NodeID = 0
  static let rootNode = Node(parent: root, level: 0, code: "", names: ["合计"])

  /// The tree with the nodes that the classification itself knows.
  public init(axis: Axis) {
    self.axis = axis
    nodes = [Self.rootNode]
    switch axis {
    case .功能分类:
      for (code, names) in FunctionalClasses.table {
        let node = insert(code: code, year: 0, name: names[0])!
        for name in names.dropFirst() { addName(name, to: node, year: -1) }
      }
    case .经济分类:
      for (code, name) in EconomicItems.table { _ = insert(code: code, year: 0, name: name) }
    default:
      for item in ClosedLists.table[axis] ?? [] { insert(item, below: Self.root) }
    }
  }

  /// A tree as it was kept elsewhere: the root first, every node after its parent and one
  /// level below it. Nil where `nodes` are no such tree.
  public init?(axis: Axis, nodes: [Node]) {
    guard let root = nodes.first, root.parent == Self.root, root.level == 0 else { return nil }
    for (index, node) in nodes.enumerated().dropFirst() {
      guard node.parent >= 0, Int(node.parent) < index, node.level <= Self.deepest,
        node.level == nodes[Int(node.parent)].level + 1
      else { return nil }
    }
    self.axis = axis
    self.nodes = nodes
    byKey.reserveCapacity(nodes.count)
    for (index, node) in nodes.enumerated().dropFirst() {
      if !node.code.isEmpty { byCode[node.code] = NodeID(index) }
      for name in node.names { self.index(name, NodeID(index)) }
    }
  }

  /// 类, 款 and 项 below 合计.
  private static let deepest = 3

  private mutating func index(_ name: String, _ node: NodeID) {
    let key = Self.key(name)
    guard byKey[key]?.contains(node) != true else { return }
    byKey[key, default: []].append(node)
    if !found.isEmpty { found.removeAll(keepingCapacity: true) }
  }

  /// Takes in the nodes of another tree of the same axis, with their names. Returns for each of
  /// its nodes the one it is here.
  mutating func merge(_ other: Hierarchy) -> [NodeID] {
    var result: [NodeID] = []
    result.reserveCapacity(other.nodes.count)
    for (index, node) in other.nodes.enumerated() {
      guard index > 0 else {
        result.append(Self.root)
        continue
      }
      let parent = result[Int(node.parent)]
      let known =
        node.code.isEmpty
        ? findAll(name: node.name).first {
          nodes[Int($0)].parent == parent && $0 != Self.root
        } : byCode[node.code]
      let own = known ?? append(parent: parent, code: node.code)
      take(node, into: own)
      result.append(own)
    }
    return result
  }

  private mutating func take(_ other: Node, into node: NodeID) {
    let at = Int(node)
    for name in other.names where !nodes[at].names.contains(name) {
      nodes[at].names.append(name)
      index(name, node)
    }
    nodes[at].printedNames.formUnion(other.printedNames)
    if other.nameYear > nodes[at].nameYear, let first = other.names.first {
      nodes[at].names.removeAll { $0 == first }
      nodes[at].names.insert(first, at: 0)
      nodes[at].nameYear = other.nameYear
    }
  }

  private mutating func insert(_ item: ClosedNode, below parent: NodeID) {
    let node = append(parent: parent, code: "")
    for name in [item.name] + item.synonyms { addName(name, to: node, year: -1) }
    for child in item.children { insert(child, below: node) }
  }

  private mutating func append(parent: NodeID, code: String) -> NodeID {
    let id = NodeID(nodes.count)
    nodes.append(
      Node(parent: parent, level: nodes[Int(parent)].level + 1, code: code, names: []))
    if !code.isEmpty { byCode[code] = id }
    return id
  }

  /// The node with a 科目 code, made with its ancestors where it is new. Returns nil for a
  /// text that is no code of this classification (3, 5 or 7 digits; 3 or 5 for the economic).
  public mutating func insert(code: String, year: Int, name: String) -> NodeID? {
    let isCode =
      switch code.utf8.count {
      case 3, 5: true
      case 7: axis != .经济分类
      default: false
      }
    guard isCode, code.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let node = byCode[code] ?? append(code: code)
    addName(name, to: node, year: year)
    return node
  }

  /// Makes the node with a new code, and those above it that there are none of.
  private mutating func append(code: String) -> NodeID {
    var node = Self.root
    for length in stride(from: 3, through: code.utf8.count, by: 2) {
      let prefix = String(code.prefix(length))
      node = byCode[prefix] ?? append(parent: node, code: prefix)
    }
    return node
  }

  /// The node right below the root with a name but no code, made where it is new.
  public mutating func insert(name: String, year: Int) -> NodeID {
    if let known = recall(name: name, level: 1) {
      addName(name, to: known, year: year)
      return known
    }
    let node = append(parent: Self.root, code: "")
    addName(name, to: node, year: year)
    return node
  }

  /// Records a printed name; the latest year's is shown.
  public mutating func addName(_ printed: String, to node: NodeID, year: Int) {
    guard heard.insert(Heard(node: node, printed: ExactText(printed), year: year)).inserted else {
      return
    }
    let name = Self.plainName(printed)
    guard !name.isEmpty else { return }
    let index = Int(node)
    if year > 0 { nodes[index].printedNames.insert(name) }
    self.index(name, node)
    if let position = nodes[index].names.firstIndex(of: name) {
      if year > nodes[index].nameYear {
        nodes[index].names.swapAt(0, position)
        nodes[index].nameYear = year
      }
    } else if year > nodes[index].nameYear || nodes[index].names.isEmpty {
      nodes[index].names.insert(name, at: 0)
      nodes[index].nameYear = max(0, year)
    } else {
      nodes[index].names.append(name)
    }
  }

  /// The node with a code.
  public func find(code: String) -> NodeID? { byCode[code] }

  /// The nodes that bear a name, by the comparison of names; at a level where one is given.
  public func find(name: String, level: Int?) -> NodeID? {
    findAll(name: name).first { level == nil || nodes[Int($0)].level == level }
  }

  public func findAll(name: String) -> [NodeID] {
    // Most names are asked for in the very form they are kept in.
    byKey[name] ?? byKey[Self.key(Self.plainName(name))] ?? []
  }

  /// As ``findAll(name:)``, for names that come again with every report.
  mutating func recallAll(name: String) -> [NodeID] {
    let exact = ExactText(name)
    if let known = found[exact] { return known }
    let nodes = findAll(name: name)
    found[exact] = nodes
    return nodes
  }

  /// As ``find(name:level:)``, for names that come again with every report.
  mutating func recall(name: String, level: Int?) -> NodeID? {
    recallAll(name: name).first { level == nil || nodes[Int($0)].level == level }
  }

  /// Whether `node` is `ancestor` or stands below it.
  public func isAtOrBelow(_ node: NodeID, _ ancestor: NodeID) -> Bool {
    var node = node
    while node != ancestor {
      if node == Self.root { return false }
      node = nodes[Int(node)].parent
    }
    return true
  }

  /// The ancestor of `node` at a level, or nil where the node stands above that level.
  public func ancestor(of node: NodeID, level: Int) -> NodeID? {
    var node = node
    guard nodes[Int(node)].level >= level else { return nil }
    while nodes[Int(node)].level > level { node = nodes[Int(node)].parent }
    return node
  }

  /// A printed label without its ordinal and mark: 一、一般公共服务支出(类) is 一般公共服务支出.
  public static func plainName(_ printed: String) -> String {
    var name = Array(Folding.squeeze(printed).unicodeScalars)[...]
    if let comma = name.firstIndex(of: "、"), comma > 0, name[..<comma].allSatisfy(ordinals.contains)
    {
      name = name[(comma + 1)...]
    }
    while name.count > 3, let opening = name.dropLast(2).last, let level = name.dropLast().last,
      name.last == ")" || name.last == "）", opening == "(" || opening == "（",
      level == "类" || level == "款" || level == "项"
    {
      name = name.dropLast(3)
    }
    return text(name)
  }

  private static let ordinals = Array("一二三四五六七八九十".unicodeScalars)

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Whether two names are one by that comparison.
  public static func areAlike(_ a: String, _ b: String) -> Bool { key(a) == key(b) }

  /// How names compare: folded; without the 支出 that tables add to a 类 and prose leaves out.
  static func key(_ name: String) -> String {
    if isPlain(name) { return name }
    let folded = Folding.key(name)
    var key = Array(folded.unicodeScalars)[...]
    while key.count > 2, key.last == "出", key.dropLast().last == "支", !isOther(key) {
      key = key.dropLast(2)
    }
    return key.count == folded.unicodeScalars.count ? folded : text(key)
  }

  /// Whether a name is its own key, as most are: common ideographs that do not end in 出.
  private static func isPlain(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { bytes in
      bytes.allSatisfy { $0 >= 0x80 && $0 < 0xC0 || (0xE4...0xE9).contains($0) }
        && !bytes.suffix(3).elementsEqual([0xE5, 0x87, 0xBA])
    }
  }

  /// 其他支出 is a class of its own, not the 支出 of anything.
  private static func isOther(_ key: ArraySlice<Unicode.Scalar>) -> Bool {
    key.elementsEqual("其他支出".unicodeScalars)
  }
}
