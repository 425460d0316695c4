public import Accounts

/// A condition with every name resolved: values have become sets of nodes, departments and
/// years of the dataset, and `not` has been moved into the tests.
///
/// Its truth on a row is three-valued: a test of an attribute that the row does not carry is
/// unknown (semantics, rule 1).
public indirect enum Predicate: Sendable, Equatable {
  case all([Predicate])
  case any([Predicate])
  case test(Test)

  /// The condition that holds of everything.
  public static let always = Predicate.all([])

  /// One comparison.
  public enum Test: Sendable, Equatable {
    /// The report's department is one of these (部门, 市, 区县, 地区).
    case departments(Set<Int>)
    /// The report's year is one of these.
    case years(Set<Int>)
    /// The measure is one of these (指标).
    case measures(Set<Measure.ID>)
    /// The row's node of `dimension` is one of `nodes` or stands below one; negated: none.
    case nodes(Dimension, Set<Hierarchy.NodeID>, isNegated: Bool)
    /// The row itself or one above it is of `nodes` (科目); negated: none at, above or below.
    case lineage(Set<Hierarchy.NodeID>, isNegated: Bool)
    /// The row's level on the functional tree is one of these (级).
    case levels(Set<Int>)
    /// The row is that of a valid code which no report prints, somewhere below one of these
    /// nodes: no row is, but a coarser one may hold its money.
    case unprinted(Dimension, below: Set<Hierarchy.NodeID>)
    /// The row does not carry the dimension; negated: it does.
    case isNull(Dimension, isNegated: Bool)

    /// The dimension whose absence from a measure makes the test moot; nil for those every
    /// row has.
    public var dimension: Dimension? {
      switch self {
      case .departments, .years, .measures: nil
      case .nodes(let dimension, _, _), .isNull(let dimension, _), .unprinted(let dimension, _):
        dimension
      case .lineage: .科目
      case .levels: .级
      }
    }
  }

  /// Both conditions.
  public func and(_ other: Predicate) -> Predicate {
    switch (self, other) {
    case (.all(let a), .all(let b)): .all(a + b)
    case (.all(let a), _): .all(a + [other])
    case (_, .all(let b)): .all([self] + b)
    default: .all([self, other])
    }
  }

  /// The years that it lets through, of some.
  public func years(of all: Set<Int>) -> Set<Int> {
    switch self {
    case .all(let parts): parts.reduce(all) { $0.intersection($1.years(of: all)) }
    case .any(let parts): parts.reduce(into: []) { $0.formUnion($1.years(of: all)) }
    case .test(.years(let set)): set.intersection(all)
    case .test: all
    }
  }

  /// Every test in it.
  public var tests: [Test] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.tests)
    case .test(let test): [test]
    }
  }
}

/// Kleene's three truth values.
public enum Truth: UInt8, Sendable, Comparable {
  case no = 0
  case unknown
  case yes

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
