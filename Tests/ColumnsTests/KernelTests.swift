import Columns
import Testing

/// Rows to work on, the same for a seed.
private struct Rows {
  var keys: [Int16] = []
  var codes: [Int32] = []
  var amounts: [Int64] = []
  let seed: UInt64

  init(_ count: Int, groups: Int, amounts range: ClosedRange<Int64> = -1_000_000...1_000_000) {
    seed = .random(in: 0 ... .max)
    var random = SplitMix(state: seed)
    for _ in 0..<count {
      keys.append(Int16.random(in: 0..<Int16(groups), using: &random))
      codes.append(Int32.random(in: 0..<50, using: &random))
      amounts.append(Int64.random(in: range, using: &random))
    }
  }
}

private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    let z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    return z ^ (z >> 31)
  }
}

@Suite("Kernels say what a plain loop says")
struct KernelTests {
  @Test("sums and counts by group", arguments: [1, 7, 1_024, 1_025, 3_000])
  func sums(groups: Int) {
    let rows = Rows(10_007, groups: groups)
    var dense = DenseSums(groupCount: groups)
    rows.amounts.withUnsafeBufferPointer { amounts in
      rows.keys.withUnsafeBufferPointer { dense.add(amounts, by: $0) }
    }
    var expected = [Int64](repeating: 0, count: groups)
    var counts = [Int](repeating: 0, count: groups)
    for (key, amount) in zip(rows.keys, rows.amounts) {
      expected[Int(key)] += amount
      counts[Int(key)] += 1
    }
    #expect((0..<groups).map { dense.sum($0).exact } == expected, "seed \(rows.seed)")
    #expect((0..<groups).map { dense.count($0) } == counts)
  }

  @Test("conditions leave the rows that a filter leaves, and their sums")
  func selection() {
    let rows = Rows(5_000, groups: 20)
    // A code past the table is not wanted.
    let wanted = (0..<40).map { $0 % 3 == 0 }
    var selection = Selection(rowCount: 5_000)
    rows.codes.withUnsafeBufferPointer { selection.keep($0, where: wanted) }
    rows.keys.withUnsafeBufferPointer { selection.keep($0, in: 3...11) }
    rows.amounts.withUnsafeBufferPointer { selection.keep($0, in: 0 ... .max) }
    let expected = rows.codes.indices.filter {
      rows.codes[$0] < 40 && rows.codes[$0] % 3 == 0 && (3...11).contains(rows.keys[$0])
        && rows.amounts[$0] >= 0
    }
    #expect(selection.withRows { $0.map(Int.init) } == expected, "seed \(rows.seed)")
    var dense = DenseSums(groupCount: 20)
    var whole = WideSum()
    selection.withRows { selected in
      rows.amounts.withUnsafeBufferPointer { amounts in
        rows.keys.withUnsafeBufferPointer { dense.add(amounts, by: $0, at: selected) }
        whole.add(amounts, at: selected)
      }
    }
    for group in 0..<20 {
      let members = expected.filter { rows.keys[$0] == group }
      #expect(dense.sum(group).exact == members.reduce(0) { $0 + rows.amounts[$1] })
    }
    #expect(whole.exact == expected.reduce(0) { $0 + rows.amounts[$1] })
  }

  @Test("few, many, all or no rows are listed alike", arguments: [0, 1, 2, 5, 13, 26, 50])
  func densities(wantedCodes: Int32) {
    for count in [0, 1, 7, 8, 1_023, 1_024, 1_025, 3_001] {
      let rows = Rows(count, groups: 20)
      var selection = Selection(rowCount: count)
      rows.codes.withUnsafeBufferPointer { selection.keep($0, in: 0...max(wantedCodes, 1) - 1) }
      if wantedCodes == 0 {
        rows.codes.withUnsafeBufferPointer { selection.keep($0, where: []) }
      }
      let expected = rows.codes.indices.filter { rows.codes[$0] < wantedCodes }
      #expect(selection.withRows { $0.map(Int.init) } == expected, "seed \(rows.seed)")
      #expect(selection.count == expected.count)
    }
  }

  @Test("a selection without a condition is every row")
  func wholeSelection() {
    let selection = Selection(rowCount: 4)
    #expect(selection.isWhole)
    #expect(selection.withRows(Array.init) == [0, 1, 2, 3])
  }

  @Test("missing values are left out by their bitmap")
  func validity() {
    var selection = Selection(rowCount: 10)
    [0b0101_0101, 0b10].withUnsafeBufferPointer { selection.keep(validity: $0) }
    #expect(selection.withRows(Array.init) == [0, 2, 4, 6, 9])
  }

  @Test("extremes by group and over all")
  func extremesByGroup() {
    let rows = Rows(3_000, groups: 12)
    var dense = DenseExtremes(groupCount: 13)
    rows.amounts.withUnsafeBufferPointer { amounts in
      rows.keys.withUnsafeBufferPointer { dense.add(amounts, by: $0) }
      #expect(extremes(amounts) == rows.amounts.min()!...rows.amounts.max()!)
    }
    for group in 0..<12 {
      let members = rows.keys.indices.filter { rows.keys[$0] == group }.map { rows.amounts[$0] }
      #expect(dense.extremes(group) == members.min()!...members.max()!, "seed \(rows.seed)")
    }
    #expect(dense.extremes(12) == nil)
    #expect(extremes(UnsafeBufferPointer(start: nil, count: 0)) == nil)
  }

  @Test("the first of many are those of the sorted whole", arguments: [0, 1, 20, 5_000])
  func top(limit: Int) {
    let rows = Rows(2_000, groups: 2, amounts: -50...50)
    for isDescending in [true, false] {
      var top = TopRows(limit, isDescending: isDescending)
      rows.amounts.withUnsafeBufferPointer { top.insert($0) }
      let order = rows.amounts.indices.sorted {
        rows.amounts[$0] == rows.amounts[$1]
          ? $0 < $1 : (rows.amounts[$0] > rows.amounts[$1]) == isDescending
      }
      #expect(top.sorted.map { Int($0.rank) } == Array(order.prefix(limit)), "seed \(rows.seed)")
    }
  }

  @Test("composed keys count like digits")
  func composedKeys() {
    var keys = ComposedKeys()
    keys.reset(rowCount: 3)
    [0, 1, 2].withUnsafeBufferPointer { (codes: UnsafeBufferPointer<Int8>) in
      keys.append(codes, places: [2, 0, 1], size: 3)
    }
    [2020, 2021, 2020].withUnsafeBufferPointer { (codes: UnsafeBufferPointer<Int16>) in
      keys.append(codes, places: Array(repeating: 0, count: 2021) + [1], size: 2)
    }
    #expect(keys.withKeys(Array.init) == [4, 1, 2])
  }
}

@Suite("Sums are exact")
struct OverflowTests {
  @Test("what goes beyond 64 bits is noticed, and what comes back is exact")
  func beyond() {
    var sum = WideSum()
    [Int64.max, 1].withUnsafeBufferPointer { sum.add($0) }
    #expect(sum.exact == nil)
    [Int64(-1)].withUnsafeBufferPointer { sum.add($0) }
    #expect(sum.exact == .max)
    [Int64.min, .min, .max, 3].withUnsafeBufferPointer { sum.add($0) }
    #expect(sum.exact == 1)
  }

  @Test("a group that overflows says so whatever the order, its neighbours stay")
  func groups() {
    let amounts: [Int64] = [.max, .max, .min, .min, 5, .max, .min, 7]
    let keys: [Int8] = [0, 0, 0, 0, 1, 2, 2, 2]
    for rotation in 0..<8 {
      var parts = [DenseSums(groupCount: 4), DenseSums(groupCount: 4)]
      for index in 0..<8 {
        let row = (index + rotation) % 8
        [amounts[row]].withUnsafeBufferPointer { amount in
          [keys[row]].withUnsafeBufferPointer { parts[index / 4].add(amount, by: $0) }
        }
      }
      parts[0].merge(parts[1])
      #expect((0..<4).map { parts[0].sum($0).exact } == [-2, 5, 6, 0])
    }
    var sums = DenseSums(groupCount: 1)
    [Int64.max, .max].withUnsafeBufferPointer { amount in
      [Int8(0), 0].withUnsafeBufferPointer { sums.add(amount, by: $0) }
    }
    #expect(sums.sum(0).exact == nil)
  }

  @Test("the result does not depend on the number of threads", arguments: [1, 2, 3, 16])
  func threads(count: Int) {
    let rows = Rows(100_000, groups: 30)
    let chunk = 1_000
    let sums = Parallel.fold(
      chunks: 100, threads: count, initial: { DenseSums(groupCount: 30) },
      { state, index in
        let range = index * chunk..<(index + 1) * chunk
        rows.amounts.withUnsafeBufferPointer { amounts in
          rows.keys.withUnsafeBufferPointer { keys in
            state.add(.init(rebasing: amounts[range]), by: .init(rebasing: keys[range]))
          }
        }
      }, merge: { $0.merge($1) })
    for group in 0..<30 {
      let members = rows.keys.indices.filter { rows.keys[$0] == group }
      #expect(sums.sum(group).exact == members.reduce(0) { $0 + rows.amounts[$1] })
      #expect(sums.count(group) == members.count)
    }
    let doubled = Parallel.map(chunks: 100, threads: count) { $0 * 2 }
    #expect(doubled == (0..<100).map { $0 * 2 })
  }

  @Test("chunks are not begun once the work is called off")
  func calledOff() {
    let results = Parallel.map(chunks: 10, threads: 2, goesOn: { false }) { $0 }
    #expect(results.allSatisfy { $0 == nil })
  }
}
