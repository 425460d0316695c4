import Accounts
import Execution
import Rendering
import Testing

@Suite("Semantics, words and numbers")
struct WordRuleTests {
  private let data = Dataset.of(
    Dataset.report("江城市教育局", 2020) {
      $0.spends("", "", "12000.00", basic: "600.00")
      $0.spends("201", "一般公共服务支出", "12000.00")
      $0.spends("20101", "人大事务", "12000.00")
      $0.employs("在职", "20000")
    },
    Dataset.report("江城市水务局", 2020) {
      $0.spends("", "", "800.00", basic: "400.00")
      $0.employs("在职", "30")
    })

  @Test func `Rule 34: after from, list and count a name is first a relation`() {
    #expect(ask("count 数字 by 表", of: data).rows == ["3 6"])
    #expect(ask("list 项目", of: data).header.contains("预算数"))
    #expect(ask("list 人数", of: data).header == ["部门", "年度", "人员类别", "人数"])
    #expect(ask("count 部门", of: data).rows == ["2"])
    // In a condition, a column of what is queried: 项目 is a label of 数字.
    #expect(ask("count 数字 where 项目=人大事务", of: data).rows == ["1"])
  }

  @Test func `Rule 35: 万 and 亿 by what they stand beside, a bare number is 万元`() {
    #expect(ask("sum 支出 by 部门 having 支出 > 1亿", of: data).rows == ["江城市教育局 12000.00"])
    #expect(
      ask("sum 支出 by 部门 having 支出 < 800.01 unit 元", of: data).rows == [
        "江城市水务局 8000000.00"
      ])
    #expect(ask("sum 在职人数 by 部门 having 在职人数 > 1万", of: data).rows == ["江城市教育局 20000"])
    #expect(
      ask("sum 在职人数 by 部门 having 在职人数 > 1万元", of: data).error
        == "resolution.mixed-kinds")
    #expect(ask("share 支出 by 部门 having 支出占比 > 10%", of: data).rows == ["江城市教育局 93.75"])
    #expect(ask("share 支出 by 部门 having 支出占比 > 10", of: data).rows == ["江城市教育局 93.75"])
    #expect(
      ask("sum 基本支出 / 支出 as 比 by 部门 having 比 > 5%", of: data).rows == [
        "江城市水务局 0.5000"
      ])
    #expect(ask("sum 支出 - 1千 by 部门", of: data).error == "syntax.unknown-unit")
    #expect(
      ask("sum 支出 - 1亿 by 部门", of: data).rows == [
        "江城市教育局 2000.00", "江城市水务局 -9200.00",
      ])
  }

  @Test func `Rule 36: codes are text, 年度 is a number`() throws {
    let result = try #require(ask("sum 支出 by 类, 年度", of: data).results.last)
    #expect(result.columns.map(\.kind) == [.code, .text, .year, .money])
    #expect(result.rows[0].cells[0] == .text("201"))
    #expect(result.rows[0].cells[2] == .number(PrintedNumber(mantissa: 2020, scale: 0)))
  }

  @Test func `Rule 37: an unknown value is an error, a valid one without facts a note`() {
    let wrong = ask("sum 支出 where 部门=江城市教育居", of: data)
    #expect(wrong.error == "resolution.unknown-value")
    #expect(wrong.nearest == ["江城市教育局"])
    #expect(ask("sum 支出 where 类=999", of: data).error == "resolution.unknown-value")
    #expect(ask("sum 支出 where 款=210", of: data).error == "resolution.wrong-code")
    let empty = ask("sum 支出 where 类=205 by 部门", of: data)
    #expect(empty.rows == [])
    #expect(empty.note("no-facts")?.contains("205") == true)
    #expect(ask("sum 支出 where 款=20108", of: data).note("no-facts")?.contains("20108") == true)
    #expect(ask("sum 支出 year 1999", of: data).note("no-facts")?.contains("1999") == true)
    #expect(ask("sum 支出 where 部门~无此局 by 部门", of: data).error == nil)
  }

  @Test func `Rule 38: 年度 before a number or $name is the clause, else the dimension`() {
    #expect(ask("求和 支出 年度 2020", of: data).rows == ["12800.00"])
    #expect(ask("求和 支出 年度 $y", of: data, parameters: ["y": "2020"]).rows == ["12800.00"])
    #expect(ask("求和 支出 按 年度", of: data).rows == ["2020 12800.00"])
    #expect(ask("求和 支出 按 部门，年度 年度 2020", of: data).rows.count == 2)
    #expect(ask("求和 支出 其中 年度=2020", of: data).rows == ["12800.00"])
  }

  @Test func `Rule 39: 市 and 区县 are dimensions, 地区 is both joined`() {
    var one = ReportDraft("甲", 2020, city: "江城市", county: "云山区")
    one.spends("", "", "1.00")
    var two = ReportDraft("乙", 2020, city: "江城市", county: "临江区")
    two.spends("", "", "2.00")
    let data = Dataset.of(one, two)
    #expect(ask("sum 支出 by 市", of: data).rows == ["江城市 3.00"])
    #expect(ask("sum 支出 by 区县", of: data).rows == ["临江区 2.00", "云山区 1.00"])
    #expect(ask("sum 支出 where 地区=江城市云山区 by 地区", of: data).rows == ["江城市云山区 1.00"])
    #expect(ask("sum 支出 where 市=江城", of: data).rows == ["3.00"])
  }

  @Test func `Rule 40: assert is exact, within allows; a blank side fails unless both are`() {
    #expect(ask("assert 支出 = 12800").title == "The assertion does not hold")
    #expect(ask("assert 支出 = 12800", of: data).error == nil)
    #expect(ask("assert 支出 = 12799.99", of: data).error == "assert.broken")
    #expect(ask("assert 支出 = 12799.99 within 0.01", of: data).error == nil)
    #expect(ask("assert 支出 = 12799.98 within 0.01", of: data).error == "assert.broken")
    #expect(ask("assert 项目支出 = 经营支出 by 部门", of: data).error == nil)
    let broken = ask("assert 支出 = 基本支出 by 部门", of: data)
    #expect(broken.title == "The assertion does not hold of 2 rows")
    #expect(broken.hint.contains("江城市水务局"))
    #expect(ask("assert 支出 >= 基本支出 by 部门", of: data).error == nil)
  }

  @Test func `Rule 40: verify rounds the figure to the sentence's digits and unit`() {
    #expect(
      ask("verify '2020年度支出合计1.2亿元' where 部门~教育", of: data).rows.first?
        .hasPrefix("1.2 亿元 相符") == true)
    #expect(
      ask("verify '2020年度支出合计12000.01万元' where 部门~教育", of: data).rows.first?
        .hasPrefix("12000.01 万元 不符") == true)
  }

  @Test func `Rule 41: a check that finds errors does not stop the script`() {
    let answer = ask("check; sum 支出", of: data)
    #expect(answer.rows == ["12800.00"])
  }

  @Test func `Rule 42: source lists every printed figure that entered, with its row`() {
    let ratio = ask("source sum 基本支出 / 支出 by 部门", of: data)
    #expect(
      ratio.rows.map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == [
        "江城市水务局 基本支出 400.00", "江城市水务局 支出 800.00", "江城市教育局 基本支出 600.00",
        "江城市教育局 支出 12000.00",
      ])
    let total = ask("source sum 支出 by 部门 top 1 with 其他, 总计", of: data)
    #expect(
      total.rows.map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == [
        "江城市教育局 支出 12000.00", "其他 支出 800.00", "总计 支出 12000.00", "总计 支出 800.00",
      ])
    let share = ask("source share 支出 by 类", of: data)
    #expect(share.rows.count == 2)
    #expect(share.rows[1].hasPrefix("基数 支出 12000.00"))
  }

  @Test func `Rule 43: results in one stream are parted by an empty line, or by nothing`() throws {
    let answer = ask("sum 支出; sum 基本支出", of: data)
    #expect(answer.results.count == 2)
    func text(header: Bool) -> String {
      var style = OutputStyle(format: .tsv)
      style.header = header
      var renderer = Renderer(style: style)
      return answer.results.map { renderer.render($0) }.joined()
    }
    #expect(text(header: true) == "支出\n12800.00\n\n基本支出\n1000.00\n")
    #expect(text(header: false) == "12800.00\n1000.00\n")
  }

  @Test func `Rule 44: @- takes its values from standard input where that is free`() {
    #expect(ask("sum 支出 where 部门 in @-", of: data).error == "resolution.no-standard-input")
    #expect(
      ask("sum 支出 where 部门 in @- by 部门", of: data, standardInput: ["江城市水务局"]).rows == [
        "江城市水务局 800.00"
      ])
  }
}
