import LineEditor
import Rendering
import Session
import Text

/// What Tab offers: commands and files where the line is a command, else what the language
/// expects.
struct Completer {
  unowned let shell: Shell

  func choices(_ line: String, _ cursor: Int) -> [LineEditor.Choice] {
    guard shell.begun.isEmpty, line.hasPrefix(".") else { return words(of: line, at: cursor) }
    let bytes = Array(line.utf8.prefix(cursor))
    let start = (bytes.lastIndex(of: UInt8(ascii: " ")) ?? -1) + 1
    let typed = String(decoding: bytes[start...], as: UTF8.self)
    let command = String(decoding: bytes.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    return words(after: start == 0 ? nil : command, typed: typed)
      .filter { $0.hasPrefix(typed) }
      .map { LineEditor.Choice(text: $0, range: start..<cursor) }
  }

  /// What the language expects, behind the lines of the statement that stand already.
  private func words(of line: String, at cursor: Int) -> [LineEditor.Choice] {
    let before = shell.begun.utf8.count
    return shell.session.completions(
      of: shell.begun + line, at: before + cursor, files: Self.files
    ).map { completion in
      let (start, end) = (completion.range.start - before, completion.range.end - before)
      return LineEditor.Choice(
        text: completion.text, range: max(0, start)..<max(0, end), shown: completion.shown)
    }
  }

  private func words(after command: String?, typed: String) -> [String] {
    switch command {
    case nil: DotCommand.all.map(\.name)
    case ".format": OutputFormat.allCases.map(\.rawValue)
    case ".unit": MoneyUnit.allCases.map(\.rawValue)
    case ".timing": ["on", "off"]
    case ".open", ".save": Self.files(typed)
    default: []
    }
  }

  /// The files whose path goes on from what is typed; folders end in a slash.
  private static func files(_ typed: String) -> [String] {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let names = (try? Files.names(in: folder.isEmpty ? "." : folder)) ?? []
    return names.map { name in
      let path = folder + name
      return Files.isFolder(path) ? path + "/" : path
    }
  }
}
