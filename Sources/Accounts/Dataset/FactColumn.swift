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

/// One column of some rows of a store that stand together, read row by row. The piece read last
/// is kept, so that neighbours cost little.
@usableFromInline final class StoredColumn: Sendable {
  enum Kind: Sendable {
    case departments, reports, amounts
    case nodes(Axis?), seconds(Axis?)
  }

  let store: any FactStore
  let rows: Range<Int>
  private let kind: Kind
  private let state = Mutex(State())

  private struct State {
    var piece = FactPiece(rows: 0..<0)
    var nodes: [Hierarchy.NodeID]?
  }

  private static let window = 65_536

  init(_ kind: Kind, of store: any FactStore, rows: Range<Int>) {
    self.kind = kind
    self.store = store
    self.rows = rows
  }

  /// A code, a number or an amount, as wide as the widest of them.
  @usableFromInline func value(_ index: Int) -> Int64 {
    state.withLock { state in
      guard let place = seek(index, &state) else { return 0 }
      switch kind {
      case .departments: return Int64(state.piece.departments[place])
      case .reports: return Int64(state.piece.reports[place])
      case .amounts: return state.piece.amounts[place]
      case .nodes(let axis):
        return Int64(node(Int(state.piece.nodes[place]), axis, &state, store.nodes))
      case .seconds(let axis):
        return Int64(node(Int(state.piece.seconds[place]), axis, &state, store.secondNodes))
      }
    }
  }

  private func node(
    _ code: Int, _ axis: Axis?, _ state: inout State, _ nodes: (Axis) -> [Hierarchy.NodeID]
  ) -> Int32 {
    guard let axis else { return Hierarchy.root }
    if state.nodes == nil { state.nodes = nodes(axis) }
    guard let table = state.nodes, table.indices.contains(code), table[code] >= 0 else {
      store.note(FactStoreError(file: "", reason: "a row stands at no node of its measure"))
      return Hierarchy.root
    }
    return table[code]
  }

  /// Where a row is in the piece, which is read where it is another; nil where it cannot be.
  private func seek(_ index: Int, _ state: inout State) -> Int? {
    precondition(rows.indices.contains(rows.lowerBound + index))
    let row = rows.lowerBound + index
    if !state.piece.rows.contains(row) {
      let start = row - row % Self.window
      do throws(FactStoreError) {
        let pieces = try store.pieces(
          of: (start..<start + Self.window).clamped(to: rows), wanted)
        guard let piece = pieces.first(where: { $0.rows.contains(row) }) else { return nil }
        state.piece = piece
      } catch {
        store.note(error)
        return nil
      }
    }
    return row - state.piece.rows.lowerBound
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
