import Accounts
import Semantics

/// Finds a question's focus by making the rows of all departments, part by part.
struct PartwiseFocus {
  /// What a part of the departments has.
  struct Found {
    /// Those whose rows can be shown.
    var departments: DepartmentSet
    var account: Focus.Account
  }

  private let evaluator: ColumnEvaluator
  private let parts: DepartmentParts

  /// nil where rows are not those of departments, or every row is shown, or slices do not answer.
  init?(_ plan: MeasurePlan, _ evaluator: ColumnEvaluator) throws {
    guard evaluator.dataset.store != nil,
      plan.keys.contains(.部门), plan.top != nil || plan.having != nil,
      plan.across == nil
        || plan.comparison == nil && (!plan.hasRest || plan.cutsAllOthers(evaluator.dataset)),
      plan.comparison == nil || plan.columns.allSatisfy({ !$0.value.divides }),
      plan.hasDistinctNames, Self.adds(plan, in: evaluator.dataset),
      // Ranks in a part are in the order of those among all, and yet are others.
      plan.having == nil || !plan.columns.contains(where: { $0.verb == .rank })
    else { return nil }
    let keys = plan.keys + (plan.across.map { [$0] } ?? [])
    var parts: DepartmentParts?
    let levels: [Int?] = plan.isTree ? TreeRows.levels(keys, evaluator.dataset).map { $0 } : [nil]
    for level in levels {
      var evaluator = evaluator
      evaluator.lastLevel = level
      for column in plan.columns + plan.measureRows {
        guard let own = try evaluator.parts(of: column, by: keys) else { return nil }
        parts = own.narrowed(to: parts)
      }
    }
    guard let parts else { return nil }
    self.evaluator = evaluator
    // Each measure of `sum *` has rows of its own, though few reports have all.
    self.parts = parts.divided(by: plan.measureRows.count / 4)
    guard self.parts.areSeveral else { return nil }
  }

  /// Whether no measure is one that must not be added over years, which parts of the departments
  /// might do or not.
  private static func adds(_ plan: MeasurePlan, in dataset: Dataset) -> Bool {
    let measures = (plan.columns + plan.measureRows).flatMap(\.value.measures)
    return plan.filter.years(of: Set(dataset.years)).count == 1 && plan.comparison == nil
      || measures.allSatisfy { dataset.catalogue[$0.id].behaviour == .flow }
  }

  /// The departments found in any part.
  func focus(_ body: (ColumnEvaluator) throws -> Found) throws -> Focus {
    var focus = Focus(departments: DepartmentSet())
    var account = Focus.Account()
    for departments in parts.departments {
      try Interruption.check()
      var part = evaluator
      part.focus = Focus(departments: departments)
      let found = try body(part)
      focus.departments.append(found.departments)
      account.add(found.account)
    }
    focus.account = account
    return focus
  }
}
