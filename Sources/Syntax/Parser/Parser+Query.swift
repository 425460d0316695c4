import Text

extension Parser {
  /// query = head { clause } .
  mutating func parseQuery() throws(ParseError) -> Query {
    enter(.query)
    guard atVerb() else { throw unexpected() }
    let start = index
    let head = try parseHead()
    let clauses: Clauses
    switch head {
    case .aggregates: clauses = try parseClauses(of: .query)
    case .list: clauses = try parseClauses(of: .list)
    }
    return Query(head: head, clauses: clauses, range: range(from: start))
  }

  /// Whether a query begins here.
  mutating func atVerb() -> Bool {
    note(Keyword.verbs)
    return keyword?.role == .verb
  }

  /// head = aggregate { "," aggregate } | "list" list-column { "," list-column } .
  private mutating func parseHead() throws(ParseError) -> Query.Head {
    enter(.head)
    if accept(.list) {
      var columns = [try parseListColumn()]
      while acceptComma() { columns.append(try parseListColumn()) }
      return .list(columns)
    }
    var columns: [Aggregate] = []
    repeat {
      columns += try parseAggregate(after: columns.last)
    } while acceptComma(evenWithVerb: true)
    return .aggregates(columns)
  }

  /// aggregate = { verb } operand [ "as" name ] .
  ///
  /// A verb holds until the next; several in a row make a column each.
  private mutating func parseAggregate(
    after previous: Aggregate?
  ) throws(ParseError)
    -> [Aggregate]
  {
    enter(.aggregate)
    let start = index
    var verbs: [(verb: Verb, range: SourceRange)] = []
    while let verb = try acceptVerb() { verbs.append(verb) }
    if verbs.isEmpty, let previous { verbs = [(previous.verb, previous.verbRange)] }
    let operand = try parseOperand(.head(verbs.map(\.verb)))
    let alias = try parseAlias()
    if let alias, verbs.count > 1 {
      throw ParseError(.aliasOfSeveral(alias), range: alias.range)
    }
    let range = range(from: start)
    return verbs.map {
      Aggregate(verb: $0.verb, verbRange: $0.range, operand: operand, alias: alias, range: range)
    }
  }

  private mutating func acceptVerb() throws(ParseError) -> (Verb, SourceRange)? {
    guard atVerb() else { return nil }
    guard let verb = keyword?.verb else { throw error(.listBesideVerb) }
    let range = token.range
    step()
    return (verb, range)
  }

  /// list-column = operand [ "as" name ] .
  private mutating func parseListColumn() throws(ParseError) -> ListColumn {
    enter(.listColumn)
    let start = index
    let operand = try parseOperand(.list)
    let alias = try parseAlias()
    return ListColumn(operand: operand, alias: alias, range: range(from: start))
  }

  /// operand = "*" | "_" | expression .
  private mutating func parseOperand(_ role: OperandRole) throws(ParseError) -> Operand {
    enter(.operand)
    if accept(.star) { return .everything }
    if case .word("_") = token.kind, !nextIsArithmetic {
      step()
      return .lastResult
    }
    return .expression(try parseExpression(role))
  }

  private var nextIsArithmetic: Bool {
    if case .symbol(let symbol) = tokens[index + 1].kind { symbol.arithmetic != nil } else { false }
  }

  private mutating func parseAlias() throws(ParseError) -> Name? {
    guard accept(.as) else { return nil }
    continueLine()
    return try parseName(.newName)
  }
}
