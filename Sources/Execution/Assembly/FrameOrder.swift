import Accounts
import Semantics

/// Puts the rows of a frame in order: as asked, then by default (semantics, rule 29): codes,
/// years and closed lists ascending, names by their own subtotal descending, ties by name.
struct FrameOrder {
  let space: KeySpace
  /// For each text dimension, the subtotal of the first column for each prefix of a key.
  var subtotals: [Int: [GroupKey: Rational]] = [:]

  /// `a` before `b`: by the terms asked, then by default. Where the order asked is that of a
  /// column, ties are cut by name.
  func precedes(_ a: Frame.Row, _ b: Frame.Row, terms: [OrderTerm]) -> Bool {
    var isByColumn = false
    for term in terms {
      if case .column = term.key { isByColumn = true }
      if let result = compare(a, b, term.key, term.isDescending) { return result }
    }
    return precedesByDefault(a.key, b.key, byName: isByColumn)
  }

  func precedesByDefault(_ a: GroupKey, _ b: GroupKey, byName: Bool = false) -> Bool {
    for index in space.dimensions.indices {
      if let result = compareByDefault(a, b, index, byName: byName) { return result }
    }
    return false
  }

  /// nil where the two are equal under the term. Blanks stand last both ways.
  private func compare(
    _ a: Frame.Row, _ b: Frame.Row, _ key: OrderTerm.Key, _ isDescending: Bool
  ) -> Bool? {
    switch key {
    case .dimension(let index):
      if space.precedes(a.key[index], b.key[index], at: index) { return !isDescending }
      if space.precedes(b.key[index], a.key[index], at: index) { return isDescending }
      return nil
    case .column(let index):
      return Self.compare(a.values[index], b.values[index], isDescending)
    case .named: return nil
    }
  }

  static func compare(_ a: Rational?, _ b: Rational?, _ isDescending: Bool) -> Bool? {
    switch (a, b) {
    case (nil, nil): return nil
    case (nil, _): return false
    case (_, nil): return true
    case (let a?, let b?): return a == b ? nil : (a < b) != isDescending
    }
  }

  private func compareByDefault(
    _ a: GroupKey, _ b: GroupKey, _ index: Int, byName: Bool
  )
    -> Bool?
  {
    guard a[index] != b[index] else { return nil }
    if !byName, let subtotals = subtotals[index],
      let result = Self.compare(
        subtotals[Array(a[...index])], subtotals[Array(b[...index])], true)
    {
      return result
    }
    if space.precedes(a[index], b[index], at: index) { return true }
    if space.precedes(b[index], a[index], at: index) { return false }
    return nil
  }
}
