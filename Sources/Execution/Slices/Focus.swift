import Accounts
import Semantics

/// The departments that can be among the rows shown, found before any row is made.
struct Focus {
  var departments: Set<Int>
  /// The years that sums add, over all departments.
  var addedYears: ClosedRange<Int>?
}
