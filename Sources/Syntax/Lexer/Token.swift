import Text

/// One piece of a text as the parser sees it: full-width signs folded, keywords told apart.
struct Token {
  var kind: Kind
  var range: SourceRange

  enum Kind: Equatable {
    case word(String)
    /// A word of the language as it was spelt, folded.
    case keyword(Keyword, String)
    case quotedName(String)
    case text(String)
    case number(String, NumberUnit?)
    case parameter(String)
    case symbol(Symbol)
    case standardInput
    case newline
    case semicolon
    case end
    /// What is no token; it is an error only where the parser comes upon it.
    case fault(LexicalFault)
  }
}

/// A sign of the language.
public enum Symbol: String, Sendable, CaseIterable {
  case leftParen = "("
  case rightParen = ")"
  case comma = ","
  case range = ".."
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contains = "~"
  case containsNot = "!~"

  var comparison: Comparison? { Comparison(rawValue: rawValue) }
  var arithmetic: Arithmetic? { Arithmetic(rawValue: rawValue) }
}

/// Why a piece of text is no token.
public enum LexicalFault: Sendable, Hashable {
  case unexpectedCharacter(String)
  /// A string without its closing quote on the same line.
  case unterminatedText
  /// A backquoted name without its closing backquote on the same line.
  case unterminatedName
  case emptyName
  /// Letters right behind a number that are no unit.
  case unknownUnit(number: String, unit: String)
  /// `$` or `@` without what belongs to it.
  case incompleteSign(String)
}
