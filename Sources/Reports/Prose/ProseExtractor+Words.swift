import Accounts

/// Numbers that no rule knows take the words around them.
extension ProseExtractor {
  mutating func unnamed(
    _ token: NumberToken, _ clause: Clause, _ grammar: TopicGrammar, before after: GlyphSlice
  ) -> Reading {
    switch (topic, token.unit.kind) {
    case (.人员构成, .count) where token.unit == .人 && !subject.isEmpty:
      return Reading(topic: topic, subject: subject, measure: "人数")
    case (.车辆, .count) where token.unit == .台: return equipment(clause)
    case (.车辆, .count):
      return Reading(topic: topic, subject: clause.words, measure: "数量")
    case (.项目支出用途, .money), (.项目支出用途, .plain):
      return Reading(topic: topic, subject: purpose(clause), measure: "金额")
    case (.基本支出, .money):
      let group: Topic = functionalClass == "公用经费" ? .公用经费 : .人员经费
      return Reading(topic: group, subject: clause.words, measure: "金额")
    case (.三公经费, .count) where token.unit == .人次 || token.unit == .批次:
      let guests = clause.tail.contains(Self.foreigners) ? "外宾" : ""
      return Reading(topic: topic, subject: subject, measure: guests + token.unit.rawValue)
    case (.三公经费, .money) where namesSubject(clause, grammar):
      return Reading(topic: topic, subject: subject, measure: "支出决算")
    case (_, .money):
      if let amount = subject.isEmpty ? grammar.total ?? grammar.amount : grammar.amount {
        return Reading(topic: topic, subject: subject, measure: otherYear + amount)
      }
    default: break
    }
    return Reading(topic: topic, subject: subject, measure: words(clause, token, before: after))
  }

  private static let foreigners: Glyphs = "外宾"
  private static let itemEnds: GlyphWords = ["费", "支出"]
  private static let purposes: GlyphWords = ["项目支出主要用于", "项目支出用于", "项目支出"]

  /// Whether the clause ends in the subject itself: 公务用车运行费17.07万元.
  func namesSubject(_ clause: Clause, _ grammar: TopicGrammar) -> Bool {
    Self.itemEnds.first(ending: clause.tail) != nil
      && grammar.subjectWords.occur(in: clause.tail)
  }

  func equipment(_ clause: Clause) -> Reading {
    var words = clause.words
    for remark in ["（含）", "（不含车辆）"] where words.holds(remark) {
      words.replace(remark, with: "")
    }
    return Reading(topic: .设备, subject: words, measure: "数量")
  }

  /// The project that an amount went to: all words since the amount before.
  func purpose(_ clause: Clause) -> String {
    let units = clause.cue.units
    let start =
      units.lastIndex(where: { Mark.isSemicolon($0) || $0 == Mark.colon })
      .map { $0 + 1 } ?? units.startIndex
    var whole = Clause(cue: clause.cue)
    whole.tail = GlyphSlice(FunctionalPath.trimmed(units[start...]))
    if let word = Self.purposes.first(beginning: whole.tail) {
      whole.tail.units = whole.tail.units.dropFirst(Self.purposes[word].count)
    }
    return whole.words
  }

  /// The words around a number, as the name of what it measures.
  func words(_ clause: Clause, _ token: NumberToken, before after: GlyphSlice) -> String {
    let counts = token.unit.kind == .count || token.unit == .none
    var words = counts && !token.unitText.isEmpty ? clause.counted(after) : clause.words
    if topic == .单位构成, let start = ["下属", "所属", "内设"].compactMap(words.firstRange).first {
      words = String(words[start.lowerBound...])
    }
    if clause.tail.units.last == Mark.open || clause.cue.units.last == Mark.open, token.unit == .分 {
      return words.isEmpty ? "分值" : words + "分值"
    }
    if token.unit == .分, !words.ends(with: "分"), !words.ends(with: "分值") { words += "得分" }
    return otherYear + (words.isEmpty ? token.unitText.isEmpty ? "数值" : token.unitText : words)
  }
}
