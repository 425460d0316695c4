import Accounts
import Testing

@Suite("Semantics, which rows")
struct RowRuleTests {
  /// Two departments; 乙 prints only 类.
  private let data = Dataset.of(
    Dataset.report("江城市甲办公室", 2020) {
      $0.spends("", "", "100.00")
      $0.spends("208", "社会保障和就业支出", "40.00")
      $0.spends("20805", "行政事业单位养老支出", "40.00")
      $0.spends("2080501", "行政单位离退休", "40.00")
      $0.spends("221", "住房保障支出", "60.00")
      $0.spends("22102", "住房改革支出", "60.00")
      $0.spends("2210201", "住房公积金", "45.00")
      $0.spends("2210202", "提租补贴", "15.00")
    },
    Dataset.report("江城市乙办公室", 2020) {
      $0.spends("", "", "30.00")
      $0.spends("208", "社会保障和就业支出", "10.00")
      $0.spends("221", "住房保障支出", "20.00")
    })

  @Test func `Rule 1: an unknown attribute does not select; the coarsest true rows do`() {
    #expect(
      ask("sum 支出 where 类=208 or 项=2210201 by 部门", of: data).rows == [
        "江城市甲办公室 85.00", "江城市乙办公室 10.00",
      ])
    // 合计 carries no 类: neither 类=208 nor its negation is true of it.
    #expect(ask("sum 支出 where not 类=208", of: data).rows == ["80.00"])
    #expect(
      ask("sum 支出 where 类!=208 or 部门~甲 by 部门", of: data).rows == [
        "江城市甲办公室 100.00", "江城市乙办公室 20.00",
      ])
  }

  @Test func `Rule 2: 科目 looks at the row and the rows above it`() {
    #expect(ask("sum 支出 where 科目~住房保障 by 款", of: data).rows == ["22102 住房改革支出 60.00"])
    #expect(
      ask("sum 支出 where 科目=221 and 部门~甲 by 项", of: data).rows == [
        "2210201 住房公积金 45.00", "2210202 提租补贴 15.00",
      ])
  }

  @Test func `Rule 3: x and not x add up to the whole`() {
    #expect(ask("sum 支出 where 科目~公积金", of: data).rows == ["45.00"])
    #expect(ask("sum 支出 where 科目!~公积金 and 部门~甲", of: data).rows == ["55.00"])
    #expect(
      ask("sum 支出 where 科目!~公积金 and 部门~甲 by 科目", of: data).rows == [
        "208 社会保障和就业支出 40.00", "2210202 提租补贴 15.00",
      ])
  }

  @Test func `Rule 4: a value of a tree is its node, printed or rolled up from its children`() {
    let data = Dataset.of(
      Dataset.report("甲", 2020) {
        $0.employs("在职", "9")
        $0.employs("行政", "5")
        $0.employs("事业", "4")
      },
      Dataset.report("乙", 2020) {
        $0.employs("行政", "2")
        $0.employs("工勤", "1")
      })
    let answer = ask("sum 人数 where 人员类别=在职 by 部门", of: data)
    #expect(answer.rows == ["甲 9", "乙 3"])
    #expect(answer.note("rolled-up")?.contains("乙 2020") == true)
    #expect(ask("sum 人数 where 人员类别 in (在职, 行政) by 部门", of: data).rows == ["甲 9", "乙 3"])
  }

  @Test func `Rule 5: 科目 lists rows under their own names, or is 类`() {
    #expect(ask("sum 支出 where 科目~房 by 科目", of: data).rows == ["221 住房保障支出 80.00"])
    #expect(
      ask("sum 支出 where 部门~甲 by 科目", of: data).rows == [
        "208 社会保障和就业支出 40.00", "221 住房保障支出 60.00",
      ])
    #expect(ask("sum 支出 where 级=项", of: data).rows == ["100.00"])
    #expect(ask("count 支出 where 级=项", of: data).rows == ["1"])
    #expect(
      ask("sum 支出 where 款 is null by 部门", of: data).rows == [
        "江城市甲办公室 100.00", "江城市乙办公室 30.00",
      ])
    #expect(ask("list 支出 where 款 is null and 部门~乙", of: data).rows.count == 3)
  }

  @Test func `Rule 6: an amount in where is for list`() throws {
    let answer = ask("sum 支出 where 支出 > 50 by 部门", of: data)
    #expect(answer.error == "resolution.amount-in-where")
    #expect(answer.hint.contains("having 支出"))
    #expect(
      ask("list 支出 where 支出 in (15, 40..44.9) and 级=项", of: data).rows == [
        "江城市甲办公室 2020 项 2080501 行政单位离退休 40.00",
        "江城市甲办公室 2020 项 2210202 提租补贴 15.00",
      ])
    #expect(
      ask("list 支出 where not (支出 < 45 or 支出 is null) and 级=项", of: data).rows
        == ask("list 支出 where 支出 >= 45 and 级=项", of: data).rows)
    #expect(ask("list 支出 where 支出 >= 60 and 级=项", of: data).rows == [])
    #expect(
      ask("list 支出 where 支出 >= 45 and 级=项", of: data).rows == [
        "江城市甲办公室 2020 项 2210201 住房公积金 45.00"
      ])
  }

  @Test func `Rule 7: finer rows are added only where they foot, within rounding`() {
    let data = Dataset.of(
      Dataset.report("甲", 2020) {
        $0.spends("", "", "100.00")
        $0.spends("20805", "", "33.33")
        $0.spends("20808", "", "66.68")
      },
      Dataset.report("乙", 2020) {
        $0.spends("", "", "50.00")
        $0.spends("20805", "", "20.00")
        $0.spends("20808", "", "10.00")
      },
      Dataset.report("丙", 2020) {
        $0.spends("20805", "", "7.00")
        $0.spends("20808", "", "1.00")
      })
    let answer = ask("sum 支出 by 部门, 类", of: data)
    #expect(answer.rows == ["甲 208 社会保障和就业支出 100.01", "丙 208 社会保障和就业支出 8.00"])
    #expect(answer.note("unfooted")?.contains("50.00") == true)
    #expect(answer.note("unfooted")?.contains("30.00") == true)
    #expect(answer.note("rolled-up")?.contains("丙 2020, 甲 2020") == true)
    #expect(
      ask("sum 支出 where 部门=乙 by 款", of: data).rows == [
        "20805 科目20805 20.00", "20808 科目20808 10.00",
      ])
  }

  @Test func `Rule 8: the money left out is that of the finest row known to contain it`() {
    let answer = ask("sum 支出 where 款=22102", of: data)
    #expect(answer.rows == ["60.00"])
    #expect(answer.note("left-out")?.contains("江城市乙办公室 2020 (20.00 万元)") == true)
    let named = ask("sum 支出 where 科目~公积金", of: data)
    #expect(named.note("left-out")?.contains("江城市乙办公室 2020.") == true)
  }

  @Test func `Rule 8: what is left out whole is named with its printed total`() {
    // 甲's classes add up to a cent more than its 合计; 乙 prints only its largest class.
    let data = Dataset.of(
      Dataset.report("甲", 2020) {
        $0.spends("", "", "100.00")
        $0.spends("208", "", "33.34")
        $0.spends("221", "", "66.67")
      },
      Dataset.report("乙", 2020) {
        $0.spends("", "", "50.00")
        $0.spends("208", "", "30.00")
      })
    #expect(
      ask("sum 支出 by 款", of: data).note("left-out")?
        .hasSuffix(": 乙 2020 (50.00 万元), 甲 2020 (100.00 万元).") == true)
    #expect(
      ask("sum 支出 where 款 in (20805, 22102)", of: data).note("left-out")?
        .hasSuffix(": 乙 2020 (30.00 万元), 甲 2020 (100.01 万元).") == true)
    #expect(
      ask("sum 支出 where 类=221 by 款", of: data).note("left-out")?
        .hasSuffix("甲 2020 (66.67 万元).") == true)
  }

  @Test func `Rule 8: a code that no report prints may be in the class above it`() {
    let answer = ask("sum 支出 where 款=22103", of: data)
    #expect(answer.rows == ["-"])
    #expect(answer.note("left-out")?.hasSuffix("江城市乙办公室 2020 (20.00 万元).") == true)
    #expect(ask("sum 支出 where 款=21004", of: data).note("left-out") == nil)
    #expect(
      ask("sum 支出 where 款 in (20805, 22103)", of: data).note("left-out")?
        .hasSuffix("江城市乙办公室 2020 (30.00 万元).") == true)
  }

  /// 财政拨款支出 by class and fund; 甲 has no 合计 column, 乙 only its last row of it, wrongly.
  private let funds = Dataset.of(
    Dataset.report("甲", 2020) {
      $0.appropriation("一般公共服务支出", .功能类, .一般公共预算, "60.00")
      $0.appropriation("城乡社区支出", .功能类, .一般公共预算, "10.00")
      $0.appropriation("城乡社区支出", .功能类, .政府性基金, "30.00")
      $0.appropriation("", .本年支出合计, .一般公共预算, "70.01")
      $0.appropriation("", .本年支出合计, .政府性基金, "30.00")
    },
    Dataset.report("乙", 2020) {
      $0.appropriation("城乡社区支出", .功能类, .一般公共预算, "10.00")
      $0.appropriation("城乡社区支出", .功能类, .政府性基金, "5.00")
      $0.appropriation("", .本年支出合计, .合计, "20.00")
    })

  @Test func `Rule 7: on two trees the coarsest rows that do not overlap are added`() {
    let all = ask("sum 财政拨款支出 by 部门", of: funds)
    #expect(all.rows == ["甲 100.01", "乙 20.00"])
    let classes = ask("sum 财政拨款支出 by 类", of: funds)
    #expect(classes.rows == ["201 一般公共服务支出 60.00", "212 城乡社区支出 40.00"])
    #expect(classes.note("rolled-up")?.hasSuffix("甲 2020.") == true)
    #expect(classes.note("unfooted")?.contains("乙 2020 prints 财政拨款支出 20.00 万元") == true)
    // One fund of all classes and one class of all funds share a cell: it is counted once.
    #expect(
      ask("sum 财政拨款支出 where 部门=甲 and (预算种类=一般公共预算 or 类=212)", of: funds).rows
        == ["100.01"])
    #expect(ask("sum 财政拨款支出 by 预算种类", of: funds).note("left-out") == nil)
  }

  @Test func `Rule 9: a measure's own filter and the query's both hold`() {
    let data = Dataset.of(
      Dataset.report("甲", 2020) {
        $0.employs("在职", "9")
        $0.employs("行政", "5")
        $0.employs("离退休", "4")
      })
    #expect(ask("sum 在职人数", of: data).rows == ["9"])
    #expect(ask("sum 在职人数 where 人员类别=行政", of: data).rows == ["5"])
    #expect(ask("sum 在职人数 where 人员类别=离退休", of: data).rows == ["-"])
  }

  @Test func `Rule 10: figures of other years and adjusted budgets are prose, not facts`() {
    let data = Dataset.of(
      Dataset.report("甲", 2021) {
        $0.spends("", "", "100.00")
        $0.says("上年支出", "", "合计", "90.00")
        $0.says("一般公共预算财政拨款支出", "", "全年预算", "120.00")
      })
    #expect(ask("sum 支出", of: data).rows == ["100.00"])
    #expect(ask("sum 年初预算", of: data).rows == ["-"])
    #expect(ask("count 说明数", of: data).rows == ["2"])
  }
}
