import Accounts
import Text

/// The value columns of a table whose header cells stand exactly over them.
struct HeaderColumns {
  struct Column {
    /// The column of the grid.
    var position: Int
    var side: Int
    /// The index in the form of that side.
    var form: Int
    var role: ColumnRole
    /// The printed words from outer to leaf, joined by `/`.
    var path: String
    /// The heading over a group of 表6: 人员经费 or 公用经费; else empty.
    var group = ""
  }

  private(set) var columns: [Column] = []
  /// Columns of line numbers: 行次, 序号.
  private(set) var ordinals: Set<Int> = []
  /// The header's rows, from the first.
  private(set) var height: Int

  /// A printed heading and the text by which it is compared.
  private struct Heading {
    var text: String
    var key: String
  }

  init(_ grid: Grid, of table: StandardTable) {
    height =
      grid.rows.firstIndex { row in
        row.cells.contains { RowWords.isBody($0.text) }
      } ?? grid.rows.count
    let paths = Self.paths(grid.rows[..<height])
    ordinals = Set(
      paths.indices.filter { index in
        paths[index].contains { $0.key.hasSuffix("行次") || $0.key == "序号" }
      })
    ordinals.formUnion(Self.counting(grid.rows[height...]))
    let sides = Self.sides(paths, of: table)
    for (side, forms) in table.forms.enumerated() {
      let positions = paths.indices.filter {
        sides[$0] == side && !Self.isName(paths[$0]) && !ordinals.contains($0)
      }
      columns +=
        table == .一般公共预算财政拨款基本支出决算表
        ? Self.panels(forms[0], at: positions, paths)
        : Self.matched(forms, side: side, at: positions, paths)
    }
    columns.sort { $0.position < $1.position }
  }

  /// The columns whose numbers count the rows, whatever is printed over them.
  private static func counting(_ rows: ArraySlice<Grid.Row>) -> Set<Int> {
    var numbers: [Int: [PrintedNumber]] = [:]
    for cell in rows.flatMap(\.cells) where cell.column >= 0 {
      if let number = PrintedNumber(cell.text) { numbers[cell.column, default: []].append(number) }
    }
    let counts = numbers.filter { _, numbers in
      numbers.count > 3 && numbers.allSatisfy { $0.scale == 0 }
        && zip(numbers, numbers.dropFirst()).allSatisfy { $0.mantissa + 1 == $1.mantissa }
    }
    return Set(counts.keys)
  }

  /// For each column the headings over it, from outer to leaf.
  private static func paths(_ rows: ArraySlice<Grid.Row>) -> [[Heading]] {
    let count = rows.flatMap(\.cells).map { $0.column + $0.width }.max() ?? 0
    var paths: [[Heading]] = Array(repeating: [], count: count)
    for cell in rows.flatMap(\.cells) where cell.column >= 0 {
      let heading = Heading(text: Folding.squeeze(cell.text), key: Folding.key(cell.text))
      guard heading.text.unicodeScalars.contains(where: { !(0x30...0x39).contains($0.value) })
      else { continue }
      for column in cell.column..<cell.column + cell.width { paths[column].append(heading) }
    }
    return paths
  }

  /// Whether a column is of codes and labels. A total without amounts may stand under its
  /// heading as if it were one.
  private static func isName(_ path: [Heading]) -> Bool {
    path.contains { heading in
      heading.key == "项目" || heading.key.hasPrefix("项目(") || heading.key.contains("科目")
        || heading.key.contains("编码")
    }
  }

  /// The side each column is of: by the heading 收入 or 支出, else the first value column is
  /// the 收入 side's and what follows it the 支出 side's.
  private static func sides(_ paths: [[Heading]], of table: StandardTable) -> [Int] {
    guard table.hasSides else { return paths.map { _ in 0 } }
    let isAmount = paths.map { path in
      path.contains { table.forms[0][0].heading.names.contains($0.key) }
    }
    let first = isAmount.firstIndex(of: true) ?? 0
    return paths.enumerated().map { column, path in
      if path.contains(where: { $0.key == "收入" }) { return 0 }
      if path.contains(where: { $0.key == "支出" }) { return 1 }
      return column <= first ? 0 : 1
    }
  }

  /// Gives each form of a side the column whose headings fit it best.
  private static func matched(
    _ forms: [ColumnForm], side: Int, at positions: [Int], _ paths: [[Heading]]
  ) -> [Column] {
    var fits: [(score: Int, form: Int, position: Int, path: String)] = []
    for form in forms.indices {
      for position in positions {
        guard let fit = fit(forms[form], paths[position]) else { continue }
        fits.append((fit.score, form, position, fit.path))
      }
    }
    var result: [Column] = []
    for fit in fits.sorted(by: {
      ($1.score, $0.form, $0.position) < ($0.score, $1.form, $1.position)
    })
    where !result.contains(where: { $0.form == fit.form || $0.position == fit.position }) {
      result.append(
        Column(
          position: fit.position, side: side, form: fit.form, role: forms[fit.form].role,
          path: fit.path))
    }
    return result
  }

  /// How well headings fit a form, and the path of those that name it.
  private static func fit(
    _ form: ColumnForm, _ path: [Heading]
  ) -> (score: Int, path: String)? {
    let joined = path.map(\.key).joined()
    var score: Int
    let leaf: String
    if let whole = wholeHeading(form.heading, path) {
      (score, leaf) = (10, whole)
    } else if let heading = path.last(where: { form.heading.names.contains($0.key) }) {
      (score, leaf) = (10, heading.text)
    } else if let name = form.heading.names.first(where: { joined.hasSuffix($0) }) {
      (score, leaf) = (8, name)
    } else if let heading = path.last(where: { isNear($0.key, form.heading.names) }) {
      (score, leaf) = (4, heading.text)
    } else {
      return nil
    }
    var groups: [String] = []
    for group in form.groups {
      if let heading = path.first(where: { h in group.names.contains { h.key.contains($0) } }) {
        score += 5
        groups.append(heading.text)
      } else {
        score -= 3
      }
    }
    return (score, (groups + [leaf]).joined(separator: "/"))
  }

  /// The last headings of a path that make up one of a heading's names: a page break may have
  /// cut it in two.
  private static func wholeHeading(_ heading: HeadingForm, _ path: [Heading]) -> String? {
    for start in path.indices {
      let key = path[start...].map(\.key).joined()
      if heading.names.contains(key) { return path[start...].map(\.text).joined() }
    }
    return nil
  }

  /// Whether a heading is a longer or a shorter form of a name.
  private static func isNear(_ key: String, _ names: [String]) -> Bool {
    names.contains { name in
      name.count >= 4 && key.hasPrefix(name) || key.count >= 4 && name.hasPrefix(key)
    }
  }

  /// The amounts of 表6, one for each group of columns side by side.
  private static func panels(
    _ form: ColumnForm, at positions: [Int], _ paths: [[Heading]]
  ) -> [Column] {
    positions.compactMap { position in
      guard let fit = fit(form, paths[position]), fit.score >= 8 else { return nil }
      let group = paths[position].first { $0.key == "人员经费" || $0.key == "公用经费" }
      return Column(
        position: position, side: 0, form: 0, role: form.role, path: fit.path,
        group: group?.text ?? "")
    }
  }
}
