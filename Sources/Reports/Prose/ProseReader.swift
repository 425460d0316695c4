import Accounts

/// Reads what stands outside the standard tables: paragraphs, the figures of the prose, and
/// the self-evaluation's projects and indicators.
enum ProseReader {
  /// Fills the paragraphs, prose figures, projects and indicators of `content`, and gives the
  /// text of the paragraphs, folded, parted by 。.
  static func read(
    _ document: Document, outline: Outline, into content: inout ReportContent
  ) -> Glyphs {
    var assembler = ParagraphAssembler(document, outline: outline)
    assembler.assemble()
    let passages = assembler.passages
    if document.givesTexts { content.paragraphs = paragraphs(passages, of: document) }
    content.headings = outline.parts.flatMap { part in
      [heading(part.title, part.heading, of: document)]
        + part.sections.map { heading($0.title, $0.heading, of: document) }
    }
    let text = Glyphs(units: assembler.text)
    var extractor = ProseExtractor(document, year: year(of: text))
    var scope = Scope()
    for index in passages.indices where scope.holdsFigures(under: passages[index].heading) {
      extractor.read(passages[index])
    }
    var annexes = AnnexReader(document)
    for lines in assembler.annexes { annexes.read(lines) }
    content.prose = extractor.figures + annexes.figures
    content.statements = extractor.statements
    let annexed = extractor.firstAnnexed ?? extractor.projects.count
    content.projects = ProjectList.unified([
      Array(extractor.projects[..<annexed]), Array(extractor.projects[annexed...]),
      annexes.projects,
    ])
    content.indicators = extractor.indicators + annexes.indicators
    return text
  }

  private static func paragraphs(_ passages: [Passage], of document: Document) -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    paragraphs.reserveCapacity(passages.count)
    for index in passages.indices {
      let heading = passages[index].heading
      var breaks: [Paragraph.Break] = []
      passages[index].source.forEachBreak(of: document) { offset, line in
        breaks.append(
          Paragraph.Break(
            offset: Int32(offset),
            place: document.place(ofGlyph: line.glyphs.lowerBound, in: line)))
      }
      paragraphs.append(
        Paragraph(
          part: heading.part, section: heading.section, text: passages[index].text(of: document),
          place: passages[index].source.place(of: 0, in: document), breaks: breaks))
    }
    return paragraphs
  }

  private static func heading(
    _ title: String, _ lines: Range<Int>, of document: Document
  ) -> Heading {
    let line = document.lines[lines.lowerBound]
    return Heading(text: title, place: Place(page: line.page, line: line.number))
  }

  /// The year that the prose speaks of most, as 2020年度.
  private static func year(of prose: Glyphs) -> Int {
    var counts: [Int: Int] = [:]
    FiscalYear.count(in: GlyphSlice(prose), into: &counts)
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }
}

/// Which passages hold figures of the accounts: staff and units of the first part, the
/// explanations, the self-evaluation; not the key work done and not the glossary.
struct Scope {
  private var heading: PassageHeading?
  private var isOpen = false

  mutating func holdsFigures(under heading: PassageHeading) -> Bool {
    if self.heading !== heading {
      self.heading = heading
      isOpen = Self.isOpen(
        part: GlyphSlice(Glyphs(heading.part)), section: GlyphSlice(Glyphs(heading.section)))
    }
    return isOpen
  }

  private static func isOpen(part: GlyphSlice, section: GlyphSlice) -> Bool {
    if overviews.occur(in: part) { return staff.occur(in: section) }
    return explanations.occur(in: part) || !others.occur(in: part)
  }

  private static let overviews: GlyphWords = ["概况", "基本情况"]
  private static let staff: GlyphWords = ["人员", "单位构成", "机构设置"]
  private static let explanations: GlyphWords = ["情况说明", "附件"]
  private static let others: GlyphWords = ["名词解释", "完成情况", "重点工作", "决算表", "决算报表"]
}
