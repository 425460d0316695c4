
/// All rules, in the order their findings are listed.
public enum RuleBook {
  public static let rules: [Rule] = Rule.withinTables + Rule.acrossTables

  /// The rule of an id, whatever the width of its characters.
  public static func rule(_ id: String) -> Rule? {
    rules.first { $0.id == id }
  }
}
