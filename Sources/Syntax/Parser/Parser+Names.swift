import Text

extension Parser {
  /// name = word | "`" characters "`" .
  ///
  /// A keyword that means something elsewhere only is a name here; 年度, 单位 and 检查 are the
  /// columns of that name in either language.
  mutating func parseName(_ expectation: Expectation) throws(ParseError) -> Name {
    enter(.name)
    note(expectation)
    let range = token.range
    let text: String
    switch token.kind {
    case .word(let word), .quotedName(let word): text = word
    case .keyword(let keyword, let spelling) where !keyword.isReserved:
      text = keyword.asName ?? spelling
    default: throw unexpected()
    }
    step()
    return Name(text, range: range)
  }

  /// words = text | characters up to a white space, ";" or "#" .
  ///
  /// A file's name, a word to be found, the id of a rule: what is no part of the language.
  /// All but files' names are folded.
  mutating func parseWords(_ expectation: Expectation) throws(ParseError) -> TextLiteral {
    enter(.words)
    note(expectation)
    let range = token.range
    if case .text(let text) = token.kind {
      step()
      return TextLiteral(text, range: range)
    }
    guard !isAtEnd else { throw unexpected() }
    var last = index
    while tokens[last + 1].range.start == tokens[last].range.end, !endsWords(tokens[last + 1]) {
      last += 1
    }
    index = last
    step()
    let whole = range.union(tokens[last].range)
    let written = source[whole]
    return TextLiteral(expectation == .file ? written : Folding.fold(written), range: whole)
  }

  private func endsWords(_ token: Token) -> Bool {
    switch token.kind {
    case .newline, .semicolon, .end, .symbol(.rightParen): true
    default: false
    }
  }
}
