/// The number that opens a heading or an item of a list.
struct ListMarker {
  enum Level: Int, Comparable {
    /// 一、
    case chinese
    /// （一）
    case chineseInBrackets
    /// 1. 1、
    case digits
    /// （1）
    case digitsInBrackets

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  var level: Level
  /// How many units it takes.
  var length: Int

  /// The marker at the start of `units`, or nil.
  static func read(_ units: ArraySlice<UInt16>) -> ListMarker? {
    var index = units.startIndex
    let bracketed = units.first == Mark.open
    if bracketed { index += 1 }
    let start = index
    while index < units.endIndex, index - start < 3, Headings.isNumeral(units[index]) {
      index += 1
    }
    let isChinese = index > start
    if !isChinese {
      while index < units.endIndex, index - start < 3, Mark.isDigit(units[index]) { index += 1 }
    }
    guard index > start, index < units.endIndex else { return nil }
    let end = units[index]
    let next = index + 1
    if bracketed {
      guard end == Mark.close else { return nil }
      return ListMarker(
        level: isChinese ? .chineseInBrackets : .digitsInBrackets,
        length: next - units.startIndex)
    }
    if isChinese {
      guard end == Mark.pause else { return nil }
      return ListMarker(level: .chinese, length: next - units.startIndex)
    }
    guard end == Mark.pause || end == 0x2E, next >= units.endIndex || !Mark.isDigit(units[next])
    else { return nil }
    return ListMarker(level: .digits, length: next - units.startIndex)
  }
}
