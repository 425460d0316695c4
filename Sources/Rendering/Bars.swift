import Accounts
import Execution
import Text

/// Bars of text, an eighth of a column fine.
enum Bars {
  /// The bars that stand beside the rows of a table, for its first column of quantities. Sums
  /// have none: they would dwarf what they add up.
  static func beside(_ result: QueryResult, grid: DisplayGrid, width: Int?) -> [String] {
    guard let column = result.columns.firstIndex(where: \.isQuantity) else { return [] }
    let taken = (grid.widths(within: nil) ?? []).reduce(0) { $0 + $1 + TableRenderer.gap }
    let room = min(24, (width ?? 100) - taken)
    guard room >= 4 else { return [] }
    let values = result.rows.map { row in
      row.kind == .data || row.kind == .rest ? row.cells[column].magnitude : nil
    }
    return bars(values, room: room)
  }

  /// A bar for each value on one scale from zero; a value below zero is drawn in shade.
  static func bars(_ values: [Double?], room: Int) -> [String] {
    let largest = values.reduce(0) { max($0, abs($1 ?? 0)) }
    return values.map { value in
      guard let value, largest > 0 else { return "" }
      return bar(abs(value) / largest, room: room, shaded: value < 0)
    }
  }

  private static func bar(_ part: Double, room: Int, shaded: Bool) -> String {
    let eighths = Int((part * Double(room) * 8).rounded())
    if shaded { return String(repeating: "░", count: (eighths + 7) / 8) }
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
  }
}

extension QueryResult.Cell {
  /// The value for drawing, where the last digits do not matter.
  var magnitude: Double? {
    guard case .number(let number) = self else { return nil }
    return Double(number.description)
  }
}
