import Accounts
import Syntax
import Text

/// Resolves `list` of measures.
struct ListResolver {
  let parent: QueryResolver

  func resolve(_ columns: [ListColumn], _ query: Query) throws(ResolutionError) -> ListPlan {
    var plan = ListPlan()
    plan.unit = parent.unit(query.clauses)
    try Self.refuseTotals(query.clauses)
    for column in columns { try add(column, to: &plan) }
    guard !plan.measures.isEmpty else {
      throw ResolutionError(
        .misuse(.listWithoutMeasure),
        at: query.range)
    }
    try resolveFilter(query.clauses, into: &plan)
    if let years = query.clauses.years {
      let years = try parent.years(years.years)
      if !years.isEmpty { plan.filter = plan.filter.and(.test(.years(Set(years)))) }
    }
    for key in query.clauses.order { plan.order.append(try order(key, plan)) }
    plan.top = try parent.top(query.clauses)
    return plan
  }

  /// Rows of every level add up to nothing.
  static func refuseTotals(_ clauses: Clauses) throws(ResolutionError) {
    for item in clauses.with where item.kind != .图 {
      throw ResolutionError(.misuse(.listWith, item.kind.rawValue), at: item.range)
    }
  }

  private func add(_ column: ListColumn, to plan: inout ListPlan) throws(ResolutionError) {
    guard case .expression(let expression) = column.operand else {
      throw ResolutionError(
        .misuse(.listOfEverything),
        at: column.range)
    }
    if case .name(let name) = expression.kind, ListPlan.everyPlace.contains(name.text) {
      plan.places.append(name.text)
      return
    }
    let typed = try ExpressionResolver(
      dataset: parent.dataset, definitions: parent.definitions
    ).resolve(expression)
    guard case .measure(let id, let filter) = typed.value else {
      throw ResolutionError(
        .misuse(.listOfCalculation),
        at: column.range)
    }
    // Rows join where they stand at one place: on one tree, and on its first levels alone where a
    // measure has no second.
    let catalogue = parent.dataset.catalogue
    for other in plan.measures {
      guard zip(catalogue[id].axes, catalogue[other.id].axes).allSatisfy(==) else {
        throw ResolutionError(.misuse(.listTrees, Printer.print(expression)), at: column.range)
      }
    }
    plan.measures.append(
      (id: id, filter: filter, name: column.alias?.text ?? Printer.print(expression)))
  }

  /// A condition on an amount is for the rows listed; all else chooses rows by name.
  private func resolveFilter(
    _ clauses: Clauses, into plan: inout ListPlan
  )
    throws(ResolutionError)
  {
    guard let condition = clauses.filter else { return }
    let resolver = ConditionResolver(dataset: parent.dataset, definitions: parent.definitions)
    var amounts: [ResultCondition] = []
    for part in Self.conjuncts(condition) {
      if let amount = try amountCondition(part, plan) {
        amounts.append(amount)
      } else if case .or(let parts) = part.kind, parts.contains(where: { asksAmount($0, plan) }) {
        throw ResolutionError(.misuse(.listMixes), at: part.range)
      } else {
        plan.filter = plan.filter.and(try resolver.resolve(part))
      }
    }
    if !amounts.isEmpty { plan.amounts = .all(amounts) }
  }

  private static func conjuncts(_ condition: Condition) -> [Condition] {
    if case .and(let parts) = condition.kind { return parts }
    return [condition]
  }

  /// nil for a condition that asks for more than the amounts listed.
  private func amountCondition(
    _ condition: Condition, _ plan: ListPlan
  ) throws(ResolutionError)
    -> ResultCondition?
  {
    switch condition.kind {
    case .comparison(let left, let comparison, let right):
      guard let column = amount(left, plan), let holds = Comparison(rawValue: comparison.rawValue)
      else { return nil }
      return try compare(column, holds, right, plan)
    case .membership(let left, let elements, let negated):
      guard let column = amount(left, plan) else { return nil }
      var any: [ResultCondition] = []
      for element in elements {
        guard let condition = try member(column, element, plan) else { return nil }
        any.append(condition)
      }
      return negated ? .not(.any(any)) : .any(any)
    case .isNull(let expression, let negated):
      return amount(expression, plan).map { .isNull(.column($0), isNegated: negated) }
    case .not(let part): return try amountCondition(part, plan).map { .not($0) }
    case .and(let parts): return try amountConditions(parts, plan).map { .all($0) }
    case .or(let parts): return try amountConditions(parts, plan).map { .any($0) }
    case .named: return nil
    }
  }

  /// Whether an amount that is listed is asked for anywhere in a condition.
  private func asksAmount(_ condition: Condition, _ plan: ListPlan) -> Bool {
    switch condition.kind {
    case .comparison(let left, _, _), .membership(let left, _, _), .isNull(let left, _):
      amount(left, plan) != nil
    case .not(let part): asksAmount(part, plan)
    case .and(let parts), .or(let parts): parts.contains { asksAmount($0, plan) }
    case .named: false
    }
  }

  private func amountConditions(
    _ parts: [Condition], _ plan: ListPlan
  ) throws(ResolutionError) -> [ResultCondition]? {
    var result: [ResultCondition] = []
    for part in parts {
      guard let condition = try amountCondition(part, plan) else { return nil }
      result.append(condition)
    }
    return result
  }

  /// The column that an expression names.
  private func amount(_ expression: Expression, _ plan: ListPlan) -> Int? {
    guard case .name(let name) = expression.kind else { return nil }
    return plan.measures.firstIndex { Folding.key($0.name) == Folding.key(name.text) }
  }

  private func compare(
    _ column: Int, _ comparison: Comparison, _ right: Expression, _ plan: ListPlan
  ) throws(ResolutionError) -> ResultCondition? {
    let unit = parent.dataset.catalogue[plan.measures[column].id].unit
    let resolver = ExpressionResolver(dataset: parent.dataset, definitions: parent.definitions)
    return try resolver.number(right, beside: ValueType(kind: unit.kind, unit: unit)).map {
      .compare(.column(column), comparison, .number($0))
    }
  }

  private func member(
    _ column: Int, _ element: Condition.Element, _ plan: ListPlan
  ) throws(ResolutionError) -> ResultCondition? {
    switch element {
    case .value(let value): return try compare(column, .equal, value, plan)
    case .range(let low, let high):
      guard let least = try compare(column, .greaterOrEqual, low, plan),
        let most = try compare(column, .lessOrEqual, high, plan)
      else { return nil }
      return .all([least, most])
    case .standardInput: return nil
    }
  }

  private func order(
    _ key: OrderKey, _ plan: ListPlan
  ) throws(ResolutionError)
    -> ListPlan.ListOrder
  {
    let isDescending = key.direction == .desc
    if case .name(let name) = key.expression.kind {
      if let column = plan.measures.firstIndex(where: {
        Folding.key($0.name) == Folding.key(name.text)
      }) {
        return .column(column, isDescending: isDescending)
      }
      return .dimension(try parent.dimension(name), isDescending: isDescending)
    }
    throw ResolutionError(
      .misuse(.listOrder),
      at: key.expression.range)
  }
}
