import Accounts

/// How the numbers of a topic are told apart: by the words before them.
struct TopicGrammar: Sendable {
  /// Words that name the thing measured. The nearest before the number counts.
  var subjects: [SubjectWord] = []
  /// Words a clause ends in before its number, and what that number measures.
  var measures: [MeasureWord] = []
  /// What a share of the topic is called.
  var share = "占比"
  /// What an amount of money measures where no word says so; nil takes the words themselves.
  var amount: String?
  /// The same where the subject is empty.
  var total: String?
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
struct MeasureWord: Sendable {
  var word: Glyphs
  var measure: String
  /// The kinds of unit it goes with; nil is any.
  var kinds: [Unit.Kind]?
  /// Where the word says another subject or topic as well.
  var subject: String?
  var topic: Topic?

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

  func fits(_ clause: GlyphSlice, _ kind: Unit.Kind) -> Bool {
    (kinds?.contains(kind) ?? true) && clause.hasSuffix(word)
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
