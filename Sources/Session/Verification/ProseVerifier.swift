import Accounts
import Execution
import Reports
import Semantics
import Text

/// `verify`: holds every number of a text against what the reports print. The text is read as
/// the reports' own prose is, so that each number has its topic, its subject and its unit.
struct ProseVerifier {
  let dataset: Dataset
  /// The condition on reports.
  let scope: Predicate

  enum Verdict: String {
    case confirmed = "相符"
    case contradicted = "不符"
    case notFound = "未找到"
  }

  /// The verdict on each number of a text, in its order. Throws ``ReportError``.
  func verify(_ bytes: [UInt8], name: String) throws(ReportError) -> QueryResult {
    let content = try ReportReader.read(file: name, bytes: bytes)
    let reports = reports(spokenOf: content)
    let finder = FigureFinder(dataset: dataset, reports: reports)
    var reader = ClaimReader(dataset)
    var rows: [QueryResult.Row] = []
    for claim in content.prose {
      var subject = reader.subject(of: claim)
      var figures = finder.figures(for: claim)
      if !figures.isEmpty { subject = nil }
      if let subject { figures = finder.figures(about: subject) }
      rows.append(row(for: claim, named: subject.map(words) ?? Self.words(claim), figures))
    }
    let counts = Dictionary(grouping: rows) { $0.cells[2] }.mapValues(\.count)
    let notes = [Verdict.confirmed, .contradicted, .notFound].map { verdict in
      "\(verdict.rawValue) \(counts[.text(verdict.rawValue)] ?? 0)"
    }
    return QueryResult(
      columns: Self.columns, rows: rows,
      notes: [
        QueryResult.Note(
          id: "verified",
          text: content.prose.isEmpty
            ? "The text holds no number that speaks of accounts."
            : notes.joined(separator: ", ")
              + ", over \(reports.count) report\(reports.count == 1 ? "" : "s").")
      ])
  }

  private static let columns = [
    QueryResult.Column(name: "数字", kind: .printed), QueryResult.Column(name: "单位", kind: .text),
    QueryResult.Column(name: "判断", kind: .text), QueryResult.Column(name: "主题", kind: .text),
    QueryResult.Column(name: "印出的数", kind: .printed),
    QueryResult.Column(name: "印出单位", kind: .text), QueryResult.Column(name: "部门", kind: .text),
    QueryResult.Column(name: "年度", kind: .year), QueryResult.Column(name: "来源", kind: .text),
    QueryResult.Column(name: "文件", kind: .text), QueryResult.Column(name: "页", kind: .ordinal),
    QueryResult.Column(name: "行", kind: .ordinal), QueryResult.Column(name: "原文", kind: .text),
  ]

  // MARK: Which reports

  /// The reports in scope; of them those of the department and the year the text names, where
  /// it names any that is loaded.
  private func reports(spokenOf content: ReportContent) -> [Int] {
    let predicate = scope
    let inScope = dataset.reportsAtHand.filter { predicate.admits(dataset.reports[$0]) }
    let text = content.paragraphs.map(\.text).joined()
    let key = Folding.key(text)
    let byYear = narrowed(inScope) { text.contains("\(dataset.reports[$0].year)年") }
    return narrowed(byYear) { index in
      let department = dataset.departments[dataset.reports[index].department]
      return ([department.name] + department.aliases).contains {
        $0.unicodeScalars.count >= 6 && key.contains(Folding.key($0))
      }
    }
  }

  private func narrowed(_ reports: [Int], _ isNamed: (Int) -> Bool) -> [Int] {
    let named = reports.filter(isNamed)
    return named.isEmpty ? reports : named
  }

  // MARK: Verdicts

  private static func words(_ claim: ProseFigure) -> String {
    [claim.topic, claim.subject, claim.measure].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// A claim of a free sentence, by the names of what it is about.
  private func words(_ subject: ClaimSubject) -> String {
    switch subject {
    case .measure(let id, let node, let axis):
      let name = dataset.catalogue[id].name
      guard let axis else { return name }
      return "\(name) \(dataset.hierarchy(axis).nodes[Int(node)].name)"
    case .share(let part, let whole): return "\(words(part)) 占 \(words(whole))"
    case .change(let measure, let isRate): return "\(words(measure)) \(isRate ? "增减率" : "增减额")"
    }
  }

  private func row(
    for claim: ProseFigure, named words: String, _ figures: [FoundFigure]
  )
    -> QueryResult.Row
  {
    let match = figures.first { $0.rounds(to: claim) }
    let verdict: Verdict =
      match != nil ? .confirmed : figures.isEmpty ? .notFound : .contradicted
    return QueryResult.Row(
      [
        .number(claim.value), Self.text(claim.unit.rawValue), .text(verdict.rawValue),
        .text(words),
      ] + cells(of: match ?? figures.first))
  }

  private func cells(of figure: FoundFigure?) -> [QueryResult.Cell] {
    guard let figure else { return Array(repeating: .blank, count: 9) }
    let report = dataset.reports[figure.report]
    let citation = figure.citation
    func integer(_ value: Int) -> QueryResult.Cell {
      .number(PrintedNumber(mantissa: Int64(value), scale: 0))
    }
    return [
      .number(citation.value), Self.text(citation.unit.rawValue),
      .text(dataset.departments[report.department].name), integer(report.year),
      .text(citation.source), .text(citation.file), integer(Int(citation.place.page)),
      integer(Int(citation.place.line)), .text(citation.raw),
    ]
  }

  private static func text(_ string: String) -> QueryResult.Cell {
    string.isEmpty ? .blank : .text(string)
  }
}

extension Predicate {
  /// Whether a report may hold what the condition asks, by its department and year.
  func admits(_ report: Dataset.Report) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.admits(report) }
    case .any(let parts): parts.contains { $0.admits(report) }
    case .test(.departments(let set)): set.contains(report.department)
    case .test(.years(let set)): set.contains(report.year)
    case .test: true
    }
  }
}
