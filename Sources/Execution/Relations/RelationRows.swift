import Accounts
import Audit
import Semantics

/// One value of a relation's row.
enum RelationValueCell {
  case blank
  case text(String)
  case integer(Int64)
  case printed(PrintedNumber, Unit)
}

/// The rows of a relation, made from the reports' contents on the way.
struct RelationRows {
  let relation: Relation
  let dataset: Dataset
  /// Whether a report may have rows that are asked for; those of others need not be made.
  var mayHold: @Sendable (_ report: Int) -> Bool = { _ in true }

  /// Calls `body` with the report's index and the cells of every row, in the order of reports and
  /// as printed, as long as it says to go on.
  func forEach(_ body: (Int, [RelationValueCell]) -> Bool) {
    if relation == .检查 { return forEachFinding(body) }
    let numbers = relation == .报告 ? Array(dataset.reports.indices) : dataset.reportsAtHand
    for index in numbers where mayHold(index) {
      let report = dataset.reports[index]
      let head =
        [
          .text(dataset.departments[report.department].name), .integer(Int64(report.year)),
        ] as [RelationValueCell]
      for row in rows(of: report) {
        if Interruption.isWanted || !body(index, head + row) { return }
      }
    }
  }

  private func rows(of report: Dataset.Report) -> [[RelationValueCell]] {
    let content = report.content
    switch relation {
    case .数字: return figures(report)
    case .说明数: return content.prose.map { proseRow($0, content.file) }
    case .项目: return content.projects.map { projectRow($0, content.file) }
    case .绩效: return content.indicators.map { indicatorRow($0, content.file) }
    case .段落:
      return content.paragraphs.map {
        [.text($0.part), .text($0.section), .text($0.text)] + place($0.place, nil, content.file)
      }
    case .未认领:
      return content.unclaimed.map {
        [.integer(Int64($0.table.rawValue)), .text($0.text)] + place($0.place, $0.raw, content.file)
      }
    case .覆盖: return content.coverage.map { coverageRow($0, content.file) }
    case .报告: return [reportRow(report)]
    case .检查: return []
    }
  }

  private func forEachFinding(_ body: (Int, [RelationValueCell]) -> Bool) {
    let findings = Auditor.findings(
      in: dataset, where: mayHold, goesOn: Interruption.goesOn)
    for finding in findings {
      if Interruption.isWanted { return }
      let report = dataset.reports[finding.report]
      let head: [RelationValueCell] = [
        .text(dataset.departments[report.department].name), .integer(Int64(report.year)),
      ]
      guard body(finding.report, head + findingRow(finding, report.content.file)) else { return }
    }
  }

  private func findingRow(_ finding: Finding, _ file: String) -> [RelationValueCell] {
    let rule = finding.rule
    return [
      .text(finding.severity.rawValue), .text(rule.id), .text(rule.family.rawValue),
      .text(rule.title), text(finding.subject), text(finding.printed), text(finding.expected),
      text(finding.difference), text(finding.evidenceText),
    ] + place(finding.place, nil, file)
      + [.integer(Int64(finding.place.column)), text(finding.raw)]
  }

  private func place(_ place: Place, _ raw: String?, _ file: String) -> [RelationValueCell] {
    let start: [RelationValueCell] = [
      .text(file), .integer(Int64(place.page)), .integer(Int64(place.line)),
    ]
    return raw.map { start + [.text($0)] } ?? start
  }

  private func text(_ string: String) -> RelationValueCell {
    string.isEmpty ? .blank : .text(string)
  }

  private func figures(_ report: Dataset.Report) -> [[RelationValueCell]] {
    let region = text(dataset.departments[report.department].region)
    return report.content.figures.map { figure in
      [
        region, .integer(Int64(figure.table.rawValue)), text(figure.side), text(figure.code),
        text(figure.label), text(figure.column), .printed(figure.value, figure.unit),
        text(figure.unit.rawValue),
      ] + place(figure.place, figure.raw, report.content.file)
    }
  }

  private func proseRow(_ figure: ProseFigure, _ file: String) -> [RelationValueCell] {
    [
      .text(figure.topic), text(figure.subject), .text(figure.measure),
      .printed(figure.value, figure.unit),
      text(figure.unitText.isEmpty ? figure.unit.rawValue : figure.unitText),
    ] + place(figure.place, figure.raw, file)
  }

  private func projectRow(_ project: ProjectRecord, _ file: String) -> [RelationValueCell] {
    func printed(_ number: PrintedNumber?, _ unit: Unit) -> RelationValueCell {
      number.map { .printed($0, unit) } ?? .blank
    }
    return [
      .text(project.name), printed(project.budget, project.unit),
      printed(project.executed, project.unit), printed(project.rate, .percent),
      printed(project.score, .分), .text(project.unit.rawValue),
    ] + place(project.place, project.raw, file)
  }

  private func indicatorRow(_ row: IndicatorRecord, _ file: String) -> [RelationValueCell] {
    [
      text(row.project), text(row.first), text(row.second), text(row.third), text(row.target),
      text(row.actual), row.weight.map { .printed($0, .分) } ?? .blank,
      row.score.map { .printed($0, .分) } ?? .blank,
    ] + place(row.place, row.raw, file)
  }

  private func coverageRow(_ coverage: TableCoverage, _ file: String) -> [RelationValueCell] {
    let tokens = coverage.tokens
    let counts = [
      tokens.seen, tokens.figures, tokens.ordinals, tokens.codes, tokens.words, tokens.unclaimed,
    ]
    return [.integer(Int64(coverage.table.rawValue)), .text(coverage.title)]
      + counts.map { .integer(Int64($0)) } + place(coverage.place, nil, file)
  }

  private func reportRow(_ report: Dataset.Report) -> [RelationValueCell] {
    let department = dataset.departments[report.department]
    let content = report.content
    let counts = [content.coverage.count, content.figures.count, content.unclaimed.count]
    return [text(department.region), text(department.aliases.joined(separator: "; "))]
      + counts.map { report.isAtHand ? .integer(Int64($0)) : .blank } + [.text(content.file)]
  }
}
