import Accounts
import Syntax
import Text

/// What `help` says.
enum Help {
  static func text(on topic: String?) -> String {
    guard let topic, !topic.isEmpty else { return overview }
    if let keyword = Keyword.allCases.first(where: { keyword in
      keyword.spellings.contains { Folding.key($0) == Folding.key(topic) }
    }) {
      return "\(keyword.spellings.joined(separator: " · "))  \(keyword.meaning)"
    }
    if let dimension = Dimension.find(topic) {
      return "\(dimension.rawValue)  \(dimension.meaning)\n\n  sum 支出 by \(dimension.rawValue)"
    }
    return "There is no help on \(topic).\n\n\(overview)"
  }

  static let overview = """
    Ask for a measure, by what, of what:

      sum 支出 by 部门                          each department's spending
      sum 支出 where 类=210 by 部门 year 2020    spending on 卫生健康
      求和 支出 按 类 年度 2020                   the same words in Chinese
      share 支出 by 类 where 部门~汉阳            shares of the total
      sum 项目支出 / 支出 by 部门                 a ratio of sums
      source sum 支出 by 部门                    where each figure is printed
      list 数字 where 表=3                       the figures of a table

      show 指标 · show 部门 · show 字段           what there is
      describe 支出                            a measure, its sources, its dimensions
      help where                              one word of the language
    """
}
