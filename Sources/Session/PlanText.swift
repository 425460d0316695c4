import Accounts
import Semantics

/// The plan of a question in the language's own words, a line for each part: what `explain plan`
/// shows developers. Names and values are as they were found, amounts in 元.
struct PlanText {
  let plan: MeasurePlan
  let dataset: Dataset

  var text: String {
    let parts: [(String, String?)] = [
      ("columns", list(columns)),
      ("rows", list(plan.measureRows.map { text(of: $0.value) })),
      ("where", plan.filter == .always ? nil : text(of: plan.filter, isInside: false)),
      ("by", list(plan.keys.map(\.rawValue))),
      ("across", plan.across?.rawValue),
      ("per", list(plan.per.map(\.rawValue))),
      ("vs", comparison),
      ("having", plan.having.map { text(of: $0, isInside: false) }),
      ("order", list(plan.order.map(text))),
      ("top", plan.top.map(String.init)),
      ("with", list(additions)),
      ("tree", plan.isTree ? "yes" : nil),
      ("unit", plan.unit.rawValue),
    ]
    return
      (["plan:"] + parts.compactMap { name, value in value.map { "  \(name): \($0)" } })
      .joined(separator: "\n")
  }

  /// The most values that one condition names.
  private static let most = 8

  private func list(_ items: [String]) -> String? {
    items.isEmpty ? nil : items.joined(separator: ", ")
  }

  // MARK: Columns

  private var columns: [String] {
    plan.columns.map { column in
      let value =
        !plan.measureRows.isEmpty
        ? "the row's measure" : column.value.measures.isEmpty ? "all" : text(of: column.value)
      let made = "\(word(column.verb)) \(value)"
      return (made == "sum \(column.name)" ? made : "\(column.name) = \(made)")
        + (column.isHidden ? " (not shown)" : "")
    }
  }

  private func word(_ verb: Verb) -> String {
    switch verb {
    case .sum: "sum"
    case .average: "avg"
    case .minimum: "min"
    case .maximum: "max"
    case .median: "median"
    case .countReports: "count reports of"
    case .countDistinct(let dimension): "count \(dimension.rawValue) of"
    case .share(let within):
      within.isEmpty
        ? "share" : "share within \(within.map(\.rawValue).joined(separator: ", ")) of"
    case .rank: "rank"
    }
  }

  private func text(of value: ValueExpression) -> String {
    switch value {
    case .measure(let id, .always): dataset.catalogue[id].name
    case .measure(let id, let filter):
      "(\(dataset.catalogue[id].name) where \(text(of: filter, isInside: false)))"
    case .number(let number): text(of: number)
    case .binary(let sign, let left, let right):
      "(\(text(of: left)) \(sign.rawValue) \(text(of: right)))"
    case .negated(let value): "-\(text(of: value))"
    case .call(let function, let values):
      "\(function)(\(values.map(text).joined(separator: ", ")))"
    case .choose(let condition, let yes, let no):
      "if(\(text(of: condition.left)) \(condition.comparison.rawValue) "
        + "\(text(of: condition.right)), \(text(of: yes)), \(text(of: no)))"
    }
  }

  private func text(of number: Rational) -> String {
    number.denominator == 1
      ? "\(number.numerator)" : "\(number.numerator) / \(number.denominator)"
  }

  // MARK: Conditions

  private func text(of predicate: Predicate, isInside: Bool) -> String {
    switch predicate {
    case .all(let parts): joined(parts.map { text(of: $0, isInside: true) }, "and", isInside)
    case .any(let parts): joined(parts.map { text(of: $0, isInside: true) }, "or", isInside)
    case .test(let test): text(of: test)
    }
  }

  private func joined(_ parts: [String], _ word: String, _ isInside: Bool) -> String {
    guard parts.count != 1 else { return parts[0] }
    guard !parts.isEmpty else { return word == "and" ? "every row" : "no row" }
    let text = parts.joined(separator: " \(word) ")
    return isInside ? "(\(text))" : text
  }

  private func text(of test: Predicate.Test) -> String {
    switch test {
    case .departments(let set):
      member("部门", false, set.sorted().lazy.map { dataset.departments[$0].name }, set.count)
    case .years(let set): member("年度", false, set.sorted().lazy.map(String.init), set.count)
    case .measures(let set):
      member("指标", false, set.sorted().lazy.map { dataset.catalogue[$0].name }, set.count)
    case .nodes(let dimension, let nodes, let isNegated):
      member(dimension.rawValue, isNegated, names(nodes, dimension), nodes.count)
    case .lineage(let nodes, let isNegated):
      member(
        isNegated ? "科目 at, above or below" : "科目 at or above", isNegated, names(nodes, .科目),
        nodes.count)
    case .levels(let levels):
      member("级", false, levels.sorted().lazy.map { ["合计", "类", "款", "项"][$0] }, levels.count)
    case .unprinted(let dimension, let nodes):
      member("unprinted \(dimension.rawValue) below", false, names(nodes, dimension), nodes.count)
    case .isNull(let dimension, let isNegated):
      "\(dimension.rawValue) is \(isNegated ? "not " : "")null"
    }
  }

  private func names(_ nodes: Set<Hierarchy.NodeID>, _ dimension: Dimension) -> [String] {
    guard let axis = dimension.axis else { return [] }
    let hierarchy = dataset.hierarchy(axis)
    return nodes.map { hierarchy.nodes[Int($0)] }.map { $0.code.isEmpty ? $0.name : $0.code }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func member(
    _ subject: String, _ isNegated: Bool, _ values: some Sequence<String>, _ count: Int
  ) -> String {
    let shown = Array(values.prefix(Self.most))
    if shown.count == 1, count == 1 { return "\(subject) \(isNegated ? "!=" : "=") \(shown[0])" }
    let rest = count > shown.count ? " and \(count - shown.count) more" : ""
    return "\(subject) \(isNegated ? "not " : "")in (\(shown.joined(separator: ", "))\(rest))"
  }

  // MARK: Rows

  private var comparison: String? {
    switch plan.comparison {
    case nil: nil
    case .previous?: "上年"
    case .years(let years)?:
      years.dropLast().map(String.init).joined(separator: ", ") + " against \(years.last ?? 0)"
    }
  }

  private func text(of condition: ResultCondition, isInside: Bool) -> String {
    switch condition {
    case .all(let parts): joined(parts.map { text(of: $0, isInside: true) }, "and", isInside)
    case .any(let parts): joined(parts.map { text(of: $0, isInside: true) }, "or", isInside)
    case .not(let part): "not \(text(of: part, isInside: true))"
    case .compare(let left, let comparison, let right):
      "\(text(of: left, beside: right)) \(comparison.rawValue) \(text(of: right, beside: left))"
    case .isNull(let operand, let isNegated):
      "\(text(of: operand, beside: operand)) is \(isNegated ? "not " : "")null"
    }
  }

  private func text(of operand: ResultOperand, beside other: ResultOperand) -> String {
    switch operand {
    case .column(let index): return plan.columns[index].name
    case .named(let name): return name
    case .number(let number):
      guard case .column(let index) = other else { return text(of: number) }
      let isMoney = plan.columns[index].type.kind == .money
      return text(of: number) + (isMoney ? "元" : "")
    case .numbers(let byKind):
      return byKind[.money].map { text(of: $0) + "元" } ?? ""
    }
  }

  private func text(of term: OrderTerm) -> String {
    let name =
      switch term.key {
      case .dimension(let index): plan.keys[index].rawValue
      case .column(let index): plan.columns[index].name
      case .named(let name): name
      }
    return name + (term.isDescending ? " desc" : " asc")
  }

  private var additions: [String] {
    [("其他", plan.hasRest), ("小计", plan.hasSubtotals), ("总计", plan.hasTotal)].filter(\.1).map(\.0)
  }
}
