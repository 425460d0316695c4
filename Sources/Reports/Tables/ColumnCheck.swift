import Accounts

/// The sums that must hold along a row, over the columns that a side really has.
struct ColumnCheck {
  private var sums: [ColumnSum] = []

  init(_ table: StandardTable, columns: [TableSheet.Column]) {
    guard columns.count > 1 else { return }
    let forms = table.forms.last!
    let indices = forms.map { form in columns.firstIndex { $0.role == form.role } }
    sums = table.columnSums.compactMap { sum in
      guard let total = indices[sum.total] else { return nil }
      let terms = sum.terms.compactMap { term in indices[term.column].map { (term.sign, $0) } }
      return ColumnSum(total: total, terms: terms.map { (sign: $0.0, column: $0.1) })
    }
  }

  /// How the sums stand where value i of the row stands in `placement[i]`.
  func outcome(_ row: RowAmounts, in placement: [Int]) -> Outcome {
    var outcome = Outcome()
    for sum in sums { judge(sum, row, placement, into: &outcome) }
    return outcome
  }

  struct Outcome {
    /// Sums that do not hold.
    var failures = 0
    /// Totals whose parts are all blank: no contradiction, for a blank is not zero.
    var loneTotals = 0
  }

  private func judge(
    _ sum: ColumnSum, _ row: RowAmounts, _ placement: [Int], into outcome: inout Outcome
  ) {
    var difference: Int64 = 0
    var slack: Int64 = 0
    var members = 0
    var hasTotal = false
    for (index, column) in placement.enumerated() {
      var sign: Int64 = 0
      if column == sum.total {
        sign = -1
        hasTotal = true
      } else if let term = sum.terms.first(where: { $0.column == column }) {
        sign = term.sign
        members += 1
      }
      guard sign != 0 else { continue }
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
}
