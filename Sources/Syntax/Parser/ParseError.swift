public import Text

/// What is wrong with a statement, and where. The words for it are in
/// `ParseError+Diagnostic.swift`.
public struct ParseError: Error, Sendable, Equatable {
  public var fact: Fact
  public var range: SourceRange

  public init(_ fact: Fact, range: SourceRange) {
    self.fact = fact
    self.range = range
  }

  public enum Fact: Sendable, Equatable {
    /// Something else than the grammar allows.
    case unexpected(Unexpected)
    case lexical(LexicalFault)
    /// A clause that the statement has already.
    case repeatedClause(Keyword)
    /// A clause that this kind of statement does not take.
    case clauseNotTaken(Keyword, ClauseOwner)
    /// The statement begins with the first word of an SQL statement.
    case sql
    /// A word of another query language, and what is written here instead.
    case foreignWord(String, instead: String)
    /// A verb inside an expression, or `list` beside another verb.
    case verbInside(String)
    case listBesideVerb
    /// One `as` for the columns of several verbs.
    case aliasOfSeveral(Name)
    /// A value or a measure where a condition is needed.
    case noCondition(String)
    /// A condition where a value or a measure is needed.
    case conditionAsValue
    /// `100 < 支出 < 200`
    case chainedComparison
    case notAYear(String)
    case notACount(String)
    case arity(Function, given: Int)
    case unclosedParenthesis
    /// Deeper or longer than the limits of the parser.
    case tooDeep
    case tooLong
  }

  public struct Unexpected: Sendable, Equatable {
    /// The words that were found, nil at the end of the statement.
    public var found: String?
    /// The words before it, nil at the beginning of the statement.
    public var after: String?
    /// The largest construct that could begin here.
    public var goal: Production?
    public var expected: [Expectation]
    /// Whether the text ends here, so that more of it could mend this.
    public var isAtEndOfText: Bool

    public init(
      found: String?, after: String?, goal: Production?, expected: [Expectation],
      isAtEndOfText: Bool
    ) {
      self.found = found
      self.after = after
      self.goal = goal
      self.expected = expected
      self.isAtEndOfText = isAtEndOfText
    }
  }
}
