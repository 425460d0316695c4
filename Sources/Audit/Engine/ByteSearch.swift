extension String {
  /// Whether the bytes of a word stand in the text: whole reports are searched for words that
  /// are seldom there, for which comparing characters is too slow.
  ///
  /// - Complexity: O(*n*) bytes.
  func holds(_ word: String) -> Bool {
    var text = self
    let wanted = Array(word.utf8)
    return text.withUTF8 { bytes in
      guard let first = wanted.first, bytes.count >= wanted.count else { return false }
      for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
        var length = 1
        while length < wanted.count, bytes[start + length] == wanted[length] { length += 1 }
        if length == wanted.count { return true }
      }
      return false
    }
  }
}
