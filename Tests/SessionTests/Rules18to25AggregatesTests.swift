import Accounts
import Testing

@Suite("Semantics, aggregates, shares and totals")
struct AggregateRuleTests {
  /// 甲 in two years, 乙 and 丙 in one.
  private let data = Dataset.of(
    Dataset.report("甲", 2020) {
      $0.spends("", "", "10.00", basic: "4.00")
      $0.spends("201", "一般公共服务支出", "7.00")
      $0.spends("208", "社会保障和就业支出", "3.00")
      $0.employs("在职", "2")
    },
    Dataset.report("甲", 2021) {
      $0.spends("", "", "20.00", basic: "4.00")
      $0.spends("201", "一般公共服务支出", "20.00")
      $0.employs("在职", "4")
    },
    Dataset.report("乙", 2020) {
      $0.spends("", "", "40.00", basic: "1.00")
      $0.spends("208", "社会保障和就业支出", "40.00")
    },
    Dataset.report("丙", 2021) { $0.spends("", "", "50.01", basic: "9.00") })

  @Test func `Rule 18: one value per report and group, or per what per names`() {
    // 10.00, 20.00, 40.00, 50.01
    #expect(ask("avg min max median 支出", of: data).rows == ["30.00 10.00 50.01 30.00"])
    // 甲 30.00, 乙 40.00, 丙 50.01
    #expect(ask("avg min max median 支出 per 部门", of: data).rows == ["40.00 30.00 50.01 40.00"])
    #expect(
      ask("avg 支出 by 类", of: data).rows == [
        "201 一般公共服务支出 13.50", "208 社会保障和就业支出 21.50",
      ])
    #expect(
      ask("avg 支出 per 部门 by 类", of: data).rows == [
        "201 一般公共服务支出 27.00", "208 社会保障和就业支出 21.50",
      ])
    // 10.00/2 and 20.00/4
    #expect(ask("avg 支出 / 在职人数", of: data).rows == ["5.00"])
  }

  @Test func `Rule 19: count counts reports' values, facts, rows, or reports with a figure`() {
    #expect(ask("count 部门 by 年度", of: data).rows == ["2020 2", "2021 2"])
    #expect(ask("count 部门, 年度", of: data).rows == ["3 2"])
    #expect(ask("count 部门 where 类=208 by 年度", of: data).rows == ["2020 2"])
    #expect(
      ask("sum 支出, count 部门 by 类", of: data).rows == [
        "201 一般公共服务支出 27.00 1", "208 社会保障和就业支出 43.00 2",
      ])
    #expect(ask("count 类", of: data).rows == ["2"])
    #expect(ask("count 人数", of: data).rows == ["2"])
    #expect(
      ask("count 支出 by 类", of: data).rows == [
        "201 一般公共服务支出 2", "208 社会保障和就业支出 2",
      ])
    #expect(ask("count 数字 where 部门=丙", of: data).rows == ["2"])
  }

  @Test func `Rule 20: a verb holds until the next, verbs in a row share the measure`() {
    let answer = ask("sum 支出, 基本支出, avg 支出, count 部门 by 年度", of: data)
    #expect(answer.header == ["年度", "支出", "基本支出", "平均支出", "部门数"])
    #expect(answer.rows == ["2020 50.00 5.00 25.00 2", "2021 70.01 13.00 35.01 2"])
    #expect(ask("avg min 支出", of: data).header == ["平均支出", "最小支出"])
  }

  @Test func `Rule 21: rates do not add over reports, nor stocks over years`() throws {
    let stock = ask("sum 在职人数", of: data)
    #expect(stock.error == "execution.adds-stock")
    #expect(stock.hint.contains("by 年度"))
    #expect(ask("sum 在职人数 by 年度", of: data).rows == ["2020 2", "2021 4"])
    #expect(ask("sum 在职人数 year 2021", of: data).rows == ["4"])
    #expect(ask("avg 在职人数", of: data).rows == ["3.00"])
    #expect(ask("max 在职人数 per 部门", of: data).error == "execution.adds-stock")
    let rate = ask("sum 收支总计增减率 year 2021")
    #expect(rate.error == "execution.adds-rate")
    #expect(ask("sum 收支总计增减率 by 部门, 年度").error == nil)
    let flow = ask("sum 支出", of: data)
    #expect(flow.rows == ["120.01"])
    #expect(flow.note("years-added")?.contains("合计 2020–2021") == true)
  }

  @Test func `Rule 22: kinds and decimals of what is calculated`() {
    #expect(
      ask("sum 支出 + 收入, 支出 / 在职人数, 基本支出 / 支出 where 部门~云山 year 2020").rows == [
        "10670.64 190.55 0.3632"
      ])
    #expect(ask("sum 支出 / 3 where 部门~云山 year 2020").rows == ["1778.44"])
    #expect(ask("sum 支出 + 在职人数").error == "resolution.mixed-kinds")
    #expect(ask("sum 预算完成率 where 部门~云山 year 2020").rows == ["156.78"])
    #expect(ask("share 支出 by 部门", of: data).rows == ["丙 41.67", "乙 33.33", "甲 25.00"])
  }

  @Test func `Rule 23: a share is of the grand total, or within a dimension`() {
    // 甲 2020: 7 and 3; 甲 2021: 20; 乙: 40; 丙 has no 类. Base 70.00.
    #expect(
      ask("share 支出 by 部门, 类", of: data).rows == [
        "乙 208 社会保障和就业支出 57.14", "甲 201 一般公共服务支出 38.57", "甲 208 社会保障和就业支出 4.29",
      ])
    #expect(
      ask("share 支出 by 部门, 类 of 部门", of: data).rows == [
        "乙 208 社会保障和就业支出 100.00", "甲 201 一般公共服务支出 90.00", "甲 208 社会保障和就业支出 10.00",
      ])
    #expect(ask("share 支出, 基本支出 by 年度", of: data).rows == ["2020 41.66 27.78", "2021 58.34 72.22"])
    #expect(ask("share 支出 by 类 of 部门", of: data).error == "resolution.share-outside-by")
    let printed = ask("share 支出 by 类 where 部门~云山 year 2020")
    #expect(printed.note("share-base")?.contains("5335.32 万元") == true)
    #expect(printed.note("total-differs")?.contains("5335.33") == true)
  }

  @Test func `Rule 24: totals are the same query without its by, before having and top`() {
    let answer = ask("sum 支出 by 部门, 年度 top 2 with 小计", of: data)
    #expect(
      answer.rows == [
        "丙 2021 50.01", "丙 小计 50.01", "乙 2020 40.00", "乙 小计 40.00", "总计 - 120.01",
      ])
    #expect(answer.note("total-of-all")?.contains("shown 2 of 4") == true)
    let having = ask("sum 支出 by 部门 having 支出 > 35 with 总计", of: data)
    #expect(having.rows == ["丙 50.01", "乙 40.00", "总计 120.01"])
    #expect(having.note("total-of-all")?.contains("shown 2 of 3") == true)
    // The same reports: 丙 has no 类 and is in no total.
    #expect(
      ask("sum 支出 by 类 with 总计", of: data).rows == [
        "201 一般公共服务支出 27.00", "208 社会保障和就业支出 43.00", "- 总计 70.00",
      ])
    #expect(ask("sum 支出 by 类 where 部门~云山 year 2020 with 总计").rows.last == "- 总计 5335.32")
    #expect(
      ask("sum 支出 by 类 where 部门~云山 year 2020 with 总计").note("total-differs") != nil)
    #expect(
      ask("sum 支出 by 部门 across 年度 with 总计", of: data).rows == [
        "丙 - 50.01", "乙 40.00 -", "甲 10.00 20.00", "总计 50.00 70.01",
      ])
  }

  @Test func `Rule 25: top cuts in the order given, ties by name; the rest is recomputed`() {
    #expect(ask("sum 支出 by 部门 top 1 with 其他", of: data).rows == ["丙 50.01", "其他 70.00"])
    #expect(
      ask("sum 基本支出 / 支出 by 部门 order 支出 top 1 with 其他", of: data).rows == [
        "甲 0.2667", "其他 0.1111",
      ])
    #expect(
      ask("share 支出 by 部门 top 1 with 其他, 总计", of: data).rows == [
        "丙 41.67", "其他 58.33", "总计 100.00",
      ])
    let tied = Dataset.of(
      ["丁", "乙", "甲"].map { name in Dataset.report(name, 2020) { $0.spends("", "", "5.00") } })
    #expect(ask("sum 支出 by 部门 order 支出 desc top 2", of: tied).rows == ["丁 5.00", "乙 5.00"])
    #expect(ask("sum 支出 by 部门 with 其他", of: tied).error == "resolution.rest-without-top")
  }
}
