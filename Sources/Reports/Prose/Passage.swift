import Accounts

/// A paragraph while it is read: its characters in order, each with the place it is printed.
struct Passage {
  /// The characters as printed, white space gone, wrapped lines joined.
  var raw: [Unicode.Scalar] = []
  /// Their folded twins, index for index.
  var folded: [UInt16] = []
  /// Indices of the lines of ``Document/lines`` the characters stand in, and their columns.
  var origins: [(line: Int32, column: Int32)] = []
  /// Where the lines after the first begin, as indices of the characters.
  private(set) var breaks: [Int] = []
  /// The headings it stands under.
  var part = ""
  var section = ""

  var isEmpty: Bool { folded.isEmpty }
  var slice: GlyphSlice { GlyphSlice(folded[...]) }

  /// Appends a line's characters. A blank between two Latin letters or digits of one line
  /// parts words and is kept.
  mutating func append(line index: Int, of document: Document) {
    let bytes = document.lines[index].bytes
    var column: Int32 = 0
    var blank = false
    var position = bytes.lowerBound
    let first = folded.count
    let room = first + bytes.count / 3 + 8
    raw.reserveCapacity(room)
    folded.reserveCapacity(room)
    origins.reserveCapacity(room)
    while position < bytes.upperBound {
      let (scalar, length) = document.scalar(at: position)
      position += length
      column += 1
      guard let unit = Glyphs.fold(scalar) else {
        blank = true
        continue
      }
      if blank, folded.count > first, Self.isWord(unit), Self.isWord(folded[folded.count - 1]) {
        push(" ", 0x20, Int32(index), column - 1)
      }
      blank = false
      push(scalar, unit, Int32(index), column)
    }
  }

  /// Appends the characters of another passage.
  mutating func append(_ other: Passage) {
    breaks.append(raw.count)
    raw += other.raw
    folded += other.folded
    origins += other.origins
  }

  private mutating func push(
    _ scalar: Unicode.Scalar, _ unit: UInt16, _ line: Int32, _ column: Int32
  ) {
    raw.append(scalar)
    folded.append(unit)
    origins.append((line, column))
  }

  private static func isWord(_ unit: UInt16) -> Bool {
    unit < 0x7F
      && (Mark.isDigit(unit) || unit == 0x2E || (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7A)
  }

  func text(_ range: Range<Int>) -> String {
    String(scalars: raw[range].lazy.map(\.value))
  }

  var text: String { text(0..<raw.count) }

  func place(of index: Int, in document: Document) -> Place {
    let origin = origins[index]
    let line = document.lines[Int(origin.line)]
    return Place(page: line.page, line: line.number, column: origin.column)
  }
}

extension Document {
  /// The scalar whose first byte stands at `index`, and its length in bytes.
  @inline(__always)
  func scalar(at index: Int) -> (Unicode.Scalar, Int) {
    let lead = bytes[index]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    func tail(_ offset: Int) -> UInt32 {
      index + offset < bytes.count ? UInt32(bytes[index + offset] & 0x3F) : 0
    }
    if lead < 0xE0 {
      return (scalar(UInt32(lead & 0x1F) << 6 | tail(1)), 2)
    }
    if lead < 0xF0 {
      return (scalar(UInt32(lead & 0x0F) << 12 | tail(1) << 6 | tail(2)), 3)
    }
    return (
      scalar(UInt32(lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)), 4
    )
  }

  private func scalar(_ value: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(value) ?? "\u{FFFD}"
  }
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
