/// Folds text character by character into memory set aside for it.
///
/// This passes over every byte of a report: plain loads and stores, and nothing looked at twice.
/// A character takes no more memory than it has bytes; a blank that parts two words takes that
/// of the white space between them.
struct GlyphWriter {
  /// The text, in valid UTF-8.
  let bytes: UnsafeBufferPointer<UInt8>
  let units: UnsafeMutableBufferPointer<UInt16>
  let origins: UnsafeMutableBufferPointer<FoldedText.Origin>
  /// How many characters the text has had before.
  let first: Int
  private var written = 0
  /// How many scalars were taken or passed over.
  private(set) var scalar: Int32

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ units: UnsafeMutableBufferPointer<UInt16>,
    _ origins: UnsafeMutableBufferPointer<FoldedText.Origin>, first: Int, scalar: Int32
  ) {
    self.bytes = bytes
    self.units = units
    self.origins = origins
    self.first = first
    self.scalar = scalar
  }

  /// How many characters the text has.
  var count: Int { first + written }
  /// How many characters were written.
  var size: Int { written }

  /// Takes the characters from `start` up to white space or `end`; returns the end of the run
  /// and how many display columns it takes.
  mutating func takeRun(from start: Int, before end: Int) -> (end: Int, width: Int) {
    let (bytes, units, origins) = (bytes, units, origins)
    var position = start
    var width = 0
    var written = written
    var scalar = scalar
    while position < end {
      let lead = bytes[position]
      origins[written] = FoldedText.Origin(offset: position, scalar: scalar)
      // Chinese characters, U+4000 to U+9FFF, and plain signs stand for themselves.
      if lead &- 0xE4 < 6 {
        units[written] = UInt16(truncatingIfNeeded: bytes.threeByteScalar(at: position))
        written &+= 1
        position &+= 3
        width &+= 2
      } else if lead &- 0x21 < 0x5E {
        units[written] = UInt16(lead)
        written &+= 1
        position &+= 1
        width &+= 1
      } else if whiteSpaceLength(at: position, in: bytes) == 0 {
        let length = scalarLength(lead)
        let value =
          length == 3 ? bytes.threeByteScalar(at: position) : bytes.scalar(at: position, length)
        if let unit = Glyphs.fold(Unicode.Scalar(value) ?? "\u{FFFD}") {
          units[written] = unit
          written &+= 1
        }
        position &+= length
        width &+= lead < 0xE0 ? 1 : 2
      } else {
        break
      }
      scalar &+= 1
    }
    self.written = written
    self.scalar = scalar
    return (position, width)
  }

  /// Passes over white space from `start` on; returns its end and how many display columns it
  /// takes.
  mutating func passBlanks(from start: Int, before end: Int) -> (end: Int, width: Int) {
    var position = start
    var width = 0
    while position < end, case let length = whiteSpaceLength(at: position, in: bytes), length > 0 {
      position += length
      width += length == 3 ? 2 : 1
      scalar += 1
    }
    return (position, width)
  }

  /// Passes over all characters of a range.
  mutating func pass(_ range: Range<Int>) { scalar += Int32(bytes.scalarCount(in: range)) }

  /// Takes all characters of a range but white space; returns the range from the first of them
  /// to the last.
  mutating func take(_ range: Range<Int>) -> Range<Int> {
    let start = passBlanks(from: range.lowerBound, before: range.upperBound).end
    var end = start
    var next = start
    while next < range.upperBound {
      end = takeRun(from: next, before: range.upperBound).end
      next = passBlanks(from: end, before: range.upperBound).end
    }
    return start..<end
  }

  /// Puts a blank before the character `index` where it is one of a Latin word or number and so
  /// is the one before, which belongs to the same line; returns where the word begins then.
  mutating func partWords(at index: Int, since line: Int) -> Int {
    guard index > line, index < count, Self.isWord(units[index - first - 1]),
      Self.isWord(units[index - first])
    else { return index }
    for next in (index - first..<written).reversed() {
      units[next + 1] = units[next]
      origins[next + 1] = origins[next]
    }
    let place = index - first
    units[place] = FoldedText.blank
    origins[place].offset -= 1
    origins[place].scalar -= 1
    written += 1
    return index + 1
  }

  /// Whether the unit is of a Latin word or a number, which a blank parts from the next.
  private static func isWord(_ unit: UInt16) -> Bool {
    Mark.isDigit(unit) || unit == 0x2E || (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7A
  }
}

/// How many bytes the scalar takes that begins with this one.
@inline(__always)
func scalarLength(_ lead: UInt8) -> Int {
  lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
}

extension UnsafeBufferPointer<UInt8> {
  /// The scalar of three bytes that begins at `position` in valid UTF-8.
  @inline(__always)
  func threeByteScalar(at position: Int) -> UInt32 {
    UInt32(self[position] & 0x0F) << 12 | UInt32(self[position &+ 1] & 0x3F) << 6
      | UInt32(self[position &+ 2] & 0x3F)
  }

  /// The scalar of `length` bytes that begins at `position` in valid UTF-8.
  func scalar(at position: Int, _ length: Int) -> UInt32 {
    if length == 1 { return UInt32(self[position]) }
    var value = UInt32(self[position]) & (0x7F >> UInt32(length))
    for next in position + 1..<position + length { value = value << 6 | UInt32(self[next] & 0x3F) }
    return value
  }

  /// How many scalars begin in a range of UTF-8.
  func scalarCount(in range: Range<Int>) -> Int {
    var count = 0
    for index in range where self[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
