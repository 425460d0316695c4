import Accounts
import Execution
import Session
import Testing
import Text

/// What came of some statements: the replies in order, or the messages.
struct Answer {
  var results: [QueryResult] = []
  var texts: [String] = []
  var errors: [Diagnostic] = []

  /// The rows of the last result, cells joined by spaces, blanks shown as -.
  var rows: [String] {
    (results.last?.rows ?? []).map { row in row.cells.map(Self.text).joined(separator: " ") }
  }

  var header: [String] { results.last?.columns.map(\.name) ?? [] }
  var notes: [String] { results.last?.notes.map(\.text) ?? [] }

  func note(_ id: String) -> String? { results.last?.notes.first { $0.id == id }?.text }

  /// The first error's id, title and hint, and the names it offers.
  var error: String? { errors.first?.id }
  var title: String { errors.first?.title ?? "" }
  var hint: String { errors.first?.hint ?? "" }
  var nearest: [String] { errors.first?.nearest ?? [] }

  private static func text(_ cell: QueryResult.Cell) -> String {
    switch cell {
    case .blank: "-"
    case .text(let text): text
    case .number(let number): String(describing: number)
    }
  }
}

/// Runs statements against a dataset.
func ask(
  _ statements: String, of data: Dataset = Samples.data, parameters: [String: String] = [:],
  standardInput: [String]? = nil
) -> Answer {
  let session = Session(dataset: data)
  session.parameters = parameters
  session.standardInput = standardInput
  return ask(statements, in: session)
}

func ask(_ statements: String, named name: String = "test", in session: Session) -> Answer {
  var answer = Answer()
  do {
    try session.run(SourceText(name: name, statements)) { reply in
      switch reply {
      case .result(let result): answer.results.append(result)
      case .text(let text): answer.texts.append(text)
      }
    }
  } catch .diagnostics(let diagnostics) {
    answer.errors = diagnostics
  } catch {
    Issue.record("\(error)")
  }
  return answer
}
