import Accounts
import Columns
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
  func select(in scope: ReportSet) -> Selection {
    let disclosed = table.disclosed
    return select(in: scope) { report, selection in
      selection.scope.insert(report)
      if disclosed[report] { selection.discloses.insert(report) }
    }
  }

  /// The rows selected in `scope`, where what is to be said of its reports is not asked.
  func rows(in scope: ReportSet) -> [Int] { select(in: scope) { _, _ in }.rows }

  private func select(
    in scope: ReportSet, noting note: @Sendable (Int, inout Selection) -> Void
  ) -> Selection {
    let chunks = scope.chunks(of: SliceLimits.reportsPerThread)
    let parts = Parallel.map(
      chunks: chunks.count, threads: Workers.count, goesOn: Interruption.goesOn
    ) { chunk in
      var selection = Selection()
      for report in chunks[chunk].members where predicate.admits(report: report) {
        note(report, &selection)
        select(in: report, into: &selection)
      }
      return selection
    }
    return parts.reduce(into: Selection()) { all, part in if let part { all.append(part) } }
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
    let coarsest = trees.coarsest(of: Set(candidates.map(position)))
    let chosen = candidates.filter { coarsest.contains(position($0)) }
    let printed = PrintedRows(report: report, rows: rows, dataset: dataset, table)
    for (target, group) in grouped(chosen) { admit(group, target, printed, into: &selection) }
    if asksNodes { leaveOut(coarsest, printed, into: &selection) }
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
      switch test {
      case .nodes(let dimension, let set, isNegated: false):
        if let level = dimension.level {
          if let asked = trees.ancestor(node, slot: slot, level: level), set.contains(asked) {
            result.append(asked)
          }
        } else {
          result += trees.lineage(node, slot: slot).filter(set.contains).prefix(1)
        }
      case .unprinted: break
      default: result.append(node)
      }
    }
    return result
  }

  private func admit(
    _ rows: [Int], _ target: Position, _ printed: PrintedRows, into selection: inout Selection
  ) {
    if rows.allSatisfy({ position($0) == target }) {
      for row in rows { selection.rows.append(row) }
      return
    }
    if let gap = gap(of: Set(rows.map(position)), below: target, printed) {
      selection.unfooted.append(gap)
    } else {
      selection.rows += rows
      selection.rolledUp.insert(printed.report)
    }
  }

  /// The sums that do not agree, where the rows that cut the nearest printed row above `target`
  /// as `parts` cut it do not foot to it.
  private func gap(
    of parts: Set<Position>, below target: Position, _ printed: PrintedRows
  )
    -> Selection.Gap?
  {
    guard let nearest = trees.above(target).first(where: printed.isPrinted) else { return nil }
    let family = printed.positions.filter { position in
      position != nearest && trees.isAtOrBelow(position, nearest)
        && trees.hierarchies.indices.allSatisfy { slot in
          // On a tree where no part is finer than the row above, none of the family is.
          position[slot] == nearest[slot] || parts.contains { $0[slot] != nearest[slot] }
        }
        && trees.hierarchies.indices.allSatisfy { slot in
          position[slot] != nearest[slot] || parts.contains { $0[slot] == nearest[slot] }
        }
    }
    let topmost = trees.coarsest(of: family)
    guard !printed.foot(topmost, to: nearest) else { return nil }
    return Selection.Gap(
      report: printed.report, whole: Int64(clamping: printed.sum(of: [nearest])),
      parts: Int64(clamping: printed.sum(of: topmost)))
  }

  // MARK: Leaving out

  /// Notes the money of rows printed only coarsely that could hold what is asked: that of the
  /// topmost rows which are asked for whole and of which nothing is answered, else of the finest.
  private func leaveOut(
    _ chosen: Set<Position>, _ printed: PrintedRows, into selection: inout Selection
  ) {
    let parents = Set(printed.positions.flatMap(trees.above))
    let finest = printed.positions.filter { !parents.contains($0) }
    let unanswered = finest.filter { isUnanswered($0, chosen, printed) }
    let lost = unanswered.filter { printed.sum(of: [$0]) != 0 }
    guard !lost.isEmpty else { return }
    let whole = printed.positions.filter { position in
      predicate.asksAll(report: printed.report, nodes: (position.first, position.second))
        && lost.contains { trees.isAtOrBelow($0, position) }
        && finest.allSatisfy { unanswered.contains($0) || !trees.isAtOrBelow($0, position) }
    }
    let amount = printed.sum(of: trees.coarsest(of: lost.union(whole)))
    selection.leftOut.append(
      Selection.LeftOut(
        report: printed.report, amount: asksNamesOnly ? nil : Int64(clamping: amount)))
  }

  /// Whether a row with nothing printed below it may hold money that is asked for and not chosen.
  private func isUnanswered(
    _ position: Position, _ chosen: Set<Position>, _ printed: PrintedRows
  ) -> Bool {
    let nodes = (position.first, position.second)
    guard !chosen.contains(where: { trees.isAtOrBelow(position, $0) }),
      predicate.isPossible(report: printed.report, nodes: nodes)
    else { return false }
    guard trees.hierarchies.count > 1 else { return lacksSomething(position, printed.report) }
    // Rows cut along the other tree may answer for all of its money.
    return !([position] + trees.above(position)).contains { above in
      printed.isPrinted(above)
        && printed.foot(chosen.filter { trees.isAtOrBelow($0, above) }, to: above)
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
      && tests.allSatisfy { $0.dimension == .科目 }
      && !attributes.contains { $0.slot != nil }
  }
}

/// The rows a question selects, and what it could not answer.
struct Selection {
  /// Rows of the measure's fact table.
  var rows: [Int] = []
  /// By report: asked about, disclosing the measure, answered by adding finer rows.
  var scope = ReportSet()
  var discloses = ReportSet()
  var rolledUp = ReportSet()
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

  /// Adds what was selected in reports that all come after these.
  mutating func append(_ other: Selection) {
    rows += other.rows
    scope.append(other.scope)
    discloses.append(other.discloses)
    rolledUp.append(other.rolledUp)
    leftOut += other.leftOut
    unfooted += other.unfooted
  }

  /// Adds what another question about the same measure selected and left out.
  mutating func add(_ other: Selection) {
    rows += other.rows
    scope.formUnion(other.scope)
    discloses.formUnion(other.discloses)
    rolledUp.formUnion(other.rolledUp)
    let known = Set(leftOut.map(\.report))
    leftOut += other.leftOut.filter { !known.contains($0.report) }
    unfooted += other.unfooted.filter { gap in
      !unfooted.contains { $0.report == gap.report && $0.whole == gap.whole }
    }
  }
}
