import Accounts
import Text

/// Works out the rules of the prose: amounts against tables and against one another.
struct ProseChecks {
  let cells: ReportCells
  let judge: Judge

  func findings(of check: ProseCheck) -> [Finding] {
    switch check {
    case .amount(let name, let cell): return amount(name, cell)
    case .amountsByFunction(let topic, let measure, let table, let column):
      return amountsByFunction(topic, measure, table, column)
    case .amountsByEconomicItem(let topic): return amountsByEconomicItem(topic)
    case .twins(let left, let right): return twins(left, right)
    case .listTwins(let left, let right): return listTwins(left, right)
    case .atMost(let part, let whole):
      return SentenceChecks(cells: cells, judge: judge).atMost(part, whole)
    case .impliedLastYear(let told, let amount):
      return SentenceChecks(cells: cells, judge: judge)
        .impliedLastYear(told: told, amount: amount)
    case .nested(let topic, let measure):
      return SentenceChecks(cells: cells, judge: judge).nested(topic, measure)
    case .announcedBasic:
      return SentenceChecks(cells: cells, judge: judge).announcedBasic()
    case .namedExpenses(let measure):
      return SentenceChecks(cells: cells, judge: judge).namedExpenses(measure)
    case .list(let list): return self.list(list)
    case .shares(let list): return RateChecks(cells: cells, judge: judge).shares(list)
    case .completion(let topic, let amount, let budgets):
      return RateChecks(cells: cells, judge: judge).completion(topic, amount, budgets)
    case .change(let topic, let amount):
      return RateChecks(cells: cells, judge: judge).change(topic, amount)
    case .budgetChange(let topic): return budgetChange(topic)
    case .comparisonWords(let topic): return comparisonWords(topic)
    case .misprintedUnit: return misprintedUnits()
    case .missingUnit: return missingUnits()
    }
  }

  // MARK: Against tables

  private func amount(_ name: ProseName, _ cell: Cell) -> [Finding] {
    let isThere =
      cells.isFilled(cell.table)
      || cells.has(cell.table) && cell.table >= .政府性基金预算财政拨款收入支出决算表
    guard isThere else { return [] }
    let target = cells.row(cell.table, side: cell.side, cell.row)?[cell.column]
    let place = cells.content.coverage.first { $0.table == cell.table }?.place ?? Place(line: 1)
    let blank = Finding.Evidence(
      label: "表\(cell.table.rawValue) \(cell.row.rawValue)·\(cell.column.rawValue)",
      printed: "（空）", place: place)
    return cells.prose(name.topic, name.subject, name.measure).compactMap { said in
      guard said.quantity.unit.kind == .money else { return nil }
      return judge.compare(
        said, with: target?.quantity ?? Quantity.zero(said.quantity.unit),
        [target?.evidence ?? blank])
    }
  }

  private func amountsByFunction(
    _ topic: String, _ measure: String, _ table: StandardTable, _ column: ColumnRole
  ) -> [Finding] {
    cells.prose(topic).compactMap { number -> Finding? in
      guard number.measure == measure, !number.subject.isEmpty,
        number.printed.quantity.unit.kind == .money
      else { return nil }
      let path = number.subject.split(separator: "/").map { TableRow.key(of: String($0)) }
      // 表4 has only 类: what a list names below them stands in 表5.
      let isBelow = path.count > 1 && table == .财政拨款收入支出决算总表
      let source = isBelow ? .一般公共预算财政拨款支出决算表 : table
      let targets = rows(path, in: source).map { $0[column] }
      guard !targets.isEmpty else { return nil }
      let findings = targets.map { target in
        judge.compare(
          number.printed, with: target?.quantity ?? Quantity.zero(number.printed.quantity.unit),
          target.map { [$0.evidence] } ?? [])
      }
      return findings.contains { $0 == nil } ? nil : findings[0]
    }
  }

  /// The rows a path of names stands for: a name may be borne by a 款 and by its 项.
  private func rows(_ path: [String], in table: StandardTable) -> [TableRow] {
    let rows = cells.rows(table)
    guard let head = path.first, let leaf = path.last else { return [] }
    guard path.count > 1 else {
      return rows.filter {
        $0.key == head && ($0.role == .功能类 || $0.code.utf8.count == 3)
      }
    }
    let classes = rows.filter { $0.key == head && $0.code.utf8.count == 3 }
    return rows.filter { row in
      row.key == leaf && row.code.utf8.count > 3
        && classes.contains { row.code.hasPrefix($0.code) }
    }
  }

  private func amountsByEconomicItem(_ topic: String) -> [Finding] {
    let rows = cells.rows(.一般公共预算财政拨款基本支出决算表)
    return cells.prose(topic).compactMap { number -> Finding? in
      let key = TableRow.key(of: number.subject)
      let targets = rows.filter { $0.key == key && $0.code.utf8.count > 3 }
      guard number.measure == "金额", targets.count == 1, let target = targets[0].cells.first?.cell
      else { return nil }
      return judge.compare(number.printed, with: target.quantity, [target.evidence])
    }
  }

  // MARK: Within the prose

  private func twins(_ left: ProseName, _ right: ProseName) -> [Finding] {
    // Where both repeat a cell of 表6 they are compared with it.
    let isInTable = cells.isFilled(.一般公共预算财政拨款基本支出决算表) && right.measure == "公用经费"
    guard !isInTable, let a = cells.said(left.topic, left.subject, left.measure),
      let b = cells.said(right.topic, right.subject, right.measure)
    else { return [] }
    // 共涉及项目6个（合并为一个项目作绩效自评）
    guard a.quantity.unit.kind != .count || !b.raw.holds("合并") else { return [] }
    return judge.compare(a, with: b.quantity, [b.evidence]).map { [$0] } ?? []
  }

  private func listTwins(_ left: ProseName, _ right: ProseName) -> [Finding] {
    cells.prose(left.topic).compactMap { number -> Finding? in
      guard number.measure == left.measure, !number.subject.contains("/"),
        let other = cells.prose(right.topic).first(where: {
          $0.measure == right.measure
            && TableRow.key(of: $0.subject) == TableRow.key(of: number.subject)
        })
      else { return nil }
      return judge.compare(
        number.printed, with: other.printed.quantity, [other.printed.evidence])
    }
  }

  // MARK: Lists

  private func list(_ list: ItemList) -> [Finding] {
    guard let total = cells.said(list.total.topic, list.total.subject, list.total.measure) else {
      return []
    }
    let items = ListItems(list, cells).numbers.filter {
      $0.quantity.unit.kind == total.quantity.unit.kind
    }
    guard items.count > 1 || (items.count == 1 && list.isComplete) else { return [] }
    var sum = Total()
    for item in items { sum.add(item) }
    guard let expected = sum.quantity else { return [] }
    let isShort = expected.halves.magnitude < total.quantity.halves.magnitude
    let isComplete = list.isComplete || namesEveryClass(list)
    let severity: Severity = isShort && !isComplete ? .提示 : judge.rule.severity
    return judge.compare(total, with: expected, sum.evidence, severity: severity).map { [$0] }
      ?? []
  }

  /// Whether a list by 类 names all that the structure of spending, or else 表5, has.
  private func namesEveryClass(_ list: ItemList) -> Bool {
    guard case .subjects("分类预决算", let measure) = list.items else { return false }
    let items = cells.prose("分类预决算").filter { $0.measure == measure }
    guard !items.contains(where: { $0.subject.contains("/") }) else { return false }
    let named = Set(items.map { TableRow.key(of: $0.subject) })
    let said = cells.prose("财政拨款支出结构").filter { $0.measure == "金额" && !$0.subject.isEmpty }
    let all = Set(
      said.map { TableRow.key(of: $0.subject.split(separator: "/").first.map(String.init) ?? "") })
    return !all.isEmpty && all.isSubset(of: named)
  }

  // MARK: Directions

  private func budgetChange(_ topic: String) -> [Finding] {
    let numbers = cells.prose(topic)
    return numbers.compactMap { change -> Finding? in
      guard change.measure == "较年初预算增减额",
        let amount = numbers.first(where: {
          $0.subject == change.subject && $0.measure == "支出决算"
        })?.printed,
        let budget = Budgets(cells).printed(topic, change.subject)
      else { return nil }
      return judge.compare(
        change.printed, with: amount.quantity - budget.quantity,
        [amount.evidence, budget.evidence])
    }
  }

  private func comparisonWords(_ topic: String) -> [Finding] {
    cells.prose(topic).compactMap { number -> Finding? in
      guard number.measure == "支出决算",
        number.printed.raw.holds("大于") || number.printed.raw.holds("小于"),
        let budget = Budgets(cells).printed(topic, number.subject)
      else { return nil }
      let difference = number.printed.quantity - budget.quantity
      let key = Folding.key(number.printed.raw)
      let words = [("大于", -1), ("小于", 1)].first {
        (key.contains("决算数\($0.0)") || key.contains("决算\($0.0)年初预算"))
      }
      guard let (word, wrong) = words, difference.halves.signum() * Int64(wrong) >= 0 else {
        return nil
      }
      let right = difference.isZero ? "等于" : wrong < 0 ? "小于" : "大于"
      let raw = number.printed.raw
      return judge.finding(
        words: word, cells.place(of: word, in: raw, or: number.printed.place), raw,
        subject: number.printed.label, expected: right, [number.printed.evidence, budget.evidence])
    }
  }

  // MARK: Units

  private func misprintedUnits() -> [Finding] {
    cells.misprintedProse.map { misprint in
      judge.finding(
        at: misprint.printed, expected: "\(misprint.printed.number)万元", misprint.evidence)
    }
      + cells.misprintedUnits.sorted { $0.key < $1.key }.compactMap { table, unit in
        guard let coverage = cells.content.coverage.first(where: { $0.table == table }) else {
          return nil
        }
        let printed = cells.content.figures.first { $0.table == table }?.unit.rawValue ?? ""
        var finding = judge.finding(
          words: printed, coverage.place, coverage.title, subject: "表\(table.rawValue) 单位",
          expected: unit.rawValue)
        finding.table = table
        return finding
      }
  }

  private static let unitWanted: [String: String] = [
    "完成率": "%", "占比": "%", "较上年增减率": "%", "金额": "万元", "支出决算": "万元", "年初预算": "万元",
    "较上年增减额": "万元",
  ]

  private func missingUnits() -> [Finding] {
    cells.content.prose.enumerated().compactMap { index, figure in
      guard figure.unit == .none, figure.unitText.isEmpty,
        let unit = Self.unitWanted[figure.measure],
        let quantity = Quantity(figure.value, .none)
      else { return nil }
      let printed = Printed(
        quantity: quantity, number: figure.value, unit: .none,
        label: [figure.topic, figure.subject, figure.measure].filter { !$0.isEmpty }
          .joined(separator: " "), place: figure.place, raw: figure.raw,
        origin: .prose(Int32(index)))
      return judge.finding(at: printed, expected: "\(figure.value)\(unit)", [])
    }
  }
}
