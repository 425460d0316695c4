/// A message's metadata, taken out of its frame: four bytes FF, its length, and the flatbuffer.
struct Message {
  enum Kind: UInt8 { case schema = 1, dictionaryBatch, recordBatch }

  enum Slot {
    static let kind = 1, header = 2, metadata = 4
    enum DictionaryBatch { static let id = 0, data = 1, isDelta = 2 }
  }

  static let frameSize = 8
  private static let continuation: UInt32 = 0xFFFF_FFFF
  /// What stands after the last message: a frame of nothing.
  static let endOfStream: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]

  let table: FlatTable
  /// The bytes of frame and flatbuffer together.
  let length: Int

  /// The message at the start of `bytes`.
  init(_ bytes: UnsafeRawBufferPointer, of part: ArrowError.Part) throws(ArrowError) {
    guard bytes.count >= Self.frameSize else { throw .damaged(part) }
    guard bytes.loadUnaligned(as: UInt32.self) == Self.continuation else {
      throw .unsupported(.oldFraming)
    }
    let size = Int(
      Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4, as: Int32.self)))
    guard size >= 0, size <= bytes.count - Self.frameSize else { throw .damaged(part) }
    length = Self.frameSize + size
    table = try FlatTable.root(
      UnsafeRawBufferPointer(rebasing: bytes[Self.frameSize..<length]), of: part)
  }

  /// What the message carries, where it is of this kind.
  func header(_ kind: Kind, of part: ArrowError.Part) throws(ArrowError) -> FlatTable {
    guard try table.scalar(Slot.kind, default: UInt8(0)) == kind.rawValue,
      let header = try table.table(Slot.header)
    else { throw .damaged(part) }
    return header
  }

  /// A message in its frame, padded so that what follows stands at a multiple of `alignment`
  /// when the message itself stands at `offset`.
  static func encode(
    _ kind: Kind, _ header: FlatValue, bodyLength: Int, metadata: ArrowMetadata, at offset: Int,
    alignment: Int
  ) -> [UInt8] {
    let flatbuffer = FlatbufferEncoder.encode(
      .table([
        .int16(metadataVersion5), .uint8(kind.rawValue), header, .int64(Int64(bodyLength)),
        metadata.flatValue,
      ]))
    let end = offset + frameSize + flatbuffer.count
    let padding = (alignment - end % alignment) % alignment
    var bytes = [UInt8](repeating: 0xFF, count: 4)
    withUnsafeBytes(of: Int32(flatbuffer.count + padding).littleEndian) { bytes += $0 }
    return bytes + flatbuffer + [UInt8](repeating: 0, count: padding)
  }

  static let metadataVersion5: Int16 = 4
}
