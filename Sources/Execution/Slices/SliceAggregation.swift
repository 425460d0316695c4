import Accounts
import Semantics

/// Evaluates a column over the slices of a store; reports that do not print every row above a
/// row they print are left to row selection, and the two are added.
struct SliceAggregation {
  private let evaluator: ColumnEvaluator
  private let column: ValueColumn
  private let keys: [Dimension]
  private let scope: ReportSet
  /// By measure of the column: one question, or several whose rows are apart.
  private let questions: [[SliceQuestion]]

  private var dataset: Dataset { evaluator.dataset }
  private var verb: Verb { column.verb }

  /// nil where the question is one for row selection.
  init?(
    _ evaluator: ColumnEvaluator, _ column: ValueColumn, by keys: [Dimension], in scope: ReportSet
  ) throws(FactStoreError) {
    guard let store = evaluator.dataset.store else { return nil }
    self.evaluator = evaluator
    self.column = column
    self.keys = keys
    self.scope = scope
    var questions: [[SliceQuestion]] = []
    for term in column.value.measures {
      let filter = evaluator.filter.and(term.filter)
      let disjoint = DisjointConditions(measure: term.id, dataset: evaluator.dataset)
      var parts: [SliceQuestion] = []
      for condition in disjoint.conditions(of: filter) {
        guard
          let part = try SliceQuestion(
            term.id, filter: condition, of: filter, keys: keys, lastLevel: evaluator.lastLevel,
            scope: scope, dataset: evaluator.dataset)
        else { return nil }
        parts.append(part)
      }
      questions.append(SliceQuestion.numberedAlike(parts))
    }
    self.questions = questions
    guard !questions.isEmpty, store.departmentCount > 0, isPossible else { return nil }
  }

  private var isPossible: Bool {
    guard column.verb.isPerReport else {
      // Rates add where a report has several rows of them; slices do not tell reports apart.
      return questions.allSatisfy { dataset.catalogue[$0[0].measure].behaviour != .rate }
    }
    guard case .measure = column.value, !evaluator.isGathering, questions[0].count == 1 else {
      return false
    }
    if evaluator.per.isEmpty { return questions[0][0].isOneRowPerReport }
    return evaluator.per == [.部门] && !keys.contains(.部门)
      && dataset.catalogue[questions[0][0].measure].behaviour == .flow
  }

  /// The reports that are left to row selection.
  private func exceptions() throws -> ReportSet {
    try questions.joined().reduce(into: ReportSet()) { $0.formUnion(try $1.exceptions()) }
  }

  /// The departments in parts to go through one after the other; nil where slices do not find
  /// the values, or the department is no dimension.
  func parts() throws -> DepartmentParts? {
    guard try !column.verb.isPerReport || exceptions().isEmpty else { return nil }
    return inParts
  }

  private var inParts: DepartmentParts? {
    DepartmentParts(questions.flatMap { $0 }, KeySpace(keys, dataset), keyCount: keys.count)
  }

  /// The values; nil where row selection is to find them after all.
  func values() throws -> ColumnValues? {
    let exceptions = try exceptions()
    if column.verb.isPerReport {
      guard exceptions.isEmpty else { return nil }
      return try unitValues()
    }
    return try sums(exceptions)
  }

  // MARK: Accounts

  private func account(
    _ questions: [SliceQuestion], _ selection: Selection
  ) throws -> MeasureAccount {
    var account = MeasureAccount(measure: questions[0].measure, selection: selection)
    account.selection.rows = []
    account.selection.scope = ReportSet()
    account.selection.discloses = ReportSet()
    for question in questions {
      account.selection.scope.formUnion(question.scope)
      account.selection.discloses.formUnion(try question.disclosing())
    }
    return account
  }

  // MARK: Sums

  private func sums(_ exceptions: ReportSet) throws -> ColumnValues? {
    let terms = column.value.measures
    let space = KeySpace(keys, dataset)
    let none = KeySpace([], dataset)
    let selections = terms.map { term in
      exceptions.isEmpty
        ? Selection() : evaluator.selection(of: term, by: keys, in: exceptions.intersection(scope))
    }
    let regroup = evaluator.regrouping(by: keys)
    let coverage = Coverage(selections, terms.map(\.id), dataset)
    var result = ColumnValues()
    result.accounts = try terms.indices.map { try account(questions[$0], selections[$0]) }
    result.remarks = evaluator.takenWhole(terms.map(\.id), keys)
    // Those left to row selection are told apart by it.
    let covered = dataset.everyReport.subtracting(exceptions).covered(
      by: result.accounts.map(\.selection.discloses))
    var sums: [TermSums] = []
    var found: [GroupSums] = []
    for index in terms.indices {
      let question = questions[index][0]
      let asked = result.accounts[index].selection.scope.subtracting(exceptions)
      var term = TermSums(dataset.catalogue[question.measure], by: question.attributes)
      term.add(
        selections[index], of: dataset.facts[question.measure], space: space, units: none,
        hasReportUnits: false, covered: coverage.reports, regroup: regroup)
      let read = covered.subtracting(exceptions)
      let isAdded = evaluator.isGathering || !exceptions.isEmpty
      for focus in isAdded ? partsAdded : [evaluator.focus?.departments] {
        guard let groups = try groupSums(questions[index], in: read, of: focus, space) else {
          return nil
        }
        if let span = groups.addedYears { term.addYears(span) }
        if isAdded {
          groups.add(to: &term, regroup: regroup)
        } else {
          found.append(groups)
        }
      }
      let uncovered = asked.subtracting(covered)
      result.accounts[index].dropped = coverage.dropped[index]
      if !uncovered.isEmpty {
        guard let dropped = try drop(questions[index], uncovered, space, from: &term) else {
          return nil
        }
        result.accounts[index].dropped += dropped
        result.accounts[index].dropped.sort { $0.report < $1.report }
      }
      sums.append(term)
    }
    let asked = questions.joined()
    result.answeredReports = Deferred {
      try asked.reduce(into: coverage.answered.intersection(exceptions)) { answered, question in
        answered.formUnion(try question.answered(in: covered.intersection(question.scope)))
      }
    }
    if let joined = GroupSums.join(found) {
      try evaluator.fill(&result, column, by: keys, sums, joined)
    } else {
      for (index, groups) in found.enumerated() {
        groups.add(to: &sums[index], regroup: regroup)
      }
      try evaluator.fill(&result, column, by: keys, sums, TermSums.join(sums))
    }
    return result
  }

  /// Departments whose groups are added to others one part after the other: all at once where
  /// they are no dimension.
  private var partsAdded: [DepartmentSet?] {
    inParts?.parts(of: evaluator.focus?.departments) ?? [evaluator.focus?.departments]
  }

  /// The sums of the rows of some reports; nil where there are too many groups.
  private func groupSums(
    _ questions: [SliceQuestion], in reports: ReportSet, of departments: DepartmentSet?,
    _ space: KeySpace
  ) throws -> GroupSums? {
    var result: GroupSums?
    for question in questions {
      let question = departments.map { question.focused(on: $0) } ?? question
      let domain = GroupDomain(question.attributes, question: question, space: space)
      guard domain.count != nil, result?.domain.isAlike(domain) ?? true else { return nil }
      let rows = try SliceRows(question, domain, in: question.years.intersection(reports))
      guard
        let sums = SliceSums.of(
          rows, domain, tracksYears: !keys.contains(.年度),
          departmentCount: question.store.departmentCount)
      else { return nil }
      result?.sums.merge(sums)
      result =
        result
        ?? GroupSums(
          sums: sums, domain: domain, years: question.store.years.map(\.year),
          yearAt: keys.firstIndex(of: .年度))
    }
    return result.flatMap { $0.sums.hasOverflowed ? nil : $0 }
  }

  /// Notes what reports hold that do not publish every measure of the expression; nil where there
  /// are too many groups.
  private func drop(
    _ questions: [SliceQuestion], _ reports: ReportSet, _ space: KeySpace, from term: inout TermSums
  ) throws -> [Selection.LeftOut]? {
    var amounts: [Int: Int128] = [:]
    // What is left out is said of all departments, but not by a part of them.
    let isPart = evaluator.focus.map { $0.account == nil } ?? false
    let departments = isPart ? evaluator.focus?.departments : nil
    let parts = inParts?.parts(of: departments) ?? [departments]
    let regroup = evaluator.regrouping(by: keys)
    for (question, part) in questions.flatMap({ question in parts.map { (question, $0) } }) {
      let question = part.map { question.focused(on: $0) } ?? question
      let domain = GroupDomain(question.attributes, question: question, space: space)
      guard domain.count != nil else { return nil }
      let rows = try SliceRows(
        question, domain, in: question.scope.intersection(reports), withReports: true)
      var groups: Set<Int> = []
      for run in rows.runs {
        rows.forEachRow(run) { row, group in
          amounts[Int(run.piece.reports[row]), default: 0] += Int128(run.piece.amounts[row])
          groups.insert(group)
        }
      }
      for group in groups {
        if let key = regroup(domain.key(group)) { term.leaveUncovered(key) }
      }
    }
    return amounts.sorted { $0.key < $1.key }.map {
      Selection.LeftOut(report: $0.key, amount: Int64(clamping: $0.value))
    }
  }

  // MARK: One value per report or department

  private func unitValues() throws -> ColumnValues? {
    let question = questions[0][0]
    var result = ColumnValues()
    result.accounts = [try account([question], Selection())]
    result.remarks = evaluator.takenWhole([question.measure], keys)
    result.answeredReports = Deferred { try question.answered(in: question.scope) }
    let space = KeySpace(keys, dataset)
    let unit = ColumnEvaluator.storedUnits(dataset.catalogue[question.measure].unit)
    for departments in partsAdded {
      let read = departments.map { question.focused(on: $0) } ?? question
      let domain = GroupDomain(read.attributes, question: read, space: space)
      let values = try evaluator.cache.values(of: cacheKey(departments)) {
        try gathered(read, domain)
      }
      guard let values else { return nil }
      if let years = values.addedYears { result.addedYears.widen(to: years) }
      for (group, value) in zip(values.units.groups, values.units.reduced(verb)) {
        guard let key = evaluator.regroup(domain.key(group)) else { continue }
        result.groups.append(
          key, verb == .countReports ? value : try value * Rational(1, over: unit))
      }
    }
    return result
  }

  private func cacheKey(_ departments: DepartmentSet?) -> QuestionCache.Key {
    QuestionCache.Key(
      measure: questions[0][0].measure,
      filter: evaluator.filter.and(column.value.measures[0].filter),
      keys: keys, per: evaluator.per, lastLevel: evaluator.lastLevel, scope: scope,
      departments: departments)
  }

  private func gathered(
    _ question: SliceQuestion, _ domain: GroupDomain
  ) throws -> QuestionCache.Values? {
    guard let count = domain.count, count <= SliceLimits.groupsPerPart else { return nil }
    if evaluator.per.isEmpty {
      let rows = try SliceRows(question, domain, in: question.years)
      guard rows.rowCount <= UInt32.max else { return nil }
      return QuestionCache.Values(
        units: UnitValues.ofRows(rows, groupCount: count), addedYears: nil)
    }
    let attributes =
      [Attribute(.部门, of: dataset.catalogue[question.measure], under: .always)]
      + question.attributes
    let full = GroupDomain(
      attributes, question: question, space: KeySpace([.部门] + keys, dataset), numbersPlaces: true)
    guard full.count != nil else { return nil }
    let rows = try SliceRows(question, full, in: question.years)
    guard
      let found = UnitValues.ofDepartments(
        rows, full, perDepartment: count, departmentCount: question.store.departmentCount,
        tracksYears: !keys.contains(.年度))
    else { return nil }
    let years = question.store.years.map(\.year)
    return QuestionCache.Values(
      units: found.values,
      addedYears: found.span.map { years[$0.lowerBound]...years[$0.upperBound] })
  }
}
