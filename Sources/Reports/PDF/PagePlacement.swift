/// A word where it truly stands: its baseline and the size of its type, not the box its
/// font claims.
struct PlacedWord {
  var text: String
  var x0: Float
  var x1: Float
  var baseline: Float
  /// The width of a Chinese character.
  var size: Float
  /// Where each character starts; empty where the drawing does not tell.
  var starts: [Float]

  /// The height that type of this size takes.
  var box: Box {
    Box(x0: x0, y0: baseline - 0.86 * size, x1: x1, y1: baseline + 0.14 * size)
  }

  var middleY: Float { baseline - 0.36 * size }
}

/// A page's words and lines turned upright.
struct PlacedPage {
  var words: [PlacedWord]
  var segments: [PageDrawing.Segment]
  var height: Float

  init(_ page: PageWords, _ drawing: PageDrawing) {
    // poppler gives the size of a page before the page is turned by its /Rotate.
    let isTurned = page.words.contains { $0.box.x0 > page.width || $0.box.y0 > page.height }
    let (width, height) = isTurned ? (page.height, page.width) : (page.width, page.height)
    let turn = Turn(of: drawing, width: width, height: height)
    segments = drawing.segments.map { segment in
      let (x0, y0) = turn.upright(segment.x0, segment.y0)
      let (x1, y1) = turn.upright(segment.x1, segment.y1)
      return PageDrawing.Segment(x0: min(x0, x1), y0: min(y0, y1), x1: max(x0, x1), y1: max(y0, y1))
    }
    let glyphs = drawing.glyphs.map { turn.upright($0.x, $0.y) }
    let boxes = page.words.map { turn.upright($0.box) }
    let texts = page.words.map(\.text)
    words = Baselines(glyphs).place(texts, boxes)
    self.height = turn == .none ? height : width
    splitAtRulings()
  }

  /// A word that runs through a vertical ruling may be two words: pdftotext joins what stands
  /// close together, whatever is drawn between.
  private mutating func splitAtRulings() {
    let verticals = segments.filter { $0.x1 - $0.x0 < 1 && $0.y1 > $0.y0 }
    guard !verticals.isEmpty else { return }
    words = words.flatMap { word -> [PlacedWord] in
      let crossing = verticals.filter {
        $0.x0 > word.x0 + 1 && $0.x0 < word.x1 - 1 && $0.y0 < word.middleY
          && $0.y1 > word.middleY
      }
      return crossing.isEmpty ? [word] : word.split(at: Set(crossing.map(\.x0)).sorted())
    }
  }
}

extension PlacedWord {
  /// The parts of the word between the rulings that stand between two of its characters, or
  /// between a number and other text. A ruling through a character is overprinted: the text
  /// is one, and too long for its cell.
  func split(at positions: [Float]) -> [PlacedWord] {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count > 1 else { return [self] }
    let starts = starts.isEmpty ? Self.estimatedStarts(scalars, from: x0, to: x1) : starts
    var parts: [PlacedWord] = []
    var first = 0
    for position in positions {
      let next = scalars.indices.dropFirst(first + 1).min {
        abs(starts[$0] - position) < abs(starts[$1] - position)
      }
      guard let next else { break }
      let isBetween = abs(starts[next] - position) < max(1, 0.15 * size)
      let isNumberEdge =
        Self.isNumeric(scalars[first..<next]) != Self.isNumeric(scalars[next...])
      guard isBetween || isNumberEdge else { continue }
      parts.append(part(scalars, starts, first..<next, end: starts[next]))
      first = next
    }
    return parts + [part(scalars, starts, first..<scalars.count, end: x1)]
  }

  private func part(
    _ scalars: [Unicode.Scalar], _ starts: [Float], _ range: Range<Int>, end: Float
  ) -> PlacedWord {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return PlacedWord(
      text: String(text), x0: starts[range.lowerBound], x1: end, baseline: baseline, size: size,
      starts: Array(starts[range]))
  }

  /// Where characters start that fill a width, by how wide they usually are.
  static func estimatedStarts(
    _ scalars: [Unicode.Scalar], from x0: Float, to x1: Float
  ) -> [Float] {
    let weights = scalars.map(weight)
    let total = weights.reduce(0, +)
    var before: Float = 0
    return weights.map { weight in
      defer { before += weight }
      return x0 + (x1 - x0) * before / total
    }
  }

  private static func isNumeric(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.allSatisfy { (0x30...0x39).contains($0.value) || $0 == "." || $0 == "," || $0 == "-" }
  }

  /// The width of a character in ems: a Latin letter or digit takes half of one.
  static func weight(_ scalar: Unicode.Scalar) -> Float {
    switch scalar.value {
    case 0x2C, 0x2E, 0x3A, 0x3B, 0x21, 0x27, 0x28, 0x29, 0x2D: 0.3
    case 0..<0x2000: 0.5
    default: 1
    }
  }
}

/// How a page's text is turned against the page.
private enum Turn: Equatable {
  case none
  /// Read from the bottom up; the page's height is needed to turn it.
  case upwards(Float)
  /// Read from the top down; the page's width is needed to turn it.
  case downwards(Float)

  /// By the way most glyphs follow one another.
  init(of drawing: PageDrawing, width: Float, height: Float) {
    var across = 0
    var up = 0
    var down = 0
    for (glyph, next) in zip(drawing.glyphs, drawing.glyphs.dropFirst()) {
      let (dx, dy) = (next.x - glyph.x, next.y - glyph.y)
      if abs(dy) < 0.1, dx > 0, dx < 40 { across += 1 }
      if abs(dx) < 0.1, dy < 0, dy > -40 { up += 1 }
      if abs(dx) < 0.1, dy > 0, dy < 40 { down += 1 }
    }
    self =
      max(up, down) <= across ? .none : up > down ? .upwards(height) : .downwards(width)
  }

  func upright(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    switch self {
    case .none: (x, y)
    case .upwards(let height): (height - y, x)
    case .downwards(let width): (y, width - x)
    }
  }

  func upright(_ box: Box) -> Box {
    let (x0, y0) = upright(box.x0, box.y0)
    let (x1, y1) = upright(box.x1, box.y1)
    return Box(x0: min(x0, x1), y0: min(y0, y1), x1: max(x0, x1), y1: max(y0, y1))
  }
}

/// Finds the baseline of each word among the drawn glyphs.
///
/// A word's first glyph starts where its box does, and as many glyphs stand in it as it has
/// characters, spread as its characters are wide. Where several baselines fit (cells above
/// one another that print the same), words with boxes of one height are of one font, and
/// most of them agree on where in the box the baseline is; and no glyph serves two words.
private struct Baselines {
  private struct Row {
    var y: Float
    var starts: [Float]
  }

  /// Glyphs in a row that may be a word's.
  private struct Candidate {
    var row: Int
    var starts: Range<Int>
    /// How far they stand from where its characters would, in points.
    var deviation: Float
  }

  private var rows: [Row] = []

  init(_ glyphs: [(x: Float, y: Float)]) {
    for glyph in glyphs.sorted(by: { ($0.y, $0.x) < ($1.y, $1.x) }) {
      if let last = rows.last, glyph.y - last.y < 0.3 {
        rows[rows.count - 1].starts.append(glyph.x)
      } else {
        rows.append(Row(y: glyph.y, starts: [glyph.x]))
      }
    }
    for index in rows.indices { rows[index].starts.sort() }
  }

  func place(_ texts: [String], _ boxes: [Box]) -> [PlacedWord] {
    let candidates = zip(texts, boxes).map { self.candidates($0, $1) }
    let offsets = usualOffsets(boxes, candidates)
    var placed: [PlacedWord?] = Array(repeating: nil, count: texts.count)
    var taken: Set<[Int]> = []
    // The words with the fewest choices choose first.
    for index in texts.indices.sorted(by: { candidates[$0].count < candidates[$1].count }) {
      let box = boxes[index]
      let weight = texts[index].unicodeScalars.reduce(0) { $0 + PlacedWord.weight($1) }
      let size = min(max(box.width / max(weight, 0.3), 4), 40)
      let expected = box.y0 + (offsets[Self.key(box)] ?? box.height * 0.8)
      let free = candidates[index].filter { !taken.contains([$0.row, $0.starts.lowerBound]) }
      let best = (free.isEmpty ? candidates[index] : free).min {
        abs(rows[$0.row].y - expected) < abs(rows[$1.row].y - expected)
      }
      if let best { taken.insert([best.row, best.starts.lowerBound]) }
      placed[index] = PlacedWord(
        text: texts[index], x0: box.x0, x1: box.x1,
        baseline: best.map { rows[$0.row].y } ?? expected, size: size,
        starts: best.map { Array(rows[$0.row].starts[$0.starts]) } ?? [])
    }
    return placed.compactMap { $0 }
  }

  private static func key(_ box: Box) -> Int { Int((box.height * 20).rounded()) }

  private func candidates(_ text: String, _ box: Box) -> [Candidate] {
    let reach = max(box.height, 14)
    let expected = PlacedWord.estimatedStarts(Array(text.unicodeScalars), from: box.x0, to: box.x1)
    var result: [Candidate] = []
    for row in rows.indices
    where rows[row].y > box.middleY - reach && rows[row].y < box.middleY + reach {
      let starts = rows[row].starts
      var low = 0
      var high = starts.count
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] < box.x0 - 0.25 { low = middle + 1 } else { high = middle }
      }
      guard low < starts.count, starts[low] < box.x0 + 0.25 else { continue }
      let inside = starts[low...].prefix { $0 < box.x1 - 0.05 }
      guard inside.count == expected.count else { continue }
      let deviation = zip(inside, expected).reduce(0) { $0 + abs($1.0 - $1.1) }
      result.append(
        Candidate(row: row, starts: low..<low + inside.count, deviation: deviation))
    }
    let least = result.map(\.deviation).min() ?? 0
    return result.filter { $0.deviation < least + 0.5 }
  }

  /// For each height of box, how far below its top most words of that height stand.
  private func usualOffsets(_ boxes: [Box], _ candidates: [[Candidate]]) -> [Int: Float] {
    var votes: [Int: [Int: Int]] = [:]
    for (box, own) in zip(boxes, candidates) {
      for candidate in own {
        let offset = Int(((rows[candidate.row].y - box.y0) * 5).rounded())
        votes[Self.key(box), default: [:]][offset, default: 0] += 1
      }
    }
    return votes.compactMapValues { counts in
      counts.max { ($0.value, -abs($0.key)) < ($1.value, -abs($1.key)) }
        .map { Float($0.key) / 5 }
    }
  }
}
