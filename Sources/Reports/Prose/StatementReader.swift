import Accounts

/// Finds sentences that say there is nothing, or no change.
enum StatementReader {
  /// What a statement says, of which topic and subject.
  struct Found {
    var kind: ProseStatement.Kind
    var topic: Topic
    var subject: String
  }

  /// What a sentence without figures states; nothing where it gives reasons or is a template's.
  static func read(_ sentence: GlyphSlice, topic: Topic) -> [Found] {
    guard marks.occur(in: sentence), !excluded.occur(in: sentence) else { return [] }
    return sentence.units.split(whereSeparator: Mark.endsClause).compactMap { clause in
      let clause = GlyphSlice(clause)
      if let denied = denied(in: clause), let thing = thing(in: denied) {
        return Found(kind: .nothing, topic: thing.topic, subject: thing.subject)
      }
      if clause.hasSuffix(unchanged), !clause.contains(budget) {
        return Found(kind: .unchanged, topic: topic, subject: thing(in: clause)?.subject ?? "")
      }
      return nil
    }
  }

  /// What stands behind 无 or 没有 in a clause.
  private static func denied(in clause: GlyphSlice) -> GlyphSlice? {
    denials.first(in: clause).map { found in
      GlyphSlice(clause.units[(found.index + denials.length(of: found.word))...])
    }
  }

  private static func thing(in text: GlyphSlice) -> (topic: Topic, subject: String)? {
    thingWords.first(in: text).map { (things[$0.word].topic, things[$0.word].subject) }
  }

  private static let unchanged: Glyphs = "持平"
  private static let budget: Glyphs = "预算"
  private static let excluded: GlyphWords = ["原因", "XX", "的部门,"]
  private static let denials: GlyphWords = ["没有使用", "没有", "未使用", "未安排", "未发生", "不涉及", "无"]
  /// What every statement has one of.
  private static let marks = GlyphWords(denials + [unchanged])

  private static let things: [(word: Glyphs, topic: Topic, subject: String)] = [
    ("政府性基金", .政府性基金预算, ""), ("国有资本经营", .国有资本经营预算, ""),
    ("\"三公\"经费", .三公经费, ""), ("三公经费", .三公经费, ""),
    ("因公出国", .三公经费, "因公出国（境）费"), ("公务接待", .三公经费, "公务接待费"),
    ("公务用车购置及运行", .三公经费, "公务用车购置及运行费"), ("公务用车购置", .三公经费, "公务用车购置费"),
    ("公务用车运行", .三公经费, "公务用车运行费"), ("公务用车", .三公经费, "公务用车购置及运行费"),
    ("机关运行经费", .机关运行经费, ""), ("政府采购", .政府采购, ""),
    ("通用设备", .设备, "通用设备"), ("专用设备", .设备, "专用设备"), ("设备", .设备, ""),
    ("车辆", .车辆, ""),
  ]
  private static let thingWords = GlyphWords(things.map(\.word))
}
