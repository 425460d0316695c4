extension Expectation {
  /// What it is called in a message.
  var phrase: String? {
    switch self {
    case .keyword(let keyword): keyword.role == .connective ? nil : keyword.canonical
    case .symbol(.leftParen), .symbol(.comma), .symbol(.rightParen), .symbol(.range):
      symbolPhrase
    case .symbol: Self.operatorPhrase
    case .measure: "a measure"
    case .column: "a measure or a column"
    case .dimension: "a dimension"
    case .relation: "a relation"
    case .value: "a value"
    case .number: "a number"
    case .year: "a year"
    case .moneyUnit: "元, 万元 or 亿元"
    case .text: "a text in quotes"
    case .file: "a file's name"
    case .parameter: nil
    case .newName: "a name"
    case .namedFilter: nil
    case .savedQuery: "the name of a saved query"
    case .rule: "a rule's id"
    case .topic: "what to show (指标, 部门, 字段, coverage)"
    case .word: "a word or a text in quotes"
    case .endOfStatement: "the end of the statement"
    }
  }

  static let operatorPhrase = "an operator"

  private var symbolPhrase: String? {
    guard case .symbol(let symbol) = self else { return nil }
    return symbol.rawValue
  }
}
