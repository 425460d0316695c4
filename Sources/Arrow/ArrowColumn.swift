/// One column of one batch, in the file's own bytes, checked and safe to read for as long as
/// the column or its file lives.
///
/// The bytes of a value that is missing mean nothing; only its code, where the column has a
/// dictionary, may lie outside the dictionary.
public struct ArrowColumn: @unchecked Sendable {
  public let type: ArrowType
  private let layout: ColumnLayout
  private let owner: Mapping

  init(type: ArrowType, layout: ColumnLayout, owner: Mapping) {
    self.type = type
    self.layout = layout
    self.owner = owner
  }

  public var count: Int { layout.rows }
  public var nullCount: Int { layout.nullCount }

  /// The integers, or the codes of a dictionary column; nil where they are of another type.
  public func values<Value: FixedWidthInteger>(
    as type: Value.Type
  ) -> UnsafeBufferPointer<Value>? {
    switch self.type {
    case .integer(let integer), .dictionary(let integer):
      guard integer == ArrowInteger(type) else { return nil }
      return owner.bytes(layout.values..<layout.values + count * integer.byteWidth)
        .bindMemory(to: type)
    case .bool, .utf8: return nil
    }
  }

  /// The bits of a bool column, eight to a byte, the lowest first; nil for another type.
  public var bits: UnsafeBufferPointer<UInt8>? { type == .bool ? bitmap(layout.values) : nil }

  /// Which values are there, as bits; nil where none is missing.
  public var validity: UnsafeBufferPointer<UInt8>? { layout.validity.map(bitmap) }

  public func isNull(_ row: Int) -> Bool {
    guard let validity else { return false }
    return validity[row / 8] >> UInt8(row % 8) & 1 == 0
  }

  /// The strings of a utf8 column; nil for another type.
  public var strings: ArrowStrings? {
    guard type == .utf8 else { return nil }
    var strings = ArrowStrings(owner)
    strings.append(layout)
    return strings
  }

  private func bitmap(_ offset: Int) -> UnsafeBufferPointer<UInt8> {
    owner.bytes(offset..<offset + (count + 7) / 8).bindMemory(to: UInt8.self)
  }
}
