// Session joins the parts: a line of text in, replies out. Start here; StatementRunner says
// what each statement does.

public import Accounts
public import Execution
import Semantics
import Syntax
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
  public let dataset: Dataset
  /// The unit money is answered in unless a statement says otherwise.
  public var unit: Unit = .万元
  /// Values of `$name`, as given by `--param`.
  public var parameters: [String: String] {
    get { definitions.parameters }
    set { definitions.parameters = newValue }
  }
  /// The values behind `@-`; nil where standard input holds the statements.
  public var standardInput: [String]? {
    get { definitions.standardInput }
    set { definitions.standardInput = newValue }
  }
  /// Reads a file that a statement names (`verify from 'notes.txt'`); nil where it cannot. Files
  /// are the caller's: unless it gives a reader, there are none.
  public var readFile: (String) -> [UInt8]? = { _ in nil }
  /// The last answer of a query, which `_` stands for; kept when a statement fails.
  public internal(set) var lastResult: QueryResult?
  /// Whether `check` found errors in any run so far; the exit status is then 4.
  public internal(set) var foundErrors = false

  var definitions = Definitions()
  /// Worked out when the first answer asks for it.
  lazy var misprints = MisprintNotes(dataset: dataset)

  public init(dataset: Dataset) { self.dataset = dataset }

  /// Asked now and then while statements run: whether the user wants them to stop.
  public var isStopped: (@Sendable () -> Bool)?

  /// Runs every statement of a source in order and hands each reply to `output`.
  ///
  /// The source is parsed and resolved whole. Statements before the first faulty one run;
  /// then its errors, and those of the statements after it, are thrown together. With
  /// `keepGoing` every statement that can run does.
  public func run(
    _ source: SourceText, keepGoing: Bool = false, output: (Reply) throws -> Void
  ) throws(Failure) {
    let parsed = Parser.parse(source)
    let suggestion = QuestionSuggestion(dataset: dataset)
    var faults = parsed.errors.map { (offset: $0.range.start, suggestion.improve($0, in: source)) }
    let prepared = prepare(parsed.script, source, &faults)
    let firstFault = faults.map(\.offset).min() ?? .max
    for (statement, runner) in prepared where keepGoing || statement.range.start < firstFault {
      do {
        if let reply = try reply(of: runner) { try output(reply) }
      } catch let failure as Failure {
        guard keepGoing, case .diagnostics(let diagnostics) = failure else { throw failure }
        faults += diagnostics.map { (statement.range.start, $0) }
      } catch ExecutionError.interrupted {
        throw .interrupted
      } catch let error as FactStoreError {
        throw .data(error)
      } catch let error as ExecutionError {
        let diagnostic = Self.placed(error.diagnostic, at: statement.range, in: source)
        guard keepGoing else { throw .diagnostics([diagnostic]) }
        faults.append((statement.range.start, diagnostic))
      } catch {
        throw .output("\(error)")
      }
    }
    guard faults.isEmpty else {
      throw .diagnostics(faults.sorted { $0.offset < $1.offset }.map(\.1))
    }
  }

  /// What a statement answers; nothing of it where the user stopped it.
  private func reply(of runner: StatementRunner) throws -> Reply? {
    let last = lastResult
    return try Interruption.run(until: isStopped) {
      do {
        let reply = try runner.run()
        try Interruption.check()
        // No value that came of damaged bytes is ever shown.
        if let fault = dataset.store?.fault { throw fault }
        return reply
      } catch ExecutionError.interrupted {
        lastResult = last
        throw ExecutionError.interrupted
      }
    }
  }

  /// Resolves the statements in order, each seeing the names of those before it.
  private func prepare(
    _ script: Script, _ source: SourceText, _ faults: inout [(offset: Int, Diagnostic)]
  ) -> [(Statement, StatementRunner)] {
    var result: [(Statement, StatementRunner)] = []
    for statement in script.statements {
      do {
        let runner = try StatementRunner(statement, source: source, session: self)
        if case .define(let definition) = statement.kind { definitions.define(definition) }
        result.append((statement, runner))
      } catch {
        faults.append((statement.range.start, error.diagnostic(in: source)))
      }
    }
    return result
  }

  static func placed(
    _ diagnostic: Diagnostic, at range: SourceRange, in source: SourceText
  )
    -> Diagnostic
  {
    var diagnostic = diagnostic
    diagnostic.location = Diagnostic.Location(source: source, range: range)
    return diagnostic
  }

  /// Whether a text typed so far is a whole statement, or waits for more lines.
  public func isComplete(_ text: String) -> Bool { Parser.isComplete(text) }

  /// Why a run ended early.
  public enum Failure: Error, Sendable {
    /// Statements that are wrong or failed; the exit status is 1.
    case diagnostics([Diagnostic])
    /// The output could not be written (thrown by `output`); the exit status is 5.
    case output(String)
    case interrupted
    /// The data turned out to be damaged; the exit status is 3.
    case data(FactStoreError)
  }
}
