import Session
import TestSupport
import Testing

/// What a construct must answer at least: a row, as its cells begin; nil where only that it
/// answers is asked.
struct Construct: Sendable {
  var english: String
  var chinese: String
  var row: String?

  init(_ english: String, _ chinese: String, _ row: String? = nil) {
    self.english = english
    self.chinese = chinese
    self.row = row
  }
}

@Suite("Every construct of the language answers, in English, Chinese and full width")
struct ConstructTests {
  static let constructs: [Construct] = [
    Construct(
      "sum 支出 where 类=210 by 部门 year 2020", "求和 支出 其中 类=210 按 部门 年度 2020",
      "中共江城市云山区委办公室 3256.49"),
    Construct(
      "sum 支出, 基本支出, 项目支出 by 部门 year 2020..2021 order 支出 desc top 10",
      "求和 支出, 基本支出, 项目支出 按 部门 年度 2020..2021 排序 支出 降序 前10",
      "江城市临江区人民政府办公室 4753.65 2179.61 2568.14"),
    Construct("sum 支出 by 类 across 年度", "求和 支出 按 类 横列 年度", "201 一般公共服务支出 4303.08 3500.84"),
    Construct(
      "share 支出 by 类 where 部门~临江 year 2020", "占比 支出 按 类 其中 部门~临江 年度 2020",
      "210 卫生健康支出 8.88"),
    Construct(
      "sum 项目支出 / 支出 as 项目占比 by 部门 year 2021", "求和 项目支出 / 支出 称为 项目占比 按 部门 年度 2021",
      "江城市临江区人民政府办公室 0.4855"),
    Construct(
      "sum 支出 by 部门 year 2021 vs 2020", "求和 支出 按 部门 年度 2021 对比 2020",
      "江城市临江区人民政府办公室 2282.26 2471.39 -189.13 -7.65"),
    Construct(
      "sum 支出 by 部门 vs 上年 where 部门~临江", "求和 支出 按 部门 对比 上年 其中 部门~临江",
      "江城市临江区人民政府办公室 2021 2282.26 2471.39 -189.13 -7.65"),
    Construct("avg 支出 by 类 year 2021", "平均 支出 按 类 年度 2021", "208 社会保障和就业支出 152.52"),
    Construct("min 支出", "最小 支出", "870.27"),
    Construct("max 支出", "最大 支出", "5335.32"),
    Construct("median 支出", "中位数 支出", "2306.69"),
    Construct("count 部门 by 年度", "计数 部门 按 年度", "2020 3"),
    Construct(
      "avg min max median 支出 per 部门 by 类", "平均 最小 最大 中位数 支出 每 部门 按 类",
      "224 灾害防治及应急管理支出 18.50 18.50 18.50 18.50"),
    Construct(
      "sum * where 部门~临江 by 指标, 年度", "求和 * 其中 部门~临江 按 指标, 年度", "基本支出 2020 1011.32"),
    Construct(
      "sum 三公决算 by 部门, 三公项目 with 小计", "求和 三公决算 按 部门, 三公项目 带 小计", "总计 - 42.06"),
    Construct(
      "sum 支出 by 类 tree where 部门~临江 year 2020", "求和 支出 按 类 树形 其中 部门~临江 年度 2020",
      "21099 其他卫生健康支出 2.45"),
    Construct(
      "sum 支出 by 部门 having 支出 > 1亿", "求和 支出 按 部门 满足 支出 > 1亿"),
    Construct(
      "sum 支出 by 部门 having 支出 > 5000万", "求和 支出 按 部门 满足 支出 > 5000万",
      "中共江城市云山区委办公室 7666.44"),
    Construct(
      "list 支出 where 部门~临江 and 级=项 and 年度=2020 order 支出 desc top 1",
      "列出 支出 其中 部门~临江 且 级=项 且 年度=2020 排序 支出 降序 前1",
      "江城市临江区人民政府办公室 2020 项 2010302 一般行政管理事务 1197.34"),
    Construct(
      "sum 金额 from 数字 where 表=3 and 编码=21004 and 栏目=项目支出 by 部门",
      "求和 金额 取自 数字 其中 表=3 且 编码=21004 且 栏目=项目支出 按 部门", "江城市临江区人民政府办公室 181.30"),
    Construct(
      "source sum 支出 where 类=210 by 部门 year 2020", "来源 求和 支出 其中 类=210 按 部门 年度 2020",
      "中共江城市云山区委办公室 支出 3256.49"),
    Construct(
      "let 人均 = 支出 / 在职人数; sum 人均 where 部门~松陵", "设 人均 = 支出 / 在职人数; 求和 人均 其中 部门~松陵",
      "45.80"),
    Construct(
      "let 卫生 = 类=210; sum 支出 where 卫生 year 2020", "设 卫生 = 类=210; 求和 支出 其中 卫生 年度 2020",
      "3529.40"),
    Construct("let 哪年 = 2020; sum 支出 where 年度 = 哪年", "设 哪年 = 2020; 求和 支出 其中 年度 = 哪年", "8676.98"),
    Construct(
      "let 各部门 = sum 支出 by 部门 year 2020; run 各部门", "设 各部门 = 求和 支出 按 部门 年度 2020; 运行 各部门",
      "中共江城市松陵区委办公室 870.27"),
    Construct(
      "sum 支出 where 部门 = $dept year 2020", "求和 支出 其中 部门 = $dept 年度 2020", "870.27"),
    Construct(
      "sum 支出 by 部门 year 2020 top 1 with 其他", "求和 支出 按 部门 年度 2020 前1 带 其他", "其他 3341.66"),
    Construct(
      "sum 支出 by 部门, 年度; sum _ by 年度", "求和 支出 按 部门, 年度; 求和 _ 按 年度", "2021 5755.32"),
    Construct(
      "assert 支出 = 基本支出 + 项目支出 by 部门 where 部门~云山; sum 支出 where 部门~松陵",
      "断言 支出 = 基本支出 + 项目支出 按 部门 其中 部门~云山; 求和 支出 其中 部门~松陵", "870.27"),
    Construct(
      "verify '2020年度支出合计5335.32万元，其中基本支出1937.96万元' where 部门~云山",
      "核对 '2020年度支出合计5335.32万元，其中基本支出1937.96万元' 其中 部门~云山", "1937.96 万元 相符"),
    Construct("find 抚恤", "查找 抚恤", "功能分类 20808 抚恤"),
    Construct("show 年度", "显示 年度", "2020"),
    Construct("show 指标", "显示 指标", "支出 万元"),
    Construct("show 部门", "显示 部门"),
    Construct("show 字段", "显示 字段", "部门"),
    Construct("show coverage", "显示 覆盖"),
    Construct("sum 支出 by 类 where 部门~松陵 unit 元", "求和 支出 按 类 其中 部门~松陵 单位 元", "210 卫生健康支出 534900.00"),
    Construct(
      "sum 支出 / (人数 where 人员类别=在职) where 部门~松陵", "求和 支出 / (人数 其中 人员类别=在职) 其中 部门~松陵",
      "45.80"),
    Construct(
      "sum round(支出 / 在职人数, 1), abs(基本支出 - 支出), rank(支出) by 部门 year 2020",
      "求和 四舍五入(支出 / 在职人数, 1), 绝对值(基本支出 - 支出), 排名(支出) 按 部门 年度 2020",
      "中共江城市松陵区委办公室 45.8 198.59 3"),
    Construct(
      "sum coalesce(项目支出, 0), if(支出 > 2000, 支出, 0) by 部门 year 2020",
      "求和 首个非空(项目支出, 0), 如果(支出 > 2000, 支出, 0) 按 部门 年度 2020",
      "中共江城市松陵区委办公室 198.59 0.00"),
    Construct(
      "sum 支出 where (类=208 or 项!=2210201) and 款 is not null and 部门~临江 year 2020",
      "求和 支出 其中 (类=208 或 项!=2210201) 且 款 不为空 且 部门~临江 年度 2020"),
    Construct(
      "sum 支出 where 类 in (208, 210..213) and 部门 !~ 云山 by 类",
      "求和 支出 其中 类 属于 (208, 210..213) 且 部门 !~ 云山 按 类", "213 农林水支出 860.00"),
    Construct("sum 支出 by 部门 year 2020 with 图", "求和 支出 按 部门 年度 2020 带 图"),
    Construct("chart sum 支出 by 年度", "图表 求和 支出 按 年度", "2020 8676.98"),
  ]

  @Test(arguments: constructs.indices)
  func `A construct answers the same in all three`(index: Int) {
    let construct = Self.constructs[index]
    let expected = answer(construct.english)
    #expect(expected.error == nil, "\(construct.english)\n\(expected.title)")
    for written in [construct.chinese, fullWidth(construct.english), fullWidth(construct.chinese)] {
      let other = answer(written)
      #expect(other.error == nil, "\(written)\n\(other.title)")
      #expect(other.rows == expected.rows, "\(written)")
      #expect(other.header.count == expected.header.count)
    }
    if let row = construct.row {
      #expect(
        expected.rows.contains { $0.hasPrefix(row) },
        "\(construct.english) answers \(expected.rows.prefix(12))")
    }
  }

  private func answer(_ statements: String) -> Answer {
    ask(statements, parameters: ["dept": "中共江城市松陵区委办公室"])
  }

  @Test(arguments: [
    ("explain sum 支出 by 类 year 2020", "解释 求和 支出 按 类 年度 2020"), ("describe 支出", "描述 支出"),
    ("help where", "帮助 其中"),
  ])
  func `Statements that answer with words do so in all three`(english: String, chinese: String) {
    let expected = ask(english)
    #expect(expected.texts.count == 1)
    #expect(ask(chinese).texts == expected.texts)
    #expect(ask(fullWidth(english)).texts == expected.texts)
  }
}
