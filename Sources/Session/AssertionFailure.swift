import Execution
import Text

/// An assertion that does not hold, with the rows that break it.
struct AssertionFailure {
  let rows: QueryResult

  private static let mostRows = 20

  func diagnostic(at range: SourceRange, in source: SourceText) -> Diagnostic {
    let lines = rows.rows.prefix(Self.mostRows).map { row in
      zip(rows.columns, row.cells).map { column, cell in
        "\(column.name) \(Self.text(of: cell))"
      }.joined(separator: ", ")
    }
    let rest = rows.rows.count - lines.count
    return Diagnostic(
      id: "assert.broken",
      title: rows.rows.count == 1
        ? "The assertion does not hold" : "The assertion does not hold of \(rows.rows.count) rows",
      location: Diagnostic.Location(source: source, range: range),
      hint: (lines + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\n  = "))
  }

  static func text(of cell: QueryResult.Cell) -> String {
    switch cell {
    case .blank: "blank"
    case .text(let text): text
    case .number(let number): String(describing: number)
    }
  }
}
