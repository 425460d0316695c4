import Accounts
import Text

/// Works out the rules over the points and the rows of the self-evaluation forms.
struct ScoreChecks {
  let cells: ReportCells
  let judge: Judge

  // MARK: Points

  /// A score above the points it is out of, in forms and in sentences.
  func excesses() -> [Finding] {
    cells.content.indicators.compactMap(excess)
      + Self.topics.flatMap { topic in
        cells.prose(topic).compactMap { excess($0, among: cells.prose(topic)) }
      }
  }

  private static let topics = ["整体绩效自评表", "项目绩效自评表", "部门整体自评", "项目自评"]

  private func excess(_ row: IndicatorRecord) -> Finding? {
    guard let score = row.score, let weight = row.weight, Rational(weight) < Rational(score) else {
      return nil
    }
    // Rows of forms are read by what their cells say: only a score at the end is surely one.
    let isLast = Folding.key(row.raw).hasSuffix("\(score)")
    return judge.finding(
      words: "\(score)", row.place, row.raw, subject: Self.name(row), expected: "不超过 \(weight)分",
      [Finding.Evidence(label: "分值", printed: "\(weight)分", place: row.place)],
      severity: isLast ? nil : .提示)
  }

  private func excess(
    _ score: ReportCells.ProseNumber, among numbers: [ReportCells.ProseNumber]
  ) -> Finding? {
    guard score.printed.quantity.unit == .分,
      let most = most(of: score, among: numbers),
      most.quantity.halves < score.printed.quantity.halves
    else { return nil }
    return judge.finding(at: score.printed, expected: "不超过 \(most.text)", [most.evidence])
  }

  /// The points that a score is out of: those of the execution, or the 满分 said before it.
  private func most(
    of score: ReportCells.ProseNumber, among numbers: [ReportCells.ProseNumber]
  ) -> Printed? {
    if score.measure == "得分", score.topic.hasSuffix("自评表") {
      return PerformanceChecks.weights.lazy.compactMap {
        cells.said(score.topic, score.subject, $0)
      }.first
    }
    guard score.measure.hasSuffix("得分") else { return nil }
    let name = score.measure.dropLast(2) + "满分"
    return numbers.last {
      $0.measure == name && $0.subject == score.subject
        && ($0.printed.place.page, $0.printed.place.line) <= (
          score.printed.place.page, score.printed.place.line
        )
    }?.printed
  }

  /// The points of a form: the execution and either its goals or its groups, to the whole.
  func formWeights() -> [Finding] {
    PerformanceChecks.forms.flatMap { topic in
      Self.bySubject(cells.prose(topic)).compactMap { formWeights(of: $0) }
    }
  }

  private func formWeights(of numbers: [ReportCells.ProseNumber]) -> Finding? {
    let goals = numbers.filter { Self.isGoal($0.measure) }
    let parts =
      goals.isEmpty ? numbers.filter { Self.groups.contains($0.measure) } : goals
    let execution = numbers.first { PerformanceChecks.weights.contains($0.measure) }
    // Without the points of the execution, or with a single group, the whole is not known.
    guard let execution, parts.count > 1 || !goals.isEmpty, let last = parts.last else {
      return nil
    }
    var total = Total()
    for part in [execution] + parts { total.add(part.exact) }
    let whole = numbers.first { $0.measure == "总分值" }?.exact.quantity ?? .exactly(100, .分)
    guard let sum = total.quantity, sum.agreement(with: whole) == .broken,
      !goals.isEmpty || !holdsMore(last.subject, than: parts)
    else { return nil }
    var finding = judge.finding(
      at: last.printed, expected: whole.text, total.evidence, difference: (sum - whole).text)
    // What is wrong is their sum, which is printed nowhere.
    finding.printed = sum.text
    finding.subject = [last.topic, last.subject, "各部分分值合计"].filter { !$0.isEmpty }
      .joined(separator: " ")
    return finding
  }

  /// Whether the rows of a form have more points than the groups that are known: a group's
  /// heading is missing then.
  private func holdsMore(_ project: String, than groups: [ReportCells.ProseNumber]) -> Bool {
    var rows = Quantity.zero(.分)
    for row in cells.content.indicators where row.project == project {
      if let weight = row.weight.flatMap({ Quantity($0, .分) }) { rows.add(weight.exact) }
    }
    for group in groups { rows.add(group.exact.quantity, sign: -1) }
    return rows.halves > 0
  }

  private static let groups: Set<String> = ["产出指标分值", "效益指标分值", "满意度指标分值"]

  /// 年度目标1分值, 年度绩效目标分值.
  private static func isGoal(_ measure: String) -> Bool {
    (measure.hasPrefix("年度目标") || measure.hasPrefix("年度绩效目标")) && measure.hasSuffix("分值")
  }

  private static func bySubject(
    _ numbers: [ReportCells.ProseNumber]
  ) -> [[ReportCells.ProseNumber]] {
    var order: [String] = []
    var groups: [String: [ReportCells.ProseNumber]] = [:]
    for number in numbers {
      if groups[number.subject] == nil { order.append(number.subject) }
      groups[number.subject, default: []].append(number)
    }
    return order.map { groups[$0]! }
  }

  // MARK: What the prose tells

  /// The score of the execution is its share of the points that the goals leave of 100.
  func toldExecution() -> [Finding] {
    let topic = "部门整体自评"
    let weights = cells.prose(topic).filter { $0.measure.hasSuffix("分值") }
    guard let score = cells.said(topic, "", "执行情况得分"), let rate = cells.said(topic, "", "完成率"),
      rate.quantity.unit == .percent, weights.count > 1
    else { return [] }
    var left = Quantity.exactly(100, .分)
    for weight in weights { left.add(weight.exact.quantity, sign: -1) }
    guard left.halves > 0,
      let check = try? RateCheck(
        score, [left, rate.quantity], { try $0[0] * $0[1] * Rational(1, over: 100) })
    else { return [] }
    guard check.outcome != .exact else { return [] }
    let evidence = weights.map(\.printed.evidence) + [rate.evidence]
    return [
      judge.finding(
        at: score, expected: check.expected.replacing("%", with: "分"), evidence,
        severity: check.outcome == .rounding ? .舍入 : nil)
    ]
  }

  /// The whole score against the scores that follow it.
  func toldTotal() -> [Finding] {
    let numbers = cells.prose("部门整体自评")
    guard let index = numbers.firstIndex(where: { $0.measure == "综合得分" }) else { return [] }
    let parts = numbers[(index + 1)...].prefix { $0.measure.hasSuffix("得分") }
    guard parts.count > 1 else { return [] }
    var sum = Total()
    for part in parts { sum.add(part.exact) }
    let total = numbers[index].exact
    guard let expected = sum.quantity else { return [] }
    return judge.compare(total, with: expected, sum.evidence).map { [$0] } ?? []
  }

  // MARK: Rows

  /// A score left blank where the rows around it have theirs.
  func unfilled() -> [Finding] {
    let indicators = cells.content.indicators
    let scored = Set(indicators.filter { $0.score != nil }.map(\.project))
    let blank = indicators.filter { row in
      row.score == nil && row.weight != nil && !row.actual.isEmpty && scored.contains(row.project)
    }.map { row in
      judge.finding(
        words: "（空）", row.place, row.raw, subject: "\(Self.name(row))·得分", expected: "得分")
    }
    return blank + PerformanceChecks.forms.flatMap { unfilledRates($0) }
  }

  /// A rate of execution left out of a form that scores it.
  private func unfilledRates(_ topic: String) -> [Finding] {
    let subjects = cells.prose(topic).filter { $0.measure == "得分" }
    let hasRates = cells.prose(topic).contains { $0.measure == "执行率" }
    return subjects.compactMap { score in
      guard hasRates, cells.said(topic, score.subject, "执行率") == nil,
        cells.said(topic, score.subject, "执行数") != nil
      else { return nil }
      return judge.finding(
        words: "（空）", score.printed.place, score.printed.raw,
        subject: "\(topic) \(score.subject)·执行率", expected: "执行率")
    }
  }

  /// One indicator twice in one form.
  func repeatedIndicators() -> [Finding] {
    var first: [String: IndicatorRecord] = [:]
    return cells.content.indicators.compactMap { row in
      let key = "\(row.project)/\(Folding.key(row.third))/\(row.target)/\(row.actual)"
      guard !row.third.isEmpty, !row.actual.isEmpty, let known = first[key] else {
        first[key] = row
        return nil
      }
      return judge.finding(
        words: row.third, row.place, row.raw, subject: Self.name(row), expected: "每项指标一次",
        [Finding.Evidence(label: known.third, printed: known.actual, place: known.place)])
    }
  }

  /// An indicator of the whole department whose target or result is another in a project's
  /// form. A name that one form has twice may mean two things.
  func differingIndicators() -> [Finding] {
    let all = cells.content.indicators
    let whole = Dictionary(grouping: all.filter { $0.project.isEmpty }) { Folding.key($0.third) }
    let projects = Dictionary(grouping: all.filter { !$0.project.isEmpty }) {
      Folding.key($0.third)
    }
    return all.flatMap { row -> [Finding] in
      let key = Folding.key(row.third)
      guard !row.project.isEmpty, !key.isEmpty, projects[key]?.count == 1,
        let others = whole[key], others.count == 1
      else { return [] }
      return [("目标值", row.target, others[0].target), ("完成值", row.actual, others[0].actual)]
        .compactMap { name, printed, known in
          guard Self.isMeasured(printed), Self.isMeasured(known),
            Self.unsigned(printed) != Self.unsigned(known)
          else { return nil }
          return judge.finding(
            words: printed, row.place, row.raw, subject: "\(Self.name(row))·\(name)",
            expected: known,
            [
              Finding.Evidence(
                label: "整体绩效自评表 \(row.third)", printed: known, place: others[0].place)
            ])
        }
    }
  }

  /// A target without its ≥, which forms leave out.
  private static func unsigned(_ text: String) -> String {
    String(Folding.key(text).drop { "≥≤>=<".contains($0) })
  }

  /// Whether a target or a result is told in numbers.
  private static func isMeasured(_ text: String) -> Bool {
    text.unicodeScalars.contains { ("0"..."9").contains($0) }
  }

  private static func name(_ row: IndicatorRecord) -> String {
    row.project.isEmpty ? row.third : "\(row.project) \(row.third)"
  }
}

extension ReportCells.ProseNumber {
  /// The number as known, not as rounded: points are what they are.
  var exact: Printed {
    var result = printed
    result.quantity = printed.quantity.exact
    return result
  }
}
