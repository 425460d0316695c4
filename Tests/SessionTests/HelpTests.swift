import Accounts
import Session
import Syntax
import Testing

@Suite("Finding one's way")
struct HelpTests {
  @Test(arguments: Keyword.allCases)
  func `help on a word of the language gives an example that runs`(keyword: Keyword) throws {
    for spelling in keyword.spellings {
      let text = try #require(ask("help \(spelling)").texts.last)
      #expect(text.hasPrefix(keyword.spellings.joined(separator: " · ")), "\(spelling)")
      let example = try #require(text.split(separator: "\n").last { $0.hasPrefix("  ") })
      guard keyword != .check else { continue }
      let answer = ask(String(example))
      // An assertion may be broken by what the samples print.
      #expect(answer.error == nil || keyword == .assert, "\(example) \(answer.title)")
    }
  }

  @Test func `help knows every measure and dimension, each with a question that runs`() throws {
    let names = Samples.data.catalogue.measures.map(\.name) + Dimension.allCases.map(\.rawValue)
    for name in names {
      let text = try #require(ask("help \(name)").texts.last)
      #expect(text.contains("\(name)  "))
      let example = try #require(text.split(separator: "\n").last { $0.hasPrefix("  ") })
      let answer = ask(String(example))
      #expect(answer.error == nil, "\(example) \(answer.title)")
    }
  }

  @Test(arguments: ["help", "帮助", "?", "？"])
  func `A newcomer's first word shows questions that run`(word: String) throws {
    let text = try #require(ask(word).texts.last)
    let examples = text.split(separator: "\n").filter { $0.hasPrefix("  ") }
      .compactMap { line -> Substring? in
        let rest = line.dropFirst(2)
        return rest.firstRange(of: "  ").map { rest[..<$0.lowerBound] }
      }
    #expect(examples.count >= 10)
    for example in examples {
      for part in example.split(separator: "·") {
        #expect(ask(String(part)).error == nil, "\(part)")
      }
    }
  }

  @Test(arguments: ["select * from 支出", "hello", "支出", "武汉经开2020年支出是多少", "sum"])
  func `SQL, nonsense and bare names lead to a question`(line: String) {
    let answer = ask(line)
    let words = answer.hint + answer.texts.joined()
    #expect(words.contains("sum 支出"), "\(line): \(answer.title) \(answer.hint)")
  }

  @Test func `explain says sources, level, figures and what was left out`() throws {
    let text = try #require(ask("explain sum 支出 by 款 year 2020").texts.last)
    #expect(text.contains("支出: 15 printed figures, 15 from 表3"))
    #expect(text.contains("coarsest printed rows that carry 款"))
    #expect(
      text.contains("Left out, 支出 is printed only more coarsely: 中共江城市松陵区委办公室 2020 (870.27 万元)"))
    #expect(text.contains("Years: 2020."))
    // A figure that enters a row and the total is one.
    #expect(
      ask("explain sum 支出 by 部门 year 2020 with 总计").texts.last?.contains("支出: 3 printed figures")
        == true)
  }

  @Test(arguments: [
    (
      "explain plan sum 支出, 项目支出 / 支出 as r where 类=210 and 部门~云山 by 年度, 部门 "
        + "having 支出 > 10 order 支出 top 3 with 总计",
      """
      plan:
        columns: sum 支出, r = sum (项目支出 / 支出)
        where: 类 = 210 and 部门 = 中共江城市云山区委办公室
        by: 年度, 部门
        having: 支出 > 100000元
        order: 支出 asc
        top: 3
        with: 总计
        unit: 万元
      """
    ),
    (
      "explain plan share 支出 of 部门 by 部门, 类 where not 类 in (201, 208) and (级=类 or 款 is null) year 2020",
      """
      plan:
        columns: 支出占比 = share within 部门 of 支出
        where: 类 not in (201, 208) and (级 = 类 or 款 is null) and 年度 = 2020
        by: 部门, 类
        unit: 万元
      """
    ),
    (
      "explain plan count 部门, avg 在职人数 by 市 year 2021 vs 2020 order 增减率 desc",
      """
      plan:
        columns: 部门数 = count 部门 of (人数 where 人员类别 = 在职), 平均在职人数 = avg (人数 where 人员类别 = 在职)
        by: 市
        vs: 2021 against 2020
        order: 增减率 desc
        unit: 万元
      """
    ),
  ])
  func `explain plan tells the plan in the words of the language`(question: String, plan: String) {
    #expect(ask(question).texts.last?.hasSuffix("\n" + plan) == true, "\(ask(question).texts)")
  }

  @Test func `find ranks names before paragraphs, the nearest first`() {
    let rows = ask("find 支出").rows
    #expect(rows.first?.hasPrefix("指标 支出 ") == true)
    let department = ask("find 云山").rows
    #expect(department.first?.hasPrefix("部门 中共江城市云山区委办公室") == true)
    #expect(department.contains { $0.hasPrefix("段落") })
    #expect(ask("find 2100410").rows.first?.hasPrefix("功能分类 2100410 突发公共卫生事件应急处理") == true)
    #expect(ask("find 没有这个词").rows == [])
    #expect(ask("find 支出 top 2").rows == Array(rows.prefix(2)))
    #expect(ask("show 类 top 3").rows == Array(ask("show 类").rows.prefix(3)))
    #expect(ask("show 指标 top 1").rows.count == 1)
  }
}
