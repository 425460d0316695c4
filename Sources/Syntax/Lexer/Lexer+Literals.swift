import Text

extension Lexer {
  /// Text between quotes. A quote inside is written twice; a line's end closes nothing.
  mutating func scanText(openedBy quote: Unicode.Scalar, from start: Int) {
    let closing = Self.closingQuotes(of: quote)
    if let text = scanQuoted(closing) {
      add(.text(text), from: start)
    } else {
      add(.fault(.unterminatedText), from: start)
    }
  }

  mutating func scanQuotedName(from start: Int) {
    switch scanQuoted(["`", "｀"]) {
    case nil: add(.fault(.unterminatedName), from: start)
    case "": add(.fault(.emptyName), from: start)
    case let name?: add(.quotedName(name), from: start)
    }
  }

  /// What stands before a closing quote, or nil where the line ends first.
  private mutating func scanQuoted(_ closing: [Unicode.Scalar]) -> String? {
    var text = String.UnicodeScalarView()
    while position < bytes.count {
      let (raw, _) = peek()
      if raw == "\n" || raw == "\r" { return nil }
      _ = next()
      if closing.contains(raw) {
        // Only a straight quote is doubled: “” side by side close and open.
        guard closing[0].isASCII, peek().raw == raw else { return String(text) }
        _ = next()
      }
      text.append(raw)
    }
    return nil
  }

  /// An input method gives “ and ” in turns, so that either may stand at either end.
  private static func closingQuotes(of quote: Unicode.Scalar) -> [Unicode.Scalar] {
    switch quote {
    case "“", "”": ["”", "“"]
    case "‘", "’": ["’", "‘"]
    case "「": ["」"]
    case "」": ["「"]
    case "'", "＇": ["'", "＇"]
    default: ["\"", "＂"]
    }
  }

  /// Digits with at most one point, and the unit right behind or after a space.
  mutating func scanNumber(from start: Int) {
    position = start
    var digits = scanDigits()
    let mark = position
    if peek().folded == "." {
      _ = next()
      let decimals = scanDigits()
      if decimals.isEmpty { position = mark } else { digits += "." + decimals }
    }
    if peek().folded == "%" {
      _ = next()
      return add(.number(digits, .percent), from: start)
    }
    let suffix = scanWordRun()
    if suffix.isEmpty {
      return addNumber(digits, withUnitAfterSpace: start)
    }
    if let unit = NumberUnit(rawValue: suffix) {
      add(.number(digits, unit), from: start)
    } else if digits.utf8.count == 4, suffix == "年" || suffix == "年度" {
      add(.number(digits, nil), from: start)
    } else {
      add(.fault(.unknownUnit(number: digits, unit: suffix)), from: start)
    }
  }

  private mutating func addNumber(_ digits: String, withUnitAfterSpace start: Int) {
    let end = position
    while position < bytes.count, Self.isSpace(peek().folded) { _ = next() }
    if position > end, let unit = NumberUnit(rawValue: scanWordRun()) {
      return add(.number(digits, unit), from: start)
    }
    position = end
    add(.number(digits, nil), from: start)
  }

  mutating func scanDigits() -> String {
    var digits = ""
    while position < bytes.count, case let folded = peek().folded, ("0"..."9").contains(folded) {
      digits.unicodeScalars.append(folded)
      _ = next()
    }
    return digits
  }

  mutating func scanParameter(from start: Int) {
    let name = scanWordRun()
    add(name.isEmpty ? .fault(.incompleteSign("$")) : .parameter(name), from: start)
  }

  mutating func scanStandardInput(from start: Int) {
    guard position < bytes.count, peek().folded == "-" else {
      return add(.fault(.incompleteSign("@")), from: start)
    }
    _ = next()
    add(.standardInput, from: start)
  }
}
