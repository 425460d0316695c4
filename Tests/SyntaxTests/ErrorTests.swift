import Testing
import Text

@testable import Syntax

/// Faulty statements: the message's id, the text under the caret, and a word its title, hint or
/// nearest names must hold.
let faults: [(text: String, id: String, under: String, says: String)] = [
  ("sum 支出 where by 部门", "unexpected", "by", "Expected a condition after where, found by"),
  ("smu 支出 by 部门", "unexpected", "smu", "Did you mean sum?"),
  ("支出 by 部门", "unexpected", "支出", "sum 支出"),
  ("by 部门", "unexpected", "by", "clause"),
  ("sum 支出 hvaing 支出>1", "unexpected", "hvaing", "Did you mean having?"),
  ("sum by 部门", "unexpected", "by", "a measure"),
  ("求和 支出 按部门", "unexpected", "按部门", "space behind 按"),
  ("sum支出 by 部门", "unexpected", "sum支出", "space behind sum"),
  ("sum 支出 by部门", "unexpected", "by部门", "space behind by"),
  ("sum 支出 within 1", "clause-not-taken", "within", "A query takes no within"),
  ("sum 支出 where 部门 = 武汉 经开", "unexpected", "经开", "quotes"),
  ("sum 支出 where 类=210, 208", "unexpected", ",", "类 in (208, 210)"),
  ("sum 支出 where 类 in (210 208)", "unexpected", "208", "类 in (208, 210)"),
  ("sum 支出 where 类 is 210", "unexpected", "210", "not or null"),
  ("sum 支出 by 类 and 款", "unexpected", "and", "commas"),
  ("sum 支出 by 部门, 年度 2020", "unexpected", "2020", "dimension"),
  ("sum 支出 with 合计", "unexpected", "合计", "总计, 小计, 其他 or 图"),
  ("sum 支出 top 2 with 其它", "unexpected", "其它", "Did you mean 其他?"),
  ("sum 支出 with 总记", "unexpected", "总记", "Did you mean 总计"),
  ("sum 支出 vs 去年", "unexpected", "去年", "a year"),
  ("sum 支出 unit 块", "unexpected", "块", "亿元"),
  ("explain 支出", "unexpected", "支出", "a verb"),
  ("assert 支出 ~ 3", "unexpected", "~", "sign of comparison"),
  ("sum 支出 year", "unfinished", "", "by 部门, 年度"),
  ("let x", "unfinished", "", "where = is missing"),
  ("run", "unfinished", "", "saved query"),
  ("sum 支出 where (类=210", "unfinished", "", ")"),
  ("sum (支出 by 部门", "unclosed-parenthesis", "(", "not closed"),
  ("SELECT sum(支出) FROM t", "sql", "SELECT", "verb"),
  ("sum 支出 limit 10", "foreign-word", "limit", "top 10"),
  ("sum 支出 group by 部门", "foreign-word", "group", "by 部门"),
  ("sum 支出 where 部门 like '汉阳'", "foreign-word", "like", "~"),
  ("求和 支出 按 部门 满足 支出 大于 3亿", "foreign-word", "大于", ">"),
  ("sum 支出 where 部门 汉阳", "no-condition", "部门", "compared"),
  ("sum 支出 where 支出 + 1", "no-condition", "支出 + 1", "compared"),
  ("sum (a = b)", "condition-as-value", "(a = b)", "if("),
  ("sum 支出 where 1 < 支出 < 2", "chained-comparison", "<", "and"),
  ("sum 支出 by 部门 by 类", "repeated-clause", "by", "commas"),
  ("sum 支出 where 类=210 where 款=21004", "repeated-clause", "where", "and"),
  ("sum 支出 vs 2019 year 2021 vs 2020", "repeated-clause", "year 2021 vs 2020", "vs"),
  ("check by 部门", "clause-not-taken", "by", "check takes no by clause"),
  ("list 支出 having 支出 > 1", "clause-not-taken", "having", "list takes no having"),
  ("sum 支出 / avg 收入", "verb-inside", "avg", "divides the sums"),
  ("list 支出, sum 收入", "list-beside-verb", "sum", "two statements"),
  ("avg min 支出 as x", "alias-of-several", "x", "each"),
  ("sum 支出 year 20", "not-a-year", "20", "four digits"),
  ("sum 支出 top 1.5", "not-a-count", "1.5", "top 10"),
  ("sum round(支出, 1, 2)", "arity", "round(支出, 1, 2", "3 arguments"),
  ("sum 支出 where 人数 > 10块", "unknown-unit", "10块", "万元"),
  ("sum 支出 where 支出 > '1", "unterminated-text", "'1", "quote"),
  ("sum `支出", "unterminated-name", "`支出", "backquote"),
  ("sum ``", "empty-name", "``", "between"),
  ("sum ^", "unexpected-character", "^", "backquotes"),
  ("sum 支出 where 部门 = $", "incomplete-sign", "$", "$dept"),
  ("sum 支出 where 部门 in @x", "incomplete-sign", "@", "@-"),
]

@Test(arguments: faults.indices)
func `A fault is told by name, place and remedy`(index: Int) throws {
  let (text, id, under, says) = faults[index]
  let source = SourceText(name: "test", text)
  let errors = Parser.parse(source).errors
  try #require(errors.count == 1)
  let diagnostic = errors[0].diagnostic(in: source)
  #expect(diagnostic.id == "syntax.\(id)")
  #expect(source[errors[0].range] == under)
  let lines = diagnostic.rendered().split(separator: "\n").filter { !$0.hasPrefix("  | ") }
  #expect(lines.joined(separator: "\n").contains(says), "\(diagnostic.rendered())")
  #expect(!diagnostic.title.contains("something else"))
}

@Test func `Each faulty statement of a script has its error, and those between are kept`() {
  let result = parse(
    """
    sum 支出 where by 部门
    sum 收入
    smu 支出 by 部门
    sum 支出 by
    sum (支出
      + 收入 by 部门
    list 支出; sum 支出 year 20; show 部门
    """)
  #expect(result.errors.count == 5)
  #expect(
    result.script.statements.map(Printer.print)
      == ["sum 收入", "list 支出", "show 部门"])
}

@Test func `Lines that continue a faulty statement make no errors of their own`() {
  let result = parse("sum 支出 where (类 in (208,\n  209 210,\n  211)\n  or 款 = 1)\n, 2\nsum 收入")
  #expect(result.errors.count == 1)
  #expect(result.script.statements.map(Printer.print) == ["sum 收入"])
}

@Test func `A caret stands under a fault behind Chinese words`() {
  let source = SourceText(name: "a.suan", "sum 收入\nsum 支出 where by 部门")
  let text = Parser.parse(source).errors[0].diagnostic(in: source).rendered()
  #expect(text.contains("a.suan:2:14"))
  #expect(text.contains("  | \(String(repeating: " ", count: 15))^^"))
}
