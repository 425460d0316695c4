import Accounts
import Semantics

/// The rows of `tree`: each group followed by the finer rows below it, indented.
struct TreeRows {
  let keys: [Dimension]
  let dataset: Dataset
  /// Makes the columns of a level of the tree that the last key names.
  let maker: (_ level: Int) throws -> any ColumnMaker

  private var hierarchy: Hierarchy { Self.hierarchy(keys, dataset) }

  private static func hierarchy(_ keys: [Dimension], _ dataset: Dataset) -> Hierarchy {
    dataset.hierarchy(keys[keys.count - 1].axis ?? .功能分类)
  }

  /// The levels that a tree of the last key has rows of.
  static func levels(_ keys: [Dimension], _ dataset: Dataset) -> ClosedRange<Int> {
    1...max(1, hierarchy(keys, dataset).nodes.map(\.level).max() ?? 1)
  }

  /// Rows by level, not yet in order; `depth` tells the level.
  func rows(_ first: any ColumnMaker) throws -> [Frame.Row] {
    var rows: [Frame.Row] = []
    for level in Self.levels(keys, dataset) {
      let maker = level == 1 ? first : try maker(level)
      rows += try maker.values(by: keys).map { key, values in
        Frame.Row(key: key, values: values, depth: level - 1, keyed: key.count)
      }
    }
    return rows
  }

  /// The rows depth first, each as deep as it stands below others, siblings in the order they
  /// come in; no more than `top` outermost rows.
  func arranged(_ rows: [Frame.Row], top: Int?) -> [Frame.Row] {
    let known = Dictionary(
      rows.indices.map { (rows[$0].key, $0) }, uniquingKeysWith: { first, _ in first })
    var roots: [Int] = []
    var children: [Int: [Int]] = [:]
    for index in rows.indices {
      if let parent = parent(of: rows[index].key, known) {
        children[parent, default: []].append(index)
      } else if rows[index].depth == 0 {
        roots.append(index)
      }
    }
    var result: [Frame.Row] = []
    func visit(_ index: Int, depth: Int) {
      var row = rows[index]
      row.depth = depth
      result.append(row)
      for child in children[index] ?? [] { visit(child, depth: depth + 1) }
    }
    for root in roots.prefix(top ?? roots.count) { visit(root, depth: 0) }
    return result
  }

  private func parent(of key: GroupKey, _ known: [GroupKey: Int]) -> Int? {
    var above = key
    while let node = above.last, node > Hierarchy.root {
      above[above.count - 1] = hierarchy.nodes[Int(node)].parent
      if let parent = known[above] { return parent }
    }
    return nil
  }
}
