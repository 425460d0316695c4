extension Dataset {
  /// The nodes of an axis that a fact stands at or below.
  public func nodesInUse(_ axis: Axis) -> Set<Hierarchy.NodeID> {
    if let store { return store.nodesInUse(axis) }
    return heldNodes(axis) { _ in true }
  }

  /// The nodes of an axis that a fact of some reports stands at or below. `isWanted` has a place
  /// for each of ``reports``.
  ///
  /// - Complexity: O(facts of the years that have a report wanted).
  public func nodesInUse(
    _ axis: Axis, of isWanted: [Bool]
  ) throws(FactStoreError) -> Set<Hierarchy.NodeID> {
    guard let store else { return heldNodes(axis) { isWanted[Int($0)] } }
    let years = Set(store.years.lazy.filter { isWanted[$0.reports].contains(true) }.map(\.year))
    let hierarchy = hierarchy(axis)
    var result: Set<Hierarchy.NodeID> = []
    for (id, measure) in catalogue.measures.enumerated() {
      guard let slot = measure.axes.firstIndex(of: axis) else { continue }
      let nodes = slot == 0 ? store.nodes(of: axis) : store.secondNodes(of: axis)
      var isFound = [Bool](repeating: false, count: nodes.count)
      for slice in store.slices(of: StoreMeasure(id)) where years.contains(slice.year) {
        let columns: FactPiece.Columns = slot == 0 ? [.reports, .nodes] : [.reports, .seconds]
        for piece in try store.pieces(of: slice.rows, columns) {
          for row in piece.reports.indices where isWanted[Int(piece.reports[row])] {
            isFound[slot == 0 ? Int(piece.nodes[row]) : Int(piece.seconds[row])] = true
          }
        }
      }
      for (code, node) in nodes.enumerated() where isFound[code] && node >= 0 {
        hierarchy.mark(node, in: &result)
      }
    }
    return result
  }

  /// The nodes that facts of the reports let through stand at or below, where facts are held.
  private func heldNodes(
    _ axis: Axis, _ isWanted: (Int32) -> Bool
  ) -> Set<Hierarchy.NodeID> {
    let hierarchy = hierarchy(axis)
    var result: Set<Hierarchy.NodeID> = []
    for table in facts {
      guard let slot = catalogue[table.measure].axes.firstIndex(of: axis) else { continue }
      let nodes = slot == 0 ? table.node : table.second
      for (row, node) in nodes.enumerated() where isWanted(table.report[row]) {
        hierarchy.mark(node, in: &result)
      }
    }
    return result
  }
}
