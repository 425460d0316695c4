import Text

/// Makes a dataset of the contents of reports.
public struct DatasetBuilder {
  private let catalogue: Catalogue
  private var hierarchies: [Axis: Hierarchy]
  private var reports: [Dataset.Report] = []
  private var register = DepartmentRegister()
  private var reportOf: [DepartmentRegister.Period: Int] = [:]
  private var notes: [Dataset.LoadNote] = []

  /// Builds the dataset of `contents`, given in the order the user named them: of differing
  /// reports of one department and year the last counts.
  public static func build(
    _ contents: [ReportContent], catalogue: Catalogue = .standard
  ) -> Dataset {
    var builder = DatasetBuilder(catalogue: catalogue)
    builder.admit(contents)
    return builder.finish()
  }

  private init(catalogue: Catalogue) {
    self.catalogue = catalogue
    hierarchies = Dictionary(
      uniqueKeysWithValues: Axis.allCases.map { ($0, Hierarchy(axis: $0)) })
  }

  // MARK: Which reports count

  private mutating func admit(_ contents: [ReportContent]) {
    for content in contents {
      switch content.identity.kind {
      case .部门决算: place(content)
      case .空白模板:
        note(.blank, "\(content.file) is a blank template: it holds no figures")
      case let kind:
        note(.otherKind, "\(content.file) is a \(kind.rawValue), not a 部门决算: skipped")
      }
    }
  }

  private mutating func note(_ kind: Dataset.LoadNote.Kind, _ text: String) {
    notes.append(Dataset.LoadNote(kind: kind, text: text))
  }

  private mutating func place(_ content: ReportContent) {
    let department = register.department(of: content.identity)
    let period = DepartmentRegister.Period(department: department, year: content.identity.year)
    let report = Dataset.Report(
      department: department, year: content.identity.year, content: content)
    guard let earlier = reportOf[period] else {
      reportOf[period] = reports.count
      return reports.append(report)
    }
    let first = reports[earlier].content
    let copy = ReportCopy(
      name: "\(register.departments[department].name) \(report.year)", earlier: first.file,
      later: content.file, isTheSame: Self.sayTheSame(first, content))
    notes.append(copy.note)
    if !copy.isTheSame { reports[earlier] = report }
  }

  /// Whether two files carry the same figures, whatever their layout.
  private static func sayTheSame(_ a: ReportContent, _ b: ReportContent) -> Bool {
    if a.fingerprint == b.fingerprint, a.fingerprint != 0 { return true }
    guard !a.figures.isEmpty, a.figures.count == b.figures.count else { return false }
    // Copies of one layout have their figures in one order.
    return a.figures.indices.allSatisfy { isSameCell(a.figures[$0], b.figures[$0]) }
      || cells(of: a) == cells(of: b)
  }

  private static func isSameCell(_ a: Figure, _ b: Figure) -> Bool {
    a.table == b.table && a.columnRole == b.columnRole
      && a.unit.stored(a.value) ?? 0 == b.unit.stored(b.value) ?? 0
      && a.code == b.code && a.label == b.label
  }

  /// What each figure says and of what, in an order of its own.
  private static func cells(of content: ReportContent) -> [String] {
    content.figures.map {
      "\($0.table.rawValue) \($0.code) \(Folding.key($0.label)) \($0.columnRole.rawValue) "
        + "\($0.unit.stored($0.value) ?? 0)"
    }.sorted()
  }

  // MARK: Facts

  /// Reports and departments are numbered as in a store, whatever the order they came in.
  private mutating func finish() -> Dataset {
    var extraction = FactExtraction(catalogue: catalogue, hierarchies: hierarchies)
    var rows = [[FactTable.Row]](repeating: [], count: catalogue.measures.count)
    var disclosed = [[Bool]](
      repeating: [Bool](repeating: false, count: reports.count), count: catalogue.measures.count)
    let order = ReportOrder(
      reports: reports.map {
        FactSorter.Report(
          department: $0.department, year: $0.year, file: $0.content.file,
          fingerprint: $0.content.fingerprint)
      }, departments: register.departments, isUsed: reports.map { _ in true })
    for (report, number) in zip(reports, order.numbers) {
      extraction.read(report.content, index: number) { measure, found, isDisclosed in
        rows[measure] += found
        disclosed[measure][Int(number)] = isDisclosed
      }
    }
    hierarchies = extraction.hierarchies
    let facts = catalogue.measures.indices.map { id in
      let axis = catalogue[id].axes.first.flatMap { hierarchies[$0] }
      return FactTable(
        measure: id, rows: rows[id], hasSecond: catalogue[id].axes.count > 1,
        disclosed: disclosed[id], level: { axis?.nodes[Int($0)].level ?? 0 })
    }
    return Dataset(
      catalogue: catalogue,
      reports: order.reports.map { index in
        var report = reports[index]
        report.department = Int(order.departmentNumbers[report.department])
        return report
      },
      departments: order.departments.map { register.departments[$0] },
      hierarchies: hierarchies, facts: facts, notes: notes,
      fingerprint: reports.reduce(0) { $0 &+ $1.content.fingerprint })
  }
}
