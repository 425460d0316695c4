/// A word of the language, whichever way it is spelt.
///
/// Its spellings stand in one table (`Keyword+Table.swift`), which the lexer, the printer,
/// completion and Grammar.md share.
public enum Keyword: String, Sendable, CaseIterable {
  case sum, avg, min, max, median, count, share, list
  case source, explain, plan, define = "let", run, assert, verify, find, check, show, describe
  case chart, help
  case `where`, by, year, vs, having, order, top, with, across, tree, of, per, unit, from
  case within, to, `as`
  case and, or, not, `in`, `is`, null, isNull, isNotNull
  case asc, desc
  case total, subtotal, rest, bars, previous
  case round, abs, coalesce, rank, `if`
  case bar, line

  public enum Role: String, Sendable, CaseIterable {
    /// Begins a query and makes its columns.
    case verb
    /// Begins a statement.
    case statement
    /// Begins a clause.
    case clause
    /// Joins or ends parts of a condition or an order.
    case connective
    /// Means something at one place only, and is a name elsewhere.
    case option
    /// A function, when an opening bracket follows; a name elsewhere.
    case function
  }

  public var role: Role {
    switch self {
    case .sum, .avg, .min, .max, .median, .count, .share, .list: .verb
    case .source, .explain, .define, .run, .assert, .verify, .find, .check, .show, .describe,
      .chart, .help:
      .statement
    case .where, .by, .year, .vs, .having, .order, .top, .with, .across, .tree, .of, .per, .unit,
      .from, .within, .to:
      .clause
    case .as, .and, .or, .not, .in, .is, .null, .isNull, .isNotNull, .asc, .desc: .connective
    case .total, .subtotal, .rest, .bars, .previous, .plan, .bar, .line: .option
    case .round, .abs, .coalesce, .rank, .if: .function
    }
  }

  /// The spelling the printer uses.
  public var canonical: String { role == .option ? row.chinese[0] : row.english[0] }

  /// Every spelling, the English ones first; none belongs to another keyword.
  public var spellings: [String] { row.english + row.chinese }

  /// The English spellings, the usual one first.
  public var english: [String] { row.english }

  /// The Chinese spellings, the usual one first.
  public var chinese: [String] { row.chinese }

  /// What the word does, in a few words.
  public var meaning: String { row.meaning }

  /// Whether a name spelt like this word needs backquotes.
  public var isReserved: Bool {
    switch role {
    case .connective: true
    case .clause: asName == nil
    case .verb, .statement, .option, .function: false
    }
  }

  /// The column that this word names where a name is wanted, in either language.
  var asName: String? {
    switch self {
    case .year: "年度"
    case .unit: "单位"
    case .check: "检查"
    default: nil
    }
  }

  /// Whether a statement may begin with this word.
  var beginsStatement: Bool { role == .verb || role == .statement }

  /// Whether a number may follow without a space: 前10, 年度2020.
  var takesNumberDirectly: Bool { self == .top || self == .year || self == .vs }

  static let verbs = allCases.filter { $0.role == .verb }
  static let statementWords = allCases.filter(\.beginsStatement)
  static let functions = allCases.filter { $0.role == .function }

  var verb: Verb? { role == .verb ? Verb(rawValue: rawValue) : nil }
  var function: Function? { role == .function ? Function(rawValue: rawValue) : nil }

  /// The keyword of a spelling, which is folded and in lower case; nil for any other word.
  static func spelt(_ word: String) -> Keyword? { bySpelling[word] }

  private static let bySpelling: [String: Keyword] = Dictionary(
    uniqueKeysWithValues: allCases.flatMap { keyword in
      keyword.spellings.map { ($0, keyword) }
    })
}
