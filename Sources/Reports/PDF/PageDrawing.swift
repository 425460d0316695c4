/// What is drawn on a page, as `pdftocairo -svg` gives it: where each glyph stands on its
/// baseline, and the straight lines along the axes.
struct PageDrawing {
  /// A glyph's origin, in drawing order.
  struct Glyph {
    var x: Float
    var y: Float
    /// The same for glyphs of one shape; -1 where the drawing does not tell.
    var shape: Int
  }

  /// A straight line along an axis, however it was drawn.
  struct Segment {
    var x0: Float
    var y0: Float
    var x1: Float
    var y1: Float
  }

  var glyphs: [Glyph] = []
  var segments: [Segment] = []

  /// The pages of the SVG, in order.
  static func pages(in svg: [UInt8]) -> [PageDrawing] {
    var reader = SVGReader(svg)
    return reader.read()
  }
}

private struct SVGReader {
  private var markup: Markup
  private var pages: [PageDrawing] = []
  private var page = PageDrawing()
  /// The box of each clip path by the bytes of its id.
  private var clips: [ArraySlice<UInt8>: Box] = [:]
  private var clip = [Box.everything]
  /// A number for each symbol by the bytes of its id.
  private var shapes: [ArraySlice<UInt8>: Int] = [:]

  init(_ svg: [UInt8]) { markup = Markup(svg) }

  mutating func read() -> [PageDrawing] {
    var hasPages = false
    while let tag = markup.next() {
      if markup.name(of: tag, is: "page") {
        hasPages = true
        if tag.isClosing {
          pages.append(page)
          page = PageDrawing()
        }
      } else if markup.name(of: tag, is: "use") {
        if let x = markup.number("x", of: tag), let y = markup.number("y", of: tag) {
          page.glyphs.append(PageDrawing.Glyph(x: x, y: y, shape: shape(of: tag)))
        }
      } else if markup.name(of: tag, is: "g") {
        readGroup(tag)
      } else if markup.name(of: tag, is: "path") {
        readPath(tag)
      } else if markup.name(of: tag, is: "rect") {
        readRectangle(tag)
      } else if markup.name(of: tag, is: "defs"), !tag.isClosing {
        readDefinitions()
      }
    }
    // A single page stands in the document itself.
    if !hasPages { pages.append(page) }
    return pages
  }

  private mutating func shape(of tag: Markup.Tag) -> Int {
    guard let value = markup.attribute("href", of: tag) ?? markup.attribute("xlink:href", of: tag)
    else { return -1 }
    let id = markup.bytes(in: value)
    if let shape = shapes[id] { return shape }
    shapes[id] = shapes.count
    return shapes.count - 1
  }

  /// Glyph outlines are passed over; the boxes of the clip paths are kept.
  private mutating func readDefinitions() {
    var id: ArraySlice<UInt8>?
    while let tag = markup.next() {
      if markup.name(of: tag, is: "defs"), tag.isClosing { return }
      if markup.name(of: tag, is: "clipPath") {
        id = tag.isClosing ? nil : markup.attribute("id", of: tag).map { markup.bytes(in: $0) }
      } else if let id, let box = definedBox(tag) {
        clips[id] = box
      }
    }
  }

  private func definedBox(_ tag: Markup.Tag) -> Box? {
    if markup.name(of: tag, is: "rect") { return rectangle(tag) }
    guard markup.name(of: tag, is: "path"), let data = markup.attribute("d", of: tag) else {
      return nil
    }
    return Box(around: markup.numbers(in: data))
  }

  private func rectangle(_ tag: Markup.Tag) -> Box? {
    guard let width = markup.number("width", of: tag),
      let height = markup.number("height", of: tag)
    else { return nil }
    let x = markup.number("x", of: tag) ?? 0
    let y = markup.number("y", of: tag) ?? 0
    return Box(x0: x, y0: y, x1: x + width, y1: y + height)
  }

  private mutating func readGroup(_ tag: Markup.Tag) {
    if tag.isClosing {
      if clip.count > 1 { clip.removeLast() }
      return
    }
    guard !tag.isEmpty else { return }
    var box = clip[clip.count - 1]
    if let value = markup.attribute("clip-path", of: tag) {
      // url(#clip1)
      let id = markup.bytes(in: value).dropFirst(5).dropLast()
      if let own = clips[id] { box = box.intersection(own) }
    }
    clip.append(box)
  }

  private mutating func readPath(_ tag: Markup.Tag) {
    guard let data = markup.attribute("d", of: tag), !isPale(tag) else { return }
    let matrix = matrix(of: tag)
    guard let outlines = outlines(data, matrix) else { return }
    for outline in outlines {
      if isFilled(tag) {
        addFilled(outline)
      } else if outline.count > 1 {
        for (start, end) in zip(outline, outline.dropFirst()) { addStroke(start, end) }
      }
    }
  }

  private mutating func readRectangle(_ tag: Markup.Tag) {
    guard let box = rectangle(tag), !isPale(tag) else { return }
    let matrix = matrix(of: tag)
    addFilled([matrix.apply(box.x0, box.y0), matrix.apply(box.x1, box.y1)])
  }

  private func isFilled(_ tag: Markup.Tag) -> Bool {
    if let style = markup.attribute("style", of: tag) {
      return !markup.contains("fill:none", in: style)
    }
    return markup.attribute("fill", of: tag).map { !markup.contains("none", in: $0) } ?? true
  }

  /// White on white rules nothing.
  private func isPale(_ tag: Markup.Tag) -> Bool {
    markup.contains("rgb(100%,100%,100%)", in: tag.attributes)
      || markup.contains("rgb(100%, 100%, 100%)", in: tag.attributes)
  }

  private func matrix(of tag: Markup.Tag) -> Matrix {
    guard let value = markup.attribute("transform", of: tag) else { return Matrix() }
    let numbers = markup.numbers(in: value)
    return numbers.count == 6 ? Matrix(numbers) : Matrix()
  }

  /// The corners of each subpath; nil for a path with a curve, which is no ruling.
  private func outlines(
    _ data: Range<Int>, _ matrix: Matrix
  ) -> [[(x: Float, y: Float)]]? {
    var outlines: [[(x: Float, y: Float)]] = []
    var current: [(x: Float, y: Float)] = []
    var reader = NumberReader(Array(markup.bytes(in: data)), in: 0..<data.count)
    while true {
      if let letter = reader.nextLetter() {
        switch letter {
        case UInt8(ascii: "M"):
          if current.count > 1 { outlines.append(current) }
          current = []
        case UInt8(ascii: "L"): break
        case UInt8(ascii: "Z"):
          if let first = current.first { current.append(first) }
        default: return nil
        }
        continue
      }
      guard let x = reader.next(), let y = reader.next() else { break }
      current.append(matrix.apply(x, y))
    }
    if current.count > 1 { outlines.append(current) }
    return outlines
  }

  /// A thin filled shape is a ruling; any other is shading.
  private mutating func addFilled(_ corners: [(x: Float, y: Float)]) {
    let box = Box(around: corners.flatMap { [$0.x, $0.y] })?
      .intersection(clip[clip.count - 1])
    guard let box, box.width >= 0, box.height >= 0 else { return }
    if box.height <= Self.thickest, box.width > box.height {
      page.segments.append(
        PageDrawing.Segment(x0: box.x0, y0: box.middleY, x1: box.x1, y1: box.middleY))
    } else if box.width <= Self.thickest {
      page.segments.append(
        PageDrawing.Segment(x0: box.middleX, y0: box.y0, x1: box.middleX, y1: box.y1))
    }
  }

  private mutating func addStroke(_ start: (x: Float, y: Float), _ end: (x: Float, y: Float)) {
    guard abs(start.x - end.x) < Self.slant || abs(start.y - end.y) < Self.slant else { return }
    let box = Box(around: [start.x, start.y, end.x, end.y])!
      .intersection(clip[clip.count - 1])
    guard box.width >= -Self.slant, box.height >= -Self.slant else { return }
    addFilled([(box.x0, box.y0), (box.x1, box.y1)])
  }

  /// What is thicker, in points, is a bar or a shaded cell.
  private static let thickest: Float = 3
  /// A line off its axis by more is no ruling.
  private static let slant: Float = 0.7
}

extension Box {
  static let everything = Box(x0: -1e6, y0: -1e6, x1: 1e6, y1: 1e6)

  /// The box around points given as x, y, x, y.
  init?(around numbers: [Float]) {
    guard numbers.count >= 2 else { return nil }
    self.init(x0: .infinity, y0: .infinity, x1: -.infinity, y1: -.infinity)
    for index in stride(from: 0, to: numbers.count - 1, by: 2) {
      x0 = min(x0, numbers[index])
      x1 = max(x1, numbers[index])
      y0 = min(y0, numbers[index + 1])
      y1 = max(y1, numbers[index + 1])
    }
  }
}

private struct Matrix {
  var a: Float = 1
  var b: Float = 0
  var c: Float = 0
  var d: Float = 1
  var e: Float = 0
  var f: Float = 0

  init() {}

  init(_ n: [Float]) {
    (a, b, c, d, e, f) = (n[0], n[1], n[2], n[3], n[4], n[5])
  }

  func apply(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    (a * x + c * y + e, b * x + d * y + f)
  }
}
