public import Text

/// Reads statements by recursive descent, one function for each production of Grammar.md.
///
/// An error ends its statement; the next one is read all the same. No input makes it run long
/// or deep. Complexity: O(bytes).
public struct Parser {
  /// What came of a text.
  public struct Result: Sendable {
    /// The statements without a fault, and all comments.
    public var script: Script
    /// At most one for each statement, in the order of the text.
    public var errors: [ParseError]
  }

  /// Reads a whole text.
  public static func parse(_ source: SourceText) -> Result {
    var parser = Parser(source)
    return parser.parseScript()
  }

  /// How deep brackets may nest.
  public static let nestingLimit = 100
  /// How many operators one statement may hold.
  public static let operatorLimit = 1000

  let source: SourceText
  let tokens: [Token]
  let comments: [Comment]
  /// The token to be read next.
  var index = 0
  /// The first token of the statement.
  var statementStart = 0
  /// Open brackets: line ends inside them mean nothing.
  var openBrackets: [Int] = []
  var depth = 0
  var operators = 0
  /// The token at which `expected` is kept: where a statement has proved faulty, or where a
  /// completion is asked for.
  var notedIndex: Int?
  /// What was looked for at `notedIndex`, in order.
  var expected: [Expectation] = []
  /// The outermost production entered at `index`.
  var goal: Production?
  /// One bit for every production entered so far.
  var entered: UInt64 = 0

  init(_ source: SourceText) {
    self.source = source
    (tokens, comments) = Lexer.tokens(of: source.bytes)
  }
}

// Looking and stepping. `at` looks and notes what it looked for, `accept` steps over what it
// finds, `expect` must find it.
extension Parser {
  var token: Token { tokens[index] }

  var keyword: Keyword? {
    if case .keyword(let keyword, _) = token.kind { keyword } else { nil }
  }

  var symbol: Symbol? {
    if case .symbol(let symbol) = token.kind { symbol } else { nil }
  }

  /// Whether the statement ends here.
  var isAtEnd: Bool {
    switch token.kind {
    case .newline, .semicolon, .end: true
    default: false
    }
  }

  mutating func step() {
    if case .end = token.kind { return }
    index += 1
    if !openBrackets.isEmpty { skipNewlines() }
    goal = nil
  }

  /// After an operator, a comma or a clause's keyword the statement goes on over line ends,
  /// save where the next line begins a statement of its own.
  mutating func continueLine(evenWithVerb: Bool = false) {
    skipNewlines(evenWithVerb: evenWithVerb)
  }

  private mutating func skipNewlines(evenWithVerb: Bool = false) {
    var next = index
    while case .newline = tokens[next].kind { next += 1 }
    guard next > index, !beginsStatement(at: next, evenWithVerb: evenWithVerb) else { return }
    index = next
  }

  private func beginsStatement(at index: Int, evenWithVerb: Bool) -> Bool {
    guard case .keyword(let keyword, _) = tokens[index].kind else { return false }
    return evenWithVerb ? keyword.role == .statement : keyword.beginsStatement
  }

  var isNoting: Bool { notedIndex == index }

  mutating func note(_ keywords: [Keyword]) {
    guard isNoting else { return }
    for keyword in keywords { note(.keyword(keyword)) }
  }

  mutating func note(_ expectation: Expectation) {
    if isNoting, !expected.contains(expectation) { expected.append(expectation) }
  }

  /// Enters a production: its name stands in messages where nothing of it was read.
  mutating func enter(_ production: Production) {
    entered |= 1 << UInt64(production.rawValue)
    if goal == nil { goal = production }
  }

  mutating func at(_ wanted: Keyword) -> Bool {
    note(.keyword(wanted))
    return keyword == wanted
  }

  mutating func at(_ wanted: Symbol) -> Bool {
    note(.symbol(wanted))
    return symbol == wanted
  }

  mutating func accept(_ wanted: Keyword) -> Bool {
    guard at(wanted) else { return false }
    step()
    return true
  }

  mutating func accept(_ wanted: Symbol) -> Bool {
    guard at(wanted) else { return false }
    step()
    return true
  }

  mutating func expect(_ wanted: Symbol) throws(ParseError) {
    guard accept(wanted) else { throw unexpected() }
  }

  /// A comma, after which the list may go on over the line's end.
  mutating func acceptComma(evenWithVerb: Bool = false) -> Bool {
    guard accept(.comma) else { return false }
    continueLine(evenWithVerb: evenWithVerb)
    return true
  }

  mutating func open() throws(ParseError) {
    depth += 1
    guard depth <= Self.nestingLimit else { throw error(.tooDeep) }
    openBrackets.append(index)
    step()
  }

  mutating func close() throws(ParseError) {
    guard at(.rightParen) else {
      if isAtEnd ? isAtEndOfText : keyword?.role != .clause { throw unexpected() }
      let opening = tokens[openBrackets[openBrackets.count - 1]].range
      throw ParseError(.unclosedParenthesis, range: opening)
    }
    openBrackets.removeLast()
    depth -= 1
    step()
  }

  /// Counts one more operator of the statement.
  mutating func countOperator() throws(ParseError) {
    operators += 1
    if operators > Self.operatorLimit { throw error(.tooLong) }
  }

  /// From the start of a token to the end of the one read last.
  func range(from first: Int) -> SourceRange {
    let last = max(first, lastRead)
    return tokens[first].range.union(tokens[last].range)
  }

  /// The token read last, line ends left out.
  private var lastRead: Int {
    var last = index - 1
    while last > 0, case .newline = tokens[last].kind { last -= 1 }
    return max(0, last)
  }
}

// Saying what is wrong.
extension Parser {
  var isAtEndOfText: Bool {
    if case .end = token.kind { true } else { false }
  }

  func error(_ fact: ParseError.Fact) -> ParseError { ParseError(fact, range: token.range) }

  /// Why the token here cannot stand here.
  func unexpected() -> ParseError {
    if case .fault(let fault) = token.kind { return error(.lexical(fault)) }
    if let instead = foreignWord {
      return error(.foreignWord(source[token.range], instead: instead))
    }
    let isAtEnd = isAtEnd
    let before = index > statementStart ? tokens[lastRead].range : nil
    var range = token.range
    if isAtEnd, let before { range = SourceRange(start: before.end, end: before.end) }
    return ParseError(
      .unexpected(
        ParseError.Unexpected(
          found: isAtEnd ? nil : source[token.range], after: before.map { source[$0] },
          goal: goal, expected: expected, isAtEndOfText: isAtEndOfText)),
      range: range)
  }

  var isAtForeignWord: Bool { foreignWord != nil }

  /// What to write for a word of another query language that stands here.
  private var foreignWord: String? {
    guard case .word(let word) = token.kind, index > statementStart else { return nil }
    return ForeignWords.instead[word.lowercased()]
  }
}
