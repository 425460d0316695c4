import Text

/// Everything loaded: the reports, their departments, and the facts of every measure.
///
/// It is held whole, or lies over a ``FactStore`` and is read from it as it is asked for: then
/// nothing here is in proportion to the facts, and the contents of reports are at hand only for
/// those that were read beside the store.
public struct Dataset: Sendable {
  public let catalogue: Catalogue
  /// Reports by year, then by department.
  public let reports: ReportList
  /// Departments by name (its UTF-8), those of one name by place.
  public let departments: DepartmentList
  /// The trees; empty over a store, which has them.
  let hierarchies: [Axis: Hierarchy]
  /// By measure.
  public let facts: [FactTable]
  /// What was noticed on loading: copies, documents of other kinds.
  public let notes: [LoadNote]
  /// A hash of the reports' bytes, order aside: the same data, the same answers.
  public let fingerprint: UInt64
  /// The same facts in sorted columns, where they are held so.
  public let store: (any FactStore)?
  /// Reads a report again, so that what a store does not keep of a number can be told; nil
  /// where the report is not at hand.
  public var readReport: (@Sendable (String) -> ReportContent?)? {
    get { atHand.read }
    set { atHand = ReportsAtHand(newValue) }
  }
  var atHand = ReportsAtHand(nil)

  init(
    catalogue: Catalogue, reports: [Report], departments: [Department],
    hierarchies: [Axis: Hierarchy], facts: [FactTable], notes: [LoadNote], fingerprint: UInt64
  ) {
    self.catalogue = catalogue
    self.reports = ReportList(reports)
    self.departments = DepartmentList(departments)
    self.hierarchies = hierarchies
    self.facts = facts
    self.notes = notes
    self.fingerprint = fingerprint
    store = nil
  }

  /// A dataset over a store. `contents` are what the reports say, by report number, as far as
  /// they were read.
  public init(
    store: any FactStore, contents: [Int: ReportContent] = [:], notes: [LoadNote] = [],
    catalogue: Catalogue = .standard
  ) {
    self.catalogue = catalogue
    reports = ReportList(store, contents: contents)
    departments = DepartmentList(store)
    hierarchies = [:]
    facts = catalogue.measures.indices.map { FactTable($0, axes: catalogue[$0].axes, of: store) }
    self.notes = notes
    fingerprint = store.fingerprint
    self.store = store
  }

  /// One report: what it says, and where it stands in time and place.
  public struct Report: Sendable {
    /// An index of ``Dataset/departments``.
    public var department: Int
    public var year: Int
    let source: Source

    enum Source: Sendable {
      case content(ReportContent)
      case stored(any FactStore, Int)
    }

    init(department: Int, year: Int, content: ReportContent) {
      self.department = department
      self.year = year
      source = .content(content)
    }

    init(department: Int, year: Int, source: Source) {
      self.department = department
      self.year = year
      self.source = source
    }

    /// What the report says; of a report that only a store knows, its name and file.
    public var content: ReportContent {
      switch source {
      case .content(let content): content
      case .stored(let store, let number):
        ReportContent(
          file: store.file(of: number),
          identity: ReportIdentity(
            kind: .部门决算, department: store.departmentName(department), year: year))
      }
    }

    /// Whether its contents are at hand, not only its facts.
    public var isAtHand: Bool {
      if case .content = source { true } else { false }
    }
  }

  public struct Department: Sendable {
    public var name: String
    /// Other printed forms, for =, in and ~.
    public var aliases: [String]
    public var city: String
    public var county: String
    public var region: String { city + county }

    public init(name: String, aliases: [String], city: String, county: String) {
      self.name = name
      self.aliases = aliases
      self.city = city
      self.county = county
    }
  }

  public struct LoadNote: Sendable, Equatable {
    /// `remark`: what else is to be said of the data.
    public enum Kind: Sendable { case copy, differingCopy, otherKind, blank, remark }
    public var kind: Kind
    /// One plain sentence that names the file.
    public var text: String

    public init(kind: Kind, text: String) {
      self.kind = kind
      self.text = text
    }
  }

  /// The tree of an axis.
  public func hierarchy(_ axis: Axis) -> Hierarchy {
    store?.hierarchy(axis) ?? hierarchies[axis] ?? Hierarchy(axis: axis)
  }

  /// The years of the reports, ascending.
  public var years: [Int] {
    store?.years.map(\.year) ?? Array(Set(reports.map(\.year))).sorted()
  }

  /// The reports whose contents are at hand, ascending.
  public var reportsAtHand: [Int] { reports.atHand }

  /// How many figures of the nine tables are held, and how many tokens no rule could place.
  public var figureCount: Int { reportsAtHand.reduce(0) { $0 + reports[$1].content.figures.count } }
  public var unclaimedCount: Int {
    reportsAtHand.reduce(0) { $0 + reports[$1].content.unclaimed.count }
  }

  /// The departments a text means under `=`: those with this name or alias, else the single
  /// one whose name or alias holds the text's characters in order (江汉区政府办 for
  /// 武汉市江汉区人民政府办公室).
  public func departments(equal text: String) -> [Int] {
    if let store, let exact = store.department(entry: text),
      !store.contestedDepartments.contains(exact)
    {
      return [exact]
    }
    let key = Folding.key(text)
    let exact = departments.keys.indices { $0 == key }
    if !exact.isEmpty || key.unicodeScalars.count < 2 { return exact }
    let near = departments.keys.indices { Self.holds($0, inOrder: key) }
    return near.count == 1 ? near : []
  }

  /// The departments whose name or an alias contains a text.
  public func departments(containing text: String) -> [Int] {
    departments.keys.indices(containing: Folding.key(text))
  }

  private static func holds(_ name: String, inOrder text: String) -> Bool {
    var rest = text.unicodeScalars[...]
    for scalar in name.unicodeScalars where scalar == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }
}

extension Dataset.Department {
  /// Name and aliases as they compare.
  var keys: [String] { ([name] + aliases).map { Folding.key($0) } }
}

extension Dataset {
  /// The number behind a fact as it was printed, with its place and words.
  public struct Citation: Sendable {
    public var file: String
    public var place: Place
    /// The table (表3) or the topic of the prose.
    public var source: String
    /// The row's label or the sentence's subject.
    public var label: String
    /// The column's path or the sentence's measure.
    public var column: String
    public var value: PrintedNumber
    public var unit: Unit
    public var raw: String
  }

  /// Where a fact of a report is printed.
  public func citation(report: Int32, origin: FactOrigin) -> Citation {
    if case .stored(let row) = origin, let store {
      return citation(row: row, of: store, report: Int(report))
    }
    return Self.citation(reports[Int(report)].content, origin)
  }

  static func citation(_ content: ReportContent, _ origin: FactOrigin) -> Citation {
    switch origin {
    case .figure(let index):
      let figure = content.figures[Int(index)]
      return Citation(
        file: content.file, place: figure.place, source: "表\(figure.table.rawValue)",
        label: figure.code.isEmpty ? figure.label : "\(figure.code) \(figure.label)",
        column: figure.column, value: figure.value, unit: figure.unit, raw: figure.raw)
    case .prose(let index):
      let figure = content.prose[Int(index)]
      return Citation(
        file: content.file, place: figure.place, source: figure.topic, label: figure.subject,
        column: figure.measure, value: figure.value, unit: figure.unit, raw: figure.raw)
    case .project(let index, let source):
      let project = content.projects[Int(index)]
      let (value, unit) = project.printed(source)
      return Citation(
        file: content.file, place: project.place, source: "项目", label: project.name,
        column: "", value: value ?? PrintedNumber(mantissa: 0, scale: 0), unit: unit,
        raw: project.raw)
    case .stored: preconditionFailure("a stored fact is cited from its store")
    }
  }
}
