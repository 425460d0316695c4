/// Tells the lines in which a text dump keeps the numbers of pages.
enum PageMark {
  /// Whether a line is a page's number alone: `- 12 -`, `第12页 共30页`, `12/30`. A bare number
  /// may as well be a cell's.
  static func isMark(_ text: GlyphSlice) -> Bool {
    guard (3...16).contains(text.count), text.units.contains(where: Mark.isDigit) else {
      return false
    }
    var digits = 0
    for unit in text.units {
      if Mark.isDigit(unit) { digits += 1 } else if !signs.contains(unit) { return false }
    }
    guard digits <= 8, let first = text.units.first, let last = text.units.last else {
      return false
    }
    if text.contains(page) { return text.hasPrefix(ordinal) || text.hasPrefix(total) }
    if text.contains(slash) { return Mark.isDigit(first) && Mark.isDigit(last) }
    return !Mark.isDigit(first) && !Mark.isDigit(last) && digits <= 4
  }

  /// Whether a line is a number that may be a page's.
  static func isBareNumber(_ text: GlyphSlice) -> Bool {
    text.count <= 4 && !text.isEmpty && text.units.allSatisfy(Mark.isDigit)
  }

  private static let signs = Glyphs("-—―–·~第页共/").units
  private static let page: Glyphs = "页"
  private static let ordinal: Glyphs = "第"
  private static let total: Glyphs = "共"
  private static let slash: Glyphs = "/"
}
