import Accounts
import Algorithms

/// Finds the rows of departments and of reports in slices, which are sorted by both.
struct DepartmentFinder {
  let store: any FactStore
  let departments: DepartmentSet

  /// Tells the departments in one pass over the reports, where looking each up would take longer.
  private var table: [Bool] {
    var table = [Bool](repeating: false, count: store.departmentCount)
    for department in departments.members { table[Int(department)] = true }
    return table
  }

  /// The reports of the departments.
  func reports() throws(FactStoreError) -> ReportSet {
    var result = ReportSet()
    let slices = store.slices(of: .reports)
    let first = slices.first?.rows.lowerBound ?? 0
    let wanted = departments.count > SliceLimits.fewDepartments ? table : nil
    for slice in slices {
      let pieces = try store.pieces(of: slice.rows, .departments)
      if let wanted {
        for piece in pieces {
          let base = piece.rows.lowerBound - first
          for row in piece.departments.indices where wanted[Int(piece.departments[row])] {
            result.insert(base + row)
          }
        }
        continue
      }
      for department in departments.members {
        for part in SortedRows.rows(of: department, in: pieces, \.departments) {
          result.insert(contentsOf: part.rows.lowerBound - first..<part.rows.upperBound - first)
        }
      }
    }
    return result
  }
}

/// Which reports disclose a measure, be it with no figure.
struct Disclosure {
  let store: any FactStore
  let measure: Measure.ID

  /// Of some reports of a year, those that do.
  func reports(in year: YearReports, _ asked: ReportSet) throws(FactStoreError) -> ReportSet {
    let stored = StoreMeasure(measure)
    var disclosing = [Bool](repeating: false, count: year.reports.count)
    for slice in store.slices(of: stored) + store.emptyRows(of: stored)
    where slice.year == year.year {
      for piece in try store.pieces(of: slice.rows, .reports) {
        for report in piece.reports { disclosing[Int(report) - year.reports.lowerBound] = true }
      }
    }
    var result = ReportSet()
    for report in asked.members where disclosing[report - year.reports.lowerBound] {
      result.insert(report)
    }
    return result
  }
}

/// Binary search in the ascending columns of a slice.
enum SortedRows {
  /// A run of rows of one piece.
  struct Part {
    var piece: FactPiece
    /// Rows of the store.
    var rows: Range<Int>
  }

  /// The rows whose value lies in a range.
  static func rows(
    of values: Range<Int32>, in pieces: [FactPiece],
    _ column: KeyPath<FactPiece, UnsafeBufferPointer<Int32>>
  ) -> [Part] {
    var result: [Part] = []
    for piece in pieces {
      let buffer = piece[keyPath: column]
      guard let last = buffer.last, last >= values.lowerBound, buffer[0] < values.upperBound
      else { continue }
      let start = buffer.partitioningIndex { $0 >= values.lowerBound }
      let end =
        last < values.upperBound
        ? buffer.count : buffer.partitioningIndex { $0 >= values.upperBound }
      if start < end {
        let base = piece.rows.lowerBound
        result.append(Part(piece: piece, rows: base + start..<base + end))
      }
    }
    return result
  }

  static func rows(
    of value: Int32, in pieces: [FactPiece],
    _ column: KeyPath<FactPiece, UnsafeBufferPointer<Int32>>
  ) -> [Part] { rows(of: value..<value + 1, in: pieces, column) }

  /// Where a value stands, or would, among ascending values.
  static func place(of value: Int32, in values: [Int32]) -> Int {
    values.partitioningIndex { $0 >= value }
  }
}
