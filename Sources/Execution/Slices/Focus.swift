import Accounts
import Semantics

/// The departments that can be among the rows shown, found before any row is made.
///
/// A question by 部门 has a row for each of hundreds of thousands, and `top` or `having` leaves
/// a few.
struct Focus {
  var departments: DepartmentSet
  /// Whether they may have fewer rows than are asked for; then all departments must be gone
  /// through after all.
  var mayFallShort = false
  /// What is to be said of all departments; nil while they are gone through part by part.
  var account: Account?

  struct Account {
    /// By column, the years that its sums add.
    var addedYears: [String: ClosedRange<Int>] = [:]
    /// By column, in how many groups it is blank for a division.
    var failures: [String: [FailedDivision: Int]] = [:]
    /// How many rows there are before any is left out; nil where they were not counted.
    var groups: Int? = 0
    /// The rows that `having` leaves; empty where nobody asks.
    var left: [GroupKey] = []
    /// By column, the values that rows are ranked among.
    var ranked: [Int: [Rational]] = [:]

    mutating func add(_ part: Account) {
      for (name, years) in part.addedYears { addedYears[name].widen(to: years) }
      failures.merge(part.failures) { $0.merging($1, uniquingKeysWith: +) }
      left += part.left
      ranked.merge(part.ranked, uniquingKeysWith: +)
      groups = groups.flatMap { own in part.groups.map { own + $0 } }
    }
  }
}

extension MeasurePlan {
  /// Whether the rows that `top` cuts are all but those shown, so that those shown tell them. Not
  /// where a comparison asks the rows that are cut for their years, nor where a measure lacks a
  /// dimension: what it has is of rows that are shown and of others.
  func cutsAllOthers(_ dataset: Dataset) -> Bool {
    let axes = keys.compactMap(\.axis)
    return having == nil && (comparison == nil || !keys.contains(.年度) && across == nil)
      && columns.flatMap(\.value.measures).allSatisfy { measure in
        axes.allSatisfy(dataset.catalogue[measure.id].axes.contains)
      }
  }

  /// Whether the answer depends on how many rows there are before any is left out.
  var countsGroups: Bool { hasTotal || hasSubtotals || hasRest }

  /// Whether a column's name tells it, as notes on columns do.
  var hasDistinctNames: Bool {
    let names = (columns + measureRows).map(\.name)
    return Set(names).count == names.count
  }
}
