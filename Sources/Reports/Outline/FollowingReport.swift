import Accounts

/// Tells where a file goes on with another report: a subordinate unit's appended to its
/// department's, or the same once more.
///
/// A report counts its parts and its tables once in its contents and once in its body. What
/// begins to count anew after a body is another report, if it too holds a body.
struct FollowingReport {
  private let document: Document
  /// The lines that hold text, as indices of ``Document/lines``.
  private let inked: [Int]

  init(_ document: Document, inked: [Int]) {
    self.document = document
    self.inked = inked
  }

  /// The heading of a part: its place among the inked lines and its number.
  typealias Head = (index: Int, number: Int)

  /// Where the parts of another report begin, as an index of the inked lines.
  func start(among heads: [Head]) -> Int? {
    // A running head repeats a number.
    let passes = Self.runs(of: heads) { $0 <= $1 }
    guard passes.count > 1 else { return nil }
    var first: Int?
    for pass in passes.indices {
      let end = pass + 1 < passes.count ? passes[pass + 1][0].index : inked.count
      guard holdsText(passes[pass][0].index..<end) else { continue }
      guard let first else {
        first = pass
        continue
      }
      if areAlike(passes[first], passes[pass]) { return cover(before: passes[first + 1][0].index) }
    }
    return nil
  }

  /// The headings as often as they count from the beginning; `goesOn` tells whether a number
  /// follows another.
  static func runs(of heads: [Head], where goesOn: (Int, Int) -> Bool) -> [[Head]] {
    var runs: [[Head]] = []
    for head in heads {
      if let last = runs.last?.last, goesOn(last.number, head.number) {
        runs[runs.count - 1].append(head)
      } else {
        runs.append([head])
      }
    }
    return runs
  }

  /// Whether two of the parts bear the same headings, names apart: an annex may have parts of
  /// its own, but others.
  private func areAlike(_ pass: [Head], _ other: [Head]) -> Bool {
    let kinds = Set(other.compactMap(kind))
    return Set(pass.compactMap(kind)).intersection(kinds).count > 1
  }

  /// The number of a part with what its heading ends in, which may be wrapped.
  private func kind(of head: Head) -> [Int]? {
    for end in head.index + 1...head.index + 3 where end <= inked.count {
      if let ending = Headings.partEnding(of: text(head.index..<end)) {
        return [head.number, ending]
      }
    }
    return nil
  }

  /// Where a report without parts begins that explains its accounts as one before it does.
  ///
  /// The tables may stand behind a report's explanations: those between two explanations are the
  /// second's where its overview stands over them. `headings` are short lines that begin
  /// with a numeral; `title` gives the lines of a title.
  func secondExplanations(
    among headings: [Int], title: (Int) -> Range<Int>?
  ) -> Int? {
    var first: Int?
    for index in headings where opensExplanations(index) {
      guard let first else {
        first = index
        continue
      }
      for line in first..<index {
        guard let title = title(line), holdsFigures(title.upperBound..<index) else { continue }
        let start = overview(before: title.lowerBound, after: first + 1)
        if start < title.lowerBound { return start }
        break
      }
      return overview(before: index, after: first + 1)
    }
    return nil
  }

  /// Whether a line is the heading of the accounts' explanations, with a sentence under it.
  private func opensExplanations(_ index: Int) -> Bool {
    let text = text(index)
    guard Self.explanations.occur(in: text),
      !text.contains(Self.appropriations), !isSentence(text)
    else { return false }
    // In a table of contents other headings follow.
    let below = (index + 1..<min(index + 5, inked.count)).first {
      isSentence(self.text($0)) || Headings.partNumber(of: self.text($0)) != nil
        || Headings.sectionNumber(of: self.text($0)) != nil
    }
    return below.map { isSentence(self.text($0)) } ?? false
  }

  private static let explanations: GlyphWords = ["收入支出决算总体情况", "收支决算总体情况"]
  /// With a numeral.
  static let shortestHeading = 10
  /// Their income and outlay are explained by themselves.
  private static let appropriations: Glyphs = "财政拨款"

  // MARK: What a body holds

  /// Whether there are sentences or figures, as a table of contents has none.
  private func holdsText(_ range: Range<Int>) -> Bool {
    var count = 0
    for index in range where isSentence(text(index)) || holdsFigure(text(index)) {
      count += 1
      if count == 4 { return true }
    }
    return false
  }

  /// Whether figures of a table stand soon after its title.
  func holdsFigures(_ range: Range<Int>) -> Bool {
    range.prefix(Self.farthestFigure).contains {
      let text = text($0)
      return !isSentence(text) && holdsFigure(text)
    }
  }

  /// A header is no longer, each of its cells on a line of its own.
  private static let farthestFigure = 80

  private func isSentence(_ text: GlyphSlice) -> Bool { text.units.contains(Mark.fullStop) }

  /// Whether a line holds an amount with decimals and no unit or sign behind it, as cells have.
  private func holdsFigure(_ text: GlyphSlice) -> Bool {
    let units = text.units.span
    var holds = false
    TokenCount.forEachToken(in: units.indices, of: units) { token in
      guard units.extracting(token).contains(Self.point) else { return }
      let next = token.upperBound < units.count ? units[token.upperBound] : 0
      if !Self.counted.contains(next) { holds = true }
    }
    return holds
  }

  private static let point: UInt16 = 0x2E
  private static let counted = Glyphs("万元亿%分个").units

  // MARK: The cover

  /// Where the cover and the contents begin that stand over a line, else that line. A cover has
  /// a page of its own, or is known by its title.
  func cover(before index: Int) -> Int {
    let leaf = document.lines[inked[index]].leaf
    var first = index
    for above in stride(from: index - 1, through: max(0, index - Self.longestCover), by: -1) {
      let text = text(above)
      guard text.count <= Self.longestLine, !isSentence(text), !holdsFigure(text),
        !document.lines[inked[above]].isTabbed
      else { break }
      let isOverPage = document.lines[inked[above]].leaf != leaf
      if Self.titles.occur(in: text) || isOverPage && opensPage(above) { first = above }
    }
    while first > 0, first < index, isDirectly(above: first), text(first - 1).count <= 30,
      !isSentence(text(first - 1)), !holdsFigure(text(first - 1))
    {
      first -= 1
    }
    return first
  }

  private static let longestCover = 60
  private static let longestLine = 67
  private static let titles: GlyphWords = ["部门决算", "单位决算", "目录"]

  /// Where a report without parts begins whose tables' first title is known: over its overview,
  /// under what is before `last`.
  func overview(before title: Int, after last: Int) -> Int {
    var first = cover(before: title)
    while first > last,
      let opening = (max(last, first - Self.longestCover)..<first).last(where: opens)
    {
      first = cover(before: opening)
    }
    return max(first, last)
  }

  /// Whether a line is the title of a cover or the heading of an overview or of the first part.
  private func opens(_ index: Int) -> Bool {
    let text = text(index)
    return text.count <= Self.longestLine / 2 && !isSentence(text)
      && (Self.titles.occur(in: text) || Self.openings.occur(in: text)
        || Headings.partNumber(of: text) == 1)
  }

  private static let openings: GlyphWords = ["主要职能", "主要职责", "部门职责", "单位职责", "概况"]

  private func opensPage(_ index: Int) -> Bool {
    index == 0 || document.lines[inked[index - 1]].leaf != document.lines[inked[index]].leaf
  }

  /// Whether a line follows the one before it without a blank one between.
  private func isDirectly(above index: Int) -> Bool {
    let (line, above) = (document.lines[inked[index]], document.lines[inked[index - 1]])
    return above.page == line.page && above.number + 1 == line.number
  }

  // MARK: Lines

  private func text(_ index: Int) -> GlyphSlice { text(index..<index + 1) }

  private func text(_ range: Range<Int>) -> GlyphSlice {
    let first = document.lines[inked[range.lowerBound]].glyphs.lowerBound
    let end = document.lines[inked[range.upperBound - 1]].glyphs.upperBound
    return GlyphSlice(document.folded.units[first..<end])
  }
}
