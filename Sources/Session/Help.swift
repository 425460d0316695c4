import Accounts
import Semantics
import Syntax
import Text

/// What `help` says: of everything, or of one word of the language, a measure, a dimension, a
/// relation.
struct Help {
  let description: Description

  func text(on topic: String?) -> String {
    guard let topic, !topic.isEmpty else { return Self.overview }
    if let keyword = Self.keyword(topic) { return text(on: keyword) }
    if let dimension = Dimension.find(topic), description.dataset.catalogue.find(topic) == nil {
      return description.text(of: dimension) + "\n\n  sum 支出 by 部门, \(dimension.rawValue)"
    }
    let name = Name(topic, range: SourceRange(start: 0, end: 0))
    if let text = try? description.text(of: name) { return text }
    return unknown(topic)
  }

  private static func keyword(_ topic: String) -> Keyword? {
    let key = Folding.key(topic)
    return Keyword.allCases.first { $0.spellings.contains { Folding.key($0) == key } }
  }

  private func text(on keyword: Keyword) -> String {
    var lines = [
      "\(keyword.spellings.joined(separator: " · "))  \(keyword.meaning)", "",
      "  \(keyword.example)",
    ]
    if let words = keyword.explanation { lines.insert(contentsOf: ["", words], at: 1) }
    return lines.joined(separator: "\n")
  }

  private func unknown(_ topic: String) -> String {
    let names =
      Keyword.allCases.flatMap(\.spellings) + description.dataset.catalogue.names
      + Dimension.allCases.map(\.rawValue) + Relation.allCases.map(\.rawValue)
    let near = NearestNames.of(topic, in: names)
    let question = near.isEmpty ? "" : " Did you mean \(near.joined(separator: " or "))?"
    return "There is no help on \(topic).\(question)\n\n\(Self.overview)"
  }

  static let overview = """
    A question is a verb, a measure, and clauses in any order:

      sum 支出 by 部门                          each department's spending
      sum 支出 where 类=210 by 部门 year 2020    spending on 卫生健康
      求和 支出 按 类 年度 2020                   the same words in Chinese
      share 支出 by 类                          percent of the total
      sum 项目支出 / 支出 by 部门                 a ratio of sums
      sum 支出 by 部门 year 2021 vs 2020         two years and the change
      source sum 支出 by 部门                    where each figure is printed
      list 数字 where 表=3                       the figures of a table
      find 抚恤                                 a word anywhere
      show 指标 · show 部门 · show 字段           what there is

    help where (or any word, measure or dimension) says more.
    """
}
