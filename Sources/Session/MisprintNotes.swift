import Accounts
import Audit
import Execution
import Semantics

/// The notes under an answer that an amount with a misprinted unit enters: it is taken as
/// printed (semantics, rule 17).
struct MisprintNotes {
  private let dataset: Dataset
  /// By report, in their order.
  private let misprints: [(report: Int, found: [Misprint])]

  init(dataset: Dataset) {
    self.dataset = dataset
    var known = dataset.store?.misprints ?? [:]
    for report in dataset.reportsAtHand {
      known[report] = Auditor.misprints(in: dataset.reports[report].content)
    }
    misprints = known.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  /// One note for each misprint among the figures behind the answer.
  func notes(of plan: MeasurePlan) throws -> [QueryResult.Note] {
    guard !misprints.isEmpty else { return [] }
    let sources = try SourceExecutor(plan, among: misprints.map(\.report), dataset: dataset).run()
    let places = Set(values(["文件", "页", "行", "列"], of: sources))
    let tables = Set(values(["文件", "来源"], of: sources))
    return misprints.flatMap { report, found in
      let file = QueryResult.Cell.text(dataset.reports[report].content.file)
      return found.filter { misprint in
        misprint.table.map { tables.contains([file, .text("表\($0.rawValue)")]) }
          ?? places.contains([file] + cells(of: misprint.place))
      }.map { note(on: $0, in: report) }
    }
  }

  private func note(on misprint: Misprint, in report: Int) -> QueryResult.Note {
    let meant = "check says it should be \(misprint.expected)."
    return QueryResult.Note(
      id: "misprinted-unit",
      text: misprint.table == nil
        ? "\(misprint.subject) is taken as printed, \(misprint.printed); \(meant)"
        : "\(name(of: report)) states \(misprint.subject) as \(misprint.printed): its amounts are "
          + "taken as printed; \(meant)")
  }

  /// Some columns of the rows.
  private func values(_ names: [String], of result: QueryResult) -> [[QueryResult.Cell]] {
    let columns = names.compactMap { name in result.columns.firstIndex { $0.name == name } }
    return result.rows.map { row in columns.map { row.cells[$0] } }
  }

  private func name(of report: Int) -> String {
    let report = dataset.reports[report]
    return "\(dataset.departments[report.department].name) \(report.year)"
  }

  private func cells(of place: Place) -> [QueryResult.Cell] {
    [place.page, place.line, place.column].map {
      .number(PrintedNumber(mantissa: Int64($0), scale: 0))
    }
  }
}
