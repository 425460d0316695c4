/// Reads 科目 codes, printed whole (2100410) or split over 类, 款 and 项 (210 04 10).
enum SubjectCode {
  /// Whether the text is a whole functional (2…) or economic (3…) code.
  static func isWhole(_ text: GlyphSlice) -> Bool {
    (text.count == 3 || text.count == 5 || text.count == 7) && isDigits(text)
      && (text.units.first == 0x32 || text.units.first == 0x33)
  }

  static func isDigits(_ text: GlyphSlice) -> Bool {
    !text.isEmpty && text.units.allSatisfy(Mark.isDigit)
  }

  /// The code that pieces from the code columns make, after the row with code `previous`.
  ///
  /// 201 31 01 is 2013101; a lone 31 goes on from the 类 before it, a lone 01 from the 款
  /// where `depth` says that it stands in the 项 column.
  static func joined(
    _ pieces: [GlyphSlice], depth: Int? = nil, after previous: String
  ) -> String? {
    guard let first = pieces.first else { return nil }
    if isWhole(first) {
      if pieces.count == 1 { return first.text }
      // 类, 款 and 项 columns may each hold the whole code so far.
      if let last = pieces.last, pieces.count > 1, isWhole(last),
        last.units.starts(with: first.units)
      {
        return last.text
      }
      return pieces.dropFirst().allSatisfy(isPart) ? whole(pieces) : nil
    }
    guard pieces.count <= 2, pieces.allSatisfy(isPart) else { return nil }
    let length = 3 + 2 * max(0, (depth ?? 1) - 1)
    guard previous.utf8.count >= length else { return nil }
    return whole([GlyphSlice(Glyphs(previous.prefix(length)))] + pieces)
  }

  /// Two digits of a 款 or 项.
  private static func isPart(_ text: GlyphSlice) -> Bool { text.count == 2 && isDigits(text) }

  private static func whole(_ pieces: [GlyphSlice]) -> String? {
    let code = Glyphs(units: pieces.flatMap(\.units))
    return isWhole(GlyphSlice(code)) ? code.text : nil
  }
}
