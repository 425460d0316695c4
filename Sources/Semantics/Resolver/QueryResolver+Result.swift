import Accounts
public import Syntax
import Text

/// The clauses that work on the values of the answer: having, order, top, with, tree.
extension QueryResolver {
  func resolveResultClauses(
    _ clauses: Clauses, into plan: inout MeasurePlan
  )
    throws(ResolutionError)
  {
    if let having = clauses.having { plan.having = try resultCondition(having, &plan) }
    for key in clauses.order { plan.order.append(try orderTerm(key, &plan)) }
    plan.top = try top(clauses)
    for item in clauses.with {
      switch item.kind {
      case .总计: plan.hasTotal = true
      case .小计: plan.hasSubtotals = true
      case .其他: plan.hasRest = true
      case .图: break
      }
    }
    plan.isTree = clauses.tree != nil
    if let tree = clauses.tree, plan.keys.last?.axis == nil || plan.keys.last == .级 {
      throw ResolutionError(
        .misuse(.treeWithoutLevels),
        at: tree.range)
    }
  }

  /// How many rows `top` asks for; nil without it. Throws where its parameter is missing or no
  /// count.
  public func top(_ clauses: Clauses) throws(ResolutionError) -> Int? {
    switch clauses.top?.count {
    case nil: return nil
    case .literal(let number): return Int(number.digits) ?? .max
    case .parameter(let name):
      guard let text = definitions.parameters[name.text] else {
        throw ResolutionError(.missingParameter(name.text), at: name.range)
      }
      guard let count = Int(text), count >= 0 else {
        throw ResolutionError(
          .badParameter(name.text, value: text, wanted: "count"), at: name.range)
      }
      return count
    }
  }

  // MARK: having

  func resultCondition(
    _ condition: Condition, _ plan: inout MeasurePlan
  )
    throws(ResolutionError) -> ResultCondition
  {
    switch condition.kind {
    case .and(let parts):
      var resolved: [ResultCondition] = []
      for part in parts { resolved.append(try resultCondition(part, &plan)) }
      return .all(resolved)
    case .or(let parts):
      var resolved: [ResultCondition] = []
      for part in parts { resolved.append(try resultCondition(part, &plan)) }
      return .any(resolved)
    case .not(let part): return .not(try resultCondition(part, &plan))
    case .isNull(let expression, let negated):
      return .isNull(try result(expression, &plan).operand, isNegated: negated)
    case .comparison(let left, let comparison, let right):
      return try compare(left, comparison, right, condition.range, &plan)
    case .membership(let left, let elements, let negated):
      var any: [ResultCondition] = []
      for element in elements { any.append(try member(left, element, condition.range, &plan)) }
      return negated ? .not(.any(any)) : .any(any)
    case .named(let name):
      throw ResolutionError(
        .misuse(.havingNames), at: name.range)
    }
  }

  private func compare(
    _ left: Expression, _ comparison: Syntax.Comparison, _ right: Expression,
    _ range: SourceRange, _ plan: inout MeasurePlan
  ) throws(ResolutionError) -> ResultCondition {
    guard let holds = Comparison(rawValue: comparison.rawValue) else {
      throw ResolutionError(
        .misuse(.havingNames),
        at: range)
    }
    let column = try result(left, &plan)
    return .compare(column.operand, holds, try operand(right, beside: column, &plan))
  }

  private func member(
    _ left: Expression, _ element: Condition.Element, _ range: SourceRange,
    _ plan: inout MeasurePlan
  ) throws(ResolutionError) -> ResultCondition {
    switch element {
    case .value(let value): return try compare(left, .equal, value, range, &plan)
    case .range(let low, let high):
      return .all([
        try compare(left, .greaterOrEqual, low, range, &plan),
        try compare(left, .lessOrEqual, high, range, &plan),
      ])
    case .standardInput(let flag):
      throw ResolutionError(
        .misuse(.havingNames),
        at: flag.range)
    }
  }

  /// A column of the answer, and what its values count.
  private struct ResultColumn {
    var operand: ResultOperand
    var type: ValueType
  }

  /// The column of the answer an expression names.
  private func result(
    _ expression: Expression, _ plan: inout MeasurePlan
  )
    throws(ResolutionError) -> ResultColumn
  {
    if let name = answerColumn(expression, plan) {
      let isRate = name.hasSuffix("增减率")
      return ResultColumn(
        operand: .named(name), type: isRate ? ValueType(kind: .rate) : plan.columns[0].type)
    }
    let index = try column(expression, &plan)
    return ResultColumn(operand: .column(index), type: plan.columns[index].type)
  }

  /// The name of a column that only the answer has: what `vs` adds, a year, a value of
  /// `across`. Nil for what the question itself names.
  private func answerColumn(_ expression: Expression, _ plan: MeasurePlan) -> String? {
    guard plan.comparison != nil || plan.across != nil else { return nil }
    switch expression.kind {
    case .number(let number) where number.unit == nil: return number.digits
    case .text(let text): return text.text
    case .name(let name):
      let key = Folding.key(name.text)
      let isColumn = plan.columns.contains { Folding.key($0.name) == key }
      let isKnown =
        isColumn || definitions[name.text] != nil || Dimension.find(name.text) != nil
        || dataset.catalogue.find(name.text) != nil
        || dataset.catalogue.findDerived(name.text) != nil
      let isChange =
        plan.comparison != nil
        && ["增减额", "增减率", "上年"].contains { name.text.hasSuffix($0) }
      return !isColumn && (isChange || plan.across != nil && !isKnown) ? name.text : nil
    default: return nil
    }
  }

  /// The column of the plan an expression names; one that is not shown becomes a hidden column.
  private func column(
    _ expression: Expression, _ plan: inout MeasurePlan
  )
    throws(ResolutionError) -> Int
  {
    let name = Printer.print(expression)
    if let index = namedColumn(expression, plan) { return index }
    if case .name(let word) = expression.kind, Dimension.find(word.text) != nil,
      dataset.catalogue.find(word.text) == nil
    {
      throw ResolutionError(
        .isA(name: word.text, actual: .dimension, wanted: .column), at: word.range)
    }
    var hidden: ValueColumn
    if case .call(.rank, let ranked) = expression.kind {
      hidden = try rank(of: ranked[0], name: name)
    } else {
      let typed = try ExpressionResolver(dataset: dataset, definitions: definitions)
        .resolve(expression)
      guard !typed.value.measures.isEmpty else {
        throw ResolutionError(
          .misuse(.withoutColumn, name),
          at: expression.range)
      }
      hidden = ValueColumn(name: name, verb: .sum, value: typed.value, type: typed.type)
    }
    hidden.isHidden = true
    plan.columns.append(hidden)
    return plan.columns.count - 1
  }

  private func operand(
    _ expression: Expression, beside column: ResultColumn, _ plan: inout MeasurePlan
  ) throws(ResolutionError) -> ResultOperand {
    if let named = namedColumn(expression, plan) { return .column(named) }
    let resolver = ExpressionResolver(dataset: dataset, definitions: definitions)
    if case .number = expression.kind {
    } else if let name = answerColumn(expression, plan) {
      return .named(name)
    }
    if let number = try resolver.number(expression, beside: column.type) { return .number(number) }
    return .column(try self.column(expression, &plan))
  }

  private func namedColumn(_ expression: Expression, _ plan: MeasurePlan) -> Int? {
    let key = Folding.key(Printer.print(expression))
    return plan.columns.firstIndex { Folding.key($0.name) == key }
  }

  // MARK: order

  private func orderTerm(
    _ key: OrderKey, _ plan: inout MeasurePlan
  ) throws(ResolutionError)
    -> OrderTerm
  {
    let isDescending = key.direction == .desc
    if namedColumn(key.expression, plan) == nil, case .name(let name) = key.expression.kind,
      let dimension = Dimension.find(name.text), let index = plan.keys.firstIndex(of: dimension)
    {
      return OrderTerm(key: .dimension(index), isDescending: isDescending)
    }
    switch try result(key.expression, &plan).operand {
    case .named(let name): return OrderTerm(key: .named(name), isDescending: isDescending)
    case .column(let index): return OrderTerm(key: .column(index), isDescending: isDescending)
    case .number, .numbers: preconditionFailure("a column is no number")
    }
  }
}
