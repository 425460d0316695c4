import Accounts
import Semantics

/// The values of the `by` dimensions of one group, each an integer: a department, a year, a
/// place, a node, a level or a measure.
typealias GroupKey = [Int32]

/// Encodes, decodes and orders the group keys of one question.
struct KeySpace {
  let dimensions: [Dimension]
  let dataset: Dataset
  private let cities: [String]
  private let counties: [String]
  private let regions: [String]

  /// The component of a key whose measure lacks the dimension.
  static let whole: Int32 = -1

  init(_ dimensions: [Dimension], _ dataset: Dataset) {
    self.dimensions = dimensions
    self.dataset = dataset
    cities = Self.distinct(dataset.departments.map(\.city))
    counties = Self.distinct(dataset.departments.map(\.county))
    regions = Self.distinct(dataset.departments.map(\.region))
  }

  private static func distinct(_ names: [String]) -> [String] {
    Array(Set(names)).sorted(by: orderedByScalars)
  }

  /// The same order everywhere, whatever the locale.
  private static func orderedByScalars(_ a: String, _ b: String) -> Bool {
    a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
  }

  // MARK: Encoding

  /// The component of an attribute on a row; nil where the row does not carry it.
  func component(
    _ attribute: Attribute, report: Int, position: Position, trees: Trees
  ) -> Int32? {
    let report = dataset.reports[report]
    let department = dataset.departments[report.department]
    switch attribute {
    case .department: return Int32(report.department)
    case .year: return Int32(report.year)
    case .city: return index(of: department.city, in: cities)
    case .county: return index(of: department.county, in: counties)
    case .region: return index(of: department.region, in: regions)
    case .node(let slot, let level):
      return trees.ancestor(position[slot], slot: slot, level: level)
    case .ownNode(let slot): return position[slot]
    case .named(let slot, let named):
      return trees.named(position[slot], slot: slot, named)
    case .level(let slot): return Int32(trees.level(position[slot], slot: slot))
    case .absent: return Self.whole
    }
  }

  private func index(of name: String, in names: [String]) -> Int32 {
    Int32(names.firstIndex(of: name) ?? 0)
  }

  // MARK: Decoding

  /// The code of a component, for dimensions that have codes.
  func code(_ value: Int32, at index: Int) -> String? {
    guard dimensions[index].hasCode, value >= 0, let axis = dimensions[index].axis else {
      return nil
    }
    return dataset.hierarchy(axis).nodes[Int(value)].code
  }

  /// The name of a component.
  func name(_ value: Int32, at index: Int) -> String {
    guard value >= 0 else { return "" }
    switch dimensions[index] {
    case .部门: return dataset.departments[Int(value)].name
    case .年度: return String(value)
    case .市: return cities[Int(value)]
    case .区县: return counties[Int(value)]
    case .地区: return regions[Int(value)]
    case .指标: return dataset.catalogue[Int(value)].name
    case .级: return Self.levelNames[Int(value)]
    default: return dataset.hierarchy(dimensions[index].axis!).nodes[Int(value)].name
    }
  }

  static let levelNames = ["合计", "类", "款", "项"]

  // MARK: Order

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
