import Accounts

/// A number printed in a paragraph.
struct NumberToken {
  /// The digits, with sign and separators, in ``Passage/folded``.
  var range: Range<Int>
  /// The end of the unit word, or of the number where it has none.
  var end: Int
  var value: PrintedNumber
  var unit: Unit
  var unitText: String
}

/// Finds the numbers of a paragraph that measure something: no years and dates, no list
/// numbers, no captions, telephone numbers or thresholds.
enum NumberScanner {
  static func numbers(in passage: Passage) -> [NumberToken] {
    let units = passage.folded
    var result: [NumberToken] = []
    var index = units.startIndex + (ListMarker.read(units)?.length ?? 0)
    while index < units.endIndex {
      guard Mark.isDigit(units[index]) else {
        index += 1
        continue
      }
      let range = extent(from: index, in: units)
      index = range.upperBound
      if isOrdinal(range, in: units) {
        index = pastSpan(range.upperBound, in: units)
        continue
      }
      guard let token = token(range, in: units) else { continue }
      index = token.end
      if !isThreshold(token, in: units) { result.append(token) }
    }
    return result
  }

  private static func token(_ range: Range<Int>, in units: ArraySlice<UInt16>) -> NumberToken? {
    var start = range.lowerBound
    if start > units.startIndex, units[start - 1] == 0x2D,
      start - 1 == units.startIndex || !isWord(units[start - 2])
    {
      start -= 1
    }
    guard let value = PrintedNumber(units: units[start..<range.upperBound]) else { return nil }
    let about = range.upperBound < units.endIndex && vague.contains(units[range.upperBound]) ? 1 : 0
    let after = range.upperBound + about
    guard let unit = PrintedUnit.read(units[after...]) else {
      if value.scale == 0, (1990...2100).contains(value.mantissa) { return nil }
      return NumberToken(
        range: start..<range.upperBound, end: range.upperBound, value: value, unit: .none,
        unitText: "")
    }
    return NumberToken(
      range: start..<range.upperBound, end: after + unit.length, value: value, unit: unit.unit,
      unitText: unit.text)
  }

  /// 余, 多, 几: the number is about that.
  private static let vague = Glyphs("余多").units

  /// The digits from `start`, with their thousands separators and one decimal point.
  private static func extent(from start: Int, in units: ArraySlice<UInt16>) -> Range<Int> {
    var index = start
    var sinceComma = 0
    var point = false
    while index < units.endIndex {
      let unit = units[index]
      if Mark.isDigit(unit) {
        sinceComma += 1
      } else if unit == 0x2E, !point, digits(from: index + 1, in: units) > 0 {
        point = true
      } else if unit == Mark.comma, !point, sinceComma <= 3,
        digits(from: index + 1, in: units) == 3
      {
        sinceComma = 0
      } else {
        break
      }
      index += 1
    }
    return start..<index
  }

  private static func digits(from start: Int, in units: ArraySlice<UInt16>) -> Int {
    var index = start
    while index < units.endIndex, Mark.isDigit(units[index]) { index += 1 }
    return index - start
  }

  private static func isWord(_ unit: UInt16) -> Bool {
    Mark.isDigit(unit) || (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7A
  }

  // MARK: What is no figure

  /// A date, the number of a table, a document or an item, a telephone number.
  private static func isOrdinal(_ range: Range<Int>, in units: ArraySlice<UInt16>) -> Bool {
    let before = GlyphSlice(units[max(units.startIndex, range.lowerBound - 6)..<range.lowerBound])
    let after = GlyphSlice(units[range.upperBound..<min(units.endIndex, range.upperBound + 6)])
    if dateEnds.first(beginning: after) != nil || ordinalStarts.first(ending: before) != nil {
      return true
    }
    if weakOrdinalStarts.first(ending: before) != nil, PrintedUnit.read(after.units) == nil {
      return true
    }
    if let last = before.units.last, isLatin(last) { return true }
    if let first = after.units.first, isLatin(first) { return true }
    if after.units.first == 0x2D || after.units.first == 0x7E || after.hasPrefix(until),
      let second = after.units.dropFirst().first, Mark.isDigit(second)
    {
      return isSpanOfDates(from: range.upperBound + 1, in: units)
    }
    return inItemBrackets(before: before, after: after)
  }

  /// The index behind the second half of 027-84460000 and 2019-2020.
  private static func pastSpan(_ index: Int, in units: ArraySlice<UInt16>) -> Int {
    guard index < units.endIndex, units[index] == 0x2D else { return index }
    return index + 1 + digits(from: index + 1, in: units)
  }

  /// 1-6月 and 2019-2020年.
  private static func isSpanOfDates(from start: Int, in units: ArraySlice<UInt16>) -> Bool {
    let end = start + digits(from: start, in: units)
    let after = GlyphSlice(units[end..<min(units.endIndex, end + 2)])
    return dateEnds.first(beginning: after) != nil
  }

  /// (1) within a sentence opens an item.
  private static func inItemBrackets(before: GlyphSlice, after: GlyphSlice) -> Bool {
    before.units.last == Mark.open && after.units.first == Mark.close
  }

  private static func isLatin(_ unit: UInt16) -> Bool {
    (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7A || unit == 0x24 || unit == 0x5C
  }

  private static let dateEnds: GlyphWords = ["年", "月", "日", "号", "时", "届", "级", "楼", "#"]
  private static let ordinalStarts: GlyphWords = ["第", "电话", "电话:", "编号", "编码", "代码", "附件"]
  /// What may also be the name of something measured: 产出指标 55 分.
  private static let weakOrdinalStarts: GlyphWords = ["图", "表", "目标", "指标", "项目", "注"]

  /// 单价50万元(含)以上: what is counted lies above it; the number itself measures nothing.
  private static func isThreshold(_ token: NumberToken, in units: ArraySlice<UInt16>) -> Bool {
    let after = GlyphSlice(units[token.end..<min(units.endIndex, token.end + 5)])
    let before = GlyphSlice(
      units[max(units.startIndex, token.range.lowerBound - 4)..<token.range.lowerBound])
    guard bounds.first(beginning: after) != nil else { return false }
    return prices.first(ending: before) != nil || token.unit.kind == .money
  }

  private static let until: Glyphs = "至"
  private static let prices: GlyphWords = ["单价", "单位价值"]
  private static let bounds: GlyphWords = ["(含)以上", "以上", "(含)以下", "以下", "(不含)以上"]
}
