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
  /// or a form feed is white space.
  static func document(utf8 bytes: [UInt8]) -> Document {
    var document = Document(layout: .text)
    document.lines.reserveCapacity(bytes.count / 40)
    document.spans.reserveCapacity(bytes.count / 16)
    var start = 0
    var number: Int32 = 1
    while start < bytes.count {
      let next = bytes.firstIndex(of: newline, in: start..<bytes.count) ?? bytes.count
      let end = next > start && bytes[next - 1] == carriageReturn ? next - 1 : next
      let isTabbed = bytes.firstIndex(of: tab, in: start..<end) != nil
      let first = document.spans.count
      if isTabbed {
        appendCells(of: start..<end, in: bytes, to: &document.spans)
      } else {
        appendRuns(of: start..<end, in: bytes, to: &document.spans)
      }
      document.lines.append(
        Document.Line(
          page: 1, number: number, bytes: start..<end, spans: first..<document.spans.count,
          isTabbed: isTabbed))
      start = next + 1
      number += 1
    }
    document.bytes = bytes
    document.fold()
    return document
  }

  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let tab = UInt8(ascii: "\t")

  private static func appendCells(
    of line: Range<Int>, in bytes: [UInt8], to spans: inout [Document.Span]
  ) {
    var start = line.lowerBound
    var index: Float = 0
    while true {
      let end = bytes.firstIndex(of: tab, in: start..<line.upperBound) ?? line.upperBound
      let cell = trimmed(start..<end, in: bytes)
      spans.append(Document.Span(bytes: cell, x0: index, x1: index + 1))
      if end == line.upperBound { return }
      start = end + 1
      index += 1
    }
  }

  private static func appendRuns(
    of line: Range<Int>, in bytes: [UInt8], to spans: inout [Document.Span]
  ) {
    var index = line.lowerBound
    var column = 0
    while index < line.upperBound {
      let blank = whiteSpaceLength(at: index, in: bytes)
      if blank > 0 {
        column += blank == 3 ? 2 : 1
        index += blank
        continue
      }
      let start = index
      let x0 = column
      while index < line.upperBound {
        if isPlainCharacter(at: index, before: line.upperBound, in: bytes) {
          column += 2
          index += 3
        } else if whiteSpaceLength(at: index, in: bytes) == 0 {
          column += displayWidth(of: bytes[index])
          index += 1
        } else {
          break
        }
      }
      spans.append(Document.Span(bytes: start..<index, x0: Float(x0), x1: Float(column)))
    }
  }

  /// The columns that the scalar with this lead byte takes; none for a trailing byte.
  private static func displayWidth(of byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte < 0xC0 ? 0 : byte < 0xE0 ? 1 : 2
  }

  private static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound {
      let length = whiteSpaceLength(at: start, in: bytes)
      if length == 0 { break }
      start += length
    }
    var end = start
    var index = start
    while index < range.upperBound {
      let length = whiteSpaceLength(at: index, in: bytes)
      index += max(1, length)
      if length == 0 { end = index }
    }
    return start..<end
  }
}

extension [UInt8] {
  /// Where a byte occurs first in a range.
  func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    withUnsafeBytes { buffer in
      let start = buffer.baseAddress! + range.lowerBound
      return memchr(start, Int32(byte), range.count).map {
        range.lowerBound + (start.distance(to: $0))
      }
    }
  }
}

/// Whether a Chinese character of three bytes, U+4000 to U+9FFF, stands whole at `index`.
@inline(__always)
func isPlainCharacter(at index: Int, before end: Int, in bytes: [UInt8]) -> Bool {
  (0xE4...0xE9).contains(bytes[index]) && index + 3 <= end
}

/// How many bytes of white space, the ideographic space included, stand at `index`.
@inline(__always)
func whiteSpaceLength(at index: Int, in bytes: [UInt8]) -> Int {
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

  /// The text of a line without its white space.
  func squeezed(_ line: Line) -> String { squeezed(line.bytes) }

  /// The place, counted in characters of the line, of a byte offset in it.
  func place(of offset: Int, in line: Line) -> Place {
    var column: Int32 = 1
    for byte in bytes[line.bytes.lowerBound..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return Place(page: line.page, line: line.number, column: column)
  }
}
