/// Finds how each row stands among its report's rows of the measure, and sums that up by slice.
struct FactShapes {
  /// By row.
  private(set) var shapes: [UInt8]
  private(set) var slices: [(measure: StoreMeasure, slice: FactSlice)] = []
  /// For each year how many reports disclose a measure.
  private(set) var disclosing: [StoreMeasure: [Int]] = [:]

  private let facts: SortedFacts

  /// `years` are those that have reports.
  init(
    _ facts: SortedFacts, years: [YearReports], catalogue: Catalogue, hierarchies: [Axis: Hierarchy]
  ) {
    self.facts = facts
    shapes = Array(repeating: 0, count: facts.count)
    slices = facts.groups.map { group in
      (
        StoreMeasure(group.measure),
        FactSlice(
          level: group.level, second: group.second, year: group.year, rows: group.rows, reports: 0)
      )
    }
    let byMeasure = Dictionary(grouping: slices.indices) { slices[$0].measure }
    for (measure, indices) in byMeasure {
      var table = PositionTable(catalogue[measure.id], hierarchies)
      let byYear = Dictionary(grouping: indices) { slices[$0].slice.year }
      var counts: [Int] = []
      for year in years { counts.append(byYear[year.year].map { shape($0, &table) } ?? 0) }
      disclosing[measure] = counts
    }
    for (measure, whole) in facts.wholeYears {
      var counts = disclosing[StoreMeasure(measure)] ?? years.map { _ in 0 }
      for (index, year) in years.enumerated() where whole.contains(year.year) {
        counts[index] = year.reports.count
      }
      disclosing[StoreMeasure(measure)] = counts
    }
  }

  /// The slices of one measure and year, walked side by side, report by report. Returns how
  /// many reports there are.
  private mutating func shape(_ indices: [Int], _ table: inout PositionTable) -> Int {
    var cursors = indices.map { slices[$0].slice.rows.lowerBound }
    var reports = 0
    var rows: [(slice: Int, row: Int)] = []
    while true {
      var next = Int32.max
      for (cursor, index) in zip(cursors, indices)
      where cursor < slices[index].slice.rows.upperBound { next = min(next, facts.report[cursor]) }
      guard next != .max else { return reports }
      reports += 1
      rows.removeAll(keepingCapacity: true)
      for (position, index) in indices.enumerated() {
        let slice = slices[index].slice
        if cursors[position] < slice.rows.upperBound, facts.report[cursors[position]] == next {
          slices[index].slice.reports += 1
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
  private mutating func shape(_ rows: [(slice: Int, row: Int)], _ table: inout PositionTable) {
    table.begin()
    for (slice, row) in rows
    where !table.print(facts.node[row], facts.second[row]) { slices[slice].slice.repeats += 1 }
    for (_, row) in rows {
      shapes[row] = table.topmost(facts.node[row], facts.second[row])
    }
    for (slice, row) in rows {
      let own = FactShape.bit(first: slices[slice].slice.level, second: slices[slice].slice.second)
      if shapes[row] & ~own != 0 { slices[slice].slice.orphans += 1 }
      if !table.hasRowBelow(facts.node[row], facts.second[row]) {
        shapes[row] |= own
        slices[slice].slice.leaves += 1
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
      guard let axis else { return [Hierarchy(axis: .预算种类).nodes[0]] }
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
