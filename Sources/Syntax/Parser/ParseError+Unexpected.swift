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
    if let keyword = gluedKeyword { return "Put a space behind \(keyword)" }
    // A Chinese word may well be a measure; nonsense is not repeated.
    let isHan = found.unicodeScalars.allSatisfy { $0.value >= 0x3400 }
    return nearest.isEmpty
      ? "Write a verb first, as in sum \(isHan ? found : "支出 by 部门"); help shows more"
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

  /// The keyword that the word found begins with, where it could stand: 按部门, by部门.
  private var gluedKeyword: String? {
    guard let found else { return nil }
    for case .keyword(let keyword) in expected {
      for spelling in keyword.spellings where found.hasPrefix(spelling) {
        let rest = found.dropFirst(spelling.count).unicodeScalars.first
        if !keyword.english.contains(spelling) || rest?.isASCII == false { return spelling }
      }
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
    // Any two Chinese words of two characters that share one would count as near, which tells
    // something only among the few options of one clause.
    if found.unicodeScalars.count <= 2, !found.utf8.allSatisfy({ $0 < 0x80 }), !areAllOptions {
      return []
    }
    let keywords = expected.flatMap { expectation -> [String] in
      if case .keyword(let keyword) = expectation { keyword.spellings } else { [] }
    }
    return NearestNames.of(found, in: keywords, limit: 2)
  }

  private var areAllOptions: Bool {
    expected.allSatisfy { if case .keyword(let word) = $0 { word.role == .option } else { false } }
  }

  private static func shortened(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy({ !Lexer.isWordPart(Lexer.fold($0)) }) { return "'\(text)'" }
    return text.unicodeScalars.count <= 24 ? text : "\(text.prefix(20))…"
  }
}
