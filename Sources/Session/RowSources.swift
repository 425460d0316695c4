import Accounts
public import Execution
import Semantics
import Syntax
import Text

extension Session {
  /// The printed figures behind a row, counted from one, of the last answer.
  public func sources(ofRow row: Int) throws(Failure) -> QueryResult {
    guard let last = lastResult, last.rows.indices.contains(row - 1) else {
      throw Self.rowFailure("The last answer has no row \(row)")
    }
    // A row that tells its own place is what is printed there.
    if last.columns.contains(where: { $0.name == "文件" }),
      last.columns.contains(where: { $0.name == "行" })
    {
      return QueryResult(columns: last.columns, rows: [last.rows[row - 1]])
    }
    do {
      return try sources(of: last, row - 1)
    } catch let failure as Failure {
      throw failure
    } catch let error as ExecutionError {
      throw .diagnostics([error.diagnostic])
    } catch {
      throw Self.rowFailure("\(error)")
    }
  }

  private func sources(of last: QueryResult, _ row: Int) throws -> QueryResult {
    let source = SourceText(name: ".source", last.query)
    guard case .query(let query)? = Parser.parse(source).script.statements.first?.kind else {
      throw Self.rowFailure("The last answer has no printed figures behind it")
    }
    let queries = QueryResolver(dataset: dataset, definitions: definitions, unit: unit)
    switch try queries.resolve(query) {
    case .measures(let plan): return try SourceExecutor(plan, row: row, dataset: dataset).run()
    case .list(var plan):
      plan.places = ListPlan.everyPlace
      var result = try ListExecutor(plan, dataset: dataset).run()
      result.rows = [result.rows[row]]
      return result
    case .relation(let plan): return try rows(of: plan, behind: last, row)
    case .lastResult:
      throw Self.rowFailure(
        "This answer was made of the answer before it",
        hint: "Ask that question again; .source then shows where its figures are printed.")
    }
  }

  /// The rows of a relation that a group was made of.
  private func rows(
    of plan: RelationPlan, behind last: QueryResult, _ row: Int
  ) throws -> QueryResult {
    var result = try RelationExecutor(plan.listingEverything, dataset: dataset).run()
    let keys = last.columns.enumerated().compactMap { index, column in
      column.kind == .text || column.kind == .code || column.kind == .year
        || column.kind == .ordinal ? (column.name, last.rows[row].cells[index]) : nil
    }
    for (name, cell) in keys {
      guard let index = result.columns.firstIndex(where: { $0.name == name }) else { continue }
      result.rows.removeAll { $0.cells[index] != cell }
    }
    return result
  }
}
