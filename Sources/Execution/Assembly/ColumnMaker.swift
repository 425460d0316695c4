import Accounts
import Semantics

/// Makes the values of every column of an answer, for the groups of any dimensions.
///
/// The rows of an answer ask it by the question's own dimensions; totals and subtotals by
/// fewer of them, over the same reports; the rest of `top` gathers groups into one.
protocol ColumnMaker {
  var columns: [Frame.Column] { get }
  /// For each group a value per column.
  func values(by keys: [Dimension], gathering: Gathering) throws -> GroupTable<[Rational?]>
  func note(into notes: inout NoteTaker)
  /// What is to be said of rows that are added to an answer (总计, 小计, 其他).
  func remarks(on added: [Frame.Row]) throws -> [QueryResult.Note]
  /// What names of outer dimensions are ordered by: the values of one of ``columns``.
  func subtotals(of column: Int, by keys: [Dimension]) throws -> GroupTable<Rational?>
  /// Which of ``columns`` a column of the plan is: the first where it has become several.
  func position(of column: Int) -> Int
}

extension ColumnMaker {
  func values(by keys: [Dimension]) throws -> GroupTable<[Rational?]> {
    try values(by: keys, gathering: .none)
  }

  func remarks(on added: [Frame.Row]) -> [QueryResult.Note] { [] }

  func subtotals(of column: Int, by keys: [Dimension]) throws -> GroupTable<Rational?> {
    try values(by: keys).mapValues { $0[column] }
  }
}

/// Which groups are gathered into one group with an empty key; the others are dropped.
enum Gathering {
  case none
  case groups(Set<GroupKey>)
  /// `last` where the groups have one more component, which must be this.
  case allBut(Set<GroupKey>, last: Int32? = nil)

  func key(of group: GroupKey) -> GroupKey? {
    switch self {
    case .none: group
    case .groups(let gathered): gathered.contains(group) ? [] : nil
    case .allBut(let others, nil): others.contains(group) ? nil : []
    case .allBut(let others, let last?):
      group.last != last || others.contains(GroupKey(group.dropLast())) ? nil : []
    }
  }

  var isNone: Bool {
    if case .none = self { true } else { false }
  }
}

/// One column evaluated over some reports: by the question's own dimensions first, by others
/// over the reports that answered then.
final class Strand {
  let column: ValueColumn
  private let evaluator: ColumnEvaluator
  private let keys: [Dimension]
  private let scope: ReportSet
  let own: ColumnValues

  init(
    _ column: ValueColumn, _ evaluator: ColumnEvaluator, by keys: [Dimension], in scope: ReportSet
  ) throws {
    self.column = column
    self.evaluator = evaluator
    self.keys = keys
    self.scope = scope
    own = try evaluator.evaluate(column, by: keys, in: scope)
  }

  /// The reports that gave a row.
  private func answered() throws -> ReportSet {
    try evaluator.answered(own, column, by: keys, in: scope)
  }

  func values(by keys: [Dimension], gathering: Gathering) throws -> ColumnValues {
    if keys == self.keys, gathering.isNone { return own }
    let answered = try answered()
    var evaluator = evaluator
    evaluator.regroup = gathering.key
    evaluator.isGathering = !gathering.isNone
    // The rest and totals are of all departments.
    if evaluator.isGathering || !keys.contains(.部门) { evaluator.focus = nil }
    if case .allBut(let shown, nil) = gathering, keys == [.部门], column.verb.isPerReport {
      // Means of the rest are those of its departments, which slices find as one group.
      let rest = Set(evaluator.dataset.departments.indices)
        .subtracting(shown.map { Int($0[0]) })
      evaluator.regroup = { $0 }
      evaluator.isGathering = false
      evaluator.filter = evaluator.filter.and(.test(.departments(rest)))
      return try evaluator.evaluate(column, by: [], in: answered)
    }
    return try evaluator.evaluate(column, by: keys, in: answered)
  }

  /// The values of all groups over the reports that answered this strand or others of the column.
  func values(by keys: [Dimension], with others: [Strand]) throws -> ColumnValues {
    var answered = try self.answered()
    for other in others { answered.formUnion(try other.answered()) }
    var evaluator = evaluator
    if !keys.contains(.部门) { evaluator.focus = nil }
    return try evaluator.evaluate(column, by: keys, in: answered)
  }
}

/// The columns as they are asked.
struct PlainColumns: ColumnMaker {
  let columns: [Frame.Column]
  private let strands: [Strand]

  init(
    _ plan: MeasurePlan, _ evaluator: ColumnEvaluator, by keys: [Dimension], in scope: ReportSet
  )
    throws
  {
    columns = plan.columns.map { Frame.Column($0) }
    strands = try plan.columns.map { try Strand($0, evaluator, by: keys, in: scope) }
  }

  func values(by keys: [Dimension], gathering: Gathering) throws -> GroupTable<[Rational?]> {
    GroupTable(
      joining: try strands.map { try $0.values(by: keys, gathering: gathering).groups })
  }

  func note(into notes: inout NoteTaker) {
    for strand in strands { notes.take(strand.own, name: strand.column.name) }
  }

  func position(of column: Int) -> Int { column }
}

/// Measures in rows: `sum * by 指标, 年度`.
struct MeasureRows: ColumnMaker {
  let columns: [Frame.Column]
  private let strands: [(measure: Measure.ID, strand: Strand)]

  init(
    _ plan: MeasurePlan, _ evaluator: ColumnEvaluator, by keys: [Dimension], in scope: ReportSet
  )
    throws
  {
    columns = plan.columns.map { Frame.Column($0) }
    strands = try plan.measureRows.compactMap { column in
      guard let measure = column.value.measures.first?.id else { return nil }
      return (measure, try Strand(column, evaluator, by: keys, in: scope))
    }
  }

  /// Different measures do not add up: without 指标 there are no values.
  func values(by keys: [Dimension], gathering: Gathering) throws -> GroupTable<[Rational?]> {
    var result = GroupTable<[Rational?]>()
    guard gathering.isNone, let position = keys.firstIndex(of: .指标) else { return result }
    for (measure, strand) in strands {
      for (key, value) in try strand.values(by: keys, gathering: gathering).groups {
        var full = key
        full[position] = Int32(measure)
        result.append(full, [value] + columns.dropFirst().map { _ in nil })
      }
    }
    return result
  }

  func note(into notes: inout NoteTaker) {
    for (_, strand) in strands { notes.take(strand.own, name: strand.column.name) }
  }

  func position(of column: Int) -> Int { column }
}
