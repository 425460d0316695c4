/// The key of several dimensions together: each row's place in the product of their values.
///
/// A dimension gives, for each of its codes, the place of that code among the values that can
/// occur. The first dimension varies slowest. The product must be below 2³¹.
public struct ComposedKeys: Sendable {
  private var keys: [Int32] = []
  private var count = 0
  /// Whether all keys are still 0, and none is written down.
  private var isFresh = true

  public init() {}

  /// Starts a chunk of so many rows; one dimension at least is to follow.
  public mutating func reset(rowCount: Int) {
    if keys.count < rowCount { keys = Array(repeating: 0, count: rowCount) }
    count = rowCount
    isFresh = true
  }

  /// Goes down one dimension, for all rows or those selected. `places` has an entry for each
  /// code, below `size`; a code outside it traps.
  public mutating func append(
    _ codes: UnsafeBufferPointer<Int8>, places: [Int32], size: Int32,
    at rows: UnsafeBufferPointer<Int32>? = nil
  ) { append(codes, places, size, rows) }

  public mutating func append(
    _ codes: UnsafeBufferPointer<Int16>, places: [Int32], size: Int32,
    at rows: UnsafeBufferPointer<Int32>? = nil
  ) { append(codes, places, size, rows) }

  public mutating func append(
    _ codes: UnsafeBufferPointer<Int32>, places: [Int32], size: Int32,
    at rows: UnsafeBufferPointer<Int32>? = nil
  ) { append(codes, places, size, rows) }

  public func withKeys<Result>(_ body: (UnsafeBufferPointer<Int32>) -> Result) -> Result {
    keys.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
  }

  @inline(__always)
  private mutating func append<Code: FixedWidthInteger>(
    _ codes: UnsafeBufferPointer<Code>, _ places: [Int32], _ size: Int32,
    _ rows: UnsafeBufferPointer<Int32>?
  ) {
    let count = count
    let factor = isFresh ? 0 : size
    isFresh = false
    places.withUnsafeBufferPointer { places in
      keys.withUnsafeMutableBufferPointer { keys in
        @inline(__always)
        func put(_ row: Int, at index: Int) {
          let code = Int(truncatingIfNeeded: codes[row])
          precondition(UInt(bitPattern: code) < UInt(places.count))
          keys[index] = keys[index] &* factor &+ places[code]
        }
        guard let rows else {
          precondition(count == codes.count)
          for row in 0..<count { put(row, at: row) }
          return
        }
        precondition(count == rows.count)
        for index in 0..<count {
          let row = Int(rows[index])
          precondition(UInt(bitPattern: row) < UInt(codes.count))
          put(row, at: index)
        }
      }
    }
  }
}
