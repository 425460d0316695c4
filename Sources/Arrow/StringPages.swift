import Synchronization

/// The strings of a sealed dictionary, read one by one: of its bytes only the pages that a string
/// stands on are touched and checked, each when it is first needed.
public final class StringPages: @unchecked Sendable {
  /// How many strings there are.
  public let count: Int
  private let layout: ColumnLayout
  private let part: ArrowError.Part
  private let mapping: Mapping
  private let checksums: [UInt64]
  private let states: UnsafeMutablePointer<Atomic<Bool>>

  /// nil where the checksums are not those of the layout's pages.
  init?(
    _ layout: ColumnLayout, checksums: [UInt64], of part: ArrowError.Part, mapping: Mapping
  ) {
    guard layout.nullCount == 0, layout.rows > 0,
      checksums.count == Seal.pages(of: layout.extent).count
    else { return nil }
    count = layout.rows
    self.layout = layout
    self.part = part
    self.mapping = mapping
    self.checksums = checksums
    states = .allocate(capacity: checksums.count)
    for page in checksums.indices { (states + page).initialize(to: Atomic(false)) }
  }

  deinit {
    states.deinitialize(count: checksums.count)
    states.deallocate()
  }

  /// A string; bytes that are no UTF-8 become U+FFFD. Throws where its bytes are not those that
  /// were written.
  public func string(_ index: Int) throws(ArrowError) -> String {
    precondition((0..<count).contains(index))
    let place = layout.values + index * MemoryLayout<Int32>.size
    let offsets = place..<place + 2 * MemoryLayout<Int32>.size
    try check(offsets)
    let pair = mapping.bytes(offsets)
    let start = Int(pair.loadUnaligned(as: Int32.self))
    let end = Int(pair.loadUnaligned(fromByteOffset: MemoryLayout<Int32>.size, as: Int32.self))
    guard 0 <= start, start <= end, end <= layout.data.count else { throw .damaged(part) }
    let text = layout.data.lowerBound + start..<layout.data.lowerBound + end
    try check(text)
    return String(decoding: mapping.bytes(text), as: UTF8.self)
  }

  /// Threads may check the same page at once; both come to the same.
  private func check(_ range: Range<Int>) throws(ArrowError) {
    guard !range.isEmpty else { return }
    let first = layout.extent.lowerBound
    let pages =
      (range.lowerBound - first) / Seal.pageSize...(range.upperBound - 1 - first) / Seal.pageSize
    for page in pages where !states[page].load(ordering: .relaxed) {
      let start = first + page * Seal.pageSize
      let bytes = start..<min(layout.extent.upperBound, start + Seal.pageSize)
      guard checksums[page] == Checksum.of(mapping.bytes(bytes)) else { throw .altered(part) }
      states[page].store(true, ordering: .relaxed)
    }
  }
}
