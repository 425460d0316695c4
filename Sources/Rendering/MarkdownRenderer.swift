import Accounts
import Execution
import Text

/// An answer as a table for documents: numbers plain and to the right, units in the header.
struct MarkdownRenderer {
  private let result: QueryResult
  private let style: OutputStyle

  init(_ result: QueryResult, style: OutputStyle) {
    self.result = result
    self.style = style
  }

  /// A table needs its header in this format, so it stands even where none is asked for.
  func rendered() -> String {
    let headings = result.columns.map { Self.escaped($0.heading) }
    let rows = result.rows.map { row in row.cells.map(text) }
    let widths = headings.indices.map { index in
      ([headings] + rows).map { DisplayWidth.of($0[index]) }.max() ?? 0
    }
    let rule = zip(result.columns, widths).map { column, width in
      String(repeating: "-", count: max(2, width - 1)) + (column.isNumber ? ":" : "-")
    }
    return ([headings, rule] + rows).map { line($0, widths) }.joined()
  }

  private func line(_ texts: [String], _ widths: [Int]) -> String {
    let cells = texts.indices.map { index in
      Display.pad(texts[index], to: max(3, widths[index]), right: result.columns[index].isNumber)
    }
    return "| " + cells.joined(separator: " | ") + " |\n"
  }

  private func text(_ cell: QueryResult.Cell) -> String {
    switch cell {
    case .blank: Self.escaped(style.null)
    case .number(let number): number.description
    case .text(let text): Self.escaped(text)
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "|", "\\": result += "\\" + String(scalar)
      case "\n": result += "<br>"
      case "<": result += "&lt;"
      case "\r": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
