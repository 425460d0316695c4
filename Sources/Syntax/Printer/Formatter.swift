public import Text

/// Prints a script in its canonical form and keeps its comments and single blank lines.
///
/// Formatting what it has formatted changes nothing.
public enum Formatter {
  /// The canonical text of a script; its errors where it has any.
  public static func format(_ source: SourceText) throws(Failure) -> String {
    let result = Parser.parse(source)
    guard result.errors.isEmpty else { throw Failure(errors: result.errors) }
    var layout = Layout(source: source)
    layout.write(result.script)
    return layout.text
  }

  /// What keeps a script from being formatted.
  public struct Failure: Error, Sendable {
    public var errors: [ParseError]
  }
}

/// Statements one to a line; a comment stays behind its statement, or on a line of its own.
private struct Layout {
  let source: SourceText
  var text = ""
  /// Where in the source the last thing written ended.
  private var position = 0

  init(source: SourceText) { self.source = source }

  mutating func write(_ script: Script) {
    var comments = script.comments[...]
    for (index, statement) in script.statements.enumerated() {
      writeComments(&comments, before: statement.range.end)
      beginLine(at: statement.range.start)
      text += Printer.print(statement)
      position = max(position, statement.range.end)
      let next = script.statements.dropFirst(index + 1).first?.range.start ?? .max
      if let comment = comments.first, comment.range.start < next,
        isSameLine(statement.range.end, comment.range.start)
      {
        text += "  \(comment.canonical)"
        position = comment.range.end
        comments.removeFirst()
      }
      text += "\n"
    }
    writeComments(&comments, before: .max)
  }

  /// Comments inside a statement come out above it.
  private mutating func writeComments(_ comments: inout ArraySlice<Comment>, before end: Int) {
    while let comment = comments.first, comment.range.start < end {
      beginLine(at: comment.range.start)
      text += comment.canonical + "\n"
      position = comment.range.end
      comments.removeFirst()
    }
  }

  /// Keeps one blank line where the source has any.
  private mutating func beginLine(at start: Int) {
    guard !text.isEmpty, position < start else { return }
    let newlines = source.bytes[position..<start].count { $0 == 0x0A }
    if newlines > 1 { text += "\n" }
  }

  private func isSameLine(_ start: Int, _ end: Int) -> Bool {
    !source.bytes[min(start, end)..<end].contains { $0 == 0x0A || $0 == 0x0D }
  }
}

extension Comment {
  /// `# words`; the first line of an executable script stays as it is.
  fileprivate var canonical: String {
    switch text.unicodeScalars.first {
    case nil, " ", "\t", "!", "#": "#\(text)"
    default: "# \(text)"
    }
  }
}
