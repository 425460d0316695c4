/// What people ask for (指标): a name over figures of the same meaning.
public struct Measure: Sendable {
  /// An index of ``Catalogue/measures``.
  public typealias ID = Int

  /// What adding it over reports or years means.
  public enum Behaviour: String, Sendable {
    /// Money or things that flow through a year; adds over departments and years.
    case flow
    /// A state at one moment; adds over departments, not over years.
    case stock
    /// A rate or a score; never adds.
    case rate
  }

  public var name: String
  public var synonyms: [String]
  /// One plain sentence.
  public var meaning: String
  public var unit: Unit
  public var behaviour: Behaviour
  /// The trees its facts are broken down along: none, one or two.
  public var axes: [Axis]
  /// Where its facts come from, best first. A report uses the first that has it.
  public var sources: [MeasureSource]
  /// The measures this one is a part of, so that adding it to one would count twice.
  public var containers: [String]

  public init(
    _ name: String, synonyms: [String] = [], _ meaning: String, unit: Unit = .万元,
    behaviour: Behaviour = .flow, axes: [Axis] = [], in containers: [String] = [],
    from sources: [MeasureSource]
  ) {
    self.name = name
    self.synonyms = synonyms
    self.meaning = meaning
    self.unit = unit
    self.behaviour = behaviour
    self.axes = axes
    self.sources = sources
    self.containers = containers
  }

  /// The dimensions it has beyond those of its report.
  public var dimensions: [Dimension] {
    Dimension.allCases.filter { $0.axis.map(axes.contains) ?? false }
  }
}

/// One source of a measure's facts.
public enum MeasureSource: Sendable {
  case table(TableSource)
  case prose(ProseSource)
  case projects(ProjectSource)

  /// What the source is called in `describe` and `explain`: 表3, 说明.
  public var name: String {
    switch self {
    case .table(let source): "表\(source.table.rawValue)"
    case .prose: "说明"
    case .projects: "附件"
    }
  }
}

/// Where on the measure's trees a row, a column or a sentence puts its number.
public enum Placement: Sendable, Equatable {
  /// At the root: the measure's total.
  case root
  /// At the node with the row's 科目 code.
  case byCode
  /// At the node that bears the row's label or the sentence's subject, right below the root.
  case byName
  /// At a named node of a closed tree.
  case node(Axis, String)
}

/// The cells of a standard table that are facts of a measure.
public struct TableSource: Sendable {
  public var table: StandardTable
  /// The side of a 总表; nil for either.
  public var side: String?
  /// A few each: to compare them in turn takes less than to hash a role.
  public var rows: KeyValuePairs<RowRole, Placement>
  public var columns: KeyValuePairs<ColumnRole, Placement>
  /// The tree that the printed side (人员经费, 公用经费) is a node of.
  public var sideAxis: Axis?
}

/// The sentences that are facts of a measure.
public struct ProseSource: Sendable {
  /// A number of the prose: its topic, its measure, and what its subject must be.
  public struct Rule: Sendable {
    public var topic: String
    public var subject: Subject
    public var measure: String

    public enum Subject: Sendable {
      /// This very subject, put at a place.
      case exactly(String, Placement)
      /// Any subject, put at the node it names.
      case named(Axis)
    }
  }

  /// The sentences that give totals; all of them are used.
  public var totals: [Rule]
  /// Lists that break the total down, best first; a report uses the first it has.
  public var lists: [Rule]
  /// The lists give 类 of 财政拨款支出: they serve only where that total equals this one.
  public var listsNeedEqualTotals = false
}

/// The records of projects, in prose or annexes, that are facts of a measure.
public enum ProjectSource: Sendable { case budget, executed, score }

extension ProjectRecord {
  /// The number of the record that a source takes, with its unit.
  func printed(_ source: ProjectSource) -> (value: PrintedNumber?, unit: Unit) {
    switch source {
    case .budget: (budget, unit)
    case .executed: (executed, unit)
    case .score: (score, .分)
    }
  }
}
