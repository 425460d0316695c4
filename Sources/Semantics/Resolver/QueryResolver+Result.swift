import Accounts
import Syntax
import Text

/// The clauses that work on the values of the answer: having, order, top, with, tree.
extension QueryResolver {
  func resolveResultClauses(_ clauses: Clauses, into plan: inout MeasurePlan)
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
    if let tree = clauses.tree, plan.keys.last?.axis == nil {
      throw ResolutionError(
        .unsupported("tree needs a dimension with levels, last in by", hint: "Write by 类 tree."),
        at: tree.range)
    }
  }

  func top(_ clauses: Clauses) throws(ResolutionError) -> Int? {
    switch clauses.top?.count {
    case nil: return nil
    case .literal(let number): return Int(number.digits) ?? .max
    case .parameter(let name):
      guard let text = definitions.parameters[name.text] else {
        throw ResolutionError(.missingParameter(name.text), at: name.range)
      }
      guard let count = Int(text), count >= 0 else {
        throw ResolutionError(.badParameter(name.text, value: text, wanted: "count"), at: name.range)
      }
      return count
    }
  }

  // MARK: having

  func resultCondition(_ condition: Condition, _ plan: inout MeasurePlan)
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
      return .isNull(.column(try column(expression, &plan)), isNegated: negated)
    case .comparison(let left, let comparison, let right):
      return try compare(left, comparison, right, condition.range, &plan)
    case .membership(let left, let elements, let negated):
      let column = try column(left, &plan)
      var any: [ResultCondition] = []
      for element in elements {
        guard case .range(let low, let high) = element else { continue }
        any.append(
          .all([
            .compare(.column(column), .greaterOrEqual, try operand(low, beside: column, &plan)),
            .compare(.column(column), .lessOrEqual, try operand(high, beside: column, &plan)),
          ]))
      }
      return negated ? .not(.any(any)) : .any(any)
    case .named(let name):
      throw ResolutionError(
        .unsupported("having compares amounts", hint: "Write having 支出 > 1亿."), at: name.range)
    }
  }

  private func compare(
    _ left: Expression, _ comparison: Syntax.Comparison, _ right: Expression,
    _ range: SourceRange, _ plan: inout MeasurePlan
  ) throws(ResolutionError) -> ResultCondition {
    guard let holds = Comparison(rawValue: comparison.rawValue) else {
      throw ResolutionError(
        .unsupported("having compares amounts", hint: "Names are filtered by where: where 部门~教育."),
        at: range)
    }
    let column = try column(left, &plan)
    return .compare(.column(column), holds, try operand(right, beside: column, &plan))
  }

  /// The column of the answer an expression names; a measure that is not shown becomes a
  /// hidden column.
  private func column(_ expression: Expression, _ plan: inout MeasurePlan)
    throws(ResolutionError) -> Int
  {
    let name = Printer.print(expression)
    let key = Folding.key(name)
    if let index = plan.columns.firstIndex(where: { Folding.key($0.name) == key }) { return index }
    if case .name(let word) = expression.kind, Dimension.find(word.text) != nil,
      dataset.catalogue.find(word.text) == nil
    {
      throw ResolutionError(
        .isA(name: word.text, actual: .dimension, wanted: .column), at: word.range)
    }
    let typed = try ExpressionResolver(dataset: dataset, definitions: definitions)
      .resolve(expression)
    var hidden = ValueColumn(name: name, verb: .sum, value: typed.value, type: typed.type)
    hidden.isHidden = true
    plan.columns.append(hidden)
    return plan.columns.count - 1
  }

  private func operand(_ expression: Expression, beside column: Int, _ plan: inout MeasurePlan)
    throws(ResolutionError) -> ResultOperand
  {
    if let named = namedColumn(expression, plan) { return .column(named) }
    let typed = try ExpressionResolver(dataset: dataset, definitions: definitions)
      .resolve(expression)
    let type = plan.columns[column].type
    if let number = try? ExpressionResolver.adapted(typed, beside: type).value.constant() {
      // 5% against a percentage is five; against a plain quotient 0.05.
      let isPercent = type.kind == .rate && Self.hasPercentSign(expression)
      return .number(isPercent ? (try? number * Rational(100)) ?? number : number)
    }
    return .column(try self.column(expression, &plan))
  }

  private func namedColumn(_ expression: Expression, _ plan: MeasurePlan) -> Int? {
    let key = Folding.key(Printer.print(expression))
    return plan.columns.firstIndex { Folding.key($0.name) == key }
  }

  private static func hasPercentSign(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .number(let number): number.unit == .percent
    case .negated(let inner): hasPercentSign(inner)
    default: false
    }
  }

  // MARK: order

  private func orderTerm(_ key: OrderKey, _ plan: inout MeasurePlan) throws(ResolutionError)
    -> OrderTerm
  {
    let isDescending = key.direction == .desc
    if case .name(let name) = key.expression.kind {
      let folded = Folding.key(name.text)
      if let index = plan.columns.firstIndex(where: { Folding.key($0.name) == folded }),
        plan.comparison == nil || plan.comparison == .previous
      {
        return OrderTerm(
          key: plan.comparison == nil ? .column(index) : .comparison(plan.columns[index].name),
          isDescending: isDescending)
      }
      if plan.comparison != nil, let term = comparisonTerm(name, isDescending, plan) { return term }
      if let dimension = Dimension.find(name.text),
        let index = (plan.keys + (plan.across.map { [$0] } ?? [])).firstIndex(of: dimension)
      {
        return OrderTerm(key: .dimension(index), isDescending: isDescending)
      }
    }
    if case .number(let number) = key.expression.kind, plan.comparison != nil {
      return OrderTerm(key: .comparison(number.digits), isDescending: isDescending)
    }
    return OrderTerm(
      key: .column(try column(key.expression, &plan)), isDescending: isDescending)
  }

  /// 增减额, 增减率, or the measure itself, which stands for its first year.
  private func comparisonTerm(_ name: Name, _ isDescending: Bool, _ plan: MeasurePlan) -> OrderTerm? {
    guard case .years(let years)? = plan.comparison else {
      return name.text.hasSuffix("增减额") || name.text.hasSuffix("增减率") || name.text == "上年"
        ? OrderTerm(key: .comparison(name.text), isDescending: isDescending) : nil
    }
    let several = plan.columns.filter { !$0.isHidden }.count > 1
    if let column = plan.columns.first(where: { $0.name == name.text }) {
      return OrderTerm(
        key: .comparison(several ? "\(column.name)\(years[0])" : String(years[0])),
        isDescending: isDescending)
    }
    guard name.text.hasSuffix("增减额") || name.text.hasSuffix("增减率") else { return nil }
    let full = several && name.text.count == 3 ? plan.columns[0].name + name.text : name.text
    return OrderTerm(key: .comparison(full), isDescending: isDescending)
  }
}
