import Accounts
import Semantics

/// Which rows of a measure answer a question: in each report the coarsest printed rows that
/// carry the `by` attributes and make the condition true (semantics, rules 1 to 8).
struct RowSelector {
  private let dataset: Dataset
  private let table: FactTable
  private let measure: Measure
  private let trees: Trees
  private let predicate: CompiledPredicate
  private let filter: Predicate
  let attributes: [Attribute]

  init(
    _ measure: Measure.ID, filter: Predicate, keys: [Dimension], lastLevel: Int? = nil,
    dataset: Dataset
  ) {
    self.dataset = dataset
    self.filter = filter
    table = dataset.facts[measure]
    self.measure = dataset.catalogue[measure]
    trees = Trees(self.measure, dataset)
    predicate = CompiledPredicate(filter, measure: measure, dataset: dataset)
    var attributes = keys.map { Attribute($0, of: dataset.catalogue[measure], under: filter) }
    if let lastLevel, let slot = attributes.last?.slot {
      attributes[attributes.count - 1] = .node(slot: slot, level: lastLevel)
    }
    self.attributes = attributes
  }

  /// Whether the question needs more of a row than its report.
  private var asksNodes: Bool {
    predicate.asksNodes || attributes.contains { $0.slot != nil }
  }

  /// Selects in every report of `scope`.
  func select(in scope: [Bool]) -> Selection {
    var selection = Selection(reportCount: dataset.reports.count)
    for report in dataset.reports.indices where scope[report] {
      guard predicate.admits(report: report), !Interruption.isWanted else { continue }
      selection.scope[report] = true
      selection.discloses[report] = table.disclosed[report]
      select(in: report, into: &selection)
    }
    return selection
  }

  private func position(_ row: Int) -> Position {
    table.position(of: row)
  }

  private func select(in report: Int, into selection: inout Selection) {
    let rows = table.rows(of: report).map(Int.init)
    guard !rows.isEmpty else { return }
    let blocked = predicate.blocked(by: rows.lazy.map { table.node[$0] }, trees.hierarchies.first)
    let candidates = rows.filter { row in
      let position = position(row)
      return carries(position)
        && predicate.truth(
          report: report, nodes: (position.first, position.second), blocked: blocked) == .yes
    }
    let candidatePositions = Set(candidates.map(position))
    let chosen = candidates.filter { row in
      !trees.above(position(row)).contains(where: candidatePositions.contains)
    }
    let printed = Printed(report: report, rows: rows)
    for (target, group) in grouped(chosen) { admit(group, target, printed, into: &selection) }
    if asksNodes { leaveOut(chosen, printed, into: &selection) }
  }

  /// A report's rows of the measure.
  private struct Printed {
    var report: Int
    var rows: [Int]
  }

  // MARK: Carrying

  private func carries(_ position: Position) -> Bool {
    attributes.allSatisfy { attribute in
      switch attribute {
      case .node(let slot, let level): trees.level(position[slot], slot: slot) >= level
      case .named(let slot, _), .ownNode(let slot): trees.level(position[slot], slot: slot) >= 1
      default: true
      }
    }
  }

  // MARK: Rolling up

  /// The rows by the position the question asks of each: where that is not the row's own, the
  /// row is a part of a sum that is not printed.
  private func grouped(_ rows: [Int]) -> [(target: Position, rows: [Int])] {
    var order: [Position] = []
    var groups: [Position: [Int]] = [:]
    for row in rows {
      let target = target(of: position(row))
      if groups[target] == nil { order.append(target) }
      groups[target, default: []].append(row)
    }
    return order.map { ($0, groups[$0]!) }
  }

  private func target(of position: Position) -> Position {
    var target = Position(first: Hierarchy.root, second: Hierarchy.root)
    for slot in trees.hierarchies.indices {
      for node in asked(position[slot], slot)
      where trees.level(node, slot: slot) > trees.level(target[slot], slot: slot) {
        target[slot] = node
      }
    }
    return target
  }

  /// The nodes at or above `node` that the attributes and the condition ask for.
  private func asked(_ node: Hierarchy.NodeID, _ slot: Int) -> [Hierarchy.NodeID] {
    var result: [Hierarchy.NodeID] = []
    for attribute in attributes where attribute.slot == slot {
      switch attribute {
      case .node(_, let level):
        if let asked = trees.ancestor(node, slot: slot, level: level) { result.append(asked) }
      case .named(_, let named):
        if let asked = trees.named(node, slot: slot, named) { result.append(asked) }
      default: result.append(node)
      }
    }
    for test in filter.tests where test.dimension?.axis == measure.axes[slot] {
      if case .nodes(let dimension, let set, isNegated: false) = test {
        if let level = dimension.level {
          if let asked = trees.ancestor(node, slot: slot, level: level), set.contains(asked) {
            result.append(asked)
          }
        } else {
          result += trees.lineage(node, slot: slot).filter(set.contains).prefix(1)
        }
      } else {
        result.append(node)
      }
    }
    return result
  }

  private func admit(
    _ rows: [Int], _ target: Position, _ printed: Printed, into selection: inout Selection
  ) {
    if rows.allSatisfy({ position($0) == target }) {
      for row in rows { selection.rows.append(row) }
      return
    }
    if let gap = gap(above: target, printed) {
      selection.unfooted.append(gap)
    } else {
      selection.rows += rows
      selection.rolledUp[printed.report] = true
    }
  }

  /// The sums that do not agree, where the rows below the nearest printed row above `target`
  /// do not foot to it.
  private func gap(above target: Position, _ printed: Printed) -> Selection.Gap? {
    var rowsAt: [Position: [Int]] = [:]
    for row in printed.rows { rowsAt[position(row), default: []].append(row) }
    guard let nearest = trees.above(target).first(where: { rowsAt[$0] != nil }) else { return nil }
    let slot = nearest.second == target.second ? 0 : 1
    let below = rowsAt.keys.filter { position in
      position != nearest && trees.isAtOrBelow(position, nearest)
        && position[1 - slot] == nearest[1 - slot]
    }
    let topmost = below.filter { position in
      !trees.above(position).contains { $0 != nearest && below.contains($0) }
    }
    let whole = rowsAt[nearest]!
    let parts = topmost.flatMap { rowsAt[$0]! }
    let wholeSum = whole.reduce(Int128(0)) { $0 + Int128(table.amount[$1]) }
    let partSum = parts.reduce(Int128(0)) { $0 + Int128(table.amount[$1]) }
    let tolerance = (whole + parts).reduce(Int128(0)) { $0 + halfUnit(of: $1, printed.report) }
    guard (wholeSum - partSum).magnitude > tolerance.magnitude else { return nil }
    return Selection.Gap(
      report: printed.report, whole: Int64(clamping: wholeSum), parts: Int64(clamping: partSum))
  }

  /// Half a unit of the last digit a row prints, in stored units.
  private func halfUnit(of row: Int, _ report: Int) -> Int128 {
    let printed = dataset.citation(report: Int32(report), origin: table.origin[row])
    let unit = printed.unit.stored(PrintedNumber(mantissa: 1, scale: printed.value.scale)) ?? 0
    return Int128(unit) / 2
  }

  // MARK: Leaving out

  /// Notes the money of rows printed only coarsely that could hold what is asked.
  private func leaveOut(_ chosen: [Int], _ printed: Printed, into selection: inout Selection) {
    let positions = Set(printed.rows.map(position))
    let parents = Set(positions.flatMap(trees.above))
    let tops = chosen.map(position)
    var amount: Int128 = 0
    var isFound = false
    for row in printed.rows {
      let position = position(row)
      guard !parents.contains(position), table.amount[row] != 0,
        !tops.contains(where: { trees.isAtOrBelow(position, $0) }),
        predicate.isPossible(report: printed.report, nodes: (position.first, position.second)),
        lacksSomething(position, printed.report)
      else { continue }
      amount += Int128(table.amount[row])
      isFound = true
    }
    if isFound {
      selection.leftOut.append(
        Selection.LeftOut(
          report: printed.report, amount: asksNamesOnly ? nil : Int64(clamping: amount)))
    }
  }

  private func lacksSomething(_ position: Position, _ report: Int) -> Bool {
    !carries(position)
      || predicate.truth(
        report: report, nodes: (position.first, position.second), blocked: [:]) != .yes
  }

  /// A condition on names alone cannot tell how much of a coarse row it means.
  private var asksNamesOnly: Bool {
    let tests = filter.tests.filter { $0.dimension != nil }
    return !tests.isEmpty
      && tests.allSatisfy { if case .lineage = $0 { true } else { false } }
      && !attributes.contains { $0.slot != nil }
  }
}

/// The rows a question selects, and what it could not answer.
struct Selection {
  /// Rows of the measure's fact table.
  var rows: [Int] = []
  /// By report: asked about, disclosing the measure, answered by adding finer rows.
  var scope: [Bool]
  var discloses: [Bool]
  var rolledUp: [Bool]
  var leftOut: [LeftOut] = []
  var unfooted: [Gap] = []

  struct LeftOut {
    var report: Int
    /// Stored units; nil where only names were asked.
    var amount: Int64?
  }

  /// A printed row and the finer rows below it, which do not add up to it.
  struct Gap {
    var report: Int
    var whole: Int64
    var parts: Int64
  }

  /// Adds what another question about the same measure selected and left out.
  mutating func add(_ other: Selection) {
    rows += other.rows
    for report in scope.indices {
      scope[report] = scope[report] || other.scope[report]
      discloses[report] = discloses[report] || other.discloses[report]
      rolledUp[report] = rolledUp[report] || other.rolledUp[report]
    }
    let known = Set(leftOut.map(\.report))
    leftOut += other.leftOut.filter { !known.contains($0.report) }
    unfooted += other.unfooted.filter { gap in
      !unfooted.contains { $0.report == gap.report && $0.whole == gap.whole }
    }
  }

  init(reportCount: Int) {
    scope = Array(repeating: false, count: reportCount)
    discloses = scope
    rolledUp = scope
  }
}
