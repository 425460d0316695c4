import Text

/// The departments that reports are of, found by their names.
///
/// Two reports are of one department when one's full name is a name or alias of the other in
/// the same place.
struct DepartmentRegister: Sendable {
  private(set) var departments: [Dataset.Department] = []
  /// The departments that bear a name or alias, by its key.
  private var byKey: [String: [Int]] = [:]
  private var nameKeys: [String] = []
  private var latestYears: [Int] = []

  /// What there is one report for.
  struct Period: Hashable, Sendable {
    var department: Int
    var year: Int
  }

  /// The department of a report, made where it is new.
  mutating func department(of identity: ReportIdentity) -> Int {
    let key = Folding.key(identity.department)
    guard let known = find(identity, key) else {
      departments.append(
        Dataset.Department(
          name: identity.department, aliases: identity.aliases, city: identity.city,
          county: identity.county))
      let new = departments.count - 1
      nameKeys.append(key)
      latestYears.append(identity.year)
      for name in [identity.department] + identity.aliases { index(name, new) }
      return new
    }
    if identity.year > latestYears[known] {
      latestYears[known] = identity.year
      if departments[known].name != identity.department {
        departments[known].aliases.append(departments[known].name)
        departments[known].name = identity.department
        nameKeys[known] = key
        index(identity.department, known)
      }
    }
    for alias in [identity.department] + identity.aliases
    where alias != departments[known].name && !departments[known].aliases.contains(alias) {
      departments[known].aliases.append(alias)
      index(alias, known)
    }
    if departments[known].city.isEmpty { departments[known].city = identity.city }
    if departments[known].county.isEmpty { departments[known].county = identity.county }
    return known
  }

  /// The first department that a report may be of.
  private func find(_ identity: ReportIdentity, _ key: String) -> Int? {
    var found = byKey[key]?.first {
      isInPlace($0, identity) && (Self.isFull(key) || key == nameKeys[$0])
    }
    for alias in identity.aliases {
      let aliasKey = Folding.key(alias)
      guard Self.isFull(aliasKey) else { continue }
      for other in byKey[aliasKey] ?? []
      where nameKeys[other] == aliasKey && isInPlace(other, identity) {
        found = min(found ?? other, other)
      }
    }
    return found
  }

  private func isInPlace(_ department: Int, _ identity: ReportIdentity) -> Bool {
    let other = departments[department]
    return (other.city == identity.city || other.city.isEmpty || identity.city.isEmpty)
      && (other.county == identity.county || other.county.isEmpty || identity.county.isEmpty)
  }

  private mutating func index(_ name: String, _ department: Int) {
    let key = Folding.key(name)
    guard byKey[key]?.contains(department) != true else { return }
    byKey[key, default: []].append(department)
    byKey[key]!.sort()
  }

  /// A short form such as 区委办公室 is borne by many departments.
  private static func isFull(_ key: String) -> Bool { key.unicodeScalars.count >= 8 }
}

/// Two reports of one department and year.
struct ReportCopy {
  /// The department and the year.
  var name: String
  var earlier: String
  var later: String
  var isTheSame: Bool

  var note: Dataset.LoadNote {
    isTheSame
      ? Dataset.LoadNote(
        kind: .copy, text: "\(later) says the same as \(earlier): \(name) is counted once")
      : Dataset.LoadNote(
        kind: .differingCopy,
        text: "\(later) and \(earlier) are both \(name) and differ: the last named is used")
  }
}
