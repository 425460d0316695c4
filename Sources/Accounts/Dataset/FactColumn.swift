import Synchronization

/// One column of a ``FactTable``: held in an array, or read from a store where it lies.
@frozen
public struct FactColumn<Value: FixedWidthInteger & Sendable>: RandomAccessCollection,
  Sendable
{
  @usableFromInline let held: [Value]
  @usableFromInline let stored: StoredColumn?
  public let endIndex: Int

  init(_ values: [Value]) {
    held = values
    stored = nil
    endIndex = values.count
  }

  init(_ stored: StoredColumn) {
    held = []
    self.stored = stored
    endIndex = stored.rows.count
  }

  @inlinable public var startIndex: Int { 0 }

  @inlinable public subscript(row: Int) -> Value {
    guard let stored else { return held[row] }
    return Value(truncatingIfNeeded: stored.value(row))
  }
}

/// One column of some rows of a store that stand together, read row by row on any thread. What is
/// read is kept: where the values of some thousand neighbours lie.
@usableFromInline final class StoredColumn: Sendable {
  enum Kind: Sendable {
    case departments, reports, amounts
    case nodes(Axis?), seconds(Axis?)
  }

  let store: any FactStore
  let rows: Range<Int>
  private let kind: Kind
  /// By window of ``windowSize`` rows the pieces it is of, the last of them empty; nil until it is
  /// read.
  private nonisolated(unsafe) let windows:
    UnsafeMutablePointer<Atomic<UnsafeMutablePointer<FactPiece>?>>
  private let windowCount: Int
  /// By node code its node, -1 where it has none; nil until it is read.
  private nonisolated(unsafe) let nodes = Atomic<UnsafeMutablePointer<Hierarchy.NodeID>?>(nil)
  private let nodeCount = Atomic(0)

  private static let windowSize = 65_536

  init(_ kind: Kind, of store: any FactStore, rows: Range<Int>) {
    self.kind = kind
    self.store = store
    self.rows = rows
    windowCount =
      rows.isEmpty
      ? 0 : (rows.upperBound - 1) / Self.windowSize - rows.lowerBound / Self.windowSize + 1
    windows = .allocate(capacity: windowCount)
    for window in 0..<windowCount { (windows + window).initialize(to: Atomic(nil)) }
  }

  deinit {
    for window in 0..<windowCount { windows[window].load(ordering: .relaxed)?.deallocate() }
    windows.deinitialize(count: windowCount)
    windows.deallocate()
    nodes.load(ordering: .relaxed)?.deallocate()
  }

  /// A code, a number or an amount, as wide as the widest of them.
  @usableFromInline func value(_ index: Int) -> Int64 {
    precondition(rows.indices.contains(rows.lowerBound + index))
    let row = rows.lowerBound + index
    guard let piece = piece(of: row) else { return 0 }
    let place = row - piece.pointee.rows.lowerBound
    switch kind {
    case .departments: return Int64(piece.pointee.departments[place])
    case .reports: return Int64(piece.pointee.reports[place])
    case .amounts: return piece.pointee.amounts[place]
    case .nodes(let axis):
      return Int64(node(Int(piece.pointee.nodes[place]), axis) { store.nodes(of: $0) })
    case .seconds(let axis):
      return Int64(node(Int(piece.pointee.seconds[place]), axis) { store.secondNodes(of: $0) })
    }
  }

  private func node(
    _ code: Int, _ axis: Axis?, _ codes: (Axis) -> [Hierarchy.NodeID]
  ) -> Hierarchy.NodeID {
    guard let axis else { return Hierarchy.root }
    let table = nodes.load(ordering: .acquiring) ?? keep(codes(axis))
    guard 0 <= code, code < nodeCount.load(ordering: .relaxed), table[code] >= 0 else {
      store.note(FactStoreError(file: "", reason: "a row stands at no node of its measure"))
      return Hierarchy.root
    }
    return table[code]
  }

  /// Where another thread kept the same meanwhile, its table stands.
  private func keep(_ codes: [Hierarchy.NodeID]) -> UnsafeMutablePointer<Hierarchy.NodeID> {
    let table = UnsafeMutablePointer<Hierarchy.NodeID>.allocate(capacity: codes.count)
    for (code, node) in codes.enumerated() { (table + code).initialize(to: node) }
    nodeCount.store(codes.count, ordering: .relaxed)
    let (isFirst, known) = nodes.compareExchange(
      expected: nil, desired: table, ordering: .acquiringAndReleasing)
    if isFirst { return table }
    table.deallocate()
    return known!
  }

  /// The piece a row is in; nil where it cannot be read.
  private func piece(of row: Int) -> UnsafeMutablePointer<FactPiece>? {
    let window = row / Self.windowSize - rows.lowerBound / Self.windowSize
    guard var piece = windows[window].load(ordering: .acquiring) ?? read(window) else { return nil }
    while !piece.pointee.rows.contains(row) {
      guard !piece.pointee.rows.isEmpty else {
        store.note(FactStoreError(file: "", reason: "a row is in no batch"))
        return nil
      }
      piece += 1
    }
    return piece
  }

  /// Reads the pieces of a window; where another thread did so meanwhile, its pieces stand.
  private func read(_ window: Int) -> UnsafeMutablePointer<FactPiece>? {
    let start = (rows.lowerBound / Self.windowSize + window) * Self.windowSize
    do throws(FactStoreError) {
      let pieces = try store.pieces(
        of: (start..<start + Self.windowSize).clamped(to: rows), wanted)
      let read = UnsafeMutablePointer<FactPiece>.allocate(capacity: pieces.count + 1)
      for (place, piece) in pieces.enumerated() { (read + place).initialize(to: piece) }
      (read + pieces.count).initialize(to: FactPiece(rows: 0..<0))
      let (isFirst, known) = windows[window].compareExchange(
        expected: nil, desired: read, ordering: .acquiringAndReleasing)
      if isFirst { return read }
      read.deallocate()
      return known
    } catch {
      store.note(error)
      return nil
    }
  }

  private var wanted: FactPiece.Columns {
    switch kind {
    case .departments: .departments
    case .reports: .reports
    case .amounts: .amounts
    case .nodes: .nodes
    case .seconds: .seconds
    }
  }
}
