import Accounts

/// Chooses a placement for each child of a row so that the columns add up to the parent's.
struct FamilySearch {
  /// A child of the row, and what is chosen for it.
  struct Child {
    /// Its index among the rows of the side.
    let row: Int
    /// The placement that was found best, as an index of its placements.
    fileprivate(set) var best = 0
    fileprivate var current = 0
    fileprivate let amounts: RowAmounts
    /// Its placements, the likeliest first.
    fileprivate let options: [ColumnSolver.Placement]
    /// Which of them are looked at, as bits.
    fileprivate let kept: UInt64
  }

  /// One column: the parent's amount, where a blank one counts as nothing; the sum of the
  /// children so far; the rounding that all of them may carry.
  private struct Column {
    var parent: Int64 = 0
    var sum: Int64 = 0
    var slack: Int64 = 0
  }

  private(set) var children: [Child] = []
  private var columns: [Column]
  private let weight: Int
  private var bestCost = Int.max
  /// No sum may fall again: no amount to come is negative.
  private var onlyRises = true
  /// The rounding that parent and all children together may carry in one column.
  private var reserve: Int64 = 0
  private var steps = 0

  init(width: Int, parent: RowAmounts, in placement: ColumnSet, weight: Int) {
    self.weight = weight
    var columns = [Column](repeating: Column(), count: width)
    placement.forEach { column, index in
      columns[column].parent = parent.terms[index].amount
      columns[column].slack = parent.terms[index].halfUnit
    }
    self.columns = columns
    reserve = parent.largestHalfUnit
  }

  /// Adds a child with its placements, the likeliest first. Where the parent's column is blank
  /// the child's is, unless none fits.
  mutating func add(_ row: Int, _ amounts: RowAmounts, _ options: [ColumnSolver.Placement]) {
    var fitting: UInt64 = 0
    for option in options.indices where fits(amounts, options[option].columns) {
      fitting |= 1 << UInt64(option)
    }
    children.append(
      Child(row: row, amounts: amounts, options: options, kept: fitting == 0 ? .max : fitting))
    reserve += amounts.largestHalfUnit
    onlyRises = onlyRises && amounts.terms.allSatisfy { $0.amount >= 0 }
  }

  private func fits(_ row: RowAmounts, _ placement: ColumnSet) -> Bool {
    var fits = true
    placement.forEach { column, index in
      if row.terms[index].amount != 0, columns[column].parent == 0 { fits = false }
    }
    return fits
  }

  /// Chooses an option for each child; returns the cost of all and of the columns that fail.
  /// Takes from `budget` a step for each option tried, and settles for the best found when it
  /// is spent.
  mutating func run(budget: inout Int) -> Int {
    children.sort { a, b in
      let counts = (a.optionCount, b.optionCount)
      return counts.0 != counts.1
        ? counts.0 < counts.1
        : (b.amounts.largest, a.row) < (a.amounts.largest, b.row)
    }
    steps = max(200, budget)
    descend(0, cost: 0)
    budget = max(0, steps)
    return bestCost
  }

  private mutating func descend(_ depth: Int, cost: Int) {
    guard cost + certainFailures() < bestCost else { return }
    if depth == children.count {
      let total = cost + failures()
      if total < bestCost {
        bestCost = total
        for child in children.indices { children[child].best = children[child].current }
      }
      return
    }
    for option in children[depth].options.indices where children[depth].isKept(option) {
      // The first path to a leaf is always walked, so that there is an answer.
      steps -= 1
      if steps < 0, bestCost < .max { return }
      let placement = children[depth].options[option]
      apply(children[depth].amounts, placement.columns, sign: 1)
      children[depth].current = option
      descend(depth + 1, cost: cost + placement.cost)
      apply(children[depth].amounts, placement.columns, sign: -1)
    }
  }

  private mutating func apply(_ row: RowAmounts, _ placement: ColumnSet, sign: Int64) {
    placement.forEach { column, index in
      columns[column].sum &+= sign * row.terms[index].amount
      columns[column].slack += sign * row.terms[index].halfUnit
    }
  }

  private func failures() -> Int {
    var failures = 0
    for column in columns where abs(column.parent - column.sum) > column.slack { failures += 1 }
    return failures * weight
  }

  /// Columns that have already risen over the parent's amount.
  private func certainFailures() -> Int {
    guard onlyRises else { return 0 }
    var failures = 0
    for column in columns where column.sum > column.parent + reserve { failures += 1 }
    return failures * weight
  }
}

extension FamilySearch.Child {
  fileprivate func isKept(_ option: Int) -> Bool { kept >> UInt64(option) & 1 != 0 }

  /// How many options are looked at.
  fileprivate var optionCount: Int { options.indices.count(where: isKept) }
}
