public import Accounts
import Dispatch

/// Runs every rule over every report.
public enum Auditor {
  /// The findings of a dataset, report by report in loading order, each report's by severity,
  /// then by place.
  ///
  /// Reports are worked on in parallel; the result does not depend on it.
  public static func findings(in dataset: Dataset) -> [Finding] {
    let reports = dataset.reports
    let chunk = max(1, (reports.count + maximumTasks - 1) / maximumTasks)
    let tasks = (reports.count + chunk - 1) / chunk
    let results = ChunkResults(count: tasks)
    DispatchQueue.concurrentPerform(iterations: tasks) { task in
      let range = task * chunk..<min(reports.count, (task + 1) * chunk)
      results.set(task, range.flatMap { findings(in: reports[$0].content, report: $0) })
    }
    return results.joined
  }

  private static let maximumTasks = 64

  /// The amounts of the prose and the tables whose unit is misprinted: what an answer that uses
  /// them must say.
  ///
  /// Reports without an amount in 元, and whose tables are all in one unit, are passed over.
  public static func misprintedUnits(in dataset: Dataset) -> [Finding] {
    let rules = RuleBook.rules.filter {
      if case .prose(.misprintedUnit) = $0.check { true } else { false }
    }
    return dataset.reports.enumerated().flatMap { index, report -> [Finding] in
      guard mayMisprintUnits(report.content) else { return [] }
      let cells = ReportCells(report.content, report: index)
      return rules.flatMap { findings(of: $0, cells) }.filter {
        $0.origin != nil || $0.table != nil
      }
    }
  }

  private static func mayMisprintUnits(_ content: ReportContent) -> Bool {
    if content.prose.contains(where: { $0.unit == .元 }) { return true }
    let usual = content.figures.first { $0.unit.kind == .money }?.unit
    return content.figures.contains { $0.unit.kind == .money && $0.unit != usual }
  }

  /// The findings of one report.
  public static func findings(in content: ReportContent, report: Int = 0) -> [Finding] {
    let cells = ReportCells(content, report: report)
    var found: [(order: Int, Finding)] = []
    for (order, rule) in RuleBook.rules.enumerated() {
      for finding in findings(of: rule, cells) { found.append((order, finding)) }
    }
    return found.sorted { key($0) < key($1) }.map(\.1)
  }

  private static func key(_ found: (order: Int, Finding)) -> (Severity, Int32, Int32, Int32, Int) {
    let place = found.1.place
    return (found.1.severity, place.page, place.line, place.column, found.order)
  }

  private static func findings(of rule: Rule, _ cells: ReportCells) -> [Finding] {
    let judge = Judge(rule: rule, report: cells.report)
    let table = TableChecks(cells: cells, judge: judge)
    let cross = CrossChecks(cells: cells, judge: judge)
    switch rule.check {
    case .children(let name): return table.children(name)
    case .columns(let name, let total, let parts): return table.columns(name, total, parts)
    case .rows(let name, let side, let total, let parts):
      return table.rows(name, side: side, total, parts)
    case .economicTotals: return table.economicTotals()
    case .cells(let total, let parts): return cross.cells(total, parts)
    case .classes(let left, let right): return cross.classes(left, right)
    case .codes(let left, let right, let comparison): return cross.codes(left, right, comparison)
    case .publicExpense(let code, let column): return cross.publicExpense(code: code, column)
    case .printedFormulas: return cross.printedFormulas()
    case .prose(let check): return ProseChecks(cells: cells, judge: judge).findings(of: check)
    case .performance(let check):
      return PerformanceChecks(cells: cells, judge: judge).findings(of: check)
    case .words(let check): return WordChecks(cells: cells, judge: judge).findings(of: check)
    }
  }
}

/// The results of parallel tasks, each written by one of them.
private final class ChunkResults: @unchecked Sendable {
  private let slots: UnsafeMutableBufferPointer<[Finding]>

  init(count: Int) {
    slots = .allocate(capacity: count)
    slots.initialize(repeating: [])
  }

  deinit {
    slots.deinitialize()
    slots.deallocate()
  }

  func set(_ task: Int, _ findings: [Finding]) { slots[task] = findings }

  var joined: [Finding] { slots.flatMap { $0 } }
}
