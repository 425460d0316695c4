import Text

/// Tells the headings of parts and sections.
enum Headings {
  /// N of a heading 第N部分 …, or nil.
  static func partNumber(of text: String) -> Int? {
    guard text.begins(with: "第") else { return nil }
    let scalars = text.unicodeScalars.dropFirst().prefix(5)
    guard let end = scalars.firstIndex(of: "部") else { return nil }
    return number(scalars[..<end])
  }

  /// N of a heading N、…, or nil.
  static func sectionNumber(of text: some StringProtocol) -> Int? {
    guard let lead = text.utf8.first, (0xE4...0xE9).contains(lead) else { return nil }
    let scalars = text.unicodeScalars.prefix(5)
    guard let comma = scalars.firstIndex(where: { $0 == "、" || $0 == "，" || $0 == "," }) else {
      return nil
    }
    return number(scalars[..<comma])
  }

  /// The value of a Chinese numeral from 一 to 九十九.
  static func number(_ scalars: some Sequence<Unicode.Scalar>) -> Int? {
    var tens = 0
    var ones: Int?
    for scalar in scalars {
      if scalar == "十" {
        guard tens == 0 else { return nil }
        tens = (ones ?? 1) * 10
        ones = nil
      } else {
        guard ones == nil, let digit = digits.firstIndex(of: scalar) else { return nil }
        ones = digit + 1
      }
    }
    let value = tens + (ones ?? 0)
    return value > 0 ? value : nil
  }

  private static let digits: [Unicode.Scalar] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]

  /// Whether a part's heading is whole: it ends as the headings of the standard form do.
  static func isWholePart(_ title: String) -> Bool {
    partEndings.contains(where: title.ends)
  }

  /// Whether a section's heading is whole.
  static func isWholeSection(_ title: String) -> Bool {
    sectionEndings.contains(where: title.ends)
  }

  private static let partEndings = [
    "概况", "基本情况", "决算表", "决算报表", "情况说明", "完成情况", "名词解释", "附件", "附表", "其他事项",
  ]
  private static let sectionEndings = [
    "说明", "情况", "职能", "职责", "构成", "概况", "设置", "解释", "附件",
  ]
}
