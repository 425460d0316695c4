public import Accounts
public import Syntax

extension QueryResolver {
  /// The plan of an assertion: its two sides as columns.
  public func resolve(_ assertion: Assertion) throws(ResolutionError) -> MeasurePlan {
    let sides = [assertion.left, assertion.right].map { side in
      Aggregate(
        verb: .sum, verbRange: side.range, operand: .expression(side), range: side.range)
    }
    return try sidesPlan(sides, assertion)
  }

  /// A side that is a bare number takes the kind of the other.
  private func sidesPlan(
    _ sides: [Aggregate], _ assertion: Assertion
  ) throws(ResolutionError)
    -> MeasurePlan
  {
    let resolver = ExpressionResolver(dataset: dataset, definitions: definitions)
    let left = try resolver.resolve(assertion.left)
    let right = try resolver.resolve(assertion.right)
    let constant = left.literal != nil ? 0 : right.literal != nil ? 1 : nil
    guard let constant else { return try measurePlan(sides, assertion.clauses) }
    var plan = try measurePlan([sides[1 - constant]], assertion.clauses)
    let adapted = ExpressionResolver.adapted(
      constant == 0 ? left : right, beside: plan.columns[0].type)
    // The number stands beside every group: zero times the other side, plus the number.
    let other = plan.columns[0].value
    let column = ValueColumn(
      name: Printer.print(constant == 0 ? assertion.left : assertion.right), verb: .sum,
      value: .binary(
        .add, .binary(.multiply, other, .number(.zero)), adapted.value),
      type: plan.columns[0].type)
    plan.columns.insert(column, at: constant)
    return plan
  }

  /// The condition of a statement that asks of whole reports, such as `find`: one on rows is
  /// refused.
  public func reportFilter(_ clauses: Clauses) throws(ResolutionError) -> Predicate {
    var filter = try self.filter(clauses)
    if let condition = clauses.filter,
      let dimension = filter.tests.lazy.compactMap(\.rowDimension).first
    {
      throw ResolutionError(
        .misuse(.conditionOnRows, dimension.rawValue), at: condition.range)
    }
    if let years = clauses.years {
      let years = try self.years(years.years)
      if !years.isEmpty { filter = filter.and(.test(.years(Set(years)))) }
    }
    return filter
  }
}

extension Predicate.Test {
  /// What it asks of a row and not of its report; nil where it asks of the report.
  fileprivate var rowDimension: Dimension? {
    if case .measures = self { .指标 } else { dimension }
  }
}

extension ExpressionResolver {
  /// Resolves for the errors alone: a definition that means nothing is refused where it stands.
  public static func check(
    _ expression: Expression, dataset: Dataset, definitions: Definitions
  ) throws(ResolutionError) {
    _ = try ExpressionResolver(dataset: dataset, definitions: definitions).resolve(expression)
  }
}

extension ConditionResolver {
  public static func check(
    _ condition: Condition, dataset: Dataset, definitions: Definitions
  ) throws(ResolutionError) {
    _ = try ConditionResolver(dataset: dataset, definitions: definitions).resolve(condition)
  }
}
