/// The words before a number.
struct Clause {
  /// From the number before, or the start of the sentence.
  var cue: GlyphSlice
  /// The last clause of the cue, without the words of being and reaching at its end.
  var tail: GlyphSlice

  init(cue: GlyphSlice) {
    self.cue = cue
    tail = Self.settled(Self.lastClause(of: cue.units))
  }

  /// The clauses of the cue, last first, without those that give a reason.
  func clausesBackwards(_ visit: (GlyphSlice) -> Bool) {
    var end = cue.units.endIndex
    while end > cue.units.startIndex {
      let clause = Self.lastClause(of: cue.units[..<end])
      if !Self.reasons.occur(in: GlyphSlice(clause)), visit(GlyphSlice(clause)) { return }
      end = max(cue.units.startIndex, clause.startIndex - 1)
      if clause.startIndex == cue.units.startIndex { return }
    }
  }

  private static let reasons: GlyphWords = ["原因", "由于", "成效"]

  private static func lastClause(of units: ArraySlice<UInt16>) -> ArraySlice<UInt16> {
    let span = units.span
    var start = span.count
    while start > 0, !Mark.endsClause(span[start - 1]) { start -= 1 }
    return units[(units.startIndex + start)...]
  }

  /// `clause` without 为, 的, 了, 共 and their like at its end.
  private static func settled(_ clause: ArraySlice<UInt16>) -> GlyphSlice {
    var rest = clause.span
    while let word = particles.first(ending: rest), rest.count > particles.length(of: word) {
      rest = rest.extracting(droppingLast: particles.length(of: word))
    }
    return GlyphSlice(clause.prefix(rest.count))
  }

  private static let particles: GlyphWords = [
    "分别为", "为", "是", "约", "了", "的", "共计", "共", "达到", "达", "至", "仅", "各", "有", "(", "数额", "\"",
  ]

  /// The year the cue speaks of last, other than the one it compares with.
  var year: Int? {
    let units = cue.units
    var index = units.endIndex - 1
    while index >= units.startIndex + 4 {
      defer { index -= 1 }
      guard units[index] == 0x5E74, let year = FiscalYear.read(units[..<index]) else { continue }
      let around = GlyphSlice(
        units[max(units.startIndex, index - 5)..<min(units.endIndex, index + 5)])
      return Self.comparisons.occur(in: around) ? nil : year
    }
    return nil
  }

  private static let comparisons: GlyphWords = ["比2", "较2", "与2", "相比", "日"]

  /// The cue from its last semicolon on.
  var afterSemicolon: GlyphSlice {
    let start = cue.units.lastIndex(where: Mark.isSemicolon).map { $0 + 1 }
    return GlyphSlice(cue.units[(start ?? cue.units.startIndex)...])
  }

  /// The words that name what the number measures, where no rule does: the tail without
  /// the words that join it to what stands before.
  var words: String { Punctuation.printed(named.units) }

  private var named: GlyphSlice {
    var units = FunctionalPath.trimmed(tail.units)
    while let word = Self.openings.first(beginning: GlyphSlice(units)) {
      units = FunctionalPath.trimmed(units.dropFirst(Self.openings[word].count))
    }
    if let reason = GlyphSlice(units).lastIndex(of: Self.reasonIs) {
      units = units[(reason + 3)...]
    }
    while let last = units.last,
      last == 0x22 || last == Mark.open || last == Mark.close && !units.contains(Mark.open)
    {
      units = units.dropLast()
    }
    if let open = units.lastIndex(of: Mark.open), !units[open...].contains(Mark.close) {
      units = units[(open + 1)...]
    }
    return GlyphSlice(units.suffix(30))
  }

  /// What a count counts: the words before it, from the last of 和, 及 and 对 on, and the noun
  /// behind its unit.
  func counted(_ after: GlyphSlice) -> String {
    let noun = after.units.prefix { !Mark.endsClause($0) && $0 != Mark.pause && $0 != Mark.open }
    guard noun.count <= 12, !noun.isEmpty, !noun.contains(where: Mark.isDigit) else { return words }
    var thing = GlyphSlice(noun)
    for word in Self.closings {
      if let end = thing.firstIndex(of: word) { thing.units = thing.units[..<end] }
    }
    var before = Self.openings.first(ending: tail) != nil ? GlyphSlice([]) : named
    for join in Self.joins {
      if let start = before.lastIndex(of: join) {
        before.units = before.units[(start + join.count)...]
      }
    }
    while let last = thing.units.last,
      last == 0x22 || last == Mark.close && !thing.units.contains(Mark.open)
    {
      thing.units = thing.units.dropLast()
    }
    return Punctuation.printed(before.units) + Punctuation.printed(thing.units)
  }

  private static let reasonIs: Glyphs = "原因是"
  private static let joins: GlyphWords = ["以及", "及", "和", "对", "、", "包括"]
  private static let closings: GlyphWords = ["决算组成", "组成", "开展"]
  private static let openings: GlyphWords = [
    "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", "主要用于", "用于", "其中",
    "开支财政拨款", "以及", "及", "并", "由", "对", "包括", "的",
  ]
}

/// Folded text as it is printed.
enum Punctuation {
  /// The text with full-width brackets, commas and colons.
  static func printed(_ units: ArraySlice<UInt16>) -> String {
    String(scalars: units.lazy.map { UInt32(twin(of: $0)) })
  }

  private static func twin(of unit: UInt16) -> UInt16 {
    switch unit {
    case Mark.open, Mark.close, Mark.comma, Mark.colon, 0x3B: unit + 0xFEE0
    default: unit
    }
  }
}
