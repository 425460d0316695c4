/// The columns of one batch on their way into a file. Columns are appended in the schema's
/// order; the batch can be emptied and filled again, so that it allocates once.
public struct ArrowBatch: Sendable {
  public let schema: ArrowSchema
  private(set) var body: [UInt8] = []
  private(set) var nodes: [Int64] = []
  private(set) var buffers: [Int64] = []
  /// Where each column starts in the body.
  private(set) var columnStarts: [Int] = []

  /// Buffers start at multiples of this, in the file too.
  static let alignment = 64

  public init(schema: ArrowSchema) { self.schema = schema }

  /// The rows of the columns appended so far.
  public var rowCount: Int { Int(nodes.first ?? 0) }
  public var isComplete: Bool { columnStarts.count == schema.fields.count }

  public mutating func removeAll() {
    body.removeAll(keepingCapacity: true)
    nodes.removeAll(keepingCapacity: true)
    buffers.removeAll(keepingCapacity: true)
    columnStarts.removeAll(keepingCapacity: true)
  }

  /// Appends integers, or the codes of a dictionary column. `present` says which values are
  /// there, where the field is nullable; without it all are.
  public mutating func append<Value: FixedWidthInteger>(
    _ values: UnsafeBufferPointer<Value>, present: [Bool]? = nil
  ) throws(ArrowError) {
    let integer = ArrowInteger(Value.self)
    try begin(values.count, present) { type in
      switch type {
      case .integer(let expected), .dictionary(let expected): expected == integer
      case .bool, .utf8: false
      }
    }
    append(buffer: UnsafeRawBufferPointer(values))
  }

  public mutating func append<Value: FixedWidthInteger>(
    _ values: [Value], present: [Bool]? = nil
  ) throws(ArrowError) {
    try values.withUnsafeBufferPointer { (buffer) throws(ArrowError) in
      try append(buffer, present: present)
    }
  }

  public mutating func append(bools: [Bool], present: [Bool]? = nil) throws(ArrowError) {
    try begin(bools.count, present) { $0 == .bool }
    append(bits: bools)
  }

  public mutating func append(
    strings: [String], present: [Bool]? = nil
  ) throws(ArrowError) {
    try begin(strings.count, present) { $0 == .utf8 }
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(strings.count + 1)
    var end = 0
    for string in strings {
      end += string.utf8.count
      guard let offset = Int32(exactly: end) else { throw misfit }
      offsets.append(offset)
    }
    offsets.withUnsafeBytes { append(buffer: $0) }
    let start = body.count
    for string in strings { body += string.utf8 }
    finishBuffer(from: start)
  }

  // MARK: Laying out

  private var misfit: ArrowError {
    let index = max(0, min(columnStarts.count, schema.fields.count) - 1)
    return .misfit(column: schema.fields.isEmpty ? "" : schema.fields[index].name)
  }

  private mutating func begin(
    _ count: Int, _ present: [Bool]?, accepts: (ArrowType) -> Bool
  ) throws(ArrowError) {
    guard columnStarts.count < schema.fields.count else { throw misfit }
    let field = schema.fields[columnStarts.count]
    guard accepts(field.type), count <= Int(Int32.max),
      columnStarts.isEmpty || count == rowCount,
      present == nil || field.isNullable && present?.count == count
    else { throw .misfit(column: field.name) }
    columnStarts.append(body.count)
    let nullCount = present?.count { !$0 } ?? 0
    nodes += [Int64(count), Int64(nullCount)]
    append(bits: nullCount == 0 ? [] : present ?? [])
  }

  private mutating func append(bits: [Bool]) {
    let start = body.count
    body += [UInt8](repeating: 0, count: (bits.count + 7) / 8)
    for (index, bit) in bits.enumerated() where bit {
      body[start + index / 8] |= 1 << UInt8(index % 8)
    }
    finishBuffer(from: start)
  }

  private mutating func append(buffer: UnsafeRawBufferPointer) {
    let start = body.count
    body.append(contentsOf: buffer)
    finishBuffer(from: start)
  }

  private mutating func finishBuffer(from start: Int) {
    buffers += [Int64(start), Int64(body.count - start)]
    let padding = (Self.alignment - body.count % Self.alignment) % Self.alignment
    body.append(contentsOf: repeatElement(0, count: padding))
  }

  // MARK: For the writer

  /// The RecordBatch table.
  var flatValue: FlatValue {
    .table([
      .int64(Int64(rowCount)), .structs(nodes, wordsEach: 2), .structs(buffers, wordsEach: 2),
    ])
  }

  /// The checksums of the pages of a batch of one column, where it has several.
  var pages: ArrowMetadata {
    let pages = Seal.pages(of: 0..<body.count)
    guard pages.count > 1 else { return [:] }
    let checksums = body.withUnsafeBytes { bytes in
      pages.map { Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[$0])) }
    }
    return [Seal.pagesKey: Seal.hexadecimal(checksums)]
  }

  /// The checksum of each column's bytes.
  var checksums: [UInt64] {
    body.withUnsafeBytes { bytes in
      columnStarts.indices.map { index in
        let end = index + 1 < columnStarts.count ? columnStarts[index + 1] : bytes.count
        return Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[columnStarts[index]..<end]))
      }
    }
  }
}
