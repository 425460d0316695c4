import Accounts

/// The words of a table's header, in reading order, in which the names of columns are found.
///
/// Names are looked up in the running text and not by position: words wrap over lines and
/// merged cells stand beside their columns, but their order is that of the form.
struct HeaderWords {
  private let text: FoldedText
  /// The characters that no name has taken yet; a mark stands for the others, and between
  /// cells.
  private var free: [UInt16] = []
  /// The same characters, taken or not.
  private var units: [UInt16] = []
  /// Where they stand in the text.
  private var glyphs: [Int] = []
  private var positions: [Int?] = []

  init(of text: FoldedText) {
    self.text = text
    free.reserveCapacity(Self.usualCount)
    units.reserveCapacity(Self.usualCount)
    glyphs.reserveCapacity(Self.usualCount)
    positions.reserveCapacity(Self.usualCount)
  }

  /// A header has no more characters, as a rule.
  private static let usualCount = 128

  /// Adds a header cell or a piece of one. `closed` says that the name of a column does not
  /// go on in the next piece.
  mutating func append(_ cell: TableCell, position: Int?, closed: Bool) {
    for glyph in cell.glyphs { add(text.units[glyph], glyph, position) }
    if closed { add(Self.mark, cell.glyphs.lowerBound, nil) }
  }

  private mutating func add(_ unit: UInt16, _ glyph: Int, _ position: Int?) {
    free.append(unit)
    units.append(unit)
    glyphs.append(glyph)
    positions.append(position)
  }

  /// No character of a name.
  private static let mark: UInt16 = 0x7C

  /// A name as it is printed, and the grid column it is printed in.
  typealias Found = (text: String, position: Int?)

  /// Takes the first free occurrence of the first of a heading's names that there is.
  mutating func take(_ heading: HeadingForm) -> Found? {
    for name in heading.words {
      guard let start = firstFree(name) else { continue }
      let range = start..<start + name.count
      for index in range { free[index] = Self.mark }
      return (printed(range), positions[start])
    }
    return nil
  }

  /// The characters of a name as printed, which may go on in another cell.
  private func printed(_ range: Range<Int>) -> String {
    let first = glyphs[range.lowerBound]
    let isWhole = glyphs[range.upperBound - 1] - first == range.count - 1
    return isWhole
      ? text.printed(first..<first + range.count)
      : glyphs[range].map { text.printed($0..<$0 + 1) }.joined()
  }

  private func firstFree(_ name: Glyphs) -> Int? {
    var first: Int?
    var rest = GlyphSlice(free[...])
    while let start = rest.firstIndex(of: name) {
      if !startsClassification(at: start + name.count) { return start }
      first = first ?? start
      rest.units = free[(start + 1)...]
    }
    return first
  }

  /// 项目 over 支出功能分类科目编码 looks like 项目支出.
  private func startsClassification(at index: Int) -> Bool {
    GlyphSlice(units[index...]).hasPrefix(Self.classification)
  }

  private static let classification: Glyphs = "功能分类"

  /// The columns of a side, by its form. Outer headings are taken first, so that 合计 over
  /// the whole is not mistaken for the 合计 of a group.
  mutating func columns(_ forms: [ColumnForm]) -> [TableSheet.Column?] {
    var groups: [(heading: HeadingForm, found: Found?)] = []
    for form in forms {
      for heading in form.groups where !groups.contains(where: { $0.heading == heading }) {
        groups.append((heading, take(heading)))
      }
    }
    var found = [Found?](repeating: nil, count: forms.count)
    for depth in 0...(forms.lazy.map { $0.groups.count }.max() ?? 0) {
      for index in forms.indices where forms[index].groups.count == depth {
        found[index] = take(forms[index].heading)
      }
    }
    return forms.indices.map { index in
      guard let leaf = found[index] else { return nil }
      var path = ""
      for heading in forms[index].groups {
        if let outer = groups.first(where: { $0.heading == heading })?.found {
          path += outer.text + "/"
        }
      }
      return TableSheet.Column(
        role: forms[index].role, path: path + leaf.text, position: leaf.position,
        rarity: forms[index].rarity)
    }
  }
}
