import Accounts
import Syntax
import Text

/// Refuses a dimension that no measure of a column has (semantics, rule 11).
struct DimensionCheck {
  private let dataset: Dataset

  init(_ dataset: Dataset) { self.dataset = dataset }

  func check(
    _ asked: [(Dimension, SourceRange)], name: String, measures: [Measure.ID]
  )
    throws(ResolutionError)
  {
    let axes = Set(measures.flatMap { dataset.catalogue[$0].axes })
    for (dimension, range) in asked {
      guard let axis = dimension.axis, !axes.contains(axis) else { continue }
      let having = dataset.catalogue.measures.filter { $0.axes.contains(axis) }.map(\.name)
      throw ResolutionError(
        .lacksDimension(dimension: dimension.rawValue, column: name, having: having), at: range)
    }
  }

  /// Checks the dimensions of a condition, each where it is written.
  func check(
    _ condition: Condition, _ resolved: Predicate, name: String, measures: [Measure.ID]
  )
    throws(ResolutionError)
  {
    try check(Self.asked(condition, resolved), name: name, measures: measures)
  }

  /// The dimensions a condition names, with their places; those inside a named filter stand
  /// where the condition does.
  static func asked(_ condition: Condition, _ resolved: Predicate) -> [(Dimension, SourceRange)] {
    let written = written(in: condition)
    let hidden = resolved.tests.compactMap(\.dimension).filter { dimension in
      !written.contains { $0.0 == dimension }
    }
    return written + hidden.map { ($0, condition.range) }
  }

  private static func written(in condition: Condition) -> [(Dimension, SourceRange)] {
    switch condition.kind {
    case .and(let parts), .or(let parts): return parts.flatMap(written)
    case .not(let part): return written(in: part)
    case .comparison(let left, _, _), .membership(let left, _, _), .isNull(let left, _):
      guard case .name(let name) = left.kind, let dimension = Dimension.find(name.text) else {
        return []
      }
      return [(dimension, left.range)]
    case .named: return []
    }
  }
}

extension QueryResolver {
  /// The codes and years that a question names, to be noted where they have no facts.
  func askedValues(_ clauses: Clauses, _ plan: MeasurePlan) -> [AskedValue] {
    var result: [AskedValue] = []
    if let condition = clauses.filter { result += Self.askedValues(in: condition) }
    if plan.comparison == nil, let items = clauses.years?.years {
      result += ((try? years(items)) ?? []).filter { !dataset.years.contains($0) }
        .map { AskedValue(.年度, String($0)) }
    }
    return result
  }

  private static func askedValues(in condition: Condition) -> [AskedValue] {
    switch condition.kind {
    case .and(let parts), .or(let parts): return parts.flatMap(askedValues)
    case .comparison(let left, .equal, let right): return asked(left, [right])
    case .membership(let left, let elements, negated: false):
      return asked(
        left,
        elements.compactMap { if case .value(let value) = $0 { value } else { nil } })
    default: return []
    }
  }

  private static func asked(_ left: Expression, _ values: [Expression]) -> [AskedValue] {
    guard case .name(let name) = left.kind, let dimension = Dimension.find(name.text) else {
      return []
    }
    return values.map { value in
      if case .text(let text) = value.kind { return AskedValue(dimension, text.text) }
      return AskedValue(dimension, Printer.print(value))
    }
  }
}
