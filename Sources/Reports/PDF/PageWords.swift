import Text

/// The words of a page as `pdftotext -bbox` gives them.
///
/// The boxes are exact from left to right. Up and down they follow whatever ascent and
/// descent the font claims, which may be far from where the glyphs stand: ``PageDrawing``
/// knows better.
struct PageWords {
  struct Word {
    var text: String
    var box: Box
  }

  var width: Float
  var height: Float
  var words: [Word] = []

  /// The pages of the XML, in order.
  static func pages(in xml: [UInt8]) -> [PageWords] {
    var markup = Markup(xml)
    var pages: [PageWords] = []
    while let tag = markup.next() {
      guard !tag.isClosing else { continue }
      if markup.name(of: tag, is: "page") {
        pages.append(
          PageWords(
            width: markup.number("width", of: tag) ?? 0,
            height: markup.number("height", of: tag) ?? 0))
      } else if markup.name(of: tag, is: "word"), !pages.isEmpty,
        let x0 = markup.number("xMin", of: tag), let y0 = markup.number("yMin", of: tag),
        let x1 = markup.number("xMax", of: tag), let y1 = markup.number("yMax", of: tag)
      {
        let text = plainText(markup.text())
        let box = Box(x0: x0, y0: y0, x1: x1, y1: y1)
        guard !text.isEmpty, box.isSane else { continue }
        pages[pages.count - 1].words.append(Word(text: text, box: box))
      }
    }
    for index in pages.indices { pages[index].dropDoubles() }
    return pages
  }

  /// Takes out the words that are printed twice at one place, to look bold.
  mutating func dropDoubles() {
    var seen: [String: [Box]] = [:]
    words.removeAll { word in
      let others = seen[word.text, default: []]
      if others.contains(where: { abs($0.x0 - word.box.x0) < 1 && abs($0.y0 - word.box.y0) < 1 }) {
        return true
      }
      seen[word.text, default: []].append(word.box)
      return false
    }
  }

  private static let entities: [(name: StaticString, character: Unicode.Scalar)] = [
    ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
    ("&#39;", "'"),
  ]

  /// The text with its entities resolved, radicals written as the characters they stand for
  /// (⻔ is 门), and without characters that print nothing.
  private static func plainText(_ bytes: ArraySlice<UInt8>) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    if bytes.contains(UInt8(ascii: "&")) { text = resolvingEntities(text) }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0xFEFF, 0xAD: continue
      case 0x2E80...0x2FD5: result.append(Folding.fold(scalar))
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func resolvingEntities(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      if let entity = entities.first(where: { rest.hasPrefix("\($0.name)") }) {
        result.unicodeScalars.append(entity.character)
        rest = rest.dropFirst(entity.name.utf8CodeUnitCount)
      } else {
        result += "&"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}

/// A rectangle in points, top down.
struct Box {
  var x0: Float
  var y0: Float
  var x1: Float
  var y1: Float

  var width: Float { x1 - x0 }
  var height: Float { y1 - y0 }
  var middleX: Float { (x0 + x1) / 2 }
  var middleY: Float { (y0 + y1) / 2 }

  /// Whether the box may stand on a page; a damaged file has words anywhere.
  var isSane: Bool {
    x0 > -1e5 && y0 > -1e5 && x1 < 1e5 && y1 < 1e5 && width >= 0 && height >= 0
  }

  func moved(by shift: Float) -> Box { Box(x0: x0 + shift, y0: y0, x1: x1 + shift, y1: y1) }

  func intersection(_ other: Box) -> Box {
    Box(
      x0: max(x0, other.x0), y0: max(y0, other.y0), x1: min(x1, other.x1),
      y1: min(y1, other.y1))
  }
}
