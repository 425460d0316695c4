/// A text with its characters folded for matching (see ``Glyphs``).
///
/// Ranges of characters are what readers pass on: matched folded, printed as they are printed.
struct FoldedText: Sendable {
  /// The text in UTF-8.
  private var bytes: [UInt8]
  private(set) var units: [UInt16] = []
  /// The byte at which each character is printed.
  private(set) var offsets: [Int32] = []

  var count: Int { units.count }

  init(_ bytes: [UInt8] = []) {
    self.bytes = bytes
    units.reserveCapacity(bytes.count)
    offsets.reserveCapacity(bytes.count)
  }

  /// Folded characters.
  subscript(range: Range<Int>) -> GlyphSlice { GlyphSlice(units[range]) }

  /// Appends a text; returns its characters.
  mutating func append(_ text: String) -> Range<Int> {
    let start = bytes.count
    let first = count
    bytes += text.utf8
    fold(start..<bytes.count)
    return first..<count
  }

  /// Appends the characters of a byte range, without white space.
  mutating func fold(_ range: Range<Int>) { Self.fold(bytes, range, &units, &offsets) }

  private static func fold(
    _ bytes: [UInt8], _ range: Range<Int>, _ units: inout [UInt16], _ offsets: inout [Int32]
  ) {
    let bytes = bytes.span
    units.append(addingCapacity: range.count) { units in
      offsets.append(addingCapacity: range.count) { offsets in
        var position = range.lowerBound
        while position < range.upperBound {
          let start = position
          if let unit = Glyphs.fold(scalar(at: &position, in: bytes)) {
            units.append(unit)
            offsets.append(Int32(truncatingIfNeeded: start))
          }
        }
      }
    }
  }

  /// Puts a blank before the character at `index`, so that it parts two words.
  mutating func insertBlank(at index: Int) {
    units.insert(Self.blank, at: index)
    offsets.insert(offsets[index] - 1, at: index)
  }

  private static let blank: UInt16 = 0x20

  /// Whether the unit is of a Latin word or a number, which a blank parts from the next.
  static func isWord(_ unit: UInt16) -> Bool {
    Mark.isDigit(unit) || unit == 0x2E || (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7A
  }

  /// Characters as printed, without white space but for the blanks that part words.
  func printed(_ characters: Range<Int>) -> String {
    let range = byteRange(of: characters)
    return isWhole(characters, range) ? bytes.text(range) : printed([characters])
  }

  /// Stretches of characters as printed, joined.
  func printed(_ stretches: [Range<Int>]) -> String {
    var printed: [UInt8] = []
    for characters in stretches {
      let range = byteRange(of: characters)
      if isWhole(characters, range) {
        printed += bytes[range]
        continue
      }
      for character in characters {
        if units[character] == Self.blank {
          printed.append(UInt8(ascii: " "))
        } else {
          printed += bytes[byteRange(of: character..<character + 1)]
        }
      }
    }
    return printed.text(printed.indices)
  }

  /// The bytes from the first of some characters to the end of the last.
  private func byteRange(of characters: Range<Int>) -> Range<Int> {
    guard !characters.isEmpty else { return 0..<0 }
    var end = Int(offsets[characters.upperBound - 1]) + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return Int(offsets[characters.lowerBound])..<end
  }

  /// Whether the bytes are those of the characters and no more.
  private func isWhole(_ characters: Range<Int>, _ range: Range<Int>) -> Bool {
    bytes.scalarCount(in: range) == characters.count && !units[characters].contains(Self.blank)
  }

  /// The scalar that begins at `position` in valid UTF-8; moves on behind it.
  @inline(__always)
  private static func scalar(at position: inout Int, in bytes: Span<UInt8>) -> Unicode.Scalar {
    let lead = UInt32(bytes[position])
    position += 1
    if lead < 0x80 { return Unicode.Scalar(UInt8(lead)) }
    var value = lead < 0xE0 ? lead & 0x1F : lead < 0xF0 ? lead & 0x0F : lead & 0x07
    while position < bytes.count, bytes[position] & 0xC0 == 0x80 {
      value = value << 6 | UInt32(bytes[position] & 0x3F)
      position += 1
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}

extension [UInt8] {
  /// The text of a range of bytes known to be valid UTF-8.
  func text(_ range: Range<Int>) -> String {
    String(copying: UTF8Span(unchecked: span.extracting(range)))
  }

  /// How many scalars begin in a range of bytes of UTF-8.
  func scalarCount(in range: Range<Int>) -> Int {
    let bytes = span.extracting(range)
    var count = 0
    for index in bytes.indices { count += bytes[index] & 0xC0 == 0x80 ? 0 : 1 }
    return count
  }
}

extension Document {
  /// Folds the document's text, once its bytes, lines and spans are there.
  ///
  /// A line's characters are those of its spans; a blank stands between two of them only
  /// where it parts Latin words or numbers.
  mutating func fold() {
    var text = FoldedText(bytes)
    for line in lines.indices {
      let start = text.count
      for span in lines[line].spans {
        var first = text.count
        text.fold(spans[span].bytes)
        if first > start, first < text.count, FoldedText.isWord(text.units[first - 1]),
          FoldedText.isWord(text.units[first])
        {
          text.insertBlank(at: first)
          first += 1
        }
        spans[span].glyphs = first..<text.count
      }
      lines[line].glyphs = start..<text.count
    }
    folded = text
  }

  /// The folded characters of a line.
  func glyphs(of line: Line) -> GlyphSlice { folded[line.glyphs] }

  /// The folded characters of a span.
  func glyphs(of span: Span) -> GlyphSlice { folded[span.glyphs] }
}
