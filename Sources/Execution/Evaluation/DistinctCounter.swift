import Accounts
import Semantics

/// Counts distinct values of a dimension: among the loaded reports, or, where a measure or a
/// condition on rows is named, among the facts (semantics, rule 19).
struct DistinctCounter {
  let dataset: Dataset
  let filter: Predicate
  /// Gathers groups into others, or drops them where it gives nil.
  let regroup: (GroupKey) -> GroupKey?
  /// Whether it does so.
  let isGathering: Bool

  func count(
    _ counted: Dimension, of measures: [Measure.ID], by keys: [Dimension], in scope: ReportSet
  ) throws -> ColumnValues {
    let asked = keys + [counted]
    let space = KeySpace(asked, dataset)
    let needsFacts =
      !measures.isEmpty || asked.contains { $0.axis != nil }
      || filter.tests.contains { $0.dimension != nil }
    if !needsFacts,
      let counter = try ReportCounter(
        counted, by: keys, filter: filter, in: scope, dataset: dataset)
    {
      return try counter.count(regroup: regroup)
    }
    var found = Found()
    if needsFacts {
      for measure in measures.isEmpty ? candidates(asked) : measures {
        try addFacts(of: measure, asked, space, scope, &found)
      }
    } else {
      addReports(asked, space, scope, &found)
    }
    var result = ColumnValues()
    result.answeredReports = Deferred { [found] in
      try found.questions.reduce(into: found.answered) { answered, question in
        answered.formUnion(try question.question.answered(in: question.reports))
      }
    }
    if found.keys.isEmpty, !isGathering, let counts = found.groups.counts {
      for (key, count) in counts {
        guard let group = regroup(GroupKey(key.dropLast())) else { continue }
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
      result.groups.append(group, Rational(Int64(values.count)))
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

  /// The measures that have every dimension asked.
  private func candidates(_ asked: [Dimension]) -> [Measure.ID] {
    let axes = Set(
      asked.compactMap(\.axis) + filter.tests.compactMap { $0.dimension?.axis })
    return dataset.catalogue.measures.indices.filter { id in
      axes.isSubset(of: dataset.catalogue[id].axes)
    }
  }

  private func addFacts(
    of measure: Measure.ID, _ asked: [Dimension], _ space: KeySpace, _ scope: ReportSet,
    _ found: inout Found
  ) throws {
    var scope = scope
    if let question = try SliceQuestion(
      measure, filter: filter, keys: asked, scope: scope, dataset: dataset)
    {
      let exceptions = try question.exceptions(leavingOut: false)
      if try found.groups.add(question, in: question.years.subtracting(exceptions), space) {
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

  private func addReports(
    _ asked: [Dimension], _ space: KeySpace, _ scope: ReportSet, _ found: inout Found
  ) {
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
