import Accounts
import Semantics
import Syntax
public import Text

extension Session {
  /// What could replace or follow a place in a line.
  public struct Completion: Sendable, Equatable {
    /// What replaces the bytes `range` of the line.
    public var text: String
    public var range: SourceRange
    /// A word on what it is: 部门, 科目, keyword.
    public var role: String
  }

  /// What could stand at a byte offset of a text: what the parser expects there, with the names
  /// that the dataset knows.
  public func completions(of text: String, at offset: Int) -> [Completion] {
    let expectations = Parser.expectations(in: SourceText(name: "line", text), at: offset)
    let bytes = Array(text.utf8)
    let range = expectations.replaced
    let typed = Folding.key(
      String(
        decoding: bytes[range.start..<min(max(range.start, offset), bytes.count)], as: UTF8.self))
    let candidates = CompletionCandidates(session: self, relation: expectations.relation)
    var result: [Completion] = []
    var seen: Set<String> = []
    for item in expectations.items {
      for (word, role) in candidates.words(for: item) where seen.insert(word).inserted {
        guard
          typed.isEmpty || Folding.key(word).hasPrefix(typed)
            || role == "部门" && Folding.key(word).contains(typed)
        else { continue }
        result.append(Completion(text: word, range: range, role: role))
      }
    }
    return result
  }
}

/// The words that fit an expectation of the parser.
private struct CompletionCandidates {
  let session: Session
  let relation: String?

  private var dataset: Dataset { session.dataset }

  func words(for expectation: Expectation) -> [(String, String)] {
    switch expectation {
    case .keyword(let keyword): keyword.spellings.map { ($0, "keyword") }
    case .measure: measures
    case .column: columns + measures
    case .dimension: Dimension.allCases.map { ($0.rawValue, "字段") }
    case .relation: Relation.allCases.map { ($0.rawValue, "关系") }
    case .value(let name): name.map(values) ?? []
    case .year: dataset.years.map { (String($0), "年度") }
    case .moneyUnit: MoneyUnit.allCases.map { ($0.rawValue, "单位") }
    case .topic: Showing.topics.map { ($0, "topic") }
    case .savedQuery, .namedFilter: session.definitions.names.map { ($0, "let") }
    case .symbol, .number, .text, .file, .parameter, .newName, .rule, .word, .endOfStatement: []
    }
  }

  private var measures: [(String, String)] {
    dataset.catalogue.measures.map { ($0.name, "指标") }
      + dataset.catalogue.derived.map { ($0.name, "指标") }
      + session.definitions.names.map { ($0, "let") }
  }

  private var columns: [(String, String)] {
    if let relation, let known = Relation.find(relation) {
      return known.columns.map { ($0.name, "列") }
    }
    return Dimension.allCases.map { ($0.rawValue, "字段") }
  }

  /// The values of a dimension, by name and by code.
  private func values(of name: String) -> [(String, String)] {
    guard let dimension = Dimension.find(name) else { return [] }
    switch dimension {
    case .部门: return dataset.departments.flatMap { [$0.name] + $0.aliases }.map { ($0, "部门") }
    case .年度: return dataset.years.map { (String($0), "年度") }
    case .市: return Set(dataset.departments.map(\.city)).sorted().map { ($0, "市") }
    case .区县: return Set(dataset.departments.map(\.county)).sorted().map { ($0, "区县") }
    case .地区: return Set(dataset.departments.map(\.region)).sorted().map { ($0, "地区") }
    case .指标: return measures
    case .级: return ["合计", "类", "款", "项"].map { ($0, "级") }
    default: return nodes(of: dimension)
    }
  }

  private func nodes(of dimension: Dimension) -> [(String, String)] {
    guard let axis = dimension.axis else { return [] }
    let hierarchy = dataset.hierarchy(axis)
    return dataset.nodesInUse(axis).sorted().map { hierarchy.nodes[Int($0)] }
      .filter { $0.level > 0 && (dimension.level == nil || $0.level == dimension.level) }
      .flatMap { node in
        (node.code.isEmpty ? [] : [(node.code, "编码")]) + [(node.name, dimension.rawValue)]
      }
  }
}
