/// The text of a document folded for matching (see ``Glyphs``), character by character.
struct FoldedText: Sendable {
  private(set) var units: [UInt16] = []
  /// The byte at which each character is printed.
  private(set) var offsets: [Int32] = []

  var count: Int { units.count }

  init() {}

  /// Room for the text of so many bytes.
  init(capacity bytes: Int) {
    units.reserveCapacity(bytes / 2)
    offsets.reserveCapacity(bytes / 2)
  }

  /// Appends the characters of a byte range, without white space.
  mutating func append(_ range: Range<Int>, of bytes: [UInt8]) {
    var position = range.lowerBound
    while position < range.upperBound {
      let start = position
      let scalar = Self.scalar(at: &position, in: bytes)
      if let unit = Glyphs.fold(scalar) {
        units.append(unit)
        offsets.append(Int32(truncatingIfNeeded: start))
      }
    }
  }

  /// Puts a blank before the character at `index`, so that it parts two words.
  mutating func insertBlank(at index: Int) {
    units.insert(Self.blank, at: index)
    offsets.insert(offsets[index] - 1, at: index)
  }

  static let blank: UInt16 = 0x20

  /// Whether the unit is of a Latin word or a number, which a blank parts from the next.
  static func isWord(_ unit: UInt16) -> Bool {
    Mark.isDigit(unit) || unit == 0x2E || (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7A
  }

  /// The scalar that begins at `position` in valid UTF-8; moves on behind it.
  @inline(__always)
  private static func scalar(at position: inout Int, in bytes: [UInt8]) -> Unicode.Scalar {
    let lead = bytes[position]
    position += 1
    if lead < 0x80 { return Unicode.Scalar(lead) }
    var value = UInt32(lead)
    func tail() -> UInt32 {
      defer { position += 1 }
      return position < bytes.count ? UInt32(bytes[position] & 0x3F) : 0
    }
    if lead < 0xE0 {
      value = (value & 0x1F) << 6 | tail()
    } else if lead < 0xF0 {
      value = (value & 0x0F) << 12 | tail() << 6 | tail()
    } else {
      value = (value & 0x07) << 18 | tail() << 12 | tail() << 6 | tail()
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}

extension Document {
  /// Folds the document's text, once its bytes, lines and spans are there.
  ///
  /// A line's characters are those of its spans; a blank stands between two of them only
  /// where it parts Latin words or numbers.
  mutating func fold() {
    var text = FoldedText(capacity: bytes.count)
    for line in lines.indices {
      let start = text.count
      for span in lines[line].spans {
        var first = text.count
        text.append(spans[span].bytes, of: bytes)
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
  func glyphs(of line: Line) -> GlyphSlice { GlyphSlice(folded.units[line.glyphs]) }

  /// The folded characters of a span.
  func glyphs(of span: Span) -> GlyphSlice { GlyphSlice(folded.units[span.glyphs]) }
}
