import Accounts
import Semantics

/// The columns of `vs`: years side by side, the change and its rate (semantics, rule 26).
struct YearComparer {
  let dataset: Dataset
  let plan: MeasurePlan
  let evaluator: ColumnEvaluator
  let space: KeySpace
  let all: [Bool]

  func frame(_ comparison: YearComparison) throws -> Frame {
    switch comparison {
    case .years(let years): try sideBySide(years)
    case .previous: try eachAgainstPrevious()
    }
  }

  // MARK: Years named

  private func sideBySide(_ years: [Int]) throws -> Frame {
    var frame = Frame(dimensions: space.dimensions, columns: [])
    let scopes = try scopes(of: years, &frame.notes)
    let base = years[years.count - 1]
    var groups: Set<GroupKey> = []
    var valuesByColumn: [[[GroupKey: Rational]]] = []
    for column in plan.columns {
      var byYear: [[GroupKey: Rational]] = []
      for (year, scope) in zip(years, scopes) {
        let values = try evaluator.evaluate(column, by: space.dimensions, in: scope)
        frame.notes.take(values, name: column.name)
        groups.formUnion(values.groups)
        byYear.append(values.values)
        frame.columns.append(
          Frame.Column(
            name: title(column, String(year)), type: column.type, isHidden: column.isHidden))
      }
      for year in years.dropLast() {
        let against = years.count > 2 ? "\(year)比\(base)" : ""
        frame.columns += changeColumns(column, against)
      }
      valuesByColumn.append(byYear)
    }
    if space.dimensions.isEmpty { groups = [[]] }
    frame.rows = try groups.map { key in
      var cells: [Rational?] = []
      for byYear in valuesByColumn {
        let values = byYear.map { $0[key] }
        cells += values
        for value in values.dropLast() {
          cells += try change(value, from: values[values.count - 1])
        }
      }
      return Frame.Row(key: key, values: cells, keyed: key.count)
    }
    frame.notes.add("base-year", "增减额 and 增减率 are against \(base).")
    return frame
  }

  private func title(_ column: ValueColumn, _ word: String) -> String {
    plan.columns.filter { !$0.isHidden }.count > 1 ? column.name + word : word
  }

  private func changeColumns(_ column: ValueColumn, _ against: String) -> [Frame.Column] {
    [
      Frame.Column(
        name: title(column, against + "增减额"), type: column.type, isHidden: column.isHidden),
      Frame.Column(
        name: title(column, against + "增减率"), type: ValueType(kind: .rate, isExact: false),
        isHidden: column.isHidden),
    ]
  }

  /// The change and its rate in percent; the rate is blank on a base of zero or less.
  private func change(_ value: Rational?, from base: Rational?) throws -> [Rational?] {
    guard let value, let base else { return [nil, nil] }
    let amount = try value - base
    guard base > .zero, let ratio = try amount / base else { return [amount, nil] }
    return [amount, try ratio * Rational(100)]
  }

  // MARK: Which reports

  /// The reports of each year. By 部门 every department counts; by anything else only those
  /// with a report in every year, and the others are named.
  private func scopes(of years: [Int], _ notes: inout NoteTaker) throws -> [[Bool]] {
    let inYear = years.map { year in dataset.reports.map { $0.year == year } }
    if space.dimensions.contains(.部门) { return inYear }
    var answeredBy = years.map { _ in Set<Int>() }
    for column in plan.columns {
      for index in years.indices {
        let values = try evaluator.evaluate(column, by: space.dimensions, in: inYear[index])
        for (report, answered) in values.answered.enumerated() where answered {
          answeredBy[index].insert(dataset.reports[report].department)
        }
      }
    }
    let common = answeredBy.dropFirst().reduce(answeredBy[0]) { $0.intersection($1) }
    let others = answeredBy.reduce(Set()) { $0.union($1) }.subtracting(common)
    if !others.isEmpty {
      let missing = try named(others, years).joined(separator: ", ")
      notes.add(
        "not-in-every-year", "Only departments with every year are compared; not \(missing).")
    }
    return inYear.map { scope in
      scope.indices.map { scope[$0] && common.contains(dataset.reports[$0].department) }
    }
  }

  /// Departments with what they hold of the first column.
  private func named(_ departments: Set<Int>, _ years: [Int]) throws -> [String] {
    let scope = dataset.reports.map {
      departments.contains($0.department) && years.contains($0.year)
    }
    guard let column = plan.columns.first else { return [] }
    let values = try evaluator.evaluate(column, by: [.部门, .年度], in: scope).values
    let presentation = Presentation(unit: plan.unit)
    return try values.keys.sorted { ($0[1], $0[0]) < ($1[1], $1[0]) }.map { key in
      let amount = try presentation.number(values[key]!, column.type)
      return "\(dataset.departments[Int(key[0])].name) \(key[1]) (\(amount))"
    }
  }

  // MARK: 上年

  private func eachAgainstPrevious() throws -> Frame {
    let position = space.dimensions.firstIndex(of: .年度) ?? 0
    var frame = Frame(dimensions: space.dimensions, columns: [])
    for column in plan.columns {
      frame.columns.append(
        Frame.Column(name: column.name, type: column.type, isHidden: column.isHidden))
      frame.columns.append(
        Frame.Column(name: title(column, "上年"), type: column.type, isHidden: column.isHidden))
      frame.columns += changeColumns(column, "")
    }
    let wanted = yearsAsked
    for year in wanted {
      frame.rows += try rows(of: year, position, &frame.notes)
    }
    frame.notes.add("base-year", "增减额 and 增减率 are against the year before.")
    return frame
  }

  /// The years the filter lets through; the year before each is read all the same.
  private var yearsAsked: [Int] {
    var years = Set(dataset.years)
    for case .years(let set) in plan.filter.tests { years.formIntersection(set) }
    return years.sorted()
  }

  private func rows(of year: Int, _ position: Int, _ notes: inout NoteTaker) throws -> [Frame.Row] {
    var evaluator = evaluator
    evaluator.filter = plan.filter.withoutYears
    let comparer = YearComparer(
      dataset: dataset, plan: plan, evaluator: evaluator, space: space, all: all)
    let scopes = try comparer.scopes(of: [year, year - 1], &notes)
    var groups: Set<GroupKey> = []
    var cells: [[(GroupKey) -> Rational?]] = []
    for column in plan.columns {
      let now = try evaluator.evaluate(column, by: space.dimensions, in: scopes[0])
      let before = try evaluator.evaluate(column, by: space.dimensions, in: scopes[1])
      notes.take(now, name: column.name)
      groups.formUnion(now.groups)
      cells.append([
        { now.values[$0] },
        { key in
          var earlier = key
          earlier[position] -= 1
          return before.values[earlier]
        },
      ])
    }
    return try groups.map { key in
      var values: [Rational?] = []
      for pair in cells {
        let (now, before) = (pair[0](key), pair[1](key))
        values += [now, before]
        values += try change(now, from: before)
      }
      return Frame.Row(key: key, values: values, keyed: key.count)
    }
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
