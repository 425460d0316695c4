import Syntax

// An example for every word of the language, each of which runs, and a second sentence where
// the word's meaning alone leaves a question.
extension Keyword {
  var example: String {
    switch self {
    case .sum, .by: "sum 支出 by 部门"
    case .avg: "avg 支出 by 类 year 2020"
    case .min: "min 支出 by 年度"
    case .max: "max 支出 by 年度"
    case .median: "median 支出 by 类"
    case .count: "count 部门 by 年度"
    case .share: "share 支出 by 类 year 2020"
    case .list: "list 支出 where 级 = 类"
    case .source: "source sum 支出 by 部门 year 2020"
    case .explain: "explain sum 支出 by 类"
    case .plan: "explain 计划 sum 支出 by 类"
    case .define: "let 人均 = 支出 / 在职人数"
    case .run: "let 各部门 = sum 支出 by 部门; run 各部门"
    case .assert: "assert 支出 >= 基本支出 by 部门, 年度"
    case .verify: "verify '2020年度支出合计5335.32万元'"
    case .find: "find 抚恤"
    case .check: "check where 级别 = 错误"
    case .show: "show 指标"
    case .describe: "describe 支出"
    case .chart, .bar: "chart bar sum 支出 by 部门"
    case .line: "chart line sum 支出 by 年度"
    case .help: "help where"
    case .where: "sum 支出 where 类 = 210 and 部门 ~ 区委 by 部门"
    case .year: "sum 支出 by 部门 year 2020"
    case .vs: "sum 支出 by 部门 year 2021 vs 2020"
    case .previous: "sum 支出 by 部门 vs 上年"
    case .having: "sum 支出 by 部门 having 支出 > 1000万"
    case .order, .desc: "sum 支出, 基本支出 by 部门 order 基本支出 desc"
    case .asc: "sum 支出 by 部门 order 支出 asc"
    case .top: "sum 支出 by 部门 top 3"
    case .with, .subtotal: "sum 支出 by 部门, 年度 with 小计"
    case .total: "sum 支出 by 部门 with 总计"
    case .rest: "sum 支出 by 部门 top 2 with 其他"
    case .bars: "sum 支出 by 部门 with 图"
    case .across: "sum 支出 by 类 across 年度"
    case .tree: "sum 支出 by 类 tree"
    case .of: "share 支出 by 部门, 类 of 部门"
    case .per: "avg 支出 per 部门"
    case .unit: "sum 支出 by 部门 unit 亿元"
    case .from: "sum 金额 from 数字 where 表 = 3 and 编码 = 210 by 部门"
    case .within: "assert 支出 = 基本支出 + 项目支出 by 部门, 年度 within 10"
    case .to: "sum 支出 by 部门 to 'out.csv'"
    case .as: "sum 项目支出 / 支出 as 项目占比 by 部门"
    case .and: "sum 支出 where 类 = 210 and 年度 = 2020"
    case .or: "sum 支出 where 类 = 208 or 类 = 210"
    case .not: "sum 支出 where not 类 = 210"
    case .in: "sum 支出 where 类 in (208, 210..213) by 类"
    case .is, .null, .isNull: "list 支出 where 款 is null"
    case .isNotNull: "list 支出 where 款 is not null"
    case .round: "sum round(支出 / 在职人数, 1) by 部门, 年度"
    case .abs: "sum abs(三公决算 - 三公预算) by 部门"
    case .coalesce: "sum coalesce(项目支出, 0) by 部门"
    case .rank: "sum 支出, rank(支出) by 部门 year 2020"
    case .if: "sum if(支出 > 1000, 支出, 0) by 部门"
    }
  }

  var explanation: String? {
    switch self {
    case .sum: "The printed total where there is one; nothing is counted twice."
    case .avg, .min, .max, .median:
      "Over one value per report; per 部门 makes one value per department first."
    case .share: "Of the total of the same question; of 部门 takes it within each department."
    case .list: "Nothing is added: every printed row, or every row of a relation."
    case .where:
      "= != < <= > >= ~ (contains) !~ in (…) a..b is null, joined by and, or, not and brackets."
    case .having: "Compares the amounts of the answer; 万 亿 万元 亿元 and % may follow a number."
    case .year: "One year, a list (2020, 2021), a range (2018..2020); without it all years."
    case .vs: "The change is against the last year named; its rate is blank on a base of zero."
    case .across: "Each value of the dimension becomes a column."
    case .per: "avg, min, max and median then work on one value for each of these."
    case .source: "File, page, line and words of every figure that entered."
    case .verify: "Each number is found right (相符), wrong (不符) or not found (未找到)."
    default: nil
    }
  }
}
