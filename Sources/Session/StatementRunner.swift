import Accounts
import Execution
import Reports
import Semantics
import Syntax
import Text

/// One statement resolved, ready to run.
struct StatementRunner {
  private let work: () throws -> Reply?

  /// Resolves a statement. A name it does not know is an error here, before anything runs.
  init(_ statement: Statement, source: SourceText, session: Session) throws(ResolutionError) {
    let resolver = StatementResolver(source: source, session: session)
    work = try resolver.work(of: statement)
  }

  /// Runs it; nil where it has nothing to say.
  func run() throws -> Reply? { try work() }
}

/// Makes the work of each kind of statement.
private struct StatementResolver {
  let source: SourceText
  let session: Session

  private var dataset: Dataset { session.dataset }

  private var queries: QueryResolver {
    QueryResolver(dataset: dataset, definitions: session.definitions, unit: session.unit)
  }

  func work(of statement: Statement) throws(ResolutionError) -> () throws -> Reply? {
    switch statement.kind {
    case .query(let query): return try answer(query)
    case .source(let query): return try source(query)
    case .explain(let query, let plan): return try explain(query, plan)
    case .define(let definition): return try define(definition)
    case .run(let name): return try answer(savedQuery(name))
    case .assert(let assertion): return try assert(assertion, statement.range)
    case .show(let name, let clauses): return try show(name, clauses)
    case .describe(let name): return try describe(name)
    case .find(let word, let clauses): return try find(word, clauses)
    case .chart(let chart): return try self.chart(chart, statement.range)
    case .help(let topic):
      let text = Help(dataset: dataset, definitions: session.definitions).text(on: topic?.text)
      return { .text(text) }
    case .verify(let verification): return try verify(verification, statement.range)
    case .check(let clauses):
      let check = try CheckStatement(
        clauses, at: statement.range, session: session, queries: queries)
      return { .result(try check.run()) }
    case .explainCheck(let rule):
      let text = try CheckStatement.explanation(of: rule)
      return { .text(text) }
    }
  }

  // MARK: Queries

  private func answer(_ query: Query) throws(ResolutionError) -> () throws -> Reply? {
    let session = session
    let run = try runnable(query)
    return {
      let result = try run()
      session.lastResult = result
      return .result(result)
    }
  }

  /// The query as a closure that makes its answer.
  private func runnable(_ query: Query) throws(ResolutionError) -> () throws -> QueryResult {
    let dataset = dataset
    let (session, source) = (session, source)
    let resolved = try queries.resolve(query)
    return {
      var result: QueryResult
      switch resolved {
      case .measures(let plan):
        result = try MeasureExecutor(plan, dataset: dataset).run()
        result.notes += try session.misprints.notes(of: plan)
      case .list(let plan): result = try ListExecutor(plan, dataset: dataset).run()
      case .relation(let plan): result = try RelationExecutor(plan, dataset: dataset).run()
      case .lastResult(let query):
        result = try LastResultQuery(query, source: source, session: session).run()
      }
      result.query = Printer.print(query)
      result.display = Self.display(query.clauses)
      return result
    }
  }

  private static func display(_ clauses: Clauses) -> QueryResult.Display {
    var display = QueryResult.Display()
    display.hasBars = clauses.with.contains { $0.kind == .图 }
    display.file = clauses.to?.text
    return display
  }

  private func savedQuery(_ name: Name) throws(ResolutionError) -> Query {
    guard let definition = session.definitions[name.text] else {
      throw ResolutionError(
        .unknown(
          .query, name: name.text,
          nearest: NearestNames.of(name.text, in: session.definitions.names)), at: name.range)
    }
    guard case .query(let query) = definition.value else {
      throw ResolutionError(.isA(name: name.text, actual: .name, wanted: .query), at: name.range)
    }
    return query
  }

  private func chart(
    _ chart: Chart, _ range: SourceRange
  ) throws(ResolutionError)
    -> () throws -> Reply?
  {
    let shape = chart.shape.flatMap { QueryResult.Display.Chart(rawValue: $0.rawValue) } ?? .bar
    let session = session
    let run: () throws -> QueryResult
    if let query = chart.query {
      run = try runnable(query)
    } else {
      guard let last = session.lastResult else {
        throw ResolutionError(.noLastResult, at: range)
      }
      run = { last }
    }
    return {
      var result = try run()
      session.lastResult = result
      result.display.chart = shape
      return .result(result)
    }
  }

  // MARK: Provenance

  private func source(_ query: Query) throws(ResolutionError) -> () throws -> Reply? {
    let dataset = dataset
    switch try queries.resolve(query) {
    case .measures(let plan):
      return {
        var result = try SourceExecutor(plan, dataset: dataset).run()
        result.query = "source " + Printer.print(query)
        return .result(result)
      }
    case .list(var plan):
      plan.places = ListPlan.everyPlace
      return { [plan] in .result(try ListExecutor(plan, dataset: dataset).run()) }
    case .relation(let plan):
      return { .result(try RelationExecutor(plan.listingEverything, dataset: dataset).run()) }
    case .lastResult:
      throw ResolutionError(
        .misuse(.sourceOfResult),
        at: query.range)
    }
  }

  private func explain(
    _ query: Query, _ showsPlan: Bool
  ) throws(ResolutionError)
    -> () throws -> Reply?
  {
    let resolved = try queries.resolve(query)
    let explanation = Explanation(dataset: dataset, query: Printer.print(query))
    return { .text(try explanation.text(of: resolved, showsPlan: showsPlan)) }
  }

  // MARK: Names

  private func define(_ definition: Definition) throws(ResolutionError) -> () throws -> Reply? {
    // The name is known inside its own definition, so that one defined by itself is refused here.
    var definitions = session.definitions
    definitions.define(definition)
    switch definition.value {
    case .expression(let expression):
      if case .text = expression.kind { break }
      if case .number = expression.kind { break }
      _ = try ExpressionResolver.check(
        expression, dataset: dataset, definitions: definitions)
    case .condition(let condition):
      _ = try ConditionResolver.check(
        condition, dataset: dataset, definitions: definitions)
    case .query(let query): _ = try queries.resolve(query)
    }
    return { nil }
  }

  // MARK: assert

  private func assert(
    _ assertion: Assertion, _ range: SourceRange
  ) throws(ResolutionError)
    -> () throws -> Reply?
  {
    let plan = try queries.resolve(assertion)
    let comparison = Semantics.Comparison(rawValue: assertion.comparison.rawValue) ?? .equal
    let tolerance = assertion.clauses.within.flatMap { PrintedNumber($0.digits) }.map(Rational.init)
    let (dataset, source) = (dataset, source)
    return {
      let broken = try AssertionExecutor(plan, comparison, within: tolerance, dataset: dataset)
        .broken()
      guard !broken.rows.isEmpty else { return nil }
      throw Session.Failure.diagnostics([
        AssertionFailure(rows: broken).diagnostic(at: range, in: source)
      ])
    }
  }

  // MARK: verify

  private func verify(
    _ verification: Verification, _ range: SourceRange
  ) throws(ResolutionError)
    -> () throws -> Reply?
  {
    let verifier = ProseVerifier(
      dataset: dataset, scope: try queries.reportFilter(verification.clauses))
    let (source, readFile) = (source, session.readFile)
    let file = verification.clauses.to?.text
    let dataset = dataset
    func reply(_ bytes: [UInt8], _ name: String) throws -> Reply {
      let missing = try FactsOnly(dataset, asked: "verify")
      do {
        var result = try verifier.verify(bytes, name: name)
        if let note = missing.note { result.notes.append(note) }
        result.display.file = file
        return .result(result)
      } catch {
        throw Session.Failure.diagnostics([Self.unreadable(name, error.reason, range, source)])
      }
    }
    switch verification.subject {
    case .sentence(let text): return { try reply(Array(text.text.utf8), "verify") }
    case .file(let name):
      return {
        guard let bytes = readFile(name.text) else {
          throw Session.Failure.diagnostics([
            Self.unreadable(name.text, "it cannot be opened", name.range, source)
          ])
        }
        return try reply(bytes, name.text)
      }
    }
  }

  private static func unreadable(
    _ name: String, _ reason: String, _ range: SourceRange, _ source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      id: "verify.unreadable", title: "\(name) cannot be read: \(reason)",
      location: Diagnostic.Location(source: source, range: range),
      hint: "verify takes a sentence in quotes, or from and the name of a text file.")
  }

  // MARK: Looking around

  private func show(
    _ name: Name, _ clauses: Clauses
  ) throws(ResolutionError)
    -> () throws -> Reply?
  {
    let showing = try Showing(name, clauses, queries: queries, dataset: dataset)
    let top = try queries.top(clauses)
    return { .result(try showing.result().limited(to: top)) }
  }

  private func describe(_ name: Name) throws(ResolutionError) -> () throws -> Reply? {
    let text = try Description(dataset: dataset, definitions: session.definitions).text(of: name)
    return { .text(text) }
  }

  private func find(
    _ word: TextLiteral, _ clauses: Clauses
  ) throws(ResolutionError)
    -> () throws -> Reply?
  {
    let filter = try queries.reportFilter(clauses)
    let finder = Finder(dataset: dataset, scope: filter)
    let top = try queries.top(clauses)
    return { .result(try finder.find(word.text).limited(to: top)) }
  }
}

extension QueryResult {
  /// The first rows, as many as `top` asks for.
  fileprivate func limited(to top: Int?) -> QueryResult {
    var result = self
    if let top { result.rows = Array(rows.prefix(top)) }
    return result
  }
}
