import Testing
import Text

struct ExactTextTests {
  @Test(
    "A text is the same as its own bytes, however it is stored", arguments: ["", "支出", "教育支出合计"])
  func sameness(text: String) {
    let copy = String(decoding: Array(text.utf8), as: UTF8.self)
    #expect(text.isExactly(copy))
    #expect(Set([ExactText(text), ExactText(copy)]).count == 1)
  }

  @Test("Texts that differ in bytes are two, be they canonically equal")
  func difference() {
    #expect(!"教育支出".isExactly("教育收入"))
    #expect(!"教育支出".isExactly("教育"))
    #expect(!"".isExactly("支"))
    let (composed, decomposed) = ("\u{E9}", "e\u{301}")
    #expect(composed == decomposed)
    #expect(ExactText(composed) != ExactText(decomposed))
  }
}
