import Accounts
import Testing

@Suite("Semantics, vs, across, order and list")
struct ComparisonRuleTests {
  /// 甲 in 2020 and 2021, 乙 in 2020 only, 丙 in 2021 only.
  private let data = Dataset.of(
    Dataset.report("甲", 2020) {
      $0.spends("", "", "10.00")
      $0.spends("201", "一般公共服务支出", "4.00")
      $0.spends("208", "社会保障和就业支出", "6.00")
    },
    Dataset.report("甲", 2021) {
      $0.spends("", "", "15.00")
      $0.spends("201", "一般公共服务支出", "15.00")
    },
    Dataset.report("乙", 2020) {
      $0.spends("", "", "40.00")
      $0.spends("201", "一般公共服务支出", "40.00")
    },
    Dataset.report("丙", 2021) {
      $0.spends("", "", "0.50")
      $0.spends("201", "一般公共服务支出", "0.50")
    })

  @Test func `Rule 26: by 部门 every department stands, blanks for the missing year`() {
    let answer = ask("sum 支出 by 部门 year 2021 vs 2020", of: data)
    #expect(answer.header == ["部门", "2021", "2020", "增减额", "增减率"])
    #expect(answer.rows == ["甲 15.00 10.00 5.00 50.00", "丙 0.50 - - -", "乙 - 40.00 - -"])
  }

  @Test func `Rule 26: by anything else only departments with both years are compared`() {
    let answer = ask("sum 支出 by 类 year 2021 vs 2020", of: data)
    #expect(
      answer.rows == [
        "201 一般公共服务支出 15.00 4.00 11.00 275.00", "208 社会保障和就业支出 - 6.00 - -",
      ])
    #expect(answer.note("not-in-every-year")?.contains("乙 2020 (40.00)") == true)
    #expect(answer.note("not-in-every-year")?.contains("丙 2021 (0.50)") == true)
    // With none in common there is no change to speak of.
    let none = ask("sum 支出 year 2021 vs 2020 where 部门 in (乙, 丙)", of: data)
    #expect(none.rows == ["0.50 40.00 - -"])
  }

  @Test func `Rule 26: more years stand each against the last, 上年 against the one before`() {
    let data = Dataset.of(
      [(2019, "8.00"), (2020, "0.00"), (2021, "4.00")].map { year, amount in
        Dataset.report("甲", year) { $0.spends("", "", amount) }
      })
    let three = ask("sum 支出 year 2021 vs 2020 vs 2019", of: data)
    #expect(
      three.header == [
        "2021", "2020", "2019", "2021比2019增减额", "2021比2019增减率", "2020比2019增减额", "2020比2019增减率",
      ])
    #expect(three.rows == ["4.00 0.00 8.00 -4.00 -50.00 -8.00 -100.00"])
    // A rate on a base of zero is blank.
    #expect(
      ask("sum 支出 vs 上年", of: data).rows == [
        "2019 8.00 - - -", "2020 0.00 8.00 -8.00 -100.00", "2021 4.00 0.00 4.00 -",
      ])
    #expect(ask("sum 支出 year 2021 vs 上年", of: data).rows == ["2021 4.00 0.00 4.00 -"])
    #expect(
      ask("sum 支出 by 年度 year 2021 vs 2020", of: data).error
        == "resolution.years-in-rows-and-columns")
  }

  @Test func `Rule 26: the change can be ordered by and asked for`() {
    #expect(
      ask("sum 支出 by 部门 year 2021 vs 2020 having 增减率 > 10%", of: data).rows == [
        "甲 15.00 10.00 5.00 50.00"
      ])
    #expect(
      ask("sum 支出 by 部门 year 2021 vs 2020 order 2020 desc top 1", of: data).rows == [
        "乙 - 40.00 - -"
      ])
    let total = ask("sum 支出 by 部门 year 2021 vs 2020 with 总计", of: data)
    // The years' totals are of different departments: there is no change to speak of.
    #expect(total.rows.last == "总计 15.50 50.00 - -")
    #expect(
      ask("sum 支出 by 类 year 2021 vs 2020 with 总计", of: data).rows.last
        == "- 总计 15.00 10.00 5.00 50.00")
  }

  @Test func `Rule 27: across puts values in columns in default order, measure within value`() {
    #expect(ask("sum 支出 by 类 across 年度", of: data).header == ["类", "类名", "2020", "2021"])
    #expect(
      ask("sum 支出 by 类 across 年度", of: data).rows == [
        "201 一般公共服务支出 44.00 15.50", "208 社会保障和就业支出 6.00 -",
      ])
    #expect(ask("sum 支出 by 类 across 部门", of: data).header == ["类", "类名", "乙", "甲", "丙"])
    let two = ask("sum 支出, count 部门 by 部门 across 年度", of: data)
    #expect(two.header == ["部门", "2020支出", "2020部门数", "2021支出", "2021部门数"])
    #expect(ask("sum 支出 across 年度", of: data).rows == ["50.00 15.50"])
    #expect(
      ask("sum 支出 by 部门 across 年度 order 2021 desc top 1", of: data).rows == [
        "甲 10.00 15.00"
      ])
    #expect(
      ask("sum 支出 by 部门 across 年度 having 支出 > 20 with 其他, 总计 top 1", of: data).rows == [
        "乙 40.00 -", "其他 10.00 15.00", "总计 50.00 15.50",
      ])
    let many = Dataset.of(
      (1...201).map { number in Dataset.report("第\(number)局", 2020) { $0.spends("", "", "1.00") } })
    #expect(ask("sum 支出 across 部门", of: many).error == "execution.too-many-columns")
  }

  @Test func `Rule 28: by a closed tree lists the nodes under 合计, in the catalogue's order`() {
    let data = Dataset.of(
      Dataset.report("甲", 2020) {
        $0.publicExpense(.决算合计, "9.00")
        $0.publicExpense(.决算接待, "2.00")
        $0.publicExpense(.决算公务用车, "7.00")
        $0.publicExpense(.决算购置, "3.00")
        $0.publicExpense(.决算运行, "4.00")
        $0.appropriation("本年支出合计", .本年支出合计, .合计, "12.00")
        $0.appropriation("本年支出合计", .本年支出合计, .一般公共预算, "11.00")
        $0.appropriation("本年支出合计", .本年支出合计, .政府性基金, "1.00")
      })
    #expect(ask("sum 三公决算 by 三公项目", of: data).rows == ["公务用车购置及运行费 7.00", "公务接待费 2.00"])
    #expect(
      ask("sum 三公决算 by 三公项目 tree", of: data).rows == [
        "公务用车购置及运行费 7.00", "公务用车购置费 3.00", "公务用车运行费 4.00", "公务接待费 2.00",
      ])
    #expect(
      ask("sum 三公决算 where 三公项目 in (运行维护费, 接待费) by 三公项目", of: data).rows == [
        "公务用车运行费 4.00", "公务接待费 2.00",
      ])
    #expect(ask("sum 财政拨款支出 by 预算种类", of: data).rows == ["一般公共预算 11.00", "政府性基金预算 1.00"])
    #expect(
      ask("sum 三公决算 by 部门, 三公项目 with 小计", of: data).rows.suffix(2) == [
        "甲 小计 9.00", "总计 - 9.00",
      ])
  }

  @Test func `Rule 29: codes and years ascend, names descend by their own subtotal`() {
    #expect(
      ask("sum 支出 by 部门, 年度", of: data).rows == [
        "乙 2020 40.00", "甲 2020 10.00", "甲 2021 15.00", "丙 2021 0.50",
      ])
    #expect(
      ask("sum 支出 by 年度, 部门", of: data).rows == [
        "2020 乙 40.00", "2020 甲 10.00", "2021 甲 15.00", "2021 丙 0.50",
      ])
    #expect(
      ask("sum 支出 by 部门, 年度 order 年度 desc", of: data).rows == [
        "甲 2021 15.00", "丙 2021 0.50", "乙 2020 40.00", "甲 2020 10.00",
      ])
  }

  @Test func `Rule 30: the latest name stands beside a code, every printed one is accepted`() {
    let data = Dataset.of(
      Dataset.report("甲", 2018) { $0.spends("210", "医疗卫生与计划生育支出", "1.00") },
      Dataset.report("甲", 2020) { $0.spends("210", "九、卫生健康支出(类)", "2.00") })
    let answer = ask("sum 支出 by 类", of: data)
    #expect(answer.rows == ["210 卫生健康支出 3.00"])
    #expect(
      answer.note("two-names") == "210 bears several names: 医疗卫生与计划生育支出, 卫生健康支出.")
    #expect(ask("sum 支出 where 类=医疗卫生与计划生育支出", of: data).rows == ["3.00"])
    #expect(ask("sum 支出 where 科目~计划生育", of: data).rows == ["3.00"])
    #expect(ask("sum 支出 by 类 year 2020", of: data).note("two-names") == nil)
  }

  @Test func `Rule 31: list shows every row as printed, several measures joined on the row`() {
    let answer = ask("list 支出, 基本支出 where 部门~云山 and 年度=2021 and 科目~城乡")
    #expect(answer.header == ["部门", "年度", "级", "编码", "科目", "支出", "基本支出"])
    #expect(
      answer.rows == [
        "中共江城市云山区委办公室 2021 类 212 城乡社区支出 148.20 -",
        "中共江城市云山区委办公室 2021 款 21208 国有土地使用权出让收入安排的支出 148.20 -",
        "中共江城市云山区委办公室 2021 项 2120804 农村基础设施建设支出 148.20 -",
      ])
  }

  @Test func `Rule 32: a relation adds what is left, and says where levels are mixed`() {
    let one = ask("sum 金额 from 数字 where 表=3 and 编码=208 and 栏目=合计", of: data)
    #expect(one.rows == ["6.00"])
    #expect(one.note("levels-added") == nil)
    let mixed = ask("sum 金额 from 数字 where 部门=甲 and 年度=2020", of: data)
    #expect(mixed.rows == ["20.00"])
    #expect(mixed.note("levels-added") != nil)
  }

  @Test func `Rule 33: _ adds the last result without its totals, refuses what does not add`() {
    #expect(
      ask("sum 支出 by 部门, 年度 with 总计; sum _ by 年度", of: data).rows == [
        "2020 50.00", "2021 15.50",
      ])
    #expect(ask("sum 支出 by 部门, 年度; sum _", of: data).rows == ["65.50"])
    #expect(ask("share 支出 by 部门; sum _", of: data).error == "resolution.not-addable")
    #expect(ask("avg 支出 as x by 部门; sum _", of: data).error == "resolution.not-addable")
    #expect(ask("sum _", of: data).error == "resolution.no-last-result")
    #expect(ask("max _", of: data).error == "resolution.no-last-result")
  }

  @Test func `Rule 33: _ is a relation of its own columns`() {
    func then(_ question: String) -> Answer { ask("sum 支出 by 部门, 年度; \(question)", of: data) }
    #expect(then("sum _ where 年度=2021 by 部门").rows == ["甲 15.00", "丙 0.50"])
    #expect(then("sum _ by 部门 year 2021 order 部门").rows == ["丙 0.50", "甲 15.00"])
    #expect(
      then("list _ where 支出 > 9 order 支出").rows == ["甲 2020 10.00", "甲 2021 15.00", "乙 2020 40.00"])
    #expect(then("list 部门 from _ top 1").rows == ["乙"])
    #expect(
      then("sum 支出 from _ by 部门 having 支出 > 1 order 支出 desc top 1 with 总计").rows
        == ["乙 40.00", "总计 65.50"])
    #expect(then("count _").rows == ["4"])
    #expect(then("count 部门 from _").rows == ["3"])
    #expect(then("max _ by 部门").header == ["部门", "最大支出"])
    #expect(then("avg 支出 from _").rows == ["16.38"])
    #expect(then("sum _ unit 元").rows == ["655000.00"])
    #expect(then("sum _; sum _").rows == ["65.50"])
    #expect(then("sum _ by 部门 across 年度").error == "resolution.relation-clause")
    #expect(then("share _ by 部门").error == "resolution.relation-clause")
    let unknown = then("sum 基本支出 from _")
    #expect(unknown.error == "resolution.unknown-column")
    #expect(unknown.hint == "The columns are 部门 年度 支出." || unknown.nearest == ["支出"])
    // Below a row of a tree stands the same money again.
    #expect(ask("sum 支出 where 部门~云山 by 类 tree year 2021; sum _").rows == ["2331.12"])
    #expect(
      ask("sum 支出 by 类 where 部门~云山 year 2021; sum _ where 类=208 by 类").rows
        == ["208 社会保障和就业支出 268.38"])
  }

  @Test func `Rule 32: a relation has totals, and refuses what only measures have`() {
    let table = "金额 from 数字 where 表=3 and 编码=208 and 栏目=合计 by 部门"
    #expect(ask("sum \(table) with 总计", of: data).rows.last == "总计 6.00")
    #expect(ask("share \(table)", of: data).error == "resolution.relation-clause")
    #expect(ask("sum \(table) tree", of: data).error == "resolution.relation-clause")
    #expect(ask("sum \(table) with 小计", of: data).error == "resolution.relation-clause")
    #expect(ask("list 支出 with 总计", of: data).error == "resolution.list-with")
  }
}
