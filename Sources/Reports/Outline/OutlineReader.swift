import Accounts

/// Finds parts, sections and standard tables in a document's lines.
struct OutlineReader {
  private let document: Document
  /// The lines that hold text, as indices of ``Document/lines``; those of another report that
  /// follows are dropped.
  private var inked: [Int]
  /// The line behind the report's last.
  private var end: Int
  /// Which of them hold 表, as the end of a title does, and are no longer than one.
  private let mayEndTitle: [Bool]

  static func read(_ document: Document) -> Outline {
    var reader = OutlineReader(document)
    return reader.outline()
  }

  private init(_ document: Document) {
    self.document = document
    end = document.lines.count
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

  private mutating func outline() -> Outline {
    let following = FollowingReport(document, inked: inked)
    let numbered = numberedLines()
    var counters = numbered.parts
    let start =
      following.start(among: counters)
      ?? following.secondExplanations(among: numbered.sections) { title(at: $0)?.range }
    if let start { drop(from: start, &counters) }
    var heads = body(of: counters)
    var titles = titles(from: heads.first?.index ?? 0)
    var firstRepeated: Int?
    if let start = startBeforeParts(heads, counters, following) {
      drop(from: start, &counters)
      (heads, titles) = ([], self.titles(from: 0))
    }
    if let (last, again) = firstRepeat(titles, following) {
      let title = titles[again].range.lowerBound
      if repeatsInPart(titles[0].range.lowerBound, title, heads) {
        firstRepeated = again
      } else {
        drop(from: following.overview(before: title, after: last), &heads)
        titles.removeAll { $0.range.lowerBound >= inked.count }
      }
    }
    let front = heads.first.map { inked[$0.index] } ?? 0
    var outline = Outline(front: 0..<front, end: end)
    outline.tables = tables(titles, heads: heads)
    if let firstRepeated { outline.repeated = outline.tables[firstRepeated...] }
    for (position, head) in heads.enumerated() {
      let end = position + 1 < heads.count ? heads[position + 1].index : inked.count
      outline.parts.append(part(head, until: end, tables: outline.tables))
    }
    return outline
  }

  /// Leaves out what begins at an inked line.
  private mutating func drop(from index: Int, _ heads: inout [Head]) {
    end = inked[index]
    inked.removeSubrange(index...)
    heads.removeAll { $0.index >= index }
  }

  // MARK: Parts

  private typealias Head = FollowingReport.Head

  /// All headings of parts, those of the table of contents too, and the lines that may be those
  /// of sections, as indices of the inked lines.
  private func numberedLines() -> (parts: [Head], sections: [Int]) {
    var parts: [Head] = []
    var sections: [Int] = []
    let units = document.folded.units.span
    for index in inked.indices {
      let glyphs = document.lines[inked[index]].glyphs
      let first = units[glyphs.lowerBound]
      if first == Headings.ordinal {
        guard glyphs.count < 67, let number = Headings.partNumber(of: text(index)) else { continue }
        parts.append((index, number))
      } else if glyphs.count >= FollowingReport.shortestHeading, glyphs.count < 34,
        first == Mark.open || Headings.isNumeral(first)
      {
        sections.append(index)
      }
    }
    return (parts, sections)
  }

  /// The headings of the body's parts. A table of contents has the same headings, closer
  /// together: of the runs with rising numbers the one that spans most lines is the body.
  private func body(of heads: [Head]) -> [Head] {
    let runs = FollowingReport.runs(of: heads) { $0 < $1 }
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

  private typealias Title = (range: Range<Int>, table: StandardTable)

  /// The titles of tables from an inked line on.
  private func titles(from first: Int) -> [Title] {
    var titles: [Title] = []
    var index = first
    while index < inked.count {
      guard let title = title(at: index) else {
        index += 1
        continue
      }
      // A table that goes on over the page repeats its title.
      if titles.last?.table != title.table { titles.append(title) }
      index = title.range.upperBound
    }
    return titles
  }

  /// The first title under which figures stand though they do under an earlier one of its
  /// table, and the line behind the title before it under which some do.
  private func firstRepeat(
    _ titles: [Title], _ following: FollowingReport
  ) -> (last: Int, again: Int)? {
    guard Set(titles.map(\.table)).count < titles.count else { return nil }
    var filled: Set<StandardTable> = []
    var last = 0
    for position in titles.indices {
      let end = position + 1 < titles.count ? titles[position + 1].range.lowerBound : inked.count
      let body = titles[position].range.upperBound..<end
      guard following.holdsFigures(body) else { continue }
      guard filled.insert(titles[position].table).inserted else { return (last, position) }
      last = body.lowerBound
    }
    return nil
  }

  /// Whether the tables are printed again before the explanations: those of the department
  /// alone after those of all its units, and no other report.
  private func repeatsInPart(_ first: Int, _ again: Int, _ heads: [Head]) -> Bool {
    guard !heads.isEmpty else { return false }
    return !heads.contains {
      (first..<again).contains($0.index)
        && text($0.index..<min($0.index + 3, inked.count))
          .contains(Word.explanations)
    }
  }

  /// Where the contents begin of a report with parts that follows another without.
  private func startBeforeParts(
    _ heads: [Head], _ counters: [Head], _ following: FollowingReport
  ) -> Int? {
    guard let first = heads.first, first.index > 0 else { return nil }
    // No figure without a point.
    let front = document.folded.units[..<document.lines[inked[first.index]].glyphs.lowerBound]
    guard front.span.contains(0x2E) else { return nil }
    var index = 0
    while index < first.index {
      guard let title = title(at: index) else {
        index += 1
        continue
      }
      index = title.range.upperBound
      guard index < first.index, following.holdsFigures(index..<first.index),
        let next = counters.first(where: { $0.index >= index })
      else { continue }
      return following.cover(before: next.index)
    }
    return nil
  }

  private func tables(_ titles: [Title], heads: [Head]) -> [Outline.TableRegion] {
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

  private func title(at index: Int) -> Title? {
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
    index < inked.count ? inked[index] : end
  }
}
