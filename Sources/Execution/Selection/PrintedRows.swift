import Accounts

/// The rows that one report prints of one measure, by their place on the measure's trees.
struct PrintedRows {
  let report: Int
  private let dataset: Dataset
  private let table: FactTable
  private let rowsAt: [Position: [Int]]

  init(report: Int, rows: [Int], dataset: Dataset, _ table: FactTable) {
    self.report = report
    self.dataset = dataset
    self.table = table
    rowsAt = Dictionary(grouping: rows, by: table.position)
  }

  var positions: Set<Position> { Set(rowsAt.keys) }

  func isPrinted(_ position: Position) -> Bool { rowsAt[position] != nil }

  /// In stored units.
  func sum(of positions: Set<Position>) -> Int128 {
    positions.reduce(0) { sum, position in
      (rowsAt[position] ?? []).reduce(sum) { $0 + Int128(table.amount[$1]) }
    }
  }

  /// Whether some rows add up to another, within half a unit of the last digit of each number.
  func foot(_ parts: Set<Position>, to whole: Position) -> Bool {
    let tolerance = parts.union([whole]).reduce(Int128(0)) { sum, position in
      (rowsAt[position] ?? []).reduce(sum) { $0 + halfUnit(of: $1) }
    }
    return (sum(of: [whole]) - sum(of: parts)).magnitude <= tolerance.magnitude
  }

  /// Half a unit of the last digit a row prints, in stored units.
  private func halfUnit(of row: Int) -> Int128 {
    let printed = dataset.precision(report: Int32(report), origin: table.origin(of: row))
    let unit = printed.unit.stored(PrintedNumber(mantissa: 1, scale: printed.scale)) ?? 0
    return Int128(unit) / 2
  }
}
