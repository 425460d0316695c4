/// The strings of a column or of a dictionary, in the file's own bytes.
public struct ArrowStrings: @unchecked Sendable {
  /// Offsets (one more than there are strings) and text, for each batch they come from.
  private struct Piece {
    var first: Int
    var offsets: UnsafeBufferPointer<Int32>
    var text: UnsafeRawBufferPointer
  }

  public private(set) var count = 0
  private var pieces: [Piece] = []
  private let owner: Mapping

  init(_ owner: Mapping) { self.owner = owner }

  /// Adds strings whose offsets were checked to ascend within the text.
  mutating func append(_ layout: ColumnLayout) {
    guard layout.rows > 0 else { return }
    let offsets = owner.bytes(layout.values..<layout.values + (layout.rows + 1) * 4)
    pieces.append(
      Piece(
        first: count, offsets: offsets.bindMemory(to: Int32.self), text: owner.bytes(layout.data)))
    count += layout.rows
  }

  /// The UTF-8 of a string, for as long as the strings or their file live.
  ///
  /// - Complexity: O(1) where the strings come from one batch.
  public func utf8(_ index: Int) -> UnsafeRawBufferPointer {
    precondition((0..<count).contains(index))
    let piece = pieces.count == 1 ? pieces[0] : pieces.last { $0.first <= index }!
    let row = index - piece.first
    let range = Int(piece.offsets[row])..<Int(piece.offsets[row + 1])
    return UnsafeRawBufferPointer(rebasing: piece.text[range])
  }

  /// A string; bytes that are no UTF-8 become U+FFFD.
  public subscript(index: Int) -> String { String(decoding: utf8(index), as: UTF8.self) }
}
