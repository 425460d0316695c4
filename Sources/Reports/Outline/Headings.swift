import Text

/// Tells the headings of parts and sections.
enum Headings {
  /// N of a heading 第N部分 …, or nil.
  static func partNumber(of text: String) -> Int? {
    guard text.hasPrefix("第"), let end = text.firstRange(of: "部分") else { return nil }
    return number(text[text.index(after: text.startIndex)..<end.lowerBound])
  }

  /// N of a heading N、…, or nil.
  static func sectionNumber(of text: String) -> Int? {
    guard let comma = text.prefix(5).firstIndex(where: { $0 == "、" || $0 == "，" || $0 == "," })
    else { return nil }
    return number(text[..<comma])
  }

  /// The value of a Chinese numeral from 一 to 九十九.
  static func number(_ text: Substring) -> Int? {
    var tens = 0
    var ones: Int?
    for character in text {
      if character == "十" {
        guard tens == 0 else { return nil }
        tens = (ones ?? 1) * 10
        ones = nil
      } else {
        guard ones == nil, let digit = digits.firstIndex(of: character) else { return nil }
        ones = digit + 1
      }
    }
    let value = tens + (ones ?? 0)
    return value > 0 ? value : nil
  }

  private static let digits: [Character] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]

  /// Whether a part's heading is whole: it ends as the headings of the standard form do.
  static func isWholePart(_ title: String) -> Bool {
    partEndings.contains(where: title.hasSuffix)
  }

  /// Whether a section's heading is whole.
  static func isWholeSection(_ title: String) -> Bool {
    sectionEndings.contains(where: title.hasSuffix)
  }

  private static let partEndings = [
    "概况", "基本情况", "决算表", "决算报表", "情况说明", "完成情况", "名词解释", "附件", "附表", "其他事项",
  ]
  private static let sectionEndings = [
    "说明", "情况", "职能", "职责", "构成", "概况", "设置", "解释", "附件",
  ]
}
