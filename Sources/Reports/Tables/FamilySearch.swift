import Accounts

/// Chooses a placement for each child of a row so that the columns add up to the parent's.
struct FamilySearch {
  /// A child with its placements, the likeliest first, and those of them that are looked at.
  private struct Child {
    var row: RowAmounts
    var options: [ColumnSolver.Placement]
    var kept: [Int]
  }

  private let width: Int
  private let weight: Int
  /// The parent's amounts by column; a blank one counts as nothing.
  private var parent: [Int64]
  private var children: [Child] = []

  private var order: [Int] = []
  private var current: [Int] = []
  private var best: [Int] = []
  private var bestCost = Int.max
  /// Running sums of the children by column, and the rounding they may carry.
  private var sums: [Int64]
  private var slacks: [Int64]
  /// No sum may fall again: no amount to come is negative.
  private var onlyRises = true
  /// The rounding that parent and all children together may carry in one column.
  private var reserve: Int64
  private var steps = 0

  init(width: Int, parent row: RowAmounts, in columns: ColumnSet, weight: Int) {
    self.width = width
    self.weight = weight
    var parent = [Int64](repeating: 0, count: width)
    var slacks = parent
    sums = parent
    columns.forEach { column, index in
      parent[column] = row.amounts[index]
      slacks[column] = row.halfUnits[index]
    }
    self.parent = parent
    self.slacks = slacks
    reserve = slacks.max() ?? 0
  }

  /// Adds a child with its placements, the likeliest first. Where the parent's column is blank
  /// the child's is, unless none fits.
  mutating func add(_ row: RowAmounts, _ options: [ColumnSolver.Placement]) {
    let fitting = options.indices.filter { fits(row, options[$0].columns) }
    children.append(
      Child(
        row: row, options: options, kept: fitting.isEmpty ? Array(options.indices) : fitting))
  }

  private func fits(_ row: RowAmounts, _ columns: ColumnSet) -> Bool {
    var fits = true
    columns.forEach { column, index in
      if row.amounts[index] != 0, parent[column] == 0 { fits = false }
    }
    return fits
  }

  /// The chosen option of each child, and the cost of all and of the columns that fail. Takes
  /// from `budget` a step for each option tried, and settles for the best found when it is
  /// spent.
  mutating func run(budget: inout Int) -> (options: [Int], cost: Int) {
    let sizes = children.map(\.row.largest)
    order = children.indices.sorted {
      (children[$0].kept.count, -sizes[$0]) < (children[$1].kept.count, -sizes[$1])
    }
    current = Array(repeating: 0, count: children.count)
    best = current
    onlyRises = !children.contains { $0.row.amounts.contains { $0 < 0 } }
    reserve = children.reduce(reserve) { $0 + ($1.row.halfUnits.max() ?? 0) }
    steps = max(200, budget)
    descend(0, cost: 0)
    budget = max(0, steps)
    return (best, bestCost)
  }

  private mutating func descend(_ depth: Int, cost: Int) {
    guard cost + certainFailures() < bestCost else { return }
    if depth == order.count {
      let total = cost + failures()
      if total < bestCost {
        bestCost = total
        best = current
      }
      return
    }
    let child = order[depth]
    for position in children[child].kept.indices {
      // The first path to a leaf is always walked, so that there is an answer.
      steps -= 1
      if steps < 0, bestCost < .max { return }
      let option = children[child].kept[position]
      let placement = children[child].options[option]
      apply(child, placement.columns, sign: 1)
      current[child] = option
      descend(depth + 1, cost: cost + placement.cost)
      apply(child, placement.columns, sign: -1)
    }
  }

  private mutating func apply(_ child: Int, _ columns: ColumnSet, sign: Int64) {
    columns.forEach { column, index in
      sums[column] &+= sign * children[child].row.amounts[index]
      slacks[column] += sign * children[child].row.halfUnits[index]
    }
  }

  private func failures() -> Int {
    var failures = 0
    for column in 0..<width where abs(parent[column] - sums[column]) > slacks[column] {
      failures += 1
    }
    return failures * weight
  }

  /// Columns that have already risen over the parent's amount.
  private func certainFailures() -> Int {
    guard onlyRises else { return 0 }
    var failures = 0
    for column in 0..<width where sums[column] > parent[column] + reserve { failures += 1 }
    return failures * weight
  }
}
