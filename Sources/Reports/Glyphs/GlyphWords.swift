/// Words looked for together, in the order in which they are preferred.
///
/// One pass over a text finds them all: a unit that begins none of them is passed over at once.
struct GlyphWords: ExpressibleByArrayLiteral, RandomAccessCollection, Sendable {
  private let words: [Glyphs]
  private let starts: UnitFilter
  private let ends: UnitFilter

  init(_ words: some Sequence<Glyphs>) {
    self.words = Array(words)
    starts = UnitFilter(self.words.compactMap(\.units.first))
    ends = UnitFilter(self.words.compactMap(\.units.last))
  }

  init(arrayLiteral words: Glyphs...) { self.init(words) }

  var startIndex: Int { 0 }
  var endIndex: Int { words.count }
  subscript(index: Int) -> Glyphs { words[index] }

  /// The first of the words that `text` begins with.
  func first(beginning text: GlyphSlice) -> Int? {
    guard let unit = text.units.first, starts.mayHold(unit) else { return nil }
    return words.firstIndex { text.hasPrefix($0) }
  }

  /// The first of the words that `text` ends with.
  func first(ending text: GlyphSlice) -> Int? {
    guard let unit = text.units.last, ends.mayHold(unit) else { return nil }
    return words.firstIndex { text.hasSuffix($0) }
  }

  /// Whether `text` is one of the words.
  func hold(_ text: GlyphSlice) -> Bool {
    words.contains { $0.count == text.count && text.hasPrefix($0) }
  }

  /// Whether any of the words occurs in `text`.
  func occur(in text: GlyphSlice) -> Bool {
    var isFound = false
    forEachStart(in: text) { rest in
      isFound = words.contains { rest.hasPrefix($0) }
      return !isFound
    }
    return isFound
  }

  /// Gives where each word that occurs in `text` begins first, in the order of the words.
  func firstIndices(in text: GlyphSlice, _ body: (_ word: Int, _ index: Int) -> Void) {
    var found: [(word: Int, index: Int)] = []
    forEachStart(in: text) { rest in
      for (number, word) in words.enumerated()
      where rest.hasPrefix(word) && !found.contains(where: { $0.word == number }) {
        found.append((number, rest.units.startIndex))
      }
      return true
    }
    for place in found.sorted(by: { $0.word < $1.word }) { body(place.word, place.index) }
  }

  /// Gives the rests of the text that may begin with a word, until the body says no.
  @inline(__always)
  private func forEachStart(in text: GlyphSlice, _ body: (GlyphSlice) -> Bool) {
    let units = text.units.span
    for index in units.indices where starts.mayHold(units[index]) {
      let rest = text.units[(text.units.startIndex + index)...]
      if !body(GlyphSlice(rest)) { return }
    }
  }
}

/// A set of units, held loosely: by their low bytes.
struct UnitFilter: Sendable {
  private var isHeld = [Bool](repeating: false, count: 256)

  init(_ units: [UInt16]) {
    for unit in units { isHeld[Int(unit & 0xFF)] = true }
  }

  /// False where the unit is none of the set.
  @inline(__always)
  func mayHold(_ unit: UInt16) -> Bool { isHeld[Int(unit & 0xFF)] }
}
