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
/// - Complexity: O(*n*), several rows at a time.
public func extremes(_ amounts: UnsafeBufferPointer<Int64>) -> ClosedRange<Int64>? {
  guard var least = amounts.first, var greatest = amounts.first else { return nil }
  for amount in amounts {
    least = min(least, amount)
    greatest = max(greatest, amount)
  }
  return least...greatest
}
