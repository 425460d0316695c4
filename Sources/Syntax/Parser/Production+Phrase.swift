extension Production {
  /// What it is called in a message.
  var phrase: String? {
    switch self {
    case .clause: "a clause or the end of the statement"
    case .whereClause, .havingClause, .condition, .conjunction, .negation: "a condition"
    case .byClause, .acrossClause, .ofClause, .perClause: "a dimension"
    case .aggregate, .operand, .listColumn: "a measure"
    case .query, .head: "a verb (sum, avg, min, max, median, count, share or list)"
    case .yearClause, .yearItem, .yearValue: "a year"
    case .yearBase: "a year or 上年"
    case .orderClause: "a column to order by"
    case .topClause: "a number of rows"
    case .withClause: "总计, 小计, 其他 or 图"
    case .unitClause: "元, 万元 or 亿元"
    case .fromClause: "a relation"
    case .withinClause: "a number"
    case .toClause: "a file's name in quotes"
    case .comparison, .element, .expression, .term, .factor, .primary: "a value or a measure"
    case .value: "a measure, a filter or a query"
    case .sign: "a sign of comparison (= != < <= > >=)"
    default: nil
    }
  }

  /// How it is written.
  var example: String? {
    switch self {
    case .whereClause, .condition, .conjunction, .negation: "where 类 = 210 and 部门 ~ 汉阳"
    case .havingClause: "having 支出 > 1亿"
    case .byClause: "by 部门, 年度"
    case .acrossClause: "across 年度"
    case .ofClause: "share 支出 by 部门, 类 of 部门"
    case .perClause: "avg 支出 per 部门 by 类"
    case .aggregate, .operand: "sum 支出, 基本支出 by 部门"
    case .listColumn: "list 支出 where 级 = 项"
    case .query, .head: "sum 支出 by 部门"
    case .yearClause, .yearItem, .yearValue, .yearBase:
      "year 2020, year 2018..2020 or year 2021 vs 2020; to group by it, by 部门, 年度"
    case .orderClause: "order 支出 desc, 部门"
    case .topClause: "top 10"
    case .withClause: "with 小计"
    case .unitClause: "unit 亿元"
    case .fromClause: "from 数字"
    case .withinClause: "within 0.01"
    case .toClause: "to 'out.csv'"
    case .value: "let 人均 = 支出 / 人数"
    case .sign: "assert 支出 = 基本支出 + 项目支出"
    case .clause: "where 类 = 210, by 部门, year 2020, order 支出 desc or top 10"
    default: nil
    }
  }
}
