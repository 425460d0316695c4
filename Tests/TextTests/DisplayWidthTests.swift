import Testing
import Text

struct DisplayWidthTests {
  @Test(
    "Han and full-width forms take two columns, marks none, all else one",
    arguments: [
      ("支出", 4), ("sum", 3), ("ＡＢ", 4), ("（", 2), ("e\u{301}", 1), ("〇", 2), ("𠮷", 2),
      ("·", 1), ("“”", 2), ("\u{FEFF}", 0), ("", 0), ("⻔", 2), ("±§", 2),
    ])
  func widths(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }
}
