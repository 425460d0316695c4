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
    public fileprivate(set) var printedNames: Set<String> = []
    /// The year the first name was printed in; 0 for the classification's own.
    var nameYear = 0

    public var name: String { names.first ?? code }
  }

  public let axis: Axis
  public private(set) var nodes: [Node]
  private var byCode: [String: NodeID] = [:]
  private var byKey: [String: [NodeID]] = [:]

  /// Names already recorded: a table prints the same row for several measures.
  private var heard: Set<Heard> = []

  private struct Heard: Hashable {
    var node: NodeID
    var printed: String
    var year: Int
  }

  public static let root: NodeID = 0

  /// The tree with the nodes that the classification itself knows.
  public init(axis: Axis) {
    self.axis = axis
    nodes = [Node(parent: 0, level: 0, code: "", names: ["合计"])]
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
    let lengths = axis == .经济分类 ? [3, 5] : [3, 5, 7]
    guard lengths.contains(code.utf8.count), code.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    var node = Self.root
    for length in lengths where length <= code.utf8.count {
      let prefix = String(code.prefix(length))
      node = byCode[prefix] ?? append(parent: node, code: prefix)
    }
    addName(name, to: node, year: year)
    return node
  }

  /// The node right below the root with a name but no code, made where it is new.
  public mutating func insert(name: String, year: Int) -> NodeID {
    if let known = find(name: name, level: 1) {
      addName(name, to: known, year: year)
      return known
    }
    let node = append(parent: Self.root, code: "")
    addName(name, to: node, year: year)
    return node
  }

  /// Records a printed name; the latest year's is shown.
  mutating func addName(_ printed: String, to node: NodeID, year: Int) {
    guard heard.insert(Heard(node: node, printed: printed, year: year)).inserted else { return }
    let name = Self.plainName(printed)
    guard !name.isEmpty else { return }
    let index = Int(node)
    if year > 0 { nodes[index].printedNames.insert(name) }
    let key = Self.key(name)
    if byKey[key]?.contains(node) != true { byKey[key, default: []].append(node) }
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
    let folded = Folding.key(name)
    var key = Array(folded.unicodeScalars)[...]
    while key.count > 2, key.last == "出", key.dropLast().last == "支", !isOther(key) {
      key = key.dropLast(2)
    }
    return key.count == folded.unicodeScalars.count ? folded : text(key)
  }

  /// 其他支出 is a class of its own, not the 支出 of anything.
  private static func isOther(_ key: ArraySlice<Unicode.Scalar>) -> Bool {
    key.elementsEqual("其他支出".unicodeScalars)
  }
}
