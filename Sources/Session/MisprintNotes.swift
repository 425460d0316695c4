import Accounts
import Audit
import Execution
import Semantics

/// The notes under an answer that an amount with a misprinted unit enters: it is taken as
/// printed (semantics, rule 17).
struct MisprintNotes {
  private let dataset: Dataset
  private let misprints: [Finding]

  init(dataset: Dataset) {
    self.dataset = dataset
    misprints = Auditor.misprintedUnits(in: dataset)
  }

  /// One note for each misprint among the figures behind the answer.
  func notes(of plan: MeasurePlan) throws -> [QueryResult.Note] {
    guard !misprints.isEmpty else { return [] }
    let sources = try SourceExecutor(plan, dataset: dataset).run()
    let places = Set(values(["文件", "页", "行", "列"], of: sources))
    let tables = Set(values(["文件", "来源"], of: sources))
    return misprints.compactMap { misprint in
      if let table = misprint.table {
        guard tables.contains([file(of: misprint), .text("表\(table.rawValue)")]) else { return nil }
        return note(
          "\(report(of: misprint)) states \(misprint.subject) as \(misprint.printed): its amounts are "
            + "taken as printed; check says it should be \(misprint.expected).")
      }
      guard places.contains(place(of: misprint)) else { return nil }
      return note(
        "\(misprint.subject) is taken as printed, \(misprint.printed); "
          + "check says it should be \(misprint.expected).")
    }
  }

  private func note(_ text: String) -> QueryResult.Note {
    QueryResult.Note(id: "misprinted-unit", text: text)
  }

  /// Some columns of the rows.
  private func values(_ names: [String], of result: QueryResult) -> [[QueryResult.Cell]] {
    let columns = names.compactMap { name in result.columns.firstIndex { $0.name == name } }
    return result.rows.map { row in columns.map { row.cells[$0] } }
  }

  private func report(of finding: Finding) -> String {
    let report = dataset.reports[finding.report]
    return "\(dataset.departments[report.department].name) \(report.year)"
  }

  private func file(of finding: Finding) -> QueryResult.Cell {
    .text(dataset.reports[finding.report].content.file)
  }

  private func place(of finding: Finding) -> [QueryResult.Cell] {
    let place = finding.place
    return [file(of: finding)]
      + [place.page, place.line, place.column].map {
        .number(PrintedNumber(mantissa: Int64($0), scale: 0))
      }
  }
}
