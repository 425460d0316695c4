import Text

/// What an operand is looked for as, which decides what is expected of a bare name.
enum OperandRole {
  /// Under these verbs.
  case head([Verb])
  case list
  case column
  case value(of: String?)
}

extension Parser {
  /// expression = term { ( "+" | "-" ) term } .
  mutating func parseExpression(_ role: OperandRole) throws(ParseError) -> Expression {
    try parseSum(role).asExpression()
  }

  mutating func parseSum(_ role: OperandRole) throws(ParseError) -> Term {
    enter(.expression)
    let first = try parseProduct(role)
    guard case .expression(var left) = first else { return first }
    while let sign = try acceptArithmetic(.plus, .minus) {
      let right = try parseProduct(role).asExpression()
      left = Expression(.binary(sign, left, right), range: left.range.union(right.range))
    }
    return .expression(left)
  }

  /// term = factor { ( "*" | "/" ) factor } .
  private mutating func parseProduct(_ role: OperandRole) throws(ParseError) -> Term {
    enter(.term)
    let first = try parseFactor(role)
    guard case .expression(var left) = first else { return first }
    while let sign = try acceptArithmetic(.times, .divided) {
      let right = try parseFactor(role).asExpression()
      left = Expression(.binary(sign, left, right), range: left.range.union(right.range))
    }
    return .expression(left)
  }

  private mutating func acceptArithmetic(
    _ first: Arithmetic, _ second: Arithmetic
  )
    throws(ParseError) -> Arithmetic?
  {
    for sign in [first, second] {
      guard let symbol = Symbol(rawValue: sign.rawValue), accept(symbol) else { continue }
      try countOperator()
      continueLine()
      return sign
    }
    return nil
  }

  /// factor = { "-" } primary .
  private mutating func parseFactor(_ role: OperandRole) throws(ParseError) -> Term {
    enter(.factor)
    var starts: [SourceRange] = []
    while case let range = token.range, accept(.minus) {
      try countOperator()
      continueLine()
      starts.append(range)
    }
    let operand = try parsePrimary(role)
    guard !starts.isEmpty else { return operand }
    let negated = try starts.reversed().reduce(operand.asExpression()) { inner, start in
      Expression(.negated(inner), range: start.union(inner.range))
    }
    return .expression(negated)
  }

  /// primary = number | text | parameter | function | "(" condition [ "where" condition ] ")"
  ///         | name .
  private mutating func parsePrimary(_ role: OperandRole) throws(ParseError) -> Term {
    enter(.primary)
    note(.number)
    let range = token.range
    switch token.kind {
    case .number(let digits, let unit):
      step()
      return .expression(
        Expression(.number(NumberLiteral(digits, unit: unit, range: range)), range: range))
    case .text(let text):
      step()
      return .expression(Expression(.text(TextLiteral(text, range: range)), range: range))
    case .parameter(let name):
      step()
      return .expression(Expression(.parameter(Name(name, range: range)), range: range))
    case .symbol(.leftParen):
      return try parseBracketed(role)
    case .keyword(let keyword, _) where keyword.role == .function && isCall:
      return .expression(try parseCall(keyword, role))
    case .keyword(let keyword, let spelling) where keyword.role == .verb && isVerb(in: role):
      if case .list = role { throw error(.listBesideVerb) }
      throw error(.verbInside(spelling))
    default:
      let name = try parseOperandName(role)
      return .expression(Expression(.name(name), range: name.range))
    }
  }

  private var isCall: Bool {
    if case .symbol(.leftParen) = tokens[index + 1].kind { true } else { false }
  }

  /// Whether a verb's word here is meant as the verb, and not as a column's name.
  private func isVerb(in role: OperandRole) -> Bool {
    switch (role, tokens[index + 1].kind) {
    case (.head, _), (_, .symbol(.leftParen)), (.list, .word): true
    default: false
    }
  }

  private mutating func parseOperandName(_ role: OperandRole) throws(ParseError) -> Name {
    note(.symbol(.leftParen))
    note(Keyword.functions)
    note(.parameter)
    switch role {
    case .head(let verbs):
      if verbs.contains(.count) {
        note(.relation)
        note(.dimension)
      }
      return try parseName(.measure)
    case .list:
      note(.relation)
      note(.measure)
      return try parseName(.column)
    case .column:
      note(.namedFilter)
      return try parseName(.column)
    case .value(let name):
      note(.text)
      return try parseName(.value(of: name))
    }
  }

  private mutating func parseBracketed(_ role: OperandRole) throws(ParseError) -> Term {
    let start = index
    try open()
    var term = try parseDisjunction(role)
    if case .expression(let operand) = term { term = .expression(try parseFilter(of: operand)) }
    try close()
    let range = range(from: start)
    switch term {
    case .expression(let inner): return .expression(Expression(inner.kind, range: range))
    case .condition(let inner): return .condition(Condition(inner.kind, range: range))
    }
  }

  /// The filter behind an operand in brackets or of `let`: `人数 where 人员类别=在职`.
  mutating func parseFilter(of operand: Expression) throws(ParseError) -> Expression {
    guard accept(.where) else { return operand }
    continueLine()
    let condition = try parseCondition()
    return Expression(
      .filtered(operand, condition), range: operand.range.union(condition.range))
  }

  /// function = ( "round" | "abs" | "coalesce" | "rank" ) "(" expression { "," expression } ")"
  ///          | "if" "(" condition "," expression "," expression ")" .
  private mutating func parseCall(
    _ keyword: Keyword, _ role: OperandRole
  ) throws(ParseError)
    -> Expression
  {
    enter(.function)
    let start = index
    step()
    try open()
    let kind: Expression.Kind
    if let function = keyword.function {
      var arguments = [try parseExpression(role)]
      while acceptComma() { arguments.append(try parseExpression(role)) }
      guard function.arity.contains(arguments.count) else {
        throw ParseError(
          .arity(function, given: arguments.count), range: range(from: start))
      }
      kind = .call(function, arguments)
    } else {
      kind = try parseChoice(role)
    }
    try close()
    return Expression(kind, range: range(from: start))
  }

  /// The arguments of `if`.
  private mutating func parseChoice(_ role: OperandRole) throws(ParseError) -> Expression.Kind {
    let condition = try parseCondition()
    try expect(.comma)
    let yes = try parseExpression(role)
    try expect(.comma)
    return .conditional(condition, yes, try parseExpression(role))
  }
}

extension Expression {
  /// The name, where this is no more than one.
  var plainName: String? {
    if case .name(let name) = kind { name.text } else { nil }
  }
}
