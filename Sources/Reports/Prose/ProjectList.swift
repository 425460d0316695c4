import Accounts

/// Brings the lists in which a report describes its projects under one name for each project.
///
/// The explanations call a project 督查工作经费, its self-evaluation 督查工作; unless they bear one
/// name its money counts twice. Within a list each project is another.
enum ProjectList {
  /// All records in order; one of a later list takes the name that an earlier list has for it.
  static func unified(_ lists: [[ProjectRecord]]) -> [ProjectRecord] {
    var result: [ProjectRecord] = []
    for list in lists {
      var free = result
      for record in list {
        var record = record
        if let index = match(of: record, in: free) {
          record.name = free[index].name
          free.removeAll { $0.name == record.name }
        }
        result.append(record)
      }
    }
    return result
  }

  /// The record that describes the same project: by its name, by the nearest name that holds
  /// the other's, or by the same money where the names share characters.
  private static func match(of record: ProjectRecord, in others: [ProjectRecord]) -> Int? {
    if let same = others.firstIndex(where: { $0.name == record.name }) { return same }
    let key = stem(record.name)
    guard key.count >= 2 else { return nil }
    let near = others.indices.filter { index in
      let other = stem(others[index].name)
      return other.count >= 2
        && (GlyphSlice(other).contains(key) || GlyphSlice(key).contains(other))
    }
    if !near.isEmpty {
      return near.min { distance(others[$0].name, key) < distance(others[$1].name, key) }
    }
    let equal = others.indices.filter { isSameMoney(others[$0], record) }
    guard equal.count == 1, sharesWord(key, stem(others[equal[0]].name)) else { return nil }
    return equal[0]
  }

  private static func distance(_ name: String, _ key: Glyphs) -> Int {
    abs(stem(name).count - key.count)
  }

  /// The name without the words that lists add and leave out at its end.
  private static func stem(_ name: String) -> Glyphs {
    var name = GlyphSlice(Glyphs(name))
    while let word = endings.first(ending: name), name.count > endings[word].count + 1 {
      name.units = name.units.dropLast(endings[word].count)
    }
    return Glyphs(units: Array(name.units))
  }

  private static let endings: GlyphWords = ["经费", "支出", "项目", "资金", "专项"]

  private static func isSameMoney(_ a: ProjectRecord, _ b: ProjectRecord) -> Bool {
    guard let budget = a.budget, let executed = a.executed else { return false }
    return a.unit == b.unit && budget.scaled(to: 6) == b.budget?.scaled(to: 6)
      && executed.scaled(to: 6) == b.executed?.scaled(to: 6)
  }

  /// Whether the names have two characters in common: 疫情防控 and 购买防疫物资.
  private static func sharesWord(_ a: Glyphs, _ b: Glyphs) -> Bool {
    Set(a.units).intersection(b.units).count >= 2
  }
}
