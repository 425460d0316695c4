/// An order of rows, made by sorting on one key after another, the least important first.
///
/// - Complexity: O(*n* + *k*) for each sort, by counting; rows of one key keep their order.
public struct RowOrder: Sendable {
  /// The rows in order.
  public private(set) var rows: [Int32]
  /// After a sort, where the rows of each key start, and at the end their number.
  public private(set) var starts: [Int] = []

  /// The rows as they come.
  public init(rowCount: Int) {
    precondition(rowCount <= Int(Int32.max))
    rows = (0..<Int32(rowCount)).map(\.self)
  }

  /// Sorts by a key below `keyCount`, given for each row as it came. A key outside traps.
  public mutating func sort(by keys: UnsafeBufferPointer<Int32>, keyCount: Int) {
    precondition(keys.count == rows.count)
    starts = Array(repeating: 0, count: keyCount + 1)
    for key in keys { starts[Int(key) + 1] += 1 }
    for key in 0..<keyCount { starts[key + 1] += starts[key] }
    precondition(starts[keyCount] == rows.count)
    var next = starts
    let count = rows.count
    rows = next.withUnsafeMutableBufferPointer { next in
      Array(unsafeUninitializedCapacity: count) { sorted, initialized in
        for row in rows {
          let key = Int(keys[Int(row)])
          (sorted.baseAddress! + next[key]).initialize(to: row)
          next[key] &+= 1
        }
        initialized = count
      }
    }
  }

  /// Values of all rows, put in order.
  public func arrange(_ values: UnsafeBufferPointer<Int8>) -> [Int8] { arranged(values) }
  public func arrange(_ values: UnsafeBufferPointer<Int16>) -> [Int16] { arranged(values) }
  public func arrange(_ values: UnsafeBufferPointer<Int32>) -> [Int32] { arranged(values) }
  public func arrange(_ values: UnsafeBufferPointer<Int64>) -> [Int64] { arranged(values) }

  @inline(__always)
  private func arranged<Value>(_ values: UnsafeBufferPointer<Value>) -> [Value] {
    precondition(values.count == rows.count)
    return Array(unsafeUninitializedCapacity: rows.count) { result, initialized in
      for (place, row) in rows.enumerated() {
        (result.baseAddress! + place).initialize(to: values[Int(row)])
      }
      initialized = rows.count
    }
  }
}
