import Accounts

/// Finds parts, sections and standard tables in a document's lines.
struct OutlineReader {
  private let document: Document
  /// The lines that hold text, as indices of ``Document/lines``.
  private let inked: [Int]
  /// Which of them hold 表, as the end of a title does, and are no longer than one.
  private let mayEndTitle: [Bool]

  static func read(_ document: Document) -> Outline {
    OutlineReader(document).outline()
  }

  private init(_ document: Document) {
    self.document = document
    inked = document.lines.indices.filter { !document.lines[$0].glyphs.isEmpty }
    let units = document.folded.units.span
    mayEndTitle = inked.map { index in
      let glyphs = document.lines[index].glyphs
      return glyphs.count <= TableTitle.mostUnits && units.extracting(glyphs).contains(Word.table)
    }
  }

  /// The text of one of the inked lines.
  private func text(_ index: Int) -> GlyphSlice {
    document.glyphs(of: document.lines[inked[index]])
  }

  /// The text of inked lines, joined.
  private func text(_ range: Range<Int>) -> GlyphSlice {
    let first = document.lines[inked[range.lowerBound]].glyphs.lowerBound
    let end = document.lines[inked[range.upperBound - 1]].glyphs.upperBound
    return GlyphSlice(document.folded.units[first..<end])
  }

  /// Inked lines as printed, joined, without white space.
  private func printed(_ range: Range<Int>) -> String {
    inked[range].map { document.squeezed(document.lines[$0]) }.joined()
  }

  private enum Word {
    static let table = Glyphs("表").units[0]
    static let titles: GlyphWords = ["收入", "支出", "决算", "公共", "财政", "政府性", "国有", "年度"]
    static let explanation: Glyphs = "说明"
    static let explanations: Glyphs = "情况说明"
  }

  private func outline() -> Outline {
    let heads = partHeads()
    let front = heads.first.map { inked[$0.index] } ?? 0
    var outline = Outline(front: 0..<front)
    outline.tables = tables(after: front, heads: heads)
    for (position, head) in heads.enumerated() {
      let end = position + 1 < heads.count ? heads[position + 1].index : inked.count
      outline.parts.append(part(head, until: end, tables: outline.tables))
    }
    return outline
  }

  // MARK: Parts

  private struct Head {
    var index: Int
    var number: Int
  }

  /// The headings of the body's parts. A table of contents has the same headings, closer
  /// together: of the runs with rising numbers the one that spans most lines is the body.
  private func partHeads() -> [Head] {
    var runs: [[Head]] = []
    for index in inked.indices {
      let glyphs = document.lines[inked[index]].glyphs
      guard glyphs.count < 67, document.folded.units[glyphs.lowerBound] == Headings.ordinal,
        let number = Headings.partNumber(of: text(index))
      else { continue }
      if let last = runs.last?.last, number > last.number {
        runs[runs.count - 1].append(Head(index: index, number: number))
      } else {
        runs.append([Head(index: index, number: number)])
      }
    }
    let extents = runs.indices.map { run in
      (run + 1 < runs.count ? runs[run + 1][0].index : inked.count) - runs[run][0].index
    }
    guard let longest = extents.indices.max(by: { extents[$0] < extents[$1] }) else { return [] }
    return runs[longest]
  }

  private func part(_ head: Head, until end: Int, tables: [Outline.TableRegion]) -> Outline.Part {
    let heading = heading(from: head.index, limit: min(end, head.index + 4)) { title, next in
      !Headings.isWholePart(text(title)) && text(next).count < 34
        && Headings.sectionNumber(of: text(next)) == nil && TableTitle.table(of: text(next)) == nil
    }
    let lines = lineRange(heading)
    let body = lines.upperBound..<lineBound(end)
    return Outline.Part(
      number: head.number, title: printed(heading), heading: lines, body: body,
      sections: sections(in: heading.upperBound..<end, tables: tables))
  }

  // MARK: Sections

  private func sections(
    in range: Range<Int>, tables: [Outline.TableRegion]
  ) -> [Outline.Section] {
    var heads: [(index: Int, number: Int)] = []
    for index in range {
      let line = inked[index]
      guard
        Headings.isNumeral(document.folded.units[document.lines[line].glyphs.lowerBound]),
        let number = Headings.sectionNumber(of: text(index)),
        isHeading(text(index), line: line),
        number == (heads.last?.number ?? 0) + 1
          || (heads.last != nil && number == heads.last!.number + 2),
        !tables.contains(where: { $0.body.contains(line) || $0.heading.contains(line) })
      else { continue }
      heads.append((index, number))
    }
    return heads.indices.map { position in
      let head = heads[position]
      let end = position + 1 < heads.count ? heads[position + 1].index : range.upperBound
      let heading = heading(from: head.index, limit: min(end, head.index + 3)) { title, next in
        let rest = text(next)
        let isRest = rest.count == Word.explanation.count && rest.hasPrefix(Word.explanation)
        return (!Headings.isWholeSection(text(title)) || isRest) && rest.count < 20
          && rest.units.first != Mark.open
          && Headings.isWholeSection(text(title.lowerBound..<next + 1))
      }
      let lines = lineRange(heading)
      return Outline.Section(
        number: head.number, title: printed(heading), heading: lines,
        body: lines.upperBound..<lineBound(end))
    }
  }

  private func isHeading(_ text: GlyphSlice, line: Int) -> Bool {
    text.count <= 50 && !document.lines[line].isTabbed
      && !text.units.contains {
        $0 == Mark.fullStop || $0 == Mark.colon || Mark.isSemicolon($0)
      }
  }

  // MARK: Tables

  private func tables(after front: Int, heads: [Head]) -> [Outline.TableRegion] {
    var titles: [(range: Range<Int>, table: StandardTable)] = []
    var index = inked.firstIndex { $0 >= front } ?? inked.count
    while index < inked.count {
      guard let title = title(at: index) else {
        index += 1
        continue
      }
      // A table that goes on over the page repeats its title.
      if titles.last?.table != title.table { titles.append(title) }
      index = title.range.upperBound
    }
    return titles.indices.map { position in
      let title = titles[position]
      var end = position + 1 < titles.count ? titles[position + 1].range.lowerBound : inked.count
      if let head = heads.first(where: { $0.index >= title.range.upperBound }) {
        end = min(end, head.index)
      }
      if let prose = (title.range.upperBound..<end).first(where: { startsProse(text($0)) }) {
        end = prose
      }
      let lines = lineRange(title.range)
      let last = end > title.range.upperBound ? inked[end - 1] + 1 : lines.upperBound
      return Outline.TableRegion(
        table: title.table, title: printed(title.range), heading: lines,
        body: lines.upperBound..<last)
    }
  }

  /// The heading of the first section of the prose ends the last table where no part's does.
  private func startsProse(_ text: GlyphSlice) -> Bool {
    text.count < 50 && text.hasSuffix(Word.explanations)
      && Headings.sectionNumber(of: text) != nil
  }

  private func title(at index: Int) -> (range: Range<Int>, table: StandardTable)? {
    guard mayStartTitle(index) else { return nil }
    for end in index..<min(inked.count, index + 3) {
      if end > index, TableTitle.table(of: text(end)) != nil { return nil }
      guard let table = TableTitle.table(of: text(index..<end + 1)) else { continue }
      let isNumbered = end + 1 < inked.count && TableTitle.isNumber(text(end + 1))
      return (index..<end + (isNumbered ? 2 : 1), table)
    }
    return nil
  }

  private func mayStartTitle(_ index: Int) -> Bool {
    let text = text(index)
    return text.count < 67 && !document.lines[inked[index]].isTabbed
      && mayEndTitle[index..<min(inked.count, index + 3)].contains(true)
      && Word.titles.occur(in: text)
  }

  // MARK: Lines

  /// The lines of a heading that begins at `start`: as long as `goesOn` says of the lines so
  /// far and the next.
  private func heading(
    from start: Int, limit: Int, goesOn: (Range<Int>, Int) -> Bool
  ) -> Range<Int> {
    var end = start + 1
    while end < limit, goesOn(start..<end, end) { end += 1 }
    return start..<end
  }

  private func lineRange(_ range: Range<Int>) -> Range<Int> {
    inked[range.lowerBound]..<(inked[range.upperBound - 1] + 1)
  }

  private func lineBound(_ index: Int) -> Int {
    index < inked.count ? inked[index] : document.lines.count
  }
}
