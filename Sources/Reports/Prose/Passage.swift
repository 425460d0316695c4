import Accounts

/// A paragraph: its characters in order, each with the place it is printed.
struct Passage {
  /// The characters folded, white space gone, wrapped lines joined: a stretch of the report's
  /// prose. A blank between two Latin words or numbers of one line is kept.
  let folded: ArraySlice<UInt16>
  /// Where they stand in ``Document/folded``.
  let source: PassageSource
  /// The headings it stands under.
  let heading: PassageHeading

  var slice: GlyphSlice { GlyphSlice(folded) }

  /// The index in ``Document/lines`` of the line that a character stands in.
  func line(of index: Int, in document: Document) -> Int {
    source.line(of: index - folded.startIndex, in: document)
  }

  func place(of index: Int, in document: Document) -> Place {
    source.place(of: index - folded.startIndex, in: document)
  }

  /// The characters as printed.
  func text(_ range: Range<Int>, of document: Document) -> String {
    guard document.givesTexts else { return "" }
    return source.text(
      range.lowerBound - folded.startIndex..<range.upperBound - folded.startIndex, of: document)
  }

  func text(of document: Document) -> String { text(folded.indices, of: document) }
}

/// The headings of a part and a section, which all passages under them share.
final class PassageHeading: Sendable {
  let part: String
  let section: String

  init(part: String = "", section: String = "") {
    self.part = part
    self.section = section
  }
}

/// Where the characters of a passage stand in ``Document/folded``. Characters are counted from
/// the passage's first.
struct PassageSource {
  /// Its lines, as indices of ``Document/lines``. Other lines may stand among them: blank ones,
  /// and those with a page's number.
  private(set) var lines: Range<Int>
  /// The characters up to the first line that is not the passage's.
  private var first: Range<Int>
  /// Those behind it, where there are any.
  private var rest: [Range<Int>] = []

  init(line: Int, of document: Document) {
    lines = line..<line + 1
    first = document.lines[line].glyphs
  }

  mutating func append(line: Int, of document: Document) {
    let glyphs = document.lines[line].glyphs
    lines = lines.lowerBound..<line + 1
    if let last = rest.indices.last {
      if rest[last].upperBound == glyphs.lowerBound {
        rest[last] = rest[last].lowerBound..<glyphs.upperBound
      } else {
        rest.append(glyphs)
      }
    } else if first.upperBound == glyphs.lowerBound {
      first = first.lowerBound..<glyphs.upperBound
    } else {
      rest.append(glyphs)
    }
  }

  /// Gives where each line after the first begins.
  func forEachBreak(
    of document: Document, _ body: (_ offset: Int, _ line: Document.Line) -> Void
  ) {
    for index in lines.dropFirst() where !document.lines[index].glyphs.isEmpty {
      let line = document.lines[index]
      if let offset = offset(of: line.glyphs.lowerBound) { body(offset, line) }
    }
  }

  func line(of offset: Int, in document: Document) -> Int {
    let glyph = glyph(at: offset)
    var line = lines.upperBound - 1
    while document.lines[line].glyphs.lowerBound > glyph { line -= 1 }
    return line
  }

  func place(of offset: Int, in document: Document) -> Place {
    document.place(
      ofGlyph: glyph(at: offset), in: document.lines[line(of: offset, in: document)])
  }

  func text(_ range: Range<Int>, of document: Document) -> String {
    let start = first.lowerBound
    if lines.count == 1 {
      return document.folded.printed(start + range.lowerBound..<start + range.upperBound)
    }
    var printed: [UInt8] = []
    printed.reserveCapacity(range.count * 3)
    forEachStretch { glyphs, offset in
      let start = glyphs.lowerBound - offset
      let own = range.clamped(to: offset..<offset + glyphs.count)
      // A line's end parts its characters from the next: line by line they are whole.
      for line in lines {
        let part = document.lines[line].glyphs
          .clamped(to: start + own.lowerBound..<start + own.upperBound)
        if !part.isEmpty { document.folded.append(part, to: &printed) }
      }
      return offset + glyphs.count < range.upperBound
    }
    return printed.text(printed.indices)
  }

  /// The character in ``Document/folded``.
  private func glyph(at offset: Int) -> Int {
    if offset < first.count { return first.lowerBound + offset }
    var result = first.upperBound
    forEachStretch { glyphs, start in
      result = glyphs.lowerBound + offset - start
      return result >= glyphs.upperBound
    }
    return result
  }

  private func offset(of glyph: Int) -> Int? {
    var result: Int?
    forEachStretch { glyphs, start in
      if glyphs.contains(glyph) { result = start + glyph - glyphs.lowerBound }
      return result == nil
    }
    return result
  }

  /// Gives the stretches and where they begin in the passage, as long as `body` wants more.
  @inline(__always)
  private func forEachStretch(_ body: (_ glyphs: Range<Int>, _ start: Int) -> Bool) {
    guard body(first, 0) else { return }
    var start = first.count
    for glyphs in rest {
      guard body(glyphs, start) else { return }
      start += glyphs.count
    }
  }
}

extension String {
  /// The text of scalar values, none of them a surrogate.
  init(scalars: some Collection<UInt32>) {
    self = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: scalars.count * 4) { buffer in
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
      let bytes = UnsafeBufferPointer(rebasing: buffer[..<end])
      return String(copying: UTF8Span(unchecked: bytes.span))
    }
  }
}
