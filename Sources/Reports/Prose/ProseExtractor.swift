import Accounts

/// Reads the numbers of paragraphs, in order, with what has been said before in mind.
struct ProseExtractor {
  let document: Document
  let year: Int
  var figures: [ProseFigure] = []
  var projects: [ProjectRecord] = []
  /// The first of the projects that an annex describes.
  var firstAnnexed: Int?
  var indicators: [IndicatorRecord] = []
  var statements: [ProseStatement] = []

  // What the passages so far are about.
  var heading = PassageHeading()
  var isAnnex = false
  var topic = Topic.其他 {
    didSet { if topic != oldValue { grammar = TopicGrammar.of(topic) } }
  }
  /// The grammar of the topic.
  private(set) var grammar = TopicGrammar.of(.其他)
  var subject = ""
  var project = ""
  var functionalClass = ""
  var level = IndicatorProse()
  /// 较年初预算 or 较上年: what a change is measured against.
  var base = ProseExtractor.lastYear
  /// The year a clause speaks of, where it is not the report's.
  var otherYear = ""
  /// The year a sentence opens with, where it is not the report's.
  var sentenceYear: Int?

  static let lastYear = "较上年"

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
    let text = passage.folded
    var next = 0
    var sentence = text.startIndex
    while sentence < text.endIndex {
      let end = text[sentence...].firstIndex(where: Mark.endsSentence) ?? text.endIndex
      if next < tokens.count, tokens[next].range.lowerBound < end {
        readSentence(sentence..<end, of: passage, tokens: tokens, next: &next)
      }
      noteStatements(sentence..<end, of: passage)
      sentence = end + 1
    }
  }

  /// Follows the headings to the passage.
  mutating func enter(_ passage: Passage) {
    let last = heading
    heading = passage.heading
    if heading !== last, heading.part != last.part {
      isAnnex = GlyphSlice(Glyphs(heading.part)).contains(Self.annex)
    }
    if isAnnex, topic == .绩效结果应用 || topic == .其他 { turn(to: .部门整体自评) }
    if heading !== last, heading.section != last.section {
      let opened = TopicOpening.topic(of: GlyphSlice(Glyphs(heading.section)))
      turn(to: opened ?? (isAnnex ? topic : .其他))
    }
    level.enter(passage.slice)
    guard let marker = ListMarker.read(passage.folded), marker.level <= .chineseInBrackets else {
      return
    }
    let head = passage.folded.prefix(41).prefix { !Mark.endsSentence($0) }
    if head.count <= 40, let topic = TopicOpening.topic(of: GlyphSlice(head)) { turn(to: topic) }
  }

  mutating func turn(to topic: Topic) {
    self.topic = topic
    subject = ""
    functionalClass = ""
    base = Self.lastYear
  }

  /// What a passage's first words settle: the 科目 of a list of budgets, the project.
  mutating func openPassage(_ passage: Passage) {
    if [.一般公共预算财政拨款支出, .分类预决算, .项目支出用途, .财政拨款支出结构].contains(topic),
      let path = budgetItem(passage)
    {
      topic = .分类预决算
      subject = path
    } else if topic == .政府性基金预算 || topic == .国有资本经营预算 {
      let steps = FunctionalPath.steps(in: GlyphSlice(passage.folded.prefix(80)))
      if !steps.isEmpty { subject = FunctionalPath.path(steps) }
    } else if let name = ProjectName.read(passage) ?? ProjectName.reportTitle(passage, of: document)
    {
      topic = .项目自评
      project = name
      subject = name
      if isAnnex, firstAnnexed == nil { firstAnnexed = projects.count }
      projects.append(
        ProjectRecord(
          name: name, place: passage.place(of: passage.folded.startIndex, in: document),
          raw: passage.text(of: document)))
    }
  }

  /// The 科目 that a numbered passage on budget and outturn opens with.
  func budgetItem(_ passage: Passage) -> String? {
    guard let marker = ListMarker.read(passage.folded), marker.level >= .digits,
      passage.slice.hasSuffix(Self.item)
        || Self.budgets.occur(in: passage.slice) && passage.slice.contains(Self.outturn)
    else { return nil }
    var name = passage.folded.dropFirst(marker.length).prefix { !Mark.endsClause($0) }
    for word in Self.budgets {
      if let budget = GlyphSlice(name).firstIndex(of: word) { name = name[..<budget] }
    }
    let steps = FunctionalPath.steps(in: GlyphSlice(name))
    return steps.isEmpty ? FunctionalPath.className(name) : FunctionalPath.path(steps)
  }

  private static let annex: Glyphs = "附件"
  private static let item: Glyphs = "(项)"
  private static let outturn: Glyphs = "决算"
  private static let budgets: GlyphWords = ["年初预算", "全年预算", "预算数"]

  // MARK: Sentences

  mutating func noteStatements(_ range: Range<Int>, of passage: Passage) {
    guard !Self.evaluations.contains(topic) else { return }
    for found in StatementReader.read(GlyphSlice(passage.folded[range]), topic: topic) {
      statements.append(
        ProseStatement(
          kind: found.kind, topic: found.topic.rawValue, subject: found.subject,
          place: passage.place(of: range.lowerBound, in: document),
          raw: passage.text(range, of: document)))
    }
  }

  mutating func readSentence(
    _ range: Range<Int>, of passage: Passage, tokens: [NumberToken], next: inout Int
  ) {
    let sentence = GlyphSlice(passage.folded[range])
    if topic != .分类预决算, let named = TopicOpening.topic(ofSentence: sentence), named != topic {
      topic = named
      if named != .项目自评 { subject = "" }
    }
    base = Self.lastYear
    otherYear = ""
    let raw = passage.text(range, of: document)
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
  func isRowNumber(_ token: NumberToken, in passage: Passage) -> Bool {
    token.range.lowerBound == passage.folded.startIndex || topic == .单位构成 || topic == .人员构成
  }

  func firstDigit(of token: NumberToken, in passage: Passage) -> Int {
    Mark.isDigit(passage.folded[token.range.lowerBound])
      ? token.range.lowerBound : token.range.lowerBound + 1
  }

  mutating func add(_ reading: Reading, _ token: NumberToken, place: Place, raw: String) {
    var reading = reading
    if let sentenceYear, !Self.evaluations.contains(topic), isRepeated(reading) {
      reading.measure = "\(sentenceYear)年" + reading.measure
    }
    if topic == .项目自评 || topic == .部门整体自评 { score(&reading, token, place: place, raw: raw) }
    var value = token.value
    if reading.sign < 0, value.mantissa > 0 { value.mantissa = -value.mantissa }
    figures.append(
      ProseFigure(
        topic: reading.topic.rawValue, subject: reading.subject, measure: reading.measure,
        value: value, unit: token.unit, unitText: token.unitText, place: place, raw: raw))
    if reading.topic == .项目自评, otherYear.isEmpty { fill(reading, token, place: place, raw: raw) }
  }

  /// Whether the section has given a number for the same thing: the one for another year then
  /// is no slip of the pen.
  func isRepeated(_ reading: Reading) -> Bool {
    !reading.measure.hasPrefix("较")
      && figures.reversed().prefix { $0.topic == reading.topic.rawValue }
        .contains { $0.subject == reading.subject && $0.measure == reading.measure }
  }
}
