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

  /// How many sums fail where value i of the row stands in `placement[i]`.
  func violations(_ values: [TableSheet.Value], in placement: [Int]) -> Int {
    sums.count { !holds($0, values, placement) }
  }

  private func holds(
    _ sum: ColumnSum, _ values: [TableSheet.Value], _ placement: [Int]
  ) -> Bool {
    var difference: Int64 = 0
    var slack: Int64 = 0
    var members = 0
    var hasTotal = false
    for (value, column) in zip(values, placement) {
      var sign: Int64 = 0
      if column == sum.total {
        sign = -1
        hasTotal = true
      } else if let term = sum.terms.first(where: { $0.column == column }) {
        sign = term.sign
        members += 1
      }
      guard sign != 0 else { continue }
      difference &+= sign &* value.amount
      slack += value.halfUnit
    }
    if !hasTotal && members == 0 { return true }
    return abs(difference) <= slack
  }
}
