/// A sum that never wraps: 64 bits and what went beyond them. The sum of any amounts, added in
/// any order and merged in any grouping, is the same.
public struct WideSum: Sendable, Equatable {
  var low: Int64 = 0
  /// How many times 2⁶⁴ is to be added to `low`.
  var carry: Int64 = 0

  public init() {}

  /// The sum, or nil where 64 bits do not hold it.
  public var exact: Int64? { carry == 0 ? low : nil }

  public mutating func add(_ amount: Int64) {
    let (sum, overflows) = low.addingReportingOverflow(amount)
    low = sum
    if overflows { carry += amount < 0 ? -1 : 1 }
  }

  public mutating func merge(_ other: WideSum) {
    add(other.low)
    carry += other.carry
  }

  /// Adds amounts in four lanes, since one would wait for itself.
  public mutating func add(_ amounts: UnsafeBufferPointer<Int64>) {
    var lanes = (WideSum(), WideSum(), WideSum(), WideSum())
    var row = 0
    while row + 4 <= amounts.count {
      lanes.0.add(amounts[row])
      lanes.1.add(amounts[row + 1])
      lanes.2.add(amounts[row + 2])
      lanes.3.add(amounts[row + 3])
      row += 4
    }
    while row < amounts.count {
      lanes.0.add(amounts[row])
      row += 1
    }
    merge(lanes.0)
    merge(lanes.1)
    merge(lanes.2)
    merge(lanes.3)
  }

  /// Adds the amounts of some rows. Every row must be one of the amounts.
  public mutating func add(
    _ amounts: UnsafeBufferPointer<Int64>, at rows: UnsafeBufferPointer<Int32>
  ) {
    var sum = WideSum()
    for row in rows {
      precondition(UInt(bitPattern: Int(row)) < UInt(amounts.count))
      sum.add(amounts[Int(row)])
    }
    merge(sum)
  }
}
