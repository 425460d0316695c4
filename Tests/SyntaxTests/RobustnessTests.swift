import TestSupport
import Testing
import Text

@testable import Syntax

/// Parses a text that may be anything, puts its errors into words and prints its statements.
private func readEverything(_ bytes: [UInt8], words: Bool = true) {
  let source = SourceText(name: "test", bytes: bytes)
  let result = Parser.parse(source)
  if words {
    for error in result.errors { _ = error.diagnostic(in: source).rendered() }
  }
  for statement in result.script.statements { _ = Printer.print(statement) }
}

@Test func `Every prefix of every construct is read, completed and judged without a trap`() {
  for (english, chinese) in constructs {
    for text in [english, chinese] {
      let bytes = Array(text.utf8)
      for end in 0...bytes.count {
        readEverything(Array(bytes[..<end]))
        _ = Parser.expectations(in: SourceText(name: "", bytes: bytes), at: end)
        _ = Parser.isComplete(String(decoding: bytes[..<end], as: UTF8.self))
      }
    }
  }
}

@Test func `A construct with any token dropped or doubled is read without a trap`() {
  for (english, chinese) in constructs {
    for text in [english, chinese] {
      let bytes = Array(text.utf8)
      for token in Lexer.tokens(of: bytes).tokens {
        readEverything(Array(bytes[..<token.range.start] + bytes[token.range.end...]))
        readEverything(Array(bytes[..<token.range.end] + bytes[token.range.start...]))
      }
    }
  }
}

@Test(arguments: [44, 45, 46, 47] as [UInt64])
func `A hundred thousand mutated statements are read without a trap`(seed: UInt64) {
  var random = Seeded(seed)
  print("mutations: seed \(seed)")
  let samples = constructs.flatMap { [Array($0.english.utf8), Array($0.chinese.utf8)] }
  let pieces = [
    "(", ")", ",", "..", "where", "按", "不", "'", "“", "`", "\n", ";", "$", "@", "-", "#", "=", "9",
    "if(", "not", "年度", "\u{FFFD}", "。", "…", "（", "\r\n", "!", "--", "%", "亿",
  ].map { Array($0.utf8) }
  for number in 0..<25_000 {
    var bytes = samples.randomElement(using: &random)!
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.insert(contentsOf: pieces.randomElement(using: &random)!, at: place)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 3))
      case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      default:
        let other = samples.randomElement(using: &random)!
        bytes.replaceSubrange(place..., with: other[min(place, other.count)...])
      }
    }
    readEverything(bytes, words: number.isMultiple(of: 50))
  }
}

@Test(arguments: [
  "(", "-", "not ", "if(", "round(", "a+", "a and ", "sum ", "（", "国（", "a..", "a=", "by ", "`",
  "'",
  "year 2020 vs ", "x in (", "1", "\n", "$", "list (a where ",
])
func `Ten thousand of one thing end in an error and not in a full stack`(piece: String) {
  for head in ["", "sum 支出 where "] {
    readEverything(Array((head + String(repeating: piece, count: 10_000)).utf8))
  }
}

@Test func `Brackets nest to the limit and no deeper`() {
  func nested(_ depth: Int) -> String {
    "sum " + String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
  }
  #expect(parse(nested(Parser.nestingLimit)).errors.isEmpty)
  #expect(parse(nested(Parser.nestingLimit + 1)).errors.map(\.fact) == [.tooDeep])
}

@Test(arguments: ["+", "-", "*", " = 1 and ", " = 1 or not "])
func `A statement may have as many operators as the limit, and is printed and compared`(
  joint: String
) throws {
  let perJoint = joint.contains("not") ? 3 : joint.contains("=") ? 2 : 1
  let count = (Parser.operatorLimit - (perJoint > 1 ? 1 : 0)) / perJoint
  let text =
    "let x = " + Array(repeating: "a", count: count + 1).joined(separator: joint)
    + (perJoint > 1 ? " = 1" : "")
  let tree = try statement(text)
  #expect(try statement(Printer.print(Statement(tree, range: SourceRange(0..<0)))) == tree)
  let longer = text + "+ 1 + 1 + 1"
  #expect(parse(longer).errors.map(\.fact) == [.tooLong])
}

@Test func `A list of values has no limit`() {
  let values = (0..<20_000).map(String.init).joined(separator: ",")
  #expect(parse("sum 支出 where 类 in (\(values))").errors.isEmpty)
}
