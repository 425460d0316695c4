import Accounts
import Execution
import Text

/// An answer as an aligned table that fits the terminal.
///
/// Where it is too wide the text columns give way first, widest first, and end in an
/// ellipsis; where that is not enough each row is written as lines of its own.
struct TableRenderer {
  private let result: QueryResult
  private let style: OutputStyle
  private let grid: DisplayGrid
  private let bars: [String]

  /// Columns of blank between two columns of the table.
  static let gap = 2

  init(_ result: QueryResult, style: OutputStyle) {
    self.result = result
    self.style = style
    grid = DisplayGrid(result)
    bars = result.display.hasBars ? Bars.beside(result, grid: grid, width: style.width) : []
  }

  func rendered(elapsed: Duration?) -> String {
    var lines: [String] = []
    if let listing = result.display.listing {
      lines = listing.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    } else if let chart = result.display.chart {
      let drawing = chart.drawn(result, width: style.width ?? 80)
      lines = drawing.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if lines.last == "" { lines.removeLast() }
    } else if let widths = grid.widths(within: style.width) {
      lines = table(widths)
    } else {
      lines = vertical()
    }
    if style.notes { lines += Footer(result, style: style, elapsed: elapsed).lines }
    return lines.map { $0 + "\n" }.joined()
  }

  private func table(_ widths: [Int]) -> [String] {
    var lines: [String] = []
    let rule = paint(
      .dim, widths.map { String(repeating: "─", count: $0) }.joined(separator: Self.space))
    if style.header {
      lines = [paint(.bold, line(grid.headings, widths)), rule]
    }
    for (index, row) in result.rows.enumerated() {
      let previous = index > 0 ? result.rows[index - 1].kind : nil
      if needsRule(before: row.kind, after: previous) { lines.append(rule) }
      let bar = bars.isEmpty || bars[index].isEmpty ? "" : Self.space + bars[index]
      let text = line(grid.cells[index], widths, row: row, isLast: bar.isEmpty)
      lines.append((row.kind == .data ? text : paint(.bold, text)) + bar)
    }
    return lines
  }

  /// Sums stand apart from the rows they add up.
  private func needsRule(
    before kind: QueryResult.Row.Kind, after previous: QueryResult.Row.Kind?
  ) -> Bool {
    guard let previous else { return false }
    return (kind == .total && previous != .total) || (previous == .subtotal && kind == .data)
  }

  private func line(
    _ texts: [String], _ widths: [Int], row: QueryResult.Row? = nil, isLast: Bool = true
  ) -> String {
    var line = ""
    for (index, column) in result.columns.enumerated() {
      let cut = Display.cut(texts[index], to: widths[index])
      let padded = Display.pad(cut, to: widths[index], right: column.isNumber)
      line +=
        (index > 0 ? Self.space : "") + (isNegative(row, index) ? paint(.red, padded) : padded)
    }
    guard isLast else { return line }
    while line.last == " " { line.removeLast() }
    return line
  }

  private func isNegative(_ row: QueryResult.Row?, _ column: Int) -> Bool {
    guard style.color, let row, row.kind == .data, case .number(let number) = row.cells[column]
    else { return false }
    return number.mantissa < 0
  }

  private func vertical() -> [String] {
    let label = grid.headings.map { DisplayWidth.of($0) }.max() ?? 0
    let width = style.width ?? 80
    let room = width - label - Self.gap
    var lines: [String] = []
    for (index, cells) in grid.cells.enumerated() {
      lines.append(paint(.dim, "── \(index + 1) " + String(repeating: "─", count: 12)))
      for (heading, cell) in zip(grid.headings, cells) {
        if room < Self.leastRoom, DisplayWidth.of(cell) > room {
          // Beside the names there is no room for the text: it stands below its own.
          lines.append(paint(.bold, heading))
          lines += Display.wrap(cell, to: max(2, width - Self.gap)).map { Self.space + $0 }
          continue
        }
        for (part, text) in Display.wrap(cell, to: max(2, room)).enumerated() {
          let name = Display.pad(part == 0 ? heading : "", to: label)
          lines.append(paint(.bold, name) + (text.isEmpty ? "" : Self.space + text))
        }
      }
    }
    return lines
  }

  /// Texts beside the names are not wrapped to less than this.
  private static let leastRoom = 12

  private static let space = String(repeating: " ", count: gap)

  private func paint(_ look: Look, _ text: String) -> String {
    style.color ? look.rawValue + text + Look.plain : text
  }
}

/// The few looks of coloured output.
enum Look: String {
  case bold = "\u{1B}[1m"
  case dim = "\u{1B}[2m"
  case red = "\u{1B}[31m"

  static let plain = "\u{1B}[0m"
}
