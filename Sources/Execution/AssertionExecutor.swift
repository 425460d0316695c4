public import Accounts
public import Semantics

/// Finds the groups that break an assertion: its two sides are the plan's first two columns.
public struct AssertionExecutor {
  private let plan: MeasurePlan
  private let comparison: Comparison
  private let tolerance: Rational
  private let dataset: Dataset

  /// `tolerance` is in 万元 beside money, else as it stands.
  public init(
    _ plan: MeasurePlan, _ comparison: Comparison, within tolerance: Rational?, dataset: Dataset
  ) {
    var plan = plan
    let left = plan.columns[0]
    plan.columns.append(
      ValueColumn(
        name: "差额", verb: .sum, value: .binary(.subtract, left.value, plan.columns[1].value),
        type: left.type))
    self.plan = plan
    self.comparison = comparison
    let unit: Int64 = left.type.kind == .money ? Unit.万元.yuan : 1
    self.tolerance = tolerance.flatMap { try? $0 * Rational(unit) } ?? .zero
    self.dataset = dataset
  }

  /// The rows that break it. A blank side breaks it unless both are blank (semantics, rule 40).
  public func broken() throws -> QueryResult {
    try MeasureExecutor(plan, dataset: dataset).run { values in
      switch (values[0], values[1]) {
      case (nil, nil): false
      case (let left?, let right?): try !holds(left, right)
      default: true
      }
    }
  }

  private func holds(_ left: Rational, _ right: Rational) throws -> Bool {
    if comparison.holds(left, right) { return true }
    guard tolerance > .zero else { return false }
    let difference = try (left - right).magnitude
    return comparison != .notEqual && difference <= tolerance
  }
}
