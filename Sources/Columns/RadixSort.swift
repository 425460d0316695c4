/// Sorts rows by 64-bit keys without comparing any: digit by digit, the lowest first.
public enum RadixSort {
  private static let digitBits = 11
  private static let bucketCount = 1 << digitBits

  /// Brings keys into ascending order and says which row each was: rows of equal keys stay in
  /// their order. Digits that all keys share cost nothing.
  ///
  /// - Complexity: O(*n*) in time for each digit that differs; twelve bytes a row beside the
  ///   keys.
  public static func sort(_ keys: inout [UInt64]) -> [Int32] {
    precondition(keys.count <= Int(Int32.max))
    var rows = [Int32](unsafeUninitializedCapacity: keys.count) { buffer, count in
      for row in keys.indices { buffer[row] = Int32(truncatingIfNeeded: row) }
      count = keys.count
    }
    var all: UInt64 = .max
    var any: UInt64 = 0
    for key in keys {
      all &= key
      any |= key
    }
    let differing = all ^ any
    guard differing != 0 else { return rows }
    var otherKeys = [UInt64](repeating: 0, count: keys.count)
    var otherRows = [Int32](repeating: 0, count: keys.count)
    for shift in stride(from: 0, to: UInt64.bitWidth, by: digitBits)
    where differing >> UInt64(shift) & UInt64(bucketCount - 1) != 0 {
      pass(keys, rows, &otherKeys, &otherRows, UInt64(shift))
      swap(&keys, &otherKeys)
      swap(&rows, &otherRows)
    }
    return rows
  }

  private static func pass(
    _ keys: [UInt64], _ rows: [Int32], _ sortedKeys: inout [UInt64], _ sortedRows: inout [Int32],
    _ shift: UInt64
  ) {
    let mask = UInt64(bucketCount - 1)
    var places = [Int](repeating: 0, count: bucketCount)
    keys.withUnsafeBufferPointer { keys in
      places.withUnsafeMutableBufferPointer { places in
        for key in keys { places[Int(truncatingIfNeeded: key >> shift & mask)] &+= 1 }
        var start = 0
        for bucket in 0..<bucketCount {
          let count = places[bucket]
          places[bucket] = start
          start += count
        }
        rows.withUnsafeBufferPointer { rows in
          sortedKeys.withUnsafeMutableBufferPointer { sortedKeys in
            sortedRows.withUnsafeMutableBufferPointer { sortedRows in
              for row in 0..<keys.count {
                let bucket = Int(truncatingIfNeeded: keys[row] >> shift & mask)
                let place = places[bucket]
                places[bucket] = place &+ 1
                sortedKeys[place] = keys[row]
                sortedRows[place] = rows[row]
              }
            }
          }
        }
      }
    }
  }
}
