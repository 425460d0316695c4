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
    let columns = ["文件", "页", "行", "列"].compactMap { name in
      sources.columns.firstIndex { $0.name == name }
    }
    let places = Set(sources.rows.map { row in columns.map { row.cells[$0] } })
    return misprints.filter { places.contains(place(of: $0)) }.map { misprint in
      QueryResult.Note(
        id: "misprinted-unit",
        text: "\(misprint.subject) is taken as printed, \(misprint.printed); "
          + "check says it should be \(misprint.expected)")
    }
  }

  private func place(of finding: Finding) -> [QueryResult.Cell] {
    let place = finding.place
    return [.text(dataset.reports[finding.report].content.file)]
      + [place.page, place.line, place.column].map {
        .number(PrintedNumber(mantissa: Int64($0), scale: 0))
      }
  }
}
