import Accounts
import Execution

/// Answers as JSON: numbers with the decimals they are shown with, blanks as null, codes as
/// text, and beside the rows what is needed to quote them.
struct JSONRenderer {
  let style: OutputStyle

  /// One answer as an object: query, dataset, unit, columns, rows, notes, coverage.
  func document(of result: QueryResult) -> String {
    var members = [("query", JSON.string(result.query))]
    if let hash = style.datasetHash { members.append(("dataset", JSON.string(hash))) }
    if let unit = moneyUnit(of: result) { members.append(("unit", JSON.string(unit.rawValue))) }
    members.append(("columns", JSON.lines(result.columns.map(column), indent: "  ")))
    members.append(("rows", JSON.lines(rows(of: result), indent: "  ")))
    members.append(("notes", JSON.lines(result.notes.map(note), indent: "  ")))
    members.append(("coverage", result.coverage.map(coverage) ?? "null"))
    return document(members)
  }

  func document(ofText text: String) -> String { document([("text", JSON.string(text))]) }

  /// The rows alone, one object a line.
  func lines(of result: QueryResult) -> String {
    rows(of: result).map { $0 + "\n" }.joined()
  }

  func line(ofText text: String) -> String {
    JSON.object([("text", JSON.string(text))]) + "\n"
  }

  private func document(_ members: [(String, String)]) -> String {
    "{\n" + members.map { "  \(JSON.string($0.0)): \($0.1)" }.joined(separator: ",\n") + "\n}"
  }

  private func rows(of result: QueryResult) -> [String] {
    let keys = uniqueNames(of: result.columns).map { JSON.string($0) + ": " }
    return result.rows.map { row in
      var members = zip(keys, row.cells).map { $0 + value($1) }
      if row.kind != .data { members.append("\"_row\": \"\(row.kind.rawValue)\"") }
      if row.depth > 0 { members.append("\"_depth\": \(row.depth)") }
      return "{" + members.joined(separator: ", ") + "}"
    }
  }

  /// Two members of one name would lose one of them.
  private func uniqueNames(of columns: [QueryResult.Column]) -> [String] {
    var seen: [String: Int] = [:]
    return columns.map { column in
      let times = seen[column.name, default: 0] + 1
      seen[column.name] = times
      return times == 1 ? column.name : "\(column.name)_\(times)"
    }
  }

  private func value(_ cell: QueryResult.Cell) -> String {
    switch cell {
    case .blank: "null"
    case .text(let text): JSON.string(text)
    case .number(let number): number.description
    }
  }

  private func column(_ column: QueryResult.Column) -> String {
    var members = [("name", JSON.string(column.name)), ("kind", JSON.string(column.kind.rawValue))]
    if column.unit != .none { members.append(("unit", JSON.string(column.unit.rawValue))) }
    return JSON.object(members)
  }

  private func note(_ note: QueryResult.Note) -> String {
    JSON.object([("id", JSON.string(note.id)), ("text", JSON.string(note.text))])
  }

  private func coverage(_ coverage: QueryResult.Coverage) -> String {
    JSON.object([
      ("disclosing", String(coverage.disclosing)), ("reports", String(coverage.reports)),
    ])
  }

  private func moneyUnit(of result: QueryResult) -> Unit? {
    let units = Set(result.columns.filter { $0.kind == .money }.map(\.unit))
    return units.count == 1 ? units.first : nil
  }
}
