/// The least and the greatest amount of groups whose keys are small integers.
///
/// A key outside `0..<groupCount` is the caller's mistake and traps.
public struct DenseExtremes: Sendable {
  private var slots: [Slot]

  private struct Slot: Sendable {
    var least = Int64.max
    var greatest = Int64.min
  }

  public init(groupCount: Int) { slots = Array(repeating: Slot(), count: groupCount) }

  public var groupCount: Int { slots.count }

  /// The extremes of a group; nil where no row fell into it.
  public func extremes(_ group: Int) -> ClosedRange<Int64>? {
    let slot = slots[group]
    return slot.least <= slot.greatest ? slot.least...slot.greatest : nil
  }

  public mutating func merge(_ other: DenseExtremes) {
    precondition(groupCount == other.groupCount)
    for (group, slot) in other.slots.enumerated() {
      slots[group].least = min(slots[group].least, slot.least)
      slots[group].greatest = max(slots[group].greatest, slot.greatest)
    }
  }

  public mutating func add(
    _ amounts: UnsafeBufferPointer<Int64>, by keys: UnsafeBufferPointer<Int8>
  ) { addAll(amounts, keys) }

  public mutating func add(
    _ amounts: UnsafeBufferPointer<Int64>, by keys: UnsafeBufferPointer<Int16>
  ) { addAll(amounts, keys) }

  public mutating func add(
    _ amounts: UnsafeBufferPointer<Int64>, by keys: UnsafeBufferPointer<Int32>
  ) { addAll(amounts, keys) }

  @inline(__always)
  private mutating func addAll<Key: FixedWidthInteger>(
    _ amounts: UnsafeBufferPointer<Int64>, _ keys: UnsafeBufferPointer<Key>
  ) {
    precondition(amounts.count == keys.count)
    let groups = UInt(slots.count)
    slots.withUnsafeMutableBufferPointer { slots in
      for row in 0..<amounts.count {
        let key = Int(truncatingIfNeeded: keys[row])
        precondition(UInt(bitPattern: key) < groups)
        slots[key].least = min(slots[key].least, amounts[row])
        slots[key].greatest = max(slots[key].greatest, amounts[row])
      }
    }
  }
}

/// The least and the greatest of amounts; nil where there are none.
///
/// - Complexity: O(*n*), in four lanes, since one would wait for itself.
public func extremes(_ amounts: UnsafeBufferPointer<Int64>) -> ClosedRange<Int64>? {
  guard let first = amounts.first else { return nil }
  var least = (first, first, first, first)
  var greatest = least
  var row = 0
  while row + 4 <= amounts.count {
    least.0 = min(least.0, amounts[row])
    least.1 = min(least.1, amounts[row + 1])
    least.2 = min(least.2, amounts[row + 2])
    least.3 = min(least.3, amounts[row + 3])
    greatest.0 = max(greatest.0, amounts[row])
    greatest.1 = max(greatest.1, amounts[row + 1])
    greatest.2 = max(greatest.2, amounts[row + 2])
    greatest.3 = max(greatest.3, amounts[row + 3])
    row += 4
  }
  while row < amounts.count {
    least.0 = min(least.0, amounts[row])
    greatest.0 = max(greatest.0, amounts[row])
    row += 1
  }
  return min(
    least.0, least.1, least.2, least.3)...max(
      greatest.0, greatest.1, greatest.2, greatest.3)
}
