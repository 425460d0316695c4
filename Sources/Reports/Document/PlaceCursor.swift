import Accounts

/// Gives the places of one line's characters, from left to right, counting columns once.
struct PlaceCursor {
  private let bytes: [UInt8]
  private let offsets: [Int32]
  private let line: Document.Line
  private var offset: Int
  private var column: Int32 = 1

  init(_ line: Document.Line, of document: Document) {
    bytes = document.bytes
    offsets = document.folded.offsets
    self.line = line
    offset = line.bytes.lowerBound
  }

  /// The place of a character of ``Document/folded``, none before those asked for already.
  mutating func place(of glyph: Int) -> Place {
    let next = Int(offsets[glyph])
    column += Int32(bytes.scalarCount(in: offset..<next))
    offset = next
    return Place(page: line.page, line: line.number, column: column)
  }
}
