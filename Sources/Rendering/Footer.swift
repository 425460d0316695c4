public import Execution
import Text

/// What stands under a table: the notes, then rows, time and coverage on one line.
public struct Footer {
  let lines: [String]

  init(_ result: QueryResult, style: OutputStyle, elapsed: Duration?) {
    var lines: [String] = []
    // The last line tells the coverage.
    for note in result.notes where note.id != "coverage" || result.coverage == nil {
      lines += Self.wrapped("note: " + Display.safe(note.text), to: style.width)
    }
    var facts = [Self.rowCount(of: result)]
    if let elapsed { facts.append(Self.text(of: elapsed)) }
    if let coverage = result.coverage {
      let noun = coverage.reports == 1 ? "report" : "reports"
      facts.append("\(coverage.disclosing) of \(coverage.reports) \(noun)")
    }
    lines += Self.wrapped("(" + facts.joined(separator: ", ") + ")", to: style.width, indent: " ")
    self.lines = style.color ? lines.map { Look.dim.rawValue + $0 + Look.plain } : lines
  }

  /// `3 rows`; the sums below and between them are no rows of their own.
  public static func rowCount(of result: QueryResult) -> String {
    let count = result.rows.count { $0.kind == .data || $0.kind == .rest }
    return count == 1 ? "1 row" : "\(count) rows"
  }

  private static func wrapped(
    _ text: String, to width: Int?, indent: String = "      "
  ) -> [String] {
    guard let width else { return [text] }
    guard DisplayWidth.of(text) > width else { return [text] }
    return Display.wrap(text, to: max(2, width - indent.count)).enumerated().map { index, line in
      index == 0 ? line : indent + line
    }
  }

  /// Three figures at most: `0.82 ms`, `14 ms`, `1.3 s`.
  static func text(of duration: Duration) -> String {
    let parts = duration.components
    let microseconds = parts.seconds * 1_000_000 + parts.attoseconds / 1_000_000_000_000
    switch microseconds {
    case ..<10_000: return fixed(microseconds / 10, decimals: 2) + " ms"
    case ..<1_000_000: return "\(microseconds / 1000) ms"
    default: return fixed(microseconds / 100_000, decimals: 1) + " s"
    }
  }

  private static func fixed(_ value: Int64, decimals: Int) -> String {
    let digits = String(value)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
