import Accounts

/// Gives the places of one line's characters, from left to right, counting columns once.
struct PlaceCursor {
  private let document: Document
  private let line: Document.Line
  private var offset: Int
  private var column: Int32 = 1

  init(_ line: Document.Line, of document: Document) {
    self.document = document
    self.line = line
    offset = line.bytes.lowerBound
  }

  /// The place of a character of ``Document/folded``, none before those asked for already.
  mutating func place(of glyph: Int) -> Place {
    let next = Int(document.folded.offsets[glyph])
    for byte in document.bytes[offset..<next] where byte & 0xC0 != 0x80 { column += 1 }
    offset = next
    return Place(page: line.page, line: line.number, column: column)
  }
}
