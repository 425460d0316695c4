import Testing
import Text

struct DiagnosticTests {
  @Test("The caret stands under the span, counted in display columns")
  func caret() {
    let source = SourceText(name: "script.suan", "# 注\nsum 支出 where 类＝卫生建康 by 部门")
    let start = Array(source.bytes).firstRange(of: Array("卫生建康".utf8))!
    let diagnostic = Diagnostic(
      id: "test", title: "类 has no value 卫生建康",
      location: .init(source: source, range: SourceRange(start)), hint: "show 类 lists them.",
      nearest: ["卫生健康支出"])
    #expect(
      diagnostic.rendered() == """
        error: 类 has no value 卫生建康
          --> script.suan:2:16
          | sum 支出 where 类＝卫生建康 by 部门
          |                    ^^^^^^^^
          = Did you mean 卫生健康支出?
          = show 类 lists them.
        """)
  }

  @Test("A span over several lines is underlined to the end of its first")
  func manyLines() {
    let source = SourceText(name: "-c", "sum (支出\n + 收入")
    let diagnostic = Diagnostic(
      id: "test", title: "x", location: .init(source: source, range: SourceRange(4..<20)))
    #expect(diagnostic.rendered().hasSuffix("  | sum (支出\n  |     ^^^^^"))
  }

  @Test("Of a long line what stands around the span is shown")
  func longLine() {
    let part = String(repeating: "支出 + ", count: 200)
    let source = SourceText(name: "-c", part + "支岀" + part)
    let start = part.utf8.count
    let lines = Diagnostic(
      id: "test", title: "x", location: .init(source: source, range: SourceRange(start..<start + 6))
    ).rendered().split(separator: "\n").map(String.init)
    #expect(lines[2].hasPrefix("  | …") && lines[2].hasSuffix("…"))
    #expect(lines[2].unicodeScalars.count < 140)
    let place = lines[2].unicodeScalars.firstIndex(of: "岀")!
    let before = DisplayWidth.of(String(lines[2].unicodeScalars[..<place])) - 2
    #expect(lines[3] == "  | " + String(repeating: " ", count: before - 4) + "^^^^")
  }

  @Test("A message without a place is its title and hint")
  func noPlace() {
    let diagnostic = Diagnostic(id: "test", severity: .note, title: "done", hint: "Go on.")
    #expect(diagnostic.rendered() == "note: done\n  = Go on.")
  }
}
