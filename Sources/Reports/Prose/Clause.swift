/// The words before a number.
struct Clause {
  /// From the number before, or the start of the sentence.
  var cue: GlyphSlice
  /// The last clause of the cue, without the words of being and reaching at its end.
  var tail: GlyphSlice

  init(cue: GlyphSlice) {
    self.cue = cue
    tail = Self.settled(GlyphSlice(Self.lastClause(of: cue.units)))
  }

  /// The clauses of the cue, last first, without those that give a reason.
  func clausesBackwards(_ visit: (GlyphSlice) -> Bool) {
    var end = cue.units.endIndex
    while end > cue.units.startIndex {
      let clause = Self.lastClause(of: cue.units[..<end])
      if !GlyphSlice(clause).containsAny(Self.reasons), visit(GlyphSlice(clause)) { return }
      end = max(cue.units.startIndex, clause.startIndex - 1)
      if clause.startIndex == cue.units.startIndex { return }
    }
  }

  private static let reasons: [Glyphs] = ["原因", "由于", "成效"]

  private static func lastClause(of units: ArraySlice<UInt16>) -> ArraySlice<UInt16> {
    var start = units.endIndex
    while start > units.startIndex, !Mark.endsClause(units[start - 1]) { start -= 1 }
    return units[start...]
  }

  /// `clause` without 为, 的, 了, 共 and their like at its end.
  private static func settled(_ clause: GlyphSlice) -> GlyphSlice {
    var clause = clause
    while let word = particles.first(where: clause.hasSuffix), clause.count > word.count {
      clause.units = clause.units.dropLast(word.count)
    }
    return clause
  }

  private static let particles: [Glyphs] = [
    "分别为", "为", "是", "约", "了", "的", "共计", "共", "达到", "达", "至", "仅", "各", "有", "(", "数额", "\"",
  ]

  /// The words that name what the number measures, where no rule does: the tail without
  /// the words that join it to what stands before.
  var words: String {
    var units = FunctionalPath.trimmed(tail.units)
    while let word = Self.openings.first(where: { GlyphSlice(units).hasPrefix($0) }) {
      units = FunctionalPath.trimmed(units.dropFirst(word.count))
    }
    if let open = units.lastIndex(of: Mark.open), !units[open...].contains(Mark.close) {
      units = units[(open + 1)...]
    }
    return units.suffix(30).asText
  }

  private static let openings: [Glyphs] = [
    "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", "主要用于", "用于", "其中",
    "开支财政拨款", "以及", "及", "并", "由", "对",
  ]
}
