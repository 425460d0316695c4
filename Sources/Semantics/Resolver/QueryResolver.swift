public import Accounts
public import Syntax
import Text

/// A query with every name resolved, ready to run.
public enum ResolvedQuery: Sendable {
  case measures(MeasurePlan)
  case list(ListPlan)
  case relation(RelationPlan)
  /// `sum _`, over the last result.
  case lastResult(Query)
}

/// Resolves queries against a dataset.
public struct QueryResolver {
  let dataset: Dataset
  let definitions: Definitions
  /// The money unit where the query names none.
  let unit: Unit

  public init(dataset: Dataset, definitions: Definitions, unit: Unit) {
    self.dataset = dataset
    self.definitions = definitions
    self.unit = unit
  }

  public func resolve(_ query: Query) throws(ResolutionError) -> ResolvedQuery {
    if let name = query.clauses.from {
      guard let relation = Relation.find(name.text) else {
        if name.text == "_" { return .lastResult(query) }
        throw ResolutionError(
          .unknown(
            .relation, name: name.text,
            nearest: NearestNames.of(name.text, in: Relation.allCases.map(\.rawValue))),
          at: name.range)
      }
      return .relation(try relationResolver(relation).resolve(query))
    }
    switch query.head {
    case .list(let columns):
      if let relation = soleRelation(columns.map(\.operand)) {
        return .relation(try relationResolver(relation).resolve(query))
      }
      return .list(try ListResolver(parent: self).resolve(columns, query))
    case .aggregates(let aggregates):
      if aggregates.contains(where: { $0.operand == .lastResult }) { return .lastResult(query) }
      if aggregates.allSatisfy({ $0.verb == .count }),
        let relation = soleRelation(aggregates.map(\.operand))
      {
        return .relation(try relationResolver(relation).resolve(query))
      }
      return .measures(try measurePlan(aggregates, query.clauses))
    }
  }

  private func relationResolver(_ relation: Relation) -> RelationResolver {
    RelationResolver(
      relation: relation, dataset: dataset, definitions: definitions, unit: unit)
  }

  /// The relation that the only operand names (semantics, rule 34).
  private func soleRelation(_ operands: [Operand]) -> Relation? {
    guard operands.count == 1, case .expression(let expression) = operands[0],
      case .name(let name) = expression.kind
    else { return nil }
    return Relation.find(name.text)
  }

  // MARK: Measures

  func measurePlan(_ aggregates: [Aggregate], _ clauses: Clauses) throws(ResolutionError)
    -> MeasurePlan
  {
    var plan = MeasurePlan()
    plan.unit = unit(clauses)
    plan.filter = try filter(clauses)
    plan.keys = try clauses.by.mapThrowing(dimension)
    if let across = clauses.across { plan.across = try dimension(across) }
    plan.per = try clauses.per.mapThrowing(dimension)
    try resolveColumns(aggregates, clauses, into: &plan)
    try resolveYears(clauses, into: &plan)
    try checkDimensions(clauses, plan)
    try resolveResultClauses(clauses, into: &plan)
    return plan
  }

  func unit(_ clauses: Clauses) -> Unit {
    clauses.unit.flatMap { Unit(rawValue: $0.unit.rawValue) } ?? unit
  }

  func filter(_ clauses: Clauses) throws(ResolutionError) -> Predicate {
    guard let condition = clauses.filter else { return .always }
    return try ConditionResolver(dataset: dataset, definitions: definitions).resolve(condition)
  }

  func dimension(_ name: Name) throws(ResolutionError) -> Dimension {
    if let dimension = Dimension.find(name.text) { return dimension }
    if dataset.catalogue.find(name.text) != nil {
      throw ResolutionError(.isA(name: name.text, actual: .measure, wanted: .dimension), at: name.range)
    }
    throw ResolutionError(
      .unknown(
        .dimension, name: name.text,
        nearest: NearestNames.of(name.text, in: Dimension.allCases.map(\.rawValue))),
      at: name.range)
  }

  // MARK: Columns

  private func resolveColumns(
    _ aggregates: [Aggregate], _ clauses: Clauses, into plan: inout MeasurePlan
  ) throws(ResolutionError) {
    for aggregate in aggregates {
      switch aggregate.operand {
      case .everything:
        let columns = everyMeasure(plan)
        if plan.keys.contains(.指标) {
          plan.measureRows = columns
          plan.columns.append(
            ValueColumn(
              name: "数值", verb: .sum, value: columns[0].value, type: ValueType(kind: .money)))
        } else {
          plan.columns += columns
        }
      case .lastResult: break
      case .expression(let expression):
        plan.columns.append(try column(aggregate, expression, clauses))
      }
    }
    if plan.keys.contains(.指标), plan.measureRows.isEmpty {
      plan.measureRows = plan.columns
      plan.columns = [
        ValueColumn(
          name: "数值", verb: .sum, value: plan.columns[0].value, type: plan.columns[0].type)
      ]
    }
  }

  /// Every measure of money that adds up and has the dimensions asked.
  private func everyMeasure(_ plan: MeasurePlan) -> [ValueColumn] {
    let asked = Set(
      plan.keys.compactMap(\.axis) + plan.filter.tests.compactMap { $0.dimension?.axis })
    let oneYear = plan.keys.contains(.年度) || plan.across == .年度
    return dataset.catalogue.measures.indices.compactMap { id in
      let measure = dataset.catalogue[id]
      guard measure.unit.kind == .money, measure.behaviour != .rate,
        measure.behaviour == .flow || oneYear, asked.isSubset(of: measure.axes)
      else { return nil }
      return ValueColumn(
        name: measure.name, verb: .sum, value: .measure(id, .always),
        type: ValueType(kind: .money))
    }
  }

  private func column(_ aggregate: Aggregate, _ expression: Expression, _ clauses: Clauses)
    throws(ResolutionError) -> ValueColumn
  {
    if aggregate.verb == .count, let counted = try countedDimension(expression) {
      return ValueColumn(
        name: aggregate.alias?.text ?? counted.rawValue + "数", verb: .countDistinct(counted),
        value: .number(.zero), type: ValueType(kind: .count))
    }
    let typed = try ExpressionResolver(dataset: dataset, definitions: definitions)
      .resolve(expression)
    guard !typed.value.measures.isEmpty else {
      throw ResolutionError(
        .unsupported("There is no measure in it", hint: "Name a measure: sum 支出."),
        at: expression.range)
    }
    let (verb, type, prefix, suffix) = try self.verb(aggregate.verb, typed, clauses)
    let name = aggregate.alias?.text ?? prefix + Printer.print(expression) + suffix
    return ValueColumn(name: name, verb: verb, value: typed.value, type: type)
  }

  private func verb(
    _ verb: Syntax.Verb, _ typed: ExpressionResolver.Typed, _ clauses: Clauses
  ) throws(ResolutionError) -> (Verb, ValueType, String, String) {
    var rounded = typed.type
    rounded.isExact = false
    switch verb {
    case .sum: return (.sum, typed.type, "", "")
    case .avg: return (.average, rounded, "平均", "")
    case .min: return (.minimum, typed.type, "最小", "")
    case .max: return (.maximum, typed.type, "最大", "")
    case .median: return (.median, rounded, "中位", "")
    case .count: return (.countReports, ValueType(kind: .count), "", "报告数")
    case .share:
      var within: [Dimension] = []
      if let name = clauses.of { within.append(try dimension(name)) }
      return (
        .share(within: within), ValueType(kind: .rate, unit: .percent, isExact: false), "", "占比"
      )
    }
  }

  private func countedDimension(_ expression: Expression) throws(ResolutionError) -> Dimension? {
    guard case .name(let name) = expression.kind, dataset.catalogue.find(name.text) == nil else {
      return nil
    }
    return Dimension.find(name.text)
  }

  // MARK: Checks

  /// A dimension in `where` or `by` must belong to a measure of each column (semantics, rule 11).
  private func checkDimensions(_ clauses: Clauses, _ plan: MeasurePlan) throws(ResolutionError) {
    var asked: [(Dimension, SourceRange)] = []
    for (dimension, name) in zip(plan.keys, clauses.by) { asked.append((dimension, name.range)) }
    if let across = plan.across, let name = clauses.across { asked.append((across, name.range)) }
    if let condition = clauses.filter {
      for dimension in plan.filter.tests.compactMap(\.dimension) {
        asked.append((dimension, condition.range))
      }
    }
    for column in plan.measureRows.isEmpty ? plan.columns : plan.measureRows {
      let axes = Set(column.value.measures.flatMap { dataset.catalogue[$0.id].axes })
      if case .countDistinct = column.verb { continue }
      for (dimension, range) in asked {
        guard let axis = dimension.axis, !axes.contains(axis) else { continue }
        let having = dataset.catalogue.measures.filter { $0.axes.contains(axis) }.map(\.name)
        throw ResolutionError(
          .lacksDimension(dimension: dimension.rawValue, column: column.name, having: having),
          at: range)
      }
    }
  }
}

extension Array {
  /// `map` with a typed error.
  func mapThrowing<T, E: Error>(_ transform: (Element) throws(E) -> T) throws(E) -> [T] {
    var result: [T] = []
    for element in self { result.append(try transform(element)) }
    return result
  }
}
