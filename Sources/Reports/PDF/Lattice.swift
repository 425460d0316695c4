/// The cells that ruling lines enclose.
///
/// Every ruling is taken through the whole table, which gives columns and rows as fine as
/// they get; those with no ruling drawn between them are one cell.
struct Lattice {
  struct Cell: Hashable {
    var columns: Range<Int>
    var rows: Range<Int>
  }

  /// The boundaries of columns and rows, ascending.
  private(set) var xs: [Float]
  private(set) var ys: [Float]
  /// Whether a ruling is drawn at the right (below) of a column and row.
  private var right: [[Bool]] = []
  private var below: [[Bool]] = []
  private var verticals: [Stroke] = []
  private var horizontals: [Stroke] = []
  /// Whether no ruling stands between its columns.
  private(set) var isOpen = false

  /// A ruling: where it stands on one axis, and from where to where on the other.
  private struct Stroke {
    var at: Float
    var from: Float
    var to: Float
  }

  /// Nil where the rulings enclose no columns.
  init?(_ rulings: [Document.Ruling]) {
    for ruling in rulings {
      if ruling.y1 - ruling.y0 > ruling.x1 - ruling.x0 {
        verticals.append(
          Stroke(at: (ruling.x0 + ruling.x1) / 2, from: ruling.y0, to: ruling.y1))
      } else {
        horizontals.append(
          Stroke(at: (ruling.y0 + ruling.y1) / 2, from: ruling.x0, to: ruling.x1))
      }
    }
    verticals = Self.merged(verticals).filter { $0.to - $0.from > 5 }
    horizontals = Self.merged(horizontals).filter { $0.to - $0.from > 12 }
    // An underline, a frame around the page or a rule under its header is no table.
    guard verticals.count >= 3 || horizontals.count(where: { $0.to - $0.from > 100 }) >= 3 else {
      return nil
    }
    // A table open at its sides ends where its horizontal rulings do.
    let sides = Self.extent(horizontals)
    let ends = Self.extent(verticals)
    xs = Self.clustered(verticals.map { ($0.at, $0.to - $0.from) } + sides.map { ($0, 0.1) })
    ys = Self.clustered(horizontals.map { ($0.at, $0.to - $0.from) } + ends.map { ($0, 0.1) })
    // A drawing has more lines than any table.
    guard xs.count >= 2, ys.count >= 2, xs.count < 200, ys.count < 500 else { return nil }
    isOpen = xs.count == 2
    drawBoundaries()
  }

  /// From where to where strokes reach.
  private static func extent(_ strokes: [Stroke]) -> [Float] {
    [strokes.map(\.from).min(), strokes.map(\.to).max()].compactMap { $0 }
  }

  /// One cell around all that is laid out in columns; ``divide(_:)`` finds rows and columns.
  init?(aroundTableOf words: [TableWord]) {
    let lines = Set(words.filter(\.isAmount).map(\.line))
    guard let first = lines.min(), let last = words.map(\.line).max() else { return nil }
    let top = RowWords.firstHeaderLine(of: words, before: first)
    let bottom = words.filter { $0.line > first && RowWords.endTable($0.text) }.map(\.line).min()
    let inside = words.filter { $0.line >= top && $0.line < bottom ?? (last + 1) }
    guard let x0 = inside.map(\.box.x0).min(), let x1 = inside.map(\.box.x1).max(),
      let y0 = inside.map(\.box.y0).min(), let y1 = inside.map(\.box.y1).max()
    else { return nil }
    xs = [x0 - 1, x1 + 1]
    ys = [y0 - 1, y1 + 1]
    isOpen = true
    drawBoundaries()
  }

  private mutating func drawBoundaries() {
    right = (1..<xs.count).map { column in
      (1..<ys.count).map { row in
        Self.covers(verticals, at: xs[column], from: ys[row - 1], to: ys[row])
      }
    }
    below = (1..<xs.count).map { column in
      (1..<ys.count).map { row in
        Self.covers(horizontals, at: ys[row], from: xs[column - 1], to: xs[column])
      }
    }
  }

  /// Whether strokes cover more than half of the way.
  private static func covers(_ strokes: [Stroke], at: Float, from: Float, to: Float) -> Bool {
    var covered: Float = 0
    for stroke in strokes where abs(stroke.at - at) <= reach {
      covered += max(0, min(stroke.to, to) - max(stroke.from, from))
    }
    return covered > (to - from) / 2
  }

  /// How far apart, in points, rulings of one boundary may stand.
  private static let reach: Float = 3

  /// Pieces of one line joined: borders are often drawn cell by cell, or as dashes.
  private static func merged(_ strokes: [Stroke]) -> [Stroke] {
    var result: [Stroke] = []
    for stroke in strokes.sorted(by: { ($0.at, $0.from) < ($1.at, $1.from) }) {
      let near = result.indices.reversed().prefix { stroke.at - result[$0].at < 0.8 }
      if let index = near.first(where: {
        stroke.from - result[$0].to < 2.5 && result[$0].from - stroke.to < 2.5
      }) {
        result[index].from = min(result[index].from, stroke.from)
        result[index].to = max(result[index].to, stroke.to)
      } else {
        result.append(stroke)
      }
    }
    return result
  }

  /// The weighted means of values that stand close together, ascending.
  static func clustered(
    _ values: [(value: Float, weight: Float)], within reach: Float = reach
  ) -> [Float] {
    var result: [(mean: Float, weight: Float)] = []
    for (value, weight) in values.sorted(by: { $0.value < $1.value }) {
      if let last = result.last, value - last.mean <= reach {
        let sum = last.weight + weight
        result[result.count - 1] = ((last.mean * last.weight + value * weight) / sum, sum)
      } else {
        result.append((value, weight))
      }
    }
    return result.map(\.mean)
  }
}

extension Lattice {
  /// Draws the rulings that are not printed: between columns where a cell would hold two
  /// numbers side by side, and between rows where it would hold two above one another.
  mutating func divide(_ words: [TableWord]) {
    let isOpen = self.isOpen
    var newColumns: [Float] = []
    var newRows: [(range: ClosedRange<Float>, at: [Float])] = []
    for column in 1..<xs.count {
      let inside = words.filter {
        cell(at: $0.box) != nil && $0.box.middleX > xs[column - 1] && $0.box.middleX < xs[column]
      }
      if ColumnBands.areNeeded(inside) { newColumns += ColumnBands.boundaries(inside) }
    }
    for row in 1..<ys.count {
      let inside = words.filter {
        cell(at: $0.box) != nil && $0.box.middleY > ys[row - 1] && $0.box.middleY < ys[row]
      }
      if RowBands.areNeeded(inside, areOpen: isOpen) {
        newRows.append((ys[row - 1]...ys[row], RowBands.boundaries(inside)))
      }
    }
    guard !newColumns.isEmpty || !newRows.isEmpty else { return }
    verticals += newColumns.map { Stroke(at: $0, from: ys[0], to: ys[ys.count - 1]) }
    horizontals += newRows.flatMap(\.at).map {
      Stroke(at: $0, from: xs[0], to: xs[xs.count - 1])
    }
    xs = (xs + newColumns).sorted()
    ys = (ys + newRows.flatMap(\.at)).sorted()
    drawBoundaries()
  }

  /// Draws vertical rulings through the whole table, which is widened to hold them all.
  mutating func addColumns(at positions: [Float]) {
    guard let first = positions.min(), let last = positions.max() else { return }
    verticals += positions.map { Stroke(at: $0, from: ys[0], to: ys[ys.count - 1]) }
    xs = ([min(xs[0], first - 1)] + positions + [max(xs[xs.count - 1], last + 1)]).sorted()
    drawBoundaries()
  }

  /// The cell in which the middle of a word stands.
  func cell(at box: Box) -> (column: Int, row: Int)? {
    guard let column = index(of: box.middleX, in: xs), let row = index(of: box.middleY, in: ys)
    else { return nil }
    return (column, row)
  }

  /// The column in which the middle of a word stands, whatever its height.
  func column(at box: Box) -> Int? { index(of: box.middleX, in: xs) }

  private func index(of value: Float, in boundaries: [Float]) -> Int? {
    guard value > boundaries[0], let next = boundaries.firstIndex(where: { $0 >= value }) else {
      return nil
    }
    return next - 1
  }

  /// The cells that hold words.
  func cells(_ words: [TableWord]) -> [(cell: Cell, words: [TableWord])] {
    let merged = mergedCells()
    var contents: [Cell: [TableWord]] = [:]
    for word in words {
      guard let (column, row) = cell(at: word.box) else { continue }
      contents[merged[column][row], default: []].append(word)
    }
    return contents.sorted {
      ($0.key.rows.lowerBound, $0.key.columns.lowerBound)
        < ($1.key.rows.lowerBound, $1.key.columns.lowerBound)
    }.map { ($0.key, $0.value) }
  }

  /// For each column and row the whole cell: what no ruling parts is filled from one place.
  private func mergedCells() -> [[Cell]] {
    let (columns, rows) = (xs.count - 1, ys.count - 1)
    var result: [[Cell?]] = Array(repeating: Array(repeating: nil, count: rows), count: columns)
    for row in 0..<rows {
      for column in 0..<columns where result[column][row] == nil {
        var members: [(column: Int, row: Int)] = [(column, row)]
        var seen = Set([column * rows + row])
        var next = 0
        while next < members.count {
          let (c, r) = members[next]
          next += 1
          var neighbours: [(column: Int, row: Int)] = []
          if c + 1 < columns, !right[c][r] { neighbours.append((c + 1, r)) }
          if c > 0, !right[c - 1][r] { neighbours.append((c - 1, r)) }
          if r + 1 < rows, !below[c][r] { neighbours.append((c, r + 1)) }
          if r > 0, !below[c][r - 1] { neighbours.append((c, r - 1)) }
          for neighbour in neighbours
          where seen.insert(neighbour.column * rows + neighbour.row).inserted {
            members.append(neighbour)
          }
        }
        let columnSpan = members.map(\.column)
        let rowSpan = members.map(\.row)
        let cell = Cell(
          columns: columnSpan.min()!..<columnSpan.max()! + 1,
          rows: rowSpan.min()!..<rowSpan.max()! + 1)
        for member in members { result[member.column][member.row] = cell }
      }
    }
    return result.map { $0.map { $0! } }
  }
}
