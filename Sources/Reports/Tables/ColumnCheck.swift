import Accounts

/// The sums that must hold along a row, over the columns that a side really has.
struct ColumnCheck {
  /// By sum: the column of its total, and all its columns' signs.
  private var sums: [(total: Int, signs: [Int64])] = []

  init(_ table: StandardTable, columns: [TableSheet.Column]) {
    guard columns.count > 1 else { return }
    let forms = table.forms.last!
    let indices = forms.map { form in columns.firstIndex { $0.role == form.role } }
    for sum in table.columnSums {
      guard let total = indices[sum.total] else { continue }
      var signs = [Int64](repeating: 0, count: columns.count)
      for term in sum.terms {
        if let column = indices[term.column] { signs[column] = term.sign }
      }
      signs[total] = -1
      sums.append((total, signs))
    }
  }

  /// How the sums stand where the row's values stand in the columns `placement`.
  func outcome(_ row: RowAmounts, in placement: ColumnSet) -> Outcome {
    var outcome = Outcome()
    for (total, signs) in sums {
      var difference: Int64 = 0
      var slack: Int64 = 0
      var members = 0
      var hasTotal = false
      placement.forEach { column, index in
        let sign = signs[column]
        guard sign != 0 else { return }
        if column == total { hasTotal = true } else { members += 1 }
        difference &+= sign &* row.terms[index].amount
        slack += row.terms[index].halfUnit
      }
      if hasTotal && members == 0 {
        if difference != 0 { outcome.loneTotals += 1 }
      } else if abs(difference) > slack {
        outcome.failures += 1
      }
    }
    return outcome
  }

  struct Outcome {
    /// Sums that do not hold.
    var failures = 0
    /// Totals whose parts are all blank: no contradiction, for a blank is not zero.
    var loneTotals = 0
  }
}

/// A row's numbers, for sums along it and over it.
struct RowAmounts {
  let terms: [TableSheet.Value]

  init(_ row: TableSheet.Row) { terms = row.values }

  /// The largest amount, sign aside, and the largest half unit.
  var largest: Int64 { terms.reduce(0) { max($0, abs($1.amount)) } }
  var largestHalfUnit: Int64 { terms.reduce(0) { max($0, $1.halfUnit) } }
}
