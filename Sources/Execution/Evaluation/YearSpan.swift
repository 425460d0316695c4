extension ClosedRange<Int>? {
  /// Takes other years in, and those between.
  mutating func widen(to years: ClosedRange<Int>) {
    self =
      map { min($0.lowerBound, years.lowerBound)...max($0.upperBound, years.upperBound) } ?? years
  }
}
