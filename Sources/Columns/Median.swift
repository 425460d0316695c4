/// The two amounts in the middle of an unordered slice, the same one twice where their number
/// is odd; nil where there are none. The amounts are moved about.
///
/// - Complexity: O(*n*) on average and for sorted amounts, O(*n* log *n*) at worst.
public func middles(_ amounts: UnsafeMutableBufferPointer<Int64>) -> (lower: Int64, upper: Int64)? {
  guard !amounts.isEmpty else { return nil }
  let upper = select(amounts.count / 2, of: amounts)
  guard amounts.count % 2 == 0 else { return (upper, upper) }
  // What stands before the upper middle is no greater than it.
  var lower = Int64.min
  for amount in amounts[..<(amounts.count / 2)] { lower = max(lower, amount) }
  return (lower, upper)
}

/// Moves amounts about until the one at `rank` is the one that sorting would put there, none
/// before it is greater and none after it less.
private func select(_ rank: Int, of amounts: UnsafeMutableBufferPointer<Int64>) -> Int64 {
  var low = 0
  var high = amounts.count - 1
  // More rounds than this mean that the pivots are bad.
  var rounds = 2 * (Int.bitWidth - amounts.count.leadingZeroBitCount)
  while low < high {
    guard rounds > 0 else {
      var rest = UnsafeMutableBufferPointer(rebasing: amounts[low...high])
      rest.sort()
      break
    }
    rounds -= 1
    let pivot = middle(amounts[low], amounts[(low + high) / 2], amounts[high])
    var left = low
    var right = high
    while left <= right {
      while amounts[left] < pivot { left += 1 }
      while amounts[right] > pivot { right -= 1 }
      guard left <= right else { break }
      amounts.swapAt(left, right)
      left += 1
      right -= 1
    }
    if rank <= right {
      high = right
    } else if rank >= left {
      low = left
    } else {
      break
    }
  }
  return amounts[rank]
}

private func middle(_ a: Int64, _ b: Int64, _ c: Int64) -> Int64 {
  max(min(a, b), min(max(a, b), c))
}
