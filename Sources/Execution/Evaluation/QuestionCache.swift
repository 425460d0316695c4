import Accounts
import Semantics

/// What several columns of a question, or several parts of its departments, are made of: found
/// once.
final class QuestionCache {
  /// The values of a measure under a condition.
  struct Key: Equatable {
    var measure: Measure.ID
    var filter: Predicate
    var keys: [Dimension]
    var per: [Dimension] = []
    /// As ``ColumnEvaluator/lastLevel``.
    var lastLevel: Int?
    var scope: ReportSet
    var departments: DepartmentSet?
  }

  /// The rows of a column.
  struct ColumnKey: Equatable {
    var verb: Verb
    var value: ValueExpression
    var filter: Predicate
    var keys: [Dimension]
    var lastLevel: Int?
    var scope: ReportSet
  }

  struct Values {
    var units: UnitValues
    var addedYears: ClosedRange<Int>?
  }

  private var selections: [(key: Key, selection: Selection)] = []
  private var answered: [(key: ColumnKey, reports: ReportSet)] = []
  private var last: (key: Key, values: Values?)?

  /// What row selection finds.
  func selection(of key: Key, _ make: () -> Selection) -> Selection {
    if let known = selections.first(where: { $0.key == key }) { return known.selection }
    let selection = make()
    selections.append((key, selection))
    return selection
  }

  /// The reports that gave a row.
  func answered(_ key: ColumnKey, _ make: () throws -> ReportSet) rethrows -> ReportSet {
    if let known = answered.first(where: { $0.key == key }) { return known.reports }
    let reports = try make()
    answered.append((key, reports))
    return reports
  }

  /// The values one by one; those of the last column asked are kept.
  func values(of key: Key, _ make: () throws -> Values?) throws -> Values? {
    if let last, last.key == key { return last.values }
    let values = try make()
    last = (key, values)
    return values
  }
}
