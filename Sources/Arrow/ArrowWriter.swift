/// Writes a sealed Arrow IPC file, batch by batch: memory is needed for one batch, whatever
/// the length of the file.
///
/// ```swift
/// var writer = try ArrowWriter(path: path, schema: schema)
/// var batch = ArrowBatch(schema: schema)
/// try batch.append(years)
/// try batch.append(departmentCodes)
/// try writer.write(batch)
/// try writer.writeDictionary(departments, ofColumn: 1)
/// try writer.finish()
/// ```
///
/// A dictionary may be written before or after the batches that use it, and in pieces. The
/// file appears under its name when `finish` returns; a writer given up leaves no file.
public struct ArrowWriter: ~Copyable {
  private var output: OutputFile
  private let schema: ArrowSchema
  private let headChecksum: UInt64
  private var dictionaries: [Block] = []
  private var records: [Block] = []
  private var begunDictionaries: Set<Int> = []

  public init(path: String, schema: ArrowSchema) throws(ArrowError) {
    var schema = schema
    schema.metadata[Seal.checksumKey] = Seal.checksumName
    let head =
      FileOpening.magic + [0, 0]
      + Message.encode(
        .schema, schema.flatValue, bodyLength: 0, metadata: [:], at: FileOpening.headStart,
        alignment: ArrowBatch.alignment)
    var output = try OutputFile(path: path)
    try output.append(head)
    self.output = output
    self.schema = schema
    headChecksum = head.withUnsafeBytes(Checksum.of)
  }

  /// Writes a batch in which every column of the schema was appended.
  public mutating func write(
    _ batch: borrowing ArrowBatch, metadata: ArrowMetadata = [:]
  ) throws(ArrowError) {
    guard batch.isComplete, batch.schema.fields == schema.fields else {
      throw .misfit(column: schema.fields.first?.name ?? "")
    }
    records.append(try write(.recordBatch, batch, batch.flatValue, metadata))
  }

  /// Writes the strings of a dictionary column; a second call for the column adds to them.
  public mutating func writeDictionary(
    _ strings: [String], ofColumn column: Int
  ) throws(ArrowError) {
    guard case .dictionary = schema.fields[column].type else {
      throw .misfit(column: schema.fields[column].name)
    }
    var batch = ArrowBatch(schema: ArrowSchema([ArrowField("dictionary", .utf8)]))
    try batch.append(strings: strings)
    let isDelta = !begunDictionaries.insert(column).inserted
    let header = FlatValue.table([
      .int64(Int64(column)), batch.flatValue, .uint8(isDelta ? 1 : 0),
    ])
    dictionaries.append(try write(.dictionaryBatch, batch, header, batch.pages))
  }

  /// Writes the footer, stores the file and gives it its name.
  public consuming func finish() throws(ArrowError) {
    for (column, field) in schema.fields.enumerated() {
      if case .dictionary = field.type, !begunDictionaries.contains(column) {
        try writeDictionary([], ofColumn: column)
      }
    }
    let footer = FlatbufferEncoder.encode(
      .table([
        .int16(Message.metadataVersion5), schema.flatValue, Self.flatValue(dictionaries),
        Self.flatValue(records), sealMetadata.flatValue,
      ]))
    var end = Message.endOfStream
    withUnsafeBytes(of: footer.withUnsafeBytes(Checksum.of).littleEndian) { end += $0 }
    end += footer
    withUnsafeBytes(of: Int32(footer.count).littleEndian) { end += $0 }
    try output.append(end + FileOpening.magic)
    try output.publish()
  }

  private mutating func write(
    _ kind: Message.Kind, _ batch: borrowing ArrowBatch, _ header: FlatValue,
    _ metadata: ArrowMetadata
  ) throws(ArrowError) -> Block {
    var metadata = metadata
    metadata[Seal.columnsKey] = Seal.hexadecimal(batch.checksums)
    let message = Message.encode(
      kind, header, bodyLength: batch.body.count, metadata: metadata, at: output.offset,
      alignment: ArrowBatch.alignment)
    let block = Block(
      offset: output.offset, metadataLength: message.count, bodyLength: batch.body.count,
      rows: batch.rowCount, checksum: message.withUnsafeBytes(Checksum.of))
    try output.append(message)
    try output.append(batch.body)
    return block
  }

  private var sealMetadata: ArrowMetadata {
    func pairs(_ blocks: [Block]) -> String {
      Seal.hexadecimal(blocks.flatMap { [UInt64($0.rows), $0.checksum ?? 0] })
    }
    return [
      Seal.headKey: Seal.hexadecimal([headChecksum]),
      Seal.dictionariesKey: pairs(dictionaries),
      Seal.batchesKey: pairs(records),
    ]
  }

  private static func flatValue(_ blocks: [Block]) -> FlatValue {
    .structs(
      blocks.flatMap { [Int64($0.offset), Int64($0.metadataLength), Int64($0.bodyLength)] },
      wordsEach: 3)
  }
}
