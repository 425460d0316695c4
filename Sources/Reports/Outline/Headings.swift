/// Tells the headings of parts and sections.
enum Headings {
  /// N of a heading 第N部分 …, or nil.
  static func partNumber(of text: GlyphSlice) -> Int? {
    guard text.units.first == ordinal else { return nil }
    let number = text.units.dropFirst().prefix(5)
    guard let end = number.firstIndex(of: part) else { return nil }
    return self.number(number[..<end])
  }

  /// N of a heading N、…, or nil.
  static func sectionNumber(of text: GlyphSlice) -> Int? {
    guard let first = text.units.first, isNumeral(first) else { return nil }
    let number = text.units.prefix(5)
    guard let end = number.firstIndex(where: { $0 == Mark.pause || $0 == Mark.comma }) else {
      return nil
    }
    return self.number(number[..<end])
  }

  /// The value of a Chinese numeral from 一 to 九十九.
  static func number(_ units: ArraySlice<UInt16>) -> Int? {
    var tens = 0
    var ones: Int?
    for unit in units {
      guard let digit = numeral(unit) else { return nil }
      if digit == 10 {
        guard tens == 0 else { return nil }
        tens = (ones ?? 1) * 10
        ones = nil
      } else {
        guard ones == nil else { return nil }
        ones = digit
      }
    }
    let value = tens + (ones ?? 0)
    return value > 0 ? value : nil
  }

  /// The value of one of 一二三四五六七八九十. Asked of every line and paragraph.
  static func numeral(_ unit: UInt16) -> Int? {
    switch unit {
    case 0x4E00: 1
    case 0x4E8C: 2
    case 0x4E09: 3
    case 0x56DB: 4
    case 0x4E94: 5
    case 0x516D: 6
    case 0x4E03: 7
    case 0x516B: 8
    case 0x4E5D: 9
    case 0x5341: 10
    default: nil
    }
  }

  static func isNumeral(_ unit: UInt16) -> Bool { numeral(unit) != nil }

  /// What the heading of a part begins with.
  static let ordinal = Glyphs("第").units[0]
  private static let part = Glyphs("部").units[0]

  /// Whether a part's heading is whole: it ends as the headings of the standard form do.
  static func isWholePart(_ title: GlyphSlice) -> Bool { partEnding(of: title) != nil }

  /// What a part's heading ends in, where it is whole.
  static func partEnding(of title: GlyphSlice) -> Int? { partEndings.first(ending: title) }

  /// Whether a section's heading is whole.
  static func isWholeSection(_ title: GlyphSlice) -> Bool {
    sectionEndings.first(ending: title) != nil
  }

  private static let partEndings: GlyphWords = [
    "概况", "基本情况", "决算表", "决算报表", "情况说明", "完成情况", "名词解释", "附件", "附表", "其他事项",
  ]
  private static let sectionEndings: GlyphWords = [
    "说明", "情况", "职能", "职责", "构成", "概况", "设置", "解释", "附件",
  ]
}
