import Accounts

/// Decides at which grid columns a side's values stand.
///
/// The ordinals (栏次) say it best, the header's leaves next; merged header cells put either
/// one or two cells beside the numbers, so that both are tried with small shifts, and the
/// placement wins under which fewest numbers stand outside and fewest rows fail to add up.
enum ColumnAlignment {
  static func settle(
    _ side: inout TableSheet.Side, ordinals: [Int], label: Int, table: StandardTable
  ) {
    let check = ColumnCheck(table, columns: side.columns)
    let amounts = side.rows.map(RowAmounts.init)
    var best: (cost: Int, positions: [Int])?
    for (source, positions) in candidates(side, ordinals: ordinals).enumerated() {
      for shift in [0, 1, -1, 2, -2] {
        let shifted = positions.map { $0 + shift }
        let cost =
          misfit(side.rows, amounts, at: shifted, check: check) * 8 + abs(shift) * 2 + source
          + shifted.count { $0 <= label } * 4
        if cost < best?.cost ?? .max { best = (cost, shifted) }
        if cost == 0 { break }
      }
      if best?.cost == 0 { break }
    }
    for index in side.columns.indices { side.columns[index].position = best?.positions[index] }
  }

  private static func candidates(_ side: TableSheet.Side, ordinals: [Int]) -> [[Int]] {
    var result: [[Int]] = []
    if ordinals.count == side.columns.count { result.append(ordinals) }
    let header = side.columns.compactMap(\.position)
    if header.count == side.columns.count, zip(header, header.dropFirst()).allSatisfy({ $0 < $1 }) {
      result.append(header)
    }
    var printed: [Int] = []
    for row in side.rows.indices {
      for value in side.rows[row].values {
        if let position = value.position, !printed.contains(position) { printed.append(position) }
      }
    }
    if printed.count == side.columns.count { result.append(printed.sorted()) }
    return result
  }

  /// Values outside the columns, three times, and row sums that fail.
  private static func misfit(
    _ rows: [TableSheet.Row], _ amounts: [RowAmounts], at positions: [Int], check: ColumnCheck
  ) -> Int {
    rows.indices.reduce(0) { cost, row in
      let values = rows[row].values
      func column(of value: TableSheet.Value) -> Int? {
        positions.firstIndex { $0 == value.position }
      }
      if let columns = ColumnSet(rising: values.lazy.compactMap(column)),
        columns.count == values.count
      {
        return cost + check.outcome(amounts[row], in: columns).failures
      }
      return cost + 3 * max(1, values.count { column(of: $0) == nil })
    }
  }
}
