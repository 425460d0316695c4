import Accounts
import Execution
import Session
import Text

extension Session {
  /// The hash of the loaded reports, by which an answer can be traced to its data.
  var datasetHash: String {
    let digits = String(dataset.fingerprint, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The printed figures behind a row, counted from one, of the last answer.
  func source(row: Int) throws(Failure) -> QueryResult {
    guard let last = lastResult, last.rows.indices.contains(row - 1) else {
      throw Self.rowFailure("The last answer has no row \(row)")
    }
    var reply: QueryResult?
    try run(SourceText(name: ".source", "source " + last.query)) { answer in
      if case .result(let result) = answer { reply = result }
    }
    guard var result = reply else { throw Self.rowFailure("The last answer has no sources") }
    let wanted = Self.keys(of: last.rows[row - 1], in: last)
    let keys = result.columns.indices.filter { wanted[result.columns[$0].name] != nil }
    result.rows.removeAll { figure in
      keys.contains { wanted[result.columns[$0].name] != figure.cells[$0] }
    }
    return result
  }

  /// What tells a row from the others, by column; a sum has none of what it adds up.
  private static func keys(
    of row: QueryResult.Row, in result: QueryResult
  ) -> [String: QueryResult.Cell] {
    guard row.kind == .data else { return [:] }
    var keys: [String: QueryResult.Cell] = [:]
    for (index, column) in result.columns.enumerated() where row.cells[index] != .blank {
      switch column.kind {
      case .text, .year: keys[column.name] = row.cells[index]
      case .code: keys[column.name] = joined(row.cells[index], row.cells[index + 1])
      default: continue
      }
    }
    return keys
  }

  /// A code and its name as sources give them, in one column.
  private static func joined(
    _ code: QueryResult.Cell, _ name: QueryResult.Cell
  ) -> QueryResult.Cell {
    guard case .text(let digits) = code, case .text(let words) = name else { return code }
    return .text("\(digits) \(words)")
  }
}
