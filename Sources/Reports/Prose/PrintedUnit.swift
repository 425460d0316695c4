import Accounts

/// The unit word printed after a number.
struct PrintedUnit {
  var unit: Unit
  /// The word as printed, folded.
  var text: String
  /// How many units it takes.
  var length: Int

  /// The unit at the start of `units`, or nil.
  static func read(_ units: ArraySlice<UInt16>) -> PrintedUnit? {
    let slice = GlyphSlice(units)
    guard let word = words.first(beginning: slice) else { return nil }
    return PrintedUnit(
      unit: entries[word].unit, text: entries[word].text, length: words[word].count)
  }

  /// Longer words stand before the words they begin with.
  private static let entries: [(text: String, unit: Unit)] = [
    ("万元", .万元), ("亿元", .亿元), ("元", .元),
    ("万件", .none), ("万人", .none), ("万次", .none), ("万幅", .none), ("万起", .none),
    ("万户", .none), ("万平方", .none), ("万亩", .none), ("万吨", .none), ("万份", .none),
    ("万条", .none), ("万家", .none), ("万字", .none),
    ("万", .万元), ("亿", .亿元),
    ("%", .percent), ("个百分点", .percent),
    ("分", .分),
    ("人次", .人次), ("人", .人),
    ("辆", .辆), ("批次", .批次), ("批", .批次),
    ("台(套)", .台), ("台套", .台), ("台", .台),
    ("个", .个), ("场次", .次), ("次", .次), ("余件", .件), ("件", .件),
    ("套", .none), ("名", .人), ("期", .none), ("条", .none), ("家", .none), ("项", .none),
    ("场", .none), ("支", .none), ("份", .none), ("篇", .none), ("组", .none), ("户", .none),
    ("平方米", .none), ("公里", .none), ("小时", .none), ("天", .none), ("起", .none),
    ("册", .none), ("本", .none), ("间", .none), ("张", .none), ("艘", .none), ("架", .none),
  ]
  private static let words = GlyphWords(entries.map { Glyphs($0.text) })
}

extension ArraySlice<UInt16> {
  var asText: String { String(scalars: lazy.map(UInt32.init)) }
}
