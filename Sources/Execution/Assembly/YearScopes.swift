import Accounts
import Semantics

/// Which reports a comparison of years covers. By 部门 every department counts; by anything
/// else only those with a report in every year, and the others are named with their money
/// (semantics, rule 26).
struct YearScopes {
  let dataset: Dataset
  let plan: MeasurePlan
  let evaluator: ColumnEvaluator
  let keys: [Dimension]

  /// The reports of each year, and whether the years may be held against one another.
  struct Scopes {
    var reports: [ReportSet]
    var isComparable = true
  }

  func scopes(of years: [Int], _ notes: inout NoteTaker) throws -> Scopes {
    let inYear = years.map { dataset.reports(of: $0) }
    if keys.contains(.部门) { return Scopes(reports: inYear) }
    let within = keys.filter { $0 != .年度 }
    var answeredBy = years.map { _ in Set<Int>() }
    for column in plan.columns {
      for index in years.indices {
        let values = try evaluator.evaluate(column, by: within, in: inYear[index])
        for report in try values.answeredReports().members {
          answeredBy[index].insert(dataset.reports[report].department)
        }
      }
    }
    let common = answeredBy.dropFirst().reduce(answeredBy[0]) { $0.intersection($1) }
    // With none in common each year stands for itself, and there is no change.
    guard !common.isEmpty else {
      if answeredBy.allSatisfy({ !$0.isEmpty }) {
        notes.add(
          "none-in-common", "No department has a report of every year: nothing is compared.")
      }
      return Scopes(reports: inYear, isComparable: false)
    }
    let others = answeredBy.reduce(Set()) { $0.union($1) }.subtracting(common)
    if !others.isEmpty {
      let missing = try named(others, years)
      notes.add(
        "not-in-every-year", "Only departments with every year are compared; not \(missing).")
    }
    return Scopes(
      reports: inYear.map { scope in
        ReportSet(
          reports: scope.members.filter { common.contains(dataset.reports[$0].department) })
      })
  }

  /// Departments with what they hold of the first column.
  private func named(_ departments: Set<Int>, _ years: [Int]) throws -> String {
    let scope = ReportSet(
      where: {
        departments.contains(dataset.reports[$0].department)
          && years.contains(dataset.reports[$0].year)
      }, in: dataset)
    guard let column = plan.columns.first else { return "" }
    let groups = try evaluator.evaluate(column, by: [.部门, .年度], in: scope).groups
    let presentation = Presentation(unit: plan.unit)
    let values = groups.compactMap { key, value in value.map { (key: key, value: $0) } }
    let byYearAndName = FrameOrder(space: KeySpace([.年度, .部门], dataset))
    let sorted = byYearAndName.sorted(values.map { [$0.key[1], $0.key[0]] })
    let items = try sorted.prefix(NamedItems.most).map { place in
      let (key, value) = values[place]
      let amount = try presentation.number(value, column.type)
      return "\(dataset.departments[Int(key[0])].name) \(key[1]) (\(amount))"
    }
    return NamedItems.list(items, of: sorted.count)
  }
}

extension Predicate {
  /// The condition with its tests of the year taken out.
  var withoutYears: Predicate {
    switch self {
    case .all(let parts): .all(parts.map(\.withoutYears))
    case .any(let parts): .any(parts.map(\.withoutYears))
    case .test(.years): .always
    case .test: self
    }
  }
}
