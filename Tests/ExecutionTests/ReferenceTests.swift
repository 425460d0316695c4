import Accounts
import Execution
import Foundation
import Session
import TestSupport
import Testing
import Text

/// How many questions are compared: SUAN_QUERIES, else 5000.
private let queryCount = environment("SUAN_QUERIES") ?? 5000
private let seed = UInt64(environment("SUAN_SEED") ?? Int.random(in: 1...999_999))

private func environment(_ name: String) -> Int? {
  ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
}

@Test func `The executor agrees with the plain reference on generated questions`() {
  print("reference: \(queryCount) questions, SUAN_SEED=\(seed)")
  var random = Seeded(seed)
  var asked = 0
  var disagreements = 0
  while asked < queryCount, disagreements < 5 {
    let accounts = GeneratedAccounts(&random)
    let session = Session(dataset: accounts.dataset)
    for _ in 0..<20 {
      let query = GeneratedQuery(&random, accounts)
      let expected = ReferenceSheet(accounts: accounts, query: query).rows()
      let actual = rows(of: "\(query)", session)
      asked += 1
      guard actual != expected else { continue }
      disagreements += 1
      Issue.record(
        "seed \(seed), question \(asked): \(query)\n  suan \(actual)\n  reference \(expected)")
    }
  }
}

/// The rows with codes, without the names beside them; a row that was added begins with its kind.
private func rows(of statement: String, _ session: Session) -> [String] {
  var answer: QueryResult?
  do {
    try session.run(SourceText(name: "test", statement)) { reply in
      if case .result(let result) = reply { answer = result }
    }
  } catch .diagnostics(let diagnostics) {
    return diagnostics.map { "\($0.id): \(statement)" }
  } catch {
    return ["\(error)"]
  }
  guard let result = answer else { return [] }
  let shown = result.columns.indices.filter {
    $0 == 0 || result.columns[$0 - 1].kind != .code
  }
  return result.rows.map { row in
    let cells = shown.map { index -> String in
      switch row.cells[index] {
      case .blank: "-"
      case .text(let text): ["小计", "总计", "其他"].contains(text) ? "-" : text
      case .number(let number): String(describing: number)
      }
    }
    let indent = String(repeating: "  ", count: row.depth)
    return indent + ([row.kind.rawValue] + cells).joined(separator: " ")
  }
}
