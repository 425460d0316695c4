/// An exact fraction, so that a quotient or a mean is rounded once, at the end.
///
/// Numerator and denominator are 128 bits wide and kept in lowest terms; an operation that
/// does not fit throws ``Overflow``, never wraps.
public struct Rational: Sendable, Hashable {
  public private(set) var numerator: Int128
  /// Positive.
  public private(set) var denominator: Int128

  /// A result beyond 128 bits.
  public struct Overflow: Error {
    public init() {}
  }

  public static let zero = Rational(0)

  public init(_ integer: Int64) {
    numerator = Int128(integer)
    denominator = 1
  }

  /// `numerator` / `denominator` in lowest terms; the denominator must not be zero.
  public init(_ numerator: Int128, over denominator: Int128) {
    let divisor = Int128(
      Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    let (numerator, denominator) = (
      Self.divide(numerator, by: divisor).quotient, Self.divide(denominator, by: divisor).quotient
    )
    self.init(
      lowest: denominator < 0 ? -numerator : numerator,
      over: denominator < 0 ? -denominator : denominator)
  }

  /// Of two numbers without a common divisor, the second positive.
  private init(lowest numerator: Int128, over denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The value of a printed number.
  public init(_ printed: PrintedNumber) {
    self.init(Int128(printed.mantissa), over: Self.powerOfTen(Int(printed.scale)))
  }

  /// 10^`exponent`, for 0 to 38.
  public static func powerOfTen(_ exponent: Int) -> Int128 {
    powersOfTen[exponent]
  }

  private static let powersOfTen: [Int128] = (0..<38).reduce(into: [1]) { powers, _ in
    powers.append(powers[powers.count - 1] * 10)
  }

  /// Division of 64 bits is many times quicker, and most numbers are no wider.
  private static func divide(
    _ a: Int128, by b: Int128
  ) -> (quotient: Int128, remainder: Int128) {
    if let low = Int64(exactly: a), let divisor = Int64(exactly: b), divisor > 0 {
      let (quotient, remainder) = low.quotientAndRemainder(dividingBy: divisor)
      return (Int128(quotient), Int128(remainder))
    }
    return a.quotientAndRemainder(dividingBy: b)
  }

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 {
      if let low = UInt64(exactly: a), let lesser = UInt64(exactly: b) {
        return UInt128(greatestCommonDivisor(low, lesser))
      }
      (a, b) = (b, a % b)
    }
    return max(a, 1)
  }

  /// Stein's algorithm, which shifts and subtracts instead of dividing, once the greater number
  /// has been brought near the lesser.
  private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    guard b != 0, a % b != 0 else { return max(b == 0 ? a : b, 1) }
    var (a, b) = (b, a % b)
    let twos = (a | b).trailingZeroBitCount
    a &>>= UInt64(a.trailingZeroBitCount)
    while b != 0 {
      b &>>= UInt64(b.trailingZeroBitCount)
      if a > b { swap(&a, &b) }
      b -= a
    }
    return a &<< UInt64(twos)
  }

  private static func product(_ a: Int128, _ b: Int128) throws(Overflow) -> Int128 {
    if let a = Int64(exactly: a), let b = Int64(exactly: b) { return Int128(a) * Int128(b) }
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    guard !overflow else { throw Overflow() }
    return result
  }

  private static func sum(_ a: Int128, _ b: Int128) throws(Overflow) -> Int128 {
    let (result, overflow) = a.addingReportingOverflow(b)
    guard !overflow else { throw Overflow() }
    return result
  }

  public static func + (a: Self, b: Self) throws(Overflow) -> Self {
    if a.denominator == b.denominator {
      return Rational(try sum(a.numerator, b.numerator), over: a.denominator)
    }
    return Rational(
      try sum(try product(a.numerator, b.denominator), try product(b.numerator, a.denominator)),
      over: try product(a.denominator, b.denominator))
  }

  public static func - (a: Self, b: Self) throws(Overflow) -> Self { try a + -b }

  public static func * (a: Self, b: Self) throws(Overflow) -> Self {
    // Reducing crosswise first keeps the products small, and leaves nothing to reduce.
    let left = Rational(a.numerator, over: b.denominator)
    let right = Rational(b.numerator, over: a.denominator)
    return Rational(
      lowest: try product(left.numerator, right.numerator),
      over: try product(left.denominator, right.denominator))
  }

  /// The quotient; nil where `b` is zero.
  public static func / (a: Self, b: Self) throws(Overflow) -> Self? {
    guard b.numerator != 0 else { return nil }
    let isNegative = b.numerator < 0
    return try a
      * Rational(
        lowest: isNegative ? -b.denominator : b.denominator,
        over: isNegative ? -b.numerator : b.numerator)
  }

  public static prefix func - (a: Self) -> Self {
    Rational(lowest: -a.numerator, over: a.denominator)
  }

  public var magnitude: Self { numerator < 0 ? -self : self }
  public var isZero: Bool { numerator == 0 }

  /// The value with `decimals` decimals, halves rounded away from zero (四舍五入).
  public func rounded(to decimals: Int) throws(Overflow) -> PrintedNumber {
    guard let mantissa = Int64(exactly: try nearestMultiple(decimals)) else { throw Overflow() }
    return PrintedNumber(mantissa: mantissa, scale: UInt8(decimals))
  }

  /// The multiple of 10^-`decimals` next to the value, halves rounded away from zero.
  public func nearest(decimals: Int) throws(Overflow) -> Self {
    Rational(try nearestMultiple(decimals), over: Self.powerOfTen(decimals))
  }

  /// How many times 10^-`decimals` the value is, halves rounded away from zero.
  private func nearestMultiple(_ decimals: Int) throws(Overflow) -> Int128 {
    let scaled = try Self.product(numerator, Self.powerOfTen(decimals))
    let (quotient, remainder) = Self.divide(scaled, by: denominator)
    guard remainder.magnitude >= denominator.magnitude - remainder.magnitude else {
      return quotient
    }
    return quotient + (numerator < 0 ? -1 : 1)
  }

  /// The decimals needed to write the value exactly, at least `least` and at most `most`;
  /// nil where `most` does not suffice.
  public func exactDecimals(atLeast least: Int, atMost most: Int) -> Int? {
    (least...most).first { Self.divide(Self.powerOfTen($0), by: denominator).remainder == 0 }
  }
}

extension Rational: Comparable {
  public static func < (a: Self, b: Self) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    if let x = Int64(exactly: a.numerator), let y = Int64(exactly: b.numerator),
      let m = Int64(exactly: a.denominator), let n = Int64(exactly: b.denominator)
    {
      return Int128(x) * Int128(n) < Int128(y) * Int128(m)
    }
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return (left.high, left.low) < (right.high, right.low)
  }
}

extension Unit {
  /// A stored integer as a fraction of the kind's natural unit: 元 for money, one for counts,
  /// percent for rates, points for scores.
  public func natural(_ stored: Int64) -> Rational {
    Rational(Int128(stored), over: Rational.powerOfTen(kind == .money ? 2 : 6))
  }

  /// How many 元 one of this money unit is.
  public var yuan: Int64 {
    switch self {
    case .万元: 10_000
    case .亿元: 100_000_000
    default: 1
    }
  }
}
