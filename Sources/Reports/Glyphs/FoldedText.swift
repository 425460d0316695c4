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
    units.reserveCapacity(bytes.count / 2)
    offsets.reserveCapacity(bytes.count / 2)
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
  mutating func fold(_ range: Range<Int>) {
    var position = range.lowerBound
    while position < range.upperBound {
      let start = position
      if let unit = Glyphs.fold(Self.scalar(at: &position, in: bytes)) {
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

  private static let blank: UInt16 = 0x20

  /// Whether the unit is of a Latin word or a number, which a blank parts from the next.
  static func isWord(_ unit: UInt16) -> Bool {
    Mark.isDigit(unit) || unit == 0x2E || (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7A
  }

  /// Characters as printed, without white space but for the blanks that part words.
  func printed(_ characters: some RandomAccessCollection<Int>) -> String {
    String(unsafeUninitializedCapacity: characters.count * 4) { buffer in
      var end = 0
      for character in characters {
        if units[character] == Self.blank {
          buffer[end] = UInt8(ascii: " ")
          end += 1
          continue
        }
        var offset = Int(offsets[character])
        repeat {
          buffer[end] = bytes[offset]
          end += 1
          offset += 1
        } while offset < bytes.count && bytes[offset] & 0xC0 == 0x80
      }
      return end
    }
  }

  /// The scalar that begins at `position` in valid UTF-8; moves on behind it.
  @inline(__always)
  private static func scalar(at position: inout Int, in bytes: [UInt8]) -> Unicode.Scalar {
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
