import Text

extension Document {
  /// Builds the document of a PDF: words on a common baseline are a line, numbered on its
  /// page from the top. Page numbers and running heads are left out.
  init(pages: [PlacedPage]) {
    self.init(layout: .positioned)
    let lines = pages.map { Self.lines(of: $0.words) }
    let margins = PageMargins(pages, lines)
    for (index, page) in pages.enumerated() {
      append(page, lines[index], leaf: Int32(index + 1), margins)
    }
    fold()
  }

  private mutating func append(
    _ page: PlacedPage, _ lines: [[PlacedWord]], leaf: Int32, _ margins: PageMargins
  ) {
    for segment in page.segments {
      rulings.append(
        Ruling(leaf: leaf, x0: segment.x0, y0: segment.y0, x1: segment.x1, y1: segment.y1))
    }
    // The lines of a second page on one sheet are numbered after those of the first.
    let isSecond = leaf > 1 && self.lines.last.map { $0.page == Int32(page.number) } ?? false
    let before = isSecond ? self.lines[self.lines.count - 1].number : 0
    for (index, words) in lines.enumerated()
    where !margins.hold(index, of: lines, on: page, number: Int(leaf)) {
      append(words, page: Int32(page.number), leaf: leaf, line: before + Int32(index + 1))
    }
  }

  private mutating func append(_ words: [PlacedWord], page: Int32, leaf: Int32, line: Int32) {
    let firstByte = bytes.count
    let firstSpan = spans.count
    for (index, word) in words.enumerated() {
      if index > 0 { bytes += Self.separator(words[index - 1], word).utf8 }
      let start = bytes.count
      bytes += word.text.utf8
      let box = word.box
      spans.append(
        Span(bytes: start..<bytes.count, x0: box.x0, x1: box.x1, y0: box.y0, y1: box.y1))
    }
    var line = Line(
      page: page, number: line, bytes: firstByte..<bytes.count,
      spans: firstSpan..<spans.count, isTabbed: false)
    line.leaf = leaf
    lines.append(line)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// What stands between cells is wider than what stands between words.
  private static func separator(_ left: PlacedWord, _ right: PlacedWord) -> String {
    right.x0 - left.x1 > 1.2 * min(left.size, right.size) ? "  " : " "
  }

  private static func lines(of words: [PlacedWord]) -> [[PlacedWord]] {
    var lines: [[PlacedWord]] = []
    var baseline: Float = 0
    for word in words.sorted(by: { ($0.baseline, $0.x0) < ($1.baseline, $1.x0) }) {
      if let first = lines.last?.first, word.baseline - baseline < 0.45 * min(word.size, first.size)
      {
        lines[lines.count - 1].append(word)
      } else {
        lines.append([word])
        baseline = word.baseline
      }
    }
    return lines.map { $0.sorted { $0.x0 < $1.x0 } }
  }
}
