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

  func hasSuffix(_ word: Glyphs) -> Bool {
    let text = units.span
    return text.stands(word, at: text.count - word.count)
  }

  func hasPrefix(_ word: Glyphs) -> Bool { units.span.stands(word, at: 0) }

  func contains(_ word: Glyphs) -> Bool { units.span.firstIndex(of: word) != nil }

  /// The index of the first unit of the first occurrence of `word`.
  func firstIndex(of word: Glyphs) -> Int? {
    units.span.firstIndex(of: word).map { units.startIndex + $0 }
  }

  /// The index of the first unit of the last occurrence of `word`.
  func lastIndex(of word: Glyphs) -> Int? {
    guard let first = word.units.first else { return nil }
    let text = units.span
    var index = text.count - word.count
    while index >= 0 {
      if text[index] == first, text.stands(word, at: index) { return units.startIndex + index }
      index -= 1
    }
    return nil
  }

  /// The text of the units, folded.
  var text: String { units.asText }
}

/// Plain loops: this is where the readers of prose spend their time.
extension Span<UInt16> {
  func contains(_ unit: UInt16) -> Bool { firstIndex(of: unit, from: 0) != nil }

  /// Where `unit` occurs first from `start` on, four units tested at once.
  func firstIndex(of unit: UInt16, from start: Int) -> Int? {
    withUnsafeBufferPointer { units in
      let bytes = UnsafeRawBufferPointer(units)
      let ones: UInt64 = 0x0001_0001_0001_0001
      let wanted = ones &* UInt64(unit)
      var index = start
      while index + 4 <= units.count {
        let apart =
          wanted ^ bytes.loadUnaligned(fromByteOffset: index &* 2, as: UInt64.self)
        if (apart &- ones) & ~apart & (ones &* 0x8000) != 0 { break }
        index &+= 4
      }
      while index < units.count {
        if units[index] == unit { return index }
        index &+= 1
      }
      return nil
    }
  }

  /// Where the first occurrence of `word` begins.
  func firstIndex(of word: Glyphs) -> Int? {
    guard let first = word.units.first else { return nil }
    var start = 0
    while let index = firstIndex(of: first, from: start) {
      if stands(word, at: index) { return index }
      start = index + 1
    }
    return nil
  }

  /// Whether `word` stands at `index`.
  func stands(_ word: Glyphs, at index: Int) -> Bool {
    let word = word.units.span
    guard index >= 0, index + word.count <= count else { return false }
    for offset in word.indices where self[index + offset] != word[offset] { return false }
    return true
  }
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
