/// The dictionaries of a file: for each an initial batch, and batches that add to it.
final class Dictionaries: Sendable {
  let batches: BatchTable
  /// For each field its dictionary's batches, in order.
  private let parts: [[Int]]
  private let mapping: Mapping

  init(_ opening: FileOpening, mapping: Mapping) throws(ArrowError) {
    self.mapping = mapping
    var byID: [Int64: [Int]] = [:]
    for (index, block) in opening.dictionaries.enumerated() {
      let part = ArrowError.Part.dictionary(index)
      let bytes = mapping.bytes(block.metadata)
      if let checksum = block.checksum, checksum != Checksum.of(bytes) { throw .altered(part) }
      let header = try Message(bytes, of: part).header(.dictionaryBatch, of: part)
      let id: Int64 = try header.scalar(Message.Slot.DictionaryBatch.id)
      let isDelta: UInt8 = try header.scalar(Message.Slot.DictionaryBatch.isDelta)
      guard isDelta != 0 || byID[id] == nil else { throw .unsupported(.dictionaryReplacement) }
      byID[id, default: []].append(index)
    }
    parts = opening.dictionaryIDs.map { id in id.flatMap { byID[$0] } ?? [] }
    batches = BatchTable(
      .dictionary, blocks: opening.dictionaries, fields: [ArrowField("dictionary", .utf8)],
      dictionaryCounts: [0], mapping: mapping, isSealed: opening.isSealed)
  }

  /// How many strings the dictionary of a field has.
  func count(_ field: Int) -> Int {
    parts[field].reduce(0) { $0 + batches.blocks[$1].rows }
  }

  /// nil where the strings of a field are only read all together.
  func pages(_ field: Int) throws(ArrowError) -> StringPages? {
    parts[field].count == 1 ? try batches.pages(batch: parts[field][0]) : nil
  }

  func strings(_ field: Int) throws(ArrowError) -> ArrowStrings {
    var strings = ArrowStrings(mapping)
    for part in parts[field] { strings.append(try batches.layout(0, batch: part)) }
    return strings
  }
}
