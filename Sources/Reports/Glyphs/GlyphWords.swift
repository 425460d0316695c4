/// Words looked for together, in the order in which they are preferred.
///
/// One pass over a text finds them all: a unit that begins none of them is passed over at once.
struct GlyphWords: ExpressibleByArrayLiteral, RandomAccessCollection, Sendable {
  private let words: [Glyphs]
  private let starts: UnitIndex
  private let ends: UnitIndex

  init(_ words: some Sequence<Glyphs>) {
    self.words = Array(words)
    starts = UnitIndex(self.words.map { $0.units[0] })
    ends = UnitIndex(self.words.map { $0.units[$0.count - 1] })
  }

  init(arrayLiteral words: Glyphs...) { self.init(words) }

  var startIndex: Int { 0 }
  var endIndex: Int { words.count }
  subscript(index: Int) -> Glyphs { words[index] }

  /// The first of the words that `text` begins with.
  func first(beginning text: GlyphSlice) -> Int? {
    guard let unit = text.units.first else { return nil }
    return starts.first(for: unit) { text.hasPrefix(words[$0]) }
  }

  /// The first of the words that `text` ends with.
  func first(ending text: GlyphSlice) -> Int? {
    guard let unit = text.units.last else { return nil }
    return ends.first(for: unit) { text.hasSuffix(words[$0]) }
  }

  /// Whether `text` is one of the words.
  func hold(_ text: GlyphSlice) -> Bool {
    words.contains { $0.count == text.count && text.hasPrefix($0) }
  }

  /// Whether any of the words occurs in `text`.
  func occur(in text: GlyphSlice) -> Bool {
    let units = text.units.span
    for index in units.indices where starts.mayHold(units[index]) {
      let rest = GlyphSlice(text.units[(text.units.startIndex + index)...])
      if starts.first(for: units[index], where: { rest.hasPrefix(words[$0]) }) != nil {
        return true
      }
    }
    return false
  }

  /// Gives where each word that occurs in `text` begins first, in the order of the words.
  func firstIndices(in text: GlyphSlice, _ body: (_ word: Int, _ index: Int) -> Void) {
    var found: [(word: Int, index: Int)] = []
    let units = text.units.span
    for index in units.indices where starts.mayHold(units[index]) {
      let rest = GlyphSlice(text.units[(text.units.startIndex + index)...])
      _ = starts.first(for: units[index]) { word in
        if rest.hasPrefix(words[word]), !found.contains(where: { $0.word == word }) {
          found.append((word, rest.units.startIndex))
        }
        return false
      }
    }
    guard !found.isEmpty else { return }
    for place in found.sorted(by: { $0.word < $1.word }) { body(place.word, place.index) }
  }
}

/// Words by one of their units, told by its low byte.
private struct UnitIndex: Sendable {
  private var isHeld = [Bool](repeating: false, count: 256)
  /// The words in the order of the low bytes, those of one byte in their own order.
  private let words: [UInt8]
  /// Where the words of each low byte begin, and behind them the end.
  private let firsts: [UInt8]

  init(_ units: [UInt16]) {
    let words = units.indices.sorted { (units[$0] & 0xFF, $0) < (units[$1] & 0xFF, $1) }
    self.words = words.map { UInt8($0) }
    var firsts = [UInt8](repeating: 0, count: 257)
    for unit in units {
      isHeld[Int(unit & 0xFF)] = true
      firsts[Int(unit & 0xFF) + 1] += 1
    }
    for byte in 0..<256 { firsts[byte + 1] += firsts[byte] }
    self.firsts = firsts
  }

  /// False where no word has the unit.
  @inline(__always)
  func mayHold(_ unit: UInt16) -> Bool { isHeld[Int(unit & 0xFF)] }

  /// The first of the words that may have the unit for which `condition` holds.
  @inline(__always)
  func first(for unit: UInt16, where condition: (Int) -> Bool) -> Int? {
    guard mayHold(unit) else { return nil }
    let byte = Int(unit & 0xFF)
    for index in Int(firsts[byte])..<Int(firsts[byte + 1]) where condition(Int(words[index])) {
      return Int(words[index])
    }
    return nil
  }
}
