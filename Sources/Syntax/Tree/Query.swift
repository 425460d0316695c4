public import Text

/// A question: what to print, and the clauses that say of what.
public struct Query: Sendable, Equatable {
  public var head: Head
  public var clauses: Clauses
  @Placed public var range: SourceRange

  public init(head: Head, clauses: Clauses, range: SourceRange) {
    self.head = head
    self.clauses = clauses
    self.range = range
  }

  public enum Head: Sendable, Equatable {
    /// `sum 支出, avg 支出, count 部门`: every column bears its verb.
    case aggregates([Aggregate])
    /// `list 支出`, `list 文件, 页, 行 from 数字`
    case list([ListColumn])
  }
}

/// One column of an aggregate query. `avg min 支出` makes two of them.
public struct Aggregate: Sendable, Equatable {
  public var verb: Verb
  /// Where the verb is written; for `基本支出` in `sum 支出, 基本支出` that is before 支出.
  @Placed public var verbRange: SourceRange
  public var operand: Operand
  /// The name after `as`.
  public var alias: Name?
  @Placed public var range: SourceRange

  public init(
    verb: Verb, verbRange: SourceRange, operand: Operand, alias: Name? = nil, range: SourceRange
  ) {
    self.verb = verb
    self.verbRange = verbRange
    self.operand = operand
    self.alias = alias
    self.range = range
  }
}

/// One column of `list`.
public struct ListColumn: Sendable, Equatable {
  public var operand: Operand
  public var alias: Name?
  @Placed public var range: SourceRange

  public init(operand: Operand, alias: Name? = nil, range: SourceRange) {
    self.operand = operand
    self.alias = alias
    self.range = range
  }
}

/// What a verb is applied to.
public enum Operand: Sendable, Equatable {
  /// `*`: every measure that adds up, or every column.
  case everything
  /// `_`: every measure column of the last result.
  case lastResult
  case expression(Expression)
}

/// What an aggregate does. The raw value is the English keyword.
public enum Verb: String, Sendable, CaseIterable {
  case sum, avg, min, max, median, count, share
}
