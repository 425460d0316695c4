import Accounts

/// The lines of a table as runs of text and numbers, for layouts in which only their order
/// tells the cells apart.
struct TokenLines {
  var lines: [[Item]] = []

  struct Item {
    var text: String
    var number: PrintedNumber?
    var place: Place
    var raw: String

    /// The number where it may count rows or columns.
    var ordinal: Int? {
      guard let number, number.scale == 0, (1..<1000).contains(number.mantissa) else { return nil }
      return Int(number.mantissa)
    }
  }

  init(_ lines: [Document.Line], of document: Document) {
    self.lines = lines.map { line in
      let raw = document.text(of: line)
      return document.spans[line.spans].flatMap { span in
        Self.pieces(of: span.bytes, in: document).map { piece in
          let text = document.squeezed(piece)
          return Item(
            text: text, number: PrintedNumber(text),
            place: document.place(of: piece.lowerBound, in: line), raw: raw)
        }
      }
    }
  }

  /// A run parted where a number is glued to a label: `0三、国防支出`, `合计2,471.39`.
  private static func pieces(of range: Range<Int>, in document: Document) -> [Range<Int>] {
    let tokens = TokenCount.tokens(in: range, of: document.bytes)
    guard let first = tokens.first, let last = tokens.last else {
      return range.isEmpty ? [] : [range]
    }
    var middle = range
    var result: [Range<Int>] = []
    if first.lowerBound == range.lowerBound, first != range, isCell(first, document) {
      result.append(first)
      middle = first.upperBound..<middle.upperBound
    }
    if last.upperBound == range.upperBound, last.lowerBound > middle.lowerBound,
      endsText(last.lowerBound, document)
    {
      return result + [middle.lowerBound..<last.lowerBound, last]
    }
    return result + [middle]
  }

  /// A number before a Chinese character is a cell of its own, save a whole number that the
  /// character counts: 2020年, but not 10年末….
  private static func isCell(_ number: Range<Int>, _ document: Document) -> Bool {
    let bytes = document.bytes
    let offset = number.upperBound
    guard offset + 2 < bytes.count, (0xE4...0xE9).contains(bytes[offset]) else { return false }
    if bytes[number].contains(UInt8(ascii: ".")) { return true }
    let follower = document.text(offset..<offset + 3)
    if follower == "年", offset + 5 < bytes.count {
      return ["初", "末"].contains(document.text(offset + 3..<offset + 6))
    }
    return !["年", "月", "日", "号"].contains(follower)
  }

  private static func endsText(_ offset: Int, _ document: Document) -> Bool {
    let bytes = document.bytes
    guard offset >= 3, (0xE4...0xE9).contains(bytes[offset - 3]) else { return false }
    return !["表", "第", "共"].contains(document.text(offset - 3..<offset))
  }
}
