import Testing
import Text

@testable import Syntax

private func expectations(_ text: String) -> Expectations {
  let source = SourceText(name: "", text)
  return Parser.expectations(in: source, at: source.bytes.count)
}

private let positions: [(String, Syntax.Expectation)] = [
  ("", .keyword(.sum)), ("s", .keyword(.sum)), ("sum 收入; ", .keyword(.assert)),
  ("sum ", .measure), ("sum 支", .measure),
  ("count ", .dimension), ("count ", .relation), ("list ", .relation),
  ("sum 支出 ", .keyword(.where)), ("sum 支出 w", .keyword(.where)),
  ("sum 支出 where ", .column), ("sum 支出 where 部门 ", .symbol(.contains)),
  ("sum 支出 where 部门 ~ ", .value(of: "部门")),
  ("sum 支出 where 部门 ~ 汉", .value(of: "部门")), ("sum 支出 where 部门 = '汉", .value(of: "部门")),
  ("sum 支出 where 类 in (208, ", .value(of: "类")), ("sum 支出 where (类 = 210 ", .symbol(.rightParen)),
  ("sum 支出 where 类 = 210 ", .keyword(.and)), ("sum 支出 by ", .dimension),
  ("sum 支出 by 部门, ", .dimension), ("sum 支出 year ", .year),
  ("sum 支出 year 2021 vs ", .keyword(.previous)), ("sum 支出 order ", .column),
  ("sum 支出 order 支出 ", .keyword(.desc)), ("sum 支出 top ", .number),
  ("sum 支出 with ", .keyword(.rest)), ("sum 支出 across ", .dimension), ("sum 支出 unit ", .moneyUnit),
  ("sum 金额 from ", .relation),
  ("sum 支出 to ", .file), ("verify ", .file), ("run ", .savedQuery), ("show ", .topic),
  ("explain ", .keyword(.check)),
  ("explain check ", .rule), ("help ", .word), ("let x = ", .measure),
  ("sum 支出 having ", .column), ("sum round(", .measure),
  ("求和 支出 按 ", .dimension), ("assert 支出 ", .symbol(.equal)), ("chart ", .keyword(.line)),
  ("sum 支出 as ", .newName),
]

@Test(arguments: positions)
func `Every position says what may stand there`(text: String, item: Syntax.Expectation) {
  // A name of a calculation is expected as a column in general.
  let wanted: Syntax.Expectation = text == "let x = " ? .column : item
  #expect(expectations(text).items.contains(wanted))
}

@Test func `A clause that is there is not offered again, nor a statement within a statement`() {
  let items = expectations("sum 支出 by 部门 ").items
  #expect(!items.contains(.keyword(.by)))
  #expect(!items.contains(.keyword(.sum)))
  #expect(items.contains(.endOfStatement))
}

@Test(arguments: [
  ("sum 支", 4..<7), ("sum 支出 ", 11..<11), ("sum 支出 to docs/a.t", 14..<22),
  ("sum 支出 where 部门 = '汉", 26..<30),
  ("sum 支出 where 类=21", 21..<23), ("sum 支出 where 部门 = $d", 26..<28), ("sum 支出+", 11..<11),
])
func `A completion replaces the word begun`(text: String, replaced: Range<Int>) {
  #expect(expectations(text).replaced == SourceRange(replaced))
}

@Test func `The relation in force is told, and nothing is offered in a comment or behind a fault`()
{
  #expect(expectations("list 页 from 数字 where ").relation == "数字")
  #expect(expectations("sum 支出 # by ").items == [])
  #expect(expectations("sum 支出 gruop ").items == [])
}
