/// A kind of statement that clauses belong to.
public enum ClauseOwner: String, Sendable, CaseIterable {
  /// A query with verbs.
  case query
  case list, assert, verify, find, check, show

  /// The clauses it takes, in the order they are offered.
  public var clauses: [Keyword] {
    switch self {
    case .query:
      [
        .where, .by, .year, .vs, .having, .order, .top, .with, .across, .tree, .of, .per, .unit,
        .from, .to,
      ]
    case .list: [.where, .year, .order, .top, .with, .unit, .from, .to]
    case .assert: [.where, .by, .year, .having, .per, .from, .within]
    case .find: [.where, .year, .top, .to]
    case .check, .show: [.where, .year, .order, .top, .to]
    case .verify: [.where, .year, .to]
    }
  }
}
