/// Puts rows in the order of a key by counting: rows of one key stand together and keep the
/// order they came in, so that sorting by a lesser key first sorts by both.
///
/// Each chunk is counted, then `finishCounting` is called, then each chunk is placed, in the
/// order of its rows. Columns of any number are then put in place one by one with
/// ``scatter(_:to:into:)``, which several threads may do at once for chunks of their own.
///
/// - Complexity: O(*n* + *k*). Up to some thousand keys, each is written to as a stream.
public struct GroupPlaces: Sendable {
  public let keyCount: Int
  /// Once counted, where the rows of each key start, and at the end their number.
  public private(set) var starts: [Int]
  private var next: [Int] = []

  public init(keyCount: Int) {
    self.keyCount = keyCount
    starts = Array(repeating: 0, count: keyCount + 1)
  }

  /// Counts the rows of a chunk. A key outside `0..<keyCount` traps.
  public mutating func count(_ keys: UnsafeBufferPointer<Int32>) {
    let limit = UInt(keyCount)
    starts.withUnsafeMutableBufferPointer { starts in
      for key in keys {
        precondition(UInt(bitPattern: Int(key)) < limit)
        starts[Int(key) &+ 1] &+= 1
      }
    }
  }

  public mutating func finishCounting() {
    for key in 0..<keyCount { starts[key + 1] += starts[key] }
    precondition(starts[keyCount] <= Int(Int32.max))
    next = Array(starts.dropLast())
  }

  /// The rows of a key.
  public func rows(of key: Int) -> Range<Int> { starts[key]..<starts[key + 1] }

  /// Gives each row of a chunk that was counted its place.
  public mutating func place(
    _ keys: UnsafeBufferPointer<Int32>, into places: UnsafeMutableBufferPointer<Int32>
  ) {
    precondition(keys.count <= places.count)
    let limit = UInt(next.count)
    next.withUnsafeMutableBufferPointer { next in
      for row in 0..<keys.count {
        let key = Int(keys[row])
        precondition(UInt(bitPattern: key) < limit)
        places[row] = Int32(truncatingIfNeeded: next[key])
        next[key] &+= 1
      }
    }
  }

  // MARK: Putting values in place

  /// Puts each value of a chunk in its row's place.
  public static func scatter(
    _ values: UnsafeBufferPointer<Int8>, to places: UnsafeBufferPointer<Int32>,
    into sorted: UnsafeMutableBufferPointer<Int8>
  ) { scatterAll(values, places, sorted) }

  public static func scatter(
    _ values: UnsafeBufferPointer<Int16>, to places: UnsafeBufferPointer<Int32>,
    into sorted: UnsafeMutableBufferPointer<Int16>
  ) { scatterAll(values, places, sorted) }

  public static func scatter(
    _ values: UnsafeBufferPointer<Int32>, to places: UnsafeBufferPointer<Int32>,
    into sorted: UnsafeMutableBufferPointer<Int32>
  ) { scatterAll(values, places, sorted) }

  public static func scatter(
    _ values: UnsafeBufferPointer<Int64>, to places: UnsafeBufferPointer<Int32>,
    into sorted: UnsafeMutableBufferPointer<Int64>
  ) { scatterAll(values, places, sorted) }

  @inline(__always)
  private static func scatterAll<Value>(
    _ values: UnsafeBufferPointer<Value>, _ places: UnsafeBufferPointer<Int32>,
    _ sorted: UnsafeMutableBufferPointer<Value>
  ) {
    precondition(values.count <= places.count)
    let limit = UInt(sorted.count)
    for row in 0..<values.count {
      let place = Int(places[row])
      precondition(UInt(bitPattern: place) < limit)
      sorted[place] = values[row]
    }
  }
}
