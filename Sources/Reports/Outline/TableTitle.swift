import Accounts

/// Tells the titles of the nine standard tables.
enum TableTitle {
  /// The table that a title names, or nil where the text is no table's title.
  ///
  /// A year, a department's name or a numeral may stand before the title, `（表3）` or
  /// `公开03表` around it.
  static func table(of text: GlyphSlice) -> StandardTable? {
    guard text.count <= mostUnits, lastSigns.first(ending: text) != nil, kinds.occur(in: text)
    else {
      return nil
    }
    let unquoted = text.units.filter { !quotes.contains($0) }
    let title = withoutNumber(GlyphSlice(unquoted[...]))
    guard endings.first(ending: title) != nil, !title.units.contains(where: isSentenceSign),
      let name = names.first(ending: title),
      isPreamble(GlyphSlice(title.units.dropLast(names[name].count)))
    else { return nil }
    return tables[name]
  }

  /// Whether the text is the number of a table alone: （表1）, 公开01表.
  static func isNumber(_ text: GlyphSlice) -> Bool {
    guard text.count <= 8, text.contains(mark) else { return false }
    if text.hasPrefix(disclosed) { return text.hasSuffix(mark) }
    return numberStart(of: text) == text.units.startIndex
  }

  private static let forms: [(table: StandardTable, names: [String])] = [
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
  private static let names = GlyphWords(forms.flatMap { $0.names.map { Glyphs($0) } })
  /// By name.
  private static let tables = forms.flatMap { form in form.names.map { _ in form.table } }

  /// No title is longer.
  static let mostUnits = 80

  private static let mark: Glyphs = "表"
  private static let disclosed: Glyphs = "公开"
  private static let lastSigns: GlyphWords = ["表", ")", "\"", "’"]
  private static let kinds: GlyphWords = ["决算", "情况"]
  private static let quotes = Glyphs("\"'‘’「」").units
  private static let endings: GlyphWords = ["决算表", "决算总表", "决算明细表", "情况表"]

  private static func isSentenceSign(_ unit: UInt16) -> Bool {
    Mark.endsClause(unit) || unit == Mark.pause || unit == 0x2E || unit == 0x3D
  }

  /// What may stand before a title: nothing, a numeral, a year, a department's name.
  private static func isPreamble(_ text: GlyphSlice) -> Bool {
    if text.isEmpty || years.first(ending: text) != nil { return true }
    if let scope = scopes.first(ending: text) {
      return isPreamble(GlyphSlice(text.units.dropLast(scopes[scope].count)))
    }
    return !text.units.contains(where: Mark.isDigit) && !text.contains(outturn)
      && otherTables.first(ending: text) == nil
  }

  private static let years: GlyphWords = ["年度", "年"]
  private static let scopes: GlyphWords = ["一般公共预算财政拨款", "财政拨款"]
  private static let outturn: Glyphs = "决算"
  private static let otherTables: GlyphWords = ["收入", "预算"]

  /// The title without numerals, bullets and (表N), 公开NN表 at its ends.
  private static func withoutNumber(_ text: GlyphSlice) -> GlyphSlice {
    var title = text.units
    if let start = numberStart(of: text) { title = title[..<start] }
    title = title.drop { bullets.contains($0) }
    if let comma = title.firstIndex(where: { $0 == Mark.comma || $0 == Mark.pause }),
      title[..<comma].allSatisfy({ Mark.isDigit($0) || Headings.isNumeral($0) })
    {
      title = title[(comma + 1)...]
    }
    return GlyphSlice(title)
  }

  /// Where the brackets begin that hold a table's number at the end of the text.
  private static func numberStart(of text: GlyphSlice) -> Int? {
    guard text.units.last == Mark.close, let open = text.units.lastIndex(of: Mark.open),
      GlyphSlice(text.units[open...]).contains(mark)
    else { return nil }
    return open
  }

  private static let bullets = Glyphs("-—―·●").units
}
