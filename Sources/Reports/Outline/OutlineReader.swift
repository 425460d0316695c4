import Accounts
import Text

/// Finds parts, sections and standard tables in a document's lines.
struct OutlineReader {
  private let document: Document
  /// The lines that hold text, and their texts without white space.
  private let inked: [(line: Int, text: String)]
  /// Which of them hold 表, as the end of a title does.
  private let mayEndTitle: [Bool]

  static func read(_ document: Document) -> Outline {
    OutlineReader(document).outline()
  }

  private init(_ document: Document) {
    self.document = document
    inked = document.lines.indices.compactMap { index in
      let text = document.squeezed(document.lines[index])
      return text.isEmpty ? nil : (index, text)
    }
    mayEndTitle = inked.map { $0.text.holds("表") }
  }

  private func outline() -> Outline {
    let heads = partHeads()
    let front = heads.first.map { inked[$0.index].line } ?? 0
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
    for (index, entry) in inked.enumerated() {
      guard entry.text.utf8.count < 200, let number = Headings.partNumber(of: entry.text) else {
        continue
      }
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
    let heading = joined(from: head.index, limit: min(end, head.index + 4)) { title, next in
      !Headings.isWholePart(title) && next.utf8.count < 100
        && Headings.sectionNumber(of: next) == nil && TableTitle.table(of: next) == nil
    }
    let lines = lineRange(head.index..<heading.end)
    let body = lines.upperBound..<lineBound(end)
    return Outline.Part(
      number: head.number, title: heading.text, heading: lines, body: body,
      sections: sections(in: heading.end..<end, tables: tables))
  }

  // MARK: Sections

  private func sections(
    in range: Range<Int>, tables: [Outline.TableRegion]
  ) -> [Outline.Section] {
    var heads: [(index: Int, number: Int)] = []
    for index in range {
      let (line, text) = inked[index]
      guard let number = Headings.sectionNumber(of: text), isHeading(text, line: line),
        number == (heads.last?.number ?? 0) + 1
          || (heads.last != nil && number == heads.last!.number + 2),
        !tables.contains(where: { $0.body.contains(line) || $0.heading.contains(line) })
      else { continue }
      heads.append((index, number))
    }
    return heads.indices.map { position in
      let head = heads[position]
      let end = position + 1 < heads.count ? heads[position + 1].index : range.upperBound
      let heading = joined(from: head.index, limit: min(end, head.index + 3)) { title, next in
        (!Headings.isWholeSection(title) || next == "说明") && next.utf8.count < 60
          && !next.begins(with: "（")
          && !next.begins(with: "(")
          && Headings.isWholeSection(title + next)
      }
      let lines = lineRange(head.index..<heading.end)
      return Outline.Section(
        number: head.number, title: heading.text, heading: lines,
        body: lines.upperBound..<lineBound(end))
    }
  }

  private func isHeading(_ text: String, line: Int) -> Bool {
    text.utf8.count <= 150 && !document.lines[line].isTabbed
      && !text.holdsAny(of: "。；：;:".unicodeScalars)
  }

  // MARK: Tables

  private func tables(after front: Int, heads: [Head]) -> [Outline.TableRegion] {
    var titles: [(range: Range<Int>, text: String, table: StandardTable)] = []
    var index = inked.firstIndex { $0.line >= front } ?? inked.count
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
      if let prose = (title.range.upperBound..<end).first(where: { startsProse(inked[$0].text) }) {
        end = prose
      }
      let lines = lineRange(title.range)
      let last = end > title.range.upperBound ? inked[end - 1].line + 1 : lines.upperBound
      return Outline.TableRegion(
        table: title.table, title: title.text, heading: lines, body: lines.upperBound..<last)
    }
  }

  /// The heading of the first section of the prose ends the last table where no part's does.
  private func startsProse(_ text: String) -> Bool {
    text.utf8.count < 150 && text.ends(with: "情况说明")
      && Headings.sectionNumber(of: text) != nil
  }

  private func title(
    at index: Int
  ) -> (range: Range<Int>, text: String, table: StandardTable)? {
    guard mayStartTitle(index) else { return nil }
    var text = ""
    for end in index..<min(inked.count, index + 3) {
      if end > index, TableTitle.table(of: inked[end].text) != nil { return nil }
      text += inked[end].text
      guard let table = TableTitle.table(of: text) else { continue }
      var upper = end + 1
      if upper < inked.count, TableTitle.isNumber(inked[upper].text) {
        text += inked[upper].text
        upper += 1
      }
      return (index..<upper, text, table)
    }
    return nil
  }

  private func mayStartTitle(_ index: Int) -> Bool {
    let text = inked[index].text
    guard text.utf8.count < 200, !document.lines[inked[index].line].isTabbed,
      mayEndTitle[index..<min(inked.count, index + 3)].contains(true)
    else { return false }
    return ["收入", "支出", "决算", "公共", "财政", "政府性", "国有", "年度"].contains(where: text.holds)
  }

  // MARK: Lines

  /// The entry at `start` joined with those after it as long as `goesOn` says so.
  private func joined(
    from start: Int, limit: Int, goesOn: (String, String) -> Bool
  ) -> (text: String, end: Int) {
    var text = inked[start].text
    var end = start + 1
    while end < limit, goesOn(text, inked[end].text) {
      text += inked[end].text
      end += 1
    }
    return (text, end)
  }

  private func lineRange(_ range: Range<Int>) -> Range<Int> {
    inked[range.lowerBound].line..<(inked[range.upperBound - 1].line + 1)
  }

  private func lineBound(_ index: Int) -> Int {
    index < inked.count ? inked[index].line : document.lines.count
  }
}
