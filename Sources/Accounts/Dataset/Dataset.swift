import Text

/// Everything loaded: the reports, their departments, and the facts of every measure.
public struct Dataset: Sendable {
  public let catalogue: Catalogue
  /// Reports in the order they were named on the command line.
  public let reports: [Report]
  public let departments: [Department]
  public let hierarchies: [Axis: Hierarchy]
  /// By measure.
  public let facts: [FactTable]
  /// What was noticed on loading: copies, documents of other kinds.
  public let notes: [LoadNote]
  /// A hash of the reports' bytes, order aside: the same data, the same answers.
  public let fingerprint: UInt64
  /// The same facts in sorted columns, where they are held so.
  public var store: (any FactStore)?

  /// One report: what it says, and where it stands in time and place.
  public struct Report: Sendable {
    /// An index of ``Dataset/departments``.
    public var department: Int
    public var year: Int
    public var content: ReportContent
  }

  public struct Department: Sendable {
    public var name: String
    /// Other printed forms, for =, in and ~.
    public var aliases: [String]
    public var city: String
    public var county: String
    public var region: String { city + county }
  }

  public struct LoadNote: Sendable, Equatable {
    public enum Kind: Sendable { case copy, differingCopy, otherKind, blank }
    public var kind: Kind
    /// One plain sentence that names the file.
    public var text: String
  }

  /// The tree of an axis.
  public func hierarchy(_ axis: Axis) -> Hierarchy { hierarchies[axis] ?? Hierarchy(axis: axis) }

  /// The years of the reports, ascending.
  public var years: [Int] { Array(Set(reports.map(\.year))).sorted() }

  /// How many figures of the nine tables are held, and how many tokens no rule could place.
  public var figureCount: Int { reports.reduce(0) { $0 + $1.content.figures.count } }
  public var unclaimedCount: Int { reports.reduce(0) { $0 + $1.content.unclaimed.count } }

  /// The departments a text means under `=`: those with this name or alias, else the single
  /// one whose name or alias holds the text's characters in order (江汉区政府办 for
  /// 武汉市江汉区人民政府办公室).
  public func departments(equal text: String) -> [Int] {
    let key = Folding.key(text)
    let exact = departments.indices.filter { departments[$0].keys.contains(key) }
    if !exact.isEmpty || key.unicodeScalars.count < 2 { return exact }
    let near = departments.indices.filter { index in
      departments[index].keys.contains { Self.holds($0, inOrder: key) }
    }
    return near.count == 1 ? near : []
  }

  /// The departments whose name or an alias contains a text.
  public func departments(containing text: String) -> [Int] {
    let key = Folding.key(text)
    return departments.indices.filter { index in
      departments[index].keys.contains { $0.contains(key) }
    }
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
    let content = reports[Int(report)].content
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
    }
  }
}

extension Dataset {
  /// The nodes of an axis that a fact stands at or below.
  public func nodesInUse(_ axis: Axis) -> Set<Hierarchy.NodeID> {
    let hierarchy = hierarchy(axis)
    var result: Set<Hierarchy.NodeID> = []
    for table in facts {
      guard let slot = catalogue[table.measure].axes.firstIndex(of: axis) else { continue }
      for node in slot == 0 ? table.node : table.second {
        var node = node
        while result.insert(node).inserted, node != Hierarchy.root {
          node = hierarchy.nodes[Int(node)].parent
        }
      }
    }
    return result
  }
}
