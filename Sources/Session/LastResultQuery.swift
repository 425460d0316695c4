import Execution
import Semantics
import Syntax
import Text

/// A query over the last result: `sum _ by 年度`, `list _ where 支出 > 100` (semantics, rule 33).
/// The answer before is known only when the statement runs, so its names are looked up then.
struct LastResultQuery {
  private let query: Query
  private let source: SourceText
  private let session: Session

  init(_ query: Query, source: SourceText, session: Session) {
    self.query = query
    self.source = source
    self.session = session
  }

  func run() throws -> QueryResult {
    do {
      guard let last = session.lastResult else {
        throw ResolutionError(.noLastResult, at: query.range)
      }
      let resolver = RelationResolver(
        RowSource(last), dataset: session.dataset, definitions: session.definitions,
        unit: session.unit)
      return try RelationExecutor(
        try resolver.resolve(query), lastResult: last, dataset: session.dataset
      ).run()
    } catch let error as ResolutionError {
      throw Session.Failure.diagnostics([error.diagnostic(in: source)])
    }
  }
}
