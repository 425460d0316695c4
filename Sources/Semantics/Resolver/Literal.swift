import Accounts
import Syntax

/// A number as written, which takes its kind from what it stands beside (semantics, rule 35).
struct Literal {
  var number: Rational
  var unit: NumberUnit?

  /// Its value in the natural unit of a kind, or nil where the two do not go together: 万 is 万元
  /// beside money and 10⁴ beside counts, a bare number is 万元 beside money, 5% is five beside a
  /// rate and 0.05 beside a quotient.
  func natural(beside kind: Unit.Kind) -> Rational? {
    switch (unit, kind) {
    case (nil, .money): times(10_000)
    case (nil, _): number
    case (.元, .money): number
    case (.万, _), (.万元, .money): kind == .rate ? nil : times(10_000)
    case (.亿, _), (.亿元, .money): kind == .rate ? nil : times(100_000_000)
    case (.percent, .rate): number
    case (.percent, .plain): (try? number / Rational(100)) ?? nil
    default: nil
    }
  }

  /// The kind it has by itself.
  var kind: Unit.Kind {
    switch unit {
    case nil, .percent: .plain
    case .元, .万, .万元, .亿, .亿元: .money
    }
  }

  private func times(_ factor: Int64) -> Rational? { try? number * Rational(factor) }
}
