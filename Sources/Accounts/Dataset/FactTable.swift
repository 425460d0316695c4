/// The facts of one measure, a row each, in columns.
///
/// Rows are sorted by the level of their first node, then by year, department and printed
/// order, so that a question about one level and year reads one slice.
public struct FactTable: Sendable {
  public let measure: Measure.ID
  /// The report each fact is from: an index of ``Dataset/reports``.
  public private(set) var report: [Int32] = []
  /// Its node on the measure's first tree; the root where the measure has none.
  public private(set) var node: [Hierarchy.NodeID] = []
  /// Its node on the second tree; empty where the measure has no second.
  public private(set) var second: [Hierarchy.NodeID] = []
  /// Stored units (see ``Unit/storedDecimals``).
  public private(set) var amount: [Int64] = []
  public private(set) var origin: [FactOrigin] = []
  /// The rows of each level of the first tree.
  public private(set) var levels: [Range<Int>] = []
  /// The rows of report `r`, in printed order: `rowsByReport[reportStart[r]..<reportStart[r + 1]]`.
  public private(set) var rowsByReport: [Int32] = []
  public private(set) var reportStart: [Int32] = []
  /// Which reports disclose the measure, be it with an empty cell: indexed as `reports`.
  public private(set) var disclosed: [Bool]

  public var count: Int { amount.count }

  /// One fact on its way into the table.
  struct Row {
    var report: Int32
    var node: Hierarchy.NodeID
    var second: Hierarchy.NodeID
    var amount: Int64
    var origin: FactOrigin
  }

  init(
    measure: Measure.ID, rows: [Row], hasSecond: Bool, disclosed: [Bool],
    level: (Hierarchy.NodeID) -> Int, reportOrder: [Int]
  ) {
    self.measure = measure
    self.disclosed = disclosed
    let keys = rows.indices.map { index in
      (level(rows[index].node), reportOrder[Int(rows[index].report)], index)
    }
    let order = keys.sorted { $0 < $1 }
    report.reserveCapacity(rows.count)
    node.reserveCapacity(rows.count)
    amount.reserveCapacity(rows.count)
    origin.reserveCapacity(rows.count)
    var start = 0
    for (position, key) in order.enumerated() {
      while levels.count < key.0 {
        levels.append(start..<position)
        start = position
      }
      let row = rows[key.2]
      report.append(row.report)
      node.append(row.node)
      if hasSecond { second.append(row.second) }
      amount.append(row.amount)
      origin.append(row.origin)
    }
    levels.append(start..<order.count)
    indexByReport(printedOrder: order.map(\.2))
  }

  private mutating func indexByReport(printedOrder: [Int]) {
    let rows = report.indices.sorted {
      (report[$0], printedOrder[$0]) < (report[$1], printedOrder[$1])
    }
    rowsByReport = rows.map(Int32.init)
    reportStart = [Int32](repeating: 0, count: disclosed.count + 1)
    for index in report { reportStart[Int(index) + 1] += 1 }
    for index in disclosed.indices { reportStart[index + 1] += reportStart[index] }
  }

  /// The rows of a report, in printed order.
  public func rows(of report: Int) -> ArraySlice<Int32> {
    rowsByReport[Int(reportStart[report])..<Int(reportStart[report + 1])]
  }
}

/// Which printed number a fact is: an index into its report's content.
public enum FactOrigin: Sendable, Hashable {
  case figure(Int32)
  case prose(Int32)
  case project(Int32, ProjectSource)
}
