import Accounts
import Audit
import Execution
import Semantics
import Syntax
import Text

/// The words that fit an expectation of the parser.
struct CompletionCandidates {
  let session: Session
  /// The relation after `from`.
  let relation: String?
  let typed: BegunWord
  /// The statement begins in Chinese, and goes on in it.
  let isChinese: Bool

  private var dataset: Dataset { session.dataset }

  func words(for expectation: Expectation) -> [Candidate] {
    switch expectation {
    case .keyword(let keyword): spellings(of: keyword)
    case .symbol(let symbol): sign(symbol)
    case .measure: measures
    case .column: columns
    case .dimension: dimensions
    case .relation: Relation.allCases.map { Candidate($0.rawValue, role: "关系") }
    case .value(let name): name.map(values) ?? []
    case .year: years
    case .moneyUnit: MoneyUnit.allCases.map { Candidate($0.rawValue, role: "单位") }
    case .topic: Showing.topics.map { Candidate($0, role: "topic") }
    case .savedQuery: named { if case .query = $0 { true } else { false } }
    case .namedFilter: named { if case .condition = $0 { true } else { false } }
    case .parameter: parameters
    case .word: typed.isEmpty ? [] : measures + dimensions + Keyword.allCases.flatMap(spellings)
    case .rule: rules
    case .number, .text, .file, .newName, .endOfStatement: []
    }
  }

  /// Paths in quotes; that of a folder stays open, to go on.
  func files(_ paths: [String]) -> [Candidate] {
    paths.map { path in
      let quoted = Self.quoted(path)
      return Candidate(
        path.hasSuffix("/") ? String(quoted.dropLast()) : quoted, shown: path, role: "file",
        keys: [Folding.key(path)])
    }
  }

  // MARK: Words of the language

  private func spellings(of keyword: Keyword) -> [Candidate] {
    let usual = isChinese || keyword.role == .option ? keyword.chinese.first : keyword.english.first
    return keyword.spellings.map { spelling in
      var candidate = Candidate(spelling, role: "keyword", isName: false)
      candidate.isForTypedOnly = spelling != usual
      return candidate
    }
  }

  private func sign(_ symbol: Symbol) -> [Candidate] {
    guard typed.isEmpty, let sign = Syntax.Comparison(rawValue: symbol.rawValue) else { return [] }
    return [Candidate(sign.rawValue, role: "sign", isName: false)]
  }

  // MARK: Names

  private var measures: [Candidate] {
    let catalogue = dataset.catalogue
    let own = catalogue.measures.map { named($0.name, $0.synonyms) }
    let derived = catalogue.derived.map { named($0.name, $0.synonyms) }
    return own + derived + named { if case .expression = $0 { true } else { false } }
  }

  private func named(_ name: String, _ synonyms: [String]) -> Candidate {
    Candidate(
      Printer.print(Name(name, range: SourceRange(start: 0, end: 0))), role: "指标",
      keys: ([name] + synonyms).map { Folding.key($0) })
  }

  private var dimensions: [Candidate] {
    Dimension.allCases.map { dimension in
      Candidate(
        dimension.rawValue, role: "字段",
        keys: ([dimension.rawValue] + dimension.synonyms).map { Folding.key($0) })
    }
  }

  private var columns: [Candidate] {
    if let known = relation.flatMap(Relation.find) {
      return known.columns.map { Candidate($0.name, role: "列") }
    }
    return dimensions + measures
  }

  /// The names that `let` gave to what `isWanted` is true of.
  private func named(_ isWanted: (Definition.Value) -> Bool) -> [Candidate] {
    session.definitions.names.filter { name in
      session.definitions[name].map { isWanted($0.value) } ?? false
    }.map { name in
      Candidate(Printer.print(Name(name, range: SourceRange(start: 0, end: 0))), role: "let")
    }
  }

  /// The rules of `check`, by their ids.
  private var rules: [Candidate] {
    RuleBook.rules.map { rule in
      Candidate(
        typed.isQuoted ? "'\(rule.id)'" : rule.id, shown: "\(rule.id) \(rule.title)",
        role: "规则", keys: [Folding.key(rule.id)])
    }
  }

  private var parameters: [Candidate] {
    session.parameters.keys.sorted().map { Candidate("$\($0)", role: "$", isName: false) }
  }

  // MARK: Values

  private var years: [Candidate] { dataset.years.map { Candidate(String($0), role: "年度") } }

  /// The values that a dimension or a column of the relation has in what is loaded.
  private func values(of name: String) -> [Candidate] {
    if let known = relation.flatMap(Relation.find), let column = known.column(name),
      !["部门", "年度"].contains(column.name)
    {
      return values(of: column, in: known)
    }
    guard let dimension = Dimension.find(name) else { return [] }
    switch dimension {
    case .部门: return departments
    case .年度: return years
    case .市: return places(\.city, "市")
    case .区县: return places(\.county, "区县")
    case .地区: return places(\.region, "地区")
    case .指标: return measures
    case .级: return ["合计", "类", "款", "项"].map { value($0, role: "级") }
    default: return nodes(of: dimension)
    }
  }

  private var departments: [Candidate] {
    dataset.departments.map { department in
      var candidate = value(department.name, role: "部门")
      candidate.keys += department.aliases.map { Folding.key($0) }
      return candidate
    }
  }

  private func places(_ part: (Dataset.Department) -> String, _ role: String) -> [Candidate] {
    Set(dataset.departments.map(part)).filter { !$0.isEmpty }.sorted().map { value($0, role: role) }
  }

  /// A node is written by its name where that is being typed, else by its code.
  private func nodes(of dimension: Dimension) -> [Candidate] {
    guard let axis = dimension.axis else { return [] }
    let hierarchy = dataset.hierarchy(axis)
    let nodes = dataset.nodesInUse(axis).map { hierarchy.nodes[Int($0)] }
      .filter { $0.level > 0 && (dimension.level == nil || $0.level == dimension.level) }
    return nodes.sorted { ($0.code, $0.name) < ($1.code, $1.name) }.flatMap { node in
      var named = value(node.name, role: dimension.rawValue)
      named.keys = node.names.map { Folding.key($0) }
      guard !node.code.isEmpty else { return [named] }
      named.isForTypedOnly = true
      let coded = Candidate(
        typed.isQuoted ? "'\(node.code)'" : node.code, shown: "\(node.code) \(node.name)",
        role: dimension.rawValue, keys: [node.code], isName: false)
      return [coded, named]
    }
  }

  /// More rows than this are not read for a key press.
  private static let mostRows = 200_000

  /// The values of a relation's column; numbers as printed are too many to choose from.
  private func values(of column: Relation.Column, in relation: Relation) -> [Candidate] {
    if case .printed = column.kind { return [] }
    guard dataset.figureCount < Self.mostRows,
      let index = relation.columns.firstIndex(of: column)
    else { return [] }
    var plan = RelationPlan(RowSource(relation))
    plan.keys = [index]
    plan.values = [RelationValue(name: "行数", function: .rows, column: nil)]
    let rows = (try? RelationExecutor(plan, dataset: dataset).run().rows) ?? []
    return rows.compactMap { row in
      switch row.cells.first {
      case .text(let text): value(text, role: column.name)
      case .number(let number): value(number.description, role: column.name)
      case .blank, nil: nil
      }
    }
  }

  /// A value in quotes, where they are typed already or a bare word would not be read as it.
  private func value(_ text: String, role: String) -> Candidate {
    let isBare =
      !typed.isQuoted
      && (text.utf8.allSatisfy { (48...57).contains($0) }
        || Printer.print(Name(text, range: SourceRange(start: 0, end: 0))) == text)
    return Candidate(
      isBare ? text : Self.quoted(text), shown: text, role: role, keys: [Folding.key(text)])
  }

  private static func quoted(_ text: String) -> String {
    text.reduce(into: "'") { $0 += $1 == "'" ? "''" : String($1) } + "'"
  }
}
