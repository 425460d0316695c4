import Testing
import Text
@testable import Syntax

@Test func smoke() {
  let good = [
    "sum 支出 where 类=210 by 部门 year 2020", "求和 支出 其中 类＝２１０ 按 部门 年度 ２０２０",
    "sum 支出, 基本支出, 项目支出 by 部门 year 2020..2021 order 支出 desc top 10", "sum 支出 by 类 across 年度",
    "share 支出 by 类 where 部门~汉阳", "sum 项目支出 / 支出 as 项目占比 by 部门", "sum 支出 by 部门 year 2021 vs 2020",
    "sum 支出 by 部门 vs 上年", "avg min max median 支出 per 部门 by 类", "count 部门 by 年度", "sum * where 部门~江汉 by 指标, 年度",
    "sum 三公决算 by 部门, 三公项目 with 小计", "sum 支出 by 类 tree", "sum 支出 by 部门 having 支出 > 1亿",
    "list 支出 where 部门~江汉 and 级=项 order 支出 desc", "sum 金额 from 数字 where 表=3 and 编码=21004 by 部门",
    "source sum 支出 where 类=210 by 部门 year 2020", "let 人均 = 支出 / 人数", "sum 支出 where 部门 = $dept",
    "sum 支出 by 部门 top 10 with 其他", "sum _ by 年度", "assert 支出 = 基本支出 + 项目支出 by 部门 within 0.01",
    "verify '2020年度支出合计5335.32万元，其中基本支出1937.96万元' where 部门~经开", "verify ./docs/a.txt", "find 学前", "check where 级别=错误",
    "list 检查 where 级别=错误", "show 指标", "show coverage", "describe 支出", "explain sum 支出", "explain plan sum 支出",
    "explain check T1-2", "sum 支出 by 部门 to 'out.csv'", "chart sum 支出 by 年度", "chart line sum 支出 by 年度", "let x = 人数 where 人员类别=在职",
    "sum 支出 / (人数 where 人员类别=在职) by 部门", "let 大 = 类 in (210, 213..215) and not 款 is null", "sum if(支出 > 0, 支出, 0)",
    "sum 支出 where 三公项目=因公出国（境）费", "let q = sum 支出 by 部门", "run q", "求和 支出 按 部门 前10 带 其他", "sum 支出 by\n 部门,\n 年度",
    "sum (支出\n + 收入) by 部门", "sum 支出 where 部门 in @-", "list 年度, 部门 from 数字", "list 项目 where 执行数 100..200", "sum 支出 year 2021 vs 2020 vs 2019",
    "sum 支出 where 款 is not null or not (类=210 and 款=21004)", "帮助", "?", "sum 支出。", "sum 支出；sum 收入", "sum round(支出/人数, 1) as 人均 # 注",
    "求和 支出 其中 （类＝２１０ 或 类＝２０８） 且 年度＝２０２０", "sum 支出 where 支出 为空", "sum 支出 年度2020年 -- x", "sum 支出 where (支出 + 收入) * 2 > 3 and (大额)",
  ]
  for text in good {
    let r = Parser.parse(SourceText(name: "t", text))
    if let e = r.errors.first { print(e.diagnostic(in: SourceText(name: "t", text)).rendered()); Issue.record("bad: \(text)") }
  }
  let bad = [
    "sum 支出 where by 部门", "smu 支出 by 部门", "sum 支出 gruop by 部门", "sum 支出 gorup 部门", "支出 by 部门", "SELECT sum(支出) FROM t", "sum 支出 order", "sum 支出 by 部门, 年度 2020",
    "sum 支出 where 部门 汉阳", "sum 支出 where 部门 = 武汉 经开", "sum 支出 where 类=210, 208", "sum 支出 by 部门 by 类", "check by 部门", "sum 支出 / avg 收入", "list 支出, sum 收入",
    "sum 支出 where 人数 > 10人", "sum 支出 where 支出 > '1", "sum (支出 by 部门", "sum 支出 year 20", "sum 支出 year", "sum 支出 top x", "sum 支出 where 100 < 支出 < 200", "sum 支出 where 支出 + 1",
    "let x =", "sum", "sum 支出 as", "sum 支出 where (类=210", "by 部门", "sum 支出 where 类 in 210 208", "sum 支出,, 收入", "assert 支出", "sum 支出 unit 块", "sum 支出 with 合计", "sum 支出 by 部门 年度", "sum (a = b)", "sum round(支出, 1, 2)", "sum ^", "sum 支出 limit 10", "explain check", "explain", "sum 支出 where not", "sum 支出)", "sum 支出 hvaing 支出>1"
  ]
  for text in bad {
    let r = Parser.parse(SourceText(name: "t", text))
    print(r.errors.first?.diagnostic(in: SourceText(name: "t", text)).rendered() ?? "NO ERROR \(text)"); print()
  }
}
