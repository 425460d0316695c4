/// Reads 科目 codes, printed whole (2100410) or split over 类, 款 and 项 (210 04 10).
enum SubjectCode {
  /// Whether the text is a whole functional (2…) or economic (3…) code.
  static func isWhole(_ text: String) -> Bool {
    let bytes = text.utf8
    return [3, 5, 7].contains(bytes.count) && isDigits(text)
      && (bytes.first == UInt8(ascii: "2") || bytes.first == UInt8(ascii: "3"))
  }

  static func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// The code that pieces from the code columns make, after the row with code `previous`.
  ///
  /// 201 31 01 is 2013101; a lone 31 goes on from the 类 before it, a lone 01 from the 款
  /// where `depth` says that it stands in the 项 column.
  static func joined(_ pieces: [String], depth: Int? = nil, after previous: String) -> String? {
    guard let first = pieces.first else { return nil }
    if isWhole(first) {
      // 类, 款 and 项 columns may each hold the whole code so far.
      if let last = pieces.last, pieces.count > 1, isWhole(last), last.begins(with: first) {
        return last
      }
      let tail = pieces.dropFirst()
      guard tail.allSatisfy({ $0.utf8.count == 2 && isDigits($0) }) else { return nil }
      let code = pieces.joined()
      return isWhole(code) ? code : nil
    }
    guard pieces.count <= 2, pieces.allSatisfy({ $0.utf8.count == 2 && isDigits($0) }) else {
      return nil
    }
    let length = 3 + 2 * max(0, (depth ?? 1) - 1)
    guard previous.utf8.count >= length else { return nil }
    let code = String(previous.prefix(length)) + pieces.joined()
    return isWhole(code) ? code : nil
  }
}
