import Accounts
import Semantics

/// Encodes, decodes and orders the group keys of one question.
struct KeySpace {
  let dimensions: [Dimension]
  let dataset: Dataset
  private let places: [Dimension: Places]
  /// By dimension, its tree.
  private let hierarchies: [Hierarchy?]

  /// The component of a key whose measure lacks the dimension.
  static let whole: Int32 = -1

  /// The values of 市, 区县 or 地区 in the order of their names, and each department's.
  private struct Places {
    var names: [String]
    var byDepartment: [Int32]
  }

  init(_ dimensions: [Dimension], _ dataset: Dataset) {
    self.dimensions = dimensions
    self.dataset = dataset
    var places: [Dimension: Places] = [:]
    for dimension in dimensions {
      if let regions = Self.regions(dimension, dataset) { places[dimension] = regions }
    }
    self.places = places
    hierarchies = dimensions.map { $0.axis.map(dataset.hierarchy) }
  }

  /// nil for a dimension that is no place.
  private static func regions(_ dimension: Dimension, _ dataset: Dataset) -> Places? {
    let name: (String, String) -> String
    switch dimension {
    case .市: name = { city, _ in city }
    case .区县: name = { _, county in county }
    case .地区: name = { city, county in city + county }
    default: return nil
    }
    // A store names each place once, however many departments it has.
    if let store = dataset.store {
      let byRegion = numbered(store.regions.map { name($0.city, $0.county) })
      return Places(
        names: byRegion.names,
        byDepartment: store.departmentRegions.map { byRegion.places[Int($0)] })
    }
    let all = numbered(dataset.departments.map { name($0.city, $0.county) })
    return Places(names: all.names, byDepartment: all.places)
  }

  private static func numbered(_ names: [String]) -> (names: [String], places: [Int32]) {
    let sorted = Array(Set(names)).sorted(by: orderedByScalars)
    let places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, Int32($0)) })
    return (sorted, names.map { places[$0]! })
  }

  /// For each department its place.
  func placesByDepartment(_ dimension: Dimension) -> [Int32] {
    places[dimension]?.byDepartment ?? []
  }

  /// The same order everywhere, whatever the locale.
  private static func orderedByScalars(_ a: String, _ b: String) -> Bool {
    a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
  }

  // MARK: Encoding

  /// The key of a row; a component that it does not carry is ``whole``.
  func key(
    _ attributes: [Attribute], report: Int, position: Position, trees: Trees
  ) -> GroupKey {
    var key = GroupKey()
    for attribute in attributes {
      key.append(
        component(attribute, report: report, position: position, trees: trees) ?? Self.whole)
    }
    return key
  }

  /// The component of an attribute on a row; nil where the row does not carry it.
  func component(
    _ attribute: Attribute, report: Int, position: Position, trees: Trees
  ) -> Int32? {
    switch attribute {
    case .department: return Int32(dataset.reports[report].department)
    case .year: return Int32(dataset.reports[report].year)
    case .city: return place(.市, report)
    case .county: return place(.区县, report)
    case .region: return place(.地区, report)
    case .node(let slot, let level):
      return trees.ancestor(position[slot], slot: slot, level: level)
    case .ownNode(let slot): return position[slot]
    case .named(let slot, let named):
      return trees.named(position[slot], slot: slot, named)
    case .level(let slot): return Int32(trees.level(position[slot], slot: slot))
    case .absent: return Self.whole
    }
  }

  private func place(_ dimension: Dimension, _ report: Int) -> Int32? {
    places[dimension]?.byDepartment[dataset.reports[report].department]
  }

  // MARK: Decoding

  /// The code of a component, for dimensions that have codes.
  func code(_ value: Int32, at index: Int) -> String? {
    guard dimensions[index].hasCode, value >= 0 else { return nil }
    return hierarchies[index]?.nodes[Int(value)].code
  }

  /// The name of a component.
  func name(_ value: Int32, at index: Int) -> String {
    guard value >= 0 else { return "" }
    switch dimensions[index] {
    case .部门:
      return dataset.store?.departmentName(Int(value)) ?? dataset.departments[Int(value)].name
    case .年度: return String(value)
    case .市, .区县, .地区: return places[dimensions[index]]?.names[Int(value)] ?? ""
    case .指标: return dataset.catalogue[Int(value)].name
    case .级: return Self.levelNames[Int(value)]
    default: return hierarchies[index]?.nodes[Int(value)].name ?? ""
    }
  }

  static let levelNames = ["合计", "类", "款", "项"]

  // MARK: Order

  /// Whether components stand in the order of the integers they are.
  func isOrderedByNumber(_ index: Int) -> Bool {
    switch dimensions[index] {
    case .市, .区县, .地区: true
    // A store numbers them by name, and where names are alike by what tells them apart.
    case .部门: dataset.store?.departmentNameLengths.isEmpty ?? false
    default: dimensions[index].isOrdered && !dimensions[index].hasCode
    }
  }

  /// Whether component `a` comes before `b` by code, year or place in a closed list; equal
  /// components compare false both ways.
  func precedes(_ a: Int32, _ b: Int32, at index: Int) -> Bool {
    if a == b { return false }
    if dimensions[index].hasCode {
      let codes = (code(a, at: index) ?? "", code(b, at: index) ?? "")
      if codes.0 != codes.1 {
        // A row without a code stands last.
        if codes.0.isEmpty || codes.1.isEmpty { return codes.1.isEmpty }
        return Self.orderedByScalars(codes.0, codes.1)
      }
      return Self.orderedByScalars(name(a, at: index), name(b, at: index))
    }
    if dimensions[index].isOrdered { return a < b }
    return Self.orderedByScalars(name(a, at: index), name(b, at: index))
  }
}
