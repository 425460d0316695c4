import Text

/// The economic classification of spending (部门预算支出经济分类科目), as 表6 lists it.
public enum EconomicItems {
  /// The first year it is in force.
  public static let firstYear = 2018

  /// The name of an item in the classification.
  public static func name(of code: String) -> String? { names[code] }

  /// The code of an item, by its name as ``bare(_:)`` has it.
  public static func code(of name: String) -> String? { codes[bare(name)] }

  /// A name without what stands in brackets, which reports leave out: 退职（役）费 is 退职费.
  public static func bare(_ name: String) -> String {
    var result = String.UnicodeScalarView()
    var depth = 0
    for scalar in Folding.key(name).unicodeScalars {
      if scalar == "(" { depth += 1 }
      if depth == 0 { result.append(scalar) }
      if scalar == ")" { depth = max(0, depth - 1) }
    }
    return String(result)
  }

  private static let names = Dictionary(uniqueKeysWithValues: table.map { ($0.code, $0.name) })
  private static let codes = Dictionary(table.map { (bare($0.name), $0.code) }) { first, _ in first
  }
}
