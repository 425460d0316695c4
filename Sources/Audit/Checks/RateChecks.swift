import Accounts

/// Works out shares, rates of completion and rates of change.
struct RateChecks {
  let cells: ReportCells
  let judge: Judge

  // MARK: Shares

  func shares(_ list: ShareList) -> [Finding] {
    let numbers = cells.prose(list.topic)
    let bases = list.bases.compactMap { cells.said($0.topic, $0.subject, $0.measure) }
    let shares = numbers.indices.filter { numbers[$0].measure == list.measure }
    guard !bases.isEmpty, !shares.isEmpty else { return [] }
    let addsUp = list.isWhole && Self.sum(shares.map { numbers[$0].printed.number }) == .exact
    var findings = shares.compactMap { index -> Finding? in
      let share = numbers[index].printed
      guard share.quantity.unit.kind == .rate,
        let amount = Self.number(list.amount, before: index, in: numbers)
      else { return nil }
      let fits = bases.filter { $0.quantity.unit.kind == .money && !$0.quantity.isZero }.compactMap
      {
        base in
        Self.ratio(share, amount.quantity, base.quantity).map { (base, $0) }
      }
      // Of several bases the one that fits best was meant.
      guard let best = fits.min(by: { Self.rank($0.1.outcome) < Self.rank($1.1.outcome) }) else {
        guard let base = bases.first, bases.allSatisfy(\.quantity.isZero) else { return nil }
        return noRate(
          share, isNothing: amount.quantity.isZero, [amount.evidence, base.evidence])
      }
      if list.allMeansEqual, best.1.outcome == .exact, share.quantity.isWhole {
        return unequal(amount, bases)
      }
      return finding(
        share, best.1, [amount.evidence, best.0.evidence],
        adjacent: addsUp ? .提示 : judge.rule.severity)
    }
    // A share that is wrong itself explains the sum.
    if list.isWhole, findings.allSatisfy({ $0.severity == .舍入 }) {
      findings += whole(shares.map { numbers[$0] })
    }
    return findings
  }

  /// An amount said to be all of its base, against the base nearest to it.
  private func unequal(_ amount: Printed, _ bases: [Printed]) -> Finding? {
    let distance = { (base: Printed) in (amount.quantity - base.quantity).halves.magnitude }
    guard let base = bases.min(by: { distance($0) < distance($1) }) else { return nil }
    let others = bases.filter { $0.origin != base.origin }
    return judge.compare(
      amount, with: base.quantity, [base.evidence] + others.map(\.evidence), severity: .提示)
  }

  /// Shares of all items that do not make up the whole. Which is wrong cannot be told, and an
  /// item may have been left out.
  private func whole(_ shares: [ReportCells.ProseNumber]) -> [Finding] {
    let items = shares.filter { !$0.subject.contains("/") }
    let agreement = Self.sum(items.map(\.printed.number))
    guard items.count > 1, agreement != .exact, let last = items.last else { return [] }
    var total = Total()
    for item in items { total.add(item.printed) }
    var finding = judge.finding(
      at: last.printed, expected: "100%", total.evidence,
      severity: agreement == .rounding ? .舍入 : .提示)
    // What is wrong is their sum, which is printed nowhere.
    finding.printed = total.quantity?.text ?? ""
    finding.subject = "\(last.topic) 各项占比合计"
    return [finding]
  }

  private static func sum(_ shares: [PrintedNumber]) -> Agreement {
    var total = Quantity.zero(.percent)
    for share in shares { if let share = Quantity(share, .percent) { total.add(share) } }
    return total.agreement(with: .exactly(100, .percent))
  }

  private static func ratio(_ rate: Printed, _ part: Quantity, _ whole: Quantity) -> RateCheck? {
    try? RateCheck(rate, [part, whole]) { values in
      guard let quotient = try Self.yuan(values[0], part.unit) / Self.yuan(values[1], whole.unit)
      else { return nil }
      return try quotient * Rational(100)
    }
  }

  private static func yuan(_ value: Rational, _ unit: Unit) throws -> Rational {
    unit.kind == .money ? try value * Rational(unit.yuan) : value
  }

  private static func rank(_ outcome: RateCheck.Outcome) -> Int {
    switch outcome {
    case .exact: 0
    case .rounding: 1
    case .cut: 2
    case .adjacent: 3
    case .broken: 4
    }
  }

  /// The number of the same subject printed last before a rate, else the first after it.
  private static func number(
    _ measure: String, before index: Int, in numbers: [ReportCells.ProseNumber]
  ) -> Printed? {
    let subject = numbers[index].subject
    let fits = { (number: ReportCells.ProseNumber) in
      number.subject == subject && number.measure == measure
    }
    return (numbers[..<index].last(where: fits) ?? numbers[index...].first(where: fits))?.printed
  }

  private func finding(
    _ rate: Printed, _ check: RateCheck, _ evidence: [Finding.Evidence],
    adjacent: Severity? = nil
  ) -> Finding? {
    let severity: Severity
    switch check.outcome {
    case .exact: return nil
    case .rounding: severity = .舍入
    case .cut: severity = .提示
    case .adjacent: severity = adjacent ?? judge.rule.severity
    case .broken: severity = judge.rule.severity
    }
    return judge.finding(
      at: rate, expected: check.expected, evidence, severity: severity)
  }

  // MARK: 完成率

  func completion(_ topic: String, _ amount: String, _ budgets: [String]) -> [Finding] {
    let numbers = cells.prose(topic)
    return numbers.indices.compactMap { index in
      guard numbers[index].measure == "完成率",
        let spent = Self.number(amount, before: index, in: numbers),
        spent.quantity.unit.kind == .money
      else { return nil }
      return completion(numbers, index, spent, budgets)
    }
  }

  private func completion(
    _ numbers: [ReportCells.ProseNumber], _ index: Int, _ spent: Printed, _ budgets: [String]
  ) -> Finding? {
    let (rate, topic, subject) = (
      numbers[index].printed, numbers[index].topic, numbers[index].subject
    )
    let initial = Self.number("年初预算", before: index, in: numbers)
    var bases = budgets.compactMap { Self.number($0, before: index, in: numbers) }
    if bases.isEmpty { bases = Budgets(cells).candidates(topic, subject) }
    if bases.contains(where: { !$0.quantity.isZero }) {
      let fits = bases.filter { !$0.quantity.isZero && $0.quantity.unit.kind == .money }
        .compactMap { base in
          Self.ratio(rate, spent.quantity, base.quantity).map { (base, $0) }
        }
      guard let best = fits.min(by: { Self.rank($0.1.outcome) < Self.rank($1.1.outcome) }) else {
        return nil
      }
      return finding(rate, best.1, [spent.evidence, best.0.evidence])
        ?? wrongBase(rate, spent, said: initial, fitting: best.0)
    }
    if let known = bases.first?.evidence ?? saidZeroBudget(topic, subject, spent) {
      return noRate(rate, isNothing: spent.quantity.isZero, [spent.evidence, known])
    }
    if let change = cells.said(topic, subject, "较年初预算增减额") {
      return completion(rate, spent, change)
    }
    // A blank cell may be one that its row of 表7 does not break down.
    return blankBudget(topic, subject).map { noRate(rate, isNothing: true, [spent.evidence, $0]) }
  }

  /// 完成年初预算 said of a rate that only another budget gives.
  private func wrongBase(
    _ rate: Printed, _ spent: Printed, said: Printed?, fitting base: Printed
  ) -> Finding? {
    guard let said, said.origin != base.origin, rate.raw.holds("完成年初预算"),
      (said.quantity - base.quantity).halves != 0
    else { return nil }
    let own = Self.ratio(rate, spent.quantity, said.quantity)
    if let own, own.outcome == .exact || own.outcome == .rounding { return nil }
    return judge.finding(
      at: rate, expected: own?.expected ?? "无此比率（基数为 0）",
      [spent.evidence, said.evidence, base.evidence], severity: .提示)
  }

  /// A rate on a base of zero: there is none.
  private func noRate(
    _ rate: Printed, isNothing: Bool, _ evidence: [Finding.Evidence]
  ) -> Finding {
    judge.finding(
      at: rate, expected: "无此比率（基数为 0）", evidence,
      severity: isNothing ? .提示 : judge.rule.severity)
  }

  /// A rate whose budget follows from the change against it.
  private func completion(_ rate: Printed, _ spent: Printed, _ change: Printed) -> Finding? {
    let check = try? RateCheck(rate, [spent.quantity, change.quantity]) { values in
      let spent = try Self.yuan(values[0], spent.quantity.unit)
      let budget = try spent - Self.yuan(values[1], change.quantity.unit)
      guard let quotient = try spent / budget else { return nil }
      return try quotient * Rational(100)
    }
    return check.flatMap { finding(rate, $0, [spent.evidence, change.evidence]) }
  }

  /// What says that a subject has no budget: the change against it is the whole amount, or
  /// there is none at all for 三公.
  private func saidZeroBudget(
    _ topic: String, _ subject: String, _ spent: Printed
  ) -> Finding.Evidence? {
    if let change = cells.said(topic, subject, "较年初预算增减额"),
      (spent.quantity - change.quantity).isZero
    {
      return change.evidence
    }
    guard topic == "三公经费" else { return nil }
    if let all = cells.said(topic, "", "年初预算"), all.quantity.isZero { return all.evidence }
    return nil
  }

  private func blankBudget(_ topic: String, _ subject: String) -> Finding.Evidence? {
    guard topic == "三公经费", let row = cells.rows(.三公经费支出决算表).first, row[.预算合计] != nil,
      let column = Budgets.columns[subject], row[column] == nil
    else { return nil }
    return Finding.Evidence(label: "表7 \(column.rawValue)", printed: "（空）", place: row.place)
  }

  // MARK: 增减率

  func change(_ topic: String, _ amount: String) -> [Finding] {
    let numbers = cells.prose(topic)
    return numbers.indices.compactMap { index in
      guard numbers[index].measure == "较上年增减率", numbers[index].printed.quantity.unit == .percent,
        let change = Self.number("较上年增减额", before: index, in: numbers),
        change.quantity.unit.kind == .money
      else { return nil }
      return self.change(numbers, index, change, amount)
    }
  }

  private func change(
    _ numbers: [ReportCells.ProseNumber], _ index: Int, _ change: Printed, _ amount: String
  ) -> Finding? {
    let rate = numbers[index].printed
    if change.number.mantissa.signum() * rate.number.mantissa.signum() < 0 {
      return judge.finding(
        at: rate, expected: "与增减额同向", [change.evidence])
    }
    guard let current = current(numbers, index, amount) else { return nil }
    let base = current.quantity - change.quantity
    if base.isZero {
      return noRate(
        rate, isNothing: change.quantity.isZero, [change.evidence, current.evidence])
    }
    let check = try? RateCheck(rate, [change.quantity, current.quantity]) { values in
      let change = try Self.yuan(values[0], change.quantity.unit)
      guard
        let quotient = try change
          / (try Self.yuan(values[1], current.quantity.unit) - change)
      else { return nil }
      return try quotient * Rational(100)
    }
    return check.flatMap { finding(rate, $0, [change.evidence, current.evidence]) }
  }

  /// This year's amount: said before the rate or elsewhere, for 三公 the cell of 表7, blank
  /// where nothing was spent.
  private func current(
    _ numbers: [ReportCells.ProseNumber], _ index: Int, _ amount: String
  ) -> Printed? {
    if let said = Self.number(amount, before: index, in: numbers) { return said }
    guard numbers[index].topic == "三公经费", let row = cells.rows(.三公经费支出决算表).first,
      let column = Budgets.spent[numbers[index].subject], row[.决算合计] != nil
    else { return nil }
    if let cell = row[column] { return cell }
    return Printed(
      quantity: .zero(.万元), number: PrintedNumber(mantissa: 0, scale: 0), unit: .万元,
      label: "表7 \(column.rawValue)（空）", place: row.place, raw: row.raw, origin: .figure(0))
  }
}
