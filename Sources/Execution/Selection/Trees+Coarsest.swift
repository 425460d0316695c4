import Accounts

extension Trees {
  /// The coarsest of some positions: none at or below another, and none counting money that
  /// another counts.
  ///
  /// On two trees a row of one tree's totals and a row of the other's overlap though neither is
  /// above the other: 201 of all funds, and one fund of all classes. Of two such positions the
  /// one coarser on the first tree stands, and below the other the finer ones are looked at, so
  /// that nothing is counted twice.
  func coarsest(of positions: Set<Position>) -> Set<Position> {
    guard hierarchies.count > 1 else {
      return positions.filter { position in !above(position).contains(where: positions.contains) }
    }
    var result: [Position] = []
    for position in positions.sorted(by: isCoarser)
    where !result.contains(where: { isAtOrBelow(position, $0) || overlap(position, $0) }) {
      result.append(position)
    }
    return Set(result)
  }

  /// A fixed order in which every position stands after those above it.
  private func isCoarser(_ a: Position, _ b: Position) -> Bool {
    let levels = [a, b].map { (level($0.first, slot: 0), level($0.second, slot: 1)) }
    let left = (levels[0].0 + levels[0].1, levels[0].0, a.first, a.second)
    let right = (levels[1].0 + levels[1].1, levels[1].0, b.first, b.second)
    return left < right
  }

  /// Whether two positions hold money in common though neither is above the other.
  private func overlap(_ a: Position, _ b: Position) -> Bool {
    crosses(a, b) || crosses(b, a)
  }

  /// Whether `a` is coarser on the first tree and finer on the second.
  private func crosses(_ a: Position, _ b: Position) -> Bool {
    a != b && hierarchies[0].isAtOrBelow(b.first, a.first)
      && hierarchies[1].isAtOrBelow(a.second, b.second)
  }
}
