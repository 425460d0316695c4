import Text

extension Parser {
  /// script = [ statement ] { ( newline | ";" ) [ statement ] } .
  mutating func parseScript() -> Result {
    enter(.script)
    var result = Result(script: Script(statements: [], comments: comments), errors: [])
    while true {
      skipEmptyStatements()
      if isAtEndOfText, !isNoting { break }
      do throws(ParseError) {
        result.script.statements.append(try parseStatementNoting())
      } catch {
        result.errors.append(error)
        recover()
      }
      if isAtEndOfText { break }
    }
    return result
  }

  /// Reads a faulty statement a second time, to note what was expected at the fault.
  private mutating func parseStatementNoting() throws(ParseError) -> Statement {
    do throws(ParseError) {
      return try parseStatement()
    } catch {
      guard notedIndex == nil else { throw error }
      notedIndex = index
      expected.removeAll()
      defer { notedIndex = nil }
      beginStatement(at: statementStart)
      return try parseStatement()
    }
  }

  private mutating func skipEmptyStatements() {
    while isAtEnd, !isAtEndOfText { index += 1 }
    beginStatement(at: index)
  }

  private mutating func beginStatement(at start: Int) {
    index = start
    statementStart = start
    openBrackets.removeAll()
    depth = 0
    operators = 0
    goal = nil
  }

  /// Goes to the end of a faulty statement: a semicolon, or the end of a line outside brackets
  /// behind which no line stands that could only belong to it.
  private mutating func recover() {
    var open = 0
    for token in tokens[statementStart..<index] { open += Self.bracketStep(token) }
    while true {
      switch token.kind {
      case .end, .semicolon: return
      case .newline where endsFaultyStatement(open: open): return
      default: open += Self.bracketStep(token)
      }
      index += 1
    }
  }

  private static func bracketStep(_ token: Token) -> Int {
    switch token.kind {
    case .symbol(.leftParen): 1
    case .symbol(.rightParen): -1
    default: 0
    }
  }

  private func endsFaultyStatement(open: Int) -> Bool {
    switch tokens[index + 1].kind {
    case .keyword(let keyword, _):
      switch keyword.role {
      case .verb, .statement: true
      case .clause, .connective: false
      case .option, .function: open <= 0
      }
    case .symbol: false
    default: open <= 0
    }
  }
}
