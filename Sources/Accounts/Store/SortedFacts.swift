import Columns

/// The facts of a sorter in the order of a store, as far as the order itself needs them.
struct SortedFacts {
  /// For each row where the sorter has it.
  let origins: [Int32]
  /// Report numbers.
  let report: [Int32]
  /// Nodes; ``FactSorter/noFigure`` in empty rows.
  let node: [Int32]
  let second: [Int8]
  /// The rows of one measure, level, second level and year.
  let groups: [Group]
  /// For each measure the years whose reports all disclose it: those without a figure have no
  /// row, as nothing is left to tell.
  let wholeYears: [Measure.ID: Set<Int>]

  struct Group {
    var measure: Measure.ID
    var level: Int
    var second: Int
    var year: Int
    var rows: Range<Int>
  }

  var count: Int { origins.count }

  init(
    _ sorter: inout FactSorter, _ order: ReportOrder, _ hierarchies: [Axis: Hierarchy],
    _ reportYears: [Int]
  ) {
    let measures = sorter.take(\.measure)
    let reports = sorter.take(\.report)
    let nodes = sorter.take(\.node)
    let seconds = sorter.take(\.second)
    let catalogue = sorter.catalogue
    let levels = catalogue.measures.map { Self.levels($0.axes.first, hierarchies) }
    let secondLevels = catalogue.measures.map {
      Self.levels($0.axes.dropFirst().first, hierarchies)
    }
    let isPartial = order.numbers.contains(-1)
    let kept: [Int32]? =
      isPartial
      ? reports.indices.filter { order.numbers[Int(reports[$0])] >= 0 }.map(Int32.init) : nil
    var keys = [UInt64](unsafeUninitializedCapacity: kept?.count ?? reports.count) { keys, count in
      count = kept?.count ?? reports.count
      for index in 0..<count {
        let row = kept.map { Int($0[index]) } ?? index
        let measure = Int(measures[row])
        let level = nodes[row] < 0 ? 0 : UInt64(levels[measure][Int(nodes[row])]) + 1
        let second = UInt64(secondLevels[measure][Int(seconds[row])])
        keys[index] =
          UInt64(measure) << 40 | level << 36 | second << 32
          | UInt64(UInt32(order.numbers[Int(reports[row])]))
      }
    }
    var sorted = RadixSort.sort(&keys)
    let all = Self.groups(keys, reportYears)
    wholeYears = Self.wholeYears(all, keys, reportYears)
    let whole = wholeYears
    let needless = all.filter { group in
      group.level == FactSlice.empty && whole[group.measure]?.contains(group.year) ?? false
    }
    for group in needless.reversed() {
      keys.removeSubrange(group.rows)
      sorted.removeSubrange(group.rows)
    }
    origins = kept.map { kept in sorted.map { kept[Int($0)] } } ?? sorted
    groups = needless.isEmpty ? all : Self.groups(keys, reportYears)
    report = keys.map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
    node = Self.gather(nodes, origins)
    second = Self.gather(seconds, origins)
  }

  private static func levels(_ axis: Axis?, _ hierarchies: [Axis: Hierarchy]) -> [UInt8] {
    guard let axis else { return [0] }
    return (hierarchies[axis] ?? Hierarchy(axis: axis)).nodes.map { UInt8($0.level) }
  }

  private static func groups(_ keys: [UInt64], _ reportYears: [Int]) -> [Group] {
    var groups: [Group] = []
    var start = 0
    while start < keys.count {
      let head = keys[start] >> 32
      let year = reportYears[Int(keys[start] & 0xFFFF_FFFF)]
      var end = start + 1
      while end < keys.count, keys[end] >> 32 == head,
        reportYears[Int(keys[end] & 0xFFFF_FFFF)] == year
      {
        end += 1
      }
      groups.append(
        Group(
          measure: Int(head >> 8), level: Int(head >> 4 & 15) - 1, second: Int(head & 15),
          year: year, rows: start..<end))
      start = end
    }
    return groups
  }

  /// For each measure the years in which every report has a row of it, be it without a figure.
  private static func wholeYears(
    _ groups: [Group], _ keys: [UInt64], _ reportYears: [Int]
  ) -> [Measure.ID: Set<Int>] {
    var inYear: [Int: Int] = [:]
    for year in reportYears { inYear[year, default: 0] += 1 }
    var seenBy = [Int](repeating: -1, count: reportYears.count)
    var counts: [Measure.ID: [Int: Int]] = [:]
    for group in groups {
      var isNew = 0
      for row in group.rows {
        let report = Int(keys[row] & 0xFFFF_FFFF)
        if seenBy[report] != group.measure {
          seenBy[report] = group.measure
          isNew += 1
        }
      }
      counts[group.measure, default: [:]][group.year, default: 0] += isNew
    }
    return counts.mapValues { years in
      Set(years.filter { inYear[$0.key] == $0.value }.keys)
    }
  }

  private static func gather<Value: FixedWidthInteger>(
    _ values: [Value], _ origins: [Int32]
  ) -> [Value] {
    [Value](unsafeUninitializedCapacity: origins.count) { result, count in
      for row in origins.indices { result[row] = values[Int(origins[row])] }
      count = origins.count
    }
  }
}
