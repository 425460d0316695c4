import Accounts
import Text

/// The words by which rows are told from one another where no ruling parts them.
enum RowWords {
  /// Whether a text begins a row of its own: a code, a numeral, or a total's name.
  static func startRow(_ text: String) -> Bool {
    isNumbered(text) || wholeLabels.contains(where: Folding.key(text).hasPrefix)
  }

  /// Whether a word cannot stand in a header: an amount, a code, or what follows a numeral.
  static func isBody(_ text: String) -> Bool {
    isNumbered(text) || PrintedNumber(text)?.scale ?? 0 > 0
  }

  /// Whether a text is a code or begins with a numeral, as 一、 does.
  private static func isNumbered(_ text: String) -> Bool {
    let key = Folding.key(text)
    if let comma = key.firstIndex(of: ","), comma != key.startIndex,
      key[..<comma].allSatisfy({ "一二三四五六七八九十".contains($0) })
    {
      return true
    }
    return isCode(key)
  }

  private static func isCode(_ key: String) -> Bool {
    (3...7).contains(key.utf8.count) && key.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Whether a text is a note, which ends the table.
  static func endTable(_ text: String) -> Bool {
    let key = Folding.key(text)
    return ["注:", "注1", "备注:", "说明:", "注."].contains(where: key.hasPrefix)
  }

  /// The first line of the header over the line of the first amount: under the unit.
  static func firstHeaderLine(of words: [TableWord], before first: Int) -> Int {
    let unit = words.filter { $0.line < first && Folding.key($0.text).contains("单位:") }
    return (unit.map(\.line).max() ?? (words.map(\.line).min() ?? first) - 1) + 1
  }

  private static let wholeLabels = [
    "合计", "总计", "小计", "本年收入合计", "本年支出合计", "年初结转和结余", "年末结转和结余",
    "年初财政拨款结转和结余", "年末财政拨款结转和结余", "使用非财政拨款", "用事业基金弥补", "结余分配",
    "人员经费合计", "公用经费合计", "收入总计", "支出总计",
  ]
}

/// Parts rows by the baselines of their words.
enum RowBands {
  /// Whether rows are parted by no ruling: two numbers stand above one another in one column,
  /// or a heading above a number, or the line that numbers the columns beside another.
  ///
  /// Where the columns are open no ruling tells a label in the middle of several from one beside
  /// it: there any two lines that begin rows are parted.
  static func areNeeded(_ words: [TableWord], areOpen: Bool) -> Bool {
    if areOpen, lines(of: words).count(where: { $0.isAnchor && !$0.isHeader }) > 1 { return true }
    let ordinals = OrdinalLine.lines(of: words)
    if !ordinals.isEmpty, words.contains(where: { !ordinals.contains($0.line) }) { return true }
    return words.contains { word in
      let isStart = RowWords.startRow(word.text)
      guard isStart || word.isAmount else { return false }
      return words.contains { other in
        other.line < word.line && other.box.x0 < word.box.x1 && word.box.x0 < other.box.x1
          && (word.isAmount && (other.isAmount || other.isHeading)
            || isStart && RowWords.startRow(other.text))
      }
    }
  }

  /// Words on a baseline, or on baselines so close that they are one row's.
  private struct Line {
    var words: [TableWord]
    /// The middles of its first and its last words.
    var top: Float
    var bottom: Float
    var size: Float
    var isAnchor = false
    var isHeader = false
    /// Whether the line numbers the columns.
    var isOrdinal = false

    var y: Float { (top + bottom) / 2 }
  }

  /// The heights between the rows.
  ///
  /// A line with an amount, a code or a numeral is a row. Any other is part of a label: of
  /// the nearer row that has none yet, else of the row above.
  static func boundaries(_ words: [TableWord]) -> [Float] {
    let lines = lines(of: words)
    guard lines.count > 1 else { return [] }
    let anchors = lines.indices.filter { lines[$0].isAnchor && !lines[$0].isHeader }
    let pitch = usualPitch(anchors.map { lines[$0].y })
    let rowOf = lines.indices.map { index in
      lines[index].isAnchor && !lines[index].isHeader
        ? index : row(of: index, lines, anchors: anchors, pitch: pitch)
    }
    return lines.indices.dropFirst().compactMap { index in
      let above = lines[index - 1]
      let line = lines[index]
      let between = (line.top + above.bottom) / 2
      if above.isHeader, line.isHeader {
        // A header's wrapped lines stand closer than its rows.
        if above.isOrdinal || line.isOrdinal { return between }
        return line.top - above.bottom > 1.45 * line.size ? between : nil
      }
      return rowOf[index] == rowOf[index - 1] ? nil : between
    }
  }

  private static func lines(of words: [TableWord]) -> [Line] {
    var lines: [Line] = []
    var last: [TableWord] = []
    for (_, words) in Dictionary(grouping: words, by: \.line).sorted(by: { $0.key < $1.key }) {
      let y = words.map(\.box.middleY).reduce(0, +) / Float(words.count)
      let size = words.map(\.lineHeight).max() ?? 10
      if let above = lines.last, y - above.bottom < 0.8 * size, !overlap(last, words) {
        // A number that hangs higher than its label, a label wrapped around its code.
        lines[lines.count - 1].words += words
        lines[lines.count - 1].bottom = y
      } else {
        lines.append(Line(words: words, top: y, bottom: y, size: size))
      }
      last = words
    }
    for index in lines.indices {
      lines[index].isAnchor = lines[index].words.contains {
        $0.isAmount || RowWords.startRow($0.text)
      }
    }
    // 本年支出合计 names a row in 表1 and a column in 表3.
    let first = lines.firstIndex { $0.words.contains { RowWords.isBody($0.text) } } ?? 0
    let ordinals = OrdinalLine.lines(of: words)
    for index in 0..<first {
      lines[index].isHeader = true
      lines[index].isOrdinal = lines[index].words.contains { ordinals.contains($0.line) }
    }
    return lines
  }

  private static func overlap(_ a: [TableWord], _ b: [TableWord]) -> Bool {
    a.contains { word in b.contains { $0.box.x0 < word.box.x1 && word.box.x0 < $0.box.x1 } }
  }

  private static func row(
    of index: Int, _ lines: [Line], anchors: [Int], pitch: Float
  ) -> Int {
    let line = lines[index]
    guard !line.isHeader else { return index }
    let above = anchors.last { $0 < index }
    let below = anchors.first { $0 > index }
    guard let above else { return below ?? index }
    let up = line.y - lines[above].y
    guard let below else { return up < 1.1 * pitch ? above : index }
    let down = lines[below].y - line.y
    if up > 0.95 * pitch, down > 0.95 * pitch, pitch > 1.6 * line.size { return index }
    let aboveHasLabel = hasLabel(lines[above], beside: line)
    let belowHasLabel = hasLabel(lines[below], beside: line)
    if aboveHasLabel != belowHasLabel { return aboveHasLabel ? below : above }
    return up <= down * 1.05 ? above : below
  }

  /// Whether a row has its label on its own line, in the column of `line`.
  private static func hasLabel(_ row: Line, beside line: Line) -> Bool {
    overlap(row.words.filter { $0.number == nil }, line.words)
  }

  private static func usualPitch(_ heights: [Float]) -> Float {
    let gaps = zip(heights.dropFirst(), heights).map { $0 - $1 }.sorted()
    return gaps.isEmpty ? .infinity : gaps[gaps.count / 2]
  }
}

/// The line 栏次 1 2 3 … that numbers the columns of a table.
enum OrdinalLine {
  /// The lines whose numbers count from one or go on from the line before.
  static func lines(of words: [TableWord]) -> Set<Int> {
    var result: Set<Int> = []
    for (line, words) in Dictionary(grouping: words, by: \.line) {
      let numbers = words.sorted { $0.box.x0 < $1.box.x0 }.compactMap(\.number)
      guard numbers.count > 1, numbers.first?.mantissa == 1,
        numbers.allSatisfy({ $0.scale == 0 && $0.mantissa < 100 }),
        zip(numbers, numbers.dropFirst()).allSatisfy({ $0.mantissa + 1 == $1.mantissa })
      else { continue }
      if words.allSatisfy({ $0.number != nil || isFormWord($0.text) }) { result.insert(line) }
    }
    return result
  }

  private static func isFormWord(_ text: String) -> Bool {
    RowLabels.isFormWord(GlyphSlice(Glyphs(text)))
      || ["栏", "次", "类", "款", "项"].contains(text)
  }
}
