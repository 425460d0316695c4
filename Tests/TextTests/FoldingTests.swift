import Testing
import Text

struct FoldingTests {
  @Test(
    "What an input method types becomes its half-width twin",
    arguments: [
      ("ｓｕｍ　２０２０", "sum 2020"), ("＝，；（）～！", "=,;()~!"), ("“三公”", "\"三公\""),
      ("「三公」", "\"三公\""), ("、", ","), ("支出", "支出"),
    ])
  func twins(typed: String, plain: String) {
    #expect(Folding.fold(typed) == plain)
  }

  @Test("Radicals become the characters they stand for")
  func radicals() {
    #expect(Folding.fold("部⻔决算，公务用⻋") == "部门决算,公务用车")
    #expect(Folding.fold("⼀⼆⼈") == "一二人")
  }

  @Test("Names compare without white space, width or case")
  func keys() {
    #expect(Folding.key("因公出国（境） 费") == Folding.key("因公出国(境)费"))
    #expect(Folding.key("合　计") == "合计")
    #expect(Folding.key("Ｓｕｍ") == "sum")
    #expect(Folding.key("支出") != Folding.key("收入"))
  }

  @Test("Squeezing takes white space out and keeps every other character as printed")
  func squeezing() {
    #expect(Folding.squeeze(" 因公　出国（境）\t费\u{200B}") == "因公出国（境）费")
  }
}
