/// Letters printed across a page, over or under its text, which are no part of it.
enum Watermark {
  /// The words that are none.
  ///
  /// Where the page's glyphs are known, slanted text is what fits none of their lines: its
  /// letters follow one another aslant, or are far larger than the text. Level text is a
  /// watermark where it is far larger and other words stand in it. How large type is tells the
  /// width of its characters: the height of a word's box is what its font claims.
  static func removed(from words: [PlacedWord], _ boxes: [Box]) -> [PlacedWord] {
    let drawn = words.count { !$0.starts.isEmpty }
    guard drawn * 2 > words.count else { return words }
    let sizes = words.map(\.size).sorted()
    let large = 2 * sizes[sizes.count / 2]
    let letters = words.indices.filter { index in
      isShort(words[index]) && (words[index].starts.isEmpty || words[index].size > large)
    }
    let isMark = words.indices.map { index in
      let isLarge = words[index].size > large
      if letters.contains(index) {
        if isLarge, words[index].starts.isEmpty { return true }
        if isSlanted(boxes[index], among: letters, boxes) { return true }
      }
      return isLarge
        && boxes.indices.contains { $0 != index && stands(boxes[$0], in: boxes[index]) }
    }
    return words.indices.filter { !isMark[$0] }.map { words[$0] }
  }

  /// pdftotext takes slanted text apart into letters.
  private static func isShort(_ word: PlacedWord) -> Bool { word.text.unicodeScalars.count <= 2 }

  /// Whether a box is one of three of one size that stand aslant at equal distances.
  private static func isSlanted(_ box: Box, among loose: [Int], _ boxes: [Box]) -> Bool {
    let steps = loose.lazy.map { (x: boxes[$0].x0 - box.x0, y: boxes[$0].y0 - box.y0) }
    return steps.contains { step in
      abs(step.x) > 1 && abs(step.y) > 1 && abs(step.y) < 3 * box.height
        && steps.contains { other in
          isNear(other, (2 * step.x, 2 * step.y)) || isNear(other, (-step.x, -step.y))
        }
    }
  }

  private static func isNear(_ a: (x: Float, y: Float), _ b: (Float, Float)) -> Bool {
    abs(a.x - b.0) < 0.6 && abs(a.y - b.1) < 0.6
  }

  private static func stands(_ small: Box, in large: Box) -> Bool {
    guard small.height * 1.5 < large.height else { return false }
    let common = small.intersection(large)
    return common.width > 0.5 * small.width && common.height > 0.5 * small.height
  }
}
