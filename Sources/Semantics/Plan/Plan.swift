// Semantics turns a parsed statement into a plan: every name resolved against the catalogue
// and the dataset, every rule that needs no rows already decided.

public import Accounts

/// A question about measures, ready to run.
public struct MeasurePlan: Sendable {
  /// The `by` dimensions, outer to inner.
  public var keys: [Dimension] = []
  /// The dimension whose values become columns.
  public var across: Dimension?
  public var columns: [ValueColumn] = []
  public var filter: Predicate = .always
  public var comparison: YearComparison?
  public var having: ResultCondition?
  public var order: [OrderTerm] = []
  public var top: Int?
  public var hasTotal = false
  public var hasSubtotals = false
  public var hasRest = false
  public var isTree = false
  /// Measures stand in rows (`by 指标`): each column's measures answer for themselves.
  public var measureRows: [ValueColumn] = []
  /// The money unit of the answer.
  public var unit: Unit = .万元
  /// Codes and years that the condition names, to be noted where they have no facts.
  public var askedValues: [AskedValue] = []
  /// The dimensions `per` makes one value for first.
  public var per: [Dimension] = []

  public init() {}
}

/// A value that a condition names with = or in, or that a year clause names.
public struct AskedValue: Sendable, Equatable {
  public var dimension: Dimension
  /// As written: 205, 2019.
  public var text: String

  public init(_ dimension: Dimension, _ text: String) {
    self.dimension = dimension
    self.text = text
  }
}

/// A column of values in the answer.
public struct ValueColumn: Sendable {
  public var name: String
  public var verb: Verb
  public var value: ValueExpression
  public var type: ValueType
  /// The kind of what is summed, where the column shows a share of it.
  public var baseKind: Unit.Kind = .money
  /// Whether it is only there for `having` or `order`.
  public var isHidden = false

  public init(name: String, verb: Verb, value: ValueExpression, type: ValueType) {
    self.name = name
    self.verb = verb
    self.value = value
    self.type = type
  }
}

/// What is made of a group's values.
public enum Verb: Sendable, Equatable {
  case sum
  /// Over one value per report and group, or per what `per` names.
  case average, minimum, maximum, median
  /// Reports with a figure.
  case countReports
  /// Distinct values of a dimension among the facts.
  case countDistinct(Dimension)
  /// In percent of the total, or of the total within the dimensions named.
  case share(within: [Dimension])
  /// The place of the sum among the rows', 1 for the largest.
  case rank

  /// Whether its values over parts add up to that over the whole.
  public var addsUp: Bool {
    switch self {
    case .sum, .countReports: true
    case .average, .minimum, .maximum, .median, .countDistinct, .share, .rank: false
    }
  }

  /// Whether nothing to count makes zero, not a blank.
  public var isCount: Bool {
    switch self {
    case .countReports, .countDistinct: true
    default: false
    }
  }
}

/// An expression over measures.
public indirect enum ValueExpression: Sendable, Equatable {
  case measure(Measure.ID, Predicate)
  case number(Rational)
  case binary(Operator, ValueExpression, ValueExpression)
  case negated(ValueExpression)
  case call(Function, [ValueExpression])
  case choose(ValueCondition, ValueExpression, ValueExpression)

  public enum Operator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
  }

  public enum Function: String, Sendable {
    /// round(x, decimals), abs(x), coalesce(x, y, …).
    case round, abs, coalesce
  }

  /// Whether it divides, so that its values over parts do not add up.
  public var divides: Bool {
    switch self {
    case .measure, .number: false
    case .binary(.divide, _, let right): !right.measures.isEmpty
    case .binary(.multiply, let left, let right):
      !left.measures.isEmpty && !right.measures.isEmpty || left.divides || right.divides
    case .binary(_, let left, let right): left.divides || right.divides
    case .negated(let value): value.divides
    case .call, .choose: true
    }
  }

  /// Every measure in it, with its own filter.
  public var measures: [(id: Measure.ID, filter: Predicate)] {
    switch self {
    case .measure(let id, let filter): [(id, filter)]
    case .number: []
    case .binary(_, let left, let right): left.measures + right.measures
    case .negated(let value): value.measures
    case .call(_, let values): values.flatMap(\.measures)
    case .choose(let condition, let yes, let no):
      condition.left.measures + condition.right.measures + yes.measures + no.measures
    }
  }
}

/// A comparison of two values, for `if`.
public struct ValueCondition: Sendable, Equatable {
  public var left: ValueExpression
  public var comparison: Comparison
  public var right: ValueExpression

  public init(left: ValueExpression, comparison: Comparison, right: ValueExpression) {
    self.left = left
    self.comparison = comparison
    self.right = right
  }
}

public enum Comparison: String, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  public func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}

/// What a value counts, and how it is shown (semantics, rule 22).
public struct ValueType: Sendable, Equatable {
  public var kind: Unit.Kind
  /// 人, 辆 or % where the kind alone does not say.
  public var unit: Unit
  /// A sum of printed numbers: shown with every decimal it needs. Else rounded.
  public var isExact: Bool
  /// What `round` gave: shown with the decimals it has.
  public var isRound: Bool

  public init(kind: Unit.Kind, unit: Unit = .none, isExact: Bool = true, isRound: Bool = false) {
    self.kind = kind
    self.unit = unit
    self.isExact = isExact
    self.isRound = isRound
  }

  /// Decimals of a rounded value.
  public var decimals: Int {
    switch kind {
    case .money, .rate, .score: 2
    case .count: isExact ? 0 : 2
    case .plain: 4
    }
  }
}

/// `vs`: years side by side, each against the last.
public enum YearComparison: Sendable, Equatable {
  case years([Int])
  /// `vs 上年`: each year against the one before it.
  case previous
}

/// A condition on the values of the answer (`having`), by column.
public indirect enum ResultCondition: Sendable {
  case all([ResultCondition])
  case any([ResultCondition])
  case not(ResultCondition)
  case compare(ResultOperand, Comparison, ResultOperand)
  case isNull(ResultOperand, isNegated: Bool)
}

public enum ResultOperand: Sendable {
  /// An index of the plan's columns, hidden ones included.
  case column(Int)
  /// A column that only the answer has: 增减率, or a value of `across`.
  case named(String)
  /// A number in the natural unit of what it is compared with (元, one, percent).
  case number(Rational)
  /// A number by the kind of what it is compared with, which only the rows tell.
  case numbers([Unit.Kind: Rational])
}

public struct OrderTerm: Sendable {
  public enum Key: Sendable, Equatable {
    case dimension(Int)
    case column(Int)
    /// A column that only the answer has: 增减额, 增减率, a year, a value of `across`.
    case named(String)
  }

  public var key: Key
  public var isDescending: Bool

  public init(key: Key, isDescending: Bool) {
    self.key = key
    self.isDescending = isDescending
  }
}
