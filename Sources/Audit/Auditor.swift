public import Accounts
import Dispatch
import Text

/// Runs every rule over every report.
public enum Auditor {
  /// The findings of a dataset, report by report in loading order, each report's by severity,
  /// then by place.
  ///
  /// Departments are worked on in parallel, the years of one in turn, since a report is
  /// compared with that of the year before; the result does not depend on it.
  ///
  /// - Parameters:
  ///   - isWanted: whether a report's findings are asked for.
  ///   - goesOn: asked before each department; once false, the findings there are are no answer.
  public static func findings(
    in dataset: Dataset, where isWanted: @Sendable (_ report: Int) -> Bool = { _ in true },
    goesOn: @Sendable () -> Bool = { true }
  ) -> [Finding] {
    let departments = departments(of: dataset)
    let results = ReportFindings(count: dataset.reports.count)
    DispatchQueue.concurrentPerform(iterations: departments.count) { department in
      guard goesOn() else { return }
      for (report, found) in findings(in: departments[department], of: dataset, where: isWanted) {
        results.set(report, found)
      }
    }
    return results.joined
  }

  /// The reports of each department, by year.
  private static func departments(of dataset: Dataset) -> [[Int]] {
    let byDepartment = Dictionary(grouping: dataset.reportsAtHand) {
      dataset.reports[$0].department
    }
    return byDepartment.sorted { $0.key < $1.key }.map { _, reports in
      reports.sorted { (dataset.reports[$0].year, $0) < (dataset.reports[$1].year, $1) }
    }
  }

  private static func findings(
    in reports: [Int], of dataset: Dataset, where isWanted: (Int) -> Bool
  ) -> [(Int, [Finding])] {
    var last: (year: Int, cells: ReportCells)?
    return reports.enumerated().compactMap { position, index in
      let report = dataset.reports[index]
      let isNeeded =
        position + 1 < reports.count && isWanted(reports[position + 1])
      guard isWanted(index) || isNeeded else { return nil }
      let cells = ReportCells(report.content, report: index)
      let previous = last?.year == report.year - 1 ? last?.cells : nil
      last = (report.year, cells)
      return isWanted(index) ? (index, findings(cells, previous: previous)) : nil
    }
  }

  /// The amounts of a report's prose and the tables of it whose unit is misprinted: what an answer
  /// that uses them must say.
  ///
  /// A report without an amount in 元, and whose tables are all in one unit, is passed over.
  public static func misprints(in content: ReportContent) -> [Misprint] {
    guard mayMisprintUnits(content) else { return [] }
    var content = content
    let odd = content.prose.indices.filter { content.prose[$0].unit == .元 }
    let topics = MisprintedProse.topics(of: Set(odd.map { ExactText(content.prose[$0].topic) }))
    content.prose = content.prose.indices
      .filter { topics.contains(ExactText(content.prose[$0].topic)) }.map { content.prose[$0] }
    let cells = ReportCells(content, report: 0)
    return misprintRules.flatMap { findings(of: $0, cells) }
      .filter { $0.origin != nil || $0.table != nil }
      .map { finding in
        Misprint(
          table: finding.table, place: finding.place, subject: finding.subject,
          printed: finding.printed, expected: finding.expected)
      }
  }

  private static let misprintRules = RuleBook.rules.filter {
    if case .prose(.misprintedUnit) = $0.check { true } else { false }
  }

  private static func mayMisprintUnits(_ content: ReportContent) -> Bool {
    if content.prose.indices.contains(where: { content.prose[$0].unit == .元 }) { return true }
    // A table is in one unit, and its figures follow one another.
    var usual: Unit?
    for index in content.figures.indices {
      let unit = content.figures[index].unit
      if unit == usual || unit.kind != .money { continue }
      if usual != nil { return true }
      usual = unit
    }
    return false
  }

  /// The findings of one report.
  ///
  /// - Parameter previous: the department's report of the year before.
  public static func findings(
    in content: ReportContent, after previous: ReportContent? = nil
  ) -> [Finding] {
    findings(
      ReportCells(content, report: 0), previous: previous.map { ReportCells($0, report: 0) })
  }

  private static func findings(_ cells: ReportCells, previous: ReportCells?) -> [Finding] {
    var found: [(order: Int, Finding)] = []
    for (order, rule) in RuleBook.rules.enumerated() {
      for finding in findings(of: rule, cells, previous: previous) {
        found.append((order, finding))
      }
    }
    return withoutRepeats(found).sorted { key($0) < key($1) }.map(\.1)
  }

  /// Without what a printed formula finds at a number that its table's own rule found already.
  private static func withoutRepeats(
    _ found: [(order: Int, Finding)]
  ) -> [(order: Int, Finding)] {
    func isFormula(_ finding: Finding) -> Bool {
      if case .printedFormulas = finding.rule.check { true } else { false }
    }
    guard found.contains(where: { isFormula($0.1) }) else { return found }
    let told = Set(found.lazy.map(\.1).filter { !isFormula($0) && $0.origin != nil }.map(\.place))
    return found.filter { !isFormula($0.1) || !told.contains($0.1.place) }
  }

  private static func key(_ found: (order: Int, Finding)) -> (Severity, Int32, Int32, Int32, Int) {
    let place = found.1.place
    return (found.1.severity, place.page, place.line, place.column, found.order)
  }

  private static func findings(
    of rule: Rule, _ cells: ReportCells, previous: ReportCells? = nil
  ) -> [Finding] {
    let judge = Judge(rule: rule, report: cells.report)
    var table: TableChecks { TableChecks(cells: cells, judge: judge) }
    var cross: CrossChecks { CrossChecks(cells: cells, judge: judge) }
    switch rule.check {
    case .children(let name): return table.children(name)
    case .columns(let name, let total, let parts): return table.columns(name, total, parts)
    case .rows(let name, let side, let total, let parts):
      return table.rows(name, side: side, total, parts)
    case .economicTotals: return table.economicTotals()
    case .unstatedUnit: return table.unstatedUnits()
    case .cells(let total, let parts): return cross.cells(total, parts)
    case .classes(let left, let right): return cross.classes(left, right)
    case .codes(let left, let right, let comparison): return cross.codes(left, right, comparison)
    case .publicExpense(let code, let column): return cross.publicExpense(code: code, column)
    case .incomeAndSpending: return cross.incomeAndSpending()
    case .linked(let functional, let economic, let isWhole):
      return cross.linked(functional: functional, economic: economic, isWhole: isWhole)
    case .selfReference: return FormulaChecks(cells: cells, judge: judge).selfReferences()
    case .printedFormulas: return FormulaChecks(cells: cells, judge: judge).formulas()
    case .economicNames: return NameChecks(cells: cells, judge: judge).economicNames()
    case .subjectNames: return NameChecks(cells: cells, judge: judge).subjectNames()
    case .prose(let check): return ProseChecks(cells: cells, judge: judge).findings(of: check)
    case .performance(let check):
      return PerformanceChecks(cells: cells, judge: judge).findings(of: check)
    case .words(let check): return WordChecks(cells: cells, judge: judge).findings(of: check)
    case .lastYear(let link):
      guard let previous else { return [] }
      return YearChecks(cells: cells, previous: previous, judge: judge).findings(of: link)
    }
  }
}

/// The findings of each report, each written by one task.
private final class ReportFindings: @unchecked Sendable {
  private let slots: UnsafeMutableBufferPointer<[Finding]>

  init(count: Int) {
    slots = .allocate(capacity: count)
    slots.initialize(repeating: [])
  }

  deinit {
    slots.deinitialize()
    slots.deallocate()
  }

  func set(_ report: Int, _ findings: [Finding]) { slots[report] = findings }

  var joined: [Finding] { slots.flatMap { $0 } }
}
