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

  @inline(__always)
  private mutating func keep(_ rowCount: Int, _ isWanted: (Int) -> Bool) {
    if storage.count < count { storage = Array(repeating: 0, count: count) }
    let isWhole = isWhole
    let count = count
    self.count = storage.withUnsafeMutableBufferPointer { rows in
      isWhole
        ? Self.list(count, of: rowCount, into: rows, isWanted)
        : Self.refine(rows, count, of: rowCount, isWanted)
    }
    self.isWhole = false
  }

  /// Lists the wanted among all rows, and returns how many there are. The condition is first
  /// worked out for a block, several rows at a time; the block is then listed in the way that
  /// suits its number of hits.
  @inline(__always)
  private static func list(
    _ count: Int, of rowCount: Int, into rows: UnsafeMutableBufferPointer<Int32>,
    _ isWanted: (Int) -> Bool
  ) -> Int {
    precondition(count <= rowCount && count <= rows.count)
    let blockSize = 1024
    return withUnsafeTemporaryAllocation(byteCount: blockSize, alignment: 8) { flags in
      flags.initializeMemory(as: UInt8.self, repeating: 0)
      var kept = 0
      var start = 0
      while start < count {
        let size = min(blockSize, count - start)
        var hitCount: UInt16 = 0
        for row in 0..<size {
          let hit: UInt8 = isWanted(start &+ row) ? 1 : 0
          flags[row] = hit
          hitCount &+= UInt16(hit)
        }
        let hits = Int(hitCount)
        if hits * 4 < size {
          if hits > 0 { kept = listFew(flags, size, start, into: rows, kept) }
        } else {
          kept = listMany(flags, size, start, into: rows, kept)
        }
        start += size
      }
      return kept
    }
  }

  /// Goes from hit to hit, eight flags at a time.
  private static func listFew(
    _ flags: UnsafeMutableRawBufferPointer, _ size: Int, _ start: Int,
    into rows: UnsafeMutableBufferPointer<Int32>, _ kept: Int
  ) -> Int {
    var kept = kept
    for base in stride(from: 0, to: size & ~7, by: 8) {
      var word = UInt64(littleEndian: flags.load(fromByteOffset: base, as: UInt64.self))
      while word != 0 {
        rows[kept] = Int32(truncatingIfNeeded: start + base + word.trailingZeroBitCount / 8)
        kept &+= 1
        word &= word &- 1
      }
    }
    for row in size & ~7..<size where flags[row] == 1 {
      rows[kept] = Int32(truncatingIfNeeded: start + row)
      kept &+= 1
    }
    return kept
  }

  /// Writes every row and moves on only past hits: no branch to mispredict.
  private static func listMany(
    _ flags: UnsafeMutableRawBufferPointer, _ size: Int, _ start: Int,
    into rows: UnsafeMutableBufferPointer<Int32>, _ kept: Int
  ) -> Int {
    var kept = kept
    for row in 0..<size {
      rows[kept] = Int32(truncatingIfNeeded: start + row)
      kept &+= Int(flags[row])
    }
    return kept
  }

  /// Keeps the wanted among listed rows, and returns how many there are.
  @inline(__always)
  private static func refine(
    _ rows: UnsafeMutableBufferPointer<Int32>, _ count: Int, of rowCount: Int,
    _ isWanted: (Int) -> Bool
  ) -> Int {
    var kept = 0
    for index in 0..<count {
      let row = rows[index]
      precondition(Int(row) < rowCount)
      rows[kept] = row
      kept &+= isWanted(Int(row)) ? 1 : 0
    }
    return kept
  }
}
