import Accounts
import Glibc

/// Reads a report's text file into lines and spans.
enum TextReader {
  /// The document in `bytes`, whatever encoding of Chinese text they are in.
  static func read(file: String, bytes: [UInt8]) throws(ReportError) -> Document {
    do {
      return document(utf8: try TextEncoding.utf8(of: bytes))
    } catch {
      throw ReportError(file: file, reason: error.reason)
    }
  }

  /// The document of a text in UTF-8. Lines are counted by newlines alone; a carriage return
  /// or a form feed is white space. Where carriage returns stand in place of newlines, lines are
  /// counted by these.
  static func document(utf8 bytes: [UInt8]) -> Document {
    var document = Document(layout: .text, bytes: bytes)
    document.lines.reserveCapacity(bytes.count / 40)
    document.spans.reserveCapacity(bytes.count / 8)
    var text = FoldedText(bytes)
    text.write(capacity: bytes.count) { writer in
      let newline = lineEnd(in: writer.bytes)
      var start = 0
      while start < bytes.count {
        let next = writer.bytes.firstIndex(of: newline, in: start..<bytes.count) ?? bytes.count
        let end = next > start && bytes[next - 1] == carriageReturn ? next - 1 : next
        document.append(start..<end, &writer)
        writer.pass(end..<min(next + 1, bytes.count))
        start = next + 1
      }
    }
    document.folded = text
    return document
  }

  /// The byte that ends most lines.
  private static func lineEnd(in bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    guard let first = bytes.firstIndex(of: carriageReturn, in: bytes.indices),
      first + 1 == bytes.count || bytes[first + 1] != newline
    else { return newline }
    let newlines = bytes.count { $0 == newline }
    return bytes.count { $0 == carriageReturn } > 2 * newlines ? carriageReturn : newline
  }

  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
}

extension Document {
  private static let tab = UInt8(ascii: "\t")

  /// Appends the line in `range` with its spans and characters.
  fileprivate mutating func append(_ range: Range<Int>, _ writer: inout GlyphWriter) {
    let isTabbed = writer.bytes.firstIndex(of: Self.tab, in: range) != nil
    var line = Line(
      page: 1, number: Int32(lines.count + 1), bytes: range, spans: 0..<0, isTabbed: isTabbed)
    line.scalar = writer.scalar
    let first = spans.count
    let start = writer.count
    if isTabbed {
      appendCells(of: range, &writer)
    } else {
      appendRuns(of: range, &writer)
    }
    line.spans = first..<spans.count
    line.glyphs = start..<writer.count
    lines.append(line)
  }

  /// A span for each cell that tabs part.
  private mutating func appendCells(of line: Range<Int>, _ writer: inout GlyphWriter) {
    let first = writer.count
    var start = line.lowerBound
    var index: Float = 0
    while true {
      let end = writer.bytes.firstIndex(of: Self.tab, in: start..<line.upperBound)
      let glyphs = writer.count
      let cell = writer.take(start..<(end ?? line.upperBound))
      append(Span(bytes: cell, x0: index, x1: index + 1), from: glyphs, since: first, &writer)
      guard let end else { return }
      writer.pass(end..<end + 1)
      start = end + 1
      index += 1
    }
  }

  /// A span for each run without white space.
  private mutating func appendRuns(of line: Range<Int>, _ writer: inout GlyphWriter) {
    let first = writer.count
    var blank = writer.passBlanks(from: line.lowerBound, before: line.upperBound)
    var column = 0
    while blank.end < line.upperBound {
      column += blank.width
      let glyphs = writer.count
      let run = writer.takeRun(from: blank.end, before: line.upperBound)
      append(
        Span(bytes: blank.end..<run.end, x0: Float(column), x1: Float(column + run.width)),
        from: glyphs, since: first, &writer)
      column += run.width
      blank = writer.passBlanks(from: run.end, before: line.upperBound)
    }
  }

  /// Appends a span whose characters were written from `glyphs` on; those of its line begin at
  /// `line`.
  private mutating func append(
    _ span: Span, from glyphs: Int, since line: Int, _ writer: inout GlyphWriter
  ) {
    var span = span
    span.glyphs = writer.partWords(at: glyphs, since: line)..<writer.count
    spans.append(span)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a byte occurs first in a range.
  func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    guard !range.isEmpty else { return nil }
    let start = UnsafeRawPointer(baseAddress! + range.lowerBound)
    return memchr(start, Int32(byte), range.count).map {
      range.lowerBound + start.distance(to: $0)
    }
  }
}

/// Whether a Chinese character of three bytes, U+4000 to U+9FFF, stands whole at `index`.
@inline(__always)
func isPlainCharacter(at index: Int, before end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool
{
  (0xE4...0xE9).contains(bytes[index]) && index + 3 <= end
}

/// How many bytes of white space, the ideographic space included, stand at `index`.
@inline(__always)
func whiteSpaceLength(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
  let byte = bytes[index]
  if byte == 0x20 || (0x09...0x0D).contains(byte) { return 1 }
  if byte < 0xC2 || byte > 0xE3 { return 0 }
  if byte == 0xC2 { return index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? 2 : 0 }
  guard index + 2 < bytes.count else { return 0 }
  switch (byte, bytes[index + 1], bytes[index + 2]) {
  case (0xE3, 0x80, 0x80), (0xE2, 0x80, 0x80...0x8B): return 3
  default: return 0
  }
}

extension Document {
  /// The text of a byte range without its white space.
  func squeezed(_ range: Range<Int>) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      String(unsafeUninitializedCapacity: range.count) { buffer in
        var end = 0
        var index = range.lowerBound
        while index < range.upperBound {
          let blank = whiteSpaceLength(at: index, in: bytes)
          if blank > 0 {
            index += blank
            continue
          }
          let next =
            isPlainCharacter(at: index, before: range.upperBound, in: bytes) ? index + 3 : index + 1
          while index < next {
            buffer[end] = bytes[index]
            end += 1
            index += 1
          }
        }
        return end
      }
    }
  }

  /// The text of a line without its white space.
  func squeezed(_ line: Line) -> String { squeezed(line.bytes) }

  /// The place, counted in characters of the line, of a byte offset in it.
  func place(of offset: Int, in line: Line) -> Place {
    var column: Int32 = 1
    for byte in bytes[line.bytes.lowerBound..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return Place(page: line.page, line: line.number, column: column)
  }
}
