public import Text

/// What has a value: a measure, a column, a number, a word, or a calculation with them.
public struct Expression: Sendable, Equatable {
  public var kind: Kind
  @Placed public var range: SourceRange

  public init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  public indirect enum Kind: Sendable, Equatable {
    /// A bare word: a measure, a column, a dimension, a let-name, or (beside a comparison) a
    /// value such as 卫生健康支出.
    case name(Name)
    case number(NumberLiteral)
    case text(TextLiteral)
    /// `$dept`; the name is without its sign.
    case parameter(Name)
    case negated(Expression)
    case binary(Arithmetic, Expression, Expression)
    /// `round(支出, 1)`: as many arguments as the function takes.
    case call(Function, [Expression])
    /// `if(支出 > 0, 支出, 0)`
    case conditional(Condition, Expression, Expression)
    /// `(人数 where 人员类别=在职)`: a filter on this operand alone.
    case filtered(Expression, Condition)
  }
}

public enum Arithmetic: String, Sendable, CaseIterable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
}

/// The functions but `if`, which takes a condition.
public enum Function: String, Sendable, CaseIterable {
  case round, abs, coalesce, rank

  /// How many arguments it takes.
  public var arity: ClosedRange<Int> {
    switch self {
    case .round: 1...2
    case .abs, .rank: 1...1
    case .coalesce: 2...100
    }
  }
}
