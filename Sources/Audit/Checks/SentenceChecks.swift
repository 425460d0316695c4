import Accounts
import Text

/// Works out the rules among the amounts and the names of the prose.
struct SentenceChecks {
  let cells: ReportCells
  let judge: Judge

  // MARK: Amounts

  /// A part against the whole. Several numbers of a part, such as contracts won in two kinds
  /// of bidding, are added.
  func atMost(_ part: ProseName, _ whole: ProseName) -> [Finding] {
    let parts = cells.prose(part.topic, part.subject, part.measure)
      .filter { $0.quantity.unit.kind == .money }
    guard let first = parts.first,
      let whole = cells.said(whole.topic, whole.subject, whole.measure),
      whole.quantity.unit.kind == .money
    else { return [] }
    var sum = Total()
    for part in parts { sum.add(part) }
    guard let total = sum.quantity, (total - whole.quantity).halves > 0,
      total.agreement(with: whole.quantity) == .broken
    else { return [] }
    let evidence = parts.dropFirst().map(\.evidence) + [whole.evidence]
    let together = parts.count > 1 ? "（合计 \(total.text)）" : ""
    return [
      judge.finding(
        at: first, expected: "不超过 \(whole.quantity.text)\(together)", evidence,
        difference: (total - whole.quantity).text)
    ]
  }

  /// Last year's amount as told against this year's less the change.
  func impliedLastYear(told: ProseName, amount: ProseName) -> [Finding] {
    guard let told = cells.said(told.topic, told.subject, told.measure),
      let amount = cells.said(amount.topic, amount.subject, amount.measure),
      let change = cells.said("收支总计", "", "较上年增减额"),
      [told, amount, change].allSatisfy({ $0.quantity.unit.kind == .money })
    else { return [] }
    return judge.compare(
      told, with: amount.quantity - change.quantity, [amount.evidence, change.evidence]
    ).map { [$0] } ?? []
  }

  /// Each 类 of a list against the 款 and 项 named under it.
  func nested(_ topic: String, _ measure: String) -> [Finding] {
    let numbers = cells.prose(topic).filter {
      $0.measure == measure && $0.printed.quantity.unit.kind == .money
    }
    return numbers.compactMap { whole -> Finding? in
      guard !whole.subject.isEmpty else { return nil }
      let parts = numbers.filter {
        $0.subject.hasPrefix(whole.subject + "/")
          && $0.subject.utf8.dropFirst(whole.subject.utf8.count + 1).allSatisfy { $0 != 0x2F }
      }
      guard !parts.isEmpty else { return nil }
      var sum = Total()
      for part in parts { sum.add(part.printed) }
      guard let expected = sum.quantity else { return nil }
      return judge.compare(whole.printed, with: expected, sum.evidence)
    }
  }

  /// 基本支出主要用于： over a list by 类 that adds up to something else.
  func announcedBasic() -> [Finding] {
    let announced = cells.content.paragraphs.first {
      $0.text.utf8.count < 60 && $0.text.holds("基本支出主要用于")
    }
    guard let announced, let basic = cells.said("一般公共预算财政拨款支出", "", "基本支出") else { return [] }
    var sum = Total()
    for item in cells.prose("分类预决算") where item.measure == "支出决算" && !item.subject.contains("/") {
      sum.add(item.printed)
    }
    guard let total = sum.quantity, total.agreement(with: basic.quantity) == .broken else {
      return []
    }
    var finding = judge.finding(
      words: total.text, announced.place, announced.text, subject: "基本支出主要用于 各类合计",
      expected: basic.text, sum.evidence)
    finding.difference = (total - basic.quantity).text
    return [finding]
  }

  // MARK: Names

  /// The items that a sentence says 人员经费 or 公用经费 was spent on, and on which nothing was.
  func namedExpenses(_ measure: String) -> [Finding] {
    guard let amount = cells.said("基本支出", "", measure) else { return [] }
    return Self.names(of: measure, in: amount.raw).compactMap { name -> Finding? in
      guard let nothing = nothing(spentOn: name) else { return nil }
      return judge.finding(
        words: name, cells.place(of: name, in: amount.raw, or: amount.place), amount.raw,
        subject: "基本支出·\(measure)", expected: "有支出的科目", [nothing])
    }
  }

  /// What shows that nothing was spent on an item: its row of 表6 is blank or zero, or the
  /// 三公 item it belongs to is.
  private func nothing(spentOn name: String) -> Finding.Evidence? {
    guard let code = EconomicItems.code(of: name) else { return nil }
    let rows = cells.rows(.一般公共预算财政拨款基本支出决算表)
    if !rows.isEmpty {
      let own = self.rows(of: name, code, among: rows)
      let amounts = own.compactMap(\.cells.first?.cell)
      if let amount = amounts.first(where: { !$0.quantity.isZero }) ?? amounts.first {
        return amount.quantity.isZero ? amount.evidence : nil
      }
      let place = cells.content.coverage.first { $0.table == .一般公共预算财政拨款基本支出决算表 }?.place
      return Finding.Evidence(
        label: "表6 \(code)", printed: "（空）", place: place ?? Place(line: 1))
    }
    guard let item = Self.publicExpenses[code], let spent = cells.said("三公经费", item, "支出决算"),
      spent.quantity.isZero
    else { return nil }
    return spent.evidence
  }

  /// The rows of an item: its code's, else those of its name.
  private func rows(of name: String, _ code: String, among rows: [TableRow]) -> [TableRow] {
    let own = rows.filter { $0.code == code }
    if own.contains(where: { $0.cells.first.map { !$0.cell.quantity.isZero } ?? false }) {
      return own
    }
    let key = EconomicItems.bare(name)
    return own + rows.filter { $0.code != code && EconomicItems.bare($0.label) == key }
  }

  private static let publicExpenses = [
    "30212": "因公出国（境）费", "30217": "公务接待费", "30231": "公务用车运行费", "31013": "公务用车购置费",
  ]

  /// The names behind 主要包括 of the sentence part that begins with the measure.
  private static func names(of measure: String, in sentence: String) -> [String] {
    guard let start = sentence.range(ofWord: measure)?.lowerBound else { return [] }
    var part = sentence[start...]
    if measure == "人员经费", let end = part.range(ofWord: "公用经费")?.lowerBound { part = part[..<end] }
    guard let list = part.range(ofWord: "主要包括") else { return [] }
    return part[list.upperBound...].split { "、，,；;：:。\n".contains($0) }.map { name in
      let digits = name.firstIndex { $0.isASCII && $0.isNumber }
      let bare = name[..<(digits ?? name.endIndex)]
      return bare.hasSuffix("等") ? String(bare.dropLast()) : String(bare)
    }
  }
}

extension StringProtocol {
  /// Where a word first occurs.
  fileprivate func range(ofWord word: String) -> Range<Index>? { firstRange(of: word) }
}
