import Text

/// Takes the facts of every measure out of reports, as the catalogue says.
struct FactExtraction {
  private let catalogue: Catalogue
  private(set) var hierarchies: [Axis: Hierarchy]
  /// By measure.
  private(set) var rows: [[FactTable.Row]]
  /// By measure, then by report.
  private(set) var disclosed: [[Bool]]

  /// The nodes found for the rows of the report being read: many measures name the same rows.
  private var rowNodes: [RowNaming: [Hierarchy.NodeID?]] = [:]

  /// How a row's label is looked up, and on which tree.
  private struct RowNaming: Hashable {
    var axis: Axis
    var isByCode: Bool
  }

  init(catalogue: Catalogue, hierarchies: [Axis: Hierarchy]) {
    self.catalogue = catalogue
    self.hierarchies = hierarchies
    rows = Array(repeating: [], count: catalogue.measures.count)
    disclosed = Array(repeating: [], count: catalogue.measures.count)
  }

  mutating func read(_ report: Dataset.Report, index: Int32) {
    let figures = Dictionary(grouping: report.content.figures.indices) {
      report.content.figures[$0].table
    }
    let sentences = Dictionary(grouping: report.content.prose.indices) {
      report.content.prose[$0].topic
    }
    let printed = Printed(
      report: report, index: index, rows: Self.rows(of: report.content.figures), figures: figures,
      sentences: sentences,
      tables: Set(report.content.coverage.map(\.table)))
    rowNodes = [:]
    for (id, measure) in catalogue.measures.enumerated() {
      var found: [FactTable.Row] = []
      var isDisclosed = false
      for source in measure.sources where found.isEmpty {
        found = facts(of: measure, from: source, printed)
        isDisclosed = isDisclosed || !found.isEmpty || printed.discloses(source)
      }
      rows[id] += found
      disclosed[id].append(isDisclosed)
    }
  }

  /// Numbers the rows of figures: neighbours with one code and label share a row.
  private static func rows(of figures: [Figure]) -> [Int] {
    var row = 0
    return figures.indices.map { index in
      if index > 0,
        figures[index].code != figures[index - 1].code
          || figures[index].label != figures[index - 1].label
      {
        row += 1
      }
      return row
    }
  }

  /// What one report prints, indexed.
  private struct Printed {
    let report: Dataset.Report
    let index: Int32
    /// By figure: the row it stands in.
    let rows: [Int]
    let figures: [StandardTable: [Int]]
    let sentences: [String: [Int]]
    let tables: Set<StandardTable>

    /// Whether the report has the table or speaks of the topic, be it to say there is nothing.
    func discloses(_ source: MeasureSource) -> Bool {
      switch source {
      case .table(let source): tables.contains(source.table)
      case .prose(let source):
        source.totals.contains { rule in
          report.content.statements.contains { $0.topic == rule.topic }
            || rule.measure == "年初预算" && sentences[rule.topic] != nil
        }
      case .projects: false
      }
    }
  }

  private mutating func facts(
    of measure: Measure, from source: MeasureSource, _ printed: Printed
  ) -> [FactTable.Row] {
    switch source {
    case .table(let source): tableFacts(measure, source, printed)
    case .prose(let source): proseFacts(measure, source, printed)
    case .projects(let source): projectFacts(source, printed)
    }
  }

  // MARK: Tables

  private mutating func tableFacts(
    _ measure: Measure, _ source: TableSource, _ printed: Printed
  ) -> [FactTable.Row] {
    let figures = printed.report.content.figures
    var result: [FactTable.Row] = []
    for index in printed.figures[source.table] ?? [] {
      guard let column = source.columns[figures[index].columnRole],
        let row = source.rows[figures[index].rowRole],
        source.side == nil || source.side == figures[index].side,
        let amount = figures[index].unit.stored(figures[index].value)
      else { continue }
      var spot = Spot(measure)
      if let sideAxis = source.sideAxis,
        let side = hierarchies[sideAxis]?.find(name: figures[index].side, level: 1)
      {
        spot.put(side, on: sideAxis)
      }
      guard place(row, index, printed, &spot), place(column, index, printed, &spot) else {
        continue
      }
      result.append(spot.row(printed.index, amount, .figure(Int32(index))))
    }
    return result
  }

  /// Where a fact stands on the trees of its measure.
  private struct Spot {
    private let axes: [Axis]
    private var nodes: (Hierarchy.NodeID, Hierarchy.NodeID) = (Hierarchy.root, Hierarchy.root)

    init(_ measure: Measure) { axes = measure.axes }

    /// The tree on which labels are looked up.
    var axis: Axis? { axes.first }

    mutating func put(_ node: Hierarchy.NodeID, on axis: Axis) {
      if axis == axes.first {
        nodes.0 = node
      } else if axes.count > 1, axis == axes[1] {
        nodes.1 = node
      }
    }

    func row(_ report: Int32, _ amount: Int64, _ origin: FactOrigin) -> FactTable.Row {
      FactTable.Row(
        report: report, node: nodes.0, second: nodes.1, amount: amount, origin: origin)
    }
  }

  /// Puts a figure's node into `spot`; false where the row names no node.
  private mutating func place(
    _ placement: Placement, _ figure: Int, _ printed: Printed, _ spot: inout Spot
  ) -> Bool {
    switch placement {
    case .root, .node: return place(placement, name: "", printed, &spot)
    case .byCode, .byName:
      guard let axis = spot.axis else { return false }
      let naming = RowNaming(axis: axis, isByCode: placement == .byCode)
      let row = printed.rows[figure]
      if let node = rowNodes[naming]?[row] {
        spot.put(node, on: axis)
        return true
      }
      let printedRow = printed.report.content.figures[figure]
      guard
        let node = placement == .byCode
          ? hierarchies[axis]!.insert(
            code: printedRow.code, year: printed.report.year, name: printedRow.label)
          : hierarchies[axis]!.insert(name: printedRow.label, year: printed.report.year)
      else { return false }
      rowNodes[
        naming, default: Array(repeating: nil, count: (printed.rows.last ?? 0) + 1)][row] = node
      spot.put(node, on: axis)
      return true
    }
  }

  /// Puts the node that a name says into `spot`; false where there is none.
  private mutating func place(
    _ placement: Placement, name: String, _ printed: Printed, _ spot: inout Spot
  ) -> Bool {
    switch placement {
    case .root: return true
    case .node(let axis, let name):
      guard let node = hierarchies[axis]?.find(name: name, level: nil) else { return false }
      spot.put(node, on: axis)
      return true
    case .byCode: return false
    case .byName:
      guard let axis = spot.axis else { return false }
      spot.put(hierarchies[axis]!.insert(name: name, year: printed.report.year), on: axis)
      return true
    }
  }

  // MARK: Prose

  private mutating func proseFacts(
    _ measure: Measure, _ source: ProseSource, _ printed: Printed
  ) -> [FactTable.Row] {
    let result = source.totals.compactMap { totalFact(measure, $0, printed) }
    guard !source.listsNeedEqualTotals || Self.totalsAreEqual(result.first, printed) else {
      return result
    }
    for list in source.lists {
      let found = listFacts(measure, list, printed)
      if !found.isEmpty { return result + found }
    }
    return result
  }

  /// Whether the report's 财政拨款支出 is the very amount of a fact.
  private static func totalsAreEqual(_ total: FactTable.Row?, _ printed: Printed) -> Bool {
    guard let total else { return false }
    return (printed.sentences["财政拨款支出"] ?? []).contains { index in
      let sentence = printed.report.content.prose[index]
      return sentence.measure == "金额" && sentence.subject.isEmpty
        && sentence.unit.stored(sentence.value) == total.amount
    }
  }

  /// The first sentence of a rule that names one subject.
  private mutating func totalFact(
    _ measure: Measure, _ rule: ProseSource.Rule, _ printed: Printed
  ) -> FactTable.Row? {
    guard case .exactly(let subject, let placement) = rule.subject else { return nil }
    for index in printed.sentences[rule.topic] ?? [] {
      let sentence = printed.report.content.prose[index]
      guard sentence.measure == rule.measure, sentence.subject == subject,
        sentence.unit.kind == measure.unit.kind || sentence.unit == .none,
        let amount = Self.stored(sentence, as: measure.unit)
      else { continue }
      var spot = Spot(measure)
      guard place(placement, name: subject, printed, &spot) else { return nil }
      return spot.row(printed.index, amount, .prose(Int32(index)))
    }
    return nil
  }

  /// The sentences of a list, the first for each node.
  private mutating func listFacts(
    _ measure: Measure, _ rule: ProseSource.Rule, _ printed: Printed
  ) -> [FactTable.Row] {
    guard case .named(let axis) = rule.subject else { return [] }
    var seen: Set<Hierarchy.NodeID> = []
    var result: [FactTable.Row] = []
    for index in printed.sentences[rule.topic] ?? [] {
      let sentence = printed.report.content.prose[index]
      guard sentence.measure == rule.measure, !sentence.subject.isEmpty,
        sentence.unit.kind == measure.unit.kind || sentence.unit == .none,
        let amount = Self.stored(sentence, as: measure.unit),
        let node = node(named: sentence.subject, axis, printed.report.year),
        seen.insert(node).inserted
      else { continue }
      result.append(
        FactTable.Row(
          report: printed.index, node: node, second: Hierarchy.root, amount: amount,
          origin: .prose(Int32(index))))
    }
    return result
  }

  /// The node a prose subject names: a name of the tree, or a path 类/款/项 of names.
  private mutating func node(
    named subject: String, _ axis: Axis, _ year: Int
  )
    -> Hierarchy.NodeID?
  {
    // A project's name is whole: a stroke in it parts nothing.
    if axis == .项目 { return hierarchies[axis]!.insert(name: subject, year: year) }
    var node: Hierarchy.NodeID?
    for (depth, name) in subject.split(separator: "/").enumerated() {
      let hierarchy = hierarchies[axis]!
      let below = hierarchy.findAll(name: String(name)).first { candidate in
        depth == 0
          ? (axis == .功能分类 ? hierarchy.nodes[Int(candidate)].level == 1 : true)
          : hierarchy.isAtOrBelow(candidate, node!) && candidate != node
      }
      if let below {
        node = below
      } else if depth == 0, axis == .功能分类 {
        node = hierarchies[axis]!.insert(name: String(name), year: year)
      } else {
        return nil
      }
    }
    return node
  }

  private static func stored(_ sentence: ProseFigure, as unit: Unit) -> Int64? {
    (sentence.unit == .none ? unit : sentence.unit).stored(sentence.value)
  }

  // MARK: Projects

  private mutating func projectFacts(
    _ source: ProjectSource, _ printed: Printed
  )
    -> [FactTable.Row]
  {
    var seen: Set<Hierarchy.NodeID> = []
    var result: [FactTable.Row] = []
    for (index, project) in printed.report.content.projects.enumerated() {
      let (value, unit): (PrintedNumber?, Unit) =
        switch source {
        case .budget: (project.budget, project.unit)
        case .executed: (project.executed, project.unit)
        case .score: (project.score, .分)
        }
      guard let value, let amount = unit.stored(value) else { continue }
      let node = hierarchies[.项目]!.insert(name: project.name, year: printed.report.year)
      guard seen.insert(node).inserted else { continue }
      result.append(
        FactTable.Row(
          report: printed.index, node: node, second: Hierarchy.root, amount: amount,
          origin: .project(Int32(index))))
    }
    return result
  }
}
