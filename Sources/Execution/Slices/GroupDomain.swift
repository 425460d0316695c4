import Accounts
import Semantics

/// Every group there can be, numbered: the product of the values of the `by` dimensions, the
/// department varying slowest. A dimension that another tells has no part in the number: the place
/// of a department, the 类 of a 款.
struct GroupDomain {
  private struct Component: Equatable {
    /// Its place in the group key.
    var index: Int
    var values: Values
    var stride = 1
  }

  private enum Values: Equatable {
    /// All of so many, or those asked for, ascending.
    case departments(Int, only: [Int32]?)
    case years([Int])
    /// By department, the place; as ``KeySpace`` numbers places.
    case places(byDepartment: [Int32], count: Int)
    /// By the value at another place of the key, its own.
    case told(by: Int, [Int32])
    case nodes(slot: Int, byCode: [Int32], [Hierarchy.NodeID])
    /// One for all rows: their level, or ``KeySpace/whole``.
    case constant(Int32)

    var count: Int {
      switch self {
      case .departments(let count, let only): only?.count ?? count
      case .places(_, let count): count
      case .years(let years): years.count
      case .nodes(_, _, let nodes): nodes.count
      case .told, .constant: 1
      }
    }

    var asksDepartment: Bool {
      switch self {
      case .departments, .places: true
      default: false
      }
    }
  }

  private var components: [Component]
  private let keyCount: Int
  /// How many groups there can be; nil where they cannot be numbered.
  let count: Int?
  /// How many groups one department has; nil where the department is no dimension.
  private(set) var perDepartment: Int?

  /// `numbersPlaces` where places are to have groups of their own, though departments tell them.
  init(
    _ attributes: [Attribute], question: SliceQuestion, space: KeySpace,
    numbersPlaces: Bool = false
  ) {
    var components = attributes.enumerated().map { index, attribute in
      Component(
        index: index,
        values: Self.told(attribute, by: attributes, question, space, numbersPlaces)
          ?? Self.values(attribute, question, space))
    }
    let first = components.firstIndex { if case .departments = $0.values { true } else { false } }
    if let first { components.insert(components.remove(at: first), at: 0) }
    keyCount = attributes.count
    var count: Int? = 1
    for index in components.indices.reversed() {
      components[index].stride = max(1, count ?? 1)
      let (product, overflow) = (count ?? 1).multipliedReportingOverflow(
        by: components[index].values.count)
      count = count == nil || overflow || product > Int(Int32.max) ? nil : product
    }
    self.components = components
    self.count = count
    if case .departments? = components.first?.values { perDepartment = components[0].stride }
  }

  /// nil for an attribute that no other tells.
  private static func told(
    _ attribute: Attribute, by attributes: [Attribute], _ question: SliceQuestion,
    _ space: KeySpace, _ numbersPlaces: Bool
  ) -> Values? {
    switch attribute {
    case .city, .county, .region:
      let department = attributes.firstIndex { if case .department = $0 { true } else { false } }
      guard !numbersPlaces, let department,
        case .places(let places, _) = values(attribute, question, space)
      else { return nil }
      return .told(by: department, places)
    case .node(let slot, let level):
      let deepest = attributes.indices.filter { attributes[$0].slot == slot }.max {
        attributes[$0].level ?? 0 < attributes[$1].level ?? 0
      }
      guard let deepest, attributes[deepest].level ?? 0 > level else { return nil }
      let hierarchy = space.dataset.hierarchy(
        space.dataset.catalogue[question.measure].axes[slot])
      return .told(
        by: deepest,
        hierarchy.nodes.indices.map {
          hierarchy.ancestor(of: Hierarchy.NodeID($0), level: level) ?? KeySpace.whole
        })
    default: return nil
    }
  }

  private static func values(
    _ attribute: Attribute, _ question: SliceQuestion, _ space: KeySpace
  ) -> Values {
    switch attribute {
    case .department:
      return .departments(
        question.store.departmentCount,
        only: question.numberedDepartments?.members)
    case .year: return .years(question.store.years.map(\.year))
    case .city: return places(.市, space)
    case .county: return places(.区县, space)
    case .region: return places(.地区, space)
    case .node(let slot, let level):
      return nodes(slot, question, space) { $0.ancestor(of: $1, level: level) }
    case .ownNode(let slot):
      return nodes(slot, question, space) { hierarchy, node in
        question.mayStand(at: hierarchy.nodes[Int(node)], slot: slot) ? node : nil
      }
    case .named(let slot, let named):
      let trees = Trees(space.dataset.catalogue[question.measure], space.dataset)
      return nodes(slot, question, space) { _, node in trees.named(node, slot: slot, named) }
    case .level(let slot): return .constant(Int32(slot == 0 ? question.first : question.second))
    case .absent: return .constant(KeySpace.whole)
    }
  }

  /// The nodes that those of a tree's codes stand for.
  private static func nodes(
    _ slot: Int, _ question: SliceQuestion, _ space: KeySpace,
    standingFor asked: (Hierarchy, Hierarchy.NodeID) -> Hierarchy.NodeID?
  ) -> Values {
    let axis = space.dataset.catalogue[question.measure].axes[slot]
    let hierarchy = space.dataset.hierarchy(axis)
    let codes = slot == 0 ? question.store.nodes(of: axis) : question.store.secondNodes(of: axis)
    let asked = codes.map { $0 < 0 ? nil : asked(hierarchy, $0) }
    let nodes = Set(asked.compactMap { $0 }).sorted()
    var places = [Int32](repeating: -1, count: hierarchy.nodes.count)
    for (place, node) in nodes.enumerated() { places[Int(node)] = Int32(place) }
    return .nodes(slot: slot, byCode: asked.map { $0.map { places[Int($0)] } ?? -1 }, nodes)
  }

  private static func places(_ dimension: Dimension, _ space: KeySpace) -> Values {
    let places = space.placesByDepartment(dimension)
    return .places(byDepartment: places, count: Int(places.max() ?? -1) + 1)
  }

  /// How far apart the groups of two years are; nil where the year is no dimension.
  var yearStride: Int? {
    components.first { if case .years = $0.values { true } else { false } }?.stride
  }

  /// Whether a number stands for the same group in both.
  func isAlike(_ other: GroupDomain) -> Bool { components == other.components }

  /// Whether the measure of both carries every dimension besides.
  func isFull(like other: GroupDomain) -> Bool {
    count != nil && isAlike(other)
      && components.allSatisfy { $0.values != .constant(KeySpace.whole) }
  }

  // MARK: Offsets

  /// What a department adds to the number of a group.
  func offset(ofDepartment department: Int) -> Int {
    components.reduce(0) { sum, component in
      switch component.values {
      case .departments(_, nil): sum + department * component.stride
      case .departments(_, let only?):
        sum + SortedRows.place(of: Int32(department), in: only) * component.stride
      case .places(let places, _): sum + Int(places[department]) * component.stride
      default: sum
      }
    }
  }

  /// What the departments asked for add, nil for all of so many; where they lie side by side,
  /// rows of others must not be looked up.
  func offsets(of wanted: DepartmentSet?, among count: Int) -> DepartmentOffsets {
    let isRun = wanted?.isRun ?? true
    let asking = components.filter(\.values.asksDepartment)
    if isRun, asking.isEmpty { return .same }
    if isRun, asking.count == 1, case .departments(_, let only) = asking[0].values,
      only.map({ DepartmentSet(ascending: $0).isRun }) ?? true
    {
      return .affine(stride: Int32(asking[0].stride), first: only?[0] ?? 0)
    }
    var result = [Int32](repeating: 0, count: count)
    for component in asking {
      let stride = Int32(component.stride)
      switch component.values {
      case .departments(_, let only?):
        for (place, department) in only.enumerated() {
          result[Int(department)] += Int32(place) * stride
        }
      case .departments(_, nil):
        for department in 0..<count { result[department] += Int32(department) * stride }
      case .places(let places, _):
        for department in 0..<count { result[department] += places[department] * stride }
      default: break
      }
    }
    if let wanted {
      var rest = wanted.members[...]
      for department in 0..<count {
        if rest.first == Int32(department) { rest.removeFirst() } else { result[department] = -1 }
      }
    }
    return .table(result)
  }

  /// What a year adds; nil where it is no year of the store.
  func offset(ofYear year: Int) -> Int {
    components.reduce(0) { sum, component in
      guard case .years(let years) = component.values, let place = years.firstIndex(of: year)
      else { return sum }
      return sum + place * component.stride
    }
  }

  /// What each node code adds, -1 for one that is not carried; nil where no dimension asks.
  func offsets(slot: Int) -> [Int32]? {
    var result: [Int32]?
    for component in components {
      guard case .nodes(slot, let places, _) = component.values else { continue }
      let stride = Int32(component.stride)
      result = places.indices.map { code in
        let known = result?[code] ?? 0
        return places[code] < 0 || known < 0 ? -1 : known + places[code] * stride
      }
    }
    return result
  }

  // MARK: Decoding

  /// The key of a group.
  func key(_ group: Int) -> GroupKey {
    var key = GroupKey(repeating: KeySpace.whole, count: keyCount)
    for component in components {
      let place = group / component.stride % max(1, component.values.count)
      switch component.values {
      case .departments(_, let only): key[component.index] = only?[place] ?? Int32(place)
      case .places: key[component.index] = Int32(place)
      case .told: break
      case .years(let years): key[component.index] = Int32(years[place])
      case .nodes(_, _, let nodes): key[component.index] = nodes[place]
      case .constant(let value): key[component.index] = value
      }
    }
    for component in components {
      guard case .told(let index, let values) = component.values else { continue }
      key[component.index] = values[Int(key[index])]
    }
    return key
  }

  /// The group of the same key with the first value as its last component; nil where the key goes
  /// by that component too.
  func withoutLast(_ group: Int) -> Int? {
    guard let last = components.first(where: { $0.index == keyCount - 1 }) else { return group }
    let tells = components.contains {
      if case .told(by: last.index, _) = $0.values { true } else { false }
    }
    if tells { return nil }
    return group - group / last.stride % max(1, last.values.count) * last.stride
  }

  /// The first group of a department, or of the next asked for; that of one past the last is the
  /// count of groups.
  func firstGroup(ofDepartment department: Int) -> Int {
    guard let perDepartment, case .departments(_, let only) = components[0].values else { return 0 }
    let place = only.map { SortedRows.place(of: Int32(department), in: $0) } ?? department
    return place * perDepartment
  }

  /// The department of a group, where it is a dimension.
  func department(_ group: Int) -> Int? {
    guard let perDepartment, case .departments(_, let only) = components[0].values else {
      return nil
    }
    let place = group / perDepartment
    return only.map { Int($0[place]) } ?? place
  }
}
