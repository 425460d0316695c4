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
      return "\(query)\nReads the relation \(plan.relation.rawValue): \(plan.relation.meaning)"
    case .lastResult: return "\(query)\nWorks on the last result."
    }
  }

  private func text(of plan: MeasurePlan, showsPlan: Bool) throws -> String {
    var lines = [query]
    let result = try MeasureExecutor(plan, dataset: dataset).run()
    let figures = try SourceExecutor(plan, dataset: dataset).run()
    for column in plan.measureRows.isEmpty ? plan.columns : plan.measureRows {
      for term in column.value.measures { lines.append(contentsOf: sources(of: term.id, figures)) }
    }
    lines.append(grain(plan))
    if let coverage = result.coverage {
      lines.append("\(coverage.disclosing) of \(coverage.reports) reports in scope disclose it.")
    }
    lines += result.notes.map(\.text)
    if showsPlan { lines.append("plan: \(plan)") }
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }.joined(separator: "\n")
  }

  /// How many figures of a measure came from which source.
  private func sources(of measure: Measure.ID, _ figures: QueryResult) -> [String] {
    guard let name = figures.columns.firstIndex(where: { $0.name == "所用指标" }),
      let source = figures.columns.firstIndex(where: { $0.name == "来源" })
    else { return [] }
    let wanted = QueryResult.Cell.text(dataset.catalogue[measure].name)
    var counts: [String: Int] = [:]
    for row in figures.rows where row.cells[name] == wanted {
      if case .text(let text) = row.cells[source] { counts[text, default: 0] += 1 }
    }
    guard !counts.isEmpty else { return ["\(dataset.catalogue[measure].name): no figure matches."] }
    let parts = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) from \($0.key)" }
    return [
      "\(dataset.catalogue[measure].name): \(counts.values.reduce(0, +)) printed figures, "
        + parts.joined(separator: ", ") + "."
    ]
  }

  private func grain(_ plan: MeasurePlan) -> String {
    let keys = plan.keys.filter { $0.axis != nil }
    let asked = keys + plan.filter.tests.compactMap(\.dimension)
    guard !asked.isEmpty else {
      return "No row attribute is asked for: the printed 合计 of each report is taken."
    }
    let names = Set(asked.map(\.rawValue)).sorted().joined(separator: ", ")
    return
      "In each report the coarsest printed rows that carry \(names) are taken; rows below them are not."
  }
}
