import LineEditor
import Rendering
import Session
import Text

/// What Tab offers: commands and files where the line is a command, else what the language
/// expects.
struct Completer {
  unowned let shell: Shell

  func choices(_ line: String, _ cursor: Int) -> [LineEditor.Choice] {
    guard line.hasPrefix(".") else {
      return shell.session.completions(of: line, at: cursor).map {
        LineEditor.Choice(text: $0.text, range: $0.range.start..<$0.range.end)
      }
    }
    let bytes = Array(line.utf8.prefix(cursor))
    let start = (bytes.lastIndex(of: UInt8(ascii: " ")) ?? -1) + 1
    let typed = String(decoding: bytes[start...], as: UTF8.self)
    let command = String(decoding: bytes.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    return words(after: start == 0 ? nil : command, typed: typed)
      .filter { $0.hasPrefix(typed) }
      .map { LineEditor.Choice(text: $0, range: start..<cursor) }
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
  static func files(_ typed: String) -> [String] {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let names = (try? Files.names(in: folder.isEmpty ? "." : folder)) ?? []
    return names.map { name in
      let path = folder + name
      return Files.isFolder(path) ? path + "/" : path
    }
  }
}
