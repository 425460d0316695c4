import Testing
import Text
@testable import Syntax
@Test func tmp() {
  for t in ["sum 支出 where 支出 > 3 and (大额)", "sum 支出 where (大额)", "sum 支出 where 3 > 3 and 大额","sum 支出 年度2020年 top10"] {
  let s = SourceText(name:"t", t)
  let r = Parser.parse(s)
  print(r.errors.first?.diagnostic(in: s).rendered() ?? "ok", Lexer.tokens(of: s.bytes).tokens.map(\.kind))
  }
}
