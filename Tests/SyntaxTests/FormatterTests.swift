import Testing
import Text

@testable import Syntax

private func format(_ text: String) throws -> String {
  try Formatter.format(SourceText(name: "", text))
}

@Test func `A script is formatted with its comments and single blank lines`() throws {
  let script = """
    #!/usr/bin/env -S suan -f
    #各部门
    求和 支出，收入   其中 类＝２１０ 按 部门 年度 ２０２０   #按类


    -- 明细
    list  支出 where (级=项) ; check
    sum 支出 by # 甲
      部门, # 乙
      年度
    # 完
    """
  let expected = """
    #!/usr/bin/env -S suan -f
    # 各部门
    sum 支出, 收入 where 类 = 210 by 部门 year 2020  # 按类

    # 明细
    list 支出 where 级 = 项
    check
    # 甲
    # 乙
    sum 支出 by 部门, 年度
    # 完

    """
  #expect(try format(script) == expected)
  #expect(try format(expected) == expected)
}

@Test(arguments: [
  ("SUM 支出 TOP 3 by 部门", "sum 支出 by 部门 top 3"), ("sum ((a)+(b*c))/(d)", "sum (a + b * c) / d"),
  ("sum a-(b-c)", "sum a - (b - c)"),
  ("sum a/(b/c)", "sum a / (b / c)"), ("sum - -a", "sum -(-a)"),
  ("sum -(a+b)*c", "sum -(a + b) * c"), ("sum 支出 order by 支出", "sum 支出 order 支出"),
  (
    "sum a where x=1..3 or (y!=1 and (z=2 or w=3))",
    "sum a where x = 1..3 or y != 1 and (z = 2 or w = 3)"
  ),
  ("sum a where not (x=1 or y=2)", "sum a where not (x = 1 or y = 2)"),
  ("sum a where x 1..3", "sum a where x = 1..3"),
  ("sum a where (x=1 and y=2) and z=3", "sum a where x = 1 and y = 2 and z = 3"),
  ("avg min a", "avg a, min a"), ("list check", "list 检查"),
  ("sum a where b = \"it's\"", "sum a where b = 'it''s'"), ("sum `a b`, `c`", "sum `a b`, c"),
  ("find 学前", "find '学前'"), ("sum a unit 万", "sum a unit 万元"),
  ("sum a where b in 3", "sum a where b in (3)"),
  ("sum a where b<>3 and c==4", "sum a where b != 3 and c = 4"),
  ("let x = (人数 where y=1)", "let x = 人数 where y = 1"),
  ("sum a×2÷b where c≥3 and d≠4", "sum a * 2 / b where c >= 3 and d != 4"),
  ("sum a with 总计 with 图", "sum a with 总计, 图"),
  ("sum a vs 2020 by 部门 year 2021", "sum a by 部门 year 2021 vs 2020"),
  ("verify x.txt", "verify from 'x.txt'"), ("sum a year 2018……2020", "sum a year 2018..2020"),
])
func `Statements have one canonical form`(text: String, canonical: String) throws {
  #expect(try format(text) == canonical + "\n")
}

@Test func `A faulty script is not formatted`() {
  #expect(throws: Formatter.Failure.self) { try format("sum 支出\nsum by") }
}
