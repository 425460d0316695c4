import Algorithms

/// The best `limit` doubles, with the groups they are of.
struct BestDoubles {
  private let limit: Int
  private let isDescending: Bool
  /// Best first.
  private(set) var kept: [(value: Double, group: Int)] = []
  /// What a number must come before to be kept.
  private var least: Double

  init(_ limit: Int, isDescending: Bool) {
    self.limit = limit
    self.isDescending = isDescending
    least = isDescending ? -.infinity : .infinity
  }

  /// The last of them; nil where there were fewer.
  var bar: Double? { kept.count == limit ? kept.last?.value : nil }

  /// Most numbers are told by one comparison not to be kept.
  @inline(__always)
  mutating func take(_ value: Double, of group: Int) {
    if isDescending ? value > least : value < least { insert(value, group) }
  }

  /// Takes the sums of the groups that have rows, each times so much.
  mutating func take(_ sums: SliceSums, times factor: Double) {
    var bound = bound(times: factor)
    for group in 0..<sums.count {
      let sum = sums.sums[group]
      guard isDescending ? sum >= bound : sum <= bound, sums.rows[group] > 0 else { continue }
      take(Double(sum) * factor, of: group)
      bound = self.bound(times: factor)
    }
  }

  /// A sum that does not come up to this would not be kept, however it is rounded.
  private func bound(times factor: Double) -> Int64 {
    let exact = least / factor
    let slack = abs(exact) * 1e-12 + 1
    let loose = (isDescending ? exact - slack : exact + slack).rounded(.towardZero)
    return Int64(exactly: loose) ?? (loose < 0 ? .min : .max)
  }

  private mutating func insert(_ value: Double, _ group: Int) {
    guard limit > 0 else { return }
    if kept.count == limit { kept.removeLast() }
    let place = kept.partitioningIndex { isDescending ? value > $0.value : value < $0.value }
    kept.insert((value, group), at: place)
    if kept.count == limit { least = kept[limit - 1].value }
  }
}
