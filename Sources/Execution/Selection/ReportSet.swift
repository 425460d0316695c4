import Accounts
import Algorithms

/// Some of the reports of a dataset, by number: ranges, ascending and apart, so that all the
/// reports of a nation are one.
///
/// Set operations go through the ranges of both sides once.
struct ReportSet: Equatable {
  private(set) var ranges: [Range<Int>] = []

  init() {}

  init(_ range: Range<Int>) { insert(contentsOf: range) }

  /// The reports of ranges that ascend.
  init(_ ranges: [Range<Int>]) {
    for range in ranges { insert(contentsOf: range) }
  }

  /// The reports of a list, in any order.
  init(reports: [Int]) {
    for report in reports.sorted() { insert(report) }
  }

  /// The reports of a dataset that a test holds of.
  init(where holds: (Int) -> Bool, in dataset: Dataset) {
    for report in 0..<dataset.reports.count where holds(report) { insert(report) }
  }

  var isEmpty: Bool { ranges.isEmpty }

  /// How many reports there are.
  var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// The reports, ascending.
  var members: some Sequence<Int> { ranges.lazy.flatMap { $0 } }

  func contains(_ report: Int) -> Bool {
    let place = firstRange(endingAfter: report)
    return place < ranges.count && ranges[place].lowerBound <= report
  }

  private func firstRange(endingAfter report: Int) -> Int {
    ranges.partitioningIndex { $0.upperBound > report }
  }

  /// The reports in parts of no more than so many, in order.
  func chunks(of size: Int) -> [ReportSet] {
    var result: [ReportSet] = []
    var chunk = ReportSet()
    var left = size
    for range in ranges {
      var rest = range
      while !rest.isEmpty {
        let taken = rest.prefix(left)
        chunk.insert(contentsOf: taken)
        rest = taken.upperBound..<rest.upperBound
        left -= taken.count
        guard left == 0 else { continue }
        result.append(chunk)
        (chunk, left) = (ReportSet(), size)
      }
    }
    return chunk.isEmpty ? result : result + [chunk]
  }

  // MARK: Adding

  mutating func insert(_ report: Int) { insert(contentsOf: report..<report + 1) }

  /// Quick for a range after all others.
  mutating func insert(contentsOf range: Range<Int>) {
    guard !range.isEmpty else { return }
    guard let last = ranges.last, range.lowerBound <= last.upperBound else {
      ranges.append(range)
      return
    }
    if range.lowerBound >= last.lowerBound {
      ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
    } else {
      formUnion(ReportSet(range))
    }
  }

  /// Adds reports that all come after those there are.
  mutating func append(_ later: ReportSet) {
    for range in later.ranges { insert(contentsOf: range) }
  }

  mutating func formUnion(_ other: ReportSet) {
    guard !other.isEmpty else { return }
    var result = ReportSet()
    var (left, right) = (ranges[...], other.ranges[...])
    while let a = left.first, let b = right.first {
      if a.lowerBound <= b.lowerBound {
        result.insert(contentsOf: a)
        left.removeFirst()
      } else {
        result.insert(contentsOf: b)
        right.removeFirst()
      }
    }
    for range in left { result.insert(contentsOf: range) }
    for range in right { result.insert(contentsOf: range) }
    self = result
  }

  // MARK: Cutting

  func intersection(_ other: ReportSet) -> ReportSet {
    var result = ReportSet()
    var (i, j) = (0, 0)
    while i < ranges.count, j < other.ranges.count {
      let low = max(ranges[i].lowerBound, other.ranges[j].lowerBound)
      let high = min(ranges[i].upperBound, other.ranges[j].upperBound)
      if low < high { result.ranges.append(low..<high) }
      if ranges[i].upperBound < other.ranges[j].upperBound { i += 1 } else { j += 1 }
    }
    return result
  }

  func subtracting(_ other: ReportSet) -> ReportSet {
    var result = ReportSet()
    var j = 0
    for range in ranges {
      var start = range.lowerBound
      while j < other.ranges.count, other.ranges[j].upperBound <= start { j += 1 }
      var next = j
      while next < other.ranges.count, other.ranges[next].lowerBound < range.upperBound {
        let hole = other.ranges[next]
        if start < hole.lowerBound { result.ranges.append(start..<hole.lowerBound) }
        start = max(start, hole.upperBound)
        next += 1
      }
      if start < range.upperBound { result.ranges.append(start..<range.upperBound) }
    }
    return result
  }

  /// Of the reports, those that publish every measure of an expression, given which publish
  /// each; one measure alone leaves none out (semantics, rule 14).
  func covered(by disclosing: [ReportSet]) -> ReportSet {
    disclosing.count > 1 ? disclosing.reduce(self) { $0.intersection($1) } : self
  }

  mutating func formIntersection(_ other: ReportSet) { self = intersection(other) }
  mutating func subtract(_ other: ReportSet) { self = subtracting(other) }
}

extension Dataset {
  var everyReport: ReportSet { ReportSet(0..<reports.count) }

  /// The reports of some departments.
  func reports(ofDepartments departments: Set<Int>) throws(FactStoreError) -> ReportSet {
    guard let store else {
      return ReportSet(where: { departments.contains(reports[$0].department) }, in: self)
    }
    return try DepartmentFinder(store: store, departments: DepartmentSet(departments)).reports()
  }

  /// The reports of a year.
  func reports(of year: Int) -> ReportSet {
    guard let store else { return ReportSet(where: { reports[$0].year == year }, in: self) }
    return store.years.first { $0.year == year }.map { ReportSet($0.reports) } ?? ReportSet()
  }
}
