import Accounts
import Syntax
import Text

/// Resolves queries over a relation of the raw layer.
struct RelationResolver {
  let relation: Relation
  let dataset: Dataset
  let definitions: Definitions
  let unit: Unit

  private var columns: [Relation.Column] { relation.columns }

  func resolve(_ query: Query) throws(ResolutionError) -> RelationPlan {
    var plan = RelationPlan(relation: relation)
    let clauses = query.clauses
    plan.unit = clauses.unit.flatMap { Unit(rawValue: $0.unit.rawValue) } ?? unit
    if let condition = clauses.filter { plan.filter = try resolve(condition) }
    if let years = clauses.years {
      let resolver = QueryResolver(dataset: dataset, definitions: definitions, unit: unit)
      let years = try resolver.years(years.years)
      if !years.isEmpty {
        plan.filter = .all([plan.filter, .equals(1, years.map(String.init))])
      }
    }
    plan.keys = try clauses.by.mapThrowing { name throws(ResolutionError) in try column(name) }
    try resolveHead(query, into: &plan)
    for key in clauses.order { plan.order.append(try order(key, plan)) }
    let resolver = QueryResolver(dataset: dataset, definitions: definitions, unit: unit)
    plan.top = try resolver.top(clauses)
    plan.hasTotal = clauses.with.contains { $0.kind == .总计 || $0.kind == .小计 }
    if let having = clauses.having { plan.having = try self.having(having, plan) }
    return plan
  }

  // MARK: Head

  private func resolveHead(_ query: Query, into plan: inout RelationPlan) throws(ResolutionError) {
    switch query.head {
    case .list(let listed):
      for item in listed {
        switch item.operand {
        case .everything: plan.listed += Array(columns.indices)
        case .expression(let expression):
          if case .name(let name) = expression.kind, Relation.find(name.text) == relation,
            listed.count == 1
          {
            plan.listed += Array(columns.indices)
          } else {
            plan.listed.append(try column(expression))
          }
        case .lastResult: break
        }
      }
    case .aggregates(let aggregates):
      for aggregate in aggregates { plan.values.append(try value(aggregate)) }
    }
  }

  private func value(_ aggregate: Aggregate) throws(ResolutionError) -> RelationValue {
    guard case .expression(let expression) = aggregate.operand else {
      throw ResolutionError(
        .misuse(.relationColumn, relation.rawValue),
        at: aggregate.range)
    }
    let written = Printer.print(expression)
    if aggregate.verb == .count {
      if case .name(let name) = expression.kind, Relation.find(name.text) == relation {
        return RelationValue(
          name: aggregate.alias?.text ?? "行数", function: .rows, column: nil)
      }
      return RelationValue(
        name: aggregate.alias?.text ?? written + "数", function: .distinct,
        column: try column(expression))
    }
    let index = try column(expression)
    guard case .printed = columns[index].kind else {
      throw ResolutionError(.notAddable(written), at: expression.range)
    }
    let (function, prefix): (RelationValue.Function, String) =
      switch aggregate.verb {
      case .avg: (.average, "平均")
      case .min: (.minimum, "最小")
      case .max: (.maximum, "最大")
      case .median: (.median, "中位")
      default: (.sum, "")
      }
    return RelationValue(
      name: aggregate.alias?.text ?? prefix + columns[index].name, function: function,
      column: index)
  }

  // MARK: Columns

  private func column(_ expression: Expression) throws(ResolutionError) -> Int {
    guard case .name(let name) = expression.kind else {
      throw ResolutionError(
        .misuse(.relationColumn, relation.rawValue),
        at: expression.range)
    }
    return try column(name)
  }

  private func column(_ name: Name) throws(ResolutionError) -> Int {
    let key = Folding.key(name.text)
    let canonical = Dimension.find(name.text)?.rawValue
    if let index = columns.firstIndex(where: { Folding.key($0.name) == key })
      ?? columns.firstIndex(where: { $0.name == canonical })
    {
      return index
    }
    throw ResolutionError(
      .unknown(
        .column, name: name.text,
        nearest: NearestNames.of(name.text, in: columns.map(\.name))), at: name.range)
  }

  // MARK: Conditions

  private func resolve(_ condition: Condition) throws(ResolutionError) -> RelationPredicate {
    switch condition.kind {
    case .and(let parts):
      return .all(try parts.mapThrowing { part throws(ResolutionError) in try resolve(part) })
    case .or(let parts):
      return .any(try parts.mapThrowing { part throws(ResolutionError) in try resolve(part) })
    case .not(let part): return .not(try resolve(part))
    case .named(let name):
      guard case .condition(let inner)? = definitions[name.text]?.value else {
        throw ResolutionError(.unknown(.filter, name: name.text, nearest: []), at: name.range)
      }
      return try resolve(inner)
    case .isNull(let left, let negated):
      let null = RelationPredicate.isNull(try column(left))
      return negated ? .not(null) : null
    case .comparison(let left, let comparison, let right):
      return try compare(try column(left), comparison, right)
    case .membership(let left, let elements, let negated):
      let column = try column(left)
      var any: [RelationPredicate] = []
      for element in elements { any.append(try member(column, element)) }
      return negated ? .not(.any(any)) : .any(any)
    }
  }

  private func compare(
    _ column: Int, _ comparison: Syntax.Comparison, _ right: Expression
  )
    throws(ResolutionError) -> RelationPredicate
  {
    switch comparison {
    case .contains: return try contains(column, right)
    case .containsNot: return .not(try contains(column, right))
    case .equal: return try equals(column, right)
    case .notEqual: return .not(try equals(column, right))
    default:
      let holds = Comparison(rawValue: comparison.rawValue)!
      return .compare(column, holds, try operand(column, right))
    }
  }

  private func text(_ expression: Expression) throws(ResolutionError) -> String {
    try ValueReader(dataset: dataset, definitions: definitions).text(expression)
  }

  private func contains(
    _ column: Int, _ right: Expression
  ) throws(ResolutionError)
    -> RelationPredicate
  {
    let text = try text(right)
    if columns[column].name == "部门" {
      return .departments(Set(dataset.departments(containing: text)))
    }
    return .contains(column, Folding.key(text))
  }

  private func equals(
    _ column: Int, _ right: Expression
  ) throws(ResolutionError)
    -> RelationPredicate
  {
    if case .printed = columns[column].kind {
      return .compare(column, .equal, try operand(column, right))
    }
    let text = try text(right)
    if columns[column].name == "部门" {
      let departments = dataset.departments(equal: text)
      guard !departments.isEmpty else {
        throw ResolutionError(
          .unknownValue(
            text, dimension: "部门",
            nearest: NearestNames.of(text, in: dataset.departments.map(\.name))),
          at: right.range)
      }
      return .departments(Set(departments))
    }
    return .equals(column, [Folding.key(text)])
  }

  private func member(
    _ column: Int, _ element: Condition.Element
  ) throws(ResolutionError)
    -> RelationPredicate
  {
    switch element {
    case .value(let value): return try equals(column, value)
    case .range(let low, let high):
      return .all([
        .compare(column, .greaterOrEqual, try operand(column, low)),
        .compare(column, .lessOrEqual, try operand(column, high)),
      ])
    case .standardInput(let flag):
      guard let lines = definitions.standardInput else {
        throw ResolutionError(.noStandardInput, at: flag.range)
      }
      let texts = InputValue.texts(of: lines, column: columns[column].name)
      return .equals(column, texts.map { Folding.key($0) })
    }
  }

  private func operand(
    _ column: Int, _ right: Expression
  ) throws(ResolutionError)
    -> RelationPredicate.Operand
  {
    guard case .printed = columns[column].kind else { return .text(try text(right)) }
    let typed = try ExpressionResolver(dataset: dataset, definitions: definitions).resolve(right)
    guard let literal = typed.literal else {
      throw ResolutionError(
        .misuse(.numberWanted), at: right.range)
    }
    let kinds: [Unit.Kind] = [.money, .count, .rate, .score, .plain]
    return .number(
      Dictionary(
        uniqueKeysWithValues: kinds.compactMap { kind in
          literal.natural(beside: kind).map { (kind, $0) }
        }))
  }

  // MARK: Result

  private func order(_ key: OrderKey, _ plan: RelationPlan) throws(ResolutionError) -> OrderTerm {
    let name = Folding.key(Printer.print(key.expression))
    let isDescending = key.direction == .desc
    if let index = plan.values.firstIndex(where: { Folding.key($0.name) == name }) {
      return OrderTerm(key: .column(index), isDescending: isDescending)
    }
    let column = try column(key.expression)
    guard plan.values.isEmpty || plan.keys.contains(column) else {
      throw ResolutionError(
        .misuse(.orderOutsideAnswer),
        at: key.expression.range)
    }
    return OrderTerm(
      key: .dimension(plan.values.isEmpty ? column : plan.keys.firstIndex(of: column)!),
      isDescending: isDescending)
  }

  private func having(
    _ condition: Condition, _ plan: RelationPlan
  ) throws(ResolutionError)
    -> ResultCondition
  {
    guard case .comparison(let left, let comparison, let right) = condition.kind,
      let holds = Comparison(rawValue: comparison.rawValue),
      let index = plan.values.firstIndex(where: {
        Folding.key($0.name) == Folding.key(Printer.print(left))
      })
    else {
      throw ResolutionError(
        .misuse(.havingRelation),
        at: condition.range)
    }
    let isMoney = plan.values[index].function != .rows && plan.values[index].function != .distinct
    let resolver = ExpressionResolver(dataset: dataset, definitions: definitions)
    let type = ValueType(kind: isMoney ? .money : .count)
    guard let number = try resolver.number(right, beside: type) else {
      throw ResolutionError(
        .misuse(.havingRelation),
        at: right.range)
    }
    return .compare(.column(index), holds, .number(number))
  }
}
