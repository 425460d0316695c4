/// Words looked for together, in the order in which they are preferred.
///
/// One pass over a text finds them all: a unit that begins none of them is passed over at once.
struct GlyphWords: ExpressibleByArrayLiteral, RandomAccessCollection, Sendable {
  private let words: [Glyphs]
  /// The units of all words, one after the other, and where each word begins.
  private let units: [UInt16]
  private let bounds: [Int]
  private let starts: UnitIndex
  private let ends: UnitIndex

  init(_ words: some Sequence<Glyphs>) {
    self.words = Array(words)
    units = self.words.flatMap(\.units)
    bounds = self.words.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    starts = UnitIndex(self.words.map { $0.units[0] })
    ends = UnitIndex(self.words.map { $0.units[$0.count - 1] })
  }

  init(arrayLiteral words: Glyphs...) { self.init(words) }

  var startIndex: Int { 0 }
  var endIndex: Int { words.count }
  subscript(index: Int) -> Glyphs { words[index] }

  /// How many units a word has.
  func length(of word: Int) -> Int { bounds[word + 1] - bounds[word] }

  // MARK: At the ends of a text

  /// The first of the words that `text` begins with.
  func first(beginning text: GlyphSlice) -> Int? { first(beginning: text.units.span) }

  func first(beginning text: borrowing Span<UInt16>) -> Int? {
    guard !text.isEmpty else { return nil }
    return first(in: text, at: 0)
  }

  /// The first of the words that `text` ends with.
  func first(ending text: GlyphSlice) -> Int? { first(ending: text.units.span) }

  func first(ending text: borrowing Span<UInt16>) -> Int? { first(ending: text) { _ in true } }

  /// The first of the words that `text` ends with and that fit.
  @inline(__always)
  func first(ending text: borrowing Span<UInt16>, where fits: (_ word: Int) -> Bool) -> Int? {
    guard !text.isEmpty else { return nil }
    return ends.first(for: text[text.count - 1]) { word in
      stands(word, in: text, at: text.count - length(of: word)) && fits(word)
    }
  }

  /// Whether `text` is one of the words.
  func hold(_ text: GlyphSlice) -> Bool {
    let text = text.units.span
    guard !text.isEmpty else { return false }
    return starts.first(for: text[0]) {
      length(of: $0) == text.count && stands($0, in: text, at: 0)
    }
      != nil
  }

  /// The shortest of the words that begins with `text`, the first of those.
  func shortest(goingOnFrom text: GlyphSlice) -> Int? {
    let text = text.units.span
    let units = units.span
    var shortest: Int?
    for word in words.indices
    where length(of: word) >= text.count && length(of: word) < shortest.map(length) ?? .max {
      let start = bounds[word]
      if text.indices.allSatisfy({ units[start + $0] == text[$0] }) { shortest = word }
    }
    return shortest
  }

  // MARK: Anywhere in a text

  /// Whether any of the words occurs in `text`.
  func occur(in text: GlyphSlice) -> Bool { occur(in: text.units.span) }

  func occur(in text: borrowing Span<UInt16>) -> Bool {
    let held = starts.held.span
    for index in text.indices where held[unchecked: Int(text[index] & 0xFF)] {
      if first(in: text, at: index) != nil { return true }
    }
    return false
  }

  /// The first of the words that occurs in `text`, and where it begins first.
  func first(in text: GlyphSlice) -> (word: Int, index: Int)? {
    var best: (word: Int, index: Int)?
    forEach(in: text.units.span) { word, index in
      if word < best?.word ?? .max { best = (word, text.units.startIndex + index) }
    }
    return best
  }

  /// Which of the words occur in `text`, no more than 64 of them.
  func set(in text: GlyphSlice) -> WordSet {
    var set = WordSet()
    forEach(in: text.units.span) { word, _ in set.insert(word) }
    return set
  }

  /// The word that ends last in `text`, the longest where several do.
  func last(in text: GlyphSlice) -> Int? {
    let text = text.units.span
    let held = ends.held.span
    for index in text.indices.reversed() where held[unchecked: Int(text[index] & 0xFF)] {
      var longest: Int?
      _ = ends.first(for: text[index]) { word in
        if length(of: word) > longest.map(length) ?? 0,
          stands(word, in: text, at: index + 1 - length(of: word))
        {
          longest = word
        }
        return false
      }
      if let longest { return longest }
    }
    return nil
  }

  /// Gives where each word that occurs in `text` begins first, in the order of the words.
  func firstIndices(in text: GlyphSlice, _ body: (_ word: Int, _ index: Int) -> Void) {
    var found: [(word: Int, index: Int)] = []
    forEach(in: text.units.span) { word, index in
      if !found.contains(where: { $0.word == word }) {
        found.append((word, text.units.startIndex + index))
      }
    }
    guard !found.isEmpty else { return }
    for place in found.sorted(by: { $0.word < $1.word }) { body(place.word, place.index) }
  }

  /// Gives every occurrence of every word, from left to right.
  @inline(__always)
  func forEach(in text: borrowing Span<UInt16>, _ body: (_ word: Int, _ index: Int) -> Void) {
    let held = starts.held.span
    for index in text.indices where held[unchecked: Int(text[index] & 0xFF)] {
      _ = starts.first(for: text[index]) { word in
        if stands(word, in: text, at: index) { body(word, index) }
        return false
      }
    }
  }

  /// The first of the words that stands at `index`.
  @inline(__always)
  private func first(in text: borrowing Span<UInt16>, at index: Int) -> Int? {
    starts.first(for: text[index]) { stands($0, in: text, at: index) }
  }

  private func stands(_ word: Int, in text: borrowing Span<UInt16>, at index: Int) -> Bool {
    let start = bounds[word]
    let length = bounds[word + 1] - start
    guard index >= 0, index + length <= text.count else { return false }
    let units = units.span
    for offset in 0..<length where text[index + offset] != units[start + offset] { return false }
    return true
  }
}

/// Some of the words of a ``GlyphWords``, by their order.
struct WordSet: Equatable, Sendable {
  private var bits: UInt64 = 0

  mutating func insert(_ word: Int) {
    precondition(word < 64)
    bits |= 1 << UInt64(word)
  }

  var isEmpty: Bool { bits == 0 }
  func contains(_ word: Int) -> Bool { bits >> UInt64(word) & 1 != 0 }
  func isSubset(of other: WordSet) -> Bool { bits & ~other.bits == 0 }
  func isDisjoint(with other: WordSet) -> Bool { bits & other.bits == 0 }
}

/// Words by one of their units, told by its low byte.
private struct UnitIndex: Sendable {
  /// By low byte: whether a word has it.
  let held: [Bool]
  /// The words in the order of the low bytes, those of one byte in their own order.
  private let words: [(unit: UInt16, word: Int)]
  /// Where the words of each low byte begin, and behind them the end.
  private let firsts: [UInt16]

  init(_ units: [UInt16]) {
    words = units.enumerated().map { (unit: $1, word: $0) }
      .sorted { ($0.unit & 0xFF, $0.word) < ($1.unit & 0xFF, $1.word) }
    var firsts = [UInt16](repeating: 0, count: 257)
    for unit in units { firsts[Int(unit & 0xFF) + 1] += 1 }
    for byte in 0..<256 { firsts[byte + 1] += firsts[byte] }
    self.firsts = firsts
    held = (0..<256).map { firsts[$0] < firsts[$0 + 1] }
  }

  /// The first of the words with the unit for which `condition` holds.
  @inline(__always)
  func first(for unit: UInt16, where condition: (Int) -> Bool) -> Int? {
    let byte = Int(unit & 0xFF)
    let words = words.span
    var index = Int(firsts[byte])
    let end = Int(firsts[byte + 1])
    while index < end {
      if words[index].unit == unit, condition(words[index].word) { return words[index].word }
      index += 1
    }
    return nil
  }
}
