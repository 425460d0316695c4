import Accounts
import Execution
import Semantics
import Syntax
import Text

/// A query over the last result: `sum _ by 年度` (semantics, rule 33).
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
    var others = query.clauses
    (others.by, others.to, others.with) = ([], nil, others.with.filter { $0.kind != .图 })
    guard others == Clauses() else { throw fault(.misuse(.resultClause), query.range) }
    guard let last = session.lastResult else {
      throw fault(.noLastResult, query.range)
    }
    let keys = try query.clauses.by.map { try column($0, in: last) }
    let summed = try measureColumns(of: last)
    var order: [[QueryResult.Cell]] = []
    var sums: [[QueryResult.Cell]: [Rational?]] = [:]
    for row in last.rows where row.kind == .data || row.kind == .rest {
      let key = keys.map { row.cells[$0] }
      if sums[key] == nil {
        order.append(key)
        sums[key] = summed.map { _ in nil }
      }
      for (position, index) in summed.enumerated() {
        guard case .number(let number) = row.cells[index] else { continue }
        sums[key]![position] = try add(sums[key]![position], Rational(number))
      }
    }
    if order.isEmpty, keys.isEmpty {
      order = [[]]
      sums[[]] = summed.map { _ in nil }
    }
    return QueryResult(
      columns: (keys + summed).map { last.columns[$0] },
      rows: try order.map { key in
        QueryResult.Row(
          key + (try zip(sums[key]!, summed).map { try cell($0, last.columns[$1]) }))
      })
  }

  private func fault(_ fault: ResolutionError.Fault, _ range: SourceRange) -> Session.Failure {
    .diagnostics([ResolutionError(fault, at: range).diagnostic(in: source)])
  }

  private func column(_ name: Name, in last: QueryResult) throws -> Int {
    let key = Folding.key(name.text)
    if let index = last.columns.firstIndex(where: { Folding.key($0.name) == key }) { return index }
    throw fault(
      .unknown(
        .column, name: name.text,
        nearest: NearestNames.of(name.text, in: last.columns.map(\.name))), name.range)
  }

  /// Every measure column; percentages and means do not add up.
  private func measureColumns(of last: QueryResult) throws -> [Int] {
    var result: [Int] = []
    for (index, column) in last.columns.enumerated() {
      switch column.kind {
      case .text, .code, .year, .ordinal: continue
      default:
        guard column.addsUp else { throw fault(.notAddable(column.name), query.range) }
        result.append(index)
      }
    }
    return result
  }

  private func add(_ sum: Rational?, _ value: Rational) throws -> Rational {
    do {
      return try sum.map { try $0 + value } ?? value
    } catch {
      throw ExecutionError.overflow
    }
  }

  private func cell(_ value: Rational?, _ column: QueryResult.Column) throws -> QueryResult.Cell {
    guard let value else { return .blank }
    let least = column.kind == .money ? 2 : 0
    let decimals = value.exactDecimals(atLeast: least, atMost: 9) ?? 9
    guard let number = try? value.rounded(to: decimals) else { throw ExecutionError.overflow }
    return .number(number)
  }
}
