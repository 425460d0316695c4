/// Where the buffers of one column of one batch stand, as offsets into the file. Every range
/// lies in the batch's body, and is long enough for the rows.
struct ColumnLayout {
  var rows = 0
  var nullCount = 0
  /// The bitmap of values that are there; nil where none is missing.
  var validity: Int?
  /// Integers, codes, bits, or the offsets of strings.
  var values = 0
  /// The text of strings.
  var data = 0..<0
  /// What the column's checksum covers, and the checksum, in a sealed file.
  var extent = 0..<0
  var checksum: UInt64?
}

/// Reads the layout of a batch from its RecordBatch table.
struct LayoutReader {
  private let block: Block
  private let part: ArrowError.Part
  private let buffers: UnsafeRawBufferPointer
  private let nodes: UnsafeRawBufferPointer
  private let rows: Int
  private var nextBuffer = 0
  private var nextNode = 0

  static let nodeSize = 16
  static let bufferSize = 16

  enum Slot { static let length = 0, nodes = 1, buffers = 2, compression = 3 }

  init(
    _ table: FlatTable, block: Block, types: [ArrowType], part: ArrowError.Part
  ) throws(ArrowError) {
    guard try table.table(Slot.compression) == nil else { throw .unsupported(.compression) }
    rows = Int(try table.scalar(Slot.length, default: Int64(0)))
    guard (0...Int(Int32.max)).contains(rows),
      let nodes = try table.vector(Slot.nodes, stride: Self.nodeSize), nodes.count == types.count,
      let buffers = try table.vector(Slot.buffers, stride: Self.bufferSize),
      buffers.count == types.reduce(0, { $0 + $1.bufferCount })
    else { throw .damaged(part) }
    self.block = block
    self.part = part
    self.nodes = nodes.bytes
    self.buffers = buffers.bytes
  }

  /// The layouts of the columns, in order.
  mutating func columns(_ types: [ArrowType]) throws(ArrowError) -> [ColumnLayout] {
    var result: [ColumnLayout] = []
    for type in types { result.append(try column(type)) }
    for index in result.indices {
      let next =
        index + 1 < result.count ? result[index + 1].extent.lowerBound : block.body.upperBound
      let start = result[index].extent.lowerBound
      guard start <= next else { continue }
      result[index].extent = start..<next
    }
    return result
  }

  private mutating func column(_ type: ArrowType) throws(ArrowError) -> ColumnLayout {
    var layout = ColumnLayout()
    layout.rows = rows
    layout.nullCount = word(nodes, nextNode * 2 + 1)
    guard word(nodes, nextNode * 2) == rows, (0...rows).contains(layout.nullCount) else {
      throw .damaged(part)
    }
    nextNode += 1
    let validity = try buffer()
    layout.extent = validity.lowerBound..<validity.lowerBound
    if layout.nullCount > 0 {
      try expect(validity, atLeast: (rows + 7) / 8)
      layout.validity = validity.lowerBound
    }
    let values = try buffer()
    layout.values = values.lowerBound
    switch type {
    case .integer(let integer), .dictionary(let integer):
      try expect(values, atLeast: rows * integer.byteWidth, alignment: integer.byteWidth)
    case .bool: try expect(values, atLeast: (rows + 7) / 8)
    case .utf8:
      try expect(values, atLeast: rows == 0 ? 0 : (rows + 1) * 4, alignment: 4)
      layout.data = try buffer()
    }
    return layout
  }

  private func expect(
    _ buffer: Range<Int>, atLeast size: Int, alignment: Int = 1
  ) throws(ArrowError) {
    guard buffer.count >= size else { throw .damaged(part) }
    guard buffer.lowerBound % alignment == 0 else { throw .unsupported(.unalignedBuffers) }
  }

  private mutating func buffer() throws(ArrowError) -> Range<Int> {
    let offset = word(buffers, nextBuffer * 2)
    let length = word(buffers, nextBuffer * 2 + 1)
    nextBuffer += 1
    guard offset >= 0, length >= 0, offset <= block.bodyLength,
      length <= block.bodyLength - offset
    else { throw .damaged(part) }
    let start = block.body.lowerBound + offset
    return start..<start + length
  }

  private func word(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
    Int(Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: Int64.self)))
  }
}
