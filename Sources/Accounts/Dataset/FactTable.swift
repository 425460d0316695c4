import Algorithms
import Synchronization

/// The facts of one measure, a row each, in columns.
///
/// Rows are sorted by the level of their first node, then by year, department and printed
/// order, so that a question about one level and year reads one slice. The columns are arrays,
/// or lie in a ``FactStore``.
public struct FactTable: Sendable {
  public let measure: Measure.ID
  /// The report each fact is from: an index of ``Dataset/reports``.
  public let report: FactColumn<Int32>
  /// Its node on the measure's first tree; the root where the measure has none.
  public let node: FactColumn<Int32>
  /// Its node on the second tree; empty where the measure has no second.
  public let second: FactColumn<Int32>
  /// Stored units (see ``Unit/storedDecimals``).
  public let amount: FactColumn<Int64>
  private let reports: Reports

  /// What is known by report.
  private enum Reports: Sendable {
    case held(Held)
    case stored(StoredReports)
  }

  private struct Held: Sendable {
    var origin: [FactOrigin] = []
    /// The rows of report `r`, in printed order: `rows[starts[r]..<starts[r + 1]]`.
    var rows: [Int32] = []
    var starts: [Int32] = []
    var disclosed: [Bool]
  }

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
    level: (Hierarchy.NodeID) -> Int
  ) {
    self.measure = measure
    let keys = rows.indices.map { index in
      (level(rows[index].node), rows[index].report, index)
    }
    let order = keys.sorted { $0 < $1 }.map(\.2)
    report = FactColumn(order.map { rows[$0].report })
    node = FactColumn(order.map { rows[$0].node })
    second = FactColumn(hasSecond ? order.map { rows[$0].second } : [])
    amount = FactColumn(order.map { rows[$0].amount })
    var held = Held(origin: order.map { rows[$0].origin }, disclosed: disclosed)
    let byReport = order.indices.sorted {
      (rows[order[$0]].report, order[$0]) < (rows[order[$1]].report, order[$1])
    }
    held.rows = byReport.map(Int32.init)
    held.starts = [Int32](repeating: 0, count: disclosed.count + 1)
    for row in rows { held.starts[Int(row.report) + 1] += 1 }
    for index in disclosed.indices { held.starts[index + 1] += held.starts[index] }
    reports = .held(held)
  }

  /// The facts of a measure of a store.
  init(_ measure: Measure.ID, axes: [Axis], of store: any FactStore) {
    self.measure = measure
    let slices = store.slices(of: StoreMeasure(measure))
    let rows = slices.isEmpty ? 0..<0 : slices[0].rows.lowerBound..<slices.last!.rows.upperBound
    let reportColumn = StoredColumn(.reports, of: store, rows: rows)
    report = FactColumn(reportColumn)
    node = FactColumn(StoredColumn(.nodes(axes.first), of: store, rows: rows))
    second =
      axes.count > 1
      ? FactColumn(StoredColumn(.seconds(axes[1]), of: store, rows: rows)) : FactColumn([])
    amount = FactColumn(StoredColumn(.amounts, of: store, rows: rows))
    reports = .stored(StoredReports(measure, of: store, slices: slices, column: reportColumn))
  }

  /// The rows of a report, in printed order.
  public func rows(of report: Int) -> ArraySlice<Int32> {
    switch reports {
    case .held(let held):
      held.rows[Int(held.starts[report])..<Int(held.starts[report + 1])]
    case .stored(let stored): stored.rows(of: report)[...]
    }
  }

  /// Which printed number a fact is.
  public func origin(of row: Int) -> FactOrigin {
    switch reports {
    case .held(let held): held.origin[row]
    case .stored(let stored): .stored(stored.start + row)
    }
  }

  /// Which reports disclose the measure, be it with an empty cell: indexed as `reports`.
  public var disclosed: [Bool] {
    switch reports {
    case .held(let held): held.disclosed
    case .stored(let stored): stored.disclosed
    }
  }
}

/// Which printed number a fact is: an index into its report's content, or a row of the store.
public enum FactOrigin: Sendable, Hashable {
  case figure(Int32)
  case prose(Int32)
  case project(Int32, ProjectSource)
  case stored(Int)
}

/// The rows of a measure in a store, found by report.
private final class StoredReports: Sendable {
  var start: Int { column.rows.lowerBound }
  private let store: any FactStore
  private let column: StoredColumn
  private let measure: StoreMeasure
  private let slices: [FactSlice]
  private let disclosure = Mutex<[Bool]?>(nil)

  init(
    _ measure: Measure.ID, of store: any FactStore, slices: [FactSlice], column: StoredColumn
  ) {
    self.measure = StoreMeasure(measure)
    self.store = store
    self.slices = slices
    self.column = column
  }

  func rows(of report: Int) -> [Int32] {
    guard let year = store.years.first(where: { $0.reports.contains(report) })?.year else {
      return []
    }
    var rows: [Int] = []
    for slice in slices where slice.year == year {
      var row = column.firstIndex(in: slice.rows) { $0 >= report }
      while row < slice.rows.upperBound, column.value(row - start) == report {
        rows.append(row)
        row += 1
      }
    }
    guard rows.count > 1 else { return rows.map { Int32($0 - start) } }
    let places = rows.map { row in (store.place(of: row).place, row) }
    return places.sorted { a, b in
      (a.0.page, a.0.line, a.0.column, a.1) < (b.0.page, b.0.line, b.0.column, b.1)
    }.map { Int32($0.1 - start) }
  }

  var disclosed: [Bool] {
    disclosure.withLock { known in
      if let known { return known }
      var result = [Bool](repeating: false, count: store.reportCount)
      for (year, count) in zip(store.years, store.disclosing(measure))
      where count == year.reports.count {
        for report in year.reports { result[report] = true }
      }
      do throws(FactStoreError) {
        for slice in slices + store.emptyRows(of: measure) {
          for piece in try store.pieces(of: slice.rows, .reports) {
            for report in piece.reports where result.indices.contains(Int(report)) {
              result[Int(report)] = true
            }
          }
        }
      } catch {
        store.note(error)
      }
      known = result
      return result
    }
  }
}

extension StoredColumn {
  /// Among rows of the store the first whose value a test holds of, where it holds of all that
  /// follow.
  fileprivate func firstIndex(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    range.partitioningIndex { holds(Int(value($0 - rows.lowerBound))) }
  }
}
