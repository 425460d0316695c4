public import Execution

/// Writes the answers of one run, one after another, in one format.
///
/// What separates several answers, and what ends a json document, depends on the answers
/// before; so a run has one renderer, ended with ``finish()``.
public struct Renderer: Sendable {
  public var style: OutputStyle
  private var answers = 0
  /// The first json object waits here, until it is known whether there are others.
  private var waiting = ""

  public init(style: OutputStyle) { self.style = style }

  /// Whether anything was written.
  public var hasAnswers: Bool { answers > 0 }

  /// The text of one answer, ending in a newline.
  ///
  /// - Parameter elapsed: The time it took, told under a table.
  public mutating func render(_ result: QueryResult, elapsed: Duration? = nil) -> String {
    switch style.format {
    case .table:
      return separator() + TableRenderer(result, style: style).rendered(elapsed: elapsed)
    case .markdown: return separator() + MarkdownRenderer(result, style: style).rendered()
    case .tsv: return separator() + DelimitedRenderer(.tab, style: style).rendered(result)
    case .csv: return separator() + DelimitedRenderer(.comma, style: style).rendered(result)
    case .ndjson: return separator() + JSONRenderer(style: style).lines(of: result)
    case .json: return element(JSONRenderer(style: style).document(of: result))
    }
  }

  /// Plain text among the answers: help, `describe`, `explain`.
  public mutating func render(text: String) -> String {
    let line = text.hasSuffix("\n") ? text : text + "\n"
    switch style.format {
    case .json: return element(JSONRenderer(style: style).document(ofText: text))
    case .ndjson: return separator() + JSONRenderer(style: style).line(ofText: text)
    default: return separator() + line
    }
  }

  /// What is left to write when the run is over: a json run is one document, an object where
  /// there is one answer and an array where there are more or none.
  public mutating func finish() -> String {
    guard style.format == .json else { return "" }
    defer { (answers, waiting) = (0, "") }
    switch answers {
    case 0: return "[]\n"
    case 1: return waiting + "\n"
    default: return "\n]\n"
    }
  }

  /// An empty line between answers; with no header there is none, so that rows follow rows.
  private mutating func separator() -> String {
    answers += 1
    guard answers > 1 else { return style.format == .csv && style.byteOrderMark ? "\u{FEFF}" : "" }
    switch style.format {
    case .table, .markdown: return "\n"
    default: return style.header ? DelimitedRenderer.lineEnd(style.format) : ""
    }
  }

  private mutating func element(_ object: String) -> String {
    answers += 1
    switch answers {
    case 1:
      waiting = object
      return ""
    case 2: return "[\n" + waiting + ",\n" + object
    default: return ",\n" + object
    }
  }
}
