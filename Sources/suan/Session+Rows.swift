import Session
import Text

extension Session {
  /// The printed figures behind a row of the last answer.
  func source(row: Int) throws(Failure) -> Reply { throw Self.missing(".source") }

  /// A row of the last answer, one level down.
  func drill(row: Int) throws(Failure) -> Reply { throw Self.missing(".drill") }

  private static func missing(_ name: String) -> Failure {
    .diagnostics([Diagnostic(id: "session.missing", title: "\(name) is not there yet")])
  }
}
