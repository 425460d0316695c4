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
  var width: Float
  var height: Float
  /// The number of its sheet in the file, from one.
  let number: Int

  init(_ page: PageWords, _ drawing: PageDrawing, number: Int) {
    self.number = number
    // poppler gives the size of a page before the page is turned by its /Rotate.
    let isTurned = page.words.contains { $0.box.x0 > page.width || $0.box.y0 > page.height }
    let (width, height) = isTurned ? (page.height, page.width) : (page.width, page.height)
    let turn = Turn(of: drawing, width: width, height: height)
    segments = drawing.segments.map { segment in
      let (x0, y0) = turn.upright(segment.x0, segment.y0)
      let (x1, y1) = turn.upright(segment.x1, segment.y1)
      return PageDrawing.Segment(x0: min(x0, x1), y0: min(y0, y1), x1: max(x0, x1), y1: max(y0, y1))
    }
    let glyphs = drawing.glyphs.map { glyph in
      let (x, y) = turn.upright(glyph.x, glyph.y)
      return PageDrawing.Glyph(x: x, y: y, shape: glyph.shape)
    }
    let boxes = page.words.map { turn.upright($0.box) }
    let texts = page.words.map(\.text)
    var baselines = Baselines(glyphs)
    words = Watermark.removed(from: baselines.place(texts, boxes), boxes)
    (self.width, self.height) = turn.keepsHeight ? (width, height) : (height, width)
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
  /// Upside down; the page's size is needed to turn it.
  case over(Float, Float)

  /// By the way most glyphs follow one another.
  init(of drawing: PageDrawing, width: Float, height: Float) {
    var across = 0
    var back = 0
    var up = 0
    var down = 0
    for (glyph, next) in zip(drawing.glyphs, drawing.glyphs.dropFirst()) {
      let (dx, dy) = (next.x - glyph.x, next.y - glyph.y)
      if abs(dy) < 0.1, dx > 0, dx < 40 { across += 1 }
      if abs(dy) < 0.1, dx < 0, dx > -40 { back += 1 }
      if abs(dx) < 0.1, dy < 0, dy > -40 { up += 1 }
      if abs(dx) < 0.1, dy > 0, dy < 40 { down += 1 }
    }
    switch max(across, back, up, down) {
    case across: self = .none
    case back: self = .over(width, height)
    case up: self = .upwards(height)
    default: self = .downwards(width)
    }
  }

  /// Whether the page is as high as it was.
  var keepsHeight: Bool {
    switch self {
    case .none, .over: true
    case .upwards, .downwards: false
    }
  }

  func upright(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    switch self {
    case .none: (x, y)
    case .upwards(let height): (height - y, x)
    case .downwards(let width): (y, width - x)
    case .over(let width, let height): (width - x, height - y)
    }
  }

  func upright(_ box: Box) -> Box {
    let (x0, y0) = upright(box.x0, box.y0)
    let (x1, y1) = upright(box.x1, box.y1)
    return Box(x0: min(x0, x1), y0: min(y0, y1), x1: max(x0, x1), y1: max(y0, y1))
  }
}
