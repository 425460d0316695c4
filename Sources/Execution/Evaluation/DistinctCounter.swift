import Accounts
import Semantics

/// Counts distinct values of a dimension: among the loaded reports, or, where a measure or a
/// condition on rows is named, among the facts (semantics, rule 19).
struct DistinctCounter {
  let dataset: Dataset
  let filter: Predicate
  /// Gathers groups into others, or drops them where it gives nil.
  let regroup: (GroupKey) -> GroupKey?

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
    var seen: Set<GroupKey> = []
    var result = ColumnValues()
    var answered = ReportSet()
    if needsFacts {
      for measure in measures.isEmpty ? candidates(asked) : measures {
        addFacts(of: measure, asked, space, scope, &seen, &answered)
      }
    } else {
      addReports(asked, space, scope, &seen, &answered)
    }
    result.answeredReports = Deferred(answered)
    var byGroup: [GroupKey: Set<Int32>] = [:]
    for key in seen {
      guard let group = regroup(GroupKey(key.dropLast())) else { continue }
      byGroup[group, default: []].insert(key[keys.count])
    }
    for (group, values) in byGroup {
      result.groups.append(group, Rational(Int64(values.count)))
    }
    return result
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
    _ seen: inout Set<GroupKey>, _ answered: inout ReportSet
  ) {
    let selector = RowSelector(measure, filter: filter, keys: asked, dataset: dataset)
    let table = dataset.facts[measure]
    let trees = Trees(dataset.catalogue[measure], dataset)
    for row in selector.select(in: scope).rows {
      let report = Int(table.report[row])
      let position = table.position(of: row)
      answered.insert(report)
      seen.insert(
        space.key(selector.attributes, report: report, position: position, trees: trees))
    }
  }

  private func addReports(
    _ asked: [Dimension], _ space: KeySpace, _ scope: ReportSet, _ seen: inout Set<GroupKey>,
    _ answered: inout ReportSet
  ) {
    let predicate = CompiledPredicate(filter, measure: 0, dataset: dataset)
    let trees = Trees(dataset.catalogue[0], dataset)
    let attributes = asked.map { Attribute($0, of: dataset.catalogue[0], under: filter) }
    let root = Position(first: Hierarchy.root, second: Hierarchy.root)
    for report in scope.members where predicate.admits(report: report) {
      answered.insert(report)
      seen.insert(space.key(attributes, report: report, position: root, trees: trees))
    }
  }
}
