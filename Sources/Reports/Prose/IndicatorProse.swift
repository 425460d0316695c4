/// Where in a self-evaluation written as prose the reader stands.
struct IndicatorProse {
  /// The 年度目标 the indicators belong to.
  private(set) var goal = ""
  private(set) var first = ""
  private(set) var second = ""
  /// The indicator that the passage opens with: 产出指标：满分16分. Nil where it opens with none.
  private(set) var name: String?

  mutating func enter(_ passage: GlyphSlice) {
    name = nil
    if passage.hasPrefix(Self.goalWord) {
      goal = afterColon(passage)
      first = ""
      second = ""
      return
    }
    let words = Self.marks.set(in: passage)
    if words.contains(0) || words.contains(1) { goal = "" }
    let opening = FunctionalPath.trimmed(passage.units.prefix(20))
    let heading = GlyphSlice(opening)
    if heading.contains(Self.analysis),
      let level = IndicatorLevel.first.first(beginning: heading)
    {
      first = IndicatorLevel.first[level].text
      second = ""
      return
    }
    guard words.contains(2) else { return }
    if heading.hasPrefix(Self.full) {
      second = ""
      name = first.isEmpty ? nil : first
      return
    }
    let label = GlyphSlice(opening.prefix { $0 != Mark.colon })
    guard IndicatorLevel.isName(label.label) else { return }
    if IndicatorLevel.isFirst(label) {
      first = label.text
      second = ""
    } else {
      second = label.text
    }
    name = label.text
  }

  private static let goalWord: Glyphs = "年度目标"
  /// What opens a report, and the word before an indicator's points.
  private static let marks: GlyphWords = ["自评报告", "自评结果", "满分"]
  private static let full: Glyphs = "满分"
  private static let analysis: Glyphs = "完成情况分析"

  /// The goal's name behind 年度目标1：, without its points.
  private func afterColon(_ passage: GlyphSlice) -> String {
    guard let colon = passage.units.firstIndex(of: Mark.colon) else { return "" }
    let name = passage.units[(colon + 1)...].prefix { $0 != Mark.open }
    return Punctuation.printed(name)
  }
}
