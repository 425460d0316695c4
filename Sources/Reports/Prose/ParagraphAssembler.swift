import Text

/// Joins wrapped lines into paragraphs, and sets the self-evaluation tables aside.
struct ParagraphAssembler {
  private let document: Document
  private let parts: [Outline.Part]
  /// The lines of the standard tables, titles and all.
  private let tables: [Range<Int>]
  /// The columns each line takes, white space left out; zero for a tabbed one.
  private let widths: [Int]
  /// The columns a full line takes where lines are wrapped; nil where each paragraph is a line.
  private let measure: Int?
  /// Where the leftmost line of each page of a PDF begins.
  private var leftEdges: [Int32: Float] = [:]
  private var drafts: [Draft] = []
  /// The paragraph that may go on, which is the last of the text.
  private var open: Draft?
  private var annexStart: Int?

  /// The paragraphs' characters in the order they are printed, folded, parted by 。.
  private(set) var text: [UInt16] = []
  /// The self-evaluation tables, as ranges of ``Document/lines``.
  private(set) var annexes: [Range<Int>] = []

  /// A paragraph while it is read.
  private struct Draft {
    let heading: PassageHeading
    var source: PassageSource
    /// Where its characters begin in the text.
    let start: Int
    /// And where they end, once it is closed.
    var end = 0
  }

  /// The paragraphs in the order they are printed.
  var passages: [Passage] {
    drafts.map {
      Passage(folded: text[$0.start..<$0.end], source: $0.source, heading: $0.heading)
    }
  }

  init(_ document: Document, outline: Outline) {
    self.document = document
    parts = outline.parts
    tables = outline.tables.map { $0.heading.lowerBound..<$0.body.upperBound }
    text.reserveCapacity(document.folded.count)
    widths = Self.widths(of: document)
    measure = Self.fullWidth(widths)
    if document.layout == .positioned { leftEdges = Self.leftEdges(of: document) }
  }

  mutating func assemble() {
    if parts.isEmpty {
      assemble(document.lines.indices, under: PassageHeading())
    }
    for part in parts {
      var next = part.body.lowerBound
      for section in part.sections {
        assemble(next..<section.heading.lowerBound, under: PassageHeading(part: part.title))
        assemble(section.body, under: PassageHeading(part: part.title, section: section.title))
        next = section.body.upperBound
      }
      if next < part.body.upperBound {
        let section = part.sections.last?.title ?? ""
        assemble(
          next..<part.body.upperBound, under: PassageHeading(part: part.title, section: section))
      }
    }
  }

  // MARK: Lines

  private mutating func assemble(_ lines: Range<Int>, under heading: PassageHeading) {
    var index = lines.lowerBound
    while index < lines.upperBound {
      if let table = tables.first(where: { $0.contains(index) }) {
        close(before: index)
        index = min(lines.upperBound, table.upperBound)
        continue
      }
      read(index, in: lines, under: heading)
      index += 1
    }
    close(before: lines.upperBound)
  }

  private mutating func read(_ index: Int, in lines: Range<Int>, under heading: PassageHeading) {
    let line = document.glyphs(of: document.lines[index])
    guard !line.isEmpty else { return }
    let marker = ListMarker.read(line.units)
    if opensAnnex(line, at: index, marker: marker) {
      if annexStart == nil {
        close(before: index)
        annexStart = index
      }
      return
    }
    if annexStart != nil {
      guard let marker, marker.level <= .chineseInBrackets, !document.lines[index].isTabbed else {
        return
      }
      close(before: index)
    }
    if document.lines[index].isTabbed {
      close(before: index)
    } else if !isPageNumber(line, at: index, in: lines) {
      if goesOn(with: line, at: index, marker: marker) {
        open?.source.append(line: index, of: document)
      } else {
        close(before: index)
        if !text.isEmpty { text.append(Mark.fullStop) }
        open = Draft(
          heading: heading, source: PassageSource(line: index, of: document), start: text.endIndex)
      }
      text += line.units
    }
  }

  private mutating func close(before index: Int) {
    if let start = annexStart, start < index { annexes.append(start..<index) }
    annexStart = nil
    if var open {
      open.end = text.endIndex
      drafts.append(open)
    }
    open = nil
  }

  // MARK: Where a paragraph ends

  private func goesOn(with line: GlyphSlice, at index: Int, marker: ListMarker?) -> Bool {
    guard let lines = open?.source.lines, let start = open?.start else { return false }
    let last = lines.upperBound - 1
    if Self.neverFirst.contains(line.units.first!) { return true }
    if marker != nil || isCaption(GlyphSlice(text[start...])) || isCaption(line) {
      return false
    }
    if let final = text.last, Mark.endsClause(final), final != Mark.comma {
      return isFull(last) && !isIndented(index)
    }
    let isOneLine = lines.lowerBound == last
    if isOneLine, isHeading(text[start...], on: last) { return false }
    return widths[last] >= 20 || !isOneLine
  }

  /// What no paragraph begins with.
  private static let neverFirst = Glyphs("。,;:、)%").units

  /// A numbered heading: short, one clause, on a line of its own that is not full.
  private func isHeading(_ text: ArraySlice<UInt16>, on line: Int) -> Bool {
    guard text.count <= 40, !isFull(line), ListMarker.read(text) != nil else { return false }
    return !text.contains(Mark.comma) && !text.dropFirst(4).contains(where: Mark.isDigit)
      && !text.contains(Mark.fullStop) && !GlyphSlice(text).contains(Self.classMark)
  }

  private static let classMark: Glyphs = "(类)"
  private static let captions: GlyphWords = ["图1", "图2", "图3", "图4", "单位:万元", "附件", "见附表", "年度目标"]

  private func isCaption(_ text: GlyphSlice) -> Bool {
    text.count <= 40 && Self.captions.first(beginning: text) != nil
  }

  /// A lonely number is the page's, unless it was torn from the unit on the next line.
  private func isPageNumber(_ line: GlyphSlice, at index: Int, in lines: Range<Int>) -> Bool {
    guard line.count <= 5 else { return false }
    let bare = line.units.filter { $0 != 0x2D && $0 != 0x2014 }
    guard bare.count <= 3, !bare.isEmpty, bare.allSatisfy(Mark.isDigit) else { return false }
    var next = index + 1
    while next < lines.upperBound, document.lines[next].spans.isEmpty { next += 1 }
    guard next < lines.upperBound else { return true }
    return PrintedUnit.read(document.glyphs(of: document.lines[next]).units) == nil
  }

  /// The title of a self-evaluation table, or a table's first row.
  private func opensAnnex(_ line: GlyphSlice, at index: Int, marker: ListMarker?) -> Bool {
    if document.lines[index].isTabbed {
      return line.hasPrefix(Self.projectName) || line.contains(Self.budget)
    }
    return line.hasSuffix(Self.evaluation) && line.count <= 40
      && !line.contains(Self.annex) && marker == nil
  }

  private static let projectName: Glyphs = "项目名称"
  private static let budget: Glyphs = "预算数(A)"
  private static let evaluation: Glyphs = "自评表"
  private static let annex: Glyphs = "附件"

  // MARK: Geometry

  private func isIndented(_ index: Int) -> Bool {
    let line = document.lines[index]
    guard let first = line.spans.first else { return false }
    if document.layout == .text { return document.spans[first].x0 >= 4 }
    return document.spans[first].x0 > (leftEdges[line.leaf] ?? 0) + 12
  }

  private static func leftEdges(of document: Document) -> [Int32: Float] {
    var edges: [Int32: Float] = [:]
    for line in document.lines {
      guard let first = line.spans.first else { continue }
      edges[line.leaf] = min(edges[line.leaf] ?? .infinity, document.spans[first].x0)
    }
    return edges
  }

  private static func widths(of document: Document) -> [Int] {
    document.lines.map { $0.isTabbed ? 0 : width(of: $0, in: document) }
  }

  /// In a text the spans tell; in a PDF their extents are in points.
  private static func width(of line: Document.Line, in document: Document) -> Int {
    var columns = 0
    for span in line.spans {
      if document.layout == .text {
        columns += Int(document.spans[span].x1 - document.spans[span].x0)
        continue
      }
      for position in document.spans[span].bytes {
        let byte = document.bytes[position]
        columns += byte < 0x80 ? 1 : byte < 0xC0 ? 0 : byte < 0xE0 ? 1 : 2
      }
    }
    return columns
  }

  /// Whether a line of wrapped text reaches the right margin.
  private func isFull(_ index: Int) -> Bool {
    guard let measure else { return false }
    return widths[index] >= measure - 4
  }

  /// The width that the long lines have in common, in steps of four columns; nil where they
  /// have none.
  private static func fullWidth(_ widths: [Int]) -> Int? {
    var counts = [Int](repeating: 0, count: (widths.max() ?? 0) / 4 + 2)
    for width in widths where width >= 40 { counts[width / 4] += 1 }
    let all = counts.reduce(0, +)
    guard all > 0, let most = counts.indices.max(by: { (counts[$0], $0) < (counts[$1], $1) })
    else { return nil }
    let near = counts[most - 1] + counts[most] + counts[most + 1]
    return near * 2 >= all ? most * 4 : nil
  }
}
