import Accounts
import Syntax
import Text

/// A question that can be asked of the loaded reports, made of the words of a line that is none:
/// 云山区花了多少 gives `sum 支出 where 部门 ~ 云山区 by 类`.
struct QuestionSuggestion {
  let dataset: Dataset

  /// The error with a question to ask instead, where the line is in another language: SQL, or
  /// plain words.
  func improve(_ error: ParseError, in source: SourceText) -> Diagnostic {
    var diagnostic = error.diagnostic(in: source)
    guard isForeign(error), diagnostic.nearest.isEmpty else { return diagnostic }
    let line = source[source.lineRange(at: error.range.start)]
    diagnostic.hint = "Ask for example: \(question(of: line))\n  = help shows more"
    return diagnostic
  }

  /// Whether the statement begins with a word that no statement begins with. A clause on a line
  /// of its own has a hint of its own.
  private func isForeign(_ error: ParseError) -> Bool {
    switch error.fact {
    case .sql: true
    case .unexpected(let unexpected):
      unexpected.after == nil
        && !Keyword.allCases.contains { keyword in
          keyword.role == .clause
            && keyword.spellings.contains(Folding.key(unexpected.found ?? ""))
        }
    default: false
    }
  }

  func question(of line: String) -> String {
    var rest = Folding.key(line)
    let measure = measure(in: &rest)
    let year = dataset.years.first { rest.contains(String($0)) }
    let place = departmentWords(in: rest)
    let named = Dimension.allCases.first { dimension in
      dimension.rawValue.unicodeScalars.count > 1 && rest.contains(dimension.rawValue)
        && (dimension.axis == nil || measure.dimensions.contains(dimension))
        && dimension != .年度 && dimension != .指标
    }
    let inside: Dimension = measure.dimensions.contains(.类) ? .类 : .年度
    let key = named ?? (place == nil ? .部门 : inside)
    var question = "sum \(measure.name)"
    if let place { question += " where 部门 ~ \(place)" }
    question += " by \(key.rawValue)"
    // Only a flow adds up over years.
    if let year = year ?? (measure.behaviour == .flow || key == .年度 ? nil : dataset.years.last) {
      question += " year \(year)"
    }
    return question
  }

  /// The measure of the longest name that the text contains, which is taken out of it.
  private func measure(in text: inout String) -> Measure {
    var best: (key: String, measure: Measure)?
    for measure in dataset.catalogue.measures where measure.behaviour != .rate {
      for name in [measure.name] + measure.synonyms {
        let key = Folding.key(name)
        if key.unicodeScalars.count > 1, text.contains(key), key.count > best?.key.count ?? 0 {
          best = (key, measure)
        }
      }
    }
    guard let best else {
      return dataset.catalogue.find("支出").map { dataset.catalogue[$0] }
        ?? dataset.catalogue.measures[0]
    }
    text = text.split(separator: best.key, omittingEmptySubsequences: false)
      .joined(separator: " ")
    return best.measure
  }

  /// The longest part of the text, of two characters or more, that names some departments but
  /// not all of them.
  private func departmentWords(in text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    var length = min(scalars.count, 30)
    while length >= 2 {
      for start in 0...scalars.count - length {
        var words = String.UnicodeScalarView()
        words.append(contentsOf: scalars[start..<start + length])
        guard !words.contains(where: \.isASCII) else { continue }
        let found = dataset.departments(containing: String(words)).count
        if found > 0, found < dataset.departments.count || length > 3 { return String(words) }
      }
      length -= 1
    }
    return nil
  }
}
