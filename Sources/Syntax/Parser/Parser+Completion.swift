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
    let cut = Self.startOfBegunWord(in: tokens.dropLast(), at: offset)
    var parser = Parser(SourceText(name: source.name, bytes: Array(head[..<cut])))
    parser.notedIndex = parser.tokens.count - 1
    _ = parser.parseScript()
    return Expectations(
      items: parser.expected, replaced: SourceRange(start: cut, end: offset),
      relation: parser.relationOfStatement)
  }

  /// Where the word begins that a completion at `offset` replaces.
  private static func startOfBegunWord(in tokens: ArraySlice<Token>, at offset: Int) -> Int {
    guard let last = tokens.last, last.range.end == offset else { return offset }
    // Behind these, everything up to the white space is one word: to docs/a.txt
    var run = tokens.endIndex - 1
    while run > tokens.startIndex, tokens[run - 1].range.end == tokens[run].range.start { run -= 1 }
    if run > tokens.startIndex, case .keyword(let keyword, _) = tokens[run - 1].kind,
      [.to, .find, .help, .verify].contains(keyword)
    {
      return tokens[run].range.start
    }
    return last.isBegunWord ? last.range.start : offset
  }

  /// The name behind the last `from` of the last statement, else behind its `list` or `count`.
  private var relationOfStatement: String? {
    name(behind: [.from]) ?? name(behind: [.list, .count])
  }

  private func name(behind keywords: [Keyword]) -> String? {
    let place = tokens[statementStart...].lastIndex { token in
      if case .keyword(let keyword, _) = token.kind { keywords.contains(keyword) } else { false }
    }
    guard let place, case .word(let name) = tokens[min(place + 1, tokens.count - 1)].kind else {
      return nil
    }
    return name
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
  /// Whether it may still be being typed: a word, a number, a text not yet closed.
  fileprivate var isBegunWord: Bool {
    switch kind {
    case .word, .keyword, .number, .fault(.unterminatedText), .fault(.unterminatedName),
      .fault(.unknownUnit), .parameter, .fault(.incompleteSign):
      true
    default: false
    }
  }
}
