import Text

/// All rules, in the order their findings are listed.
public enum RuleBook {
  public static let rules: [Rule] =
    Rule.withinTables + Rule.acrossTables + Rule.inProse + Rule.inPerformance + Rule.inWords
    + Rule.acrossYears

  /// The rule of an id, as names compare.
  public static func rule(_ id: String) -> Rule? {
    let key = Folding.key(id)
    return rules.first { Folding.key($0.id) == key }
  }

  /// The ids nearest to a text.
  public static func nearest(to text: String) -> [String] {
    NearestNames.of(text, in: rules.map(\.id))
  }
}
