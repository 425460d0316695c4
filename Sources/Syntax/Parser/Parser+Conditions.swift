import Text

/// What an opening bracket may turn out to hold: the parser learns which as it reads on, and
/// never has to go back.
enum Term {
  case expression(Expression)
  case condition(Condition)

  var range: SourceRange {
    switch self {
    case .expression(let expression): expression.range
    case .condition(let condition): condition.range
    }
  }

  /// Where only an expression will do.
  func asExpression() throws(ParseError) -> Expression {
    switch self {
    case .expression(let expression): return expression
    case .condition(let condition):
      throw ParseError(.conditionAsValue, range: condition.range)
    }
  }
}

extension Parser {
  /// condition = conjunction { "or" conjunction } .
  mutating func parseCondition() throws(ParseError) -> Condition {
    let term = try parseDisjunction(.column)
    return try condition(term)
  }

  /// A condition, or the expression that stands alone where one could be.
  mutating func parseDisjunction(_ role: OperandRole) throws(ParseError) -> Term {
    enter(.condition)
    let first = try parseConjunction(role)
    guard at(.or) else { return first }
    var parts: [Condition] = []
    let start = first.range
    append(try condition(first), to: &parts, Self.alternatives)
    while accept(.or) {
      try countOperator()
      continueLine()
      let part = try parseConjunction(role)
      append(try condition(part), to: &parts, Self.alternatives)
    }
    let range = parts.reduce(start) { $0.union($1.range) }
    return .condition(Condition(.or(parts), range: range))
  }

  /// conjunction = negation { "and" negation } .
  private mutating func parseConjunction(_ role: OperandRole) throws(ParseError) -> Term {
    enter(.conjunction)
    let first = try parseNegation(role)
    guard at(.and) else { return first }
    var parts: [Condition] = []
    let start = first.range
    append(try condition(first), to: &parts, Self.conjuncts)
    while accept(.and) {
      try countOperator()
      continueLine()
      let part = try parseNegation(role)
      append(try condition(part), to: &parts, Self.conjuncts)
    }
    let range = parts.reduce(start) { $0.union($1.range) }
    return .condition(Condition(.and(parts), range: range))
  }

  private static func alternatives(_ kind: Condition.Kind) -> [Condition]? {
    if case .or(let parts) = kind { parts } else { nil }
  }

  private static func conjuncts(_ kind: Condition.Kind) -> [Condition]? {
    if case .and(let parts) = kind { parts } else { nil }
  }

  /// Adds a part; a bracketed list of the same kind joins the list it stands in.
  private func append(
    _ part: Condition, to parts: inout [Condition], _ inner: (Condition.Kind) -> [Condition]?
  ) {
    if let inner = inner(part.kind) { parts += inner } else { parts.append(part) }
  }

  /// negation = { "not" } comparison .
  private mutating func parseNegation(_ role: OperandRole) throws(ParseError) -> Term {
    enter(.negation)
    var starts: [SourceRange] = []
    while case let range = token.range, accept(.not) {
      try countOperator()
      continueLine()
      starts.append(range)
    }
    let operand = try parseComparison(role)
    guard !starts.isEmpty else { return operand }
    let negated = try starts.reversed().reduce(condition(operand)) { inner, start in
      Condition(.not(inner), range: start.union(inner.range))
    }
    return .condition(negated)
  }

  /// comparison = expression [ sign expression [ ".." expression ]
  ///            | [ "not" ] "in" ( "(" element { "," element } ")" | element )
  ///            | "is" [ "not" ] "null" | number ".." expression ] .
  private mutating func parseComparison(_ role: OperandRole) throws(ParseError) -> Term {
    enter(.comparison)
    let first = try parseSum(role)
    guard case .expression(let left) = first else { return first }
    let value = OperandRole.value(of: left.plainName)
    if atComparisonSign() {
      let sign = try parseComparisonSign(equalityAndOrderOnly: false)
      return .condition(try parseRight(of: sign, left: left, role: value))
    }
    if accept(.in) { return .condition(try parseMembership(left, negated: false, role: value)) }
    if at(.not), case .keyword(.in, _) = tokens[index + 1].kind {
      step()
      step()
      return .condition(try parseMembership(left, negated: true, role: value))
    }
    if let negated = try acceptNullTest() {
      let range = left.range.union(tokens[index - 1].range)
      return .condition(Condition(.isNull(left, negated: negated), range: range))
    }
    if case .number = token.kind, case .symbol(.range) = tokens[index + 1].kind {
      let element = try parseElement(value)
      return .condition(membership(left, [element], negated: false))
    }
    return first
  }

  private mutating func parseRight(
    of sign: Comparison, left: Expression, role: OperandRole
  ) throws(ParseError) -> Condition {
    let right = try parseExpression(role)
    if sign == .equal || sign == .notEqual, accept(.range) {
      try countOperator()
      continueLine()
      let element = Condition.Element.range(right, try parseExpression(role))
      return membership(left, [element], negated: sign == .notEqual)
    }
    if atComparisonSign() { throw error(.chainedComparison) }
    return Condition(.comparison(left, sign, right), range: left.range.union(right.range))
  }

  private mutating func atComparisonSign() -> Bool {
    for sign in Comparison.allCases {
      if let symbol = Symbol(rawValue: sign.rawValue) { note(.symbol(symbol)) }
    }
    return symbol?.comparison != nil
  }

  /// sign = "=" | "!=" | "<" | "<=" | ">" | ">=" | "~" | "!~" .
  mutating func parseComparisonSign(equalityAndOrderOnly: Bool) throws(ParseError) -> Comparison {
    enter(.sign)
    for sign in Comparison.allCases
    where !equalityAndOrderOnly || (sign != .contains && sign != .containsNot) {
      if let symbol = Symbol(rawValue: sign.rawValue), accept(symbol) {
        try countOperator()
        continueLine()
        return sign
      }
    }
    throw unexpected()
  }

  /// What stands after `in`.
  private mutating func parseMembership(
    _ left: Expression, negated: Bool, role: OperandRole
  ) throws(ParseError) -> Condition {
    continueLine()
    guard at(.leftParen) else {
      let element = try parseElement(role)
      return membership(left, [element], negated: negated)
    }
    try open()
    var elements = [try parseElement(role)]
    while acceptComma() { elements.append(try parseElement(role)) }
    try close()
    return membership(left, elements, negated: negated)
  }

  private func membership(
    _ left: Expression, _ elements: [Condition.Element], negated: Bool
  )
    -> Condition
  {
    let range = left.range.union(tokens[max(0, index - 1)].range)
    return Condition(.membership(left, elements, negated: negated), range: range)
  }

  /// element = expression [ ".." expression ] | "@-" .
  private mutating func parseElement(
    _ role: OperandRole
  ) throws(ParseError)
    -> Condition.Element
  {
    enter(.element)
    if case .standardInput = token.kind {
      defer { step() }
      return .standardInput(PlacedFlag(range: token.range))
    }
    let first = try parseExpression(role)
    guard accept(.range) else { return .value(first) }
    try countOperator()
    continueLine()
    return .range(first, try parseExpression(role))
  }

  /// `is null`, `is not null`: whether it was negated; nil where none stands here.
  private mutating func acceptNullTest() throws(ParseError) -> Bool? {
    if keyword == .isNull || keyword == .isNotNull {
      defer { step() }
      return keyword == .isNotNull
    }
    guard accept(.is) else { return nil }
    continueLine()
    let negated = accept(.not)
    guard accept(.null) else { throw unexpected() }
    return negated
  }

  /// A term where only a condition will do; a name alone is a filter that `let` named.
  func condition(_ term: Term) throws(ParseError) -> Condition {
    switch term {
    case .condition(let condition): return condition
    case .expression(let expression):
      if case .name(let name) = expression.kind, isAtConditionEnd {
        return Condition(.named(name), range: expression.range)
      }
      if isAtForeignWord { throw unexpected() }
      throw ParseError(.noCondition(source[expression.range]), range: expression.range)
    }
  }

  /// Whether a condition could end before this token.
  private var isAtConditionEnd: Bool {
    if isAtEnd || symbol == .rightParen || symbol == .comma { return true }
    guard let keyword else { return false }
    return keyword.role == .clause || keyword == .and || keyword == .or
  }
}
