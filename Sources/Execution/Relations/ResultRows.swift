import Accounts
public import Semantics

/// The rows of the last result, for a question about `_` (semantics, rule 33).
struct ResultRows {
  private let result: QueryResult

  init(_ result: QueryResult) { self.result = result }

  var columns: [QueryResult.Column] { result.columns }

  /// The rows without totals; where they are to be added up, without those below others too.
  func forEach(addsUp: Bool, _ body: ([RelationValueCell]) -> Bool) {
    for row in result.rows where row.kind == .data || row.kind == .rest {
      if addsUp, row.depth > 0 { continue }
      guard body(zip(row.cells, result.columns).map(Self.cell)) else { return }
    }
  }

  private static func cell(
    _ cell: QueryResult.Cell, _ column: QueryResult.Column
  ) -> RelationValueCell {
    switch cell {
    case .blank: .blank
    case .text(let text): .text(text)
    case .number(let number):
      switch column.kind {
      case .year, .ordinal: .integer(number.mantissa)
      default: .printed(number, column.unit)
      }
    }
  }
}

extension RowSource {
  /// The columns of an answer as those of a relation.
  public init(_ result: QueryResult) {
    self.init(
      lastResult: result.columns.map { column in
        var own = Relation.Column(column.name, Self.kind(of: column))
        own.addsUp = column.addsUp
        return own
      })
  }

  private static func kind(of column: QueryResult.Column) -> Relation.Column.Kind {
    switch column.kind {
    case .text, .code: .text
    case .year: .year
    case .ordinal: .integer
    default: .printed(unitColumn: nil)
    }
  }
}

extension ResultCondition {
  /// The condition with each number in the unit of the column beside it.
  func choosingNumbers(_ kinds: [Unit.Kind]) -> ResultCondition {
    switch self {
    case .all(let parts): return .all(parts.map { $0.choosingNumbers(kinds) })
    case .any(let parts): return .any(parts.map { $0.choosingNumbers(kinds) })
    case .not(let part): return .not(part.choosingNumbers(kinds))
    case .compare(.column(let column), let comparison, .numbers(let numbers)):
      guard let number = numbers[kinds[column]] else { return .any([]) }
      return .compare(.column(column), comparison, .number(number))
    case .compare, .isNull: return self
    }
  }
}
