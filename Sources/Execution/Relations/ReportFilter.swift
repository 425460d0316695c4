import Accounts
import Semantics

/// What a relation's filter says of a whole report, before its rows are made.
struct ReportFilter {
  let columns: [Relation.Column]
  let dataset: Dataset

  /// Whether the filter holds of every row of a report, or of none; nil where that depends on
  /// the row.
  func decide(_ predicate: RelationPredicate, _ report: Int) -> Bool? {
    switch predicate {
    case .all(let parts):
      let parts = parts.map { decide($0, report) }
      return parts.contains(false) ? false : parts.contains(nil) ? nil : true
    case .any(let parts):
      let parts = parts.map { decide($0, report) }
      return parts.contains(true) ? true : parts.contains(nil) ? nil : false
    case .not(let part): return decide(part, report).map { !$0 }
    case .departments(let set): return set.contains(dataset.reports[report].department)
    case .compare(let column, let comparison, .text(let text))
    where columns[column].kind == .year:
      return Int(text).map { comparison.holds(dataset.reports[report].year, $0) }
    case .equals(let column, let keys) where columns[column].kind == .year:
      return keys.contains(String(dataset.reports[report].year))
    default: return nil
    }
  }
}
