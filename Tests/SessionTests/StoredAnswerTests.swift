import Accounts
import Testing

/// Asks reports and a store of them: rows and notes must be the same; the rows not where they hold
/// words of the reports.
private func askBoth(
  _ statements: String, of data: Dataset = Samples.data, words: Bool = true
) -> Answer {
  let answer = ask(statements, of: data)
  let stored = ask(statements, of: Dataset(store: FactColumns(data)))
  #expect(!words || stored.rows == answer.rows, "\(statements)")
  #expect(stored.notes == answer.notes, "\(statements)")
  #expect(stored.texts == answer.texts, "\(statements)")
  #expect(stored.error == answer.error, "\(statements)")
  return answer
}

@Suite("Answers over reports and over a store of them")
struct StoredAnswerTests {
  /// Of 丙局 neither 市 nor 区县 is told, of 乙局 no 区县.
  private let places = Dataset.of(
    Dataset.report("甲局", 2020) { draft in
      draft.content.identity.county = "东区"
      draft.spends("208", "社会保障和就业支出", "1.00")
    },
    Dataset.report("乙局", 2020) { $0.spends("201", "一般公共服务支出", "2.00") },
    Dataset.report("丙局", 2021) { draft in
      draft.content.identity.city = ""
      draft.spends("208", "社会保障和就业支出", "4.00")
    })

  @Test(arguments: [
    ("find 局 where 部门!=乙局", ["部门 丙局 2021", "部门 甲局 2020"]),
    ("find 局 year 2020", ["部门 乙局 2020", "部门 甲局 2020"]),
    ("find 社会保障 where 部门=甲局", ["功能分类 208 社会保障和就业支出 -"]),
    ("find 社会保障 where 部门=乙局", []),
    ("find 社会保障 year 2021", ["功能分类 208 社会保障和就业支出 -"]),
    ("find 一般公共服务 where 部门=乙局 year 2021", []),
  ])
  func `find keeps to the reports asked about`(question: String, rows: [String]) {
    for data in [places, Dataset(store: FactColumns(places))] {
      #expect(ask(question, of: data).rows.sorted() == rows.sorted())
    }
  }

  @Test(arguments: [
    ("show 类 where 部门=乙局", ["201 一般公共服务支出"]), ("show 市 year 2021", []),
    ("show 区县 where 部门!=丙局", ["东区"]), ("show 年度 where 部门=甲局", ["2020"]),
    ("show 款 year 2020", []), ("show 类 year 2020", ["201 一般公共服务支出", "208 社会保障和就业支出"]),
    ("show 类", ["201 一般公共服务支出", "208 社会保障和就业支出"]),
  ])
  func `show keeps to the reports asked about`(question: String, rows: [String]) {
    #expect(askBoth(question, of: places).rows == rows)
  }

  @Test(arguments: [
    "show 款 where 类=208", "find 局 where 类=208", "find 局 where 级=项", "verify '支出1万元' where 类=208",
  ])
  func `A condition on rows is refused where whole reports are asked about`(question: String) {
    #expect(askBoth(question, of: places).error == "resolution.condition-on-rows")
  }

  @Test(arguments: [
    ("count 市", ["1"]), ("count 区县", ["1"]), ("count 地区", ["2"]), ("count 市 where 部门=丙局", ["0"]),
    ("count 市 by 年度", ["2020 1", "2021 0"]), ("count 区县 by 年度", ["2020 1", "2021 0"]),
    ("count 市 by 部门", ["丙局 0", "乙局 1", "甲局 1"]),
    ("count 市 by 类", ["201 一般公共服务支出 1", "208 社会保障和就业支出 1"]),
    ("count 区县 where 类=208", ["1"]), ("count 市 by 年度 with 总计", ["2020 1", "2021 0", "总计 1"]),
    ("count 部门 by 年度", ["2020 2", "2021 1"]),
  ])
  func `Rule 19: a blank is no value to count`(question: String, rows: [String]) {
    #expect(askBoth(question, of: places).rows.sorted() == rows.sorted())
  }

  @Test func `Notes, lists and sources stand in one order, whatever order the reports come in`() {
    let contents = Samples.data.reports.map(\.content)
    let reversed = DatasetBuilder.build(contents.reversed())
    for question in [
      "sum 支出 where 款=20101", "sum 经济支出 by 年度", "list 支出", "source sum 支出 by 年度", "list 人数",
      "sum 支出 / 全年预算 by 年度", "find 办公室 year 2020 top 2",
    ] {
      let answer = ask(question)
      #expect(ask(question, of: reversed).rows == answer.rows, "\(question)")
      #expect(ask(question, of: reversed).notes == answer.notes, "\(question)")
      let stored = ask(question, of: Dataset(store: FactColumns(reversed)))
      if !question.hasPrefix("find") { #expect(stored.notes == answer.notes, "\(question)") }
      // Of a stored number its words are not at hand.
      #expect(stored.rows.count == answer.rows.count || question.hasPrefix("find"), "\(question)")
    }
    let source = "source sum 支出 by 年度"
    let place = { (answer: Answer) in
      answer.rows.map { row in row.split(separator: " ").filter { $0.hasSuffix(".txt") } }
    }
    #expect(place(ask(source, of: Dataset(store: FactColumns(reversed)))) == place(ask(source)))
  }

  @Test func `What no report publishes all of is told by measure`() {
    #expect(
      askBoth("sum 全年预算, 支出 by 年度").note("none-has-all")
        == "No report publishes both 全年预算 and 支出: 全年预算 is missing in all 6.")
    let data = Dataset.of(
      Dataset.report("甲局", 2020) { $0.spends("", "", "1.00") },
      Dataset.report("乙局", 2020) { $0.employs("在职", "2") })
    #expect(
      askBoth("sum 支出, 人数 by 年度", of: data).note("none-has-all")
        == "No report publishes both 支出 and 人数: 支出 is missing in 乙局 2020; 人数 is missing in 甲局 2020."
    )
    #expect(askBoth("sum 支出 by 年度", of: data).note("none-has-all") == nil)
    #expect(askBoth("sum 支出, 项目支出 by 年度").note("none-has-all") == nil)
    // Under 指标 each measure has rows of its own.
    #expect(askBoth("sum * by 指标").note("none-has-all") == nil)
  }

  /// 甲 has both years, 乙 and 丙 one each.
  private let years = Dataset.of(
    Dataset.report("甲局", 2020) { $0.spends("", "", "10.00") },
    Dataset.report("甲局", 2021) { $0.spends("", "", "20.00") },
    Dataset.report("乙局", 2020) { $0.spends("", "", "5.00") },
    Dataset.report("丙局", 2021) { $0.spends("", "", "7.00") })

  @Test(arguments: [
    (
      "sum 支出 by 部门 year 2021 having 支出 > 6 top 1 with 其他, 总计",
      ["甲局 20.00", "其他 7.00", "总计 27.00"], nil
    ),
    (
      "sum 支出 by 部门 having 支出 > 6 top 1 with 其他, 总计", ["甲局 30.00", "其他 7.00", "总计 42.00"],
      "其他 is of the 1 row that top left out; 1 more, which having dropped, is in 总计 alone."
    ),
    (
      "sum 支出 by 部门 having 支出 < 30 top 1 with 其他", ["丙局 7.00", "其他 5.00"],
      "其他 is of the 1 row that top left out; 1 more, which having dropped, is in no row."
    ),
    ("sum 支出 by 部门 top 1 with 其他, 总计", ["甲局 30.00", "其他 12.00", "总计 42.00"], nil),
  ])
  func `Rule 25: what having dropped is no part of the rest, and is told`(
    question: String, rows: [String], note: String?
  ) {
    let answer = askBoth(question, of: years)
    #expect(answer.rows == rows)
    #expect(answer.note("having-dropped") == note)
  }

  @Test(arguments: [
    ("sum 支出 by 部门 having 支出 > 6 top 1 with 其他", ["10.00", "20.00", "7.00"]),
    ("sum 支出 by 部门 having 支出 < 30 top 1 with 其他", ["5.00", "7.00"]),
    ("sum 支出 by 部门 top 1 with 其他", ["10.00", "20.00", "5.00", "7.00"]),
  ])
  func `Rule 42: what having dropped is no source of the rest`(question: String, figures: [String])
  {
    let sources = askBoth("source " + question, of: years, words: false)
    let found = sources.rows.compactMap { row in
      row.split(separator: " ").drop { $0 != "支出" }.dropFirst().first.map(String.init)
    }
    #expect(found.sorted() == figures)
  }

  @Test func `Rule 24: subtotals are before having too, and told`() {
    #expect(
      askBoth("sum 支出 by 年度, 部门 having 支出 > 6 with 小计", of: years).note("total-of-all")
        == "小计 and 总计 are of all 4 rows; shown 3 of 4.")
  }

  @Test(arguments: [
    ("sum 支出 by 部门 year 2021 vs 2020 with 总计", "总计 27.00 15.00 - -", "总计 is"),
    ("sum 支出 by 部门 year 2021 vs 2020 top 2 with 其他, 总计", "总计 27.00 15.00 - -", "总计 is"),
    ("sum 支出 by 市, 部门 year 2021 vs 2020 with 小计", "总计 - 27.00 15.00 - -", "小计 and 总计 are"),
    ("sum 支出 by 部门 year 2021 vs 上年 with 总计", "总计 - 27.00 15.00 - -", "总计 is"),
    ("sum 支出 by 年度, 部门 year 2021 vs 上年 with 小计", "总计 - 27.00 15.00 - -", "小计 and 总计 are"),
  ])
  func `Rule 26: the change of totals of different departments is blank, and told`(
    question: String, total: String, words: String
  ) {
    let answer = askBoth(question, of: years)
    #expect(answer.rows.last == total)
    #expect(
      answer.note("no-change")
        == "增减额 of \(words) blank: not every department has figures of every year compared.")
  }

  @Test func `Rule 26: the change of totals of the same departments is told`() {
    for question in [
      "sum 支出 by 部门 where 部门=甲局 year 2021 vs 2020 with 总计",
      "sum 支出 by 部门, 年度 where 部门=甲局 year 2021 vs 上年 with 小计",
    ] {
      let answer = askBoth(question, of: years)
      #expect(answer.rows.last?.hasSuffix("20.00 10.00 10.00 100.00") == true)
      #expect(answer.note("no-change") == nil)
    }
  }

  @Test(arguments: [
    (
      "sum 支出 by 部门 vs 上年",
      [
        "甲局 2020 10.00 - - -", "甲局 2021 20.00 10.00 10.00 100.00", "丙局 2021 7.00 - - -",
        "乙局 2020 5.00 - - -",
      ]
    ),
    ("sum 支出 by 部门, 年度 vs 上年 top 1", ["甲局 2020 10.00 - - -"]),
    (
      "sum 支出 by 年度, 部门 vs 上年 year 2020", ["2020 甲局 10.00 - - -", "2020 乙局 5.00 - - -"]
    ),
    (
      "sum 支出 by 部门 across 级 vs 上年 top 3",
      ["甲局 2020 10.00 - - -", "甲局 2021 20.00 10.00 10.00 100.00", "丙局 2021 7.00 - - -"]
    ),
  ])
  func `Rule 29: under vs 上年 departments stand by their totals of all years`(
    question: String, rows: [String]
  ) {
    #expect(askBoth(question, of: years).rows == rows)
  }

  @Test func `A total over several years has none before it, and that is told`() {
    let answer = askBoth("sum 支出 by 部门 vs 上年 with 总计", of: years)
    #expect(answer.rows.last == "总计 - - - - -")
    #expect(
      answer.note("no-year-before")
        == "总计 is blank: over several years there is no one year before.")
  }

  @Test(arguments: [
    // A measure without the tree is taken whole, and once, however many levels are asked for.
    "sum 三公经费 / 支出 as d where 款=20101 or 类=208 or 款=20103 by 部门",
    "sum 支出 / 人数 as d where 科目=208 or 科目=20103 by 部门, 年度",
    "explain sum 支出 where 类=210 by 部门", "explain sum 三公经费 by 年度",
    "list 支出, 财政拨款支出 year 2020 top 9", "list 财政拨款支出, 支出 year 2020 top 9", "list 支出, 收入总计",
    "sum 支出 where 科目~行政 by 科目", "sum 财政拨款支出 where 款=20103 or 类=208 by 科目, 预算种类",
  ])
  func `A measure counts once over a store too`(question: String) {
    let answer = askBoth(question)
    #expect(!answer.rows.isEmpty || !answer.texts.isEmpty)
  }

  @Test func `Rule 31: rows of different trees do not join`() {
    #expect(askBoth("list 支出, 三公经费").error == "resolution.list-trees")
    #expect(askBoth("list 人数, 支出").error == "resolution.list-trees")
    #expect(askBoth("sum 支出 by 级 tree").error == "resolution.tree-without-levels")
  }

  @Test func `Rule 31: rows of two trees tell both, whatever measure comes first`() {
    let funds = { (question: String) in
      ask(question).rows.filter { $0.contains(" 一般公共预算 ") }.count
    }
    #expect(funds("list 支出, 财政拨款支出") > 0)
    #expect(funds("list 支出, 财政拨款支出") == funds("list 财政拨款支出, 支出"))
  }

  @Test func `Rule 42: figures of the rest stand in its row`() {
    let rows = askBoth("source sum 支出 by 部门 top 1 with 其他", of: years, words: false).rows
    #expect(rows.map { $0.hasPrefix("其他 ") } == [false, false, true, true])
  }
}
