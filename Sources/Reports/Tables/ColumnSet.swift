/// Columns of a side, told by their indices: those in which a row's numbers stand, from left
/// to right. A set is one word, so that thousands of placements are weighed without memory.
struct ColumnSet: Hashable {
  private(set) var bits: UInt64

  /// No form comes near so many columns.
  static let capacity = 64

  init(bits: UInt64 = 0) { self.bits = bits }

  var count: Int { bits.nonzeroBitCount }

  /// The set of rising columns; nil where they do not rise or are beyond the capacity.
  init?(rising columns: some Sequence<Int>) {
    bits = 0
    for column in columns {
      guard column >= UInt64.bitWidth - bits.leadingZeroBitCount, column < Self.capacity else {
        return nil
      }
      bits |= 1 << UInt64(column)
    }
  }

  /// Gives each column, and its place among the columns: the index of its number in the row.
  @inline(__always)
  func forEach(_ body: (_ column: Int, _ index: Int) -> Void) {
    var rest = bits
    var index = 0
    while rest != 0 {
      body(rest.trailingZeroBitCount, index)
      rest &= rest - 1
      index += 1
    }
  }

  /// The columns in order.
  var indices: [Int?] {
    var result: [Int?] = []
    result.reserveCapacity(count)
    forEach { column, _ in result.append(column) }
    return result
  }

  /// Whether the set comes first in the order of the columns' lists: [0, 1, 3] before [0, 2].
  func precedes(_ other: ColumnSet) -> Bool {
    let difference = bits ^ other.bits
    return bits & difference & (0 &- difference) != 0
  }

  /// Gives every set of `count` of the first `width` columns.
  static func forEach(_ count: Int, of width: Int, _ body: (ColumnSet) -> Void) {
    guard count > 0, count <= width, width <= capacity else { return }
    let last = UInt64.max << UInt64(width - count) & (.max >> UInt64(capacity - width))
    var bits = UInt64.max >> UInt64(capacity - count)
    while true {
      body(ColumnSet(bits: bits))
      if bits == last { return }
      // The next word with as many bits: the lowest run moves its top bit up by one.
      let carried = bits &+ (bits & (0 &- bits))
      let run = ((bits ^ carried) >> 2) >> UInt64(bits.trailingZeroBitCount)
      bits = carried | run
    }
  }
}
