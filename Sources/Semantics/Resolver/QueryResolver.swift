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
      if columns.contains(where: { $0.operand == .lastResult }) { return .lastResult(query) }
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
      RowSource(relation), dataset: dataset, definitions: definitions, unit: unit)
  }

  /// The relation that the only operand names (semantics, rule 34).
  private func soleRelation(_ operands: [Operand]) -> Relation? {
    guard operands.count == 1, case .expression(let expression) = operands[0],
      case .name(let name) = expression.kind
    else { return nil }
    return Relation.find(name.text)
  }

  // MARK: Measures

  func measurePlan(
    _ aggregates: [Aggregate], _ clauses: Clauses
  ) throws(ResolutionError)
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
    try checkCombinations(clauses, plan)
    plan.askedValues = askedValues(clauses, plan)
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
      throw ResolutionError(
        .isA(name: name.text, actual: .measure, wanted: .dimension), at: name.range)
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
      try checkMeasureRows(plan.columns, aggregates)
      plan.columns = [
        ValueColumn(
          name: "数值", verb: .sum, value: plan.columns[0].value, type: plan.columns[0].type)
      ]
    }
    // Beside measures, what is counted is among their facts (semantics, rule 19).
    if let beside = plan.columns.first(where: { !$0.value.measures.isEmpty })?.value {
      for index in plan.columns.indices {
        if case .countDistinct = plan.columns[index].verb { plan.columns[index].value = beside }
      }
    }
  }

  /// `by 指标` puts measures of one kind into one column.
  private func checkMeasureRows(
    _ columns: [ValueColumn], _ aggregates: [Aggregate]
  )
    throws(ResolutionError)
  {
    for (column, aggregate) in zip(columns, aggregates) {
      guard case .measure = column.value, column.verb == .sum else {
        throw ResolutionError(
          .misuse(.measureRowsOfCalculation),
          at: aggregate.range)
      }
      guard column.type.kind == columns[0].type.kind else {
        throw ResolutionError(
          .mixedKinds(
            left: columns[0].type.kind.rawValue, right: column.type.kind.rawValue,
            operation: "one column"), at: aggregate.range)
      }
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

  private func column(
    _ aggregate: Aggregate, _ expression: Expression, _ clauses: Clauses
  )
    throws(ResolutionError) -> ValueColumn
  {
    if aggregate.verb == .count, let counted = try countedDimension(expression) {
      return ValueColumn(
        name: aggregate.alias?.text ?? counted.rawValue + "数", verb: .countDistinct(counted),
        value: .number(.zero), type: ValueType(kind: .count))
    }
    if aggregate.verb == .sum, case .call(.rank, let ranked) = expression.kind {
      return try rank(of: ranked[0], name: aggregate.alias?.text ?? Printer.print(expression))
    }
    let typed = try ExpressionResolver(dataset: dataset, definitions: definitions)
      .resolve(expression)
    guard !typed.value.measures.isEmpty else {
      throw ResolutionError(
        .misuse(.withoutMeasure, Printer.print(expression)),
        at: expression.range)
    }
    let (verb, type, prefix, suffix) = try self.verb(aggregate.verb, typed, clauses)
    let name = aggregate.alias?.text ?? prefix + Printer.print(expression) + suffix
    var column = ValueColumn(name: name, verb: verb, value: typed.value, type: type)
    column.baseKind = typed.type.kind
    return column
  }

  func rank(of expression: Expression, name: String) throws(ResolutionError) -> ValueColumn {
    let typed = try ExpressionResolver(dataset: dataset, definitions: definitions)
      .resolve(expression)
    return ValueColumn(name: name, verb: .rank, value: typed.value, type: ValueType(kind: .count))
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
      if let name = clauses.of {
        let dimension = try dimension(name)
        guard clauses.by.contains(where: { Dimension.find($0.text) == dimension }) else {
          throw ResolutionError(
            .misuse(.shareOutsideBy, dimension.rawValue),
            at: name.range)
        }
        within.append(dimension)
      }
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

  /// A dimension in `where` or `by` must belong to a measure of each column.
  private func checkDimensions(_ clauses: Clauses, _ plan: MeasurePlan) throws(ResolutionError) {
    var asked: [(Dimension, SourceRange)] = []
    for (dimension, name) in zip(plan.keys, clauses.by) { asked.append((dimension, name.range)) }
    if let across = plan.across, let name = clauses.across { asked.append((across, name.range)) }
    if let condition = clauses.filter { asked += DimensionCheck.asked(condition, plan.filter) }
    for column in plan.measureRows.isEmpty ? plan.columns : plan.measureRows {
      if case .countDistinct = column.verb { continue }
      try DimensionCheck(dataset).check(
        asked, name: column.name, measures: column.value.measures.map(\.id))
    }
  }

  /// Clauses that mean nothing beside one another.
  private func checkCombinations(_ clauses: Clauses, _ plan: MeasurePlan) throws(ResolutionError) {
    if case .years? = plan.comparison,
      let name = zip(plan.keys, clauses.by).first(where: { $0.0 == .年度 })?.1
    {
      throw ResolutionError(
        .misuse(.yearsInRowsAndColumns), at: name.range)
    }
    if let tree = clauses.tree, plan.across != nil {
      throw ResolutionError(
        .misuse(.treeAcross),
        at: tree.range)
    }
    if let rest = clauses.with.first(where: { $0.kind == .其他 }), plan.top == nil {
      throw ResolutionError(
        .misuse(.restWithoutTop), at: rest.range)
    }
    if let across = plan.across, let name = clauses.across, plan.keys.contains(across) {
      throw ResolutionError(
        .misuse(.acrossInBy, across.rawValue),
        at: name.range)
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
