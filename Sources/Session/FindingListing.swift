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
    if !excerpt.line.isEmpty { lines += ["  | \(excerpt.line)", "  | \(excerpt.marks)"] }
    lines.append("  = \(value("对象", cells)) 印为 \(value("印为", cells))" + expectation(cells))
    let evidence = value("依据", cells)
    if !evidence.isEmpty { lines.append("  = 依据：\(evidence)") }
    return lines.joined(separator: "\n")
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

  private static let width = 76

  /// - Parameters:
  ///   - printed: the text to mark: a number with its unit, or words.
  ///   - column: where the number starts on its own line, one-based; the number is looked for
  ///     near it, since a sentence is printed on several lines.
  init(of raw: String, marking printed: String, near column: Int) {
    let characters = raw.map { $0.isWhitespace ? " " : $0 }
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
    let candidates =
      digits.isEmpty
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
