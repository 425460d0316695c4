import Accounts

/// Reads the numbers of paragraphs, in order, with what has been said before in mind.
struct ProseExtractor {
  private let document: Document
  private let year: Int
  private(set) var figures: [ProseFigure] = []
  private(set) var projects: [ProjectRecord] = []
  private(set) var indicators: [IndicatorRecord] = []
  private(set) var statements: [ProseStatement] = []

  // What the passages so far are about.
  private var section = ""
  private var topic = Topic.其他
  private var heading = Topic.其他
  private var subject = ""
  private var project = ""
  private var functionalClass = ""
  private var level = IndicatorProse()
  /// 较年初预算 or 较上年: what a change is measured against.
  private var base = ProseExtractor.lastYear
  /// The year a clause speaks of, where it is not the report's.
  private var otherYear = ""

  private static let lastYear = "较上年"

  init(_ document: Document, year: Int) {
    self.document = document
    self.year = year
  }

  // MARK: Passages

  mutating func read(_ passage: Passage) {
    enter(passage)
    let tokens = NumberScanner.numbers(in: passage)
    openPassage(passage)
    guard topic != .绩效结果应用 else { return }
    var next = 0
    var sentence = 0
    while sentence < passage.folded.count {
      var end = sentence
      while end < passage.folded.count, !Mark.endsSentence(passage.folded[end]) { end += 1 }
      if next < tokens.count, tokens[next].range.lowerBound < end {
        readSentence(sentence..<end, of: passage, tokens: tokens, next: &next)
      } else if end > sentence {
        noteStatement(sentence..<end, of: passage)
      }
      sentence = end + 1
    }
  }

  /// Follows the headings to the passage.
  private mutating func enter(_ passage: Passage) {
    let isAnnex = GlyphSlice(Glyphs(passage.part)).contains("附件")
    if isAnnex, topic == .绩效结果应用 || topic == .其他 { turn(to: .部门整体自评) }
    if passage.section != section {
      section = passage.section
      turn(to: TopicOpening.topic(of: GlyphSlice(Glyphs(section))) ?? (isAnnex ? topic : .其他))
    }
    level.enter(passage.slice)
    guard ListMarker.read(passage.folded[...]) != nil else { return }
    let end = passage.folded.firstIndex(where: Mark.endsSentence) ?? passage.folded.count
    let head = GlyphSlice(passage.folded[..<min(end, 40)])
    if end <= 40, ListMarker.read(passage.folded[...])!.level <= .chineseInBrackets,
      let topic = TopicOpening.topic(of: head)
    {
      turn(to: topic)
    }
  }

  private mutating func turn(to topic: Topic) {
    heading = topic
    self.topic = topic
    subject = ""
    functionalClass = ""
    base = Self.lastYear
  }

  /// What a passage's first words settle: the 科目 of a list of budgets, the project.
  private mutating func openPassage(_ passage: Passage) {
    if [.一般公共预算财政拨款支出, .分类预决算, .项目支出用途, .财政拨款支出结构].contains(topic),
      let path = budgetItem(passage)
    {
      topic = .分类预决算
      subject = path
    } else if let name = ProjectName.read(passage) ?? ProjectName.reportTitle(passage) {
      topic = .项目自评
      project = name
      subject = name
      projects.append(
        ProjectRecord(name: name, place: passage.place(of: 0, in: document), raw: passage.text))
    }
  }

  /// The 科目 that a numbered passage on budget and outturn opens with.
  private func budgetItem(_ passage: Passage) -> String? {
    guard let marker = ListMarker.read(passage.folded[...]), marker.level >= .digits,
      passage.slice.hasSuffix("(项)")
        || passage.slice.containsAny(["年初预算", "全年预算", "预算数"])
          && passage.slice.contains("决算")
    else { return nil }
    var name = passage.folded[marker.length...].prefix { !Mark.endsClause($0) }
    for word: Glyphs in ["年初预算", "全年预算", "预算数"] {
      if let budget = GlyphSlice(name).firstIndex(of: word) { name = name[..<budget] }
    }
    let steps = FunctionalPath.steps(in: GlyphSlice(name))
    return steps.isEmpty ? FunctionalPath.className(name) : FunctionalPath.path(steps)
  }

  // MARK: Sentences

  private mutating func noteStatement(_ range: Range<Int>, of passage: Passage) {
    guard !Self.evaluations.contains(topic) else { return }
    for found in StatementReader.read(GlyphSlice(passage.folded[range]), topic: topic) {
      statements.append(
        ProseStatement(
          kind: found.kind, topic: found.topic.rawValue, subject: found.subject,
          place: passage.place(of: range.lowerBound, in: document), raw: passage.text(range)))
    }
  }

  private mutating func readSentence(
    _ range: Range<Int>, of passage: Passage, tokens: [NumberToken], next: inout Int
  ) {
    let sentence = GlyphSlice(passage.folded[range])
    if topic != .分类预决算, let named = TopicOpening.topic(ofSentence: sentence), named != topic {
      topic = named
      if named != .项目自评 { subject = "" }
    }
    base = Self.lastYear
    otherYear = ""
    let raw = passage.text(range)
    var start = range.lowerBound
    while next < tokens.count, tokens[next].range.lowerBound < range.upperBound {
      let token = tokens[next]
      if token.unit == .none, token.unitText.isEmpty, isRowNumber(token, in: passage) {
        next += 1
        continue
      }
      let clause = Clause(cue: GlyphSlice(passage.folded[start..<token.range.lowerBound]))
      let after = GlyphSlice(passage.folded[token.end..<max(token.end, range.upperBound)])
      let place = passage.place(of: firstDigit(of: token, in: passage), in: document)
      noteYear(in: clause, atStart: start == range.lowerBound)
      add(reading(of: token, after: clause, before: after), token, place: place, raw: raw)
      start = token.end
      next += 1
    }
  }

  /// The number of a row of a list of units or staff that lost its table.
  private func isRowNumber(_ token: NumberToken, in passage: Passage) -> Bool {
    token.range.lowerBound == 0 || topic == .单位构成 || topic == .人员构成
  }

  private func firstDigit(of token: NumberToken, in passage: Passage) -> Int {
    Mark.isDigit(passage.folded[token.range.lowerBound])
      ? token.range.lowerBound : token.range.lowerBound + 1
  }

  private mutating func add(_ reading: Reading, _ token: NumberToken, place: Place, raw: String) {
    var reading = reading
    if topic == .项目自评 || topic == .部门整体自评 { score(&reading, token, place: place, raw: raw) }
    var value = token.value
    if reading.sign < 0, value.mantissa > 0 { value.mantissa = -value.mantissa }
    figures.append(
      ProseFigure(
        topic: reading.topic.rawValue, subject: reading.subject, measure: reading.measure,
        value: value, unit: token.unit, unitText: token.unitText, place: place, raw: raw))
    if reading.topic == .项目自评, otherYear.isEmpty { fill(reading, token, place: place, raw: raw) }
  }

  // MARK: Numbers

  /// What a number turned out to be.
  private struct Reading {
    var topic: Topic
    var subject: String
    var measure: String
    var sign: Int64 = 1
  }

  private mutating func reading(
    of token: NumberToken, after clause: Clause, before after: GlyphSlice
  ) -> Reading {
    let grammar = TopicGrammar.of(topic)
    let kind = token.unit.kind
    noteBase(in: clause)
    if let sign = ChangeWord.sign(of: clause.tail) {
      noteSubject(in: clause, grammar)
      return change(sign, kind)
    }
    if kind == .rate, let share = clause.tail.lastIndex(of: "占") {
      noteSubject(in: Clause(cue: GlyphSlice(clause.cue.units[..<share])), grammar)
      return Reading(topic: topic, subject: subject, measure: grammar.share)
    }
    if isCompletion(clause, kind) {
      return Reading(topic: topic, subject: subject, measure: "完成率")
    }
    noteSubject(in: clause, grammar)
    if let marked = markedItem(token, clause) { return marked }
    if let word = (grammar.measures + TopicGrammar.common).first(where: {
      $0.fits(clause.tail, kind)
    }) {
      return named(word)
    }
    return unnamed(token, clause, grammar, before: after)
  }

  private func change(_ sign: Int64, _ kind: Unit.Kind) -> Reading {
    Reading(
      topic: topic, subject: subject, measure: base + (kind == .rate ? "增减率" : "增减额"),
      sign: sign)
  }

  private func isCompletion(_ clause: Clause, _ kind: Unit.Kind) -> Bool {
    (kind == .rate || kind == .plain) && clause.tail.contains("完成")
      && clause.tail.containsAny(["预算", "预算数"])
  }

  private mutating func named(_ word: MeasureWord) -> Reading {
    if let own = word.subject { subject = own }
    let measure = otherYear + word.measure
    if word.measure == "人员经费" || word.measure == "公用经费" { functionalClass = word.measure }
    if topic == .一般公共预算财政拨款支出, word.measure == "项目支出" {
      topic = .项目支出用途
      return Reading(topic: .一般公共预算财政拨款支出, subject: "", measure: measure)
    }
    let holder = topic == .项目支出用途 ? Topic.一般公共预算财政拨款支出 : topic
    return Reading(
      topic: word.topic ?? holder, subject: holder == topic ? subject : "", measure: measure)
  }

  /// What the words before a change compare with.
  private mutating func noteBase(in clause: Clause) {
    let cue = clause.cue
    if cue.containsAny(["比年初预算", "较年初预算", "与年初预算相比", "比预算"]) {
      base = "较年初预算"
    } else if cue.containsAny(["年度相比", "比上年", "较上年", "年相比", "同比"])
      || cue.contains("比20") || cue.contains("较20")
    {
      base = Self.lastYear
    }
  }

  /// A year other than the report's: 2019年预算数为44.19万元. A sentence of the explanations
  /// that opens with another year is a slip of the pen, for the form has it there.
  private mutating func noteYear(in clause: Clause, atStart: Bool) {
    guard !atStart || Self.evaluations.contains(topic), let printed = clause.year else { return }
    otherYear = printed == year ? "" : "\(printed)年"
  }

  private static let evaluations: [Topic] = [.绩效自评工作, .部门整体自评, .项目自评, .其他]

  private mutating func noteSubject(in clause: Clause, _ grammar: TopicGrammar) {
    guard !grammar.subjects.isEmpty else { return }
    var found: String?
    clause.clausesBackwards { part in
      var best = (end: -1, length: 0)
      for entry in grammar.subjects {
        guard let start = part.lastIndex(of: entry.word) else { continue }
        let candidate = (end: start + entry.word.count, length: entry.word.count)
        if candidate > best {
          best = candidate
          found = entry.subject
        }
      }
      return found != nil
    }
    if let found { subject = found }
  }

  /// Numbers whose 科目 stands before them: 行政运行（项）971.96万元.
  private mutating func markedItem(_ token: NumberToken, _ clause: Clause) -> Reading? {
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

  private mutating func structureItem(_ clause: Clause) -> Reading {
    let steps = FunctionalPath.steps(in: clause.afterSemicolon)
    if let first = steps.first, first.level > 0 {
      subject = functionalClass + "/" + FunctionalPath.path(steps)
    } else if !steps.isEmpty {
      functionalClass = steps[0].name
      subject = FunctionalPath.path(steps)
    } else if clause.tail.hasSuffix("财政拨款支出") {
      functionalClass = ""
      subject = ""
    } else {
      functionalClass = FunctionalPath.className(clause.tail.units)
      subject = functionalClass
    }
    return Reading(topic: topic, subject: subject, measure: "金额")
  }

  // MARK: Where no word tells

  private mutating func unnamed(
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
    case (.三公经费, .money)
    where clause.tail.hasSuffix("费") && clause.words.count > 4
      && isSubjectWord(clause, grammar),
      (.三公经费, .money) where clause.tail.hasSuffix("支出") && isSubjectWord(clause, grammar):
      return Reading(topic: topic, subject: subject, measure: "支出决算")
    case (_, .money):
      if let amount = subject.isEmpty ? grammar.total ?? grammar.amount : grammar.amount {
        return Reading(topic: topic, subject: subject, measure: otherYear + amount)
      }
    default: break
    }
    return Reading(topic: topic, subject: subject, measure: words(clause, token, before: after))
  }

  private func isSubjectWord(_ clause: Clause, _ grammar: TopicGrammar) -> Bool {
    grammar.subjects.contains { clause.tail.contains($0.word) }
  }

  private func equipment(_ clause: Clause) -> Reading {
    let words = clause.words.replacing("（含）", with: "").replacing("（不含车辆）", with: "")
    return Reading(topic: .设备, subject: words, measure: "数量")
  }

  /// The project that an amount went to: all words since the amount before.
  private func purpose(_ clause: Clause) -> String {
    let units = clause.cue.units
    let start =
      units.lastIndex(where: { Mark.isSemicolon($0) || $0 == Mark.colon })
      .map { $0 + 1 } ?? units.startIndex
    var whole = Clause(cue: clause.cue)
    whole.tail = GlyphSlice(FunctionalPath.trimmed(units[start...]))
    for word: Glyphs in ["项目支出主要用于", "项目支出用于", "项目支出"] where whole.tail.hasPrefix(word) {
      whole.tail.units = whole.tail.units.dropFirst(word.count)
      break
    }
    return whole.words
  }

  /// The words around a number, as the name of what it measures.
  private func words(_ clause: Clause, _ token: NumberToken, before after: GlyphSlice) -> String {
    var words = clause.words
    if token.unit.kind == .count || token.unit == .none, !token.unitText.isEmpty {
      words = clause.counted(after)
    }
    if clause.tail.units.last == Mark.open || clause.cue.units.last == Mark.open, token.unit == .分 {
      return words.isEmpty ? "分值" : words + "分值"
    }
    if token.unit == .分, !words.hasSuffix("分"), !words.hasSuffix("分值") { words += "得分" }
    return otherYear + (words.isEmpty ? token.unitText.isEmpty ? "数值" : token.unitText : words)
  }

  // MARK: Projects

  /// 产出指标：满分16分，得分15分: an indicator in prose.
  private mutating func score(
    _ reading: inout Reading, _ token: NumberToken, place: Place, raw: String
  ) {
    guard token.unit == .分, let name = level.name, ["满分", "得分"].contains(reading.measure) else {
      return
    }
    if reading.measure == "满分" {
      indicators.append(
        IndicatorRecord(
          project: topic == .项目自评 ? project : "", first: level.first, second: level.second,
          third: level.goal, target: "", actual: "", weight: token.value, place: place, raw: raw))
    } else if let last = indicators.indices.last, indicators[last].score == nil {
      indicators[last].score = token.value
    }
    reading.measure = name + reading.measure
  }

  private mutating func fill(_ reading: Reading, _ token: NumberToken, place: Place, raw: String) {
    guard !project.isEmpty, reading.subject == project, let last = projects.indices.last else {
      return
    }
    switch reading.measure {
    case "全年预算数": set(\.budget, of: last, token)
    case "执行数": set(\.executed, of: last, token)
    case "完成率": set(\.rate, of: last, token)
    case "得分", "综合得分": set(\.score, of: last, token)
    default: break
    }
  }

  private mutating func set(
    _ field: WritableKeyPath<ProjectRecord, PrintedNumber?>, of index: Int, _ token: NumberToken
  ) {
    guard projects[index][keyPath: field] == nil else { return }
    projects[index][keyPath: field] = token.value
    if token.unit.kind == .money { projects[index].unit = token.unit }
  }
}
