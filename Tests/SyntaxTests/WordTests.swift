import TestSupport
import Testing
import Text

@testable import Syntax

private func tokens(_ text: String) -> [Token.Kind] {
  Lexer.tokens(of: Array(text.utf8)).tokens.dropLast().map(\.kind)
}

@Test func `No spelling belongs to two keywords, and none needs folding`() {
  let spellings = Keyword.allCases.flatMap(\.spellings)
  #expect(Set(spellings).count == spellings.count)
  for spelling in spellings where spelling != "?" {
    #expect(Folding.key(spelling) == spelling)
  }
  for keyword in Keyword.allCases {
    #expect(!keyword.english.isEmpty && !keyword.chinese.isEmpty && !keyword.meaning.isEmpty)
  }
}

private let pieces: [(String, [Token.Kind])] = [
  ("因公出国（境）费", [.word("因公出国(境)费")]), ("卫生健康支出(类)", [.word("卫生健康支出(类)")]),
  (
    "round(支出)",
    [.keyword(.round, "round"), .symbol(.leftParen), .word("支出"), .symbol(.rightParen)]
  ),
  ("属于（卫生）", [.keyword(.in, "属于"), .symbol(.leftParen), .word("卫生"), .symbol(.rightParen)]),
  ("人数(a b)", [.word("人数"), .symbol(.leftParen), .word("a"), .word("b"), .symbol(.rightParen)]),
  ("foo(支出)", [.word("foo"), .symbol(.leftParen), .word("支出"), .symbol(.rightParen)]),
  ("〇一二", [.word("〇一二")]), ("中·共", [.word("中·共")]), ("ＡＢ１", [.word("AB1")]),
  ("SUM", [.keyword(.sum, "SUM")]),
  ("前10", [.keyword(.top, "前"), .number("10", nil)]), ("前进", [.word("前进")]),
  ("年度２０２０年", [.keyword(.year, "年度"), .number("2020", nil)]),
  ("1亿", [.number("1", .亿)]), ("3.5 万元", [.number("3.5", .万元)]), ("5%", [.number("5", .percent)]),
  ("５％", [.number("5", .percent)]),
  ("0210", [.number("0210", nil)]),
  ("2020..2021", [.number("2020", nil), .symbol(.range), .number("2021", nil)]),
  ("2018……2020", [.number("2018", nil), .symbol(.range), .number("2020", nil)]),
  ("2018。。2020", [.number("2018", nil), .symbol(.range), .number("2020", nil)]),
  ("10。5", [.number("10.5", nil)]), ("a。", [.word("a"), .semicolon]),
]

@Test(arguments: pieces)
func `Words and numbers are cut where a reader would cut them`(text: String, kinds: [Token.Kind]) {
  #expect(tokens(text) == kinds)
}

@Test(arguments: [
  ("'a''b'", "a'b"), ("\"x\"", "x"), ("“汉阳”", "汉阳"), ("“汉阳“", "汉阳"), ("「a“b”」", "a“b”"),
  ("‘x’", "x"), ("'２０'", "２０"), ("''", ""), ("＂a＂", "a"),
])
func `A text stands in any quotes and stays as it is`(text: String, value: String) {
  #expect(tokens(text) == [.text(value)])
}

@Test func `Two hyphens begin a comment behind white space only, dashes never`() {
  #expect(tokens("a--b").count == 4)
  #expect(tokens("a --b") == [.word("a")])
  #expect(tokens("a\u{3000}－－b") == [.word("a")])
  #expect(tokens("a ——b").count == 4)
  #expect(tokens("a#b") == [.word("a")])
  #expect(tokens("a＃b") == [.word("a")])
}

@Test func `Every byte that is no white space lies in one token or comment`() {
  for (english, chinese) in constructs {
    for text in [english, fullWidth(chinese), chinese + " # 注"] {
      let bytes = Array(text.utf8)
      let (tokens, comments) = Lexer.tokens(of: bytes)
      var position = 0
      let ranges = tokens.map(\.range) + comments.map(\.range)
      for range in ranges.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
        let gap = String(decoding: bytes[position..<range.start], as: UTF8.self)
        #expect(gap.unicodeScalars.allSatisfy(Lexer.isSpace))
        position = range.end
      }
    }
  }
}

@Test func `Every keyword has an example that is read and holds it`() {
  for keyword in Keyword.allCases {
    #expect(parse(keyword.example).errors.isEmpty, "\(keyword.example)")
    let holds = tokens(keyword.example).contains { kind in
      if case .keyword(keyword, _) = kind { true } else { false }
    }
    #expect(holds, "\(keyword)")
  }
}
