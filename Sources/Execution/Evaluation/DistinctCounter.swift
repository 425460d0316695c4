import Accounts
import Semantics

/// Counts distinct values of a dimension: among the loaded reports, or, where a measure or a
/// condition on rows is named, among the facts (semantics, rule 19).
struct DistinctCounter {
  private let dataset: Dataset
  private let filter: Predicate
  private let regroup: (GroupKey) -> GroupKey?
  private let isGathering: Bool
  private let focus: DepartmentSet?
  private let counted: Dimension
  private let keys: [Dimension]
  private let measures: [Measure.ID]
  private let space: KeySpace

  /// Counts values of `counted` by `keys`, of the measures of the column where it has any.
  init(
    _ evaluator: ColumnEvaluator, _ counted: Dimension, of column: ValueColumn,
    by keys: [Dimension]
  ) {
    dataset = evaluator.dataset
    filter = evaluator.filter
    regroup = evaluator.regrouping(by: keys)
    isGathering = evaluator.isGathering
    focus = evaluator.focus?.departments
    self.counted = counted
    self.keys = keys
    measures = column.value.measures.map(\.id)
    space = KeySpace(keys + [counted], dataset)
  }

  private var asked: [Dimension] { keys + [counted] }

  private var needsFacts: Bool {
    !measures.isEmpty || asked.contains { $0.axis != nil }
      || filter.tests.contains { $0.dimension != nil }
  }

  /// The departments in parts to count one after the other; nil where slices alone do not find
  /// all that is counted.
  func parts() throws -> DepartmentParts? {
    guard let store = dataset.store else { return nil }
    guard needsFacts else {
      return try ReportCounter(
        counted, by: keys, filter: filter, in: dataset.everyReport, dataset: dataset
      ).map { _ in DepartmentParts(of: store, size: SliceLimits.departmentsPerPart) }
    }
    var questions: [SliceQuestion] = []
    for measure in measuresOfFacts {
      guard let question = try question(measure, dataset.everyReport),
        try question.exceptions(leavingOut: false).isEmpty
      else { return nil }
      questions.append(question)
    }
    return DepartmentParts(questions, space, keyCount: keys.count)
  }

  func count(in scope: ReportSet) throws -> ColumnValues {
    if !needsFacts,
      let counter = try ReportCounter(
        counted, by: keys, filter: filter, in: scope, dataset: dataset)
    {
      return try counter.count(focus: focus, regroup: regroup)
    }
    var found = Found()
    if needsFacts {
      for measure in measuresOfFacts { try addFacts(of: measure, scope, &found) }
    } else {
      addReports(scope, &found)
    }
    var result = ColumnValues()
    result.answeredReports = Deferred { [found] in
      try found.questions.reduce(into: found.answered) { answered, question in
        answered.formUnion(try question.question.answered(in: question.reports))
      }
    }
    let blanks = space.blanks(at: keys.count)
    if found.keys.isEmpty, !isGathering, blanks.isEmpty, let counts = found.groups.counts {
      for (key, count) in counts {
        guard let group = regroup(key) else { continue }
        result.groups.append(group, Rational(Int64(count)))
      }
      return result
    }
    found.groups.forEachKey { found.keys.insert($0) }
    var byGroup: [GroupKey: Set<Int32>] = [:]
    for key in found.keys {
      guard let group = regroup(GroupKey(key.dropLast())) else { continue }
      byGroup[group, default: []].insert(key[keys.count])
    }
    for (group, values) in byGroup {
      result.groups.append(group, Rational(Int64(values.subtracting(blanks).count)))
    }
    return result
  }

  /// Keys with the value counted as their last component, and the reports they are of.
  private struct Found {
    var keys: Set<GroupKey> = []
    var answered = ReportSet()
    /// What slices answered.
    var groups = GroupPresence()
    var questions: [(question: SliceQuestion, reports: ReportSet)] = []
  }

  /// Those named, or else those that have every dimension asked.
  private var measuresOfFacts: [Measure.ID] {
    guard measures.isEmpty else { return measures }
    let axes = Set(
      asked.compactMap(\.axis) + filter.tests.compactMap { $0.dimension?.axis })
    return dataset.catalogue.measures.indices.filter { id in
      axes.isSubset(of: dataset.catalogue[id].axes)
    }
  }

  private func question(
    _ measure: Measure.ID, _ scope: ReportSet
  ) throws(FactStoreError) -> SliceQuestion? {
    try SliceQuestion(measure, filter: filter, keys: asked, scope: scope, dataset: dataset)
  }

  private func addFacts(of measure: Measure.ID, _ scope: ReportSet, _ found: inout Found) throws {
    var scope = scope
    if let question = try question(measure, scope) {
      let exceptions = try question.exceptions(leavingOut: false)
      let read = focus.map { question.focused(on: $0) } ?? question
      if try found.groups.add(read, in: question.years.subtracting(exceptions), space) {
        found.questions.append((question, question.scope.subtracting(exceptions)))
        scope = exceptions
      }
    }
    guard !scope.isEmpty else { return }
    let selector = RowSelector(measure, filter: filter, keys: asked, dataset: dataset)
    let table = dataset.facts[measure]
    let trees = Trees(dataset.catalogue[measure], dataset)
    for row in selector.select(in: scope).rows {
      let report = Int(table.report[row])
      let position = table.position(of: row)
      found.answered.insert(report)
      found.keys.insert(
        space.key(selector.attributes, report: report, position: position, trees: trees))
    }
  }

  private func addReports(_ scope: ReportSet, _ found: inout Found) {
    let predicate = CompiledPredicate(filter, measure: 0, dataset: dataset)
    let trees = Trees(dataset.catalogue[0], dataset)
    let attributes = asked.map { Attribute($0, of: dataset.catalogue[0], under: filter) }
    let root = Position(first: Hierarchy.root, second: Hierarchy.root)
    for report in scope.members where predicate.admits(report: report) {
      found.answered.insert(report)
      found.keys.insert(space.key(attributes, report: report, position: root, trees: trees))
    }
  }
}

extension KeySpace {
  /// The components of a dimension that are no values: of reports that do not tell their place,
  /// name or year.
  func blanks(at index: Int) -> Set<Int32> {
    switch dimensions[index] {
    case .部门:
      // Departments are numbered by name, and none comes before the blank one.
      let blank = dataset.departments.indices.prefix { name(Int32($0), at: index).isEmpty }
      return Set(blank.map(Int32.init))
    case .市, .区县, .地区:
      // So are places.
      return !dataset.departments.isEmpty && name(0, at: index).isEmpty ? [0] : []
    case .年度: return dataset.years.first == 0 ? [0] : []
    default: return []
    }
  }
}
