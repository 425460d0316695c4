import Accounts
import Semantics
import Syntax
import Text

/// What `describe` says of a name: a measure, a dimension, a relation, a let-name.
struct Description {
  let dataset: Dataset
  let definitions: Definitions

  func text(of name: Name) throws(ResolutionError) -> String {
    if let definition = definitions[name.text] { return Self.text(of: definition) }
    if let id = dataset.catalogue.find(name.text) { return text(of: dataset.catalogue[id], id) }
    if let derived = dataset.catalogue.findDerived(name.text) { return Self.text(of: derived) }
    if let dimension = Dimension.find(name.text) { return text(of: dimension) }
    if let relation = Relation.find(name.text) { return Self.text(of: relation) }
    let names =
      dataset.catalogue.names + Dimension.allCases.map(\.rawValue)
      + Relation.allCases.map(\.rawValue) + definitions.names
    throw ResolutionError(
      .unknown(.name, name: name.text, nearest: NearestNames.of(name.text, in: names)),
      at: name.range)
  }

  private func text(of measure: Measure, _ id: Measure.ID) -> String {
    let table = dataset.facts[id]
    let disclosing = table.disclosed.filter { $0 }.count
    var lines = [
      "\(measure.name)  \(measure.meaning)",
      "unit        \(measure.unit.rawValue)",
      "kind        \(Self.words(for: measure.behaviour))",
      "dimensions  部门 年度 市 区县"
        + (measure.dimensions.isEmpty
          ? "" : " " + measure.dimensions.map(\.rawValue).joined(separator: " ")),
      "sources     " + measure.sources.map(\.name).joined(separator: ", then "),
    ]
    if !measure.synonyms.isEmpty {
      lines.append("also        " + measure.synonyms.joined(separator: ", "))
    }
    if !measure.containers.isEmpty {
      lines.append("part of     " + measure.containers.joined(separator: ", "))
    }
    lines.append(
      "loaded      \(table.count) facts; \(disclosing) of \(dataset.reports.count) reports disclose it"
    )
    return lines.joined(separator: "\n")
  }

  private static func words(for behaviour: Measure.Behaviour) -> String {
    switch behaviour {
    case .flow: "flow: adds up over departments and years"
    case .stock: "stock: adds up over departments, not over years"
    case .rate: "rate: never adds up"
    }
  }

  private static func text(of derived: DerivedMeasure) -> String {
    "\(derived.name)  \(derived.meaning)\n= \(derived.expression)"
      + (derived.isPercent ? "  (in percent)" : "")
  }

  func text(of dimension: Dimension) -> String {
    var lines = ["\(dimension.rawValue)  \(dimension.meaning)"]
    if !dimension.synonyms.isEmpty {
      lines.append("also  " + dimension.synonyms.joined(separator: ", "))
    }
    return lines.joined(separator: "\n")
  }

  private static func text(of relation: Relation) -> String {
    "\(relation.rawValue)  \(relation.meaning)\ncolumns  "
      + relation.columns.map(\.name).joined(separator: " ")
  }

  private static func text(of definition: Definition) -> String {
    let value =
      switch definition.value {
      case .expression(let expression): Printer.print(expression)
      case .condition(let condition): Printer.print(condition)
      case .query(let query): Printer.print(query)
      }
    return "\(definition.name.text) = \(value)"
  }
}
