import Accounts
import Semantics

/// Finds codes that bear two names in one answer (semantics, rule 30): reports of several years
/// may print different ones beside the same code.
struct CodeNames {
  let dataset: Dataset
  let keys: [Dimension]

  func notes(on account: MeasureAccount) -> [QueryResult.Note] {
    let axes = dataset.catalogue[account.measure].axes
    return keys.filter(\.hasCode).flatMap { key -> [QueryResult.Note] in
      guard let axis = key.axis, let slot = axes.firstIndex(of: axis) else { return [] }
      return notes(on: account, dataset.hierarchy(axis), slot)
    }
  }

  private func notes(
    on account: MeasureAccount, _ hierarchy: Hierarchy, _ slot: Int
  )
    -> [QueryResult.Note]
  {
    let table = dataset.facts[account.measure]
    var names: [Hierarchy.NodeID: [String]] = [:]
    for row in account.selection.rows {
      let node = slot == 0 ? table.node[row] : table.second[row]
      guard hierarchy.nodes[Int(node)].printedNames.count > 1,
        let name = printedName(table.report[row], table.origin(of: row))
      else { continue }
      let known = names[node] ?? []
      if !known.contains(where: { Hierarchy.areAlike($0, name) }) { names[node] = known + [name] }
    }
    return names.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { node, names in
      QueryResult.Note(
        id: "two-names",
        text: "\(hierarchy.nodes[Int(node)].code) bears several names: "
          + "\(names.joined(separator: ", ")).")
    }
  }

  private func printedName(_ report: Int32, _ origin: FactOrigin) -> String? {
    let content = dataset.reports[Int(report)].content
    let label: String
    switch origin {
    case .figure(let index): label = content.figures[Int(index)].label
    case .prose(let index):
      label =
        content.prose[Int(index)].subject.split(separator: "/").last
        .map(String.init) ?? ""
    case .project, .stored: return nil
    }
    return label.isEmpty ? nil : Hierarchy.plainName(label)
  }
}
