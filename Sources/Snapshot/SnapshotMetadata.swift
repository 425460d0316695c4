import Accounts
import Arrow

/// What a snapshot says of itself in its schema's metadata, worked out from a store.
struct SnapshotMetadata {
  let metadata: ArrowMetadata

  init(_ store: FactColumns) {
    let measures = MeasureCodes(store.catalogue)
    var metadata: ArrowMetadata = [
      SnapshotKey.version: SnapshotKey.currentVersion,
      SnapshotKey.fingerprint: String(store.fingerprint, radix: 16),
    ]
    metadata[SnapshotKey.counts] = SnapshotText.numbers([
      [store.treeNodeCount, store.projectNodes.count]
    ])
    metadata[SnapshotKey.years] = SnapshotText.numbers(
      store.years.map { [$0.year, $0.reports.count] })
    metadata[SnapshotKey.slices] = SnapshotText.numbers(
      store.allSlices.map { measure, slice in
        [
          measures.code(of: measure), slice.level, slice.second, slice.year,
          slice.rows.lowerBound, slice.rows.count, slice.reports, slice.orphans, slice.leaves,
          slice.repeats,
        ]
      })
    metadata[SnapshotKey.disclosing] = SnapshotText.numbers(
      store.catalogue.measures.indices.map { [$0] + store.disclosing(StoreMeasure($0)) })
    metadata[SnapshotKey.regions] = SnapshotText.numbers(
      store.regions.map { [$0.city.utf8.count, $0.county.utf8.count] })
    metadata[SnapshotKey.names] = SnapshotText.numbers(
      store.departmentNameLengths.sorted { $0.key < $1.key }.map { [$0.key, $0.value] })
    metadata[SnapshotKey.contested] = SnapshotText.numbers(
      store.contestedDepartments.sorted().map { [$0] })
    metadata[SnapshotKey.projects] = SnapshotText.numbers(
      store.projectNodes.filter { $0 < store.treeNodeCount }.map { [Int($0)] })
    metadata[SnapshotKey.notes] = SnapshotText.table(store.notes.map { [$0] })
    metadata[SnapshotKey.misprints] = SnapshotMisprints.text(store.misprints)
    for axis in Axis.allCases where axis != .项目 {
      metadata[SnapshotKey.tree(axis)] = Self.tree(axis, store)
    }
    self.metadata = metadata
  }

  /// A row for each node but the root: its entry in 科目 and in 第二科目 (-1 where it has none),
  /// its parent, its code, the year of its first name, whether rows stand at or below it, and
  /// its names, + before those that reports print.
  private static func tree(_ axis: Axis, _ store: FactColumns) -> String {
    let hierarchy = store.hierarchy(axis)
    let first = entries(store.nodes(of: axis), hierarchy.nodes.count)
    let second = entries(store.secondNodes(of: axis), hierarchy.nodes.count)
    let used = store.nodesInUse(axis)
    return SnapshotText.table(
      hierarchy.nodes.enumerated().dropFirst().map { index, node in
        [
          String(first[index]), String(second[index]), String(node.parent), node.code,
          String(node.nameYear), used.contains(Hierarchy.NodeID(index)) ? "1" : "0",
        ] + node.names.map { (node.printedNames.contains($0) ? "+" : "-") + $0 }
      })
  }

  /// For each node its code, or -1.
  private static func entries(_ nodes: [Hierarchy.NodeID], _ count: Int) -> [Int] {
    var result = [Int](repeating: -1, count: count)
    for (code, node) in nodes.enumerated() where node >= 0 { result[Int(node)] = code }
    return result
  }

  /// 市 and 区县 joined; no two alike.
  static func regionTexts(_ regions: [(city: String, county: String)]) -> [String] {
    var taken: Set<String> = []
    return regions.map { region in
      var text = region.city + region.county
      while !taken.insert(text).inserted { text += " " }
      return text
    }
  }
}
