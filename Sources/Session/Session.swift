public import Accounts
public import Execution
public import Text

/// What a statement answers with.
public enum Reply: Sendable {
  /// A table of rows.
  case result(QueryResult)
  /// Plain text: help, `describe`, `explain`.
  case text(String)
}

/// One line in, replies out: the whole language without files, terminal or clock.
public final class Session {
  /// The unit money is answered in unless a statement says otherwise.
  public var unit: Unit = .万元
  /// Values of `$name`, as given by `--param`.
  public var parameters: [String: String] = [:]

  public init() {}

  /// Runs every statement of a source in order and hands each reply to `output`.
  ///
  /// The source is parsed and resolved whole. Statements before the first faulty one run;
  /// then its errors, and those of the statements after it, are thrown together. With
  /// `keepGoing` every statement that can run does.
  public func run(
    _ source: SourceText, keepGoing: Bool = false, output: (Reply) throws -> Void
  ) throws(Failure) {
  }

  /// Whether a text typed so far is a whole statement, or waits for more lines.
  public func isComplete(_ text: String) -> Bool { true }

  /// What could stand at a byte offset of a line.
  public func completions(of text: String, at offset: Int) -> [Completion] { [] }

  public struct Completion: Sendable, Equatable {
    /// What replaces the bytes `range` of the line.
    public var text: String
    public var range: SourceRange
    /// A word on what it is: 部门, 科目, keyword.
    public var role: String

    public init(text: String, range: SourceRange, role: String) {
      self.text = text
      self.range = range
      self.role = role
    }
  }

  /// Why a run ended early.
  public enum Failure: Error, Sendable {
    /// Statements that are wrong or failed; the exit status is 1.
    case diagnostics([Diagnostic])
    /// The output could not be written (thrown by `output`); the exit status is 5.
    case output(String)
    case interrupted
  }
}
