/// Sums and counts of groups whose keys are small integers, an accumulator for every key there
/// can be.
///
/// A key below zero or at `groupCount` and above is the caller's mistake and traps.
public struct DenseSums: Sendable {
  public let groupCount: Int
  /// Neighbouring rows often fall into one group, and each addition would wait for the last:
  /// with few groups, rows take turns among several accumulators of their group.
  private let lanes: Int
  private var slots: [Slot]
  /// What went beyond 64 bits, by slot. Almost always empty.
  private var carries: [Int: Int64] = [:]

  private struct Slot: Sendable {
    var sum: Int64 = 0
    var count: Int64 = 0
  }

  public init(groupCount: Int) {
    self.groupCount = groupCount
    lanes = groupCount <= 1024 ? 4 : 1
    slots = Array(repeating: Slot(), count: groupCount * lanes)
  }

  // MARK: Results

  /// The rows that fell into a group.
  public func count(_ group: Int) -> Int {
    (0..<lanes).reduce(0) { $0 + Int(slots[$1 * groupCount + group].count) }
  }

  /// The sum of a group.
  public func sum(_ group: Int) -> WideSum {
    var result = WideSum()
    for lane in 0..<lanes {
      let slot = lane * groupCount + group
      var part = WideSum()
      part.low = slots[slot].sum
      part.carry = carries.isEmpty ? 0 : carries[slot] ?? 0
      result.merge(part)
    }
    return result
  }

  /// Adds the sums of the same groups from another worker.
  public mutating func merge(_ other: DenseSums) {
    precondition(groupCount == other.groupCount)
    for slot in slots.indices {
      let (sum, overflows) = slots[slot].sum.addingReportingOverflow(other.slots[slot].sum)
      slots[slot].sum = sum
      slots[slot].count += other.slots[slot].count
      if overflows { carries[slot, default: 0] += sum >= 0 ? -1 : 1 }
    }
    carries.merge(other.carries, uniquingKeysWith: +)
  }

  // MARK: Adding a chunk

  /// Adds each amount to the group of its key.
  public mutating func add(
    _ amounts: UnsafeBufferPointer<Int64>, by keys: UnsafeBufferPointer<Int8>
  ) { addAll(amounts, keys) }

  public mutating func add(
    _ amounts: UnsafeBufferPointer<Int64>, by keys: UnsafeBufferPointer<Int16>
  ) { addAll(amounts, keys) }

  public mutating func add(
    _ amounts: UnsafeBufferPointer<Int64>, by keys: UnsafeBufferPointer<Int32>
  ) { addAll(amounts, keys) }

  /// Adds the amounts of some rows, each to the group of its key.
  public mutating func add(
    _ amounts: UnsafeBufferPointer<Int64>, by keys: UnsafeBufferPointer<Int8>,
    at rows: UnsafeBufferPointer<Int32>
  ) { addSome(amounts, keys, rows) }

  public mutating func add(
    _ amounts: UnsafeBufferPointer<Int64>, by keys: UnsafeBufferPointer<Int16>,
    at rows: UnsafeBufferPointer<Int32>
  ) { addSome(amounts, keys, rows) }

  public mutating func add(
    _ amounts: UnsafeBufferPointer<Int64>, by keys: UnsafeBufferPointer<Int32>,
    at rows: UnsafeBufferPointer<Int32>
  ) { addSome(amounts, keys, rows) }

  @inline(__always)
  private mutating func addAll<Key: FixedWidthInteger>(
    _ amounts: UnsafeBufferPointer<Int64>, _ keys: UnsafeBufferPointer<Key>
  ) {
    precondition(amounts.count == keys.count)
    accumulate(count: amounts.count) { row in (Int(truncatingIfNeeded: keys[row]), amounts[row]) }
  }

  @inline(__always)
  private mutating func addSome<Key: FixedWidthInteger>(
    _ amounts: UnsafeBufferPointer<Int64>, _ keys: UnsafeBufferPointer<Key>,
    _ rows: UnsafeBufferPointer<Int32>
  ) {
    precondition(amounts.count == keys.count)
    let limit = UInt(amounts.count)
    accumulate(count: rows.count) { index in
      let row = Int(rows[index])
      precondition(UInt(bitPattern: row) < limit)
      return (Int(truncatingIfNeeded: keys[row]), amounts[row])
    }
  }

  @inline(__always)
  private mutating func accumulate(
    count: Int, _ row: (Int) -> (key: Int, amount: Int64)
  ) {
    let groups = groupCount
    var beyond: [(slot: Int, carry: Int64)] = []
    slots.withUnsafeMutableBufferPointer { slots in
      @inline(__always)
      func add(_ index: Int, lane: Int) {
        let (key, amount) = row(index)
        precondition(UInt(bitPattern: key) < UInt(bitPattern: groups))
        let slot = lane &* groups &+ key
        let (sum, overflows) = slots[slot].sum.addingReportingOverflow(amount)
        slots[slot].sum = sum
        slots[slot].count &+= 1
        if overflows { beyond.append((slot, amount < 0 ? -1 : 1)) }
      }
      var index = 0
      if lanes == 4 {
        while index + 4 <= count {
          add(index, lane: 0)
          add(index + 1, lane: 1)
          add(index + 2, lane: 2)
          add(index + 3, lane: 3)
          index += 4
        }
      }
      while index < count {
        add(index, lane: 0)
        index += 1
      }
    }
    for (slot, carry) in beyond { carries[slot, default: 0] += carry }
  }
}
