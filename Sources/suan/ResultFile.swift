import Execution
import Rendering
import Session
import Text

/// Answers that a statement sends to a file: `… to 'out.csv'`.
enum ResultFile {
  /// Writes the file whole or not at all, in the format that its name asks for.
  static func write(
    _ result: QueryResult, style: OutputStyle, encoding: OutputEncoding
  ) throws(Session.Failure) {
    guard let path = result.display.file else { return }
    guard let format = OutputFormat(fileName: path) else {
      throw .diagnostics([
        Diagnostic(
          id: "output.format", title: "The name \(path) does not tell a format",
          hint: "End it in .csv, .tsv, .json, .ndjson, .md or .txt.")
      ])
    }
    var style = style
    style.format = format
    (style.width, style.color) = (nil, false)
    var renderer = Renderer(style: style)
    let text = renderer.render(result) + renderer.finish()
    guard let bytes = (format == .csv ? encoding : .utf8).bytes(of: text) else {
      throw .output("this machine cannot write \(encoding.rawValue)")
    }
    do {
      try Files.write(bytes, to: path)
    } catch {
      throw .output("\(path): \(error.reason)")
    }
  }
}

extension OutputStyle {
  /// Whether the notes stand in the written answer itself.
  func carriesNotes(of result: QueryResult) -> Bool {
    let written = result.display.file.map { OutputFormat(fileName: $0) } ?? format
    return written == .table || written == .json
  }
}
