import Accounts

/// A text with its characters folded for matching (see ``Glyphs``).
///
/// Ranges of characters are what readers pass on: matched folded, printed as they are printed.
struct FoldedText: Sendable {
  /// The text in UTF-8.
  private var bytes: [UInt8]
  private(set) var units: [UInt16] = []
  /// Where each character is printed.
  private(set) var origins: [Origin] = []

  /// How many scalars the text has had.
  private var scalars: Int32 = 0

  /// Where a character is printed: how many bytes of the text come before it, how many scalars.
  struct Origin {
    var offset: Int32
    var scalar: Int32

    init(offset: Int, scalar: Int32) {
      self.offset = Int32(truncatingIfNeeded: offset)
      self.scalar = scalar
    }
  }

  var count: Int { units.count }

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  /// Folded characters.
  subscript(range: Range<Int>) -> GlyphSlice { GlyphSlice(units[range]) }

  /// Appends a text; returns its characters.
  mutating func append(_ text: String) -> Range<Int> {
    let start = bytes.count
    let first = count
    bytes += text.utf8
    let range = start..<bytes.count
    write(capacity: range.count) { _ = $0.take(range) }
    return first..<count
  }

  /// Lets `body` append characters of the text, no more than `capacity`.
  mutating func write(capacity: Int, _ body: (inout GlyphWriter) -> Void) {
    let first = count
    bytes.withUnsafeBufferPointer { bytes in
      units.append(addingCapacity: capacity) { units in
        origins.append(addingCapacity: capacity) { origins in
          units.withUnsafeMutableBufferPointer { units, unitCount in
            origins.withUnsafeMutableBufferPointer { origins, originCount in
              var writer = GlyphWriter(bytes, units, origins, first: first, scalar: scalars)
              body(&writer)
              scalars = writer.scalar
              unitCount = writer.size
              originCount = writer.size
            }
          }
        }
      }
    }
  }

  /// What parts two Latin words or numbers of one line.
  static let blank: UInt16 = 0x20

  /// Characters as printed, without white space but for the blanks that part words.
  func printed(_ characters: Range<Int>) -> String {
    if isWhole(characters) { return bytes.text(byteRange(of: characters)) }
    var printed: [UInt8] = []
    printed.reserveCapacity(characters.count * 3)
    append(characters, to: &printed)
    return printed.text(printed.indices)
  }

  /// Appends characters as ``printed(_:)`` gives them.
  func append(_ characters: Range<Int>, to printed: inout [UInt8]) {
    let isWhole = isWhole(characters)
    bytes.withUnsafeBufferPointer { bytes in
      var start = characters.lowerBound
      while start < characters.upperBound {
        if units[start] == Self.blank {
          printed.append(UInt8(ascii: " "))
          start += 1
        } else {
          let end =
            isWhole ? characters.upperBound : runEnd(from: start, before: characters.upperBound)
          printed.append(
            contentsOf: UnsafeBufferPointer(rebasing: bytes[byteRange(of: start..<end)]))
          start = end
        }
      }
    }
  }

  /// Whether nothing stands between the characters, and no blank among them.
  private func isWhole(_ characters: Range<Int>) -> Bool {
    guard let last = characters.last else { return true }
    let first = characters.lowerBound
    guard Int(origins[last].scalar - origins[first].scalar) == last - first else { return false }
    return units.withUnsafeBufferPointer { units in
      // Without a way out, so that the compiler looks at many at once.
      var blanks: UInt16 = 0
      for unit in units[characters] { blanks |= unit == Self.blank ? 1 : 0 }
      return blanks == 0
    }
  }

  /// The end of the characters from `first` on between which nothing stands.
  private func runEnd(from first: Int, before end: Int) -> Int {
    var index = first + 1
    while index < end, units[index] != Self.blank,
      origins[index].scalar == origins[index - 1].scalar + 1
    {
      index += 1
    }
    return index
  }

  /// The bytes from the first of the characters to the last.
  private func byteRange(of characters: Range<Int>) -> Range<Int> {
    guard let last = characters.last else { return 0..<0 }
    let end = Int(origins[last].offset)
    return Int(origins[characters.lowerBound].offset)..<end + scalarLength(bytes[end])
  }
}

extension [UInt8] {
  /// The text of a range of bytes known to be valid UTF-8.
  func text(_ range: Range<Int>) -> String {
    String(copying: UTF8Span(unchecked: span.extracting(range)))
  }
}

extension Document {
  /// Folds the document's text, once its bytes, lines and spans are there.
  ///
  /// A line's characters are those of its spans; a blank stands between two of them only
  /// where it parts Latin words or numbers.
  mutating func fold() {
    var text = FoldedText(bytes)
    text.write(capacity: bytes.count + spans.count) { writer in
      var end = 0
      for line in lines.indices {
        let start = writer.count
        writer.pass(end..<lines[line].bytes.lowerBound)
        lines[line].scalar = writer.scalar
        end = lines[line].bytes.lowerBound
        for span in lines[line].spans {
          writer.pass(end..<spans[span].bytes.lowerBound)
          end = spans[span].bytes.upperBound
          let first = writer.count
          _ = writer.take(spans[span].bytes)
          spans[span].glyphs = writer.partWords(at: first, since: start)..<writer.count
        }
        lines[line].glyphs = start..<writer.count
      }
    }
    folded = text
  }

  /// The folded characters of a line.
  func glyphs(of line: Line) -> GlyphSlice { folded[line.glyphs] }

  /// The folded characters of a span.
  func glyphs(of span: Span) -> GlyphSlice { folded[span.glyphs] }

  /// The place of a character of a line, by its index in ``folded``.
  func place(ofGlyph glyph: Int, in line: Line) -> Place {
    Place(
      page: line.page, line: line.number, column: folded.origins[glyph].scalar - line.scalar + 1)
  }
}
