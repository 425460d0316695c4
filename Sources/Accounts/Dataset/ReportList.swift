/// The reports of a dataset: held, or made as they are asked for from a store.
public struct ReportList: RandomAccessCollection, Sendable {
  private let storage: Storage
  public let endIndex: Int

  private enum Storage: Sendable {
    case held([Dataset.Report])
    case stored(any FactStore, departments: StoredColumn, contents: [Int: ReportContent])
  }

  init(_ reports: [Dataset.Report]) {
    storage = .held(reports)
    endIndex = reports.count
  }

  init(_ store: any FactStore, contents: [Int: ReportContent]) {
    let slices = store.slices(of: .reports)
    let rows = slices.isEmpty ? 0..<0 : slices[0].rows.lowerBound..<slices.last!.rows.upperBound
    storage = .stored(
      store, departments: StoredColumn(.departments, of: store, rows: rows), contents: contents)
    endIndex = store.reportCount
  }

  public var startIndex: Int { 0 }

  public subscript(number: Int) -> Dataset.Report {
    switch storage {
    case .held(let reports): return reports[number]
    case .stored(let store, let departments, let contents):
      let year = store.years.first { $0.reports.contains(number) }?.year ?? 0
      return Dataset.Report(
        department: Int(departments.value(number)), year: year,
        source: contents[number].map { .content($0) } ?? .stored(store, number))
    }
  }

  /// The reports whose contents are at hand, ascending.
  var atHand: [Int] {
    switch storage {
    case .held(let reports): Array(reports.indices)
    case .stored(_, _, let contents): contents.keys.sorted()
    }
  }
}
