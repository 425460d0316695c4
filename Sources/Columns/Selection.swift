/// The rows of a chunk that conditions leave over, ascending. Conditions are applied one after
/// another, each to the rows the last one left; no column is copied.
///
/// A condition on codes is given as a table: whether each code is wanted, worked out once for
/// the dictionary and not for the rows. A code outside the table is not wanted.
public struct Selection: Sendable {
  private var storage: [Int32]
  public private(set) var count: Int
  /// Whether no condition was applied yet: all rows are there, and none is listed.
  public private(set) var isWhole = true

  /// All rows of a chunk.
  public init(rowCount: Int) {
    storage = []
    count = rowCount
  }

  /// Starts anew with all rows of another chunk, in the same memory.
  public mutating func reset(rowCount: Int) {
    count = rowCount
    isWhole = true
  }

  /// Gives the selected rows. Ask ``isWhole`` first, and do without them where it is true.
  public func withRows<Result>(_ body: (UnsafeBufferPointer<Int32>) -> Result) -> Result {
    if isWhole { return (0..<Int32(count)).map(\.self).withUnsafeBufferPointer(body) }
    return storage.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[..<count]))
    }
  }

  // MARK: Conditions

  /// Keeps the rows whose code is wanted.
  public mutating func keep(_ codes: UnsafeBufferPointer<Int8>, where isWanted: [Bool]) {
    keep(codes, table: isWanted)
  }

  public mutating func keep(_ codes: UnsafeBufferPointer<Int16>, where isWanted: [Bool]) {
    keep(codes, table: isWanted)
  }

  public mutating func keep(_ codes: UnsafeBufferPointer<Int32>, where isWanted: [Bool]) {
    keep(codes, table: isWanted)
  }

  /// Keeps the rows whose value lies in a range.
  public mutating func keep(
    _ values: UnsafeBufferPointer<Int8>, in range: ClosedRange<Int8>
  ) { keep(values.count) { range.contains(values[$0]) } }

  public mutating func keep(
    _ values: UnsafeBufferPointer<Int16>, in range: ClosedRange<Int16>
  ) { keep(values.count) { range.contains(values[$0]) } }

  public mutating func keep(
    _ values: UnsafeBufferPointer<Int32>, in range: ClosedRange<Int32>
  ) { keep(values.count) { range.contains(values[$0]) } }

  public mutating func keep(
    _ values: UnsafeBufferPointer<Int64>, in range: ClosedRange<Int64>
  ) { keep(values.count) { range.contains(values[$0]) } }

  /// Keeps the rows whose value is there, by the bits of a validity bitmap.
  public mutating func keep(validity: UnsafeBufferPointer<UInt8>) {
    keep(validity.count * 8) { validity[$0 / 8] >> UInt8($0 % 8) & 1 == 1 }
  }

  @inline(__always)
  private mutating func keep<Code: FixedWidthInteger>(
    _ codes: UnsafeBufferPointer<Code>, table: [Bool]
  ) {
    // One entry more, for every code outside.
    let guarded = table + [false]
    let outside = UInt(table.count)
    guarded.withUnsafeBufferPointer { guarded in
      keep(codes.count) { row in
        guarded[Int(min(UInt(truncatingIfNeeded: codes[row]), outside))]
      }
    }
  }

  /// Writes every row and moves on only past those that are wanted: no branch to mispredict.
  @inline(__always)
  private mutating func keep(_ rowCount: Int, _ isWanted: (Int) -> Bool) {
    if storage.count < count { storage = Array(repeating: 0, count: count) }
    let isWhole = isWhole
    let count = count
    self.count = storage.withUnsafeMutableBufferPointer { rows in
      var kept = 0
      if isWhole {
        precondition(count <= rowCount)
        for row in 0..<count {
          rows[kept] = Int32(truncatingIfNeeded: row)
          kept &+= isWanted(row) ? 1 : 0
        }
      } else {
        for index in 0..<count {
          let row = rows[index]
          precondition(Int(row) < rowCount)
          rows[kept] = row
          kept &+= isWanted(Int(row)) ? 1 : 0
        }
      }
      return kept
    }
    self.isWhole = false
  }
}
