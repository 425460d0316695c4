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

/// A squeezed text with its twins folded: full-width signs are plain, 、 is a comma.
func folded(_ text: some StringProtocol) -> String { Folding.fold(text) }
