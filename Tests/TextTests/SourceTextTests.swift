import Testing
import Text

struct SourceTextTests {
  private let source = SourceText(name: "script.suan", "sum 支出\r\nby 部门\n")

  @Test("Lines are counted from one, by byte offset")
  func lineNumbers() {
    #expect(source.lineNumber(at: 0) == 1)
    #expect(source.lineNumber(at: 10) == 1)
    #expect(source.lineNumber(at: 12) == 2)
    #expect(source.lineNumber(at: 1000) == 3)
  }

  @Test("A line is given without its newline or carriage return")
  func lines() {
    #expect(source[source.lineRange(at: 5)] == "sum 支出")
    #expect(source[source.lineRange(at: 13)] == "by 部门")
  }
}
