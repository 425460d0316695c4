import Accounts

/// An amount with what its printing leaves open: a printed number stands for itself plus or
/// minus half a unit of its last digit, a sum for the sum of those ranges.
///
/// This is the one tolerance of all rules. Values are whole numbers of half a stored unit (see
/// ``Unit/storedDecimals``), so that sums are exact.
struct Quantity {
  private(set) var halves: Int64
  /// Half the width of the range.
  private(set) var slack: Int64
  /// The decimals printed, in `unit`.
  private(set) var decimals: UInt8
  let unit: Unit

  /// Nil where the number does not fit.
  init?(_ number: PrintedNumber, _ unit: Unit) {
    guard let stored = unit.stored(number), stored.magnitude < Self.limit,
      let lastDigit = unit.stored(PrintedNumber(mantissa: 1, scale: number.scale))
    else { return nil }
    halves = stored * 2
    // Counts are whole: 26 people are not 26 give or take a half.
    slack = unit.kind == .count ? 0 : lastDigit
    decimals = number.scale
    self.unit = unit
  }

  private init(halves: Int64, slack: Int64, decimals: UInt8, unit: Unit) {
    self.halves = halves
    self.slack = slack
    self.decimals = decimals
    self.unit = unit
  }

  /// Far from what sums of thousands could overflow.
  private static let limit: UInt64 = 1 << 48

  static func zero(_ unit: Unit) -> Quantity {
    Quantity(halves: 0, slack: 0, decimals: 0, unit: unit)
  }

  /// A number that is not printed but known, such as the 100 of a list of shares.
  static func exactly(_ number: Int64, _ unit: Unit) -> Quantity {
    let halves = (unit.stored(PrintedNumber(mantissa: number, scale: 0)) ?? 0) * 2
    return Quantity(halves: halves, slack: 0, decimals: 0, unit: unit)
  }

  /// The same value as known, not as printed: points and counts of a form are what they are.
  var exact: Quantity { Quantity(halves: halves, slack: 0, decimals: decimals, unit: unit) }

  var isZero: Bool { halves == 0 }
  /// 100%.
  var isWhole: Bool { unit == .percent && halves == Self.exactly(100, .percent).halves }

  mutating func add(_ other: Quantity, sign: Int = 1) {
    halves += Int64(sign) * other.halves
    slack += other.slack
    decimals = max(decimals, other.decimals)
  }

  static func - (a: Quantity, b: Quantity) -> Quantity {
    var result = a
    result.add(b, sign: -1)
    return result
  }

  /// How two amounts of one kind agree.
  func agreement(with other: Quantity) -> Agreement {
    let difference = (halves - other.halves).magnitude
    return difference == 0
      ? .exact : difference <= UInt64(slack + other.slack) ? .rounding : .broken
  }

  /// The value, and the ends of its range, in the unit's own terms.
  var value: Rational { natural(halves) }
  var ends: [Rational] {
    slack == 0 ? [value] : [natural(halves - slack), natural(halves + slack)]
  }

  private func natural(_ halves: Int64) -> Rational {
    Rational(Int128(halves), over: 2 * Rational.powerOfTen(unit.storedDecimals))
  }

  /// The value in its unit, with the decimals of the numbers it is made of.
  var text: String {
    let number = try? value.rounded(to: Int(decimals))
    return "\(number?.description ?? "")\(unit.rawValue)"
  }
}

/// How a printed number and what it should be agree.
enum Agreement {
  case exact
  /// Their ranges meet.
  case rounding
  case broken
}
