import Synchronization

/// The batches of one kind in a file: its record batches, or its dictionaries.
///
/// A batch is opened and a column checked when it is first touched; what was found is kept.
/// Threads may touch the same column at once: each checks it, and the first keeps its result.
final class BatchTable: @unchecked Sendable {
  enum Kind { case dictionary, record }

  let blocks: [Block]
  private let mapping: Mapping
  private let fields: [ArrowField]
  private let kind: Kind
  /// For each field the number of strings in its dictionary.
  private let dictionaryCounts: [Int]
  private let isSealed: Bool

  /// For each column of each batch whether it was checked, and where it stands. A layout is
  /// written under the lock, once, before its state says so; then it never changes.
  private let states: UnsafeMutablePointer<Atomic<Bool>>
  private let layouts: UnsafeMutablePointer<ColumnLayout>
  private let lock = Mutex(())

  init(
    _ kind: Kind, blocks: [Block], fields: [ArrowField], dictionaryCounts: [Int], mapping: Mapping,
    isSealed: Bool
  ) {
    self.kind = kind
    self.blocks = blocks
    self.fields = fields
    self.dictionaryCounts = dictionaryCounts
    self.mapping = mapping
    self.isSealed = isSealed
    let count = blocks.count * fields.count
    states = .allocate(capacity: count)
    layouts = .allocate(capacity: count)
    for index in 0..<count { (states + index).initialize(to: Atomic(false)) }
  }

  deinit {
    states.deinitialize(count: blocks.count * fields.count)
    states.deallocate()
    layouts.deallocate()
  }

  /// Whether a column of a batch was checked before.
  func isChecked(_ column: Int, batch: Int) -> Bool {
    states[batch * fields.count + column].load(ordering: .acquiring)
  }

  /// A column of a batch, checked.
  func layout(_ column: Int, batch: Int) throws(ArrowError) -> ColumnLayout {
    let index = batch * fields.count + column
    if states[index].load(ordering: .acquiring) { return layouts[index] }
    let layout = try layoutsOfBatch(batch).columns[column]
    try check(layout, column, batch: batch)
    lock.withLock { _ in
      guard !states[index].load(ordering: .relaxed) else { return }
      (layouts + index).initialize(to: layout)
      states[index].store(true, ordering: .releasing)
    }
    return layout
  }

  /// Checks every column of a batch.
  func verify(batch: Int) throws(ArrowError) {
    for (column, layout) in try layoutsOfBatch(batch).columns.enumerated() {
      try check(layout, column, batch: batch)
    }
  }

  /// The strings of a dictionary's batch, to be read one by one; nil where it has no checksums of
  /// its pages.
  func pages(batch: Int) throws(ArrowError) -> StringPages? {
    let (layouts, metadata) = try layoutsOfBatch(batch)
    guard isSealed, let sums = metadata[Seal.pagesKey].flatMap(Seal.numbers) else { return nil }
    return StringPages(layouts[0], checksums: sums, of: part(batch), mapping: mapping)
  }

  /// Where the columns of a batch stand, nothing of its body read, and what its message says
  /// beside.
  private func layoutsOfBatch(
    _ batch: Int
  ) throws(ArrowError) -> (columns: [ColumnLayout], metadata: ArrowMetadata) {
    let block = blocks[batch]
    let part = part(batch)
    let bytes = mapping.bytes(block.metadata)
    if let checksum = block.checksum, checksum != Checksum.of(bytes) { throw .altered(part) }
    let message = try Message(bytes, of: part)
    let types = fields.map(\.type)
    var reader = try LayoutReader(
      try recordBatch(message, part), block: block, types: types, part: part)
    var layouts = try reader.columns(types)
    guard layouts.allSatisfy({ $0.rows == block.rows }) else { throw .damaged(part) }
    var metadata: ArrowMetadata = [:]
    if isSealed {
      metadata = try ArrowMetadata.decode(message.table, slot: Message.Slot.metadata)
      guard let sums = metadata[Seal.columnsKey].flatMap(Seal.numbers),
        sums.count == layouts.count
      else { throw .damaged(part) }
      for index in layouts.indices { layouts[index].checksum = sums[index] }
    }
    return (layouts, metadata)
  }

  private func recordBatch(
    _ message: Message, _ part: ArrowError.Part
  ) throws(ArrowError) -> FlatTable {
    guard kind == .dictionary else { return try message.header(.recordBatch, of: part) }
    let header = try message.header(.dictionaryBatch, of: part)
    guard let data = try header.table(Message.Slot.DictionaryBatch.data) else {
      throw .damaged(part)
    }
    return data
  }

  private func check(_ layout: ColumnLayout, _ column: Int, batch: Int) throws(ArrowError) {
    let part =
      kind == .dictionary ? part(batch) : .column(fields[column].name, batch: batch)
    mapping.populate(layout.extent)
    if let checksum = layout.checksum {
      guard checksum == Checksum.of(mapping.bytes(layout.extent)) else { throw .altered(part) }
    }
    let check = ColumnCheck(mapping: mapping, layout: layout)
    guard check.holds(fields[column].type, dictionaryCount: dictionaryCounts[column]) else {
      throw .damaged(part)
    }
    if kind == .dictionary, layout.nullCount > 0 { throw .unsupported(.nullInDictionary) }
  }

  private func part(_ batch: Int) -> ArrowError.Part {
    kind == .dictionary ? .dictionary(batch) : .batch(batch)
  }
}
