extension ClosedRange<Int> {
  /// The years of both, and those between.
  func widened(to years: Self) -> Self {
    Swift.min(lowerBound, years.lowerBound)...Swift.max(upperBound, years.upperBound)
  }
}

extension ClosedRange<Int>? {
  /// Takes other years in, and those between.
  mutating func widen(to years: ClosedRange<Int>) { self = self?.widened(to: years) ?? years }
}
