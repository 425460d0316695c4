import Accounts

/// What each group of an answer has, in the order the groups were found.
///
/// Most answers only go through their groups, of which a nation has many: the index is made
/// when a group is first looked up.
struct GroupTable<Value> {
  private(set) var keys: [GroupKey] = []
  private(set) var values: [Value] = []
  private var index = Index()

  /// Shared by equal tables alone.
  private final class Index {
    var places: [GroupKey: Int]?

    init(_ places: [GroupKey: Int]? = nil) { self.places = places }
  }

  init() {}

  /// `keys` are different from one another, and have a value each.
  init(_ keys: [GroupKey], _ values: [Value]) {
    precondition(keys.count == values.count)
    (self.keys, self.values) = (keys, values)
  }

  var isEmpty: Bool { keys.isEmpty }

  private func place(of key: GroupKey) -> Int? {
    if let places = index.places { return places[key] }
    let places = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))
    index.places = places
    return places[key]
  }

  /// nil for a group that is not there.
  subscript(key: GroupKey) -> Value? { place(of: key).map { values[$0] } }

  /// Adds a group that is not there yet.
  mutating func append(_ key: GroupKey, _ value: Value) {
    if !isKnownUniquelyReferenced(&index) { index = Index(index.places) }
    index.places?[key] = keys.count
    keys.append(key)
    values.append(value)
  }

  func mapValues<T>(_ transform: (Value) throws -> T) rethrows -> GroupTable<T> {
    GroupTable<T>(keys, try values.map(transform))
  }
}

extension GroupTable: Sequence {
  func makeIterator() -> Zip2Sequence<[GroupKey], [Value]>.Iterator {
    zip(keys, values).makeIterator()
  }
}

extension GroupTable where Value == [Rational?] {
  /// The groups of several tables, each with its value in every table; nil where one has none.
  init(joining tables: [GroupTable<Rational?>]) {
    self.init()
    guard let first = tables.first else { return }
    if tables.dropFirst().allSatisfy({ $0.keys == first.keys }) {
      self.init(
        first.keys, first.keys.indices.map { place in tables.map { $0.values[place] } })
      return
    }
    for (place, table) in tables.enumerated() {
      for key in table.keys where !tables[..<place].contains(where: { $0[key] != nil }) {
        append(key, tables.map { $0[key] ?? nil })
      }
    }
  }
}
