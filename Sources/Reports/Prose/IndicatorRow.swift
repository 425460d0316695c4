import Accounts

/// The values of a row of indicators: 目标值, 完成值, and the 分值 and 得分 behind them.
struct IndicatorRow {
  var target = GlyphSlice([])
  var actual = GlyphSlice([])
  var weight: PrintedNumber?
  var score: PrintedNumber?

  /// How many cells at the end of a row are values; 0 where the row has none.
  static func count(in cells: [GlyphSlice], hasWeight: Bool, isTabbed: Bool) -> Int {
    let isScored = cells.last?.plainNumber != nil
    if !isTabbed, !isScored { return 0 }
    let scores = !isScored ? 0 : hasWeight && cells.dropLast().last?.plainNumber != nil ? 2 : 1
    if isTabbed { return max(0, min(cells.count - 1, scores + 2)) }
    return min(cells.count, scores + 2)
  }

  /// Reads the value cells of a row. In a text dump the target may still stand at the end of
  /// the indicator's `name`, with the value reached behind it.
  init(_ values: ArraySlice<GlyphSlice>, hasWeight: Bool, name: inout GlyphSlice) {
    var cells = values
    if let last = cells.last?.plainNumber {
      score = last
      cells = cells.dropLast()
      if hasWeight, let before = cells.last?.plainNumber {
        weight = before
        cells = cells.dropLast()
      }
    }
    if let last = cells.last {
      actual = last
      if let before = cells.dropLast().last { target = before } else { takeBound(from: &name) }
    } else {
      takeRepeated(from: &name)
    }
  }

  /// 显著提高显著提高: the target and the same value reached.
  private mutating func takeRepeated(from name: inout GlyphSlice) {
    var length = name.count / 2
    while length >= 2 {
      let tail = name.units.suffix(length)
      if name.units.dropLast(length).suffix(length) == tail {
        target = GlyphSlice(tail)
        actual = target
        name.units = name.units.dropLast(2 * length)
        return
      }
      length -= 1
    }
  }

  /// 控制预算率97%≤98%≤100%: the bound behind the name.
  private mutating func takeBound(from name: inout GlyphSlice) {
    guard
      let start = name.units.firstIndex(where: { Mark.isDigit($0) || Self.bounds.contains($0) }),
      start > name.units.startIndex + 1
    else { return }
    target = GlyphSlice(name.units[start...])
    name.units = name.units[..<start]
  }

  private static let bounds = Glyphs("≥≤<>=").units
}

/// The names of the first two levels of indicators.
enum IndicatorLevel {
  static let first: GlyphWords = [
    "产出指标", "效益指标与满意度指标", "效益指标和满意度指标", "效益指标", "满意度指标", "约束性指标", "成本指标",
  ]
  static let second: GlyphWords = [
    "数量指标", "质量指标", "时效指标", "成本指标", "成本控制", "完成时效", "经济效益指标", "经济效益", "社会效益指标",
    "社会效益", "生态效益指标", "生态效益", "可持续影响指标", "可持续影响", "经济成本指标", "社会成本指标",
    "社会公众或服务对象满意度指标", "服务公众和服务对象满意度", "服务对象满意度指标", "服务对象满意度", "服务对象满意率",
    "满意度指标", "效益指标", "资金管理合规性",
  ]

  /// Whether a label is the whole name of a level.
  static func isName(_ label: GlyphSlice) -> Bool { isFirst(label) || second.hold(label) }

  static func isFirst(_ label: GlyphSlice) -> Bool { first.hold(label) }

  /// The whole name of the level that a cell names, with its points; a name cut short by its
  /// cell counts.
  static func level(of cell: GlyphSlice) -> GlyphSlice? {
    let label = cell.label
    guard label.count >= 3 else { return nil }
    if isName(label) { return cell }
    let found = (first.shortest(goingOnFrom: label), second.shortest(goingOnFrom: label))
    guard let other = found.1 else { return found.0.map { GlyphSlice(first[$0]) } }
    if let one = found.0, first.length(of: one) <= second.length(of: other) {
      return GlyphSlice(first[one])
    }
    return GlyphSlice(second[other])
  }
}

/// The joined labels of a row of indicators, told apart.
struct IndicatorLabels {
  var first: GlyphSlice?
  var second: GlyphSlice?
  var third: GlyphSlice

  init(_ labels: [UInt16]) {
    var rest = labels[...]
    Self.skipGroup(&rest)
    if let level = IndicatorLevel.first.first(beginning: GlyphSlice(rest)),
      case let name = IndicatorLevel.first[level], name != Self.cost
    {
      var end = rest.startIndex + name.count
      if end < rest.endIndex, rest[end] == Mark.open,
        let close = rest[end...].firstIndex(of: Mark.close),
        close - end <= 5
      {
        end = close + 1
      }
      first = GlyphSlice(rest[..<end])
      rest = rest[end...]
    }
    // A first level may be printed again as a second one: 效益指标 效益指标 社会效益指标.
    while let level = IndicatorLevel.second.first(beginning: GlyphSlice(rest)) {
      let length = IndicatorLevel.second[level].count
      second = GlyphSlice(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    Self.skipNumber(&rest)
    third = GlyphSlice(rest)
  }

  /// A first level in some tables and a second in others.
  private static let cost: Glyphs = "成本指标"
  private static let indicator: Glyphs = "指标"

  /// Cuts what stands before a first level in the labels: remarks on the row above, the name
  /// of the table's block.
  private static func skipGroup(_ rest: inout ArraySlice<UInt16>) {
    for index in rest.indices {
      let tail = GlyphSlice(rest[index...])
      guard IndicatorLevel.first.first(beginning: tail) != nil else { continue }
      let before = GlyphSlice(rest[..<index])
      if !tail.hasPrefix(cost), insides.first(ending: before) == nil {
        rest = rest[index...]
        return
      }
    }
  }

  /// What stands before 效益指标 and 满意度指标 in the names of second levels.
  private static let insides: GlyphWords = ["经济", "社会", "生态", "对象", "公众", "与", "和"]

  /// Drops 指标1： before an indicator's name, and all before it.
  private static func skipNumber(_ rest: inout ArraySlice<UInt16>) {
    if let colon = rest.prefix(4).firstIndex(of: Mark.colon), colon > rest.startIndex,
      rest[..<colon].allSatisfy(Mark.isDigit)
    {
      rest = rest[(colon + 1)...]
    }
    var search = GlyphSlice(rest)
    while let start = search.lastIndex(of: indicator) {
      var index = start + 2
      while index < rest.endIndex, Mark.isDigit(rest[index]) { index += 1 }
      if index > start + 2, index < rest.endIndex, rest[index] == Mark.colon {
        rest = rest[(index + 1)...]
        return
      }
      search.units = search.units[..<start]
    }
  }
}
