import Accounts
import Text

/// Works out the rules over names, years and words.
struct WordChecks {
  let cells: ReportCells
  let judge: Judge

  private var content: ReportContent { cells.content }
  private var year: Int { content.identity.year }

  func findings(of check: WordCheck) -> [Finding] {
    switch check {
    case .department: return content.coverage.compactMap(department)
    case .titleYear: return content.coverage.compactMap(titleYear)
    case .headingYear: return content.headings.compactMap(headingYear)
    case .statementYear: return statementYears()
    case .sentenceYear: return sentences.compactMap(sentenceYear)
    case .comparedYear: return sentences.compactMap(comparedYear)
    case .placeholders: return placeholders()
    case .instructions: return instructions()
    case .glossary: return NameChecks(cells: cells, judge: judge).glossary()
    case .openChoices: return openChoices()
    case .emptyTable: return Self.oftenEmpty.compactMap { emptyTable($0.table, $0.topic) }
    case .deniedAmounts: return Self.oftenEmpty.flatMap { deniedAmounts($0.table, $0.topic) }
    }
  }

  // MARK: Names

  private func department(_ table: TableCoverage) -> Finding? {
    guard !table.department.isEmpty else { return nil }
    let identity = content.identity
    let name = Self.skeleton(table.department)
    let isElsewhere =
      !identity.county.isEmpty && !table.department.contains(identity.county)
      && Self.namesPlace(table.department)
    // A short form is borne by the offices of every county.
    let names = [identity.department] + (isElsewhere ? [] : identity.aliases)
    let isOwn = names.map(Self.skeleton).contains {
      Self.isPart(name, of: $0) || Self.isPart($0, of: name)
    }
    guard !isOwn, name.count > 2 else { return nil }
    return judge.finding(
      words: table.department, table.departmentPlace, "部门：\(table.department)",
      subject: "表\(table.table.rawValue) 表头", expected: identity.department,
      severity: isElsewhere ? .错误 : .提示)
  }

  private static func skeleton(_ name: String) -> [Character] {
    Array(Folding.key(name)).filter { !"()·.".contains($0) }
  }

  private static func isPart(_ short: [Character], of long: [Character]) -> Bool {
    var rest = short[...]
    for character in long where character == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty && short.count > 3
  }

  /// Whether a 区, 县 or 市 with a name of its own stands in it.
  private static func namesPlace(_ name: String) -> Bool {
    let key = Array(Folding.key(name))
    return key.indices.contains { "区县市".contains(key[$0]) && $0 >= 2 && $0 + 2 < key.count }
  }

  // MARK: Years

  private func titleYear(_ table: TableCoverage) -> Finding? {
    guard let printed = YearWords(table.title).first, printed != year else { return nil }
    return judge.finding(
      words: "\(printed)", table.place, table.title, subject: "表\(table.table.rawValue) 表题",
      expected: "\(year)")
  }

  private func headingYear(_ heading: Heading) -> Finding? {
    // 第四部分 2022年工作思路 may well speak of another year.
    guard heading.text.holds("决算"), let printed = YearWords(heading.text).first, printed != year
    else { return nil }
    return judge.finding(
      words: "\(printed)", heading.place, heading.text, subject: "标题", expected: "\(year)")
  }

  private func statementYears() -> [Finding] {
    content.coverage.compactMap { table -> Finding? in
      guard let printed = YearWords(table.statement).first, printed != year else { return nil }
      return judge.finding(
        words: "\(printed)", table.statementPlace, table.statement,
        subject: "表\(table.table.rawValue) 声明", expected: "\(year)")
    }
  }

  /// The sentences of the form that name a year, with what they are about. The numbers of a
  /// sentence follow one another.
  private var sentences: [Sentence] {
    var result: [Sentence] = []
    func add(_ topic: String, _ place: Place, _ raw: String) {
      guard result.last?.raw != raw, raw.holds("年"), Self.formTopics.contains(topic) else { return }
      result.append(Sentence(topic: topic, place: place, raw: raw))
    }
    for number in content.prose { add(number.topic, number.place, number.raw) }
    for statement in content.statements { add(statement.topic, statement.place, statement.raw) }
    return result
  }

  struct Sentence {
    let topic: String
    let place: Place
    let raw: String
  }

  /// Topics whose sentences the form words, and which speak of the report's year.
  private static let formTopics: Set<String> = [
    "收支总计", "收入", "支出", "财政拨款收支总计", "财政拨款支出", "财政拨款支出结构", "一般公共预算财政拨款支出", "基本支出",
    "三公经费", "政府性基金预算", "国有资本经营预算", "机关运行经费", "政府采购", "车辆",
  ]

  private func sentenceYear(_ sentence: Sentence) -> Finding? {
    let words = YearWords(sentence.raw)
    var printed = words.opening
    if let closing = words.after("截至") ?? words.after("截止") { printed = printed ?? closing }
    guard let printed, printed != year else { return nil }
    let year = "\(printed)"
    return judge.finding(
      words: year, cells.place(of: year, in: sentence.raw, or: sentence.place), sentence.raw,
      subject: sentence.topic, expected: "\(self.year)")
  }

  private func comparedYear(_ sentence: Sentence) -> Finding? {
    let words = YearWords(sentence.raw)
    guard let printed = words.after("与") ?? words.after("比") ?? words.after("较"),
      printed != year - 1
    else { return nil }
    let year = "\(printed)"
    return judge.finding(
      words: year, cells.place(of: year, in: sentence.raw, or: sentence.place), sentence.raw,
      subject: sentence.topic, expected: "\(self.year - 1)",
      severity: printed == self.year ? .错误 : .提示)
  }

  // MARK: The form's words

  private func placeholders() -> [Finding] {
    content.headings.compactMap { heading in
      Self.placeholder(in: heading.text, isHeading: true).map { word in
        judge.finding(
          words: word, heading.place, heading.text, subject: "标题",
          expected: content.identity.department)
      }
    }
      + content.paragraphs.compactMap { paragraph in
        Self.placeholder(in: paragraph.text, isHeading: false).map { word in
          judge.finding(
            words: word, paragraph.place(of: word), paragraph.text, subject: "正文",
            expected: "实际内容")
        }
      }
  }

  /// Each once: a form left in is one mistake, wherever else its words stand.
  private func instructions() -> [Finding] {
    Self.instructionWords.compactMap { word in
      guard let (text, place) = passage(holding: word) else { return nil }
      return judge.finding(words: word, place, text, subject: "填写说明", expected: "删去")
    }
  }

  private func passage(holding word: String) -> (text: String, place: Place)? {
    if let heading = content.headings.first(where: { $0.text.holds(word) }) {
      return (heading.text, heading.place)
    }
    if let table = content.coverage.first(where: { $0.statement.holds(word) }) {
      return (table.statement, table.statementPlace)
    }
    return content.paragraphs.first { $0.text.holds(word) }
      .map { ($0.text, $0.place(of: word)) }
  }

  /// What forms tell the writer. No report says so of itself.
  private static let instructionWords = [
    "仍保留该表格式", "如持平作持平表述", "不涉及的不列", "按上述格式依次说明",
    "由主管部门根据三定方案", "重点工作事项标题", "各单位其他专用名词解释", "列明公务用车购置数量", "列明公务接待批次",
    "简要概述",
  ]

  private static func placeholder(in text: String, isHeading: Bool) -> String? {
    if isHeading, let word = ["部门名称", "单位名称"].first(where: text.holds) { return word }
    for word in ["XX", "××", "ＸＸ", "xx"] where text.holds(word) {
      // XXX万元, XX年度, XX单位: the form's blanks, not a product's name.
      for unit in ["万元", "年", "%", "部门", "单位", "局", "项目", "个", "辆", "人"]
      where text.holds(word + unit) || text.holds(word + " " + unit) {
        return word + unit
      }
    }
    for word in ["部门名称2", "（部门名称）", "(部门名称)", "（单位名称）"] where text.holds(word) {
      return word
    }
    return nil
  }

  private static let choices = [
    "增加(减少)", "增长(下降)", "减少(增加)", "下降(增长)", "增加/减少", "增长/下降", "大于(小于)",
  ]

  private func openChoices() -> [Finding] {
    content.paragraphs.compactMap { paragraph -> Finding? in
      guard paragraph.text.holds("减少") || paragraph.text.holds("下降") || paragraph.text.holds("小于")
      else { return nil }
      // Folding goes scalar by scalar, so that places stay what they are.
      var text = paragraph
      text.text = Folding.fold(paragraph.text)
      guard let word = Self.choices.first(where: text.text.holds) else { return nil }
      return judge.finding(
        words: word, text.place(of: word), text.text, subject: paragraph.section,
        expected: "其中之一")
    }
  }

  // MARK: Empty tables

  private static let oftenEmpty: [(table: StandardTable, topic: String)] = [
    (.三公经费支出决算表, "三公经费"), (.政府性基金预算财政拨款收入支出决算表, "政府性基金预算"),
    (.国有资本经营预算财政拨款支出决算表, "国有资本经营预算"),
  ]

  private func emptyTable(_ table: StandardTable, _ topic: String) -> Finding? {
    guard let coverage = content.coverage.first(where: { $0.table == table }),
      !cells.isFilled(table), coverage.statement.isEmpty,
      !content.statements.contains(where: { $0.topic == topic }), cells.prose(topic).isEmpty
    else { return nil }
    return judge.finding(
      words: "（空）", coverage.place, coverage.title, subject: "表\(table.rawValue)",
      expected: "本部门无此项收支的说明")
  }

  private func deniedAmounts(_ table: StandardTable, _ topic: String) -> [Finding] {
    let spent = Self.amount(in: cells.rows(table)) { Self.spending.contains($0) }
    let received = Self.amount(in: cells.rows(table)) { !Self.budgeted.contains($0) }
    // 没有使用……安排的支出 says nothing of income.
    let denied = { (raw: String) in raw.holds("收入") || raw.holds("收支") ? received : spent }
    guard let coverage = content.coverage.first(where: { $0.table == table }) else {
      return []
    }
    var findings: [Finding] = []
    if let amount = denied(coverage.statement), !coverage.statement.isEmpty {
      findings.append(
        judge.finding(
          words: coverage.statement, coverage.statementPlace, coverage.statement,
          subject: "表\(table.rawValue) 声明", expected: "表中有数", [amount.evidence]))
    }
    if table == .三公经费支出决算表 { findings += deniedExpenses() }
    for statement in content.statements
    where statement.topic == topic && statement.kind == .nothing && statement.subject.isEmpty {
      guard let amount = denied(statement.raw) else { continue }
      findings.append(
        judge.finding(
          words: statement.raw, statement.place, statement.raw, subject: topic,
          expected: "表\(table.rawValue)有数", [amount.evidence]))
    }
    return findings
  }

  /// A 三公 item said not to have been spent on, with an amount in 表7.
  private func deniedExpenses() -> [Finding] {
    content.statements.compactMap { statement -> Finding? in
      guard statement.topic == "三公经费", statement.kind == .nothing, !statement.subject.isEmpty,
        let column = Budgets.spent[statement.subject],
        let amount = cells.rows(.三公经费支出决算表).first?[column], !amount.quantity.isZero
      else { return nil }
      return judge.finding(
        words: statement.raw, statement.place, statement.raw, subject: statement.subject,
        expected: "表7有数", [amount.evidence])
    }
  }

  private static let spending: Set<ColumnRole> = [
    .合计, .基本支出, .项目支出, .决算合计, .决算因公出国, .决算公务用车, .决算购置, .决算运行, .决算接待,
  ]

  private static let budgeted: Set<ColumnRole> = [
    .预算合计, .预算因公出国, .预算公务用车, .预算购置, .预算运行, .预算接待,
  ]

  private static func amount(in rows: [TableRow], where holds: (ColumnRole) -> Bool) -> Printed? {
    for row in rows {
      for (column, cell) in row.cells where holds(column) && !cell.quantity.isZero { return cell }
    }
    return nil
  }
}

/// The years printed in a text: numbers 19xx or 20xx with 年 after them, white space aside.
struct YearWords {
  private var mentions: [Mention] = []

  private struct Mention {
    let year: Int
    /// The two characters before it.
    let before: [Unicode.Scalar]
  }

  init(_ text: String) {
    var digits = 0
    var value = 0
    var before: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars where !Folding.isBlank(scalar) {
      let folded = scalar.value < 0xFF00 ? scalar : Folding.fold(scalar)
      if ("0"..."9").contains(folded) {
        digits += 1
        value = (value * 10 + Int(folded.value - 0x30)) % 100_000
        continue
      }
      if folded == "年", digits == 4, (1990...2099).contains(value) {
        mentions.append(Mention(year: value, before: before))
      }
      if digits > 0 { before = ["0"] }
      (digits, value) = (0, 0)
      if before.count > 1 { before.removeFirst() }
      before.append(folded)
    }
  }

  /// The first year.
  var first: Int? { mentions.first?.year }

  /// The year a text opens with.
  var opening: Int? { mentions.first { $0.before.isEmpty }?.year }

  /// The year right after a word of one or two characters.
  func after(_ word: String) -> Int? {
    let word = Array(word.unicodeScalars)
    return mentions.first { $0.before.suffix(word.count).elementsEqual(word) }?.year
  }
}
