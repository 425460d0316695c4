import Glibc
import Text

// Comparing a String with another obeys Unicode's equivalences and walks graphemes. The words
// looked for here are spelt in one way, and comparing their bytes is an order faster.

extension StringProtocol {
  /// Whether the text begins with the bytes of `word`.
  func begins(with word: some StringProtocol) -> Bool { utf8.starts(with: word.utf8) }

  /// Whether the text ends with the bytes of `word`.
  func ends(with word: some StringProtocol) -> Bool {
    let length = word.utf8.count
    return utf8.count >= length && utf8.suffix(length).elementsEqual(word.utf8)
  }

  /// Whether the bytes of `word` occur in the text.
  func holds(_ word: some StringProtocol) -> Bool { byteOffset(of: word) != nil }

  /// Where the bytes of `word` occur first.
  func byteOffset(of word: some StringProtocol) -> Int? {
    utf8.withContiguousStorageIfAvailable { text in
      word.utf8.withContiguousStorageIfAvailable { wanted in
        text.firstOffset(of: wanted)
      } ?? nil
    } ?? nil
  }

  /// Whether any of the scalars occurs in the text.
  func holdsAny(of scalars: String.UnicodeScalarView) -> Bool {
    unicodeScalars.contains { scalars.contains($0) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  func firstOffset(of wanted: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let last = wanted.last, count >= wanted.count else { return nil }
    // Chinese words share their lead bytes: the last byte tells most.
    let reach = wanted.count - 1
    for start in 0...count - wanted.count where self[start + reach] == last {
      if memcmp(baseAddress! + start, wanted.baseAddress!, reach) == 0 { return start }
    }
    return nil
  }
}

extension [UInt8] {
  /// How many bytes of a range satisfy a condition. They are counted in stretches that a byte
  /// can count, so that the compiler looks at many at once.
  @inline(__always)
  func count(in range: Range<Int>, where condition: (UInt8) -> Bool) -> Int {
    withUnsafeBufferPointer { bytes in
      var total = 0
      for start in stride(from: range.lowerBound, to: range.upperBound, by: 255) {
        var count: UInt8 = 0
        for index in start..<Swift.min(start + 255, range.upperBound) {
          count &+= condition(bytes[index]) ? 1 : 0
        }
        total += Int(count)
      }
      return total
    }
  }
}

/// A text without its white space, by which cells and headings are compared.
func squeezed(_ text: String) -> String {
  guard text.utf8.contains(where: mayStartWhiteSpace) else { return text }
  let bytes = Array(text.utf8)
  var kept: [UInt8] = []
  kept.reserveCapacity(bytes.count)
  var index = 0
  while index < bytes.count {
    let blank = whiteSpaceLength(at: index, in: bytes)
    if blank == 0 { kept.append(bytes[index]) }
    index += max(1, blank)
  }
  return kept.count == bytes.count ? text : String(decoding: kept, as: UTF8.self)
}

/// Whether white space may begin with the byte; see ``whiteSpaceLength(at:in:)``.
private func mayStartWhiteSpace(_ byte: UInt8) -> Bool {
  byte <= 0x20 || byte == 0xC2 || byte == 0xE2 || byte == 0xE3
}

/// A squeezed text with its twins folded: full-width signs are plain, 、 is a comma.
func folded(_ text: some StringProtocol) -> String { Folding.fold(text) }
