public import Accounts

/// Reads what stands outside the standard tables: paragraphs, the figures of the prose, and
/// the self-evaluation's projects and indicators.
public enum ProseReader {
  /// Fills the paragraphs, prose figures, projects and indicators of `content`.
  public static func read(
    _ document: Document, outline: Outline, into content: inout ReportContent
  ) {
    var assembler = ParagraphAssembler(document, outline: outline)
    assembler.assemble()
    let passages = assembler.passages
    content.paragraphs = passages.map { passage in
      Paragraph(
        part: passage.part, section: passage.section, text: passage.text,
        place: passage.place(of: 0, in: document))
    }
    var extractor = ProseExtractor(document, year: year(of: passages))
    for passage in passages where Scope.holdsFigures(passage) { extractor.read(passage) }
    var annexes = AnnexReader(document)
    for lines in assembler.annexes { annexes.read(lines) }
    content.prose = extractor.figures + annexes.figures
    content.statements = extractor.statements
    content.projects = extractor.projects + annexes.projects
    content.indicators = extractor.indicators + annexes.indicators
  }

  /// The year that the passages speak of most, as 2020年度.
  private static func year(of passages: [Passage]) -> Int {
    var counts: [Int: Int] = [:]
    for passage in passages {
      let units = passage.folded
      var index = 4
      while index + 1 < units.count {
        if units[index] == 0x5E74, units[index + 1] == 0x5EA6,
          let year = Int(units[(index - 4)..<index].asText)
        {
          counts[year, default: 0] += 1
        }
        index += 1
      }
    }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }
}

/// Which passages hold figures of the accounts: staff and units of the first part, the
/// explanations, the self-evaluation; not the key work done and not the glossary.
enum Scope {
  static func holdsFigures(_ passage: Passage) -> Bool {
    let part = GlyphSlice(Glyphs(passage.part))
    let section = GlyphSlice(Glyphs(passage.section))
    if part.contains("情况说明") { return true }
    if part.contains("附件") { return true }
    if part.contains("概况") || part.contains("基本情况") {
      return section.containsAny(["人员", "单位构成", "机构设置"])
    }
    if part.containsAny(["名词解释", "完成情况", "决算表"]) { return false }
    return part.isEmpty
  }
}
