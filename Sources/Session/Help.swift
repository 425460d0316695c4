import Accounts
import Semantics
import Syntax
import Text

/// What `help` says: an overview, or what a word means with a question that uses it. The
/// questions are such as the loaded reports answer.
struct Help {
  let dataset: Dataset
  let definitions: Definitions

  func text(on topic: String?) -> String {
    guard let topic, !topic.isEmpty else { return overview }
    var parts = keyword(topic).map { [$0] } ?? []
    if let name = name(topic) { parts.append(name) }
    if let sign = Self.signs.first(where: { $0.sign == Folding.fold(topic) }) {
      parts.append("\(sign.sign)  \(sign.meaning)\n\n  \(sign.example)")
    }
    return parts.isEmpty ? nothing(on: topic) : parts.joined(separator: "\n\n")
  }

  // MARK: Words of the language

  private func keyword(_ topic: String) -> String? {
    let key = Folding.key(topic)
    let keyword = Keyword.allCases.first { keyword in
      keyword.spellings.contains { Folding.key($0) == key }
    }
    guard let keyword else { return nil }
    return "\(keyword.spellings.joined(separator: " · "))  \(keyword.meaning)\n\n"
      + "  \(keyword.example)"
  }

  static let signs: [(sign: String, meaning: String, example: String)] = [
    ("=", "equal; on 部门 also a short form that names one", "sum 支出 where 类 = 210 by 部门"),
    ("!=", "not equal", "sum 支出 where 类 != 210 by 部门"),
    ("~", "contains", "sum 支出 where 科目 ~ 医疗 by 部门"),
    ("!~", "does not contain", "sum 支出 where 科目 !~ 医疗 by 部门"),
    ("<", "less than; numbers take 元 万元 亿元 %", "sum 支出 by 部门 having 支出 < 1亿元"),
    ("<=", "at most", "sum 支出 by 部门 having 支出 <= 1亿元"),
    (">", "more than", "sum 支出 by 部门 having 支出 > 1000万元"),
    (">=", "at least", "sum 支出 by 部门 having 支出 >= 1000万元"),
    ("..", "from … to, both included", "sum 支出 by 部门 year 2020..2021"),
    ("_", "the last result", "sum _ by 年度"),
    ("*", "every measure that adds up; between numbers, times", "sum * by 指标, 年度"),
    ("$", "a parameter, given by --param", "sum 支出 where 部门 = $dept"),
    ("@-", "the values on the standard input", "sum 支出 where 部门 in @- by 部门"),
    ("#", "a comment to the end of the line", "sum 支出 by 部门  # 每个部门"),
  ]

  // MARK: Names

  /// A measure, a dimension, a relation, or what `let` named, with a question about it.
  private func name(_ topic: String) -> String? {
    let name = Name(topic, range: SourceRange(start: 0, end: 0))
    let description = Description(dataset: dataset, definitions: definitions)
    guard let text = try? description.text(of: name) else { return nil }
    return "\(text)\n\n  \(example(of: topic))"
  }

  private func example(of topic: String) -> String {
    if let id = dataset.catalogue.find(topic) {
      let measure = dataset.catalogue[id]
      switch measure.behaviour {
      case .flow: return "sum \(measure.name) by 部门"
      case .stock: return "sum \(measure.name) by 部门, 年度"
      case .rate: return "avg \(measure.name) by 年度"
      }
    }
    if let measure = dataset.catalogue.findDerived(topic) {
      return "sum \(measure.name) by 部门, 年度"
    }
    if let dimension = Dimension.find(topic) { return example(by: dimension) }
    if let relation = Relation.find(topic) { return "list \(relation.rawValue) top 10" }
    switch definitions[topic]?.value {
    case .query: return "run \(topic)"
    case .condition: return "sum 支出 where \(topic)"
    default: return "sum \(topic) by 部门"
    }
  }

  private func example(by dimension: Dimension) -> String {
    switch dimension {
    case .指标: return "sum * by 指标, 年度"
    case .级: return "list 支出 where 级 = 项"
    default:
      let measure = dataset.catalogue.measures.first { measure in
        dimension.axis == nil || measure.dimensions.contains(dimension)
      }
      let years = measure?.behaviour == .flow ? "" : ", 年度"
      return "sum \(measure?.name ?? "支出") by \(dimension.rawValue)\(years)"
    }
  }

  private func nothing(on topic: String) -> String {
    let names =
      dataset.catalogue.names + Dimension.allCases.map(\.rawValue)
      + Relation.allCases.map(\.rawValue) + Keyword.allCases.flatMap(\.spellings)
    let near = NearestNames.of(topic, in: names)
    let hint =
      near.isEmpty
      ? "find \(topic) looks for it in names, codes and paragraphs."
      : "There is " + near.map { "help \($0)" }.joined(separator: ", ") + "."
    return "\(topic) is no word of the language. \(hint)\n\n\(overview)"
  }

  // MARK: Overview

  private var overview: String {
    let year = dataset.years.last.map { " year \($0)" } ?? ""
    let lines = [
      ("sum 支出 by 部门\(year)", "what each department spent"),
      ("求和 支出 按 类", "the same by class, in Chinese words"),
      ("sum 支出 where 类=\(classCode) by 部门", "on one class: \(className)"),
      ("share 支出 by 类 where 部门~\(place)", "shares of a department's total"),
      ("sum 项目支出 / 支出 by 部门", "a ratio of sums"),
      ("source sum 支出 by 部门\(year)", "where each figure is printed"),
      ("list 数字 where 表=3", "the figures of a table"),
    ]
    let topics = [
      ("show 指标 · show 部门 · show 字段", "what there is"),
      ("describe 支出 · find 教育", "what a name means; a word anywhere"),
      ("help where · help 支出", "any word of the language"),
    ]
    return "Ask for a measure, of what, by what:\n\n" + Self.table(lines) + "\n\n"
      + Self.table(topics)
  }

  private static func table(_ lines: [(String, String)]) -> String {
    lines.map { usage, meaning in
      let space = String(repeating: " ", count: max(2, 42 - DisplayWidth.of(usage)))
      return "  \(usage)\(space)\(meaning)"
    }.joined(separator: "\n")
  }

  /// A class that the loaded reports have.
  private var classCode: String { classNode?.code ?? "210" }
  private var className: String { classNode?.name ?? "卫生健康支出" }

  private var classNode: Hierarchy.Node? {
    let hierarchy = dataset.hierarchy(.功能分类)
    let classes = dataset.nodesInUse(.功能分类).map { hierarchy.nodes[Int($0)] }
      .filter { $0.level == 1 }
    return classes.first { $0.code == "210" } ?? classes.min { $0.code < $1.code }
  }

  /// A short word for a department that is loaded: its county without 区 or 县.
  private var place: String {
    guard let department = dataset.departments.first else { return "汉阳" }
    let county = department.county.unicodeScalars
    return county.count > 2
      ? String(String.UnicodeScalarView(county.dropLast())) : department.name
  }
}
