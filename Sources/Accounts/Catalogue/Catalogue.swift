import Text

/// The measures suan knows, by name and synonym.
public struct Catalogue: Sendable {
  public let measures: [Measure]
  /// Expressions over measures that ship with the catalogue, in suan's own language.
  public let derived: [DerivedMeasure]
  private let byKey: [String: Measure.ID]

  /// The catalogue that ships with suan.
  public static let standard = Catalogue(measures: standardMeasures, derived: standardDerived)

  init(measures: [Measure], derived: [DerivedMeasure]) {
    self.measures = measures
    self.derived = derived
    var byKey: [String: Measure.ID] = [:]
    for (id, measure) in measures.enumerated() {
      for name in [measure.name] + measure.synonyms where byKey[Folding.key(name)] == nil {
        byKey[Folding.key(name)] = id
      }
    }
    self.byKey = byKey
  }

  public subscript(id: Measure.ID) -> Measure { measures[id] }

  /// The measure of a name or synonym, full-width letters and white space aside.
  public func find(_ name: String) -> Measure.ID? { byKey[Folding.key(name)] }

  /// Whether `outer` contains `inner`, directly or through others.
  public func contains(_ outer: Measure.ID, _ inner: Measure.ID) -> Bool {
    measures[inner].containers.compactMap(find).contains { $0 == outer || contains(outer, $0) }
  }
}
/// A measure defined by an expression over others.
public struct DerivedMeasure: Sendable {
  public var name: String
  public var synonyms: [String]
  public var meaning: String
  /// The expression, in the language of statements.
  public var expression: String
  /// A percentage: shown ×100 with two decimals.
  public var isPercent: Bool

  init(
    _ name: String, synonyms: [String] = [], _ meaning: String, _ expression: String,
    isPercent: Bool = false
  ) {
    self.name = name
    self.synonyms = synonyms
    self.meaning = meaning
    self.expression = expression
    self.isPercent = isPercent
  }
}

extension Catalogue {
  /// The derived measure of a name or synonym.
  public func findDerived(_ name: String) -> DerivedMeasure? {
    let key = Folding.key(name)
    return derived.first { measure in
      ([measure.name] + measure.synonyms).contains { Folding.key($0) == key }
    }
  }

  /// Every name a measure can be asked by, for near names and completion.
  public var names: [String] {
    measures.flatMap { [$0.name] + $0.synonyms } + derived.flatMap { [$0.name] + $0.synonyms }
  }
}

extension Dimension {
  /// The dimension of a name or synonym.
  public static func find(_ name: String) -> Dimension? {
    let key = Folding.key(name)
    return allCases.first { dimension in
      ([dimension.rawValue] + dimension.synonyms).contains { Folding.key($0) == key }
    }
  }
}
