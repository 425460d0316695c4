public import Text

extension Diagnostic {
  /// The message as one JSON object on one line, for `--errors json`. Line and columns count
  /// from one, columns in characters.
  public var json: String {
    var members = [
      ("id", JSON.string(id)), ("severity", JSON.string(severity.rawValue)),
      ("title", JSON.string(title)),
    ]
    if let location { members += Self.members(of: location) }
    if let hint { members.append(("hint", JSON.string(hint))) }
    members.append(("nearest", JSON.array(nearest.map { JSON.string($0) })))
    return JSON.object(members)
  }

  private static func members(of location: Location) -> [(String, String)] {
    let source = location.source
    let start = min(location.range.start, source.bytes.count)
    let line = source.lineRange(at: start)
    let end = min(max(start, location.range.end), max(start, line.end))
    let before = source[SourceRange(min(line.start, start)..<start)]
    let column = before.unicodeScalars.count + 1
    let length = source[SourceRange(start..<end)].unicodeScalars.count
    return [
      ("file", JSON.string(source.name)), ("line", String(source.lineNumber(at: start))),
      ("column", String(column)), ("endColumn", String(column + length)),
      ("text", JSON.string(source[line])),
    ]
  }
}
