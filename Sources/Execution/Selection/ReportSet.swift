import Accounts

/// Some of the reports of a dataset, by number.
typealias ReportSet = RangeSet<Int>

extension Dataset {
  var everyReport: ReportSet { ReportSet(0..<reports.count) }

  /// The reports of a year.
  func reports(of year: Int) -> ReportSet {
    guard let store else { return ReportSet(where: { reports[$0].year == year }, in: self) }
    return store.years.first { $0.year == year }.map { ReportSet($0.reports) } ?? ReportSet()
  }
}

extension ReportSet {
  /// The reports of a dataset that a test holds of.
  init(where holds: (Int) -> Bool, in dataset: Dataset) {
    self.init()
    var start: Int?
    for report in 0..<dataset.reports.count {
      if holds(report) {
        if start == nil { start = report }
      } else if let first = start {
        insert(contentsOf: first..<report)
        start = nil
      }
    }
    if let start { insert(contentsOf: start..<dataset.reports.count) }
  }

  init(_ range: Range<Int>) { self.init([range]) }

  /// The reports of a list, in any order.
  init(reports: [Int]) {
    self.init()
    for report in reports { insert(report) }
  }

  mutating func insert(_ report: Int) { insert(contentsOf: report..<report + 1) }

  /// How many reports there are.
  var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// The reports, ascending.
  var members: some Sequence<Int> { ranges.lazy.flatMap { $0 } }
}
