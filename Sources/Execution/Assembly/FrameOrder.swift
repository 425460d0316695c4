import Accounts
import Semantics

/// Puts the rows of a frame in order: as asked, then by default (semantics, rule 29): codes,
/// years and closed lists ascending, names by their own subtotal descending, ties by name.
struct FrameOrder {
  let space: KeySpace
  /// For each text dimension what its names are ordered by; by name alone where nothing.
  var weights: [Int: Weight] = [:]

  /// The larger, the earlier.
  enum Weight {
    /// The row's own value of a column: that of the last dimension.
    case column(Int)
    /// For each prefix of a key that ends in the dimension.
    case subtotals(GroupTable<Rational?>)
  }

  /// What rows are compared by, one criterion after the other; each has its part of every row.
  private enum Criterion {
    case values(Values, isDescending: Bool)
    case components(Components, isDescending: Bool)
  }

  /// The components of the rows' keys at a place, in the order of their codes or names.
  private final class Components {
    private let values: [Int32]
    private let index: Int
    private let space: KeySpace
    private let areRanks: Bool
    /// By value, from ``KeySpace/whole`` on, where it stands among those there are. Each is compared
    /// with others once, however many rows have it.
    private lazy var ranks: [Int32] = {
      var ranks = [Int32](repeating: 0, count: Int(values.max() ?? KeySpace.whole) + 2)
      var last: (value: Int32, rank: Int32)?
      for value in Set(values).sorted(by: { space.precedes($0, $1, at: index) }) {
        let isNext = last.map { space.precedes($0.value, value, at: index) } ?? false
        last = (value, (last?.rank ?? 0) + (isNext ? 1 : 0))
        ranks[Int(value - KeySpace.whole)] = last!.rank
      }
      return ranks
    }()

    init(_ keys: [GroupKey], at index: Int, _ space: KeySpace) {
      values = keys.map { $0[index] }
      self.index = index
      self.space = space
      areRanks = space.isOrderedByNumber(index)
    }

    func rank(_ row: Int) -> Int32 {
      areRanks ? values[row] : ranks[Int(values[row] - KeySpace.whole)]
    }

    /// nil where the two are equal.
    func precedes(_ a: Int, _ b: Int) -> Bool? {
      if values[a] == values[b] { return nil }
      let ranks = (rank(a), rank(b))
      return ranks.0 == ranks.1 ? nil : ranks.0 < ranks.1
    }
  }

  /// Values with doubles beside them, which tell most apart and are quick to compare.
  private struct Values {
    private let exact: [Rational?]
    let rounded: [Double]

    /// Doubles that differ by no more, relatively, may stand for equal values.
    private static let tolerance = 1e-14

    init(_ values: [Rational?]) {
      exact = values
      rounded = values.map { $0?.approximate ?? .nan }
    }

    /// nil where doubles do not tell.
    static func precedes(_ a: Double, _ b: Double) -> Bool? {
      abs(a - b) > (abs(a) + abs(b)) * tolerance ? a < b : nil
    }

    /// nil where the two are equal. Blanks stand last both ways.
    func precedes(_ a: Int, _ b: Int, _ isDescending: Bool) -> Bool? {
      if let result = Self.precedes(rounded[a], rounded[b]) { return result != isDescending }
      return FrameOrder.compare(exact[a], exact[b], isDescending)
    }
  }

  /// The places of the rows, in order: by the terms asked, then by default.
  func sorted(_ rows: [Frame.Row], terms: [OrderTerm]) -> [Int] {
    let keys = rows.map(\.key)
    var criteria: [Criterion] = []
    for term in terms {
      switch term.key {
      case .dimension(let index):
        criteria.append(
          .components(Components(keys, at: index, space), isDescending: term.isDescending))
      case .column(let index):
        criteria.append(
          .values(Values(rows.map { $0.values[index] }), isDescending: term.isDescending))
      case .named: break
      }
    }
    return sorted(keys, by: criteria) { column in rows.map { $0.values[column] } }
  }

  /// The places of keys in the default order.
  func sorted(_ keys: [GroupKey]) -> [Int] { sorted(keys, by: []) }

  private func sorted(
    _ keys: [GroupKey], by asked: [Criterion], column: (Int) -> [Rational?] = { _ in [] }
  ) -> [Int] {
    var criteria = asked
    for index in space.dimensions.indices {
      switch weights[index] {
      case .column(let place)?: criteria.append(.values(Values(column(place)), isDescending: true))
      case .subtotals(let totals)?:
        let values = Values(keys.map { totals[GroupKey($0[...index])] ?? nil })
        criteria.append(.values(values, isDescending: true))
      case nil: break
      }
      criteria.append(.components(Components(keys, at: index, space), isDescending: false))
    }
    // Most rows are told apart by what is beside their place.
    let leading = criteria.first.map { self.leading($0, count: keys.count) }
    let order = keys.indices.map { (place: $0, lead: leading?[$0] ?? 0) }.sorted { a, b in
      if let result = Values.precedes(a.lead, b.lead) { return result }
      for criterion in criteria {
        if let result = precedes(a.place, b.place, by: criterion) { return result }
      }
      // Values that are named alike stand in one order all the same.
      return keys[a.place].lexicographicallyPrecedes(keys[b.place])
    }
    return order.map(\.place)
  }

  /// For each row a double by which the criterion puts it in order, ascending, as far as doubles
  /// tell rows apart.
  private func leading(_ criterion: Criterion, count: Int) -> [Double] {
    switch criterion {
    case .values(let values, isDescending: false):
      values.rounded.map { $0.isNaN ? .infinity : $0 }
    case .values(let values, isDescending: true):
      values.rounded.map { $0.isNaN ? .infinity : -$0 }
    case .components(let components, let isDescending):
      (0..<count).map { Double(components.rank($0)) * (isDescending ? -1 : 1) }
    }
  }

  /// nil where the two are equal under the criterion.
  private func precedes(_ a: Int, _ b: Int, by criterion: Criterion) -> Bool? {
    switch criterion {
    case .values(let values, let isDescending):
      return values.precedes(a, b, isDescending)
    case .components(let components, let isDescending):
      return components.precedes(a, b).map { $0 != isDescending }
    }
  }

  /// nil where the two are equal. Blanks stand last both ways.
  static func compare(_ a: Rational?, _ b: Rational?, _ isDescending: Bool) -> Bool? {
    switch (a, b) {
    case (nil, nil): return nil
    case (nil, _): return false
    case (_, nil): return true
    case (let a?, let b?): return a == b ? nil : (a < b) != isDescending
    }
  }
}
