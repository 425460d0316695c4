import Accounts
import Execution
import Semantics
import Syntax
import Text

extension Session {
  /// A row, counted from one, of the last answer opened one level down: the question that asks
  /// for what stands below it.
  ///
  ///     sum 支出 by 类        row 210    sum 支出 where 类 = 210 by 款
  public func drilledQuestion(row: Int) throws(Failure) -> String {
    guard let last = lastResult, last.rows.indices.contains(row - 1) else {
      throw Self.rowFailure("The last answer has no row \(row)")
    }
    let parsed = Parser.parse(SourceText(name: ".drill", last.query))
    guard parsed.errors.isEmpty, case .query(let query)? = parsed.script.statements.first?.kind,
      case .aggregates = query.head, query.clauses.from == nil
    else {
      throw Self.rowFailure(
        "A row of this answer has nothing below it", hint: "Ask for a measure, as in sum 支出 by 类.")
    }
    let queries = QueryResolver(dataset: dataset, definitions: definitions, unit: unit)
    guard case .measures(let plan)? = try? queries.resolve(query) else {
      throw Self.rowFailure("The last question means something else by now; ask it again")
    }
    return Printer.print(
      try Drilling(query: query, result: last, dataset: dataset, plan: plan)
        .query(of: last.rows[row - 1]))
  }

  /// Why nothing can be said of a row.
  public static func rowFailure(_ title: String, hint: String? = nil) -> Failure {
    .diagnostics([Diagnostic(id: "row.none", title: title, hint: hint)])
  }
}

/// Turns a question and a row of its answer into the question one level down.
private struct Drilling {
  let query: Query
  let result: QueryResult
  let dataset: Dataset
  let plan: MeasurePlan

  func query(of row: QueryResult.Row) throws(Session.Failure) -> Query {
    guard row.kind == .data else {
      throw Session.rowFailure(
        "This row is a sum of others", hint: "Open one of the rows it adds up.")
    }
    let keys = query.clauses.by.compactMap { Dimension.find($0.text) }
    guard keys.count == query.clauses.by.count, let lower = step(down: keys) else {
      throw Session.rowFailure(
        "There is no level below this row", hint: ".source shows where its figures are printed.")
    }
    var query = query
    let conditions =
      parts(of: query.clauses.filter, notImpliedBy: keys)
      + keys.compactMap { test(of: $0, in: row) }
    query.clauses.filter =
      conditions.count > 1 ? Condition(.and(conditions), range: here) : conditions.first
    query.clauses.by = [Name(lower.rawValue, range: here)]
    // What chose and ordered the rows above says nothing of those below.
    (query.clauses.having, query.clauses.top, query.clauses.tree) = (nil, nil, nil)
    (query.clauses.order, query.clauses.with, query.clauses.to) = ([], [], nil)
    return query
  }

  /// The conditions so far, without those that the row's own values imply.
  private func parts(of filter: Condition?, notImpliedBy keys: [Dimension]) -> [Condition] {
    guard let filter else { return [] }
    let parts = if case .and(let parts) = filter.kind { parts } else { [filter] }
    return parts.filter { part in
      guard let tested = Self.dimension(of: part) else { return true }
      return !keys.contains { key in
        guard key != tested, let level = key.level, let above = tested.level else {
          return key == tested
        }
        return key.axis == tested.axis && above < level
      }
    }
  }

  private static func dimension(of condition: Condition) -> Dimension? {
    switch condition.kind {
    case .comparison(let left, _, _), .membership(let left, _, _):
      guard case .name(let name) = left.kind else { return nil }
      return Dimension.find(name.text)
    default: return nil
    }
  }

  private var here: SourceRange { SourceRange(start: 0, end: 0) }

  /// The level below the last of the dimensions that has one, else a breakdown that the rows
  /// do not have yet.
  private func step(down keys: [Dimension]) -> Dimension? {
    for key in keys.reversed() {
      if let lower = Self.below[key], !keys.contains(lower), isDimension(lower) { return lower }
    }
    return [Dimension.部门, .类, .三公项目, .经济类, .人员类别].lazy.compactMap(belowFixed).first { lower in
      !keys.contains(lower) && isDimension(lower) && !isFiner(keys, lower)
    }
  }

  /// The dimension, or where the question is about one value of it the level below.
  private func belowFixed(_ dimension: Dimension) -> Dimension? {
    isFixed(dimension) ? Self.below[dimension].flatMap(belowFixed) : dimension
  }

  /// Whether the question is about one value of a dimension.
  private func isFixed(_ dimension: Dimension) -> Bool {
    let filter = query.clauses.filter
    let parts =
      if case .and(let parts)? = filter?.kind { parts } else { [filter].compactMap(\.self) }
    return parts.contains { part in
      guard case .comparison(_, .equal, _) = part.kind else { return false }
      return Self.dimension(of: part) == dimension
    }
  }

  private static let below: [Dimension: Dimension] = [
    .市: .区县, .区县: .部门, .地区: .部门, .类: .款, .款: .项, .经费类别: .经济类, .经济类: .经济款,
  ]

  /// Whether the rows are already broken down along the tree of a dimension.
  private func isFiner(_ keys: [Dimension], _ lower: Dimension) -> Bool {
    lower.axis != nil && keys.contains { $0.axis == lower.axis }
  }

  /// Whether every column of the question has a measure with the dimension.
  private func isDimension(_ dimension: Dimension) -> Bool {
    guard dimension.axis != nil else { return true }
    return (plan.measureRows.isEmpty ? plan.columns : plan.measureRows).allSatisfy { column in
      column.value.measures.contains { dataset.catalogue[$0.id].dimensions.contains(dimension) }
    }
  }

  /// `类 = 210`, as the row says; nil where the row's value is blank.
  private func test(of dimension: Dimension, in row: QueryResult.Row) -> Condition? {
    guard let column = result.columns.firstIndex(where: { $0.name == dimension.rawValue }) else {
      return nil
    }
    let cells =
      dimension.hasCode ? [row.cells[column], row.cells[column + 1]] : [row.cells[column]]
    guard let value = cells.first(where: { $0 != .blank }) else { return nil }
    let name = Expression(.name(Name(dimension.rawValue, range: here)), range: here)
    return Condition(.comparison(name, .equal, expression(of: value)), range: here)
  }

  private func expression(of cell: QueryResult.Cell) -> Expression {
    switch cell {
    case .text(let text) where !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }:
      Expression(.number(NumberLiteral(text, range: here)), range: here)
    case .text(let text): Expression(.text(TextLiteral(text, range: here)), range: here)
    case .number(let number):
      Expression(.number(NumberLiteral(number.description, range: here)), range: here)
    case .blank: Expression(.text(TextLiteral("", range: here)), range: here)
    }
  }
}
