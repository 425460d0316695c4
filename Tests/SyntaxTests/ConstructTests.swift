import TestSupport
import Testing
import Text

@testable import Syntax

/// Every construct of the language, in English and in Chinese.
let constructs: [(english: String, chinese: String)] = [
  ("sum 支出 where 类=210 by 部门 year 2020", "求和 支出 其中 类=210 按 部门 年度 2020"),
  (
    "sum 支出, 基本支出, 项目支出 by 部门 year 2020..2021 order 支出 desc top 10",
    "求和 支出, 基本支出, 项目支出 按 部门 年度 2020..2021 排序 支出 降序 前10"
  ),
  ("sum 支出 by 类 across 年度", "求和 支出 按 类 横列 年度"),
  ("share 支出 by 类 where 部门~汉阳", "占比 支出 按 类 其中 部门~汉阳"),
  ("share 支出 by 部门, 类 of 部门", "占比 支出 按 部门, 类 占 部门"),
  ("sum 项目支出 / 支出 as 项目占比 by 部门", "求和 项目支出 / 支出 称为 项目占比 按 部门"),
  ("sum 支出 by 部门 year 2021 vs 2020", "求和 支出 按 部门 年度2021 对比2020"),
  ("sum 支出 year 2021 vs 2020 vs 2019", "求和 支出 年度 2021年 对比 2020年 对比 2019年"),
  ("sum 支出 by 部门 vs previous", "求和 支出 按 部门 对比 上年"),
  ("sum 支出 year 2019, 2021 vs 上年", "求和 支出 年度 2019, 2021 对比 上年"),
  ("avg 支出 by 类", "平均 支出 按 类"),
  ("count 部门 by 年度", "计数 部门 按 年度"),
  ("avg min max median 支出 per 部门 by 类", "平均 最小 最大 中位数 支出 每 部门 按 类"),
  ("sum 支出, 收入, avg 支出, count 部门 by 类", "求和 支出, 收入, 平均 支出, 计数 部门 按 类"),
  ("sum * where 部门~江汉 by 指标, 年度", "求和 * 其中 部门~江汉 按 指标, 年度"),
  ("sum 三公决算 by 部门, 三公项目 with subtotal", "求和 三公决算 按 部门, 三公项目 带 小计"),
  ("sum 支出 by 部门 with total, bars", "求和 支出 按 部门 带 总计, 图"),
  ("sum 支出 by 类 tree", "求和 支出 按 类 树形"),
  ("sum 支出 by 部门 having 支出 > 1亿", "求和 支出 按 部门 满足 支出 > 1亿"),
  (
    "list 支出 where 部门~江汉 and 级=项 order 支出 desc",
    "列出 支出 其中 部门~江汉 且 级=项 排序 支出 降序"
  ),
  ("list 年度, 单位, 金额 as 数 from 数字", "列出 年度, 单位, 金额 称为 数 取自 数字"),
  ("list year, unit from 数字 order year asc", "列出 年度, 单位 取自 数字 排序 年度 升序"),
  (
    "sum 金额 from 数字 where 表=3 and 编码=21004 by 部门",
    "求和 金额 取自 数字 其中 表=3 且 编码=21004 按 部门"
  ),
  ("source sum 支出 where 类=210", "来源 求和 支出 其中 类=210"),
  ("let 人均 = 支出 / 人数", "设 人均 = 支出 / 人数"),
  ("let 在职 = 人数 where 人员类别=在职", "设 在职 = 人数 其中 人员类别=在职"),
  (
    "let 民生 = 类 in (205, 208..210) and not 款 is null",
    "设 民生 = 类 属于 (205, 208..210) 且 非 款 为空"
  ),
  ("let 各部门 = sum 支出 by 部门", "设 各部门 = 求和 支出 按 部门"),
  ("run 各部门", "运行 各部门"),
  ("sum 支出 where 部门 = $dept year $y top $n", "求和 支出 其中 部门 = $dept 年度 $y 前 $n"),
  ("sum 支出 by 部门 top 10 with rest", "求和 支出 按 部门 前10 带 其他"),
  ("sum _ by 年度", "求和 _ 按 年度"),
  (
    "assert 支出 = 基本支出 + 项目支出 by 部门 within 0.01",
    "断言 支出 = 基本支出 + 项目支出 按 部门 误差 0.01"
  ),
  (
    "verify '2020年度支出合计5335.32万元，其中基本支出1937.96万元' where 部门~经开",
    "核对 '2020年度支出合计5335.32万元，其中基本支出1937.96万元' 其中 部门~经开"
  ),
  ("verify from 'docs/a b.txt'", "核对 取自 'docs/a b.txt'"),
  ("find 学前", "查找 学前"),
  ("check where 级别=错误", "检查 其中 级别=错误"),
  ("list check where 级别=错误", "列出 检查 其中 级别=错误"),
  ("show 指标", "显示 指标"),
  ("show coverage year 2020", "显示 coverage 年度 2020"),
  ("describe 支出", "描述 支出"),
  ("explain sum 支出", "解释 求和 支出"),
  ("explain plan sum 支出", "解释 计划 求和 支出"),
  ("explain check T3-2", "解释 检查 T3-2"),
  ("chart", "图表"),
  ("chart bar sum 支出 by 部门", "图表 柱形 求和 支出 按 部门"),
  ("chart line sum 支出 by 年度", "图表 折线 求和 支出 按 年度"),
  ("help", "帮助"),
  ("help where", "帮助 where"),
  ("sum 支出 by 部门 unit 亿元 to 'out.csv'", "求和 支出 按 部门 单位 亿元 写入 'out.csv'"),
  (
    "sum 支出 / (人数 where 人员类别=在职) by 部门",
    "求和 支出 / (人数 其中 人员类别=在职) 按 部门"
  ),
  (
    "sum round(支出 / 人数, 1), abs(三公决算 - 三公预算), rank(支出)",
    "求和 四舍五入(支出 / 人数, 1), 绝对值(三公决算 - 三公预算), 排名(支出)"
  ),
  (
    "sum coalesce(年初预算, 0), if(支出 > 0, 收入, -支出)",
    "求和 首个非空(年初预算, 0), 如果(支出 > 0, 收入, -支出)"
  ),
  (
    "sum 支出 where (类=208 or 项!=2210201) and 金额 100..200",
    "求和 支出 其中 (类=208 或 项!=2210201) 且 金额 100..200"
  ),
  (
    "list 支出 where 支出<1 or 支出<=2 or 支出>3元 or 支出>=4万 or 占比 < 5%",
    "列出 支出 其中 支出<1 或 支出<=2 或 支出>3元 或 支出>=4万 或 占比 < 5%"
  ),
  (
    "list 支出 where 科目 !~ 医疗 and 款 is not null and 项 not in (2100410)",
    "列出 支出 其中 科目 !~ 医疗 并且 款 不为空 并且 项 非 属于 (2100410)"
  ),
  ("sum 支出 where 款 is null", "求和 支出 其中 款 是 空"),
  ("sum 支出 where 部门 in @-", "求和 支出 其中 部门 属于 @-"),
  ("sum 支出 where 三公项目=因公出国(境)费", "求和 支出 其中 三公项目=因公出国（境）费"),
  ("sum `支出` where 部门='汉阳区政府'", "求和 支出 其中 部门='汉阳区政府'"),
]

@Test(arguments: constructs.indices)
func `Every construct has one tree in English, Chinese and full width`(index: Int) throws {
  let (english, chinese) = constructs[index]
  let expected = try statement(english)
  #expect(try statement(chinese) == expected, "\(chinese)")
  #expect(try statement(fullWidth(english)) == expected, "\(fullWidth(english))")
  #expect(try statement(fullWidth(chinese)) == expected, "\(fullWidth(chinese))")
}

@Test(arguments: constructs.indices)
func `What the printer writes is read as the same tree, and printed the same`(index: Int) throws {
  let tree = parse(constructs[index].english).script.statements[0]
  let printed = Printer.print(tree)
  #expect(try statement(printed) == tree.kind, "\(printed)")
  #expect(Printer.print(parse(printed).script.statements[0]) == printed)
}

@Test func `The constructs enter every production of the grammar`() {
  var entered: UInt64 = 0
  for (english, _) in constructs {
    var parser = Parser(SourceText(name: "test", english))
    _ = parser.parseScript()
    entered |= parser.entered
  }
  let missing = Production.allCases.filter { entered & (1 << UInt64($0.rawValue)) == 0 }
  #expect(missing == [])
}

@Test func `The constructs use every keyword`() {
  var used: Set<Keyword> = []
  for (english, chinese) in constructs {
    for text in [english, chinese] {
      for token in Lexer.tokens(of: Array(text.utf8)).tokens {
        if case .keyword(let keyword, _) = token.kind { used.insert(keyword) }
      }
    }
  }
  #expect(Keyword.allCases.filter { !used.contains($0) } == [])
}
