/// The two amounts in the middle of an unordered slice, the same one twice where their number
/// is odd; nil where there are none.
///
/// A sorted sample tells between which two amounts the middle lies; those between are taken out
/// in one pass without branches, and the middle is found among them (after Floyd and Rivest,
/// *Expected time bounds for selection*, 1975).
///
/// - Complexity: O(*n*) on average and for sorted amounts, O(*n* log *n*) at worst.
public func middles(_ amounts: UnsafeBufferPointer<Int64>) -> (lower: Int64, upper: Int64)? {
  guard !amounts.isEmpty else { return nil }
  let (lower, upper) = ((amounts.count - 1) / 2, amounts.count / 2)
  return withUnsafeTemporaryAllocation(of: Int64.self, capacity: amounts.count) { room in
    if let bracket = Bracket(amounts) {
      let (below, count) = bracket.take(amounts, into: room)
      if below <= lower, upper < below + count {
        if bracket.low == bracket.high { return (bracket.low, bracket.high) }
        let between = UnsafeMutableBufferPointer(rebasing: room[..<count])
        return middles(lower - below, upper - below, of: between)
      }
    }
    _ = room.initialize(fromContentsOf: amounts)
    return middles(lower, upper, of: room)
  }
}

/// The amounts at two ranks next to one another, or at one. The amounts are moved about.
private func middles(
  _ lower: Int, _ upper: Int, of amounts: UnsafeMutableBufferPointer<Int64>
) -> (lower: Int64, upper: Int64) {
  let high = select(upper, of: amounts)
  guard lower < upper else { return (high, high) }
  // What stands before the upper one is no greater than it.
  var low = Int64.min
  for amount in amounts[..<upper] { low = max(low, amount) }
  return (low, high)
}

/// Two amounts that the middle of others very likely lies between.
private struct Bracket {
  let low: Int64
  let high: Int64

  private static let leastAmounts = 1 << 10
  private static let amountsPerSample = 64
  private static let mostSamples = 1 << 11

  /// nil where there are too few amounts for a sample.
  init?(_ amounts: UnsafeBufferPointer<Int64>) {
    guard amounts.count >= Self.leastAmounts else { return nil }
    let count = min(Self.mostSamples, amounts.count / Self.amountsPerSample)
    var sample = (0..<count).map { amounts[$0 * (amounts.count / count)] }
    sample.sort()
    // Four standard deviations of the middle's rank in the sample.
    let reach = 2 * Int(Double(count).squareRoot()) + 1
    low = sample[max(0, count / 2 - reach)]
    high = sample[min(count - 1, count / 2 + reach)]
  }

  /// Takes out the amounts within; returns how many are below, and how many within.
  func take(
    _ amounts: UnsafeBufferPointer<Int64>, into room: UnsafeMutableBufferPointer<Int64>
  ) -> (below: Int, within: Int) {
    let room = room.baseAddress!
    let width = UInt64(bitPattern: high &- low)
    var (below, within) = (0, 0)
    for amount in amounts {
      room[within] = amount
      within &+= UInt64(bitPattern: amount &- low) <= width ? 1 : 0
      below &+= amount < low ? 1 : 0
    }
    return (below, within)
  }
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
