import Text

extension Parser {
  /// statement = query | source | explain | definition | run | assertion | verification | find
  ///           | check | show | describe | chart | help .
  mutating func parseStatement() throws(ParseError) -> Statement {
    enter(.statement)
    let start = index
    let kind = try parseStatementKind()
    note(.endOfStatement)
    guard isAtEnd else { throw unexpected() }
    return Statement(kind, range: range(from: start))
  }

  private mutating func parseStatementKind() throws(ParseError) -> Statement.Kind {
    note(Keyword.statementWords)
    if case .word(let word) = token.kind, ForeignWords.sql.contains(word.lowercased()) {
      throw error(.sql)
    }
    switch keyword {
    case .sum, .avg, .min, .max, .median, .count, .share, .list: return .query(try parseQuery())
    case .source: return try parseSource()
    case .explain: return try parseExplain()
    case .define: return try parseDefinition()
    case .run: return try parseRun()
    case .assert: return try parseAssertion()
    case .verify: return try parseVerification()
    case .find: return try parseFind()
    case .check: return try parseCheck()
    case .show: return try parseShow()
    case .describe: return try parseDescribe()
    case .chart: return try parseChart()
    case .help: return try parseHelp()
    default: throw unexpected()
    }
  }

  /// source = "source" query .
  private mutating func parseSource() throws(ParseError) -> Statement.Kind {
    enter(.source)
    step()
    return .source(try parseQuery())
  }

  /// explain = "explain" ( [ "plan" ] query | "check" words ) .
  private mutating func parseExplain() throws(ParseError) -> Statement.Kind {
    enter(.explain)
    step()
    if accept(.check) { return .explainCheck(rule: try parseWords(.rule)) }
    let plan = accept(.plan)
    return .explain(try parseQuery(), plan: plan)
  }

  /// definition = "let" name "=" value .
  private mutating func parseDefinition() throws(ParseError) -> Statement.Kind {
    enter(.definition)
    step()
    let name = try parseName(.newName)
    try expect(.equal)
    continueLine(evenWithVerb: true)
    return .define(Definition(name: name, value: try parseValue()))
  }

  /// value = query | condition | expression [ "where" condition ] .
  private mutating func parseValue() throws(ParseError) -> Definition.Value {
    enter(.value)
    if atVerb() { return .query(try parseQuery()) }
    switch try parseDisjunction(.column) {
    case .condition(let condition): return .condition(condition)
    case .expression(let expression): return .expression(try parseFilter(of: expression))
    }
  }

  /// run = "run" name .
  private mutating func parseRun() throws(ParseError) -> Statement.Kind {
    enter(.run)
    step()
    return .run(try parseName(.savedQuery))
  }

  /// assertion = "assert" expression operator expression { clause } .
  private mutating func parseAssertion() throws(ParseError) -> Statement.Kind {
    enter(.assertion)
    step()
    let left = try parseExpression(.column)
    let comparison = try parseComparisonSign(equalityAndOrderOnly: true)
    let right = try parseExpression(.column)
    let clauses = try parseClauses(of: .assert)
    return .assert(
      Assertion(left: left, comparison: comparison, right: right, clauses: clauses))
  }

  /// verification = "verify" ( text | [ "from" ] words ) { clause } .
  private mutating func parseVerification() throws(ParseError) -> Statement.Kind {
    enter(.verification)
    step()
    note(.text)
    let subject: Verification.Subject
    if case .text(let text) = token.kind {
      subject = .sentence(TextLiteral(text, range: token.range))
      step()
    } else {
      if accept(.from) { continueLine() }
      subject = .file(try parseWords(.file))
    }
    return .verify(Verification(subject: subject, clauses: try parseClauses(of: .verify)))
  }

  /// find = "find" words { clause } .
  private mutating func parseFind() throws(ParseError) -> Statement.Kind {
    enter(.find)
    step()
    return .find(try parseWords(.word), try parseClauses(of: .find))
  }

  /// check = "check" { clause } .
  private mutating func parseCheck() throws(ParseError) -> Statement.Kind {
    enter(.check)
    step()
    return .check(try parseClauses(of: .check))
  }

  /// show = "show" name { clause } .
  private mutating func parseShow() throws(ParseError) -> Statement.Kind {
    enter(.show)
    step()
    return .show(try parseName(.topic), try parseClauses(of: .show))
  }

  /// describe = "describe" name .
  private mutating func parseDescribe() throws(ParseError) -> Statement.Kind {
    enter(.describe)
    step()
    return .describe(try parseName(.column))
  }

  /// chart = "chart" [ "bar" | "line" ] [ query ] .
  private mutating func parseChart() throws(ParseError) -> Statement.Kind {
    enter(.chart)
    step()
    let shape: Chart.Shape? = accept(.bar) ? .bar : accept(.line) ? .line : nil
    return .chart(Chart(shape: shape, query: atVerb() ? try parseQuery() : nil))
  }

  /// help = "help" [ words ] .
  private mutating func parseHelp() throws(ParseError) -> Statement.Kind {
    enter(.help)
    step()
    note(.word)
    return .help(isAtEnd ? nil : try parseWords(.word))
  }
}
