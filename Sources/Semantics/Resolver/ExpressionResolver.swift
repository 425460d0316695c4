import Accounts
import Syntax
import Text

/// Turns a written expression into a ``ValueExpression`` with its type: measures found, derived
/// measures and let-names put in, scopes checked.
public struct ExpressionResolver {
  let dataset: Dataset
  let definitions: Definitions
  /// Names being expanded, so that one defined by itself is found.
  private var expanding: Set<String> = []

  struct Typed {
    var value: ValueExpression
    var type: ValueType
    /// A number as written, which takes the kind of what it stands beside.
    var literal: Literal?
  }

  init(dataset: Dataset, definitions: Definitions) {
    self.dataset = dataset
    self.definitions = definitions
  }

  func resolve(
    _ expression: Expression, under filter: Predicate = .always
  )
    throws(ResolutionError) -> Typed
  {
    switch expression.kind {
    case .name(let name): return try resolve(name, filter)
    case .number(let number): return try literal(number)
    case .text(let text):
      throw ResolutionError(
        .unknown(.measure, name: text.text, nearest: near(text.text)), at: text.range)
    case .parameter(let name): return try parameter(name)
    case .negated(let inner):
      var typed = try resolve(inner, under: filter)
      if let literal = typed.literal {
        return Self.typed(Literal(number: -literal.number, unit: literal.unit))
      }
      typed.value = .negated(typed.value)
      return typed
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, filter, expression.range)
    case .call(let function, let arguments):
      return try call(function, arguments, filter, expression.range)
    case .conditional(let condition, let yes, let no):
      return try conditional(condition, yes, no, filter)
    case .filtered(let inner, let condition):
      let own = try ConditionResolver(dataset: dataset, definitions: definitions)
        .resolve(condition)
      let typed = try resolve(inner, under: filter.and(own))
      try DimensionCheck(dataset).check(
        condition, own, name: Printer.print(inner), measures: typed.value.measures.map(\.id))
      return typed
    }
  }

  // MARK: Names

  private func resolve(_ name: Name, _ filter: Predicate) throws(ResolutionError) -> Typed {
    if let definition = definitions[name.text] {
      guard case .expression(let expression) = definition.value else {
        var actual = ResolutionError.Role.filter
        if case .query = definition.value { actual = .query }
        throw ResolutionError(
          .isA(name: name.text, actual: actual, wanted: .measure), at: name.range)
      }
      return try expand(name, expression, filter)
    }
    if let id = dataset.catalogue.find(name.text) {
      let measure = dataset.catalogue[id]
      return Typed(
        value: .measure(id, filter),
        type: ValueType(
          kind: measure.unit.kind, unit: measure.unit.kind == .money ? .none : measure.unit))
    }
    if let derived = dataset.catalogue.findDerived(name.text) {
      var typed = try expand(name, Self.parse(derived), filter)
      if derived.isPercent {
        typed.value = .binary(.multiply, typed.value, .number(Rational(100)))
        typed.type = ValueType(kind: .rate, unit: .percent, isExact: false)
      }
      return typed
    }
    throw unknown(name)
  }

  private func expand(
    _ name: Name, _ expression: Expression, _ filter: Predicate
  )
    throws(ResolutionError) -> Typed
  {
    let key = Folding.key(name.text)
    guard !expanding.contains(key) else {
      throw ResolutionError(.circular(name.text), at: name.range)
    }
    var inner = self
    inner.expanding.insert(key)
    do {
      return try inner.resolve(expression, under: filter)
    } catch {
      // A fault inside the definition is shown where its name is used.
      throw ResolutionError(error.fault, at: name.range)
    }
  }

  /// The catalogue's expressions are written in the language itself.
  private static func parse(_ derived: DerivedMeasure) -> Expression {
    let source = SourceText(name: "catalogue", "let x = \(derived.expression)")
    let script = Parser.parse(source).script
    guard case .define(let definition)? = script.statements.first?.kind,
      case .expression(let expression) = definition.value
    else { preconditionFailure("the catalogue's \(derived.name) does not parse") }
    return expression
  }

  private func near(_ name: String) -> [String] {
    NearestNames.of(name, in: dataset.catalogue.names + definitions.names)
  }

  private func unknown(_ name: Name) -> ResolutionError {
    if Dimension.find(name.text) != nil {
      return ResolutionError(
        .isA(name: name.text, actual: .dimension, wanted: .measure), at: name.range)
    }
    if Relation.find(name.text) != nil {
      return ResolutionError(
        .isA(name: name.text, actual: .relation, wanted: .measure), at: name.range)
    }
    return ResolutionError(
      .unknown(.measure, name: name.text, nearest: near(name.text)), at: name.range)
  }

  // MARK: Numbers

  private func literal(_ number: NumberLiteral) throws(ResolutionError) -> Typed {
    guard let printed = PrintedNumber(number.digits) else {
      throw ResolutionError(
        .misuse(.longNumber, number.digits),
        at: number.range)
    }
    return Self.typed(Literal(number: Rational(printed), unit: number.unit))
  }

  private func parameter(_ name: Name) throws(ResolutionError) -> Typed {
    guard let text = definitions.parameters[name.text] else {
      throw ResolutionError(.missingParameter(name.text), at: name.range)
    }
    guard let printed = PrintedNumber(text) else {
      throw ResolutionError(
        .badParameter(name.text, value: text, wanted: "number"), at: name.range)
    }
    return Self.typed(Literal(number: Rational(printed)))
  }

  private static func typed(_ literal: Literal) -> Typed {
    Typed(
      value: .number(literal.natural(beside: literal.kind) ?? literal.number),
      type: ValueType(kind: literal.kind), literal: literal)
  }

  /// A written number beside a value takes its kind; anything else stays as it is.
  static func adapted(_ typed: Typed, beside other: ValueType) -> Typed {
    guard let value = typed.literal?.natural(beside: other.kind) else { return typed }
    return Typed(value: .number(value), type: ValueType(kind: other.kind, unit: other.unit))
  }

  /// A number to compare a value of a type with, in that type's natural unit; nil where the
  /// expression is no number.
  func number(_ expression: Expression, beside type: ValueType) throws(ResolutionError) -> Rational?
  {
    let typed = try resolve(expression)
    guard typed.value.measures.isEmpty else { return nil }
    let adapted = Self.adapted(typed, beside: type)
    guard adapted.type.kind == type.kind else {
      throw ResolutionError(
        .mixedKinds(
          left: type.kind.rawValue, right: adapted.type.kind.rawValue, operation: "a comparison"),
        at: expression.range)
    }
    return try? adapted.value.constant()
  }

  // MARK: Calculation

  private func binary(
    _ arithmetic: Arithmetic, _ left: Expression, _ right: Expression, _ filter: Predicate,
    _ range: SourceRange
  ) throws(ResolutionError) -> Typed {
    var a = try resolve(left, under: filter)
    var b = try resolve(right, under: filter)
    let operation = ValueExpression.Operator(rawValue: arithmetic.rawValue)!
    if operation == .add || operation == .subtract, a.literal == nil || b.literal == nil {
      (a, b) = (Self.adapted(a, beside: b.type), Self.adapted(b, beside: a.type))
    }
    if operation == .add { try refuseContained(a.value, b.value, range) }
    guard let type = TypeRules.type(operation, a.type, b.type) else {
      throw ResolutionError(
        .mixedKinds(
          left: a.type.kind.rawValue, right: b.type.kind.rawValue, operation: arithmetic.rawValue),
        at: range)
    }
    var result = Typed(value: .binary(operation, a.value, b.value), type: type)
    if case .number(let x) = a.value, case .number(let y) = b.value, type.kind == .plain,
      let number = try? ValueExpression.binary(operation, .number(x), .number(y)).constant()
    {
      result.value = .number(number)
    }
    return result
  }

  /// Refuses to add a measure to one that contains it.
  private func refuseContained(
    _ left: ValueExpression, _ right: ValueExpression, _ range: SourceRange
  ) throws(ResolutionError) {
    for a in left.addends {
      for b in right.addends {
        let (inner, outer) =
          dataset.catalogue.contains(a, b)
          ? (b, a) : dataset.catalogue.contains(b, a) ? (a, b) : (-1, -1)
        guard inner >= 0 else { continue }
        throw ResolutionError(
          .containedMeasure(
            inner: dataset.catalogue[inner].name, outer: dataset.catalogue[outer].name), at: range)
      }
    }
  }

  private func call(
    _ function: Function, _ arguments: [Expression], _ filter: Predicate, _ range: SourceRange
  ) throws(ResolutionError) -> Typed {
    var typed: [Typed] = []
    for argument in arguments { typed.append(try resolve(argument, under: filter)) }
    switch function {
    case .round: return rounded(typed)
    case .abs: return Typed(value: .call(.abs, [typed[0].value]), type: typed[0].type)
    case .coalesce:
      let first = typed[0].type
      let values = typed.map { Self.adapted($0, beside: first).value }
      return Typed(value: .call(.coalesce, values), type: first)
    case .rank:
      throw ResolutionError(
        .misuse(.rankInside),
        at: range)
    }
  }

  /// Money is rounded as 万元, like every bare number beside it (semantics, rule 35).
  private func rounded(_ arguments: [Typed]) -> Typed {
    let type = arguments[0].type
    let unit = ValueExpression.number(Rational(type.kind == .money ? Unit.万元.yuan : 1))
    var values = arguments.map(\.value)
    values[0] = .binary(.divide, values[0], unit)
    return Typed(
      value: .binary(.multiply, .call(.round, values), unit),
      type: ValueType(kind: type.kind, unit: type.unit, isRound: true))
  }

  private func conditional(
    _ condition: Condition, _ yes: Expression, _ no: Expression, _ filter: Predicate
  ) throws(ResolutionError) -> Typed {
    guard case .comparison(let left, let comparison, let right) = condition.kind,
      let holds = Comparison(rawValue: comparison.rawValue)
    else {
      throw ResolutionError(
        .misuse(.conditionOfNames),
        at: condition.range)
    }
    var a = try resolve(left, under: filter)
    var b = try resolve(right, under: filter)
    (a, b) = (Self.adapted(a, beside: b.type), Self.adapted(b, beside: a.type))
    var first = try resolve(yes, under: filter)
    var second = try resolve(no, under: filter)
    (first, second) = (
      Self.adapted(first, beside: second.type), Self.adapted(second, beside: first.type)
    )
    return Typed(
      value: .choose(
        ValueCondition(left: a.value, comparison: holds, right: b.value), first.value,
        second.value), type: first.type)
  }
}

extension ValueExpression {
  /// The measures that a sum adds up.
  var addends: [Measure.ID] {
    switch self {
    case .measure(let id, _): [id]
    case .binary(.add, let left, let right): left.addends + right.addends
    case .binary(.subtract, let left, _): left.addends
    default: []
    }
  }

  /// The value of an expression of numbers alone.
  func constant() throws -> Rational? {
    switch self {
    case .number(let number): return number
    case .negated(let value): return try value.constant().map { -$0 }
    case .binary(let operation, let left, let right):
      guard let a = try left.constant(), let b = try right.constant() else { return nil }
      switch operation {
      case .add: return try a + b
      case .subtract: return try a - b
      case .multiply: return try a * b
      case .divide: return try a / b
      }
    default: return nil
    }
  }
}
