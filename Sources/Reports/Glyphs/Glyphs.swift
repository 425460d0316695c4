import Text

/// Text prepared for matching: one code unit for each character, full-width forms and
/// brackets folded to their half-width twins, white space gone.
///
/// 。 and 、 stay as they are, so that a full stop is never taken for a decimal point; ，
/// becomes a comma, ； a semicolon and ： a colon.
struct Glyphs: ExpressibleByStringLiteral, Hashable, Sendable {
  var units: [UInt16]

  init(units: [UInt16] = []) { self.units = units }

  init(stringLiteral value: String) { self.init(value) }

  init(_ text: some StringProtocol) {
    units = []
    units.reserveCapacity(text.utf8.count / 2)
    for scalar in text.unicodeScalars {
      if let unit = Self.fold(scalar) { units.append(unit) }
    }
  }

  var count: Int { units.count }
  var isEmpty: Bool { units.isEmpty }

  /// The folded unit of a scalar, or nil for white space and invisible characters.
  @inline(__always)
  static func fold(_ scalar: Unicode.Scalar) -> UInt16? {
    let value = scalar.value
    switch value {
    case 0x21...0x7E: return UInt16(value)
    case 0x4E00...0x9FFF: return UInt16(value)
    case 0...0x20, 0x7F, 0xA0, 0x2000...0x200F, 0x202F, 0x3000, 0xFEFF: return nil
    case 0xFF01...0xFF5E: return UInt16(value - 0xFEE0)
    case 0x3014, 0x3010, 0xFE5D: return 0x28
    case 0x3015, 0x3011, 0xFE5E: return 0x29
    case 0x2010...0x2013, 0x2212: return 0x2D
    case 0x201C, 0x201D: return 0x22
    case 0x2E80...0x2FD5: return UInt16(truncatingIfNeeded: Folding.fold(scalar).value)
    default: return value <= 0xFFFF ? UInt16(value) : 0xFFFD
    }
  }
}

/// A stretch of folded units, searched for words.
struct GlyphSlice: Sendable {
  var units: ArraySlice<UInt16>

  init(_ units: ArraySlice<UInt16>) { self.units = units }
  init(_ glyphs: Glyphs) { units = glyphs.units[...] }

  var isEmpty: Bool { units.isEmpty }
  var count: Int { units.count }

  @inline(__always)
  func hasSuffix(_ word: Glyphs) -> Bool {
    word.count <= units.count && matches(word, at: units.endIndex - word.count)
  }

  @inline(__always)
  func hasPrefix(_ word: Glyphs) -> Bool {
    word.count <= units.count && matches(word, at: units.startIndex)
  }

  func contains(_ word: Glyphs) -> Bool { firstIndex(of: word) != nil }

  /// The index of the first unit of the first occurrence of `word`.
  func firstIndex(of word: Glyphs) -> Int? {
    guard let first = word.units.first, word.count <= count else { return nil }
    // Plain loops: this is where the readers of prose spend their time.
    let text = units.span
    let word = word.units.span
    for start in 0...text.count - word.count where text[start] == first {
      var next = 1
      while next < word.count, text[start + next] == word[next] { next += 1 }
      if next == word.count { return units.startIndex + start }
    }
    return nil
  }

  /// The index of the first unit of the last occurrence of `word`.
  func lastIndex(of word: Glyphs) -> Int? {
    guard let first = word.units.first else { return nil }
    var index = units.endIndex - word.count
    while index >= units.startIndex {
      if units[index] == first, matches(word, at: index) { return index }
      index -= 1
    }
    return nil
  }

  @inline(__always)
  private func matches(_ word: Glyphs, at index: Int) -> Bool {
    var offset = 0
    while offset < word.units.count {
      if units[index + offset] != word.units[offset] { return false }
      offset += 1
    }
    return true
  }

  /// The text of the units, folded.
  var text: String { units.asText }
}

/// The units that part sentences and clauses.
enum Mark {
  static let fullStop: UInt16 = 0x3002
  static let comma: UInt16 = 0x2C
  static let pause: UInt16 = 0x3001
  static let colon: UInt16 = 0x3A
  static let open: UInt16 = 0x28
  static let close: UInt16 = 0x29

  static func isDigit(_ unit: UInt16) -> Bool { unit >= 0x30 && unit <= 0x39 }

  static func isSemicolon(_ unit: UInt16) -> Bool { unit == 0x3B }

  /// Ends a sentence for good.
  static func endsSentence(_ unit: UInt16) -> Bool {
    unit == fullStop || unit == 0x21 || unit == 0x3F
  }

  static func endsClause(_ unit: UInt16) -> Bool {
    endsSentence(unit) || isSemicolon(unit) || unit == comma || unit == colon
  }
}
