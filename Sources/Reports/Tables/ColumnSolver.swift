import Accounts

/// Gives every number of a side its column.
///
/// Each row has its possible placements. They are weighed together: along a row the printed
/// sums must hold, down a column the children of a row must add up to it, both within half a
/// unit of the last digit per addend. What arithmetic leaves open is settled by the amounts
/// that other places of the report print for a column, then by how usual a column is.
struct ColumnSolver {
  private let rows: [TableSheet.Row]
  private let unit: Unit
  private let width: Int
  private let check: ColumnCheck
  private var options: [[Placement]] = []
  private let children: [[Int]]
  private let roots: [Int]
  private var budget = 40_000

  struct Placement {
    var columns: [Int]
    var cost: Int
    /// The row's amounts by column.
    var vector = AmountVector(width: 0)
  }

  private enum Weight {
    static let rowSum = 20
    static let loneTotal = 3
    static let columnSum = 12
    static let moved = 14
    static let unknown = 6
    static let contradicted = 9
    /// Costs that differ by no more than this decide nothing.
    static let doubt = 1
  }

  /// The column of each value of each row of `side`; nil for a value that has none.
  static func solve(
    _ side: TableSheet.Side, of table: StandardTable, unit: Unit, evidence: Evidence
  ) -> [[Int?]] {
    if side.isExact { return exactColumns(of: side) }
    var solver = ColumnSolver(side, of: table, unit: unit)
    solver.options = side.rows.indices.map { row in
      solver.placements(of: row, in: side, evidence: evidence).map { placement in
        Placement(
          columns: placement.columns, cost: placement.cost,
          vector: solver.vector(side.rows[row], placement.columns))
      }
    }
    let chosen = solver.choose()
    return side.rows.indices.map { row in
      guard let index = chosen[row] else { return side.rows[row].values.map { _ in nil } }
      return solver.certainColumns(of: row, choice: index)
    }
  }

  /// The columns of a chosen placement. A row that stands alone has none above or below it to
  /// lean on: where another placement is as likely, what they differ in is left open.
  private func certainColumns(of row: Int, choice: Int) -> [Int?] {
    let chosen = options[row][choice]
    guard rows.count == 1, rows[row].values.contains(where: { $0.position == nil }) else {
      return chosen.columns
    }
    let rivals = options[row].filter { $0.cost <= chosen.cost + Weight.doubt }
    return chosen.columns.indices.map { index in
      let column = chosen.columns[index]
      return rivals.allSatisfy { $0.columns[index] == column } ? column : nil
    }
  }

  private static func exactColumns(of side: TableSheet.Side) -> [[Int?]] {
    side.rows.map { row in
      row.values.map { value in
        side.columns.count == 1 ? 0 : side.columns.firstIndex { $0.position == value.position }
      }
    }
  }

  private init(_ side: TableSheet.Side, of table: StandardTable, unit: Unit) {
    rows = side.rows
    self.unit = unit
    width = side.columns.count
    check = ColumnCheck(table, columns: side.columns)
    children = RowTree.children(of: side.rows)
    let inner = Set(children.joined())
    roots = side.rows.indices.filter { !inner.contains($0) }
  }

  // MARK: Placements of one row

  private func placements(
    of index: Int, in side: TableSheet.Side, evidence: Evidence
  ) -> [Placement] {
    let row = side.rows[index]
    let isRoot = roots.contains(index)
    guard !row.values.isEmpty, row.values.count <= width else { return [] }
    if width == 1 { return [Placement(columns: [0], cost: 0)] }
    let amounts = RowAmounts(row)
    let printed = printedPlacement(of: row, in: side)
    if let printed, check.outcome(amounts, in: printed).failures == 0 {
      return [Placement(columns: printed, cost: 0)]
    }
    let costs = row.values.map { value in
      side.columns.map { cost(of: value, in: $0, isRoot: isRoot, evidence: evidence) }
    }
    var result: [Placement] = []
    var columns: [Int] = []
    combine(row.values.count, from: 0, into: &columns) { columns in
      let sums = check.outcome(amounts, in: columns)
      var cost = Weight.rowSum * sums.failures + Weight.loneTotal * sums.loneTotals
      if let printed {
        cost += columns == printed ? 0 : Weight.moved + distance(columns, printed)
      } else {
        for index in columns.indices { cost += costs[index][columns[index]] }
      }
      result.append(Placement(columns: columns, cost: cost))
    }
    result.sort { a, b in
      a.cost != b.cost ? a.cost < b.cost : a.columns.lexicographicallyPrecedes(b.columns)
    }
    return Array(result.prefix(40))
  }

  /// Where the row's values stand by the settled positions, if each stands in a column.
  private func printedPlacement(of row: TableSheet.Row, in side: TableSheet.Side) -> [Int]? {
    let columns = row.values.compactMap { value in
      value.position.flatMap { at in side.columns.firstIndex { $0.position == at } }
    }
    guard columns.count == row.values.count,
      zip(columns, columns.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    return columns
  }

  /// How unlikely a value is in a column: how unusual the column is, whether nothing else
  /// prints the amount for it, and how far from it the value stands.
  private func cost(
    of value: TableSheet.Value, in column: TableSheet.Column, isRoot: Bool, evidence: Evidence
  ) -> Int {
    var cost = isRoot ? column.rarity : 0
    switch evidence.verdict(on: value.amount, in: unit, for: column.role) {
    case .confirmed: break
    // Of many rows under a column only some are told of elsewhere.
    case .contradicted where rows.count == 1: cost += Weight.contradicted
    case .contradicted, .unknown: cost += Weight.unknown
    }
    if let at = value.position, let position = column.position { cost += 4 * abs(at - position) }
    return cost
  }

  private func distance(_ a: [Int], _ b: [Int]) -> Int {
    zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) }
  }

  /// All rising choices of `count` columns.
  private func combine(
    _ count: Int, from start: Int, into columns: inout [Int], body: ([Int]) -> Void
  ) {
    if columns.count == count { return body(columns) }
    let rest = count - columns.count
    guard start + rest <= width else { return }
    for column in start...(width - rest) {
      columns.append(column)
      combine(count, from: column + 1, into: &columns, body: body)
      columns.removeLast()
    }
  }

  // MARK: Choice over the tree

  private mutating func choose() -> [Int?] {
    var chosen = [Int?](repeating: nil, count: rows.count)
    let floors = rows.indices.map { options[$0].first?.cost ?? 0 }
    for root in tops {
      let floor = descendants(of: root).reduce(0) { $0 + floors[$1] }
      var best: (cost: Int, chosen: [Int?])?
      for option in options[root].indices {
        let own = options[root][option].cost
        if let best, own + floor >= best.cost { break }
        var trial = chosen
        trial[root] = option
        let cost = own + settleChildren(of: root, in: &trial)
        if cost < best?.cost ?? .max { best = (cost, trial) }
      }
      if let best { chosen = best.chosen }
    }
    return chosen
  }

  /// Chooses for the rows below `parent`, level by level; returns their cost.
  private mutating func settleChildren(of parent: Int, in chosen: inout [Int?]) -> Int {
    let family = children[parent].filter { !options[$0].isEmpty }
    guard !family.isEmpty else { return 0 }
    var search = FamilySearch(
      width: width, parent: options[parent][chosen[parent]!].vector, weight: Weight.columnSum)
    let kept = family.map { child in search.add(options[child].map { ($0.vector, $0.cost) }) }
    let result = search.run(budget: &budget)
    for (index, child) in family.enumerated() { chosen[child] = kept[index][result.options[index]] }
    return family.reduce(result.cost) { $0 + settleChildren(of: $1, in: &chosen) }
  }

  /// The rows with placements that stand under none: a row that has no number, or more than
  /// there are columns, says nothing of those below it.
  private var tops: [Int] {
    let settled = children.indices.filter { !options[$0].isEmpty }
    let inner = Set(settled.flatMap { children[$0] })
    return settled.filter { !inner.contains($0) }
  }

  private func descendants(of row: Int) -> [Int] {
    children[row].flatMap { [$0] + descendants(of: $0) }
  }

  private func vector(_ row: TableSheet.Row, _ columns: [Int]) -> AmountVector {
    var vector = AmountVector(width: width)
    for (value, column) in zip(row.values, columns) { vector.set(value, at: column) }
    return vector
  }
}

/// One row's amounts by column, with the rounding each may carry.
struct AmountVector {
  var amounts: [Int64?]
  var slacks: [Int64]

  init(width: Int) {
    amounts = Array(repeating: nil, count: width)
    slacks = Array(repeating: 0, count: width)
  }

  mutating func set(_ value: TableSheet.Value, at column: Int) {
    amounts[column] = value.amount
    slacks[column] = value.halfUnit
  }
}
