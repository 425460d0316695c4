// The keyword table. Grammar.md holds the same rows; a test compares the two.

extension Keyword {
  struct Row {
    var english: [String]
    var chinese: [String]
    var meaning: String

    init(_ english: [String], _ chinese: [String], _ meaning: String) {
      self.english = english
      self.chinese = chinese
      self.meaning = meaning
    }
  }

  var row: Row {
    switch self {
    case .sum: Row(["sum"], ["求和"], "adds up")
    case .avg: Row(["avg", "average", "mean"], ["平均", "平均值"], "the mean over reports")
    case .min: Row(["min"], ["最小", "最小值"], "the smallest over reports")
    case .max: Row(["max"], ["最大", "最大值"], "the largest over reports")
    case .median: Row(["median"], ["中位数"], "the median over reports")
    case .count: Row(["count"], ["计数", "个数"], "how many")
    case .share: Row(["share"], ["占比"], "percent of the total")
    case .list: Row(["list"], ["列出", "列表"], "the facts as they are")

    case .source: Row(["source"], ["来源", "出处"], "the printed figures behind an answer")
    case .explain: Row(["explain"], ["解释"], "how an answer comes about")
    case .define: Row(["let"], ["设", "定义"], "gives a name")
    case .run: Row(["run"], ["运行", "执行"], "runs a saved query")
    case .assert: Row(["assert"], ["断言"], "fails unless it holds")
    case .verify: Row(["verify"], ["核对", "核实"], "judges the numbers of a text")
    case .find: Row(["find"], ["查找", "搜索"], "a word anywhere")
    case .check: Row(["check"], ["检查"], "the faults of the reports")
    case .show: Row(["show"], ["显示", "查看"], "what there is")
    case .describe: Row(["describe"], ["描述"], "what a name means")
    case .chart: Row(["chart"], ["图表", "画图"], "draws an answer")
    case .help: Row(["help", "?"], ["帮助"], "on a word")

    case .where: Row(["where"], ["其中"], "which facts")
    case .by: Row(["by"], ["按", "按照"], "one row for each")
    case .year: Row(["year"], ["年度"], "which years")
    case .vs: Row(["vs", "versus"], ["对比"], "compared with a year")
    case .having: Row(["having"], ["满足"], "which rows of the answer")
    case .order: Row(["order"], ["排序"], "in what order")
    case .top: Row(["top"], ["前"], "the first rows only")
    case .with: Row(["with"], ["带"], "adds rows")
    case .across: Row(["across"], ["横列", "交叉"], "a column for each")
    case .tree: Row(["tree"], ["树形", "树"], "levels indented")
    case .of: Row(["of"], ["占"], "what a share is of")
    case .per: Row(["per"], ["每", "每个"], "first one value for each")
    case .unit: Row(["unit"], ["单位"], "the unit of money")
    case .from: Row(["from"], ["取自", "来自"], "which relation")
    case .within: Row(["within"], ["误差", "容差"], "how far apart is still equal")
    case .to: Row(["to"], ["写入", "保存到"], "into a file")

    case .as: Row(["as"], ["称为"], "names a column")
    case .and: Row(["and"], ["且", "并且"], "both")
    case .or: Row(["or"], ["或", "或者"], "either")
    case .not: Row(["not"], ["非"], "the contrary")
    case .in: Row(["in"], ["属于"], "one of")
    case .is: Row(["is"], ["是"], "before null")
    case .null: Row(["null"], ["空"], "no value")
    case .isNull: Row(["isnull"], ["为空"], "has no value")
    case .isNotNull: Row(["notnull"], ["不为空", "非空"], "has a value")
    case .asc: Row(["asc", "ascending"], ["升序", "正序"], "smallest first")
    case .desc: Row(["desc", "descending"], ["降序", "倒序"], "largest first")

    case .total: Row(["total", "totals"], ["总计"], "with: the total row")
    case .subtotal: Row(["subtotal", "subtotals"], ["小计"], "with: subtotal rows and the total")
    case .rest: Row(["rest", "other", "others"], ["其他"], "with: what top left out, as one row")
    case .bars: Row(["bars"], ["图"], "with: a bar beside each number")
    case .previous: Row(["previous"], ["上年"], "vs: the year before")
    case .plan: Row(["plan"], ["计划"], "explain: the plan for developers")
    case .bar: Row(["bar"], ["柱形"], "chart: bars")
    case .line: Row(["line"], ["折线"], "chart: a line")

    case .round: Row(["round"], ["四舍五入"], "to so many decimals")
    case .abs: Row(["abs"], ["绝对值"], "without its sign")
    case .coalesce: Row(["coalesce"], ["首个非空"], "the first that is not blank")
    case .rank: Row(["rank"], ["排名"], "the place in the order")
    case .if: Row(["if"], ["如果"], "one or the other")
    }
  }
}
