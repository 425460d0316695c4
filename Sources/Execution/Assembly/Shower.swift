import Accounts
import Semantics

/// Lays a frame out as the columns and cells of an answer; `across` turns the values of the
/// last dimension into columns.
struct Shower {
  let space: KeySpace
  let presentation: Presentation
  let across: Bool

  /// The most columns `across` makes (semantics, rule 27).
  private static let mostColumns = 200

  func show(_ frame: Frame) throws -> QueryResult {
    across ? try pivoted(frame) : try plain(frame)
  }

  private func plain(_ frame: Frame) throws -> QueryResult {
    let visible = frame.columns.indices.filter { !frame.columns[$0].isHidden }
    let columns =
      keyColumns(space.dimensions.count)
      + visible.map { presentation.column(frame.columns[$0].name, frame.columns[$0].type) }
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

  // MARK: Pivot

  private func pivoted(_ frame: Frame) throws -> QueryResult {
    let last = space.dimensions.count - 1
    let visible = frame.columns.indices.filter { !frame.columns[$0].isHidden }
    var values: [Int32] = []
    for row in frame.rows where row.keyed > last && !values.contains(row.key[last]) {
      values.append(row.key[last])
    }
    values.sort { space.precedes($0, $1, at: last) }
    guard values.count * visible.count <= Self.mostColumns else {
      throw ExecutionError.tooManyColumns(
        count: values.count * visible.count, dimension: space.dimensions[last].rawValue)
    }
    var columns = keyColumns(last)
    for value in values {
      for index in visible {
        let name = space.name(value, at: last)
        columns.append(
          presentation.column(
            visible.count > 1 ? name + frame.columns[index].name : name,
            frame.columns[index].type))
      }
    }
    var order: [GroupKey] = []
    var groups: [GroupKey: [Int32: Frame.Row]] = [:]
    for row in frame.rows where row.keyed > last {
      let key = Array(row.key[..<last])
      if groups[key] == nil { order.append(key) }
      groups[key, default: [:]][row.key[last]] = row
    }
    let rows = try order.map { key in
      let cells = try values.flatMap { value in
        try visible.map { index in
          try presentation.cell(
            groups[key]?[value]?.values[index], frame.columns[index].type)
        }
      }
      let row = Frame.Row(key: key, values: [], keyed: last)
      return QueryResult.Row(keyCells(row, last) + cells)
    }
    return QueryResult(columns: columns, rows: rows)
  }
}
