import Accounts
import Execution
import Semantics

/// What `explain` says in words: which sources, which level, how many figures, what was left
/// out and why.
struct Explanation {
  let dataset: Dataset
  let query: String

  func text(of resolved: ResolvedQuery, showsPlan: Bool) throws -> String {
    switch resolved {
    case .measures(let plan): return try text(of: plan, showsPlan: showsPlan)
    case .list(let plan):
      let names = plan.measures.map(\.name).joined(separator: ", ")
      return "\(query)\nLists every printed row of \(names), at every level; nothing is added."
    case .relation(let plan):
      return
        "\(query)\nReads the relation \(plan.source.name): \(plan.source.relation?.meaning ?? "")"
    case .lastResult: return "\(query)\nWorks on the last result."
    }
  }

  private func text(of plan: MeasurePlan, showsPlan: Bool) throws -> String {
    let result = try MeasureExecutor(plan, dataset: dataset).run()
    let figures = try SourceExecutor(plan, dataset: dataset).counts()
    var lines = [query]
    for column in plan.measureRows.isEmpty ? plan.columns : plan.measureRows {
      lines += column.value.measures.map { sources(of: $0.id, figures) }
    }
    lines += [grain(plan)] + years(plan) + comparison(plan)
    if let coverage = result.coverage {
      lines.append("\(coverage.disclosing) of \(coverage.reports) reports in scope disclose it.")
    }
    lines += result.notes.map(\.text)
    if showsPlan { lines.append(PlanText(plan: plan, dataset: dataset).text) }
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }.joined(separator: "\n")
  }

  private func sources(of id: Measure.ID, _ figures: [Measure.ID: [String: Int]]) -> String {
    let measure = dataset.catalogue[id]
    guard let counts = figures[id] else {
      return "\(measure.name): no figure matches."
    }
    let parts = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) from \($0.key)" }
    let order = measure.sources.map(\.name).joined(separator: ", then ")
    let count = counts.values.reduce(0, +)
    return "\(measure.name): \(count) printed figure\(count == 1 ? "" : "s"), "
      + parts.joined(separator: ", ") + " (a report uses its first of \(order))."
  }

  private func grain(_ plan: MeasurePlan) -> String {
    let keys = plan.keys + (plan.across.map { [$0] } ?? [])
    let asked = keys.filter { $0.axis != nil } + plan.filter.tests.compactMap(\.dimension)
    guard !asked.isEmpty else {
      return "No attribute of a row is asked for: the printed 合计 of each report is taken."
    }
    let names = Set(asked.map(\.rawValue)).sorted().joined(separator: ", ")
    return "In each report the coarsest printed rows that carry \(names) are taken; rows below "
      + "them are not."
  }

  private func years(_ plan: MeasurePlan) -> [String] {
    for case .years(let set) in plan.filter.tests {
      return ["Years: \(set.sorted().map(String.init).joined(separator: ", "))."]
    }
    return plan.comparison == nil && dataset.years.count > 1
      ? ["Years: all loaded, \(dataset.years.map(String.init).joined(separator: ", "))."] : []
  }

  private func comparison(_ plan: MeasurePlan) -> [String] {
    guard plan.comparison != nil else { return [] }
    return plan.keys.contains(.部门)
      ? ["Every department of either year has a row; where one is missing there is no change."]
      : ["Only departments with a report of both years are compared."]
  }
}
