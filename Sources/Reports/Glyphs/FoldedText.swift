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
        units.withUnsafeMutableBufferPointer { units, unitCount in
          offsets.withUnsafeMutableBufferPointer { offsets, offsetCount in
            // Plain stores: this passes over every byte of a report.
            var position = range.lowerBound
            var count = 0
            while position < range.upperBound {
              offsets[count] = Int32(truncatingIfNeeded: position)
              guard let unit = unit(at: &position, in: bytes) else { continue }
              units[count] = unit
              count += 1
            }
            unitCount = count
            offsetCount = count
          }
        }
      }
    }
  }

  /// The folded character that begins at `position` in valid UTF-8, or nil for white space;
  /// moves on behind it.
  @inline(__always)
  private static func unit(at position: inout Int, in bytes: Span<UInt8>) -> UInt16? {
    let lead = bytes[position]
    defer { position += scalarLength(lead) }
    // Chinese characters and plain signs stand for themselves.
    if lead >= 0xE4 && lead <= 0xE9 {
      return UInt16(lead & 0x0F) << 12 | UInt16(bytes[position + 1] & 0x3F) << 6
        | UInt16(bytes[position + 2] & 0x3F)
    }
    if lead < 0x7F { return lead > 0x20 ? UInt16(lead) : nil }
    var value = UInt32(lead) & (0x7F >> UInt32(scalarLength(lead)))
    for next in position + 1..<position + scalarLength(lead) {
      value = value << 6 | UInt32(bytes[next] & 0x3F)
    }
    return Glyphs.fold(Unicode.Scalar(value) ?? "\u{FFFD}")
  }

  /// How many bytes the scalar takes that begins with this one.
  @inline(__always)
  private static func scalarLength(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
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
    var index = characters.lowerBound
    let run = takeRun(from: &index, before: characters.upperBound)
    return index == characters.upperBound ? bytes.text(run) : printed([characters])
  }

  /// Stretches of characters as printed, joined.
  func printed(_ stretches: [Range<Int>]) -> String {
    var printed: [UInt8] = []
    printed.reserveCapacity(stretches.reduce(0) { $0 + $1.count } * 3)
    for characters in stretches {
      var index = characters.lowerBound
      while index < characters.upperBound {
        if units[index] == Self.blank {
          printed.append(UInt8(ascii: " "))
          index += 1
        } else {
          printed += bytes[takeRun(from: &index, before: characters.upperBound)]
        }
      }
    }
    return printed.text(printed.indices)
  }

  /// The bytes of the longest run of characters without white space between; moves `index`
  /// on behind it.
  private func takeRun(from index: inout Int, before end: Int) -> Range<Int> {
    guard index < end else { return 0..<0 }
    let start = Int(offsets[index])
    var next = start
    while index < end, Int(offsets[index]) == next, units[index] != Self.blank {
      next += Self.scalarLength(bytes[next])
      index += 1
    }
    return start..<next
  }
}

extension [UInt8] {
  /// The text of a range of bytes known to be valid UTF-8.
  func text(_ range: Range<Int>) -> String {
    String(copying: UTF8Span(unchecked: span.extracting(range)))
  }

  /// How many scalars begin in a range of bytes of UTF-8.
  func scalarCount(in range: Range<Int>) -> Int {
    var total = 0
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 255) {
      // A byte can count the stretch, so that the compiler looks at many at once.
      var count: UInt8 = 0
      for byte in self[start..<Swift.min(start + 255, range.upperBound)] {
        count &+= byte & 0xC0 == 0x80 ? 0 : 1
      }
      total += Int(count)
    }
    return total
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
