import Accounts
import Text

/// The words of a table's header, in reading order, in which the names of columns are found.
///
/// Names are looked up in the running text and not by position: words wrap over lines and
/// merged cells stand beside their columns, but their order is that of the form.
struct HeaderWords {
  private var printed: [Unicode.Scalar] = []
  private var folded: [Unicode.Scalar] = []
  private var positions: [Int?] = []
  private var taken: [Bool] = []

  /// Adds a header cell or a piece of one. `closed` says that the name of a column does not
  /// go on in the next piece.
  mutating func append(_ text: String, position: Int?, closed: Bool) {
    for scalar in text.unicodeScalars {
      let fold = Folding.fold(scalar)
      if fold == " " || fold == "\t" { continue }
      add(scalar, fold, position)
    }
    if closed { add("|", "|", nil) }
  }

  private mutating func add(_ scalar: Unicode.Scalar, _ fold: Unicode.Scalar, _ position: Int?) {
    printed.append(scalar)
    folded.append(fold)
    positions.append(position)
    taken.append(false)
  }

  /// A name as it is printed, and the grid column it is printed in.
  typealias Found = (text: String, position: Int?)

  /// Takes the first free occurrence of the first of `names` that there is.
  mutating func take(_ names: [String]) -> Found? {
    for name in names {
      let wanted = Array(name.unicodeScalars)
      guard let start = firstFree(wanted) else { continue }
      let range = start..<start + wanted.count
      for index in range { taken[index] = true }
      return (String(String.UnicodeScalarView(printed[range])), positions[start])
    }
    return nil
  }

  private func firstFree(_ wanted: [Unicode.Scalar]) -> Int? {
    guard folded.count >= wanted.count else { return nil }
    let starts = (0...folded.count - wanted.count).filter { start in
      wanted.indices.allSatisfy { offset in
        folded[start + offset] == wanted[offset] && !taken[start + offset]
      }
    }
    return starts.first { !startsClassification(at: $0 + wanted.count) } ?? starts.first
  }

  /// 项目 over 支出功能分类科目编码 looks like 项目支出.
  private func startsClassification(at index: Int) -> Bool {
    let word: [Unicode.Scalar] = ["功", "能", "分", "类"]
    return folded.count >= index + 4 && Array(folded[index..<index + 4]) == word
  }

  /// The columns of a side, by its form. Outer headings are taken first, so that 合计 over
  /// the whole is not mistaken for the 合计 of a group.
  mutating func columns(_ forms: [ColumnForm]) -> [TableSheet.Column?] {
    var groups: [[String]: Found] = [:]
    for form in forms {
      for names in form.groups where groups[names] == nil { groups[names] = take(names) }
    }
    var found = [Found?](repeating: nil, count: forms.count)
    let depths = forms.map(\.groups.count)
    for depth in Set(depths).sorted() {
      for index in forms.indices where depths[index] == depth {
        found[index] = take(forms[index].names)
      }
    }
    return forms.indices.map { index in
      guard let leaf = found[index] else { return nil }
      let outer = forms[index].groups.compactMap { groups[$0]?.text }
      return TableSheet.Column(
        role: forms[index].role, path: (outer + [leaf.text]).joined(separator: "/"),
        position: leaf.position, rarity: forms[index].rarity)
    }
  }
}
