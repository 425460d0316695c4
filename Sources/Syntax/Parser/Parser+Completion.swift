public import Text

extension Parser {
  /// What may stand at a byte offset of a text: the parser's own expectations there.
  ///
  /// Empty where the statement is faulty before that place, or inside a comment.
  public static func expectations(in source: SourceText, at offset: Int) -> Expectations {
    let offset = min(max(offset, 0), source.bytes.count)
    let head = Array(source.bytes[..<offset])
    let (tokens, comments) = Lexer.tokens(of: head)
    let nothing = SourceRange(start: offset, end: offset)
    if let comment = comments.last, comment.range.end == offset {
      return Expectations(items: [], replaced: nothing)
    }
    let begun = tokens.dropLast().last.flatMap { $0.isBegunWord(at: offset) ? $0 : nil }
    let cut = begun?.range.start ?? offset
    var parser = Parser(SourceText(name: source.name, bytes: Array(head[..<cut])))
    parser.isNoting = true
    _ = parser.parseScript()
    return Expectations(
      items: parser.expectedAtEndOfText, replaced: SourceRange(start: cut, end: offset),
      relation: parser.relationOfStatement)
  }

  /// The name behind the last `from` of the last statement.
  private var relationOfStatement: String? {
    let statement = tokens[statementStart...]
    guard
      let from = statement.lastIndex(where: {
        if case .keyword(.from, _) = $0.kind { true } else { false }
      }), case .word(let relation) = tokens[min(from + 1, tokens.count - 1)].kind
    else { return nil }
    return relation
  }

  /// Whether a text is whole, or a line more would continue it.
  ///
  /// It is not whole where a bracket is open, or the last line ends in an operator, a comma or a
  /// clause's keyword.
  public static func isComplete(_ text: String) -> Bool {
    let result = parse(SourceText(name: "", text + "\n"))
    guard case .unexpected(let last)? = result.errors.last?.fact else { return true }
    return !last.isAtEndOfText
  }
}

extension Token {
  /// Whether a completion at `offset` replaces this token: a word, a number or a text that is
  /// still being typed.
  fileprivate func isBegunWord(at offset: Int) -> Bool {
    guard range.end == offset else { return false }
    switch kind {
    case .word, .keyword, .number, .fault(.unterminatedText), .fault(.unterminatedName),
      .fault(.unknownUnit), .parameter, .fault(.incompleteSign):
      return true
    default: return false
    }
  }
}
