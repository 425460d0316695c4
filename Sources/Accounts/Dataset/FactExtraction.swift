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
    var printed = Printed(content, index: index)
    for id in catalogue.measures.indices {
      let measure = catalogue.measures[id]
      var found: [FactTable.Row] = []
      var isDisclosed = false
      for source in measure.sources where found.isEmpty {
        found = facts(of: measure, from: source, &printed)
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
    let tables: Set<StandardTable>
    private let figuresByTable: [[Int]]
    private let sentencesByTopic: [ExactText: [Int]]
    /// For each figure the row of a table that it stands in, rows counted over all tables.
    private let rows: [Int]
    /// For each row the node that it was last put at, and how.
    private var nodes: [(isByCode: Bool, axis: Axis, node: Hierarchy.NodeID?)?]

    init(_ content: ReportContent, index: Int32) {
      self.content = content
      self.index = index
      tables = Set(content.coverage.map(\.table))
      var figuresByTable = [[Int]](repeating: [], count: StandardTable.allCases.count + 1)
      var rows: [Int] = []
      rows.reserveCapacity(content.figures.count)
      for index in content.figures.indices {
        figuresByTable[Int(content.figures[index].table.rawValue)].append(index)
        let goesOn =
          index > 0 && content.figures[index - 1].code.isExactly(content.figures[index].code)
          && content.figures[index - 1].label.isExactly(content.figures[index].label)
        rows.append((rows.last ?? 0) + (goesOn ? 0 : 1))
      }
      self.figuresByTable = figuresByTable
      self.rows = rows
      nodes = Array(repeating: nil, count: (rows.last ?? 0) + 1)
      var sentencesByTopic: [ExactText: [Int]] = [:]
      var start = 0
      while start < content.prose.count {
        // Sentences of one topic mostly follow one another.
        let topic = content.prose[start].topic
        var end = start + 1
        while end < content.prose.count, content.prose[end].topic.isExactly(topic) { end += 1 }
        sentencesByTopic[ExactText(topic), default: []] += start..<end
        start = end
      }
      self.sentencesByTopic = sentencesByTopic
    }

    func figures(of table: StandardTable) -> [Int] { figuresByTable[Int(table.rawValue)] }

    func sentences(on topic: String) -> [Int] {
      sentencesByTopic[ExactText(topic)] ?? []
    }

    /// Whether a sentence's number may be of a unit: it is of the same kind, or of none.
    func prints(_ unit: Unit, in sentence: Int) -> Bool {
      let printed = content.prose[sentence].unit
      return printed == .none || printed.kind == unit.kind
    }

    /// The number of a sentence as it is stored for a measure of a unit.
    func amount(of sentence: Int, as unit: Unit) -> Int64? {
      let printed = content.prose[sentence].unit
      return (printed == .none ? unit : printed).stored(content.prose[sentence].value)
    }

    /// The node of a figure's row, by its code or by its label, looked up by `find` once for each
    /// way to place it.
    mutating func node(
      of figure: Int, isByCode: Bool, _ axis: Axis, _ find: () -> Hierarchy.NodeID?
    ) -> Hierarchy.NodeID? {
      if let known = nodes[rows[figure]], known.axis == axis, known.isByCode == isByCode {
        return known.node
      }
      let node = find()
      nodes[rows[figure]] = (isByCode, axis, node)
      return node
    }

    /// Whether the report has the table or speaks of the topic, be it to say there is nothing.
    func discloses(_ source: MeasureSource) -> Bool {
      switch source {
      case .table(let source): tables.contains(source.table)
      case .prose(let source):
        source.totals.contains { rule in
          content.statements.contains { $0.topic.isExactly(rule.topic) }
            || rule.measure.isExactly("年初预算") && !sentences(on: rule.topic).isEmpty
        }
      case .projects: false
      }
    }
  }

  private mutating func facts(
    of measure: Measure, from source: MeasureSource, _ printed: inout Printed
  ) -> [FactTable.Row] {
    switch source {
    case .table(let source): tableFacts(measure, source, &printed)
    case .prose(let source): proseFacts(measure, source, printed)
    case .projects(let source): projectFacts(source, printed)
    }
  }

  // MARK: Tables

  private mutating func tableFacts(
    _ measure: Measure, _ source: TableSource, _ printed: inout Printed
  ) -> [FactTable.Row] {
    let figures = printed.content.figures
    let year = printed.content.identity.year
    var result: [FactTable.Row] = []
    // One side's figures follow one another.
    var side: (name: String, node: Hierarchy.NodeID?)?
    for index in printed.figures(of: source.table) {
      guard let column = source.columns.first(where: { $0.key == figures[index].columnRole }),
        let row = source.rows.first(where: { $0.key == figures[index].rowRole }),
        source.side == nil || source.side == figures[index].side,
        let amount = figures[index].unit.stored(figures[index].value)
      else { continue }
      var position = Position(measure.axes)
      if let axis = source.sideAxis {
        if side?.name.isExactly(figures[index].side) != true {
          let name = figures[index].side
          side = (name, hierarchies[axis]?.recall(name: name, level: 1))
        }
        if let node = side?.node { position.put(node, on: axis) }
      }
      guard placeRow(row.value, of: index, measure, &printed, &position),
        place(column.value, name: "", measure, year, &position)
      else { continue }
      result.append(
        FactTable.Row(
          report: printed.index, node: position.first, second: position.second, amount: amount,
          origin: .figure(Int32(index))))
    }
    return result
  }

  /// A fact's place on a measure's trees.
  private struct Position {
    private let axes: [Axis]
    private(set) var first = Hierarchy.root
    private(set) var second = Hierarchy.root

    init(_ axes: [Axis]) { self.axes = axes }

    mutating func put(_ node: Hierarchy.NodeID, on axis: Axis) {
      if axis == axes.first {
        first = node
      } else if axis == axes.dropFirst().first {
        second = node
      }
    }
  }

  /// Puts a figure where its row says; false where the row names no node.
  private mutating func placeRow(
    _ placement: Placement, of figure: Int, _ measure: Measure, _ printed: inout Printed,
    _ position: inout Position
  ) -> Bool {
    let year = printed.content.identity.year
    guard placement == .byCode || placement == .byName else {
      return place(placement, name: "", measure, year, &position)
    }
    guard let axis = measure.axes.first else { return false }
    let (code, name) = (
      printed.content.figures[figure].code, printed.content.figures[figure].label
    )
    let node = printed.node(of: figure, isByCode: placement == .byCode, axis) {
      placement == .byCode
        ? hierarchies[axis]!.insert(code: code, year: year, name: name)
        : hierarchies[axis]!.insert(name: name, year: year)
    }
    guard let node else { return false }
    position.put(node, on: axis)
    return true
  }

  /// Puts a number where a column or a sentence's `name` says; false where it names no node.
  private mutating func place(
    _ placement: Placement, name: String, _ measure: Measure, _ year: Int,
    _ position: inout Position
  ) -> Bool {
    switch placement {
    case .root: return true
    case .node(let axis, let name):
      guard let node = hierarchies[axis]?.recall(name: name, level: nil) else { return false }
      position.put(node, on: axis)
    case .byName:
      guard let axis = measure.axes.first else { return false }
      position.put(hierarchies[axis]!.insert(name: name, year: year), on: axis)
    case .byCode: return false
    }
    return true
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
    return printed.sentences(on: "财政拨款支出").contains { index in
      let sentence = printed.content.prose[index]
      return sentence.measure.isExactly("金额") && sentence.subject.isEmpty
        && sentence.unit.stored(sentence.value) == total.amount
    }
  }

  /// The first sentence of a rule that names one subject.
  private mutating func totalFact(
    _ measure: Measure, _ rule: ProseSource.Rule, _ printed: Printed
  ) -> FactTable.Row? {
    guard case .exactly(let subject, let placement) = rule.subject else { return nil }
    for index in printed.sentences(on: rule.topic) {
      guard printed.prints(measure.unit, in: index),
        printed.content.prose[index].measure.isExactly(rule.measure),
        printed.content.prose[index].subject.isExactly(subject),
        let amount = printed.amount(of: index, as: measure.unit)
      else { continue }
      var position = Position(measure.axes)
      guard place(placement, name: subject, measure, printed.content.identity.year, &position)
      else { return nil }
      return FactTable.Row(
        report: printed.index, node: position.first, second: position.second, amount: amount,
        origin: .prose(Int32(index)))
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
    for index in printed.sentences(on: rule.topic) {
      guard printed.prints(measure.unit, in: index),
        printed.content.prose[index].measure.isExactly(rule.measure),
        !printed.content.prose[index].subject.isEmpty,
        let amount = printed.amount(of: index, as: measure.unit),
        let node = node(
          named: printed.content.prose[index].subject, axis, printed.content.identity.year),
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
    for (depth, bytes) in subject.utf8.split(separator: UInt8(ascii: "/")).enumerated() {
      let name = String(Substring(bytes))
      let candidates = hierarchies[axis]!.recallAll(name: name)
      let hierarchy = hierarchies[axis]!
      let below = candidates.first { candidate in
        depth == 0
          ? (axis == .功能分类 ? hierarchy.nodes[Int(candidate)].level == 1 : true)
          : hierarchy.isAtOrBelow(candidate, node!) && candidate != node
      }
      if let below {
        node = below
      } else if depth == 0, axis == .功能分类 {
        node = hierarchies[axis]!.insert(name: name, year: year)
      } else {
        return nil
      }
    }
    return node
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
