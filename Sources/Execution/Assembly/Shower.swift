import Accounts
import Semantics

/// Lays a frame out as the columns and cells of an answer.
struct Shower {
  let space: KeySpace
  let presentation: Presentation
  func show(_ frame: Frame) throws -> QueryResult {
    let visible = frame.columns.indices.filter { !frame.columns[$0].isHidden }
    let columns =
      keyColumns
      + visible.map { index in
        let column = frame.columns[index]
        return presentation.column(column.name, column.type, addsUp: column.addsUp)
      }
    let rows = try Workers.map(rows: frame.rows.count) { index in
      let row = frame.rows[index]
      var cells: [QueryResult.Cell] = []
      cells.reserveCapacity(columns.count)
      for index in space.dimensions.indices { addKeyCells(row, index, to: &cells) }
      for index in visible {
        cells.append(try presentation.cell(row.values[index], frame.columns[index].type))
      }
      return QueryResult.Row(cells, kind: row.kind, depth: row.depth)
    }
    return QueryResult(columns: columns, rows: rows)
  }

  // MARK: Keys

  private var keyColumns: [QueryResult.Column] {
    space.dimensions.flatMap { dimension -> [QueryResult.Column] in
      if dimension.hasCode {
        return [
          QueryResult.Column(name: dimension.rawValue, kind: .code),
          QueryResult.Column(name: dimension.rawValue + "名", kind: .text),
        ]
      }
      return [
        QueryResult.Column(name: dimension.rawValue, kind: dimension == .年度 ? .year : .text)
      ]
    }
  }

  /// The cells of a dimension: one, or a code and its name.
  private func addKeyCells(_ row: Frame.Row, _ index: Int, to cells: inout [QueryResult.Cell]) {
    let dimension = space.dimensions[index]
    guard index < row.keyed else {
      if dimension.hasCode { cells.append(.blank) }
      cells.append(addedWord(row, index))
      return
    }
    let value = row.key[index]
    if dimension == .年度 {
      cells.append(.number(PrintedNumber(mantissa: Int64(value), scale: 0)))
      return
    }
    if dimension.hasCode {
      let code = space.code(value, at: index) ?? ""
      cells.append(code.isEmpty ? .blank : .text(code))
    }
    cells.append(.text(space.name(value, at: index)))
  }

  /// The word of a total, a subtotal or the rest, in the first column it has no key for.
  private func addedWord(_ row: Frame.Row, _ index: Int) -> QueryResult.Cell {
    guard index == row.keyed else { return .blank }
    switch row.kind {
    case .total: return .text("总计")
    case .subtotal: return .text("小计")
    case .rest: return .text("其他")
    case .data: return .blank
    }
  }
}
