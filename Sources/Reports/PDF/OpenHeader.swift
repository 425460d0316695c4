/// The header of a table without vertical rulings: its headings, which of them stand over a
/// column of their own, and over which columns the others reach.
struct OpenHeader {
  /// A heading, its wrapped lines together.
  struct Heading {
    var words: [TableWord]
    var box: Box

    /// The middle of its last line.
    fileprivate var bottom: Float { words.map(\.box.middleY).max() ?? 0 }
    fileprivate var text: String { words.map(\.text).joined() }

    fileprivate mutating func add(_ other: Heading) {
      words += other.words
      box.x0 = min(box.x0, other.box.x0)
      box.x1 = max(box.x1, other.box.x1)
      box.y0 = min(box.y0, other.box.y0)
      box.y1 = max(box.y1, other.box.y1)
    }
  }

  /// The headings with a column of their own, and those over several.
  private(set) var leaves: [Heading] = []
  private(set) var groups: [Heading] = []

  /// Takes the words above the first row, the numbers of columns apart.
  init(_ words: [TableWord]) {
    let headings = Self.headings(of: words)
    for (index, heading) in headings.enumerated() {
      if Self.isGroup(index, of: headings) {
        groups.append(heading)
      } else {
        leaves.append(heading)
      }
    }
  }

  /// Whether all headings are printed in another header too.
  func repeats(_ other: OpenHeader) -> Bool {
    let texts = Set((other.leaves + other.groups).map(\.text))
    return (leaves + groups).allSatisfy { texts.contains($0.text) }
  }

  /// The headings that words make: what stands close together on a line, and the lines that
  /// one stands close under.
  private static func headings(of words: [TableWord]) -> [Heading] {
    var lines: [[Heading]] = []
    for (_, words) in Dictionary(grouping: words, by: \.line).sorted(by: { $0.key < $1.key }) {
      var line: [Heading] = []
      for word in words.sorted(by: { $0.box.x0 < $1.box.x0 }) {
        let heading = Heading(words: [word], box: word.box)
        if let last = line.last, areSpread(last, heading) {
          line[line.count - 1].add(heading)
        } else {
          line.append(heading)
        }
      }
      lines.append(line)
    }
    var result: [Heading] = []
    for line in lines {
      var next = result
      for heading in line {
        let over = result.indices.filter { overlap(result[$0].box, heading.box) }
        let lowest = over.map { result[$0].bottom }.max() ?? 0
        let above = over.filter { result[$0].bottom > lowest - 0.5 * heading.box.height }
        let beside = line.count { other in
          above.contains { overlap(result[$0].box, other.box) }
        }
        if above.count == 1, beside == 1, goesOn(result[above[0]], heading) {
          next[above[0]].add(heading)
        } else {
          next.append(heading)
        }
      }
      result = next
    }
    return result
  }

  /// Whether two pieces on a line are one heading: 项 目 may be set apart over its cell.
  private static func areSpread(_ left: Heading, _ right: Heading) -> Bool {
    let gap = right.box.x0 - left.box.x1
    // Headings of narrow columns stand closer than words.
    if gap < 0.35 * left.box.height { return true }
    let pieces = (left.words + right.words).map(\.text)
    return gap < 5 * left.box.height && spread.contains(pieces.joined())
      && pieces.allSatisfy { $0.unicodeScalars.count == 1 }
  }

  private static let spread: Set<String> = [
    "项目", "合计", "小计", "收入", "支出", "金额", "栏次", "行次",
  ]

  private static func goesOn(_ heading: Heading, _ line: Heading) -> Bool {
    line.box.middleY - heading.bottom < 1.45 * line.box.height
  }

  private static func overlap(_ a: Box, _ b: Box) -> Bool { a.x0 < b.x1 && b.x0 < a.x1 }

  /// Whether a heading stands over others: right above one, or higher than both beside it.
  private static func isGroup(_ index: Int, of headings: [Heading]) -> Bool {
    let own = headings[index].box
    let others = headings.indices.filter { $0 != index }.map { headings[$0].box }
    let isLower = { (box: Box) in box.middleY - own.middleY > 0.6 * min(own.height, 14) }
    if others.contains(where: { overlap($0, own) && $0.middleY > own.middleY }) { return true }
    let left = others.filter { $0.x1 <= own.x0 }.max { $0.x1 < $1.x1 }
    let right = others.filter { $0.x0 >= own.x1 }.min { $0.x0 < $1.x0 }
    guard let left, let right else { return false }
    return isLower(left) && isLower(right)
  }
}

extension OpenHeader {
  /// A heading over columns, counted from zero.
  struct Span {
    var heading: Heading
    var columns: Range<Int>
  }

  /// The rows of the header from the top, over columns parted at `xs`.
  ///
  /// A group reaches over the run of columns whose middle is nearest its own; of such runs over
  /// the longest, as no column without a heading of its own height is left out.
  func rows(_ xs: [Float]) -> [[Span]] {
    let own = leaves.map { leaf in
      Span(heading: leaf, columns: Self.column(at: leaf.box.middleX, xs))
    }
    var result: [[Span]] = []
    let levels = levels
    let bottom = own.map(\.heading.box.middleY).max() ?? 0
    for (index, level) in levels.enumerated() {
      let top = level[0].box.middleY
      let next = index + 1 < levels.count ? levels[index + 1][0].box.middleY : bottom
      // A heading over no other is set in the middle of the height it shares with groups.
      let isCovered = (0..<xs.count - 1).map { column in
        own.contains {
          $0.columns.contains(column) && $0.heading.box.middleY - top > 0.7 * (next - top)
        }
      }
      let middles = (0..<xs.count - 1).map { column -> Float in
        if let leaf = own.first(where: { $0.columns.contains(column) }) {
          return leaf.heading.box.middleX
        }
        return (xs[column] + xs[column + 1]) / 2
      }
      result.append(Self.spans(level, isCovered, middles))
    }
    return result + [own.sorted { $0.columns.lowerBound < $1.columns.lowerBound }]
  }

  /// The groups by height, from the top; in a level from the left.
  private var levels: [[Heading]] {
    var levels: [[Heading]] = []
    for group in groups.sorted(by: { $0.box.middleY < $1.box.middleY }) {
      if let last = levels.last?.last,
        group.box.middleY - last.box.middleY < 0.5 * group.words[0].box.height
      {
        levels[levels.count - 1].append(group)
      } else {
        levels.append([group])
      }
    }
    return levels.map { $0.sorted { $0.box.x0 < $1.box.x0 } }
  }

  private static func column(at x: Float, _ xs: [Float]) -> Range<Int> {
    let column = (xs.dropFirst().firstIndex { $0 > x } ?? xs.count - 1) - 1
    return max(0, column)..<max(0, column) + 1
  }

  /// How many points off the middle weigh as much as a column left out.
  private static let columnWeight: Float = 4

  /// Gives each heading of a level a run of the columns it may cover, so that the least is off
  /// and left out: by dynamic programming from the left.
  private static func spans(
    _ level: [Heading], _ isCovered: [Bool], _ middles: [Float]
  ) -> [Span] {
    let count = isCovered.count
    // best[g][c]: the least cost of the first g headings in the first c columns.
    var best = [[Float]](
      repeating: Array(repeating: .infinity, count: count + 1), count: level.count + 1)
    var start = [[Int?]](repeating: Array(repeating: nil, count: count + 1), count: level.count + 1)
    best[0][0] = 0
    for group in 0...level.count {
      for end in 0...count {
        if end > 0 {
          let skipped = best[group][end - 1] + (isCovered[end - 1] ? columnWeight : 0)
          if skipped < best[group][end] { best[group][end] = skipped }
        }
        guard group > 0, end > 0 else { continue }
        var first = end - 1
        while first >= 0, isCovered[first] {
          let middle = (middles[first] + middles[end - 1]) / 2
          let cost = best[group - 1][first] + abs(middle - level[group - 1].box.middleX)
          if cost < best[group][end] {
            best[group][end] = cost
            start[group][end] = first
          }
          first -= 1
        }
      }
    }
    guard best[level.count][count] < .infinity else {
      return level.map { heading in
        let nearest = middles.indices.min {
          abs(middles[$0] - heading.box.middleX) < abs(middles[$1] - heading.box.middleX)
        }
        return Span(heading: heading, columns: (nearest ?? 0)..<(nearest ?? 0) + 1)
      }
    }
    var result: [Span] = []
    var end = count
    for group in stride(from: level.count, to: 0, by: -1) {
      while end > 0, isSkipped(group, end, best, isCovered) { end -= 1 }
      let first = start[group][end] ?? max(0, end - 1)
      result.append(Span(heading: level[group - 1], columns: first..<end))
      end = first
    }
    return result.reversed()
  }

  private static func isSkipped(
    _ group: Int, _ end: Int, _ best: [[Float]], _ isCovered: [Bool]
  ) -> Bool {
    best[group][end] == best[group][end - 1] + (isCovered[end - 1] ? columnWeight : 0)
  }
}
