public import Text

extension ParseError {
  /// The message for people.
  public func diagnostic(in source: SourceText) -> Diagnostic {
    let words = fact.words
    return Diagnostic(
      id: "syntax.\(fact.id)", title: words.title,
      location: Diagnostic.Location(source: source, range: range), hint: words.hint,
      nearest: fact.nearest)
  }
}

extension ParseError.Fact {
  /// A stable name of the message.
  var id: String {
    switch self {
    case .unexpected(let unexpected): unexpected.found == nil ? "unfinished" : "unexpected"
    case .lexical(let fault): fault.id
    case .repeatedClause: "repeated-clause"
    case .clauseNotTaken: "clause-not-taken"
    case .sql: "sql"
    case .foreignWord: "foreign-word"
    case .verbInside: "verb-inside"
    case .listBesideVerb: "list-beside-verb"
    case .aliasOfSeveral: "alias-of-several"
    case .noCondition: "no-condition"
    case .conditionAsValue: "condition-as-value"
    case .chainedComparison: "chained-comparison"
    case .notAYear: "not-a-year"
    case .notACount: "not-a-count"
    case .arity: "arity"
    case .unclosedParenthesis: "unclosed-parenthesis"
    case .tooDeep: "too-deep"
    case .tooLong: "too-long"
    }
  }

  /// A sentence that says what is wrong, and one that says what to do.
  var words: (title: String, hint: String?) {
    switch self {
    case .unexpected(let unexpected): unexpected.words
    case .lexical(let fault): fault.words
    case .repeatedClause(let keyword): Self.repeated(keyword)
    case .clauseNotTaken(let keyword, let owner): Self.notTaken(keyword, owner)
    case .sql:
      (
        "This is SQL; a question here begins with a verb and names a measure",
        "Write for example: sum 支出 where 类 = 210 by 部门 order 支出 desc top 10"
      )
    case .foreignWord(let word, let instead): ("There is no \(word) here", "Write \(instead)")
    case .verbInside(let verb):
      (
        "The verb \(verb) cannot stand inside an expression",
        "Write the verb once, before the column: sum 项目支出 / 支出 divides the sums"
      )
    case .listBesideVerb:
      (
        "list makes rows as they are and stands alone, not beside another verb",
        "Write two statements, or leave list out"
      )
    case .aliasOfSeveral(let name):
      (
        "Several verbs make several columns, and \(name.text) can name only one",
        "Write a column for each: avg 支出 as 平均, max 支出 as 最大"
      )
    case .noCondition(let text):
      (
        "\(text) is no condition: it is not compared with anything",
        "Compare it, as in 类 = 210, 支出 > 1亿, 部门 ~ 汉阳 or 款 is null"
      )
    case .conditionAsValue:
      (
        "A condition stands where a value or a measure is needed",
        "Choose between values with if(condition, value, other value)"
      )
    case .chainedComparison:
      (
        "A second comparison follows the first without and",
        "Write 支出 > 100 and 支出 < 200, or 支出 in 100..200"
      )
    case .notAYear(let text): Self.notAYear(text)
    case .notACount(let text): ("\(text) is no number of rows", "Write a whole number: top 10")
    case .arity(let function, let given): Self.arity(function, given)
    case .unclosedParenthesis:
      ("This bracket is not closed", "Write ) where it ends; clauses stand outside brackets")
    case .tooDeep:
      (
        "Brackets nest more than \(Parser.nestingLimit) deep",
        "Give a part of it a name with let"
      )
    case .tooLong:
      (
        "The statement has more than \(Parser.operatorLimit) operators",
        "Write in (…) for a list of values, or give a part of it a name with let"
      )
    }
  }

  var nearest: [String] {
    guard case .unexpected(let unexpected) = self else { return [] }
    return unexpected.nearest
  }

  private static func repeated(_ keyword: Keyword) -> (String, String?) {
    let title = "There is a \(keyword.canonical) clause already"
    return switch keyword {
    case .where, .having: (title, "Join the two conditions with and")
    case .by, .order, .year: (title, "Write one \(keyword.canonical) with commas between its parts")
    default: (title, "Leave one of the two out")
    }
  }

  private static func notTaken(_ keyword: Keyword, _ owner: ClauseOwner) -> (String, String?) {
    let name = owner == .query ? "A query" : owner.rawValue
    return (
      "\(name) takes no \(keyword.canonical) clause",
      "It takes \(owner.clauses.map(\.canonical).joined(separator: ", "))"
    )
  }

  private static func notAYear(_ text: String) -> (String, String?) {
    (
      "\(text) is no year",
      "Write four digits (year 2020), a list (2020, 2021) or a range (2018..2020)"
    )
  }

  private static func arity(_ function: Function, _ given: Int) -> (String, String?) {
    let example =
      switch function {
      case .round: "round(支出 / 人数, 1)"
      case .abs: "abs(三公决算 - 三公预算)"
      case .coalesce: "coalesce(年初预算, 0)"
      case .rank: "rank(支出)"
      }
    return (
      "\(function.rawValue) does not take \(given) argument\(given == 1 ? "" : "s")",
      "Write for example \(example)"
    )
  }
}

extension LexicalFault {
  var id: String {
    switch self {
    case .unexpectedCharacter: "unexpected-character"
    case .unterminatedText: "unterminated-text"
    case .unterminatedName: "unterminated-name"
    case .emptyName: "empty-name"
    case .unknownUnit: "unknown-unit"
    case .incompleteSign: "incomplete-sign"
    }
  }

  var words: (title: String, hint: String?) {
    switch self {
    case .unexpectedCharacter(let character):
      (
        "The character \(character) means nothing here",
        "Put a name with odd signs between backquotes, a text between quotes"
      )
    case .unterminatedText:
      ("The text is not closed on its line", "Write the closing quote; one inside is written twice")
    case .unterminatedName: ("The name is not closed on its line", "Write the closing backquote")
    case .emptyName: ("There is nothing between the backquotes", "Write the name between them")
    case .unknownUnit(let number, let unit):
      (
        "\(unit) is no unit of a number",
        "Units are 元 万 万元 亿 亿元 %; put a space behind \(number), or quotes around a text "
          + "that begins with a digit"
      )
    case .incompleteSign(let sign):
      sign == "$"
        ? ("A parameter has no name", "Write its name right behind the sign: $dept")
        : ("@ stands alone", "Write @- for the values on standard input: 部门 in @-")
    }
  }
}
