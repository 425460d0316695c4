import Accounts
import Text

/// Tells the titles of the nine standard tables.
enum TableTitle {
  /// The table that a title names, or nil where the text is no table's title.
  ///
  /// The text is squeezed. A year, a department's name or a numeral may stand before the
  /// title, `（表3）` or `公开03表` around it.
  static func table(of text: String) -> StandardTable? {
    guard text.utf8.count <= 240, lastSigns.contains(where: text.ends),
      text.holds("决算") || text.holds("情况")
    else { return nil }
    let key = folded(text).unicodeScalars.filter { $0 != "\"" && $0 != "'" }
    let title = withoutNumber(String(String.UnicodeScalarView(key)))
    guard endings.contains(where: title.ends) else { return nil }
    guard !title.holdsAny(of: sentenceSigns) else { return nil }
    for (table, names) in names {
      if let name = names.first(where: { title.ends(with: $0) }) {
        return isPreamble(title.dropLast(name.count)) ? table : nil
      }
    }
    return nil
  }

  /// Whether the text is the number of a table alone: （表1）, 公开01表.
  static func isNumber(_ text: String) -> Bool {
    guard text.utf8.count <= 24, text.holds("表") else { return false }
    let key = folded(text)
    return key.count <= 8 && key.holds("表") && withoutNumber("x" + key) == "x"
      || key.begins(with: "公开") && key.ends(with: "表") && key.count <= 8
  }

  /// Longest names first: a title may be a suffix of another's.
  private static let names: [(StandardTable, [String])] = [
    (.三公经费支出决算表, ["三公经费支出决算表", "三公经费决算表", "三公经费支出情况表", "三公经费及机关运行经费支出决算表"]),
    (
      .政府性基金预算财政拨款收入支出决算表,
      [
        "政府性基金预算财政拨款收入支出决算表", "政府性基金预算财政拨款支出决算表", "政府性基金预算收入支出决算表",
        "政府性基金预算支出决算表",
      ]
    ),
    (
      .国有资本经营预算财政拨款支出决算表,
      [
        "国有资本经营预算财政拨款支出决算表", "国有资本经营预算财政拨款收入支出决算表", "国有资本经营预算支出决算表",
        "国有资本经营预算收入支出决算表",
      ]
    ),
    (
      .一般公共预算财政拨款基本支出决算表,
      [
        "一般公共预算财政拨款基本支出决算表", "一般公共预算财政拨款基本支出决算明细表", "一般公共预算基本支出决算表",
        "财政拨款基本支出决算表",
      ]
    ),
    (.一般公共预算财政拨款支出决算表, ["一般公共预算财政拨款支出决算表", "一般公共预算支出决算表"]),
    (.财政拨款收入支出决算总表, ["财政拨款收入支出决算总表", "财政拨款收支决算总表"]),
    (.收入支出决算总表, ["收入支出决算总表", "收支决算总表"]),
    (.收入决算表, ["收入决算表"]),
    (.支出决算表, ["支出决算表"]),
  ]
  private static let lastSigns = ["表", ")", "）", "”", "\"", "’"]
  private static let endings = ["决算表", "决算总表", "决算明细表", "情况表"]
  private static let sentenceSigns = ".,;:=?!".unicodeScalars

  /// What may stand before a title: nothing, a numeral, a year, a department's name.
  private static func isPreamble(_ text: Substring) -> Bool {
    if text.isEmpty || text.ends(with: "年度") || text.ends(with: "年") { return true }
    if text.ends(with: "一般公共预算财政拨款") || text.ends(with: "财政拨款") {
      return isPreamble(
        text.dropLast(text.ends(with: "一般公共预算财政拨款") ? 10 : 4))
    }
    return !text.contains { $0.isNumber && $0.isASCII } && !text.holds("决算")
      && !text.ends(with: "收入") && !text.ends(with: "预算")
  }

  /// The title without numerals, bullets and (表N), 公开NN表 at its ends.
  private static func withoutNumber(_ key: String) -> String {
    var title = Substring(key)
    if title.ends(with: ")"), let open = title.lastIndex(of: "(") {
      let inner = title[title.index(after: open)...].dropLast()
      if inner.holds("表") { title = title[..<open] }
    }
    while let first = title.first, first == "-" || first == "·" || first == "●" {
      title = title.dropFirst()
    }
    if let comma = title.firstIndex(of: ","),
      title[..<comma].allSatisfy({ "一二三四五六七八九十0123456789".contains($0) })
    {
      title = title[title.index(after: comma)...]
    }
    return String(title)
  }
}
