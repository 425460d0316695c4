import Text

/// Cuts a text into tokens.
///
/// It works on UTF-8 bytes, never fails, and every byte that is not white space or a comment
/// lies in exactly one token. Complexity: O(bytes).
struct Lexer {
  let bytes: [UInt8]
  var position = 0
  var tokens: [Token] = []
  var comments: [Comment] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokens.reserveCapacity(bytes.count / 4 + 2)
  }

  /// The tokens of a text, the last of them `.end`, and its comments.
  static func tokens(of bytes: [UInt8]) -> (tokens: [Token], comments: [Comment]) {
    var lexer = Lexer(bytes)
    while lexer.position < bytes.count { lexer.scan() }
    lexer.add(.end, from: bytes.count)
    return (lexer.tokens, lexer.comments)
  }

  mutating func add(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: SourceRange(start: start, end: position)))
  }

  private mutating func scan() {
    let start = position
    let (raw, folded) = next()
    switch folded {
    case "\n":
      add(.newline, from: start)
    case "\r":
      if peek().folded == "\n" { _ = next() }
      add(.newline, from: start)
    case "#":
      scanComment(from: start)
    case "-" where startsDashComment(at: start):
      _ = next()
      scanComment(from: start)
    case "\"", "'":
      scanText(openedBy: raw, from: start)
    case "`":
      scanQuotedName(from: start)
    case "0"..."9":
      scanNumber(from: start)
    case "$":
      scanParameter(from: start)
    case "@":
      scanStandardInput(from: start)
    case "?":
      add(.keyword(.help, "?"), from: start)
    case _ where Self.isWordStart(folded):
      scanWord(from: start)
    case _ where Self.isSpace(folded):
      break
    default:
      scanSymbol(raw, folded, from: start)
    }
  }

  /// A comment begins with # anywhere, or with two hyphens behind white space; a dash (—) is
  /// a minus and never half of a comment.
  private func startsDashComment(at start: Int) -> Bool {
    let hyphens: [Unicode.Scalar] = ["-", "－"]
    guard hyphens.contains(scalar(at: start).raw), hyphens.contains(peek().raw) else {
      return false
    }
    guard let last = tokens.last else { return true }
    return last.range.end < start || last.kind == .newline
  }

  private mutating func scanComment(from start: Int) {
    let textStart = position
    while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D {
      position += 1
    }
    var end = position
    while end > textStart, bytes[end - 1] <= 0x20 { end -= 1 }
    let text = String(decoding: bytes[textStart..<end], as: UTF8.self)
    comments.append(Comment(text: text, range: SourceRange(start: start, end: position)))
  }

  private mutating func scanSymbol(
    _ raw: Unicode.Scalar, _ folded: Unicode.Scalar, from start: Int
  ) {
    let second = peek().folded
    switch (folded, second) {
    case (";", _): add(.semicolon, from: start)
    case ("=", "="), ("<", "="), (">", "="), ("!", "="), ("!", "~"), ("<", ">"), (".", "."):
      _ = next()
      add(.symbol(Self.pair(folded, second)), from: start)
    case ("≠", _): add(.symbol(.notEqual), from: start)
    case ("≤", _): add(.symbol(.lessOrEqual), from: start)
    case ("≥", _): add(.symbol(.greaterOrEqual), from: start)
    case ("×", _): add(.symbol(.star), from: start)
    case ("÷", _): add(.symbol(.slash), from: start)
    case ("…", _):
      while peek().raw == "…" { _ = next() }
      add(.symbol(.range), from: start)
    case _ where raw == "。":
      add(.semicolon, from: start)
    default:
      if let symbol = Symbol(rawValue: String(folded)) {
        add(.symbol(symbol), from: start)
      } else {
        add(.fault(.unexpectedCharacter(String(raw))), from: start)
      }
    }
  }

  private static func pair(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Symbol {
    switch (first, second) {
    case ("<", "="): .lessOrEqual
    case (">", "="): .greaterOrEqual
    case ("!", "="), ("<", ">"): .notEqual
    case ("!", "~"): .containsNot
    case (".", "."): .range
    default: .equal
    }
  }
}
