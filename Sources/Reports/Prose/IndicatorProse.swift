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
    if passage.hasPrefix("年度目标") {
      goal = afterColon(passage)
      first = ""
      second = ""
      return
    }
    if passage.contains("自评报告") || passage.contains("自评结果") { goal = "" }
    let opening = FunctionalPath.trimmed(passage.units.prefix(20))
    let heading = GlyphSlice(opening)
    if heading.contains("完成情况分析"),
      let level = IndicatorLevel.first.first(where: heading.hasPrefix)
    {
      first = level.text
      second = ""
      return
    }
    guard passage.contains("满分") else { return }
    if heading.hasPrefix("满分") {
      second = ""
      name = first.isEmpty ? nil : first
      return
    }
    let label = Glyphs(units: Array(opening.prefix { $0 != Mark.colon }))
    guard IndicatorLevel.level(of: label) == label else { return }
    if IndicatorLevel.first.contains(label) {
      first = label.text
      second = ""
    } else {
      second = label.text
    }
    name = label.text
  }

  /// The goal's name behind 年度目标1：, without its points.
  private func afterColon(_ passage: GlyphSlice) -> String {
    guard let colon = passage.units.firstIndex(of: Mark.colon) else { return "" }
    let name = passage.units[(colon + 1)...].prefix { $0 != Mark.open }
    return Punctuation.printed(name)
  }
}
