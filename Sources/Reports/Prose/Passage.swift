import Accounts

/// A paragraph while it is read: its characters in order, each with the place it is printed.
struct Passage {
  /// The characters folded, white space gone, wrapped lines joined. A blank between two Latin
  /// words or numbers of one line is kept.
  private(set) var folded: [UInt16] = []
  /// The characters in ``Document/folded``.
  private var glyphs: [Int] = []
  /// The lines of ``Document/lines`` they stand in, and where each begins in the passage.
  private var lines: [(line: Int, start: Int)] = []
  /// The headings it stands under.
  var part = ""
  var section = ""

  init(part: String = "", section: String = "") {
    self.part = part
    self.section = section
  }

  var slice: GlyphSlice { GlyphSlice(folded[...]) }
  /// The index of its first line in ``Document/lines``.
  var firstLine: Int { lines[0].line }

  /// Appends a line's characters.
  mutating func append(line index: Int, of document: Document) {
    let glyphs = document.lines[index].glyphs
    lines.append((index, folded.count))
    folded += document.folded.units[glyphs]
    self.glyphs += glyphs
  }

  /// The index in ``Document/lines`` of the line that a character stands in.
  func line(of index: Int) -> Int { lines.last { $0.start <= index }!.line }

  func place(of index: Int, in document: Document) -> Place {
    var places = PlaceCursor(document.lines[line(of: index)], of: document)
    return places.place(of: glyphs[index])
  }

  /// The characters as printed.
  func text(_ range: Range<Int>, of document: Document) -> String {
    document.folded.printed(glyphs[range])
  }

  func text(of document: Document) -> String { document.folded.printed(glyphs) }
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
