import Accounts
import Semantics

/// Gathers what an answer must say of itself, and puts it in words once.
struct NoteTaker {
  private var accounts: [Measure.ID: MeasureAccount] = [:]
  private var order: [Measure.ID] = []
  private var addedYears: [String: ClosedRange<Int>] = [:]
  /// By column, in how many groups it is blank for a division.
  private var failures: [(name: String, counts: [FailedDivision: Int])] = []
  private var extra: [QueryResult.Note] = []

  mutating func take(_ column: ColumnValues, name: String) {
    for account in column.accounts {
      if accounts[account.measure] == nil {
        order.append(account.measure)
        accounts[account.measure] = account
      } else {
        accounts[account.measure]!.add(account)
      }
    }
    extra += column.remarks.filter { !extra.contains($0) }
    if !column.failures.isEmpty { failures.append((name, column.failures)) }
    if let years = column.addedYears { addedYears[name] = years }
  }

  mutating func add(_ id: String, _ text: String) {
    let note = QueryResult.Note(id: id, text: text)
    if !extra.contains(note) { extra.append(note) }
  }

  /// What was said of the columns of one part of the departments.
  var account: Focus.Account {
    var account = Focus.Account(addedYears: addedYears)
    for (name, counts) in failures {
      account.failures[name, default: [:]].merge(counts, uniquingKeysWith: +)
    }
    return account
  }

  /// Reports in scope, and those of them that disclose every measure asked; where each measure has
  /// rows of its own, any.
  func coverage(by keys: [Dimension]) -> QueryResult.Coverage? {
    guard let first = order.first, let account = accounts[first] else { return nil }
    let scope = account.selection.scope
    let disclosing =
      keys.contains(.指标)
      ? accounts.values.reduce(into: ReportSet()) { $0.formUnion($1.selection.discloses) }
      : accounts.values.reduce(scope) { $0.intersection($1.selection.discloses) }
    return QueryResult.Coverage(disclosing: disclosing.count, reports: scope.count)
  }

  /// The notes as sentences, in a fixed order.
  func notes(_ dataset: Dataset, unit: Unit, keys: [Dimension]) -> [QueryResult.Note] {
    let writer = NoteWriter(dataset: dataset, unit: unit)
    var result: [QueryResult.Note] = []
    for id in order {
      result += writer.notes(on: accounts[id]!, of: dataset.catalogue[id])
    }
    if !keys.contains(.指标), let note = writer.note(onNone: order.map { accounts[$0]! }) {
      result.append(note)
    }
    for (name, years) in addedYears.sorted(by: { $0.key < $1.key }) {
      result.append(
        QueryResult.Note(
          id: "years-added",
          text: "\(name) is added over several years: 合计 \(years.lowerBound)–\(years.upperBound)."))
    }
    for (name, counts) in failures {
      for failure in FailedDivision.allCases {
        guard let count = counts[failure] else { continue }
        result.append(
          QueryResult.Note(
            id: "divided",
            text: "\(name) is blank in \(count) row\(count == 1 ? "" : "s"): "
              + "\(failure.rawValue)."))
      }
    }
    let codes = CodeNames(dataset: dataset, keys: keys)
    for id in order { result += codes.notes(on: accounts[id]!) }
    var seen: Set<String> = []
    return (result + extra).filter { seen.insert($0.text).inserted }
  }

  /// Says of codes and years asked for that they are valid but have no facts (semantics, rule
  /// 37).
  mutating func add(absent values: [AskedValue], from frame: Frame) {
    guard frame.rows.allSatisfy({ $0.values.allSatisfy { $0 == nil } }) else { return }
    for value in values {
      add("no-facts", "No figure loaded has \(value.dimension.rawValue) \(value.text) here.")
    }
  }
}

/// Words for what a measure's selection found.
private struct NoteWriter {
  let dataset: Dataset
  let unit: Unit

  func notes(on account: MeasureAccount, of measure: Measure) -> [QueryResult.Note] {
    let selection = account.selection
    var result: [QueryResult.Note] = []
    func note(_ id: String, _ text: String) { result.append(QueryResult.Note(id: id, text: text)) }
    let scope = selection.scope
    let silent = scope.subtracting(selection.discloses)
    if !silent.isEmpty {
      note(
        "coverage",
        "\(scope.count - silent.count) of \(scope.count) reports disclose \(measure.name); "
          + "not \(names(silent)).")
    }
    if !selection.leftOut.isEmpty {
      note(
        "left-out",
        "Left out, \(measure.name) is printed only more coarsely: "
          + amounts(selection.leftOut, measure) + ".")
    }
    for gap in selection.unfooted {
      note(
        "unfooted",
        "Left out, finer rows do not add up: \(name(gap.report)) prints \(measure.name) "
          + "\(shown(gap.whole, measure)), its rows make \(shown(gap.parts, measure)).")
    }
    let rolled = selection.rolledUp.intersection(scope)
    if !rolled.isEmpty {
      note("rolled-up", "Rolled up from finer rows: \(measure.name) of \(names(rolled)).")
    }
    if !account.dropped.isEmpty {
      note(
        "dropped",
        "Left out, another measure of the expression is missing: \(measure.name) of "
          + amounts(account.dropped, measure) + ".")
    }
    return result
  }

  /// Says of several measures that no report publishes all of them, and which lacks which; nil
  /// where one does.
  func note(onNone accounts: [MeasureAccount]) -> QueryResult.Note? {
    guard accounts.count > 1, let scope = accounts.first?.selection.scope, !scope.isEmpty,
      accounts.reduce(scope, { $0.intersection($1.selection.discloses) }).isEmpty
    else { return nil }
    var lacking: [(reports: ReportSet, measures: [String])] = []
    for account in accounts {
      let reports = scope.subtracting(account.selection.discloses)
      guard !reports.isEmpty else { continue }
      let measure = dataset.catalogue[account.measure].name
      if let place = lacking.firstIndex(where: { $0.reports == reports }) {
        lacking[place].measures.append(measure)
      } else {
        lacking.append((reports, [measure]))
      }
    }
    let parts = lacking.map { reports, measures in
      NamedItems.list(Array(measures.prefix(NamedItems.most)), of: measures.count)
        + (measures.count == 1 ? " is" : " are") + " missing in "
        + (reports.count == scope.count && scope.count > 1
          ? "all \(scope.count)" : names(reports))
    }
    let all = accounts.map { dataset.catalogue[$0.measure].name }
    return QueryResult.Note(
      id: "none-has-all",
      text: "No report publishes "
        + (all.count == 2 ? "both \(all[0]) and \(all[1])" : "all \(all.count) measures asked")
        + ": \(parts.joined(separator: "; ")).")
  }

  private func name(_ report: Int) -> String {
    let report = dataset.reports[report]
    return "\(dataset.departments[report.department].name) \(report.year)"
  }

  /// The first reports by name, and how many more.
  private func names(_ reports: ReportSet) -> String {
    NamedItems.list(reports.members.prefix(NamedItems.most).map(name), of: reports.count)
  }

  private func amounts(_ reports: [Selection.LeftOut], _ measure: Measure) -> String {
    NamedItems.list(
      reports.prefix(NamedItems.most).map { item in
        name(item.report) + (item.amount.map { " (\(shown($0, measure)))" } ?? "")
      }, of: reports.count)
  }

  private func shown(_ amount: Int64, _ measure: Measure) -> String {
    let type = ValueType(kind: measure.unit.kind, unit: measure.unit)
    let value = try? Presentation(unit: unit).number(measure.unit.natural(amount), type)
    let word = measure.unit.kind == .money ? unit.rawValue : measure.unit.rawValue
    return "\(value.map(String.init(describing:)) ?? "") \(word)"
  }
}

/// Items that a note names: of many the first, and how many more there are.
enum NamedItems {
  static let most = 5

  /// `items` are the first of so many.
  static func list(_ items: [String], of count: Int) -> String {
    let rest = count - items.count
    return items.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}
