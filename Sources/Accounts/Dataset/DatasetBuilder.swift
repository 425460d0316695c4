import Text

/// Makes a dataset of the contents of reports.
public struct DatasetBuilder {
  private let catalogue: Catalogue
  private var hierarchies: [Axis: Hierarchy]
  private var reports: [Dataset.Report] = []
  private var departments: [Dataset.Department] = []
  /// The departments by each of their names, as names compare.
  private var bearers: [String: [Int]] = [:]
  /// The latest year that each department reports on.
  private var latestYear: [Int: Int] = [:]
  /// The reports by department and year.
  private var reportOf: [DepartmentYear: Int] = [:]
  private var notes: [Dataset.LoadNote] = []

  /// Builds the dataset of `contents`, given in the order the user named them.
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

  private struct DepartmentYear: Hashable {
    var department: Int
    var year: Int
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
    let department = department(of: content.identity)
    let report = Dataset.Report(
      department: department, year: content.identity.year, content: content)
    latestYear[department] = max(report.year, latestYear[department] ?? 0)
    let key = DepartmentYear(department: department, year: report.year)
    guard let earlier = reportOf[key] else {
      reportOf[key] = reports.count
      return reports.append(report)
    }
    let first = reports[earlier].content
    let name = "\(departments[department].name) \(report.year)"
    if Self.sayTheSame(first, content) {
      note(.copy, "\(content.file) says the same as \(first.file): \(name) is counted once")
    } else {
      note(
        .differingCopy,
        "\(content.file) and \(first.file) are both \(name) and differ: the last named is used")
      reports[earlier] = report
    }
  }

  /// Whether two files carry the same figures, whatever their layout.
  private static func sayTheSame(_ a: ReportContent, _ b: ReportContent) -> Bool {
    if a.fingerprint == b.fingerprint, a.fingerprint != 0 { return true }
    func cells(_ content: ReportContent) -> [String] {
      content.figures.map {
        "\($0.table.rawValue) \($0.code) \(Folding.key($0.label)) \($0.columnRole.rawValue) "
          + "\($0.unit.stored($0.value) ?? 0)"
      }.sorted()
    }
    return !a.figures.isEmpty && cells(a) == cells(b)
  }

  /// The department of a report, made where it is new. Two reports are of one department
  /// when one's full name is a name or alias of the other in the same place.
  private mutating func department(of identity: ReportIdentity) -> Int {
    let key = Folding.key(identity.department)
    let known = knownDepartment(of: identity, key: key)
    defer { register(known ?? departments.count - 1) }
    guard let known else {
      departments.append(
        Dataset.Department(
          name: identity.department, aliases: identity.aliases, city: identity.city,
          county: identity.county))
      return departments.count - 1
    }
    if identity.year > latestYear[known] ?? 0, departments[known].name != identity.department {
      departments[known].aliases.append(departments[known].name)
      departments[known].name = identity.department
    }
    for alias in [identity.department] + identity.aliases
    where alias != departments[known].name && !departments[known].aliases.contains(alias) {
      departments[known].aliases.append(alias)
    }
    if departments[known].city.isEmpty { departments[known].city = identity.city }
    if departments[known].county.isEmpty { departments[known].county = identity.county }
    return known
  }

  private func knownDepartment(of identity: ReportIdentity, key: String) -> Int? {
    let aliases = identity.aliases.map { Folding.key($0) }
    let candidates = ([key] + aliases.filter(Self.isFull)).flatMap { bearers[$0] ?? [] }
    return candidates.sorted().first { index in
      let other = departments[index]
      let sameCity = other.city == identity.city || other.city.isEmpty || identity.city.isEmpty
      let sameCounty =
        other.county == identity.county || other.county.isEmpty || identity.county.isEmpty
      guard sameCity, sameCounty else { return false }
      let name = Folding.key(other.name)
      return Self.isFull(key) && other.keys.contains(key)
        || Self.isFull(name) && aliases.contains(name) || key == name
    }
  }

  /// Notes under which names a department is found: the full ones, and a short one where it
  /// has no other.
  private mutating func register(_ department: Int) {
    let name = Folding.key(departments[department].name)
    for key in departments[department].keys
    where (Self.isFull(key) || key == name) && bearers[key]?.contains(department) != true {
      bearers[key, default: []].append(department)
    }
  }

  /// A short form such as 区委办公室 is borne by many departments.
  private static func isFull(_ key: String) -> Bool { key.unicodeScalars.count >= 8 }

  // MARK: Facts

  private mutating func finish() -> Dataset {
    var extraction = FactExtraction(catalogue: catalogue, hierarchies: hierarchies)
    for (index, report) in reports.enumerated() { extraction.read(report, index: Int32(index)) }
    let order = reports.indices.sorted { a, b in
      (reports[a].year, departments[reports[a].department].name, a)
        < (reports[b].year, departments[reports[b].department].name, b)
    }
    var reportOrder = [Int](repeating: 0, count: reports.count)
    for (position, report) in order.enumerated() { reportOrder[report] = position }
    hierarchies = extraction.hierarchies
    let facts = catalogue.measures.indices.map { id in
      let axis = catalogue[id].axes.first.flatMap { hierarchies[$0] }
      return FactTable(
        measure: id, rows: extraction.rows[id], hasSecond: catalogue[id].axes.count > 1,
        disclosed: extraction.disclosed[id],
        level: { axis?.nodes[Int($0)].level ?? 0 }, reportOrder: reportOrder)
    }
    return Dataset(
      catalogue: catalogue, reports: reports, departments: departments,
      hierarchies: hierarchies, facts: facts, notes: notes,
      fingerprint: reports.reduce(0) { $0 &+ $1.content.fingerprint })
  }
}
