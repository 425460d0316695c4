/// Chooses a placement for each child of a row so that the columns add up to the parent's.
struct FamilySearch {
  typealias Option = (vector: AmountVector, cost: Int)

  private let width: Int
  private let parent: AmountVector
  private let weight: Int
  private var children: [[Option]] = []

  private var order: [Int] = []
  private var current: [Int] = []
  private var best: [Int] = []
  private var bestCost = Int.max
  /// Running sums, and whether a sum may still fall since an amount to come is negative.
  private var sums: [Int64] = []
  private var slacks: [Int64] = []
  private var present: [Int] = []
  private var onlyRises = true
  /// The rounding that parent and all children together may carry in one column.
  private var reserve: Int64 = 0
  private var steps = 0

  init(width: Int, parent: AmountVector, weight: Int) {
    self.width = width
    self.parent = parent
    self.weight = weight
  }

  /// Adds a child with its placements, the likeliest first, and returns which of them are
  /// looked at: where the parent's column is blank the child's is, unless none fits.
  mutating func add(_ options: [Option]) -> [Int] {
    let fitting = options.indices.filter { fits(options[$0].vector) }
    let kept = fitting.isEmpty ? Array(options.indices) : fitting
    children.append(kept.map { options[$0] })
    return kept
  }

  private func fits(_ vector: AmountVector) -> Bool {
    (0..<width).allSatisfy { (vector.amounts[$0] ?? 0) == 0 || (parent.amounts[$0] ?? 0) != 0 }
  }

  /// The chosen option of each child, and the cost of all and of the columns that fail. Takes
  /// from `budget` a step for each option tried, and settles for the best found when it is
  /// spent.
  mutating func run(budget: inout Int) -> (options: [Int], cost: Int) {
    order = children.indices.sorted {
      (children[$0].count, -size($0)) < (children[$1].count, -size($1))
    }
    current = Array(repeating: 0, count: children.count)
    best = current
    sums = Array(repeating: 0, count: width)
    slacks = parent.slacks
    present = Array(repeating: 0, count: width)
    onlyRises = !children.joined().contains { $0.vector.amounts.contains { ($0 ?? 0) < 0 } }
    reserve = children.reduce(parent.slacks.max() ?? 0) { $0 + ($1[0].vector.slacks.max() ?? 0) }
    steps = max(200, budget)
    descend(0, cost: 0)
    budget = max(0, steps)
    return (best, bestCost)
  }

  private func size(_ child: Int) -> Int64 {
    children[child][0].vector.amounts.reduce(0) { max($0, abs($1 ?? 0)) }
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
    for option in children[child].indices {
      // The first path to a leaf is always walked, so that there is an answer.
      steps -= 1
      if steps < 0, bestCost < .max { return }
      let (vector, own) = children[child][option]
      apply(vector, sign: 1)
      current[child] = option
      descend(depth + 1, cost: cost + own)
      apply(vector, sign: -1)
    }
  }

  private mutating func apply(_ vector: AmountVector, sign: Int64) {
    for column in 0..<width {
      guard let amount = vector.amounts[column] else { continue }
      sums[column] &+= sign * amount
      slacks[column] += sign * vector.slacks[column]
      present[column] += Int(sign)
    }
  }

  private func fails(_ column: Int) -> Bool {
    abs((parent.amounts[column] ?? 0) - sums[column]) > slacks[column]
  }

  private func failures() -> Int { (0..<width).count(where: fails) * weight }

  /// Columns that have already risen over the parent's amount.
  private func certainFailures() -> Int {
    guard onlyRises else { return 0 }
    return weight
      * (0..<width).count { column in
        sums[column] > (parent.amounts[column] ?? 0) + reserve
      }
  }
}
