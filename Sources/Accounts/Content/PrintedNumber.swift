// Accounts holds what a report says: figures with their places, the catalogue of measures
// built from them, and the dataset that queries run on.

/// A number as it was printed: `mantissa` × 10^-`scale`, so that `5.90` keeps its two
/// decimals and compares equal in value to `5.9`.
public struct PrintedNumber: Sendable, Hashable {
  public var mantissa: Int64
  /// Decimals printed, 0 to 9.
  public var scale: UInt8

  public init(mantissa: Int64, scale: UInt8) {
    self.mantissa = mantissa
    self.scale = scale
  }

  /// Reads digits with an optional sign, thousands separators (`,` or `，`) and one decimal
  /// point; full-width digits count. Nothing else may stand in the text.
  ///
  /// Returns nil for what is not a number, for more than nine decimals, and for a value
  /// beyond 64 bits.
  public init?(_ text: some StringProtocol) {
    var units: [UInt16] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: units.append(UInt16(scalar.value - 0xFEE0))
      case 0x2212: units.append(0x2D)
      case let value: units.append(UInt16(exactly: value) ?? 0xFFFD)
      }
    }
    self.init(units: units[...])
  }

  /// Reads the same from code units whose full-width forms are folded to plain ones.
  public init?(units: ArraySlice<UInt16>) { self.init(units: units.span) }

  /// Reads the same from code units whose full-width forms are folded to plain ones.
  public init?(units: borrowing Span<UInt16>) {
    guard !units.isEmpty, units[0] < 0x3A else { return nil }
    var mantissa: Int64 = 0
    var scale: UInt8 = 0
    var digits = 0
    var sinceComma = -1
    var negative = false
    var point = false
    for index in units.indices {
      let unit = units[index]
      switch unit {
      case 0x30...0x39:
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(Int64(unit - 0x30))
        guard !overflow, !carry else { return nil }
        mantissa = sum
        digits += 1
        if point { scale += 1 } else if sinceComma >= 0 { sinceComma += 1 }
        guard scale <= 9 else { return nil }
      case 0x2C:  // a comma parts thousands only
        guard digits > 0, !point, sinceComma == -1 ? digits <= 3 : sinceComma == 3 else {
          return nil
        }
        sinceComma = 0
      case 0x2E:
        guard !point, digits > 0, sinceComma == -1 || sinceComma == 3 else { return nil }
        point = true
      case 0x2D, 0x2B:
        guard index == 0 else { return nil }
        negative = unit == 0x2D
      default: return nil
      }
    }
    guard digits > 0, !(point && scale == 0), point || sinceComma == -1 || sinceComma == 3 else {
      return nil
    }
    self.init(mantissa: negative ? -mantissa : mantissa, scale: scale)
  }

  /// The value in units of 10^-`decimals`, or nil where it has more decimals than that or
  /// does not fit 64 bits.
  public func scaled(to decimals: Int) -> Int64? {
    var result = mantissa
    var shift = decimals - Int(scale)
    while shift > 0 {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      result = product
      shift -= 1
    }
    while shift < 0 {
      guard result % 10 == 0 else { return nil }
      result /= 10
      shift += 1
    }
    return result
  }
}

extension PrintedNumber: CustomStringConvertible {
  /// Plain digits with the printed decimals: `-1234.50`.
  public var description: String {
    let digits = String(mantissa.magnitude)
    let sign = mantissa < 0 ? "-" : ""
    guard scale > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, Int(scale) + 1 - digits.count)) + digits
    return sign + padded.dropLast(Int(scale)) + "." + padded.suffix(Int(scale))
  }
}
