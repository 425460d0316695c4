import Accounts
import Text

/// Finds the values of one dimension that a text means.
struct ValueLookup {
  let dataset: Dataset
  let dimension: Dimension

  /// Values as the dimension counts them: departments (also for places), years, measures,
  /// levels or nodes.
  struct Found {
    var values: Set<Int32>
    /// The nodes right above valid codes that no report prints.
    var unprintedBelow: Set<Hierarchy.NodeID> = []

    mutating func formUnion(_ other: Found) {
      values.formUnion(other.values)
      unprintedBelow.formUnion(other.unprintedBelow)
    }

    func predicate(_ dimension: Dimension, isNegated: Bool, _ dataset: Dataset) -> Predicate {
      let test = Predicate.test(test(dimension, isNegated: isNegated, dataset))
      guard !isNegated, !unprintedBelow.isEmpty else { return test }
      return .any([test, .test(.unprinted(dimension, below: unprintedBelow))])
    }

    private func test(
      _ dimension: Dimension, isNegated: Bool, _ dataset: Dataset
    )
      -> Predicate.Test
    {
      let set = Set(values.map(Int.init))
      switch dimension {
      case .部门, .市, .区县, .地区:
        return .departments(isNegated ? Set(dataset.departments.indices).subtracting(set) : set)
      case .年度: return .years(isNegated ? Set(dataset.years).subtracting(set) : set)
      case .指标:
        return .measures(
          isNegated ? Set(dataset.catalogue.measures.indices).subtracting(set) : set)
      case .级: return .levels(isNegated ? Set(0...3).subtracting(set) : set)
      case .科目: return .lineage(values, isNegated: isNegated)
      default: return .nodes(dimension, values, isNegated: isNegated)
      }
    }
  }

  private static let levels = ["合计", "类", "款", "项"]

  // MARK: =

  /// The values equal to a text. Throws for a text that neither the data nor the
  /// classification knows (semantics, rule 37).
  func equal(_ text: String, at range: SourceRange) throws(ResolutionError) -> Found {
    switch dimension {
    case .部门:
      return try known(
        dataset.departments(equal: text), text, range,
        dataset.departments.flatMap { [$0.name] + $0.aliases })
    case .市: return try places(\.city, text, range)
    case .区县: return try places(\.county, text, range)
    case .地区: return try places(\.region, text, range)
    case .年度:
      guard let year = Int(text), (1000...9999).contains(year) else { throw unknown(text, range) }
      return Found(values: [Int32(year)])
    case .指标:
      guard let id = dataset.catalogue.find(text) else {
        throw unknown(text, range, dataset.catalogue.measures.map(\.name))
      }
      return Found(values: [Int32(id)])
    case .级:
      guard let level = Self.levels.firstIndex(of: text) else {
        throw unknown(text, range, Self.levels)
      }
      return Found(values: [Int32(level)])
    default: return try nodes(text, range)
    }
  }

  private func known(
    _ indices: [Int], _ text: String, _ range: SourceRange, _ names: @autoclosure () -> [String]
  ) throws(ResolutionError) -> Found {
    guard !indices.isEmpty else { throw unknown(text, range, names()) }
    return Found(values: Set(indices.map(Int32.init)))
  }

  /// Departments by place; 武汉 is 武汉市.
  private func places(
    _ name: (Dataset.Department) -> String, _ text: String, _ range: SourceRange
  ) throws(ResolutionError) -> Found {
    let key = Folding.key(text)
    let indices = dataset.departments.indices.filter { index in
      let place = Folding.key(name(dataset.departments[index]))
      return place == key
        || key.unicodeScalars.count >= 2 && place.hasPrefix(key)
          && place.unicodeScalars.count == key.unicodeScalars.count + 1
    }
    return try known(indices, text, range, dataset.departments.map(name).filter { !$0.isEmpty })
  }

  private func unknown(
    _ text: String, _ range: SourceRange, _ names: [String] = []
  )
    -> ResolutionError
  {
    ResolutionError(
      .unknownValue(
        text, dimension: dimension.rawValue, nearest: NearestNames.of(text, in: names)),
      at: range)
  }

  // MARK: Nodes

  private func nodes(_ text: String, _ range: SourceRange) throws(ResolutionError) -> Found {
    let hierarchy = dataset.hierarchy(dimension.axis!)
    if dimension.hasCode, text.utf8.allSatisfy({ (48...57).contains($0) }) {
      return try code(text, hierarchy, range)
    }
    let named = hierarchy.findAll(name: text).filter { node in
      node != Hierarchy.root
        && (dimension.level == nil || hierarchy.nodes[Int(node)].level == dimension.level)
    }
    guard !named.isEmpty else {
      throw unknown(text, range, atLevel(hierarchy).flatMap { hierarchy.nodes[Int($0)].names })
    }
    return Found(values: Set(named))
  }

  private func code(
    _ text: String, _ hierarchy: Hierarchy, _ range: SourceRange
  )
    throws(ResolutionError) -> Found
  {
    let level = [3: 1, 5: 2, 7: 3][text.utf8.count]
    guard let level, dimension.level == nil || dimension.level == level else {
      throw ResolutionError(
        .wrongCodeLength(
          code: text, dimension: dimension.rawValue, other: level.flatMap { other(at: $0) }),
        at: range)
    }
    if let node = hierarchy.find(code: text) { return Found(values: [node]) }
    // A code of a known class may be without facts; one of no class is a slip.
    let parents = [5, 3].filter { $0 < text.utf8.count }.lazy
      .compactMap { hierarchy.find(code: String(text.prefix($0))) }
    guard let parent = parents.first else {
      throw unknown(text, range, atLevel(hierarchy).map { hierarchy.nodes[Int($0)].code })
    }
    return Found(values: [], unprintedBelow: [parent])
  }

  /// The dimension of the same tree that a code of a level belongs to.
  private func other(at level: Int) -> String? {
    Dimension.allCases.first { $0.axis == dimension.axis && $0.level == level }?.rawValue
  }

  private func atLevel(_ hierarchy: Hierarchy) -> [Hierarchy.NodeID] {
    hierarchy.nodes.indices.dropFirst().map(Hierarchy.NodeID.init).filter {
      dimension.level == nil || hierarchy.nodes[Int($0)].level == dimension.level
    }
  }

  // MARK: ~

  /// The values whose name or code contains a text; never an error.
  func containing(_ text: String) -> Found {
    let key = Folding.key(text)
    func matches(_ name: String) -> Bool { Folding.key(name).contains(key) }
    switch dimension {
    case .部门: return Found(values: Set(dataset.departments(containing: text).map(Int32.init)))
    case .市, .区县, .地区:
      let indices = dataset.departments.indices.filter { index in
        let department = dataset.departments[index]
        return matches(
          dimension == .市
            ? department.city : dimension == .区县 ? department.county : department.region)
      }
      return Found(values: Set(indices.map(Int32.init)))
    case .年度:
      return Found(values: Set(dataset.years.filter { matches(String($0)) }.map(Int32.init)))
    case .指标:
      let indices = dataset.catalogue.measures.indices.filter {
        matches(dataset.catalogue[$0].name)
      }
      return Found(values: Set(indices.map(Int32.init)))
    case .级:
      return Found(
        values: Set(Self.levels.indices.filter { matches(Self.levels[$0]) }.map(Int32.init)))
    default:
      let hierarchy = dataset.hierarchy(dimension.axis!)
      return Found(
        values: Set(
          atLevel(hierarchy).filter { node in
            let node = hierarchy.nodes[Int(node)]
            return searched(node).contains(where: matches)
              || !node.code.isEmpty && matches(node.code)
          }))
    }
  }

  /// Of a 科目 only printed names count: a former name of the class says nothing of the row that
  /// bears today's. One that none prints, as in a table of codes alone, is shown by its first name.
  private func searched(_ node: Hierarchy.Node) -> [String] {
    guard dimension.hasCode else { return node.names }
    return node.printedNames.isEmpty ? Array(node.names.prefix(1)) : Array(node.printedNames)
  }

  // MARK: < >

  /// The values that compare so with a text: years as numbers, codes as text of one length,
  /// names by scalar.
  func ordered(
    _ text: String, at range: SourceRange, _ holds: (String, String) -> Bool
  )
    throws(ResolutionError) -> Found
  {
    switch dimension {
    case .年度:
      guard Int(text) != nil else { throw unknown(text, range) }
      return Found(values: Set(dataset.years.filter { holds(String($0), text) }.map(Int32.init)))
    case .级:
      guard let level = Self.levels.firstIndex(of: text) else {
        throw unknown(text, range, Self.levels)
      }
      return Found(
        values: Set(
          Self.levels.indices.filter { holds(String($0), String(level)) }.map(Int32.init)))
    default:
      guard dimension.hasCode else {
        throw ResolutionError(
          .misuse(.withoutOrder, dimension.rawValue),
          at: range)
      }
      let hierarchy = dataset.hierarchy(dimension.axis!)
      return Found(
        values: Set(
          atLevel(hierarchy).filter { node in
            let code = hierarchy.nodes[Int(node)].code
            return code.utf8.count == text.utf8.count && holds(code, text)
          }))
    }
  }
}
