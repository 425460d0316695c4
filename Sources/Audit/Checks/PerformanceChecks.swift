import Accounts
import Text

/// Works out the rules of the self-evaluations.
struct PerformanceChecks {
  let cells: ReportCells
  let judge: Judge

  func findings(of check: PerformanceCheck) -> [Finding] {
    switch check {
    case .execution: return Self.forms.flatMap(execution)
    case .score: return Self.forms.flatMap(score)
    case .annexes: return annexes()
    case .projects: return projects()
    case .groupWeights: return groupWeights()
    case .totalScore: return Self.forms.flatMap(totalScore)
    case .missedTarget:
      return cells.content.indicators.compactMap { missedTarget($0, isWeighted: true) }
    case .nothingDone:
      return cells.content.indicators.compactMap { missedTarget($0, isWeighted: false) }
    case .excess: return scores.excesses()
    case .formWeights: return scores.formWeights()
    case .unfilled: return scores.unfilled()
    case .repeatedIndicator: return scores.repeatedIndicators()
    case .differingIndicator: return scores.differingIndicators()
    case .toldExecution: return scores.toldExecution()
    case .toldTotal: return scores.toldTotal()
    }
  }

  private var scores: ScoreChecks { ScoreChecks(cells: cells, judge: judge) }

  /// The topics of the self-evaluation forms.
  static let forms = ["整体绩效自评表", "项目绩效自评表"]

  // MARK: Rates and scores

  private func execution(_ topic: String) -> [Finding] {
    cells.prose(topic).compactMap { number -> Finding? in
      guard number.measure == "执行率", number.printed.quantity.unit == .percent,
        let spent = cells.said(topic, number.subject, "执行数"),
        let budget = cells.said(topic, number.subject, "预算数"), !budget.quantity.isZero,
        let check = try? RateCheck(
          number.printed, [spent.quantity, budget.quantity],
          {
            guard let quotient = try $0[0] / $0[1] else { return nil }
            return try quotient * Rational(100)
          })
      else { return nil }
      let evidence = [spent.evidence, budget.evidence]
      let isCapped =
        number.printed.quantity.agreement(with: .exactly(100, .percent)) == .exact
        && (spent.quantity - budget.quantity).halves > 0
      switch check.outcome {
      case .exact: return nil
      case .rounding:
        return judge.finding(
          at: number.printed, expected: check.expected, evidence, severity: .舍入)
      case .cut:
        return judge.finding(
          at: number.printed, expected: check.expected, evidence, severity: .提示)
      case .adjacent, .broken:
        return judge.finding(
          at: number.printed, expected: check.expected, evidence,
          severity: isCapped ? .提示 : .错误)
      }
    }
  }

  /// The measures that are the points of the execution.
  static let weights = ["预算执行情况分值", "预算管理情况分值", "分值"]

  private func score(_ topic: String) -> [Finding] {
    cells.prose(topic).compactMap { number -> Finding? in
      guard number.measure == "得分",
        let rate = cells.said(topic, number.subject, "执行率"), rate.quantity.unit == .percent,
        (rate.quantity - .exactly(100, .percent)).halves <= 0,
        let weight = Self.weights.lazy.compactMap({ cells.said(topic, number.subject, $0) }).first,
        let check = try? RateCheck(
          number.printed, [weight.quantity.exact, rate.quantity],
          { try $0[0] * $0[1] * Rational(1, over: 100) })
      else { return nil }
      let printsRule = [weight.raw, rate.raw, number.printed.raw].contains {
        let text = Folding.key($0)
        return text.contains("*执行率") || text.contains("×执行率")
      }
      let severity: Severity
      switch check.outcome {
      case .exact: return nil
      // What is above all points is another rule's.
      case _ where weight.quantity.halves < number.printed.quantity.halves: return nil
      case _ where isOfAmounts(number, weight): return nil
      case .rounding: severity = .舍入
      case .cut: severity = .提示
      case .adjacent, .broken: severity = printsRule ? .错误 : .提示
      }
      return judge.finding(
        at: number.printed, expected: Self.points(weight, rate) ?? check.expected,
        [weight.evidence, rate.evidence], severity: severity)
    }
  }

  /// 分值 × 执行率, with two decimals at most.
  private static func points(_ weight: Printed, _ rate: Printed) -> String? {
    let product = try? weight.quantity.value * rate.quantity.value * Rational(1, over: 100)
    guard var number = try? product?.rounded(to: 2) else { return nil }
    while number.scale > 0, number.mantissa % 10 == 0 {
      number = PrintedNumber(mantissa: number.mantissa / 10, scale: number.scale - 1)
    }
    return "\(number)分"
  }

  /// Whether the score follows from the two amounts, the rate between them not rounded.
  private func isOfAmounts(_ score: ReportCells.ProseNumber, _ weight: Printed) -> Bool {
    guard let spent = cells.said(score.topic, score.subject, "执行数"),
      let budget = cells.said(score.topic, score.subject, "预算数"), !budget.quantity.isZero
    else { return false }
    let check = try? RateCheck(
      score.printed, [weight.quantity.exact, spent.quantity, budget.quantity],
      {
        guard let rate = try $0[1] / $0[2] else { return nil }
        return try $0[0] * rate
      })
    return check?.outcome == .exact
  }

  // MARK: Prose and annexes

  private func annexes() -> [Finding] {
    var seen: Set<String> = []
    return cells.prose("项目自评").flatMap { said -> [Finding] in
      let pairs = ["全年预算数": "预算数", "执行数": "执行数", "完成率": "执行率"]
      guard let measure = pairs[said.measure], !said.subject.isEmpty,
        said.printed.quantity.unit.kind == (measure == "执行率" ? .rate : .money),
        seen.insert("\(said.subject)/\(measure)").inserted,
        let other = cells.prose("项目绩效自评表").first(where: {
          $0.measure == measure && Self.key(of: $0.subject) == Self.key(of: said.subject)
        })?.printed
      else { return [] }
      let severity: Severity? = measure == "执行率" ? rateSeverity(said) : nil
      return judge.compare(
        said.printed, with: other.quantity, [other.evidence], severity: severity
      ).map { [$0] } ?? []
    }
  }

  /// Two rates of amounts that agree but for rounding agree as well; of amounts that do not,
  /// the amounts are to blame.
  private func rateSeverity(_ rate: ReportCells.ProseNumber) -> Severity {
    let pairs = [("全年预算数", "预算数"), ("执行数", "执行数")]
    let agreements = pairs.compactMap { said, printed -> Agreement? in
      let other = cells.prose("项目绩效自评表").first {
        $0.measure == printed && Self.key(of: $0.subject) == Self.key(of: rate.subject)
      }
      guard let other, let own = cells.said(rate.topic, rate.subject, said) else { return nil }
      return own.quantity.agreement(with: other.printed.quantity)
    }
    if agreements.contains(.broken) || agreements.count < pairs.count { return .提示 }
    return agreements.contains(.rounding) ? .舍入 : .错误
  }

  /// What a project cost, wherever the prose says it, against where it says it first.
  private func projects() -> [Finding] {
    var first = ProjectNames<Printed>()
    return ["项目支出用途", "项目自评", "部门整体自评"].flatMap { topic in
      cells.prose(topic).compactMap { number -> Finding? in
        guard number.printed.quantity.unit.kind == .money,
          let name = Self.project(of: number)
        else { return nil }
        guard let said = first[name] else {
          first.add(number.printed, named: name)
          return nil
        }
        return judge.compare(number.printed, with: said.quantity, [said.evidence])
      }
    }
  }

  /// The project whose cost a number is.
  private static func project(of number: ReportCells.ProseNumber) -> String? {
    switch (number.topic, number.measure) {
    case ("项目支出用途", "金额"), ("项目自评", "执行数"): key(of: number.subject)
    case ("部门整体自评", let measure)
    where measure.hasSuffix("经费") && !measure.hasPrefix(ReportCells.lastYear):
      key(of: measure)
    default: nil
    }
  }

  /// A project's name without the words that come and go at its end.
  private static func key(of name: String) -> String {
    var key = Substring(Folding.key(name))
    var isShorter = true
    while isShorter {
      isShorter = false
      for ending in ["经费", "项目", "支出", "资金", "专项"]
      where key.hasSuffix(ending) && key.count > 3 {
        key = key.dropLast(2)
        isShorter = true
      }
    }
    return String(key)
  }

  /// Numbers by the names of projects. A name may lose what stands before it: 综合协调 is
  /// 区委综合协调, where no other project ends so.
  private struct ProjectNames<Value> {
    private var values: [(name: String, value: Value)] = []

    mutating func add(_ value: Value, named name: String) { values.append((name, value)) }

    subscript(name: String) -> Value? {
      if let own = values.first(where: { $0.name == name }) { return own.value }
      let near = values.filter {
        name.count >= 4 && $0.name.hasSuffix(name) || $0.name.count >= 4 && name.hasSuffix($0.name)
      }
      return near.count == 1 ? near[0].value : nil
    }
  }

  // MARK: Indicators

  /// Groups of indicators by what the second level of the form allows under them.
  private static let groups: [(name: String, parts: [String])] = [
    ("产出指标", ["数量", "质量", "时效", "成本"]), ("效益指标", ["经济", "社会", "生态", "可持续"]),
    ("满意度指标", ["满意"]),
  ]

  private func groupWeights() -> [Finding] {
    let indicators = Dictionary(grouping: cells.content.indicators) { $0.project }
    return cells.prose("项目绩效自评表").compactMap { number -> Finding? in
      guard let group = Self.groups.first(where: { "\($0.name)分值" == number.measure }),
        let rows = indicators[number.subject]?.filter({ row in
          group.parts.contains { row.second.contains($0) }
        }), !rows.isEmpty
      else { return nil }
      var total = Total()
      for row in rows {
        guard let weight = row.weight, let quantity = Quantity(weight, .分) else { return nil }
        total.add(
          Printed(
            quantity: quantity.exact, number: weight, unit: .分, label: row.third, place: row.place,
            raw: row.raw,
            origin: number.printed.origin))
      }
      guard let expected = total.quantity else { return nil }
      var printed = number.printed
      printed.quantity = printed.quantity.exact
      return judge.compare(printed, with: expected, total.evidence)
    }
  }

  /// 总分 is the sum of the indicators' scores, with or without that of the execution.
  private func totalScore(_ topic: String) -> [Finding] {
    let indicators = Dictionary(grouping: cells.content.indicators) { $0.project }
    return cells.prose(topic).compactMap { number -> Finding? in
      guard number.measure == "总分", let rows = indicators[number.subject], !rows.isEmpty,
        rows.allSatisfy({ $0.score != nil })
      else { return nil }
      var total = Total()
      for row in rows {
        guard let score = row.score, let quantity = Quantity(score, .分) else { return nil }
        total.add(
          Printed(
            quantity: quantity.exact, number: score, unit: .分, label: row.third,
            place: row.place, raw: row.raw, origin: number.printed.origin))
      }
      guard let indicatorsOnly = total.quantity,
        number.printed.quantity.agreement(with: indicatorsOnly) == .broken,
        let execution = cells.said(topic, number.subject, "得分")
      else { return nil }
      total.add(execution)
      guard let expected = total.quantity else { return nil }
      return judge.compare(number.printed, with: expected, total.evidence)
    }
  }

  /// - Parameter isWeighted: whether the form prints 分值, which the score is all of; where it
  ///   does not, only a result of nothing tells that points were not earned.
  private func missedTarget(_ row: IndicatorRecord, isWeighted: Bool) -> Finding? {
    guard let target = Target(row.target), let actual = Target.number(in: row.actual),
      target.isMissed(by: actual), let score = row.score, score.mantissa > 0,
      (row.weight != nil) == isWeighted,
      row.weight.map({ Rational($0) == Rational(score) }) ?? (actual.number.mantissa == 0)
    else { return nil }
    return judge.finding(
      words: row.actual, row.place, row.raw,
      subject: row.project.isEmpty ? row.third : "\(row.project) \(row.third)",
      expected: "目标 \(row.target)，未达应扣分",
      [Finding.Evidence(label: "得分", printed: "\(score)", place: row.place)])
  }
}

/// A target such as ≥95%, 1次 or ≤800万元.
private struct Target {
  let number: PrintedNumber
  let unit: String
  let isCeiling: Bool

  init?(_ text: String) {
    let key = Folding.key(text)
    // 97%≤98%≤100% is a range, not a target.
    let signs = key.filter { "≥≤<>".contains($0) }
    guard signs.count <= 1, let target = Self.number(in: key) else { return nil }
    number = target.number
    unit = target.unit
    isCeiling = signs == "≤" || signs == "<"
  }

  private init(number: PrintedNumber, unit: String) {
    self.number = number
    self.unit = unit
    isCeiling = false
  }

  /// The one number of a text with the unit after it; nil where there is anything else.
  static func number(in text: String) -> Target? {
    var key = Substring(Folding.key(text))
    while let first = key.first, "≥≤<>=".contains(first) { key = key.dropFirst() }
    let digits = key.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = key.dropFirst(digits.count)
    guard let number = PrintedNumber(digits), !unit.contains(where: { $0.isNumber }) else {
      return nil
    }
    return Target(number: number, unit: String(unit))
  }

  func isMissed(by actual: Target) -> Bool {
    guard actual.unit == unit || actual.unit.isEmpty || unit.isEmpty else { return false }
    let (a, b) = (Rational(actual.number), Rational(number))
    return isCeiling ? b < a : a < b
  }
}
