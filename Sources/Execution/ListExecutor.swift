public import Accounts
public import Semantics

/// Lists the facts of measures as they are printed: every level, nothing selected or added
/// (semantics, rule 31). Several measures join on the row.
public struct ListExecutor {
  private let plan: ListPlan
  private let dataset: Dataset

  public init(_ plan: ListPlan, dataset: Dataset) {
    self.plan = plan
    self.dataset = dataset
  }

  private struct RowKey: Hashable {
    var report: Int
    var position: Position
  }

  private struct Row {
    var key: RowKey
    /// Fact rows, by measure.
    var facts: [Int?]
  }

  /// The answer. Throws ``ExecutionError``.
  public func run() throws -> QueryResult {
    var rows = try joined()
    if !plan.order.isEmpty { rows = sorted(rows) }
    if let top = plan.top { rows = Array(rows.prefix(top)) }
    return QueryResult(columns: columns, rows: try rows.map(shown))
  }

  /// The measure listed that is of the most trees; those of the others are the first of its.
  private var finest: Measure {
    plan.measures.map { dataset.catalogue[$0.id] }.max { $0.axes.count < $1.axes.count }!
  }

  private var axes: [Axis] { finest.axes }

  /// The rows asked for, in printed order, or those that can be among the first.
  private func joined() throws -> [Row] {
    let focus = try ListFocus(plan, dataset)?.reports()
    var rows: [Row] = []
    let predicates = plan.measures.map { measure in
      CompiledPredicate(plan.filter.and(measure.filter), measure: measure.id, dataset: dataset)
    }
    for report in (focus ?? dataset.everyReport).members where !Interruption.isWanted {
      if plan.order.isEmpty, let top = plan.top, rows.count >= top { break }
      let first = rows.count
      var index: [RowKey: Int] = [:]
      for (slot, predicate) in predicates.enumerated() where predicate.admits(report: report) {
        let table = dataset.facts[plan.measures[slot].id]
        for fact in table.rows(of: report).map(Int.init) {
          let position = table.position(of: fact)
          guard
            predicate.truth(
              report: report, nodes: (position.first, position.second), blocked: [:]) == .yes
          else { continue }
          let key = RowKey(report: report, position: position)
          if let known = index[key], rows[known].facts[slot] == nil {
            rows[known].facts[slot] = fact
          } else {
            index[key] = rows.count
            var facts = [Int?](repeating: nil, count: plan.measures.count)
            facts[slot] = fact
            rows.append(Row(key: key, facts: facts))
          }
        }
      }
      if let amounts = plan.amounts {
        let asked = rows[first...].filter { row in
          amounts.holds(of: plan.measures.indices.map { amount(row, $0) })
        }
        rows.replaceSubrange(first..., with: asked)
      }
    }
    return rows
  }

  private func amount(_ row: Row, _ slot: Int) -> Rational? {
    row.facts[slot].map { fact in
      let id = plan.measures[slot].id
      return dataset.catalogue[id].unit.natural(dataset.facts[id].amount[fact])
    }
  }

  // MARK: Order

  private func sorted(_ rows: [Row]) -> [Row] {
    let precedes = plan.order.map(precedence)
    let order = rows.indices.sorted { a, b in
      for precedes in precedes {
        if let result = precedes(rows[a], rows[b]) { return result }
      }
      return a < b
    }
    return order.map { rows[$0] }
  }

  /// Which of two rows comes first under a term; nil where they are equal.
  private func precedence(_ term: ListPlan.ListOrder) -> (Row, Row) -> Bool? {
    switch term {
    case .column(let slot, let isDescending):
      return { FrameOrder.compare(amount($0, slot), amount($1, slot), isDescending) }
    case .dimension(let dimension, let isDescending):
      let space = KeySpace([dimension], dataset)
      let trees = Trees(finest, dataset)
      let attribute = Attribute(dimension, of: finest, under: .always)
      func component(_ row: Row) -> Int32? {
        space.component(
          attribute, report: row.key.report, position: row.key.position, trees: trees)
      }
      return { a, b in
        switch (component(a), component(b)) {
        case (nil, nil): return nil
        case (nil, _): return false
        case (_, nil): return true
        case (let x?, let y?):
          if space.precedes(x, y, at: 0) { return !isDescending }
          if space.precedes(y, x, at: 0) { return isDescending }
          return nil
        }
      }
    }
  }

  // MARK: Showing

  private var columns: [QueryResult.Column] {
    let presentation = Presentation(unit: plan.unit)
    return [
      QueryResult.Column(name: "部门", kind: .text), QueryResult.Column(name: "年度", kind: .year),
    ] + axes.flatMap(treeColumns)
      + plan.measures.map { measure in
        let unit = dataset.catalogue[measure.id].unit
        return presentation.column(measure.name, ValueType(kind: unit.kind, unit: unit))
      }
      + plan.places.map { name in
        QueryResult.Column(name: name, kind: name == "页" || name == "行" ? .ordinal : .text)
      }
  }

  private func treeColumns(_ axis: Axis) -> [QueryResult.Column] {
    switch axis {
    case .功能分类, .经济分类:
      [
        QueryResult.Column(name: "级", kind: .text), QueryResult.Column(name: "编码", kind: .code),
        QueryResult.Column(name: "科目", kind: .text),
      ]
    default: [QueryResult.Column(name: axis.rawValue, kind: .text)]
    }
  }

  private func shown(_ row: Row) throws -> QueryResult.Row {
    let report = dataset.reports[row.key.report]
    var cells: [QueryResult.Cell] = [
      .text(dataset.departments[report.department].name),
      .number(PrintedNumber(mantissa: Int64(report.year), scale: 0)),
    ]
    for (slot, axis) in axes.enumerated() {
      let node = dataset.hierarchy(axis).nodes[Int(row.key.position[slot])]
      if axis == .功能分类 || axis == .经济分类 {
        cells.append(.text(KeySpace.levelNames[min(3, node.level)]))
        cells.append(node.code.isEmpty ? .blank : .text(node.code))
      }
      cells.append(.text(node.name))
    }
    let presentation = Presentation(unit: plan.unit)
    for (slot, measure) in plan.measures.enumerated() {
      let unit = dataset.catalogue[measure.id].unit
      cells.append(
        try presentation.cell(amount(row, slot), ValueType(kind: unit.kind, unit: unit)))
    }
    return QueryResult.Row(cells + places(row))
  }

  private func places(_ row: Row) -> [QueryResult.Cell] {
    guard !plan.places.isEmpty, let slot = row.facts.firstIndex(where: { $0 != nil }),
      let fact = row.facts[slot]
    else { return plan.places.map { _ in .blank } }
    let table = dataset.facts[plan.measures[slot].id]
    let citation = dataset.citation(report: table.report[fact], origin: table.origin(of: fact))
    return plan.places.map { name in
      switch name {
      case "文件": .text(citation.file)
      case "页": .number(PrintedNumber(mantissa: Int64(citation.place.page), scale: 0))
      case "行": .number(PrintedNumber(mantissa: Int64(citation.place.line), scale: 0))
      default: .text(citation.raw)
      }
    }
  }
}
