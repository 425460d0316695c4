/// The fonts of a PDF as `pdffonts` lists them, and whether its text can be what is printed.
enum FontList {
  /// The first font that is embedded in part, with no table of its characters.
  static func mute(in list: [UInt8]) -> String? {
    for line in String(decoding: list, as: UTF8.self).split(separator: "\n").dropFirst(2) {
      // name, type, encoding, emb, sub, uni, object
      let words = line.split(separator: " ")
      guard words.count > 6, let name = words.first else { continue }
      let isMute =
        words[words.count - 3] == "no" && words[words.count - 4] == "yes"
        && words[words.count - 5] == "yes"
      if isMute { return String(name) }
    }
    return nil
  }

  /// Whether the text has words that every report has, and hardly any character that none has;
  /// or is Latin, which such fonts often tell by the names of their glyphs.
  static func isLikely(_ pages: [PageWords]) -> Bool {
    var strange = 0
    var count = 0
    var letters = 0
    var hasWords = false
    for word in pages.lazy.flatMap(\.words) {
      count += word.text.unicodeScalars.count
      strange += word.text.unicodeScalars.count(where: isStrange)
      letters += word.text.unicodeScalars.count { ("a"..."z").contains($0) }
      hasWords = hasWords || words.contains { word.text.contains($0) }
    }
    return letters * 2 > count || hasWords && strange * 50 <= count
  }

  private static let words = ["支出", "收入", "决算", "预算"]

  /// Whether a scalar is of no script of Chinese reports: Latin with accents, Hangul, rare
  /// ideographs, private use.
  private static func isStrange(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00A1...0x00B6, 0x00B8...0x036F, 0x3400...0x4DBF, 0xA000...0xF8FF, 0xFFFD: true
    default: false
    }
  }
}
