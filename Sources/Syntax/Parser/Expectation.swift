public import Text

/// What the grammar allows at one place. The parser notes it as it looks; error messages and
/// completion both read it.
public enum Expectation: Sendable, Hashable {
  case keyword(Keyword)
  case symbol(Symbol)
  /// A measure or a name that `let` gave one.
  case measure
  /// A measure, a dimension, or a column of the relation or of the answer.
  case column
  case dimension
  case relation
  /// A value of the dimension or column that stands before the comparison; nil where that is
  /// not a plain name.
  case value(of: String?)
  case number
  case year
  case moneyUnit
  case text
  case file
  case parameter
  /// A name of the writer's own.
  case newName
  /// A filter that `let` named.
  case namedFilter
  case savedQuery
  /// The id of a rule of `check`.
  case rule
  /// What `show` can show.
  case topic
  /// Any word, as after `find`.
  case word
  case endOfStatement
}

/// What may stand at one place of a text, for completion.
public struct Expectations: Sendable, Equatable {
  /// In the grammar's order, none twice.
  public var items: [Expectation]
  /// The bytes of the word begun there, which a completion replaces; empty between words.
  public var replaced: SourceRange
  /// The name after `from`, or else after `list` or `count`, where the statement has one before
  /// this place: that of a relation, if there is one of that name.
  public var relation: String?

  public init(items: [Expectation], replaced: SourceRange, relation: String? = nil) {
    self.items = items
    self.replaced = replaced
    self.relation = relation
  }
}
