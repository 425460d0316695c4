import Accounts
import Execution
import Text

extension QueryResult.Display.Chart {
  /// The drawing of an answer in a terminal: a bar for each row, or a line over the years,
  /// or over the rows where there are none. It is at most `width` columns wide, one panel for each column of quantities. An
  /// answer without quantities has none and gives an empty text.
  func drawn(_ result: QueryResult, width: Int) -> String {
    var rows = result
    rows.rows.removeAll { $0.kind == .total || $0.kind == .subtotal }
    let panels = result.columns.indices.filter { result.columns[$0].isQuantity }.flatMap {
      column in
      switch self {
      case .bar: [BarPanel(rows, column: column).lines(width: width)]
      case .line: LinePanel.all(rows, column: column).map { $0.lines(width: width) }
      }
    }
    return panels.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }
}

/// One column of quantities as bars, each with its label and its number.
private struct BarPanel {
  let title: String
  let labels: [String]
  let numbers: [String]
  let values: [Double?]

  init(_ result: QueryResult, column: Int) {
    title = result.columns[column].heading
    let grid = DisplayGrid(result)
    let naming = result.columns.indices.filter { !result.columns[$0].isQuantity }
    labels = grid.cells.map { cells in
      naming.map { cells[$0] }.filter { !$0.isEmpty }.joined(separator: " ")
    }
    numbers = grid.cells.map { $0[column] }
    values = result.rows.map { $0.cells[column].magnitude }
  }

  func lines(width: Int) -> [String] {
    let number = numbers.map { DisplayWidth.of($0) }.max() ?? 0
    let longest = labels.map { DisplayWidth.of($0) }.max() ?? 0
    let label = min(longest, max(4, (width - number - 4) / 2))
    let room = max(1, width - label - number - 4)
    let bars = Bars.bars(values, room: room)
    return [title]
      + labels.indices.map { index in
        let name = Display.pad(Display.cut(labels[index], to: label), to: label)
        let bar = bars[index].isEmpty ? "" : bars[index] + " "
        return "\(name)  \(bar)\(numbers[index])"
      }
  }
}

/// One series as a line, drawn with braille dots: two across and four down in a character.
private struct LinePanel {
  let title: String
  let labels: [String]
  let values: [Double?]
  let numbers: [String]

  private static let height = 8

  /// A series for each value of the columns that are not the horizontal axis.
  static func all(_ result: QueryResult, column: Int) -> [LinePanel] {
    let grid = DisplayGrid(result)
    let naming = result.columns.indices.filter { !result.columns[$0].isQuantity }
    let axis = naming.first { result.columns[$0].kind == .year } ?? naming.first
    var order: [String] = []
    var members: [String: [Int]] = [:]
    for row in result.rows.indices {
      let name = naming.filter { $0 != axis }.map { grid.cells[row][$0] }.joined(separator: " ")
      if members[name] == nil { order.append(name) }
      members[name, default: []].append(row)
    }
    return order.map { name in
      let rows = members[name] ?? []
      let title = result.columns[column].heading
      return LinePanel(
        title: name.isEmpty ? title : "\(title) \(name)",
        labels: rows.map { row in axis.map { grid.cells[row][$0] } ?? String(row + 1) },
        values: rows.map { result.rows[$0].cells[column].magnitude },
        numbers: rows.map { grid.cells[$0][column] })
    }
  }

  func lines(width: Int) -> [String] {
    let known = values.compactMap { $0 }
    guard let low = known.min(), let high = known.max() else { return [title, "(no values)"] }
    let top = numbers[values.firstIndex(of: high) ?? 0]
    let bottom = numbers[values.firstIndex(of: low) ?? 0]
    let scale = max(DisplayWidth.of(top), DisplayWidth.of(bottom))
    let room = max(2, width - scale - 2)
    let canvas = plot(room: room, low: low, high: high)
    var lines = [title]
    for (index, line) in canvas.enumerated() {
      let mark = index == 0 ? top : index == Self.height - 1 ? bottom : ""
      lines.append(Display.pad(mark, to: scale, right: true) + " │" + line)
    }
    lines.append(String(repeating: " ", count: scale + 2) + axis(room: room))
    return lines
  }

  /// The first and the last label, under the ends of the line.
  private func axis(room: Int) -> String {
    guard labels.count > 1, let first = labels.first, let last = labels.last else {
      return Display.cut(labels.first ?? "", to: room)
    }
    let start = Display.cut(first, to: room / 2)
    return start
      + Display.pad(Display.cut(last, to: room / 2), to: room - DisplayWidth.of(start), right: true)
  }

  private func plot(room: Int, low: Double, high: Double) -> [String] {
    var canvas = Canvas(columns: room, rows: Self.height)
    let across = Double(room * 2 - 1) / Double(max(1, values.count - 1))
    let down = Double(Self.height * 4 - 1)
    var previous: (x: Double, y: Double)?
    for (index, value) in values.enumerated() {
      guard let value else {
        previous = nil
        continue
      }
      let level = high > low ? (high - value) / (high - low) : 0.5
      let point = (x: Double(index) * across, y: level * down)
      canvas.draw(from: previous ?? point, to: point)
      previous = point
    }
    return canvas.lines
  }
}

/// Dots on a grid of braille characters.
private struct Canvas {
  private var cells: [[UInt32]]

  init(columns: Int, rows: Int) {
    cells = Array(repeating: Array(repeating: 0, count: columns), count: rows)
  }

  mutating func draw(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) {
    let steps = max(1, Int(max(abs(end.x - start.x), abs(end.y - start.y)).rounded(.up)))
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      set(
        Int((start.x + (end.x - start.x) * part).rounded()),
        Int((start.y + (end.y - start.y) * part).rounded()))
    }
  }

  /// The bits of a braille character's eight dots, by row and column.
  private static let bits: [[UInt32]] = [
    [0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80],
  ]

  private mutating func set(_ x: Int, _ y: Int) {
    cells[y / 4][x / 2] |= Self.bits[y % 4][x % 2]
  }

  var lines: [String] {
    cells.map { row in
      var text = String.UnicodeScalarView()
      let end = (row.lastIndex { $0 != 0 } ?? -1) + 1
      for cell in row[..<end] {
        text.append(cell == 0 ? " " : Unicode.Scalar(0x2800 + cell) ?? " ")
      }
      return String(text)
    }
  }
}
