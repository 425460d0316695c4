import Accounts
import Execution
import Text

/// What stands in each cell of a table for people, and how wide the columns are.
struct DisplayGrid {
  let headings: [String]
  let cells: [[String]]
  private let columns: [QueryResult.Column]

  /// A text column gives way down to two fifths of its width, within these bounds: below them its
  /// cells say nothing any more, and the table turns vertical.
  private static let leastTextWidths = 8...20

  init(_ result: QueryResult) {
    columns = result.columns
    headings = result.columns.map { Display.safe($0.heading) }
    let decimals = result.columns.indices.map { Self.decimals(of: $0, in: result) }
    let indented = result.columns.firstIndex { $0.kind == .text } ?? 0
    cells = result.rows.map { row in
      result.columns.indices.map { index in
        let text = Self.text(row.cells[index], result.columns[index], decimals[index])
        return index == indented ? String(repeating: "  ", count: row.depth) + text : text
      }
    }
  }

  /// The widths of the columns so that a line fits `room`, or nil where it cannot.
  func widths(within room: Int?) -> [Int]? {
    var widths = headings.map { DisplayWidth.of($0) }
    for row in cells {
      for (index, text) in row.enumerated() {
        widths[index] = max(widths[index], DisplayWidth.of(text))
      }
    }
    guard let room else { return widths }
    let least = widths.map {
      min(max($0 * 2 / 5, Self.leastTextWidths.lowerBound), Self.leastTextWidths.upperBound)
    }
    var excess = widths.reduce(0, +) + TableRenderer.gap * max(0, widths.count - 1) - room
    while excess > 0 {
      let giving = widths.indices.filter {
        columns[$0].kind == .text && widths[$0] > least[$0]
      }
      guard let widest = giving.max(by: { widths[$0] < widths[$1] }) else { return nil }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private static func text(
    _ cell: QueryResult.Cell, _ column: QueryResult.Column, _ decimals: Int
  ) -> String {
    switch cell {
    case .blank: column.isRate ? "n/a" : ""
    case .text(let text): Display.safe(text)
    case .number(let number):
      column.isQuantity ? number.grouped(decimals: decimals) : number.description
    }
  }

  /// The decimals all numbers of a column are shown with; a number as printed keeps its own.
  private static func decimals(of index: Int, in result: QueryResult) -> Int {
    guard result.columns[index].isQuantity, result.columns[index].kind != .printed else { return 0 }
    return result.rows.reduce(0) { most, row in
      guard case .number(let number) = row.cells[index] else { return most }
      return max(most, Int(number.scale))
    }
  }
}
