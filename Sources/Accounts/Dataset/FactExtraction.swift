import Text

/// Takes the facts of every measure out of reports, as the catalogue says.
struct FactExtraction {
  private let catalogue: Catalogue
  private(set) var hierarchies: [Axis: Hierarchy]

  init(catalogue: Catalogue, hierarchies: [Axis: Hierarchy]) {
    self.catalogue = catalogue
    self.hierarchies = hierarchies
  }

  /// Hands over, measure by measure, the facts of a report and whether it discloses the
  /// measure, be it with no figure.
  mutating func read(
    _ content: ReportContent, index: Int32, _ take: (Measure.ID, [FactTable.Row], Bool) -> Void
  ) {
    let figures = Dictionary(grouping: content.figures.indices) { content.figures[$0].table }
    let sentences = Dictionary(grouping: content.prose.indices) { content.prose[$0].topic }
    let printed = Printed(
      content: content, index: index, figures: figures, sentences: sentences,
      tables: Set(content.coverage.map(\.table)))
    for (id, measure) in catalogue.measures.enumerated() {
      var found: [FactTable.Row] = []
      var isDisclosed = false
      for source in measure.sources where found.isEmpty {
        found = facts(of: measure, from: source, printed)
        isDisclosed = isDisclosed || !found.isEmpty || printed.discloses(source)
      }
      take(id, found, isDisclosed)
    }
  }

  /// Takes the nodes of another tree into the one of its axis; see ``Hierarchy/merge(_:)``.
  mutating func merge(_ other: Hierarchy) -> [Hierarchy.NodeID] {
    hierarchies[other.axis, default: Hierarchy(axis: other.axis)].merge(other)
  }

  /// What one report prints, indexed.
  private struct Printed {
    let content: ReportContent
    let index: Int32
    let figures: [StandardTable: [Int]]
    let sentences: [String: [Int]]
    let tables: Set<StandardTable>

    /// Whether the report has the table or speaks of the topic, be it to say there is nothing.
    func discloses(_ source: MeasureSource) -> Bool {
      switch source {
      case .table(let source): tables.contains(source.table)
      case .prose(let source):
        source.totals.contains { rule in
          content.statements.contains { $0.topic == rule.topic }
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
    var result: [FactTable.Row] = []
    for index in printed.figures[source.table] ?? [] {
      let figure = printed.content.figures[index]
      guard source.side == nil || source.side == figure.side,
        let row = source.rows[figure.rowRole], let column = source.columns[figure.columnRole],
        let amount = figure.unit.stored(figure.value)
      else { continue }
      var nodes: [Axis: Hierarchy.NodeID] = [:]
      if let sideAxis = source.sideAxis, let hierarchy = hierarchies[sideAxis],
        let side = hierarchy.find(name: figure.side, level: 1)
      {
        nodes[sideAxis] = side
      }
      guard
        place(
          row, code: figure.code, name: figure.label, measure, printed.content.identity.year, &nodes
        ),
        place(column, code: "", name: "", measure, printed.content.identity.year, &nodes)
      else { continue }
      result.append(
        FactTable.Row(
          report: printed.index, node: measure.axes.first.flatMap { nodes[$0] } ?? Hierarchy.root,
          second: measure.axes.dropFirst().first.flatMap { nodes[$0] } ?? Hierarchy.root,
          amount: amount, origin: .figure(Int32(index))))
    }
    return result
  }

  /// Puts a placement's node into `nodes`; false where the row names no node.
  private mutating func place(
    _ placement: Placement, code: String, name: String, _ measure: Measure, _ year: Int,
    _ nodes: inout [Axis: Hierarchy.NodeID]
  ) -> Bool {
    switch placement {
    case .root: return true
    case .node(let axis, let name):
      nodes[axis] = hierarchies[axis]?.find(name: name, level: nil)
      return nodes[axis] != nil
    case .byCode, .byName:
      guard let axis = measure.axes.first else { return false }
      let node =
        placement == .byCode
        ? hierarchies[axis]!.insert(code: code, year: year, name: name)
        : hierarchies[axis]!.insert(name: name, year: year)
      nodes[axis] = node
      return node != nil
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
      let sentence = printed.content.prose[index]
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
      let sentence = printed.content.prose[index]
      guard sentence.measure == rule.measure, sentence.subject == subject,
        sentence.unit.kind == measure.unit.kind || sentence.unit == .none,
        let amount = Self.stored(sentence, as: measure.unit)
      else { continue }
      var nodes: [Axis: Hierarchy.NodeID] = [:]
      guard
        place(placement, code: "", name: subject, measure, printed.content.identity.year, &nodes)
      else {
        return nil
      }
      return FactTable.Row(
        report: printed.index, node: measure.axes.first.flatMap { nodes[$0] } ?? Hierarchy.root,
        second: measure.axes.dropFirst().first.flatMap { nodes[$0] } ?? Hierarchy.root,
        amount: amount, origin: .prose(Int32(index)))
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
      let sentence = printed.content.prose[index]
      guard sentence.measure == rule.measure, !sentence.subject.isEmpty,
        sentence.unit.kind == measure.unit.kind || sentence.unit == .none,
        let amount = Self.stored(sentence, as: measure.unit),
        let node = node(named: sentence.subject, axis, printed.content.identity.year),
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
    for (index, project) in printed.content.projects.enumerated() {
      let (value, unit) = project.printed(source)
      guard let value, let amount = unit.stored(value) else { continue }
      let node = hierarchies[.项目]!.insert(name: project.name, year: printed.content.identity.year)
      guard seen.insert(node).inserted else { continue }
      result.append(
        FactTable.Row(
          report: printed.index, node: node, second: Hierarchy.root, amount: amount,
          origin: .project(Int32(index), source)))
    }
    return result
  }
}
