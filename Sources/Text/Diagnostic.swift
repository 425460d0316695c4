/// A fact about an input that a reader should know, with its place and its words.
///
/// A module that finds faults has an error type of its own; the words stand beside that
/// type, in an extension that makes a diagnostic of it.
public struct Diagnostic: Error, Sendable, Equatable {
  public enum Severity: String, Sendable {
    case error
    case warning
    case note
  }

  /// A stable name for the message, such as `syntax.expected`, given in `--errors json`.
  public var id: String
  public var severity: Severity
  /// One plain sentence, without a trailing full stop: what is wrong.
  public var title: String
  /// Where, if anywhere.
  public var location: Location?
  /// One plain sentence: what to write instead, or where to look.
  public var hint: String?
  /// Known names near to what was written, nearest first.
  public var nearest: [String]

  /// A range in a source.
  public struct Location: Sendable, Equatable {
    public var source: SourceText
    public var range: SourceRange

    public init(source: SourceText, range: SourceRange) {
      self.source = source
      self.range = range
    }
  }

  public init(
    id: String, severity: Severity = .error, title: String, location: Location? = nil,
    hint: String? = nil, nearest: [String] = []
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    self.location = location
    self.hint = hint
    self.nearest = nearest
  }
}

extension Diagnostic {
  /// The message as it stands on a terminal: title, the source line, a caret under the
  /// exact span counted in display columns, the hint, the nearest names.
  ///
  ///     error: There is no measure named 支岀
  ///       --> script.suan:1:5
  ///       | sum 支岀 by 部门
  ///       |     ^^^^
  ///       = Did you mean 支出?
  public func rendered() -> String {
    var lines = ["\(severity.rawValue): \(title)"]
    if let location {
      let source = location.source
      let line = source.lineRange(at: location.range.start)
      let before = String(
        decoding: source.bytes[line.start..<max(line.start, location.range.start)], as: UTF8.self)
      let end = min(max(location.range.end, location.range.start), line.end)
      let start = min(location.range.start, end)
      let under = String(decoding: source.bytes[start..<end], as: UTF8.self)
      let after = String(decoding: source.bytes[end..<max(end, line.end)], as: UTF8.self)
      let excerpt = Excerpt(before: before, under: under, after: after)
      lines.append(
        "  --> \(source.name):\(source.lineNumber(at: location.range.start))"
          + ":\(before.unicodeScalars.count + 1)")
      lines.append("  | \(excerpt.line)")
      lines.append(
        "  | \(String(repeating: " ", count: excerpt.column))"
          + String(repeating: "^", count: excerpt.width))
    }
    if !nearest.isEmpty {
      lines.append("  = Did you mean \(nearest.joined(separator: " or "))?")
    }
    if let hint { lines.append("  = \(hint)") }
    return lines.joined(separator: "\n")
  }
}

/// A source line with the part that is underlined; of a long line what stands around that part.
private struct Excerpt {
  let line: String
  /// Where the caret stands and how many there are, in display columns.
  let column: Int
  let width: Int

  /// A line longer than this, in scalars, is cut.
  private static let longest = 200
  private static let around = 60

  init(before: String, under: String, after: String) {
    let isLong =
      [before, under, after].reduce(0) { $0 + $1.unicodeScalars.count } > Self.longest
    let head = isLong ? Self.last(Self.around, of: before) : before
    let middle = isLong ? Self.first(2 * Self.around, of: under) : under
    let tail = isLong ? Self.first(Self.around, of: after) : after
    line = Self.plain(head + middle + (middle.hasSuffix("…") && middle != under ? "" : tail))
    column = DisplayWidth.of(head)
    width = max(1, DisplayWidth.of(middle))
  }

  private static func first(_ count: Int, of text: String) -> String {
    let scalars = text.unicodeScalars
    return scalars.count > count ? String(scalars.prefix(count)) + "…" : text
  }

  private static func last(_ count: Int, of text: String) -> String {
    let scalars = text.unicodeScalars
    return scalars.count > count ? "…" + String(scalars.suffix(count)) : text
  }

  /// A tab would move the caret: it is shown as one space.
  private static func plain(_ text: String) -> String {
    String(text.map { $0 == "\t" ? " " : $0 })
  }
}
