import Accounts
import Syntax
import Text

/// Turns a written condition into a ``Predicate``: dimensions found, values looked up in the
/// dataset and the classification, `not` moved into the tests.
public struct ConditionResolver {
  let dataset: Dataset
  let definitions: Definitions
  private let values: ValueReader
  /// Filters being expanded, so that one defined by itself is found.
  private var expanding: [String] = []

  init(dataset: Dataset, definitions: Definitions) {
    self.dataset = dataset
    self.definitions = definitions
    values = ValueReader(dataset: dataset, definitions: definitions)
  }

  func resolve(_ condition: Condition, isNegated: Bool = false) throws(ResolutionError) -> Predicate
  {
    switch condition.kind {
    case .and(let parts): return try join(parts, isNegated, isAll: !isNegated)
    case .or(let parts): return try join(parts, isNegated, isAll: isNegated)
    case .not(let part): return try resolve(part, isNegated: !isNegated)
    case .named(let name): return try resolve(named: name, isNegated)
    case .comparison(let left, let comparison, let right):
      return try compare(left, comparison, right, isNegated)
    case .membership(let left, let elements, let negated):
      return try membership(left, elements, isNegated: isNegated != negated)
    case .isNull(let left, let negated):
      let dimension = try dimension(left)
      guard dimension.axis != nil else {
        return negated != isNegated ? .always : .any([])
      }
      return .test(.isNull(dimension, isNegated: isNegated != negated))
    }
  }

  private func join(
    _ parts: [Condition], _ isNegated: Bool, isAll: Bool
  )
    throws(ResolutionError) -> Predicate
  {
    var resolved: [Predicate] = []
    for part in parts { resolved.append(try resolve(part, isNegated: isNegated)) }
    return isAll ? .all(resolved) : .any(resolved)
  }

  private func resolve(named name: Name, _ isNegated: Bool) throws(ResolutionError) -> Predicate {
    guard case .condition(let condition)? = definitions[name.text]?.value else {
      throw ResolutionError(
        .unknown(
          .filter, name: name.text, nearest: NearestNames.of(name.text, in: definitions.names)),
        at: name.range)
    }
    guard !expanding.contains(name.text) else {
      throw ResolutionError(.circular(name.text), at: name.range)
    }
    var inner = self
    inner.expanding.append(name.text)
    return try inner.resolve(condition, isNegated: isNegated)
  }

  // MARK: Dimensions

  private func dimension(_ expression: Expression) throws(ResolutionError) -> Dimension {
    guard case .name(let name) = expression.kind else {
      throw ResolutionError(
        .misuse(.conditionWithoutDimension),
        at: expression.range)
    }
    if let dimension = Dimension.find(name.text) { return dimension }
    if dataset.catalogue.find(name.text) != nil || dataset.catalogue.findDerived(name.text) != nil {
      throw ResolutionError(.amountInWhere(name.text), at: name.range)
    }
    throw ResolutionError(
      .unknown(
        .dimension, name: name.text,
        nearest: NearestNames.of(name.text, in: Dimension.allCases.map(\.rawValue))),
      at: name.range)
  }

  // MARK: Comparisons

  private func compare(
    _ left: Expression, _ comparison: Syntax.Comparison, _ right: Expression, _ isNegated: Bool
  ) throws(ResolutionError) -> Predicate {
    let dimension = try dimension(left)
    let lookup = ValueLookup(dataset: dataset, dimension: dimension)
    let text = try values.text(right)
    let set: ValueLookup.Found
    var flip = isNegated
    switch comparison {
    case .equal: set = try lookup.equal(text, at: right.range)
    case .notEqual:
      set = try lookup.equal(text, at: right.range)
      flip.toggle()
    case .contains: set = lookup.containing(text)
    case .containsNot:
      set = lookup.containing(text)
      flip.toggle()
    case .less: set = try lookup.ordered(text, at: right.range) { $0 < $1 }
    case .lessOrEqual: set = try lookup.ordered(text, at: right.range) { $0 <= $1 }
    case .greater: set = try lookup.ordered(text, at: right.range) { $0 > $1 }
    case .greaterOrEqual: set = try lookup.ordered(text, at: right.range) { $0 >= $1 }
    }
    return set.predicate(dimension, isNegated: flip, dataset)
  }

  private func membership(
    _ left: Expression, _ elements: [Condition.Element], isNegated: Bool
  )
    throws(ResolutionError) -> Predicate
  {
    let dimension = try dimension(left)
    let lookup = ValueLookup(dataset: dataset, dimension: dimension)
    var found = ValueLookup.Found(values: [])
    for element in elements {
      switch element {
      case .value(let value):
        found.formUnion(try lookup.equal(try values.text(value), at: value.range))
      case .range(let low, let high):
        let from = try lookup.ordered(try values.text(low), at: low.range) { $0 >= $1 }
        let to = try lookup.ordered(try values.text(high), at: high.range) { $0 <= $1 }
        found.values.formUnion(from.values.intersection(to.values))
      case .standardInput(let flag):
        guard let lines = definitions.standardInput else {
          throw ResolutionError(.noStandardInput, at: flag.range)
        }
        for text in InputValue.texts(of: lines, column: Printer.print(left)) {
          found.formUnion(try lookup.equal(text, at: flag.range))
        }
      }
    }
    return found.predicate(dimension, isNegated: isNegated, dataset)
  }
}
