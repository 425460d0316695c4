import Text

// The words for what stands where the grammar has no place for it.
extension ParseError.Unexpected {
  var words: (title: String, hint: String?) {
    guard after != nil else { return (beginning, hintAtBeginning) }
    let place = after.map { " after \(Self.shortened($0))" } ?? ""
    let wanted = goal?.phrase ?? listOfExpected
    if let found {
      return ("Expected \(wanted)\(place), found \(Self.shortened(found))", hint)
    }
    return ("The statement ends\(place), where \(wanted) is missing", hint)
  }

  private var beginning: String {
    guard let found else { return "There is no statement here" }
    return "No statement begins with \(Self.shortened(found))"
  }

  private var hintAtBeginning: String? {
    guard let found else { return nil }
    if let keyword = Lexer.keyword(of: found), keyword.role == .clause {
      return "A clause stands on the line of its question; a line goes on behind a comma, an "
        + "operator or a clause's keyword, and inside brackets"
    }
    let example = found.unicodeScalars.first.map(Lexer.isWordStart) == true ? found : "支出"
    return nearest.isEmpty
      ? "Write a verb first, as in sum \(example)"
      : "Every statement begins with a word of its own; help lists them"
  }

  private var hint: String? {
    if let found, [",", "，", "、"].contains(found) || (isNumber(found) && isNumber(after)) {
      return "Several values stand in brackets, as in 类 in (208, 210); clauses follow each other "
        + "without a comma"
    }
    if isNumber(found), let after, Lexer.keyword(of: after) == .year {
      return "Behind a comma 年度 is a dimension; the clause stands without one: by 部门 年度 2020"
    }
    if let found, Lexer.keyword(of: found) == .and, goal == .clause {
      return "Conditions are joined with and; columns and dimensions are separated by commas"
    }
    if let keyword = gluedKeyword { return "Put a space behind \(keyword)" }
    if isUnquotedText { return "A text with a space in it stands in quotes: 部门 ~ '武汉 经开'" }
    return goal?.example.map { "Write for example \($0)" }
  }

  private func isNumber(_ text: String?) -> Bool {
    guard let first = text?.unicodeScalars.first else { return false }
    return ("0"..."9").contains(Lexer.fold(first))
  }

  /// The Chinese keyword that the word found begins with, where it could stand.
  private var gluedKeyword: String? {
    guard let found else { return nil }
    for case .keyword(let keyword) in expected {
      for spelling in keyword.chinese where found.hasPrefix(spelling) { return spelling }
    }
    return nil
  }

  /// A second bare word behind a value is most often a text without its quotes.
  private var isUnquotedText: Bool {
    guard goal == .clause, nearest.isEmpty, let found, let first = found.unicodeScalars.first
    else { return false }
    return !first.isASCII
  }

  private var listOfExpected: String {
    var names: [String] = []
    for name in expected.compactMap(\.phrase) where !names.contains(name) { names.append(name) }
    if names.isEmpty {
      for case .keyword(let keyword) in expected { names.append(keyword.canonical) }
    }
    // Operators are too many to name each.
    let operators = expected.filter { $0.phrase == Expectation.operatorPhrase }
    if operators.count == 1, case .symbol(let symbol) = operators[0] {
      names = names.map { $0 == Expectation.operatorPhrase ? symbol.rawValue : $0 }
    }
    guard names.count > 1, let last = names.last else { return names.first ?? "something else" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }

  /// Keywords near to what was found, of those that could stand there.
  var nearest: [String] {
    guard let found, found.utf8.count <= 30 else { return [] }
    // Any two Chinese words of two characters that share one would count as near.
    if found.unicodeScalars.count <= 2, !found.utf8.allSatisfy({ $0 < 0x80 }) { return [] }
    let keywords = expected.flatMap { expectation -> [String] in
      if case .keyword(let keyword) = expectation { keyword.spellings } else { [] }
    }
    return NearestNames.of(found, in: keywords, limit: 2)
  }

  private static func shortened(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy({ !Lexer.isWordPart(Lexer.fold($0)) }) { return "'\(text)'" }
    return text.unicodeScalars.count <= 24 ? text : "\(text.prefix(20))…"
  }
}

extension Production {
  /// What it is called in a message.
  var phrase: String? {
    switch self {
    case .clause: "a clause or the end of the statement"
    case .whereClause, .havingClause, .condition, .conjunction, .negation: "a condition"
    case .byClause, .acrossClause, .ofClause, .perClause: "a dimension"
    case .aggregate, .operand, .listColumn: "a measure"
    case .query, .head: "a verb (sum, avg, min, max, median, count, share or list)"
    case .yearClause, .yearItem, .yearValue: "a year"
    case .yearBase: "a year or 上年"
    case .orderClause: "a column to order by"
    case .topClause: "a number of rows"
    case .withClause: "总计, 小计, 其他 or 图"
    case .unitClause: "元, 万元 or 亿元"
    case .fromClause: "a relation"
    case .withinClause: "a number"
    case .toClause: "a file's name in quotes"
    case .comparison, .element, .expression, .term, .factor, .primary: "a value or a measure"
    case .value: "a measure, a filter or a query"
    case .sign: "a sign of comparison (= != < <= > >=)"
    default: nil
    }
  }

  /// How it is written.
  var example: String? {
    switch self {
    case .whereClause, .condition, .conjunction, .negation: "where 类 = 210 and 部门 ~ 汉阳"
    case .havingClause: "having 支出 > 1亿"
    case .byClause: "by 部门, 年度"
    case .acrossClause: "across 年度"
    case .ofClause: "share 支出 by 部门, 类 of 部门"
    case .perClause: "avg 支出 per 部门 by 类"
    case .aggregate, .operand: "sum 支出, 基本支出 by 部门"
    case .listColumn: "list 支出 where 级 = 项"
    case .query, .head: "sum 支出 by 部门"
    case .yearClause, .yearItem, .yearValue, .yearBase:
      "year 2020, year 2018..2020 or year 2021 vs 2020; to group by it, by 部门, 年度"
    case .orderClause: "order 支出 desc, 部门"
    case .topClause: "top 10"
    case .withClause: "with 小计"
    case .unitClause: "unit 亿元"
    case .fromClause: "from 数字"
    case .withinClause: "within 0.01"
    case .toClause: "to 'out.csv'"
    case .value: "let 人均 = 支出 / 人数"
    case .sign: "assert 支出 = 基本支出 + 项目支出"
    case .clause: "where 类 = 210, by 部门, year 2020, order 支出 desc or top 10"
    default: nil
    }
  }
}

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

  fileprivate static let operatorPhrase = "an operator"

  private var symbolPhrase: String? {
    guard case .symbol(let symbol) = self else { return nil }
    return symbol.rawValue
  }
}
