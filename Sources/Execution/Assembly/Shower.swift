import Accounts
import Semantics

/// Lays a frame out as the columns and cells of an answer.
struct Shower {
  let space: KeySpace
  let presentation: Presentation
  func show(_ frame: Frame) throws -> QueryResult {
    let visible = frame.columns.indices.filter { !frame.columns[$0].isHidden }
    let columns =
      keyColumns(space.dimensions.count)
      + visible.map { index in
        let column = frame.columns[index]
        return presentation.column(column.name, column.type, addsUp: column.addsUp)
      }
    let rows = try frame.rows.map { row in
      QueryResult.Row(
        keyCells(row, space.dimensions.count)
          + (try visible.map { try presentation.cell(row.values[$0], frame.columns[$0].type) }),
        kind: row.kind, depth: row.depth)
    }
    return QueryResult(columns: columns, rows: rows)
  }

  // MARK: Keys

  private func keyColumns(_ count: Int) -> [QueryResult.Column] {
    space.dimensions[..<count].flatMap { dimension -> [QueryResult.Column] in
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

  private func keyCells(_ row: Frame.Row, _ count: Int) -> [QueryResult.Cell] {
    (0..<count).flatMap { index -> [QueryResult.Cell] in
      let word = addedWord(row, index)
      let hasCode = space.dimensions[index].hasCode
      guard index < row.keyed else { return hasCode ? [.blank, word] : [word] }
      let value = row.key[index]
      let name = QueryResult.Cell.text(space.name(value, at: index))
      if hasCode {
        let code = space.code(value, at: index) ?? ""
        return [code.isEmpty ? .blank : .text(code), name]
      }
      if space.dimensions[index] == .年度 {
        return [.number(PrintedNumber(mantissa: Int64(value), scale: 0))]
      }
      return [name]
    }
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
