import Testing
import Text

@testable import Syntax

@Test(arguments: [
  "sum 支出 by\n  部门", "sum 支出,\n  收入 by 部门", "sum 支出,\navg 收入", "sum 支出 +\n\n 收入",
  "sum (支出\n  + 收入\n) by 部门",
  "sum 支出 where 类 in (\n  208,\n  210\n)", "sum 支出 where 类 = 208 and\n 款 is null",
  "sum 支出 year\n2020..\n2021 vs\n2019",
  "let x =\n  sum 支出 by 部门", "sum 支出 by # 每个部门\n  部门, # 还有\n  年度", "sum 支出 where not\n款 is null",
  "sum 支出 top\n3",
])
func `A statement goes on over a line's end behind an operator, a comma or a keyword`(text: String)
{
  let result = parse(text)
  #expect(result.errors.isEmpty)
  #expect(result.script.statements.count == 1)
}

@Test(arguments: [
  ("sum 支出\nsum 收入", 2), ("sum 支出; sum 收入;", 2), ("sum 支出；sum 收入。", 2), ("\n\n;;\n", 0),
  ("sum 支出\r\nsum 收入\r\n", 2),
  ("# 注\nsum 支出 # 注\n-- 注\n", 1), ("sum 支出 by\nsum 收入", 1),
  ("#!/usr/bin/env -S suan -f\nsum 支出", 1), ("", 0),
])
func `A statement ends at a line's end or a semicolon`(text: String, count: Int) {
  #expect(parse(text).script.statements.count == count)
}

@Test(arguments: [
  ("sum 支出", true), ("sum 支出 by", false), ("sum 支出 by 部门,", false), ("sum (支出", false),
  ("sum 支出 +", false), ("sum", true),
  ("sum 支出 where 类 in (1,", false), ("sum 支出 where 部门 = '汉", true), ("", true), ("# 注", true),
  ("let x =", false),
  ("sum 支出 by 部门 # 注", true), ("sum 支出 where by", true), ("sum 收入 by; sum 支出 by", false),
  ("sum 支出 by\n\n", false),
  ("sum 支出 and", true), ("sum 支出 year 2020..", false), ("sum * ", true),
  ("sum 支出 where (类=210 or", false), ("sum 支出)", true),
])
func `A text is complete unless a further line would go on with it`(text: String, isComplete: Bool)
{
  #expect(Parser.isComplete(text) == isComplete)
}
