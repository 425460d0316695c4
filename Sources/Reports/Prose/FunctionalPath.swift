/// Reads the names of functional 科目 marked （类）（款）（项) in running text.
enum FunctionalPath {
  /// One name and its level: 0 类, 1 款, 2 项.
  struct Step {
    var name: String
    var level: Int
  }

  /// The marked names in `text`, in order; a name reaches back to the mark or the
  /// punctuation before it.
  static func steps(in text: GlyphSlice) -> [Step] {
    var result: [Step] = []
    var start = text.units.startIndex
    var index = start
    while index < text.units.endIndex {
      if text.units[index] == Mark.open,
        let level = marks.first(beginning: GlyphSlice(text.units[index...]))
      {
        let name = trimmed(text.units[start..<index])
        if !name.isEmpty { result.append(Step(name: named(name, level: level), level: level)) }
        index += 3
        start = index
      } else {
        if Mark.endsClause(text.units[index]) { start = index + 1 }
        index += 1
      }
    }
    return result
  }

  /// The names joined by `/`.
  static func path(_ steps: [Step]) -> String { steps.map(\.name).joined(separator: "/") }

  /// A 类 as the lists of shares call it: without 支出 at its end.
  static func className(_ name: ArraySlice<UInt16>) -> String {
    var name = trimmed(name)
    while GlyphSlice(name).hasSuffix(outlay), name.count > 2 { name = name.dropLast(2) }
    return Punctuation.printed(name)
  }

  private static func named(_ name: ArraySlice<UInt16>, level: Int) -> String {
    level == 0 ? className(name) : Punctuation.printed(name)
  }

  /// Without the words that join it to what stands before.
  static func trimmed(_ name: ArraySlice<UInt16>) -> ArraySlice<UInt16> {
    var name = name
    if let marker = ListMarker.read(name) { name = name.dropFirst(marker.length) }
    while let word = joins.first(beginning: GlyphSlice(name)) {
      name = name.dropFirst(joins[word].count)
    }
    while let first = name.first, first == Mark.pause || Mark.endsClause(first) {
      name = name.dropFirst()
    }
    return name
  }

  private static let outlay: Glyphs = "支出"
  private static let marks: GlyphWords = ["(类)", "(款)", "(项)"]
  private static let joins: GlyphWords = ["其中", ":", "、", "和", "全为", "支出(", "支出:"]
}
