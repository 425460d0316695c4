import Accounts

/// A printed rate against what its amounts make of it.
struct RateCheck {
  let outcome: Outcome
  /// The recomputed rate with the printed decimals, such as 36.32%.
  let expected: String

  enum Outcome {
    case exact
    /// The range of the recomputed rate meets the printed one.
    case rounding
    /// The digits beyond the last were cut off.
    case cut
    /// Off by one last digit.
    case adjacent
    case broken
  }

  /// - Parameter formula: the rate in percent from the values of `inputs`; nil where there is
  ///   none. It must rise or fall throughout in each of them.
  init?(
    _ printed: Printed, _ inputs: [Quantity],
    _ formula: ([Rational]) throws -> Rational?
  ) rethrows {
    let scale = Int(printed.number.scale)
    guard let value = try formula(inputs.map(\.value)),
      let rounded = try? value.rounded(to: scale)
    else { return nil }
    expected = "\(rounded)%"
    let number = printed.number
    if rounded == number {
      outcome = .exact
      return
    }
    let unit = Rational(1, over: Rational.powerOfTen(scale))
    guard let half = try? unit * Rational(1, over: 2), let low = try? Rational(number) - half,
      let high = try? Rational(number) + half
    else { return nil }
    let range = try Self.range(inputs, formula)
    if let range, range.lowerBound <= high, low <= range.upperBound {
      outcome = .rounding
    } else if Self.isCut(value, number) {
      outcome = .cut
    } else {
      outcome = (rounded.mantissa - number.mantissa).magnitude == 1 ? .adjacent : .broken
    }
  }

  /// The formula at the ends of its inputs' ranges.
  private static func range(
    _ inputs: [Quantity], _ formula: ([Rational]) throws -> Rational?
  ) rethrows -> ClosedRange<Rational>? {
    var corners: [[Rational]] = [[]]
    for input in inputs { corners = corners.flatMap { corner in input.ends.map { corner + [$0] } } }
    let values = try corners.compactMap(formula)
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }

  private static func isCut(_ value: Rational, _ number: PrintedNumber) -> Bool {
    guard let unit = Optional(Rational(1, over: Rational.powerOfTen(Int(number.scale)))),
      let rest = try? value.magnitude - Rational(number).magnitude
    else { return false }
    return (value < .zero) == (number.mantissa < 0) && !(rest < .zero) && rest < unit
  }
}
