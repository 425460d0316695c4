extension String {
  /// Whether the bytes of a word stand in the text: whole reports are searched for words that
  /// are seldom there, for which comparing characters is too slow.
  ///
  /// - Complexity: O(*n*) bytes, without a copy of either.
  func holds(_ word: String) -> Bool {
    var text = self
    var word = word
    return text.withUTF8 { bytes in word.withUTF8 { Self.holds(bytes, $0) } }
  }

  /// The last byte is looked at first: Chinese characters often share the leading ones.
  private static func holds(
    _ bytes: UnsafeBufferPointer<UInt8>, _ wanted: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let last = wanted.last, bytes.count >= wanted.count else { return false }
    let length = wanted.count
    for end in (length - 1)..<bytes.count where bytes[end] == last {
      var match = 1
      while match < length, bytes[end - match] == wanted[length - 1 - match] { match += 1 }
      if match == length { return true }
    }
    return false
  }
}
