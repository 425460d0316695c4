import Accounts

/// Gives every number of a side its column.
///
/// Each row has its possible placements. They are weighed together: along a row the printed
/// sums must hold, down a column the children of a row must add up to it, both within half a
/// unit of the last digit per addend. What arithmetic leaves open is settled by the amounts
/// that other places of the report print for a column, then by how usual a column is.
struct ColumnSolver {
  private let rows: [TableSheet.Row]
  private let amounts: [RowAmounts]
  private let unit: Unit
  private let columns: [TableSheet.Column]
  /// What other places print for each column.
  private var evidence: [ColumnEvidence] = []
  private let check: ColumnCheck
  private var options: [[Placement]] = []
  private var children: [[Int]] = []
  private var isRoot: [Bool] = []
  private var budget = 40_000

  /// A row's numbers in columns, and how unlikely that is.
  struct Placement {
    var columns: ColumnSet
    var cost: Int
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
    if let columns = solver.plainColumns() { return columns }
    solver.prepare(evidence)
    let chosen = solver.choose()
    return side.rows.indices.map { row in
      guard let index = chosen[row] else { return side.rows[row].values.map { _ in nil } }
      return solver.certainColumns(of: row, choice: index)
    }
  }

  /// The columns of a chosen placement. A row that stands alone has none above or below it to
  /// lean on: where another placement is as likely but for how usual its columns are, what they
  /// differ in is left open.
  private func certainColumns(of row: Int, choice: Int) -> [Int?] {
    let chosen = options[row][choice]
    let placed = chosen.columns.indices
    guard rows.count == 1, rows[row].values.contains(where: { $0.position == nil }) else {
      return placed
    }
    let limit = chosen.cost - rarity(of: chosen.columns) + Weight.doubt
    let rivals = options[row].filter { $0.cost - rarity(of: $0.columns) <= limit }
      .map(\.columns.indices)
    return placed.indices.map { index in
      rivals.allSatisfy { $0[index] == placed[index] } ? placed[index] : nil
    }
  }

  /// How unusual numbers in these columns are.
  private func rarity(of placement: ColumnSet) -> Int {
    var rarity = 0
    placement.forEach { column, _ in rarity += columns[column].rarity }
    return rarity
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
    amounts = side.rows.map(RowAmounts.init)
    self.unit = unit
    columns = side.columns
    check = ColumnCheck(table, columns: side.columns)
  }

  /// Finds how the rows stand to one another, and their placements.
  private mutating func prepare(_ evidence: Evidence) {
    self.evidence = columns.map { evidence[$0.role] }
    children = RowTree.children(of: rows)
    isRoot = Array(repeating: true, count: rows.count)
    for child in children.joined() { isRoot[child] = false }
    options = rows.indices.map { placements(of: $0) }
  }

  // MARK: Placements of one row

  /// The columns of rows that each have one placement and no more; nil where a row has several,
  /// so that all rows are to be weighed.
  private func plainColumns() -> [[Int?]]? {
    var result: [[Int?]] = []
    result.reserveCapacity(rows.count)
    for row in rows.indices {
      if let placement = plainPlacement(of: row) {
        result.append(placement.indices)
      } else if hasNoPlacement(row) {
        result.append(rows[row].values.map { _ in nil })
      } else {
        return nil
      }
    }
    return result
  }

  private func hasNoPlacement(_ row: Int) -> Bool {
    rows[row].values.isEmpty || rows[row].values.count > columns.count
  }

  /// The only column, or where the values stand by their positions if the sums along the row
  /// bear that out.
  private func plainPlacement(of row: Int) -> ColumnSet? {
    if hasNoPlacement(row) { return nil }
    if columns.count == 1 { return ColumnSet(bits: 1) }
    return printedPlacement(of: rows[row]).flatMap {
      check.outcome(amounts[row], in: $0).failures == 0 ? $0 : nil
    }
  }

  private func placements(of index: Int) -> [Placement] {
    if hasNoPlacement(index) { return [] }
    if let plain = plainPlacement(of: index) { return [Placement(columns: plain, cost: 0)] }
    let row = rows[index]
    let amounts = amounts[index]
    let printed = printedPlacement(of: row)
    let costs = printed == nil ? costs(of: row, amounts, isRoot: isRoot[index]) : []
    var result: [Placement] = []
    result.reserveCapacity(Self.mostOptions)
    ColumnSet.forEach(row.values.count, of: columns.count) { placed in
      let sums = check.outcome(amounts, in: placed)
      var cost = Weight.rowSum * sums.failures + Weight.loneTotal * sums.loneTotals
      if let printed {
        cost += placed == printed ? 0 : Weight.moved + Self.distance(placed, printed)
      } else {
        placed.forEach { column, index in cost += costs[index * columns.count + column] }
      }
      result.append(Placement(columns: placed, cost: cost))
    }
    result.sort { a, b in
      a.cost != b.cost ? a.cost < b.cost : a.columns.precedes(b.columns)
    }
    if result.count > Self.mostOptions { result.removeSubrange(Self.mostOptions...) }
    return result
  }

  /// A bit of a word is kept for each; see ``FamilySearch``.
  private static let mostOptions = 40

  /// Where the row's values stand by the settled positions, if each stands in a column.
  private func printedPlacement(of row: TableSheet.Row) -> ColumnSet? {
    guard row.values.allSatisfy({ $0.position != nil }) else { return nil }
    let placed = row.values.lazy.compactMap { value in
      columns.firstIndex { $0.position == value.position }
    }
    return ColumnSet(rising: placed).flatMap { $0.count == row.values.count ? $0 : nil }
  }

  /// How unlikely each value is in each column: how unusual the column is, whether nothing else
  /// prints the amount for it, and how far from it the value stands. Value by value.
  private func costs(of row: TableSheet.Row, _ amounts: RowAmounts, isRoot: Bool) -> [Int] {
    var costs: [Int] = []
    costs.reserveCapacity(row.values.count * columns.count)
    for (value, amount) in zip(row.values, amounts.terms) {
      for (column, evidence) in zip(columns, evidence) {
        var cost = isRoot ? column.rarity : 0
        switch evidence.verdict(on: amount.amount, in: unit) {
        case .confirmed: break
        // Of many rows under a column only some are told of elsewhere.
        case .contradicted where rows.count == 1: cost += Weight.contradicted
        case .contradicted, .unknown: cost += Weight.unknown
        }
        if let at = value.position, let position = column.position {
          cost += 4 * abs(at - position)
        }
        costs.append(cost)
      }
    }
    return costs
  }

  private static func distance(_ a: ColumnSet, _ b: ColumnSet) -> Int {
    zip(a.indices, b.indices).reduce(0) { $0 + abs($1.0! - $1.1!) }
  }

  // MARK: Choice over the tree

  private mutating func choose() -> [Int?] {
    var chosen = [Int?](repeating: nil, count: rows.count)
    for root in tops {
      let floor = floor(below: root)
      var best: (cost: Int, chosen: [Int?])?
      for option in options[root].indices {
        let own = options[root][option].cost
        if let best, own + floor >= best.cost { break }
        // What is settled below the root is settled anew for each of its options.
        chosen[root] = option
        let cost = own + settleChildren(of: root, in: &chosen)
        if cost < best?.cost ?? .max { best = (cost, chosen) }
      }
      if let best { chosen = best.chosen }
    }
    return chosen
  }

  /// The least that the rows below one can cost.
  private func floor(below row: Int) -> Int {
    children[row].reduce(0) { $0 + (options[$1].first?.cost ?? 0) + floor(below: $1) }
  }

  /// Chooses for the rows below `parent`, level by level; returns their cost.
  private mutating func settleChildren(of parent: Int, in chosen: inout [Int?]) -> Int {
    guard children[parent].contains(where: { !options[$0].isEmpty }) else { return 0 }
    var search = FamilySearch(
      width: columns.count, parent: amounts[parent],
      in: options[parent][chosen[parent]!].columns, weight: Weight.columnSum)
    for child in children[parent] where !options[child].isEmpty {
      search.add(child, amounts[child], options[child])
    }
    var cost = search.run(budget: &budget)
    for child in search.children { chosen[child.row] = child.best }
    for child in children[parent] where !options[child].isEmpty {
      cost += settleChildren(of: child, in: &chosen)
    }
    return cost
  }

  /// The rows with placements that stand under none: a row that has no number, or more than
  /// there are columns, says nothing of those below it.
  private var tops: [Int] {
    let settled = children.indices.filter { !options[$0].isEmpty }
    var isTop = [Bool](repeating: true, count: rows.count)
    for row in settled { for child in children[row] { isTop[child] = false } }
    return settled.filter { isTop[$0] }
  }
}
