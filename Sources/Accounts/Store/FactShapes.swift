import Columns

/// Finds how each row stands among its report's rows of the measure, and sums that up by slice.
struct FactShapes {
  /// By row.
  private(set) var shapes: [UInt8] = []
  private(set) var slices: [(measure: StoreMeasure, slice: FactSlice)] = []
  /// For each year how many reports disclose a measure.
  private(set) var disclosing: [StoreMeasure: [Int]] = [:]

  /// `years` are those that have reports.
  init(
    _ facts: SortedFacts, years: [YearReports], catalogue: Catalogue, hierarchies: [Axis: Hierarchy]
  ) {
    let groups = facts.groups.byMeasure
    let measures = Parallel.map(chunks: groups.count, threads: groups.count) { chunk in
      MeasureShapes(facts, groups[chunk], years, catalogue, hierarchies)
    }
    shapes.reserveCapacity(facts.count)
    for case let measure? in measures {
      shapes += measure.shapes
      slices += measure.slices.map { (measure.measure, $0) }
      disclosing[measure.measure] = measure.disclosing
    }
    for (measure, whole) in facts.wholeYears {
      var counts = disclosing[StoreMeasure(measure)] ?? years.map { _ in 0 }
      for (index, year) in years.enumerated() where whole.contains(year.year) {
        counts[index] = year.reports.count
      }
      disclosing[StoreMeasure(measure)] = counts
    }
  }
}

extension [SortedFacts.Group] {
  /// The groups of each measure, which stand together.
  fileprivate var byMeasure: [ArraySlice<SortedFacts.Group>] {
    var result: [ArraySlice<SortedFacts.Group>] = []
    var rest = self[...]
    while let first = rest.first {
      let own = rest.prefix { $0.measure == first.measure }
      result.append(own)
      rest = rest.dropFirst(own.count)
    }
    return result
  }
}

/// The rows of one measure, which stand together.
private struct MeasureShapes: Sendable {
  let measure: StoreMeasure
  /// By row, from the measure's first on.
  private(set) var shapes: [UInt8]
  private(set) var slices: [FactSlice]
  /// For each year how many reports disclose it.
  private(set) var disclosing: [Int] = []

  private let facts: SortedFacts
  private let start: Int

  init(
    _ facts: SortedFacts, _ groups: ArraySlice<SortedFacts.Group>, _ years: [YearReports],
    _ catalogue: Catalogue, _ hierarchies: [Axis: Hierarchy]
  ) {
    self.facts = facts
    measure = StoreMeasure(groups.first!.measure)
    start = groups.first!.rows.lowerBound
    shapes = Array(repeating: 0, count: groups.last!.rows.upperBound - start)
    slices = groups.map { group in
      FactSlice(
        level: group.level, second: group.second, year: group.year, rows: group.rows, reports: 0)
    }
    var table = PositionTable(catalogue[measure.id], hierarchies)
    let byYear = Dictionary(grouping: slices.indices) { slices[$0].year }
    for year in years { disclosing.append(byYear[year.year].map { shape($0, &table) } ?? 0) }
  }

  /// The slices of one year, walked side by side, report by report. Returns how many reports
  /// there are.
  private mutating func shape(_ indices: [Int], _ table: inout PositionTable) -> Int {
    var cursors = indices.map { slices[$0].rows.lowerBound }
    var reports = 0
    var rows: [(slice: Int, row: Int)] = []
    while true {
      var next = Int32.max
      for (cursor, index) in zip(cursors, indices)
      where cursor < slices[index].rows.upperBound { next = min(next, facts.report[cursor]) }
      guard next != .max else { return reports }
      reports += 1
      rows.removeAll(keepingCapacity: true)
      for (position, index) in indices.enumerated() {
        let slice = slices[index]
        if cursors[position] < slice.rows.upperBound, facts.report[cursors[position]] == next {
          slices[index].reports += 1
        }
        while cursors[position] < slice.rows.upperBound, facts.report[cursors[position]] == next {
          if slice.level != FactSlice.empty { rows.append((index, cursors[position])) }
          cursors[position] += 1
        }
      }
      shape(rows, &table)
    }
  }

  /// The rows of one report.
  private mutating func shape(
    _ rows: [(slice: Int, row: Int)], _ table: inout PositionTable
  ) {
    table.begin()
    for (slice, row) in rows
    where !table.print(facts.node[row], facts.second[row]) { slices[slice].repeats += 1 }
    for (_, row) in rows {
      shapes[row - start] = table.topmost(facts.node[row], facts.second[row])
    }
    for (slice, row) in rows {
      let own = FactShape.bit(first: slices[slice].level, second: slices[slice].second)
      if shapes[row - start] & ~own != 0 { slices[slice].orphans += 1 }
      if !table.hasRowBelow(facts.node[row], facts.second[row]) {
        shapes[row - start] |= own
        slices[slice].leaves += 1
      }
    }
  }
}

/// Which places on a measure's trees one report prints, told by marks that need no clearing
/// between reports.
private struct PositionTable {
  private let parents: [Int32]
  private let levels: [UInt8]
  private let secondParents: [Int32]
  private let secondLevels: [UInt8]
  private var printed: [UInt32]
  private var below: [UInt32]
  private var mark: UInt32 = 0

  init(_ measure: Measure, _ hierarchies: [Axis: Hierarchy]) {
    func nodes(_ axis: Axis?) -> [Hierarchy.Node] {
      guard let axis else { return [Hierarchy.rootNode] }
      return (hierarchies[axis] ?? Hierarchy(axis: axis)).nodes
    }
    let firsts = nodes(measure.axes.first)
    let seconds = nodes(measure.axes.dropFirst().first)
    parents = firsts.map(\.parent)
    levels = firsts.map { UInt8($0.level) }
    secondParents = seconds.map(\.parent)
    secondLevels = seconds.map { UInt8($0.level) }
    printed = Array(repeating: 0, count: firsts.count * seconds.count)
    below = printed
  }

  mutating func begin() { mark += 1 }

  private func index(_ first: Int32, _ second: Int32) -> Int {
    Int(first) * secondParents.count + Int(second)
  }

  /// Marks a place as printed; false where it was already.
  mutating func print(_ first: Int32, _ second: Int8) -> Bool {
    let index = index(first, Int32(second))
    defer { printed[index] = mark }
    return printed[index] != mark
  }

  /// The bits of the levels above a place's own at or below which nothing is printed above it.
  /// Marks the printed places above it as having a row below.
  mutating func topmost(_ first: Int32, _ second: Int8) -> UInt8 {
    let level = levels[Int(first)]
    let secondLevel = secondLevels[Int(second)]
    var bits = FactShape.bits(upTo: level, second: secondLevel)
    var above = first
    while true {
      var secondAbove = Int32(second)
      while true {
        let place = index(above, secondAbove)
        if above != first || secondAbove != second, printed[place] == mark {
          below[place] = mark
          bits &= ~FactShape.bits(
            upTo: levels[Int(above)], second: secondLevels[Int(secondAbove)])
        }
        if secondAbove == Hierarchy.root { break }
        secondAbove = secondParents[Int(secondAbove)]
      }
      if above == Hierarchy.root { break }
      above = parents[Int(above)]
    }
    return bits & ~FactShape.bit(first: Int(level), second: Int(secondLevel))
  }

  func hasRowBelow(_ first: Int32, _ second: Int8) -> Bool {
    below[index(first, Int32(second))] == mark
  }
}
