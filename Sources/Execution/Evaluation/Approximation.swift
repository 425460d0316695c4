import Accounts

extension Rational {
  /// The value to some fifteen digits.
  var approximate: Double { numerator.double / denominator.double }
}

extension Int128 {
  /// The value to some fifteen digits; several times quicker than the conversion of the
  /// standard library, which goes by way of any integer.
  var double: Double {
    if let narrow = Int64(exactly: self) { return Double(narrow) }
    return Double(Int64(truncatingIfNeeded: self >> 64)) * 0x1p64
      + Double(UInt64(truncatingIfNeeded: self))
  }
}
