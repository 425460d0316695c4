import Accounts
import Audit
import Execution
import Semantics
import Text

/// The findings of `check` as a terminal shows them: like the messages of a compiler, each
/// with its printed line and what stands under it.
struct FindingListing {
  private let result: QueryResult
  private let columns: [String: Int]

  /// - Parameter result: rows of 检查 with all its columns.
  init(_ result: QueryResult) {
    self.result = result
    columns = Dictionary(
      uniqueKeysWithValues: result.columns.enumerated().map { ($0.element.name, $0.offset) })
  }

  var text: String {
    let findings = result.rows.map { finding($0.cells) }
    return (findings + [summary]).joined(separator: "\n\n")
  }

  /// `错误 3 · 舍入 12 · 提示 4`.
  private var summary: String {
    var counts: [(level: String, count: Int)] = []
    for row in result.rows {
      let level = value("级别", row.cells)
      if let known = counts.firstIndex(where: { $0.level == level }) {
        counts[known].count += 1
      } else {
        counts.append((level, 1))
      }
    }
    guard !counts.isEmpty else { return "没有发现问题" }
    let order = Severity.allCases.map(\.rawValue)
    counts.sort { order.firstIndex(of: $0.level)! < order.firstIndex(of: $1.level)! }
    return counts.map { "\($0.level) \($0.count)" }.joined(separator: " · ")
  }

  private func value(_ column: String, _ cells: [QueryResult.Cell]) -> String {
    guard let index = columns[column] else { return "" }
    switch cells[index] {
    case .blank: return ""
    case .text(let text): return text
    case .number(let number): return number.description
    }
  }

  private func finding(_ cells: [QueryResult.Cell]) -> String {
    let page = value("页", cells) == "1" ? "" : "\(value("页", cells)):"
    var lines = [
      "\(value("级别", cells))[\(value("规则", cells))]: \(value("问题", cells))",
      "  --> \(value("文件", cells)):\(page)\(value("行", cells)):\(value("列", cells))",
    ]
    let excerpt = Excerpt(
      of: value("原文", cells), marking: value("印为", cells), near: Int(value("列", cells)) ?? 1)
    if !excerpt.line.isEmpty { lines.append("  | \(excerpt.line)") }
    if !excerpt.marks.isEmpty { lines.append("  | \(excerpt.marks)") }
    lines += Paragraphs.hanging(
      "\(value("对象", cells)) 印为 \(value("印为", cells))" + expectation(cells), after: "  = ")
    lines += evidence(value("依据", cells))
    return lines.joined(separator: "\n")
  }

  /// What a finding follows from, an item to a line; many zeros are told by their number.
  private func evidence(_ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var items = text.split(separator: "；").map(String.init)
    let zeros = items.count { Self.isZero($0) }
    if zeros > 2 { items.removeAll(where: Self.isZero) }
    if zeros > 2 { items.append("另有 \(zeros) 项为 0") }
    return items.enumerated().flatMap { index, item in
      Paragraphs.hanging(item, after: index == 0 ? "  = 依据：" : "          ")
    }
  }

  /// 表6 30202 印刷费 0.00万元（行 8）.
  private static func isZero(_ item: String) -> Bool {
    guard let open = item.lastIndex(of: "（"), let blank = item[..<open].lastIndex(of: " ") else {
      return false
    }
    let number = item[item.index(after: blank)..<open].prefix { $0.isASCII }
    return !number.isEmpty && number.allSatisfy { $0 == "0" || $0 == "." }
  }

  private func expectation(_ cells: [QueryResult.Cell]) -> String {
    let expected = value("应为", cells)
    guard !expected.isEmpty else { return "" }
    let difference = value("差额", cells)
    return "，应为 \(expected)" + (difference.isEmpty ? "" : "，差 \(difference)")
  }
}

/// A part of a printed line with a number of it underlined, in display columns.
struct Excerpt {
  private(set) var line = ""
  private(set) var marks = ""

  /// With the margin and an ellipsis on each side, a terminal of 80 columns holds it.
  private static let width = 70

  /// - Parameters:
  ///   - printed: the text to mark: a number with its unit, or words.
  ///   - column: where the number starts on its own line, one-based; the number is looked for
  ///     near it, since a sentence is printed on several lines.
  init(of raw: String, marking printed: String, near column: Int) {
    var characters = raw.map { $0.isWhitespace ? " " : $0 }
    while characters.last == " " { characters.removeLast() }
    guard let range = Self.range(of: printed, in: characters, near: column - 1) else {
      line = String(characters.prefix(Self.width / 2))
      return
    }
    var start = range.lowerBound
    var end = range.upperBound
    var room = Self.width - Self.width(characters[range])
    while room > 0, start > 0 || end < characters.count {
      if start > 0 {
        start -= 1
        room -= Self.width(characters[start...start])
      }
      if end < characters.count {
        room -= Self.width(characters[end...end])
        end += 1
      }
    }
    let before = (start > 0 ? "…" : "") + String(characters[start..<range.lowerBound])
    let after = String(characters[range.upperBound..<end]) + (end < characters.count ? "…" : "")
    line = before + String(characters[range]) + after
    marks =
      String(repeating: " ", count: DisplayWidth.of(before))
      + String(repeating: "^", count: max(1, Self.width(characters[range])))
  }

  private static func width(_ characters: ArraySlice<Character>) -> Int {
    DisplayWidth.of(String(characters))
  }

  /// The number or the words nearest to a position.
  private static func range(
    of printed: String, in characters: [Character], near position: Int
  ) -> Range<Int>? {
    let wanted = Array(printed)
    let digits = wanted.drop { $0 == "-" }.prefix { isDigit($0) || $0 == "." }
    // 2021年度支出决算表 is no number.
    let isNumber = !digits.isEmpty && wanted.count - digits.count <= 4
    let candidates =
      !isNumber
      ? ranges(of: wanted, in: characters)
      : numbers(in: characters).filter { characters[$0].filter { $0 != "," } == Array(digits) }
    return candidates.min { abs($0.lowerBound - position) < abs($1.lowerBound - position) }
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private static func numbers(in characters: [Character]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start: Int?
    for index in 0...characters.count {
      let isPart =
        index < characters.count
        && (isDigit(characters[index])
          || (start != nil && (characters[index] == "," || characters[index] == ".")))
      if isPart {
        start = start ?? index
      } else if let first = start {
        result.append(first..<index)
        start = nil
      }
    }
    return result
  }

  private static func ranges(of wanted: [Character], in characters: [Character]) -> [Range<Int>] {
    guard !wanted.isEmpty, wanted.count <= characters.count else { return [] }
    return (0...(characters.count - wanted.count)).compactMap { start in
      characters[start..<(start + wanted.count)].elementsEqual(wanted)
        ? start..<(start + wanted.count) : nil
    }
  }
}

/// Text broken to fit a terminal of 80 columns.
private enum Paragraphs {
  private static let width = 78

  /// The lines of a text behind a margin, the further ones indented as far.
  static func hanging(_ text: String, after margin: String) -> [String] {
    let indent = DisplayWidth.of(margin)
    var lines: [String] = []
    var line = margin
    var room = width - indent
    for word in words(of: text) {
      let columns = DisplayWidth.of(word)
      if columns > room, room < width - indent {
        if line.last == " " { line.removeLast() }
        lines.append(line)
        line = String(repeating: " ", count: indent)
        room = width - indent
        if word == " " { continue }
      }
      line += word
      room -= columns
    }
    return lines + [line]
  }

  /// What a line may be broken between: numbers and Latin words are one, a Chinese character
  /// is one with the marks that may not be parted from it.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var joins = false
    for character in text {
      let last = words.last?.last
      let isLatin = character.isASCII && character != " " && last?.isASCII == true && last != " "
      let isUnit = "万元亿".contains(character) && (last?.isASCII == true || last == "万")
      if joins || isLatin || isUnit || closing.contains(character), !words.isEmpty {
        words[words.count - 1].append(character)
      } else {
        words.append(String(character))
      }
      joins = character == "（" || character == "("
    }
    return words
  }

  /// What no line begins with.
  private static let closing: Set<Character> = ["，", "。", "；", "、", "：", "）", "·", "%"]
}
