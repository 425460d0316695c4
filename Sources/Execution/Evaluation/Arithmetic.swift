import Accounts
import Semantics

extension ValueExpression {
  /// The value of the expression over the sums of its measures, given in the order of
  /// ``ValueExpression/measures``.
  ///
  /// In + and − a blank counts as nothing beside a value; × and ÷ with a blank are blank, as
  /// is division by zero (semantics, rule 13).
  func value(of sums: [Rational?]) throws(Rational.Overflow) -> Rational? {
    var rest = sums[...]
    return try evaluate(&rest)
  }

  private func evaluate(_ sums: inout ArraySlice<Rational?>) throws(Rational.Overflow) -> Rational?
  {
    switch self {
    case .measure: return sums.popFirst() ?? nil
    case .number(let number): return number
    case .negated(let value): return try value.evaluate(&sums).map { -$0 }
    case .binary(let operation, let left, let right):
      let a = try left.evaluate(&sums)
      let b = try right.evaluate(&sums)
      return try Self.combine(operation, a, b)
    case .call(let function, let arguments):
      var values: [Rational?] = []
      for argument in arguments { values.append(try argument.evaluate(&sums)) }
      return try Self.call(function, values)
    case .choose(let condition, let yes, let no):
      let left = try condition.left.evaluate(&sums)
      let right = try condition.right.evaluate(&sums)
      let yes = try yes.evaluate(&sums)
      let no = try no.evaluate(&sums)
      guard let left, let right else { return no }
      return condition.comparison.holds(left, right) ? yes : no
    }
  }

  private static func combine(
    _ operation: Operator, _ a: Rational?, _ b: Rational?
  )
    throws(Rational.Overflow) -> Rational?
  {
    switch operation {
    case .add, .subtract:
      guard let b else { return a }
      let signed = operation == .add ? b : -b
      guard let a else { return signed }
      return try a + signed
    case .multiply:
      guard let a, let b else { return nil }
      return try a * b
    case .divide:
      guard let a, let b else { return nil }
      return try a / b
    }
  }

  private static func call(
    _ function: Function, _ values: [Rational?]
  )
    throws(Rational.Overflow) -> Rational?
  {
    switch function {
    case .abs: return values[0]?.magnitude
    case .coalesce: return values.lazy.compactMap { $0 }.first
    case .round:
      guard let value = values[0] else { return nil }
      let decimals = values.count > 1 ? values[1].map { Int(clamping: $0.numerator) } ?? 0 : 0
      return Rational(try value.rounded(to: max(0, min(9, decimals))))
    }
  }
}
