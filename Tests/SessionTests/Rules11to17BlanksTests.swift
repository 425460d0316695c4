import Accounts
import Testing

@Suite("Semantics, lacking dimensions and blanks")
struct BlankRuleTests {
  @Test func `Rule 11: a measure without the dimension is taken whole, and a note says so`() {
    let answer = ask("sum 支出 / 在职人数 where 类=210 by 部门 year 2020")
    // 3256.49 / 28, 219.42 / 26, 53.49 / 19
    #expect(
      answer.rows == [
        "中共江城市云山区委办公室 116.30", "江城市临江区人民政府办公室 8.44", "中共江城市松陵区委办公室 2.82",
      ])
    #expect(answer.note("taken-whole") == "人数 has no 类: it is taken whole per report.")
    let refused = ask("sum 支出, 车辆 by 类")
    #expect(refused.error == "resolution.lacks-dimension")
    #expect(refused.title.contains("车辆"))
    #expect(refused.hint.contains("支出"))
    #expect(ask("sum (支出 where 人员类别=在职) by 部门").error == "resolution.lacks-dimension")
  }

  /// 甲 discloses all, 乙 says it has no 车辆, 丙 says nothing of cars.
  private let data = Dataset.of(
    Dataset.report("甲", 2020) {
      $0.spends("", "", "100.00", basic: "60.00", project: "40.00")
      $0.says("车辆", "", "数量", "4", .辆)
    },
    Dataset.report("乙", 2020) {
      $0.spends("", "", "50.00", basic: "50.00")
      $0.has(no: "车辆")
    },
    Dataset.report("丙", 2020) { $0.says("支出", "", "合计", "10.00") })

  @Test func `Rule 12: empty discloses, only what is not published is missing`() {
    let answer = ask("sum 车辆", of: data)
    #expect(answer.rows == ["4"])
    #expect(answer.note("coverage") == "2 of 3 reports disclose 车辆; not 丙 2020.")
    #expect(ask("sum 项目支出", of: data).note("coverage")?.contains("2 of 3") == true)
  }

  @Test func `Rule 13: an empty operand counts as nothing in + and −, blank in × and ÷`() {
    #expect(ask("sum 支出 - 项目支出 by 部门", of: data).rows == ["甲 60.00", "乙 50.00", "丙 -"])
    #expect(ask("sum 项目支出 / 支出 by 部门", of: data).rows == ["甲 0.4000", "丙 -", "乙 -"])
    let cars = ask("sum 支出 / 车辆 by 部门", of: data)
    #expect(cars.rows == ["甲 25.00", "丙 -", "乙 -"])
    #expect(cars.note("divided") == "支出 / 车辆 is blank in 1 row: its divisor is blank.")
    let zero = ask("sum 支出 / (支出 - 支出) as 比 by 部门", of: data)
    #expect(zero.rows == ["丙 -", "乙 -", "甲 -"])
    #expect(zero.note("divided") == "比 is blank in 3 rows: its divisor is zero.")
    #expect(ask("sum coalesce(支出 / 车辆, 0) by 部门", of: data).note("divided") == nil)
  }

  @Test func `Rule 14: an expression covers the reports that publish every measure in it`() {
    let answer = ask("sum 支出 - 项目支出", of: data)
    #expect(answer.rows == ["110.00"])
    #expect(answer.note("dropped")?.contains("丙 2020 (10.00 万元)") == true)
    #expect(ask("sum 支出, 项目支出", of: data).rows == ["160.00 40.00"])
  }

  @Test func `Rule 15: nothing matches: one blank row, or no rows`() {
    #expect(ask("sum 支出 where 类=205", of: data).rows == ["-"])
    #expect(ask("sum 支出 where 类=205 by 部门", of: data).rows == [])
    #expect(ask("count 部门 where 类=205", of: data).rows == ["0"])
  }

  @Test func `Rule 16: a group with a fact has a row; blanks stand last and are not true`() {
    #expect(
      ask("sum 项目支出 / 支出 as 比 by 部门 order 比", of: data).rows == [
        "甲 0.4000", "丙 -", "乙 -",
      ])
    #expect(ask("sum 项目支出 by 部门 order 项目支出 desc", of: data).rows == ["甲 40.00"])
    #expect(
      ask("sum 支出, 项目支出 by 部门 order 项目支出", of: data).rows == [
        "甲 100.00 40.00", "丙 10.00 -", "乙 50.00 -",
      ])
    #expect(ask("sum 支出 by 部门 having 项目支出 < 100", of: data).rows == ["甲 100.00"])
    #expect(ask("sum 支出 by 部门 having not 项目支出 < 100", of: data).rows == [])
    #expect(ask("sum 支出 by 部门 having 项目支出 is null", of: data).rows == ["乙 50.00", "丙 10.00"])
  }

  @Test func `Rule 17: a misprinted unit is taken as printed`() {
    // 132.33 元 is 0.013233 万元.
    #expect(ask("sum 政府采购 where 采购类别=服务 and 部门~云山 year 2020").rows == ["0.013233"])
    #expect(ask("sum 政府采购 where 采购类别=服务 and 部门~云山 year 2020 unit 元").rows == ["132.33"])
  }

  @Test func `Rule 17: a table's misprinted unit is a note under every answer from it`() {
    let data = Dataset.of(
      Dataset.report("甲", 2020) {
        $0.spends("", "", "5335.32")
        $0.spendsGeneral("", "5335.32")
        $0.cell(.收入决算表, "", "合计", .合计, .合计, "5335.32")
        $0.misprintUnit(of: .支出决算表, as: .元)
      })
    let answer = ask("sum 支出", of: data)
    #expect(answer.rows == ["0.533532"])
    #expect(
      answer.note("misprinted-unit")
        == "甲 2020 states 表3 单位 as 元: its amounts are taken as printed; "
        + "check says it should be 万元.")
    #expect(ask("sum 一般公共预算支出", of: data).note("misprinted-unit") == nil)
  }
}
