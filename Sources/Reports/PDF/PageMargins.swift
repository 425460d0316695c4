import Text

/// What the margins of pages hold that is no part of the report: page numbers, and heads and
/// feet that are printed on most pages.
struct PageMargins {
  /// The running heads and feet, digits apart, at their rounded heights.
  private let running: Set<Edge>

  private struct Edge: Hashable {
    var text: String
    var height: Int
  }

  init(_ pages: [PlacedPage], _ lines: [[[PlacedWord]]]) {
    var counts: [Edge: Int] = [:]
    for (page, lines) in zip(pages, lines) {
      for index in lines.indices where Self.isOuter(index, of: lines, on: page) {
        counts[Self.edge(lines[index]), default: 0] += 1
      }
    }
    running = Set(counts.filter { $0.value >= 3 && $0.value * 2 > pages.count }.keys)
  }

  /// Whether the line at `index` of a page belongs to its margin.
  func hold(_ index: Int, of lines: [[PlacedWord]], on page: PlacedPage, number: Int) -> Bool {
    guard Self.isOuter(index, of: lines, on: page) else {
      // A page made smaller has its number nearer to its middle.
      return (index == 0 || index == lines.count - 1)
        && PageMark.isMark(GlyphSlice(Glyphs(lines[index].map(\.text).joined())))
    }
    return Self.isPageNumber(lines[index], on: page, number: number)
      || running.contains(Self.edge(lines[index]))
  }

  /// The first and the last two lines, in the outer tenth of the page.
  private static func isOuter(
    _ index: Int, of lines: [[PlacedWord]], on page: PlacedPage
  ) -> Bool {
    guard index < 2 || index >= lines.count - 2, let first = lines[index].first else {
      return false
    }
    return index < 2 && first.baseline < 0.1 * page.height
      || index >= lines.count - 2 && first.baseline > 0.9 * page.height
  }

  private static func edge(_ words: [PlacedWord]) -> Edge {
    let text = words.flatMap(\.text.unicodeScalars).map {
      (0x30...0x39).contains($0.value) ? "0" : $0
    }
    return Edge(
      text: text.map(String.init).joined(), height: Int((words[0].baseline / 4).rounded()))
  }

  /// `- 5 -` or `第5页`, or a number near the page's own. A number between rulings is a cell's.
  private static func isPageNumber(
    _ words: [PlacedWord], on page: PlacedPage, number: Int
  ) -> Bool {
    var digits: [Unicode.Scalar] = []
    var isMarked = false
    for scalar in words.flatMap(\.text.unicodeScalars) {
      switch Folding.fold(scalar) {
      case "0"..."9": digits.append(Folding.fold(scalar))
      case "-", "·", "第", "页", "共", "/", "—", "–": isMarked = true
      case " ": continue
      default: return false
      }
    }
    guard (1...7).contains(digits.count) else { return false }
    if isMarked { return true }
    let value = digits.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
    return abs(value - number) <= 30 && !isRuled(words[0], on: page)
  }

  /// Whether a vertical ruling stands beside a word.
  private static func isRuled(_ word: PlacedWord, on page: PlacedPage) -> Bool {
    page.segments.contains {
      $0.x1 - $0.x0 < 1 && $0.y0 < word.middleY && $0.y1 > word.middleY
    }
  }
}
