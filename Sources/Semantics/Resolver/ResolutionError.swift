import Accounts
public import Text

/// Why a statement that parses means nothing: facts with ranges, worded in the extension below.
public struct ResolutionError: Error, Sendable, Equatable {
  public var fault: Fault
  public var range: SourceRange

  public enum Fault: Sendable, Equatable {
    /// No measure (or column, dimension, relation …) bears the name.
    case unknown(Role, name: String, nearest: [String])
    /// The rows that are asked have no such column.
    case unknownColumn(String, columns: [String], nearest: [String])
    /// The name is known, but as something else.
    case isA(name: String, actual: Role, wanted: Role)
    case unknownValue(String, dimension: String, nearest: [String])
    /// A dimension that no measure of a column has.
    case lacksDimension(dimension: String, column: String, having: [String])
    /// An amount in `where` of an aggregate.
    case amountInWhere(String)
    case containedMeasure(inner: String, outer: String)
    case mixedKinds(left: String, right: String, operation: String)
    case wrongCodeLength(code: String, dimension: String, other: String?)
    case missingParameter(String)
    case badParameter(String, value: String, wanted: String)
    case notAddable(String)
    case noLastResult
    case noStandardInput
    /// Parts that have a meaning each, but none together.
    case misuse(Misuse, String = "")
    case circular(String)
  }

  /// What a name can be.
  public enum Role: String, Sendable {
    case measure, dimension, column, relation, filter, query, name, topic, rule
  }

  public init(_ fault: Fault, at range: SourceRange) {
    self.fault = fault
    self.range = range
  }
}

extension ResolutionError {
  public func diagnostic(in source: SourceText) -> Diagnostic {
    let words = fault.words
    return Diagnostic(
      id: "resolution." + words.id, title: words.title,
      location: Diagnostic.Location(source: source, range: range), hint: words.hint,
      nearest: fault.nearest)
  }
}

extension ResolutionError.Fault {
  var nearest: [String] {
    switch self {
    case .unknown(_, _, let nearest), .unknownColumn(_, _, let nearest),
      .unknownValue(_, _, let nearest):
      nearest
    default: []
    }
  }

  var words: (id: String, title: String, hint: String?) {
    switch self {
    case .unknown(let role, let name, let nearest):
      (
        "unknown-\(role.rawValue)", Self.notFound(role, name),
        nearest.isEmpty ? Self.whereToLook(role) : nil
      )
    case .unknownColumn(let name, let columns, let nearest):
      (
        "unknown-column", "There is no column named \(name)",
        nearest.isEmpty ? "The columns are \(columns.joined(separator: " "))." : nil
      )
    case .isA(let name, let actual, let wanted):
      (
        "wrong-role", "\(name) is a \(actual.rawValue); here a \(wanted.rawValue) is wanted",
        Self.useOf(actual, name)
      )
    case .unknownValue(let value, let dimension, let nearest):
      (
        "unknown-value", "\(dimension) has no value \(value)",
        nearest.isEmpty
          ? "show \(dimension) lists the values; \(dimension)~\(value) looks for a part of a name."
          : nil
      )
    case .lacksDimension(let dimension, let column, let having):
      (
        "lacks-dimension", "\(column) is not broken down by \(dimension)",
        "Measures that are: \(having.prefix(6).joined(separator: ", "))."
      )
    case .amountInWhere(let measure):
      (
        "amount-in-where", "\(measure) is an amount: where chooses rows before they are added",
        "Write having \(measure) …, or list \(measure) where … for single rows."
      )
    case .containedMeasure(let inner, let outer):
      (
        "contained-measure", "\(inner) is part of \(outer): adding them counts it twice",
        "Write \(outer) alone, \(outer) - \(inner) for the rest, or \(inner) / \(outer) for its part."
      )
    case .mixedKinds(let left, let right, let operation):
      (
        "mixed-kinds",
        "\(Self.capitalised(Self.phrase(left))) and \(Self.phrase(right)) do not go together in "
          + operation,
        "Add and subtract like with like: money with money, counts with counts."
      )
    case .wrongCodeLength(let code, let dimension, let other):
      (
        "wrong-code", "\(code) is no code of \(dimension)",
        other.map { "Write \($0)=\(code)." } ?? "Codes have 3 digits (类), 5 (款) or 7 (项)."
      )
    case .missingParameter(let name):
      ("missing-parameter", "The parameter $\(name) has no value", "Give it: --param \(name)=…")
    case .badParameter(let name, let value, let wanted):
      ("bad-parameter", "The value \(value) of $\(name) is no \(wanted)", Self.given(name, wanted))
    case .notAddable(let name):
      (
        "not-addable", "\(name) does not add up",
        "Percentages and means of a result cannot be added; ask for the amounts instead."
      )
    case .noLastResult:
      ("no-last-result", "There is no result yet for _ to stand for", "Run a query first.")
    case .noStandardInput:
      (
        "no-standard-input", "@- reads standard input, which holds the statements here",
        "Give the statements with -c or -f."
      )
    case .misuse(let misuse, let subject):
      (misuse.id, misuse.words(subject).title, misuse.words(subject).hint)
    case .circular(let name):
      (
        "circular", "\(name) is defined by itself",
        "Give the new one another name; the old one keeps its own."
      )
    }
  }

  private static func notFound(_ role: ResolutionError.Role, _ name: String) -> String {
    switch role {
    case .name: "Nothing is named \(name)"
    case .topic: "There is no \(name) to show"
    case .query: "There is no saved query named \(name)"
    default: "There is no \(role.rawValue) named \(name)"
    }
  }

  private static func phrase(_ kind: String) -> String {
    switch kind {
    case "money": "money"
    case "count": "a count"
    case "rate": "a percentage"
    case "score": "a score"
    default: "a plain number"
    }
  }

  private static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func given(_ name: String, _ wanted: String) -> String {
    switch wanted {
    case "year": "Give four digits: --param \(name)=2020"
    case "count": "Give a whole number: --param \(name)=10"
    default: "Give digits: --param \(name)=100"
    }
  }

  private static func whereToLook(_ role: ResolutionError.Role) -> String {
    switch role {
    case .measure: "show 指标 lists the measures; a text stands in quotes."
    case .dimension: "show 字段 lists the dimensions."
    case .relation: "The relations are 数字, 说明数, 项目, 绩效, 段落, 检查 and 未认领."
    case .filter: "Compare something, as in 类 = 210 or 部门 ~ 教育; let names a filter."
    case .query: "let 各部门 = sum 支出 by 部门 saves one."
    case .topic: "show takes 指标, 部门, 字段, coverage, or a dimension."
    case .rule: "count 检查 by 规则 lists the rules that found something."
    default: "help shows what there is."
    }
  }

  private static func useOf(_ role: ResolutionError.Role, _ name: String) -> String? {
    switch role {
    case .dimension: "Group by it: by \(name); count it: count \(name)."
    case .measure: "Add it up: sum \(name)."
    case .relation: "Look into it: list \(name)."
    default: nil
    }
  }
}
