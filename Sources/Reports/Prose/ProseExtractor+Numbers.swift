import Accounts
import Text

/// Numbers and the words that tell what they measure.
extension ProseExtractor {
  /// What a number turned out to be.
  struct Reading {
    var topic: Topic
    var subject: String
    var measure: String
    var sign: Int64 = 1
  }

  mutating func reading(
    of token: NumberToken, after clause: Clause, before after: GlyphSlice
  ) -> Reading {
    let grammar = grammar
    let kind = token.unit.kind
    noteBase(in: clause)
    if let sign = ChangeWord.sign(of: clause.tail) {
      noteSubject(in: clause, grammar)
      return change(sign, kind)
    }
    if kind == .rate, let share = clause.tail.lastIndex(of: Self.share) {
      noteSubject(in: Clause(cue: GlyphSlice(clause.cue.units[..<share])), grammar)
      return Reading(topic: topic, subject: subject, measure: grammar.share)
    }
    if isCompletion(clause, kind) {
      return Reading(topic: topic, subject: subject, measure: "完成率")
    }
    noteSubject(in: clause, grammar)
    if let marked = markedItem(token, clause) { return marked }
    let word =
      grammar.measures.first(ending: clause.tail, kind)
      ?? TopicGrammar.common.first(ending: clause.tail, kind)
    if let word { return named(word) }
    return unnamed(token, clause, grammar, before: after)
  }

  func change(_ sign: Int64, _ kind: Unit.Kind) -> Reading {
    Reading(
      topic: topic, subject: subject, measure: base + (kind == .rate ? "增减率" : "增减额"),
      sign: sign)
  }

  private static let share: Glyphs = "占"
  private static let completion: Glyphs = "完成"
  private static let budget: Glyphs = "预算"
  private static let fiscal: Glyphs = "财政拨款支出"
  private static let budgetBases: [Glyphs] = ["比年初预算", "较年初预算", "与年初预算相比", "比预算"]
  private static let yearBases: [Glyphs] = [
    "年度相比", "年相比", "比上年", "较上年", "同比", "比20", "较20",
  ]
  private static let bases = GlyphWords(budgetBases + yearBases)

  func isCompletion(_ clause: Clause, _ kind: Unit.Kind) -> Bool {
    (kind == .rate || kind == .plain) && clause.tail.contains(Self.completion)
      && clause.tail.contains(Self.budget)
  }

  mutating func named(_ word: MeasureWord) -> Reading {
    if let own = word.subject { subject = own }
    let measure = otherYear + word.measure
    if word.measure.isExactly("人员经费") || word.measure.isExactly("公用经费") {
      functionalClass = word.measure
    }
    if topic == .一般公共预算财政拨款支出, word.measure == "项目支出" {
      topic = .项目支出用途
      return Reading(topic: .一般公共预算财政拨款支出, subject: "", measure: measure)
    }
    let holder = topic == .项目支出用途 ? Topic.一般公共预算财政拨款支出 : topic
    return Reading(
      topic: word.topic ?? holder, subject: holder == topic ? subject : "", measure: measure)
  }

  /// What the words before a change compare with.
  mutating func noteBase(in clause: Clause) {
    guard let found = Self.bases.first(in: clause.cue) else { return }
    base = found.word < Self.budgetBases.count ? "较年初预算" : Self.lastYear
  }

  /// A year other than the report's: 2019年预算数为44.19万元. A sentence of the explanations
  /// that opens with another year is a slip of the pen, for the form has it there.
  mutating func noteYear(in clause: Clause, atStart: Bool) {
    if atStart { sentenceYear = clause.year.flatMap { $0 == year ? nil : $0 } }
    guard !atStart || Self.evaluations.contains(topic), let printed = clause.year else { return }
    otherYear = printed == year ? "" : "\(printed)年"
  }

  static let evaluations: [Topic] = [.绩效自评工作, .部门整体自评, .项目自评, .其他]

  mutating func noteSubject(in clause: Clause, _ grammar: TopicGrammar) {
    guard !grammar.subjects.isEmpty else { return }
    clause.clausesBackwards { part in
      guard let word = grammar.subjectWords.last(in: part) else { return false }
      subject = grammar.subjects[word]
      return true
    }
  }

  /// Numbers whose 科目 stands before them: 行政运行（项）971.96万元.
  mutating func markedItem(_ token: NumberToken, _ clause: Clause) -> Reading? {
    guard token.unit.kind == .money else { return nil }
    switch topic {
    case .收入, .支出, .收入明细, .支出明细:
      let steps = FunctionalPath.steps(in: clause.cue)
      guard !steps.isEmpty else { return nil }
      let details: Topic = topic == .收入 || topic == .收入明细 ? .收入明细 : .支出明细
      return Reading(topic: details, subject: FunctionalPath.path(steps), measure: "金额")
    case .财政拨款支出结构:
      return structureItem(clause)
    default: return nil
    }
  }

  mutating func structureItem(_ clause: Clause) -> Reading {
    let steps = FunctionalPath.steps(in: clause.afterSemicolon)
    if let first = steps.first, first.level > 0 {
      subject = functionalClass + "/" + FunctionalPath.path(steps)
    } else if !steps.isEmpty {
      functionalClass = steps[0].name
      subject = FunctionalPath.path(steps)
    } else if clause.tail.hasSuffix(Self.fiscal) {
      functionalClass = ""
      subject = ""
    } else {
      functionalClass = FunctionalPath.className(clause.tail.units)
      subject = functionalClass
    }
    return Reading(topic: topic, subject: subject, measure: "金额")
  }
}
