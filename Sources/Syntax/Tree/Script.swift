// Syntax turns text into trees and trees into text. It knows the language's words and its
// grammar, and nothing of the data: a name in a tree is what was written, not yet a measure,
// a dimension or a value. Start here, with what a script holds; then Query, Clauses,
// Expression and Condition; Grammar.md defines what each of them means.

public import Text

/// A source of statements: a script, what `-c` gave, a line of a session.
public struct Script: Sendable, Equatable {
  public var statements: [Statement]
  /// In the order they stand; the formatter puts them back.
  public var comments: [Comment]

  public init(statements: [Statement], comments: [Comment] = []) {
    self.statements = statements
    self.comments = comments
  }
}

/// One statement with its place.
public struct Statement: Sendable, Equatable {
  public var kind: Kind
  @Placed public var range: SourceRange

  public init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  public enum Kind: Sendable, Equatable {
    /// `sum 支出 by 部门`
    case query(Query)
    /// `source sum 支出 by 部门`: the printed figures behind an answer.
    case source(Query)
    /// `explain sum 支出`, and `explain plan sum 支出` with the plan for developers.
    case explain(Query, plan: Bool)
    /// `explain check 表3合计`: what a rule of `check` looks at.
    case explainCheck(rule: TextLiteral)
    /// `let 人均 = 支出 / 人数`
    case define(Definition)
    /// `run 各部门`: a query that `let` saved.
    case run(Name)
    /// `assert 支出 = 基本支出 + 项目支出 by 部门`
    case assert(Assertion)
    /// `verify '2020年度支出合计5335.32万元' where 部门~经开`
    case verify(Verification)
    /// `find 学前`
    case find(TextLiteral, Clauses)
    /// `check where 级别=错误`
    case check(Clauses)
    /// `show 部门 where 市=武汉`
    case show(Name, Clauses)
    /// `describe 支出`
    case describe(Name)
    /// `chart sum 支出 by 年度`
    case chart(Chart)
    /// `help`, `help where`
    case help(TextLiteral?)
  }
}

/// `let name = …`
public struct Definition: Sendable, Equatable {
  public var name: Name
  public var value: Value

  public init(name: Name, value: Value) {
    self.name = name
    self.value = value
  }

  public enum Value: Sendable, Equatable {
    /// A measure (`支出 / 人数`), or a value (`'汉阳区'`, `2020`).
    case expression(Expression)
    /// A filter: `类=210 or 类=208`.
    case condition(Condition)
    /// A saved query: `sum 支出 by 部门`.
    case query(Query)
  }
}

/// `assert left operator right`, with clauses among where, by, year, per, from and within.
public struct Assertion: Sendable, Equatable {
  public var left: Expression
  /// One of = != < <= > >=.
  public var comparison: Comparison
  public var right: Expression
  public var clauses: Clauses

  public init(left: Expression, comparison: Comparison, right: Expression, clauses: Clauses) {
    self.left = left
    self.comparison = comparison
    self.right = right
    self.clauses = clauses
  }
}

/// `verify` of a sentence, or of a file of prose.
public struct Verification: Sendable, Equatable {
  public var subject: Subject
  /// Among where, year and to.
  public var clauses: Clauses

  public init(subject: Subject, clauses: Clauses) {
    self.subject = subject
    self.clauses = clauses
  }

  public enum Subject: Sendable, Equatable {
    case sentence(TextLiteral)
    case file(TextLiteral)
  }
}

/// `chart bar sum 支出 by 年度`; without a query, the last result.
public struct Chart: Sendable, Equatable {
  public enum Shape: String, Sendable, CaseIterable {
    case bar, line
  }

  public var shape: Shape?
  public var query: Query?

  public init(shape: Shape?, query: Query?) {
    self.shape = shape
    self.query = query
  }
}

/// A comment, from its sign to the end of its line.
public struct Comment: Sendable, Equatable {
  /// The words after the sign `#` or `--`, without white space at the end.
  public var text: String
  @Placed public var range: SourceRange

  public init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}
