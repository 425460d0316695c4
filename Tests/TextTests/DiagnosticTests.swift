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

  @Test("A message without a place is its title and hint")
  func noPlace() {
    let diagnostic = Diagnostic(id: "test", severity: .note, title: "done", hint: "Go on.")
    #expect(diagnostic.rendered() == "note: done\n  = Go on.")
  }
}
