import Accounts
import Semantics

/// Why a quotient of a value is blank.
enum FailedDivision: String, CaseIterable {
  case byZero = "its divisor is zero"
  case byNothing = "its divisor is blank"
}

extension ValueExpression {
  /// The value of the expression over the sums of its measures, given in the order of
  /// ``ValueExpression/measures``; where it is blank for a division, `failure` says so.
  ///
  /// In + and − a blank counts as nothing beside a value; × and ÷ with a blank are blank, as
  /// is division by zero (semantics, rule 13).
  func value(
    of sums: [Rational?], failure: inout FailedDivision?
  )
    throws(Rational.Overflow) -> Rational?
  {
    var operands = Operands(rest: sums[...])
    let value = try evaluate(&operands)
    failure = value == nil ? operands.failure : nil
    return value
  }

  /// The sums not yet read, and the first division that failed.
  private struct Operands {
    var rest: ArraySlice<Rational?>
    var failure: FailedDivision?

    mutating func next() -> Rational? { rest.popFirst() ?? nil }

    mutating func quotient(_ a: Rational?, _ b: Rational?) throws(Rational.Overflow) -> Rational? {
      guard let a else { return nil }
      guard let b, let quotient = try a / b else {
        failure = failure ?? (b == nil ? .byNothing : .byZero)
        return nil
      }
      return quotient
    }
  }

  private func evaluate(_ sums: inout Operands) throws(Rational.Overflow) -> Rational? {
    switch self {
    case .measure: return sums.next()
    case .number(let number): return number
    case .negated(let value): return try value.evaluate(&sums).map { -$0 }
    case .binary(let operation, let left, let right):
      let a = try left.evaluate(&sums)
      let b = try right.evaluate(&sums)
      return operation == .divide
        ? try sums.quotient(a, b) : try Self.combine(operation, a, b)
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
    case .multiply, .divide:
      guard let a, let b else { return nil }
      return operation == .multiply ? try a * b : try a / b
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
