import Testing
import Text

@testable import Syntax

@Test func `Ten thousand generated statements are printed and read back the same`() throws {
  let seed: UInt64 = 20_260_101
  var generator = Generator(seed: seed)
  for number in 0..<10_000 {
    let tree = generator.statement()
    let printed = Printer.print(tree)
    let result = parse(printed)
    let isSame = result.errors.isEmpty && result.script.statements.map(\.kind) == [tree.kind]
    guard !isSame else { continue }
    let error = result.errors.first?.diagnostic(in: SourceText(name: "", printed)).rendered()
    Issue.record("seed \(seed), statement \(number): \(printed)\n\(error ?? "another tree")")
    return
  }
}

@Test func `Formatting generated scripts twice changes nothing, and keeps their statements`()
  throws
{
  var generator = Generator(seed: 7)
  for _ in 0..<300 {
    var text = ""
    for _ in 0..<5 {
      text += Printer.print(generator.statement())
      text += generator.pick(["\n", ";", " # 注\n", "\n\n\n", "；\n-- 说明\n", "\n#\n#x\n"])
    }
    let once = try Formatter.format(SourceText(name: "", text))
    let twice = try Formatter.format(SourceText(name: "", once))
    #expect(once == twice)
    #expect(
      parse(once).script.statements.map(\.kind) == parse(text).script.statements.map(\.kind))
    #expect(parse(once).script.comments.count == parse(text).script.comments.count)
  }
}
