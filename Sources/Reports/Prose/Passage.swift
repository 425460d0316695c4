import Accounts

/// A paragraph while it is read: its characters in order, each with the place it is printed.
struct Passage {
  /// The characters folded, white space gone, wrapped lines joined. A blank between two Latin
  /// words or numbers of one line is kept.
  private(set) var folded: [UInt16] = []
  /// The lines of ``Document/lines`` they stand in, with the lines' characters in
  /// ``Document/folded``, and where each line begins in the passage.
  private var lines: [(line: Int, glyphs: Range<Int>, start: Int)] = []
  /// The headings it stands under.
  var part = ""
  var section = ""

  init(part: String = "", section: String = "") {
    self.part = part
    self.section = section
  }

  /// Where the lines after the first begin, as indices of the characters.
  var breaks: some Collection<Int> { lines.dropFirst().map(\.start) }

  var slice: GlyphSlice { GlyphSlice(folded[...]) }
  /// The index of its first line in ``Document/lines``.
  var firstLine: Int { lines[0].line }

  /// Appends a line's characters.
  mutating func append(line index: Int, of document: Document) {
    let glyphs = document.lines[index].glyphs
    lines.append((index, glyphs, folded.count))
    folded += document.folded.units[glyphs]
  }

  /// The index in ``Document/lines`` of the line that a character stands in.
  func line(of index: Int) -> Int { lines.last { $0.start <= index }!.line }

  func place(of index: Int, in document: Document) -> Place {
    let piece = lines.last { $0.start <= index }!
    var places = PlaceCursor(document.lines[piece.line], of: document)
    return places.place(of: piece.glyphs.lowerBound + index - piece.start)
  }

  /// The characters as printed.
  func text(_ range: Range<Int>, of document: Document) -> String {
    let stretches = lines.compactMap { piece in
      let own = range.clamped(to: piece.start..<piece.start + piece.glyphs.count)
      let first = piece.glyphs.lowerBound - piece.start
      return own.isEmpty ? nil : own.lowerBound + first..<own.upperBound + first
    }
    return stretches.count == 1
      ? document.folded.printed(stretches[0]) : document.folded.printed(stretches)
  }

  func text(of document: Document) -> String { text(folded.indices, of: document) }
}

extension String {
  /// The text of scalar values, none of them a surrogate.
  init(scalars: some Collection<UInt32>) {
    self.init(unsafeUninitializedCapacity: scalars.count * 4) { buffer in
      var end = 0
      func put(_ byte: UInt32) {
        buffer[end] = UInt8(truncatingIfNeeded: byte)
        end += 1
      }
      for value in scalars {
        if value < 0x80 {
          put(value)
        } else if value < 0x800 {
          put(0xC0 | value >> 6)
          put(0x80 | value & 0x3F)
        } else if value < 0x10000 {
          put(0xE0 | value >> 12)
          put(0x80 | value >> 6 & 0x3F)
          put(0x80 | value & 0x3F)
        } else {
          put(0xF0 | value >> 18)
          put(0x80 | value >> 12 & 0x3F)
          put(0x80 | value >> 6 & 0x3F)
          put(0x80 | value & 0x3F)
        }
      }
      return end
    }
  }
}
