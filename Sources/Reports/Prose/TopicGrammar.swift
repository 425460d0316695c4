import Accounts

/// How the numbers of a topic are told apart: by the words before them.
final class TopicGrammar: Sendable {
  /// Words that name the thing measured. The nearest before the number counts.
  let subjectWords: GlyphWords
  /// What each of them names.
  let subjects: [String]
  /// Words a clause ends in before its number.
  let measures: MeasureWords
  /// What a share of the topic is called.
  let share: String
  /// What an amount of money measures where no word says so; nil takes the words themselves.
  let amount: String?
  /// The same where the subject is empty.
  let total: String?

  init(
    subjects: [SubjectWord] = [], measures: [MeasureWord] = [], share: String = "占比",
    amount: String? = nil, total: String? = nil
  ) {
    subjectWords = GlyphWords(subjects.map(\.word))
    self.subjects = subjects.map(\.subject)
    self.measures = MeasureWords(measures)
    self.share = share
    self.amount = amount
    self.total = total
  }
}

/// A word that names a subject.
struct SubjectWord: Sendable {
  var word: Glyphs
  var subject: String

  init(_ word: Glyphs, _ subject: String) {
    self.word = word
    self.subject = subject
  }
}

/// A word before a number, and what the number measures.
final class MeasureWord: Sendable {
  let word: Glyphs
  let measure: String
  /// The kinds of unit it goes with; nil is any.
  let kinds: [Unit.Kind]?
  /// Where the word says another subject or topic as well.
  let subject: String?
  let topic: Topic?

  init(
    _ word: Glyphs, _ measure: String, kinds: [Unit.Kind]? = nil, subject: String? = nil,
    topic: Topic? = nil
  ) {
    self.word = word
    self.measure = measure
    self.kinds = kinds
    self.subject = subject
    self.topic = topic
  }
}

/// Measure words looked for together, in the order in which they are preferred.
final class MeasureWords: Sendable {
  private let entries: [MeasureWord]
  private let words: GlyphWords

  init(_ entries: [MeasureWord]) {
    self.entries = entries
    words = GlyphWords(entries.map(\.word))
  }

  /// The first word that the clause before a number of this kind ends in.
  func first(ending clause: GlyphSlice, _ kind: Unit.Kind) -> MeasureWord? {
    words.first(ending: clause.units.span) { entries[$0].kinds?.contains(kind) ?? true }.map {
      entries[$0]
    }
  }
}

/// Words of change, and the sign they give the number after them.
enum ChangeWord {
  /// The sign that the words before a number give it: 1 up, -1 down, 0 as printed, as in
  /// 增加（减少）-9.60. Nil where they tell no change.
  static func sign(of clause: GlyphSlice) -> Int64? {
    words.first(ending: clause).map { signs[$0] }
  }

  /// Alternatives stand before the words they end in.
  private static let either = [
    "增加(减少)", "增长(下降)", "减少(增加)", "下降(增长)", "上升(下降)", "增减", "增减额", "增减率",
  ]
  private static let up = ["增加", "增长", "上升", "提高", "增加额", "增长率", "增幅", "上涨", "多支出", "超支"]
  private static let down = [
    "减少", "下降", "降低", "压减", "减少额", "下降率", "降幅", "减幅", "节约", "节支", "少支出",
  ]
  private static let words = GlyphWords((either + up + down).map { Glyphs($0) })
  private static let signs: [Int64] =
    either.map { _ in 0 } + up.map { _ in 1 } + down.map { _ in -1 }
}
