import Accounts

/// The sums that must hold along a row, over the columns that a side really has.
struct ColumnCheck {
  /// By sum and column: 1 or -1 for an addend, -1 for the total, 0 for neither.
  private var signs: [[Int64]] = []
  private var totals: [Int] = []

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
      self.signs.append(signs)
      totals.append(total)
    }
  }

  /// How the sums stand where the row's values stand in the columns `placement`.
  func outcome(_ row: RowAmounts, in placement: ColumnSet) -> Outcome {
    var outcome = Outcome()
    for sum in signs.indices { judge(sum, row, placement, into: &outcome) }
    return outcome
  }

  struct Outcome {
    /// Sums that do not hold.
    var failures = 0
    /// Totals whose parts are all blank: no contradiction, for a blank is not zero.
    var loneTotals = 0
  }

  private func judge(
    _ sum: Int, _ row: RowAmounts, _ placement: ColumnSet, into outcome: inout Outcome
  ) {
    var difference: Int64 = 0
    var slack: Int64 = 0
    var members = 0
    var hasTotal = false
    placement.forEach { column, index in
      let sign = signs[sum][column]
      guard sign != 0 else { return }
      if column == totals[sum] { hasTotal = true } else { members += 1 }
      difference &+= sign &* row.amounts[index]
      slack += row.halfUnits[index]
    }
    if hasTotal && members == 0 {
      if difference != 0 { outcome.loneTotals += 1 }
    } else if abs(difference) > slack {
      outcome.failures += 1
    }
  }
}

/// A row's numbers in millionths, with half a unit of each one's last printed digit.
struct RowAmounts {
  var amounts: [Int64]
  var halfUnits: [Int64]

  init(_ row: TableSheet.Row) {
    amounts = row.values.map(\.amount)
    halfUnits = row.values.map(\.halfUnit)
  }

  /// The largest amount, sign aside.
  var largest: Int64 { amounts.reduce(0) { max($0, abs($1)) } }
}
