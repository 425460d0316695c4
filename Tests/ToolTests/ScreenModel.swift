import Text

/// A terminal's screen: what a person would see after the bytes a program wrote.
///
/// It knows as much of xterm as line editing and tables use: text with wide characters,
/// wrapping, scrolling, cursor movement, erasing, inserting and deleting.
struct ScreenModel {
  let columns: Int
  let rows: Int
  private var cells: [[Cell]]
  private(set) var row = 0
  private(set) var column = 0
  /// A full row wraps only when the next character comes.
  private var wrapsNext = false
  private var pending: [UInt8] = []

  private enum Cell: Equatable {
    case character(String)
    /// The right half of a wide character.
    case rightHalf
  }

  private static let empty = Cell.character(" ")

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: Self.empty, count: columns), count: rows)
  }

  /// The rows as text, without blanks at their ends and without empty rows at the bottom.
  var lines: [String] {
    var lines = cells.map { row in
      var text = row.reduce(into: "") { text, cell in
        if case .character(let character) = cell { text += character }
      }
      while text.last == " " { text.removeLast() }
      return text
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  mutating func write(_ bytes: [UInt8]) {
    pending += bytes
    while let taken = takeOne() { pending.removeFirst(taken) }
  }

  /// Carries out one character or sequence at the front of what is pending; nil where it is
  /// not there whole.
  private mutating func takeOne() -> Int? {
    guard let first = pending.first else { return nil }
    switch first {
    case 0x1B: return takeEscape()
    case 0x0D: (column, wrapsNext) = (0, false)
    case 0x0A: lineFeed()
    case 0x08: (column, wrapsNext) = (max(0, column - 1), false)
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case 0..<0x20: break
    default: return takeCharacter(first)
    }
    return 1
  }

  private mutating func takeCharacter(_ first: UInt8) -> Int? {
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard pending.count >= length else { return nil }
    for scalar in String(decoding: pending[..<length], as: UTF8.self).unicodeScalars {
      put(scalar)
    }
    return length
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = DisplayWidth.of(scalar)
    guard width > 0 else { return }
    if wrapsNext || column + width > columns {
      column = 0
      lineFeed()
    }
    erase(row, column)
    cells[row][column] = .character(String(scalar))
    if width == 2 {
      erase(row, column + 1)
      cells[row][column + 1] = .rightHalf
    }
    column += width
    wrapsNext = column == columns
    if wrapsNext { column = columns - 1 }
  }

  /// Half a wide character that is overwritten takes the other half with it.
  private mutating func erase(_ row: Int, _ column: Int) {
    if cells[row][column] == .rightHalf { cells[row][column - 1] = Self.empty }
    if column + 1 < columns, cells[row][column + 1] == .rightHalf {
      cells[row][column + 1] = Self.empty
    }
    cells[row][column] = Self.empty
  }

  private mutating func lineFeed() {
    wrapsNext = false
    if row + 1 < rows {
      row += 1
    } else {
      cells.removeFirst()
      cells.append(Array(repeating: Self.empty, count: columns))
    }
  }

  private mutating func takeEscape() -> Int? {
    guard pending.count >= 2 else { return nil }
    guard pending[1] == UInt8(ascii: "[") else {
      return pending[1] == UInt8(ascii: "(") ? (pending.count >= 3 ? 3 : nil) : 2
    }
    guard let end = pending[2...].firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      return nil
    }
    let parameters = String(decoding: pending[2..<end], as: UTF8.self)
    if !parameters.hasPrefix("?") { control(pending[end], parameters) }
    return end + 1
  }

  private mutating func control(_ letter: UInt8, _ parameters: String) {
    let numbers = parameters.split(separator: ";").map { Int($0) ?? 0 }
    let count = max(1, numbers.first ?? 1)
    wrapsNext = false
    switch Character(Unicode.Scalar(letter)) {
    case "A": row = max(0, row - count)
    case "B": row = min(rows - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columns, count) - 1
    case "d": row = min(rows, count) - 1
    case "H":
      row = min(rows, count) - 1
      column = min(columns, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
    case "K": eraseLine(numbers.first ?? 0)
    case "J": eraseScreen(numbers.first ?? 0)
    case "P":
      cells[row].removeSubrange(column..<min(columns, column + count))
      cells[row] += Array(repeating: Self.empty, count: columns - cells[row].count)
    case "@":
      cells[row].insert(contentsOf: Array(repeating: Self.empty, count: count), at: column)
      cells[row].removeLast(cells[row].count - columns)
    default: break
    }
  }

  private mutating func eraseLine(_ part: Int) {
    let range = part == 0 ? column..<columns : part == 1 ? 0..<column + 1 : 0..<columns
    for index in range { erase(row, index) }
  }

  private mutating func eraseScreen(_ part: Int) {
    eraseLine(part)
    let below = part == 0 ? row + 1..<rows : part == 1 ? 0..<row : 0..<rows
    for index in below {
      cells[index] = Array(repeating: Self.empty, count: columns)
    }
  }
}
