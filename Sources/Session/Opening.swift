import Accounts
import Syntax
import Text

/// What to say to a line that begins with no verb: the question it most likely means.
struct Opening {
  let dataset: Dataset

  /// The message of a parse error, with a question that runs where the line's first words are
  /// no statement.
  func diagnostic(_ error: ParseError, in source: SourceText) -> Diagnostic {
    var diagnostic = error.diagnostic(in: source)
    guard case .unexpected(let unexpected) = error.fact, unexpected.after == nil,
      diagnostic.nearest.isEmpty, diagnostic.hint?.hasPrefix("Write a verb first") == true
    else { return diagnostic }
    let line = source[source.lineRange(at: error.range.start)]
    diagnostic.hint = "Write a verb first: \(question(line)); help shows more"
    return diagnostic
  }

  /// A question about the measure and the year that the words name, about 支出 where they name
  /// none.
  private func question(_ words: String) -> String {
    let key = Folding.key(words)
    let measure = dataset.catalogue.measures.map(\.name)
      .filter { key.contains(Folding.key($0)) }.max { $0.count < $1.count }
    let year = dataset.years.last { words.contains(String($0)) }
    return "sum \(measure ?? "支出") by 部门" + (year.map { " year \($0)" } ?? "")
  }
}
