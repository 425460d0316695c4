public import Text

/// What is true, false or unknown of a row.
public struct Condition: Sendable, Equatable {
  public var kind: Kind
  @Placed public var range: SourceRange

  public init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  public indirect enum Kind: Sendable, Equatable {
    /// `类=210`, `支出 >= 1亿`, `部门 ~ 汉阳`
    case comparison(Expression, Comparison, Expression)
    /// `类 in (210, 213..215)`; `类 = 208..213` is the same as `类 in (208..213)`.
    case membership(Expression, [Element], negated: Bool)
    /// `款 is null`
    case isNull(Expression, negated: Bool)
    /// A filter that `let` named.
    case named(Name)
    case not(Condition)
    /// Two or more; none of them is an `and` itself.
    case and([Condition])
    /// Two or more; none of them is an `or` itself.
    case or([Condition])
  }

  /// One entry of `in (…)`.
  public enum Element: Sendable, Equatable {
    case value(Expression)
    /// Both ends included.
    case range(Expression, Expression)
    /// `@-`: the values on standard input.
    case standardInput(PlacedFlag)
  }
}

public enum Comparison: String, Sendable, CaseIterable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contains = "~"
  case containsNot = "!~"
}
