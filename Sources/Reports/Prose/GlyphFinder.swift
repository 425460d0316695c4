/// Finds several words in one pass over a text.
struct GlyphFinder: Sendable {
  private let words: [Glyphs]
  /// Which low bytes of a unit may begin a word.
  private let mayBegin: [Bool]

  init(_ words: [Glyphs]) {
    self.words = words
    var mayBegin = [Bool](repeating: false, count: 256)
    for word in words where !word.isEmpty { mayBegin[Int(word.units[0] & 0xFF)] = true }
    self.mayBegin = mayBegin
  }

  /// Gives where each word that occurs begins first, in the order of the words.
  func firstIndices(in text: GlyphSlice, _ body: (Int) -> Void) {
    var found = [Int?](repeating: nil, count: words.count)
    var any = false
    for (index, unit) in zip(text.units.indices, text.units) where mayBegin[Int(unit & 0xFF)] {
      let rest = text.units[index...]
      for (number, word) in words.enumerated()
      where found[number] == nil && word.units[0] == unit && rest.starts(with: word.units) {
        found[number] = index
        any = true
      }
    }
    if any { found.forEach { if let index = $0 { body(index) } } }
  }
}
