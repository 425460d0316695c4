/// What is learnt of a file on opening it: schema, blocks and seal, checked against the file's
/// size and against each other, the batches' values unread.
struct FileOpening {
  static let magic = Array("ARROW1".utf8)
  /// The magic at the beginning is padded to eight bytes.
  static let headStart = 8
  /// At the end stand the footer's length, in four bytes, and the magic.
  private static let tailSize = 4 + magic.count

  let schema: ArrowSchema
  /// The id of each field's dictionary.
  let dictionaryIDs: [Int64?]
  let isSealed: Bool
  private(set) var dictionaries: [Block]
  private(set) var records: [Block]

  private enum Slot { static let schema = 1, dictionaries = 2, records = 3, metadata = 4 }

  init(_ mapping: Mapping) throws(ArrowError) {
    let bytes = mapping.bytes
    guard bytes.count >= Self.magic.count, bytes.starts(with: Self.magic) else {
      throw .notArrow
    }
    let footerRange = try Self.footerRange(bytes)
    let footerBytes = mapping.bytes(footerRange)

    let head = try Message(mapping.bytes(Self.headStart..<footerRange.lowerBound), of: .head)
    let written = try ArrowSchema.decode(try head.header(.schema, of: .head)).schema
    if written.metadata[Seal.checksumKey] != nil {
      try Self.checkFooter(mapping, footerRange)
    }
    let footer = try FlatTable.root(footerBytes, of: .footer)
    guard let table = try footer.table(Slot.schema) else { throw .damaged(.footer) }
    (schema, dictionaryIDs) = try ArrowSchema.decode(table)
    isSealed = schema.metadata[Seal.checksumKey] != nil
    guard isSealed == (written.metadata[Seal.checksumKey] != nil) else { throw .damaged(.head) }
    if let name = schema.metadata[Seal.checksumKey], name != Seal.checksumName {
      throw .unsupported(.checksum(name))
    }
    let limit = footerRange.lowerBound
    dictionaries = try Block.decode(footer, slot: Slot.dictionaries, limit: limit)
    records = try Block.decode(footer, slot: Slot.records, limit: limit)
    try expectRoomForBlocks(limit)
    if isSealed {
      try readSeal(
        try ArrowMetadata.decode(footer, slot: Slot.metadata), mapping,
        headEnd: Self.headStart + head.length)
    } else {
      try countRows(mapping)
    }
  }

  private static func footerRange(
    _ bytes: UnsafeRawBufferPointer
  ) throws(ArrowError) -> Range<Int> {
    let end = bytes.count - tailSize
    guard end >= headStart, bytes.suffix(magic.count).elementsEqual(magic) else {
      throw .truncated
    }
    let size = Int(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: Int32.self)))
    guard size > 0, size <= end - headStart else { throw .damaged(.footer) }
    return end - size..<end
  }

  /// Before anything of a sealed footer is believed.
  private static func checkFooter(
    _ mapping: Mapping, _ footer: Range<Int>
  ) throws(ArrowError) {
    let start = footer.lowerBound - Seal.footerChecksumSize
    guard start >= headStart else { throw .damaged(.footer) }
    let checksum = UInt64(
      littleEndian: mapping.bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    guard checksum == Checksum.of(mapping.bytes(footer)) else { throw .altered(.footer) }
    // The only bytes that no checksum covers are always the same.
    let end = start - Message.endOfStream.count
    guard end >= headStart, mapping.bytes(end..<start).elementsEqual(Message.endOfStream) else {
      throw .altered(.footer)
    }
  }

  /// Blocks do not overlap, and each describes every column; so what is kept for each column
  /// of each batch is no larger than the file.
  private func expectRoomForBlocks(_ limit: Int) throws(ArrowError) {
    var room = limit
    for (blocks, columns) in [(dictionaries, 1), (records, schema.fields.count)] {
      for block in blocks {
        room -= block.metadataLength + block.bodyLength
        guard room >= 0, block.metadataLength >= columns * LayoutReader.nodeSize else {
          throw .damaged(.footer)
        }
      }
    }
  }

  /// Takes rows and checksums of the batches from a sealed footer.
  private mutating func readSeal(
    _ metadata: ArrowMetadata, _ mapping: Mapping, headEnd: Int
  ) throws(ArrowError) {
    guard let head = metadata[Seal.headKey].flatMap(Seal.numbers)?.first,
      let dictionarySums = Seal.pairs(metadata[Seal.dictionariesKey]),
      let recordSums = Seal.pairs(metadata[Seal.batchesKey]),
      dictionarySums.count == dictionaries.count, recordSums.count == records.count
    else { throw .damaged(.footer) }
    guard head == Checksum.of(mapping.bytes(0..<headEnd)) else { throw .altered(.head) }
    for (index, sum) in dictionarySums.enumerated() {
      dictionaries[index].rows = try Self.rows(sum.rows)
      dictionaries[index].checksum = sum.checksum
    }
    for (index, sum) in recordSums.enumerated() {
      records[index].rows = try Self.rows(sum.rows)
      records[index].checksum = sum.checksum
    }
  }

  private static func rows(_ count: UInt64) throws(ArrowError) -> Int {
    guard count <= UInt64(Int32.max) else { throw .damaged(.footer) }
    return Int(count)
  }

  /// Takes the rows of the batches from their own heads, where the footer does not have them.
  private mutating func countRows(_ mapping: Mapping) throws(ArrowError) {
    for index in dictionaries.indices {
      let part = ArrowError.Part.dictionary(index)
      let message = try Message(mapping.bytes(dictionaries[index].metadata), of: part)
      let header = try message.header(.dictionaryBatch, of: part)
      let data = try header.table(Message.Slot.DictionaryBatch.data)
      dictionaries[index].rows = try Self.rows(data, part)
    }
    for index in records.indices {
      let part = ArrowError.Part.batch(index)
      let message = try Message(mapping.bytes(records[index].metadata), of: part)
      records[index].rows = try Self.rows(try message.header(.recordBatch, of: part), part)
    }
  }

  private static func rows(
    _ batch: FlatTable?, _ part: ArrowError.Part
  ) throws(ArrowError) -> Int {
    let rows = try batch?.scalar(LayoutReader.Slot.length, default: Int64(0)) ?? -1
    guard (0...Int64(Int32.max)).contains(rows) else { throw .damaged(part) }
    return Int(rows)
  }
}
