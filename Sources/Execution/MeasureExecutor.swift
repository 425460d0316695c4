// Execution runs plans: Selection finds the rows that answer, Evaluation makes values of them,
// Assembly puts the values in rows and columns. Start with this file.

public import Accounts
public import Semantics

/// Answers questions about measures.
public struct MeasureExecutor {
  private let dataset: Dataset
  private let plan: MeasurePlan
  private let space: KeySpace
  private let presentation: Presentation

  public init(_ plan: MeasurePlan, dataset: Dataset) {
    self.plan = plan
    self.dataset = dataset
    space = KeySpace(plan.keys + (plan.across.map { [$0] } ?? []), dataset)
    presentation = Presentation(unit: plan.unit)
  }

  /// The answer, of the rows whose exact values `keeps` lets through. Throws
  /// ``ExecutionError``.
  public func run(keeping keeps: (([Rational?]) throws -> Bool)? = nil) throws -> QueryResult {
    do {
      return try answer(keeps)
    } catch is Rational.Overflow {
      throw ExecutionError.overflow
    }
  }

  private func answer(_ keeps: (([Rational?]) throws -> Bool)?) throws -> QueryResult {
    var frame = try baseFrame()
    if let keeps { frame.rows = try frame.rows.filter { try keeps($0.values) } }
    if let having = plan.having {
      frame.rows.removeAll { !having.holds(of: $0.values) }
    }
    let terms = orderTerms(frame)
    let order = FrameOrder(space: space, subtotals: try subtotals(frame, terms))
    frame.rows.sort { order.precedes($0, $1, terms: terms) }
    try Additions(plan: plan, evaluator: evaluator, space: space, all: everyReport)
      .apply(to: &frame)
    return try shown(frame)
  }

  // MARK: Rows

  private var everyReport: [Bool] { [Bool](repeating: true, count: dataset.reports.count) }

  private var evaluator: ColumnEvaluator {
    ColumnEvaluator(dataset: dataset, filter: plan.filter, per: plan.per)
  }

  private func baseFrame() throws -> Frame {
    if let comparison = plan.comparison {
      return try YearComparer(
        dataset: dataset, plan: plan, evaluator: evaluator, space: space, all: everyReport
      ).frame(comparison)
    }
    if !plan.measureRows.isEmpty { return try measureFrame() }
    if plan.isTree {
      return try TreeBuilder(plan: plan, evaluator: evaluator, space: space, all: everyReport)
        .frame()
    }
    var frame = Frame(
      dimensions: space.dimensions,
      columns: plan.columns.map {
        Frame.Column(name: $0.name, type: $0.type, isHidden: $0.isHidden)
      }
    )
    var columns: [ColumnValues] = []
    for column in plan.columns {
      let values = try evaluator.evaluate(column, by: space.dimensions, in: everyReport)
      frame.notes.take(values, name: column.name)
      columns.append(values)
    }
    // Without `by` there is always one row, be it blank (semantics, rule 15).
    let keys =
      space.dimensions.isEmpty
      ? [[]] : columns.reduce(into: Set<GroupKey>()) { $0.formUnion($1.groups) }
    frame.rows = keys.map { key in
      Frame.Row(key: key, values: columns.map { $0.values[key] }, keyed: key.count)
    }
    return frame
  }

  /// Measures in rows: `sum * by 指标, 年度`.
  private func measureFrame() throws -> Frame {
    let position = plan.keys.firstIndex(of: .指标) ?? 0
    var frame = Frame(
      dimensions: space.dimensions,
      columns: plan.columns.prefix(1).map { Frame.Column(name: $0.name, type: $0.type) })
    for column in plan.measureRows {
      guard let id = column.value.measures.first?.id else { continue }
      let values = try evaluator.evaluate(column, by: space.dimensions, in: everyReport)
      for key in values.groups {
        var full = key
        full[position] = Int32(id)
        frame.rows.append(Frame.Row(key: full, values: [values.values[key]], keyed: full.count))
      }
    }
    return frame
  }

  // MARK: Order

  private func orderTerms(_ frame: Frame) -> [(key: OrderTerm.Key, isDescending: Bool)] {
    plan.order.compactMap { term in
      if case .comparison(let name) = term.key {
        return frame.columns.firstIndex { $0.name == name }.map { (.column($0), term.isDescending) }
      }
      return (term.key, term.isDescending)
    }
  }

  /// The subtotals that text dimensions are ordered by.
  private func subtotals(
    _ frame: Frame, _ terms: [(key: OrderTerm.Key, isDescending: Bool)]
  ) throws -> [Int: [GroupKey: Rational]] {
    var result: [Int: [GroupKey: Rational]] = [:]
    for index in space.dimensions.indices where !space.dimensions[index].isOrdered {
      if index == space.dimensions.count - 1 {
        result[index] = Dictionary(
          frame.rows.compactMap { row in
            row.values.first.flatMap { $0 }.map { (Array(row.key[...index]), $0) }
          }, uniquingKeysWith: { first, _ in first })
      } else if let first = plan.columns.first(where: { !$0.isHidden }) {
        let prefix = Array(space.dimensions[...index])
        let values = try? evaluator.evaluate(first, by: prefix, in: everyReport)
        result[index] = values?.values ?? [:]
      }
    }
    return result
  }

  // MARK: Showing

  private func shown(_ frame: Frame) throws -> QueryResult {
    var result = try Shower(
      space: space, presentation: presentation, across: plan.across != nil
    ).show(frame)
    result.notes = frame.notes.notes(dataset, unit: plan.unit)
    result.coverage = frame.notes.coverage
    return result
  }
}

extension ResultCondition {
  /// Whether it is true of a row's values; a comparison with a blank is not.
  func holds(of values: [Rational?]) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.holds(of: values) }
    case .any(let parts): parts.contains { $0.holds(of: values) }
    case .not(let part): part.isKnown(of: values) && !part.holds(of: values)
    case .compare(let left, let comparison, let right):
      if let a = left.value(values), let b = right.value(values) {
        comparison.holds(a, b)
      } else {
        false
      }
    case .isNull(let operand, let isNegated): (operand.value(values) == nil) != isNegated
    }
  }

  private func isKnown(of values: [Rational?]) -> Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.allSatisfy { $0.isKnown(of: values) }
    case .not(let part): part.isKnown(of: values)
    case .compare(let left, _, let right):
      left.value(values) != nil && right.value(values) != nil
    case .isNull: true
    }
  }
}

extension ResultOperand {
  func value(_ values: [Rational?]) -> Rational? {
    switch self {
    case .column(let index): values[index]
    case .number(let number): number
    }
  }
}
