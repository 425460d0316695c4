/// Where a batch stands in the file, and what the footer knows of it.
struct Block {
  /// Where its metadata starts.
  var offset: Int
  var metadataLength: Int
  var bodyLength: Int
  /// Its rows, and the checksum of its metadata in a sealed file.
  var rows = 0
  var checksum: UInt64?

  var metadata: Range<Int> { offset..<offset + metadataLength }
  var body: Range<Int> { offset + metadataLength..<offset + metadataLength + bodyLength }

  /// The blocks of a footer's vector, each within the bytes before `limit`.
  static func decode(
    _ footer: FlatTable, slot: Int, limit: Int
  ) throws(ArrowError) -> [Block] {
    guard let (count, bytes) = try footer.vector(slot, stride: 24) else { return [] }
    var blocks: [Block] = []
    blocks.reserveCapacity(count)
    for index in 0..<count {
      let at = index * 24
      let offset = Int(Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: Int64.self)))
      let metadata = Int(
        Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 8, as: Int32.self)))
      let body = Int(
        Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 16, as: Int64.self)))
      guard offset >= 8, offset % 8 == 0, metadata >= 8, metadata % 8 == 0, body >= 0,
        offset <= limit, metadata <= limit - offset, body <= limit - offset - metadata
      else { throw .damaged(.footer) }
      blocks.append(Block(offset: offset, metadataLength: metadata, bodyLength: body))
    }
    return blocks
  }
}
