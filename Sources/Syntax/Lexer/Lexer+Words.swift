import Text

extension Lexer {
  /// A bare word: letters, Han characters, digits, `_` and `·`, and brackets that belong to it.
  mutating func scanWord(from start: Int) {
    position = start
    var word = ""
    while true {
      word += scanWordRun()
      guard let bracketed = scanAttachedBracket(after: word) else { break }
      word += bracketed
    }
    if let keyword = Self.keyword(of: word) {
      add(.keyword(keyword, word), from: start)
    } else if let digits = digitsBehindKeyword(word) {
      addKeyword(andNumberOf: digits, in: word, from: start)
    } else {
      add(.word(word), from: start)
    }
  }

  static func keyword(of word: String) -> Keyword? {
    // No keyword is longer than this, and lower case is worked out for short words only.
    guard word.utf8.count <= 24 else { return nil }
    return Keyword.spelt(word) ?? Keyword.spelt(word.lowercased())
  }

  /// Brackets belong to a word when they touch it, the word before ends in a Han character and
  /// is no word of the language, and nothing but a word stands in them: 因公出国（境）费. So a
  /// function (`round(支出)`), `in（卫生健康）` and `人数（where …）` keep their brackets.
  private mutating func scanAttachedBracket(after word: String) -> String? {
    guard peek().folded == "(", let last = word.unicodeScalars.last, !last.isASCII,
      Self.keyword(of: word) == nil
    else { return nil }
    let mark = position
    _ = next()
    let inner = scanWordRun()
    guard !inner.isEmpty, peek().folded == ")" else {
      position = mark
      return nil
    }
    _ = next()
    return "(\(inner))"
  }

  /// The number behind 前 or 年度 (前10, 年度2020年), where no space stands between.
  private func digitsBehindKeyword(_ word: String) -> Substring? {
    guard let split = word.firstIndex(where: { ("0"..."9").contains($0) }),
      let keyword = Self.keyword(of: String(word[..<split])), keyword.takesNumberDirectly
    else { return nil }
    return word[split...]
  }

  private mutating func addKeyword(
    andNumberOf digits: Substring, in word: String, from start: Int
  ) {
    let spelling = String(word.dropLast(digits.count))
    position = start
    for _ in spelling.unicodeScalars { _ = next() }
    if let keyword = Self.keyword(of: spelling) { add(.keyword(keyword, spelling), from: start) }
    scanNumber(from: position)
  }

  /// Word characters from here on, folded; empty where none stands here.
  mutating func scanWordRun() -> String {
    var word = String.UnicodeScalarView()
    while position < bytes.count, case let folded = peek().folded, Self.isWordPart(folded) {
      word.append(folded)
      _ = next()
    }
    return String(word)
  }

  static func isWordStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x4E00...0x9FFF: true
    case 0..<0x80: false
    default: scalar.properties.isAlphabetic
    }
  }

  static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0xB7, 0x30FB: true
    case 0x300...0x36F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
    default: isWordStart(scalar)
    }
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09, 0x0B, 0x0C, 0xFEFF, 0x200B...0x200F, 0x2060: true
    case 0..<0x80: false
    default: scalar.properties.isWhitespace
    }
  }
}

// Scalars of the text.
extension Lexer {
  /// The scalar here, as written and folded; a NUL at the end.
  func peek() -> (raw: Unicode.Scalar, folded: Unicode.Scalar) {
    guard position < bytes.count else { return ("\0", "\0") }
    let raw = scalar(at: position).raw
    return (raw, Self.fold(raw))
  }

  /// The same, and a step past it.
  mutating func next() -> (raw: Unicode.Scalar, folded: Unicode.Scalar) {
    guard position < bytes.count else { return ("\0", "\0") }
    let (raw, length) = scalar(at: position)
    position += length
    return (raw, Self.fold(raw))
  }

  static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.isASCII ? scalar : Folding.fold(scalar)
  }

  /// Decodes one scalar; a byte that is no UTF-8 counts as U+FFFD.
  func scalar(at index: Int) -> (raw: Unicode.Scalar, length: Int) {
    let first = bytes[index]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, index + length <= bytes.count else { return ("\u{FFFD}", 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for byte in bytes[(index + 1)..<(index + length)] {
      guard byte & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value) else { return ("\u{FFFD}", 1) }
    return (scalar, length)
  }
}
