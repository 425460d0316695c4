public import Accounts
public import Semantics

/// Lists the printed figures behind an answer: each fact that entered, with the group it
/// entered and the place it is printed at (semantics, rule 42).
public struct SourceExecutor {
  private let plan: MeasurePlan
  private let dataset: Dataset
  private let space: KeySpace

  public init(_ plan: MeasurePlan, dataset: Dataset) {
    self.plan = plan
    self.dataset = dataset
    space = KeySpace(plan.keys + (plan.across.map { [$0] } ?? []), dataset)
  }

  private struct Entry {
    var key: GroupKey
    var measure: Measure.ID
    var fact: Int
    var order: Int
  }

  public func run() throws -> QueryResult {
    var entries: [Entry] = []
    var seen: Set<[Int]> = []
    let columns = plan.measureRows.isEmpty ? plan.columns : plan.measureRows
    for column in columns {
      for term in column.value.measures {
        let filter = plan.filter.and(term.filter).and(yearsCompared)
        let selector = RowSelector(
          term.id, filter: filter, keys: space.dimensions, dataset: dataset)
        let table = dataset.facts[term.id]
        let trees = Trees(dataset.catalogue[term.id], dataset)
        let everywhere = [Bool](repeating: true, count: dataset.reports.count)
        for fact in selector.select(in: everywhere).rows where seen.insert([term.id, fact]).inserted {
          let position = Position(
            first: table.node[fact], second: table.second.isEmpty ? 0 : table.second[fact])
          var key = selector.attributes.map {
            space.component(
              $0, report: Int(table.report[fact]), position: position, trees: trees)
              ?? KeySpace.whole
          }
          if let index = space.dimensions.firstIndex(of: .指标) { key[index] = Int32(term.id) }
          entries.append(
            Entry(key: key, measure: term.id, fact: fact, order: entries.count))
        }
      }
    }
    entries.sort(by: precedes)
    return QueryResult(columns: header, rows: entries.map(shown))
  }

  /// The years that `vs` names.
  private var yearsCompared: Predicate {
    guard case .years(let years)? = plan.comparison else { return .always }
    return .test(.years(Set(years)))
  }

  private func precedes(_ a: Entry, _ b: Entry) -> Bool {
    for index in a.key.indices where a.key[index] != b.key[index] {
      if a.key[index] == KeySpace.whole || b.key[index] == KeySpace.whole {
        return b.key[index] == KeySpace.whole
      }
      return space.precedes(a.key[index], b.key[index], at: index)
    }
    return a.order < b.order
  }

  private var header: [QueryResult.Column] {
    space.dimensions.map {
      QueryResult.Column(name: $0.rawValue, kind: $0 == .年度 ? .year : .text)
    } + [
      QueryResult.Column(name: "所用指标", kind: .text),
      QueryResult.Column(name: "数值", kind: .printed),
      QueryResult.Column(name: "单位", kind: .text), QueryResult.Column(name: "来源", kind: .text),
      QueryResult.Column(name: "行名", kind: .text), QueryResult.Column(name: "栏目", kind: .text),
      QueryResult.Column(name: "文件", kind: .text), QueryResult.Column(name: "页", kind: .ordinal),
      QueryResult.Column(name: "行", kind: .ordinal), QueryResult.Column(name: "列", kind: .ordinal),
      QueryResult.Column(name: "原文", kind: .text),
    ]
  }

  private func shown(_ entry: Entry) -> QueryResult.Row {
    let table = dataset.facts[entry.measure]
    let citation = dataset.citation(
      report: table.report[entry.fact], origin: table.origin[entry.fact])
    func integer(_ value: Int32) -> QueryResult.Cell {
      .number(PrintedNumber(mantissa: Int64(value), scale: 0))
    }
    func text(_ string: String) -> QueryResult.Cell { string.isEmpty ? .blank : .text(string) }
    let keys: [QueryResult.Cell] = entry.key.indices.map { index in
      guard entry.key[index] != KeySpace.whole else { return .blank }
      if space.dimensions[index] == .年度 { return integer(entry.key[index]) }
      let code = space.code(entry.key[index], at: index) ?? ""
      let name = space.name(entry.key[index], at: index)
      return .text(code.isEmpty ? name : "\(code) \(name)")
    }
    return QueryResult.Row(
      keys + [
        .text(dataset.catalogue[entry.measure].name), .number(citation.value),
        text(citation.unit.rawValue), .text(citation.source), text(citation.label),
        text(citation.column), .text(citation.file), integer(citation.place.page),
        integer(citation.place.line), integer(citation.place.column), .text(citation.raw),
      ])
  }
}
