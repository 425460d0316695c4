import Text

/// Where statements come from: an option's value, a script, the standard input.
enum StatementSource: Equatable {
  case command(String)
  case script(String)
  case standardInput

  /// The sources in the order of the command line. The parser keeps -c and -f apart, so their
  /// order is read from the arguments themselves.
  static func inOrder(
    commands: [String], scripts: [String], arguments: [String]
  ) -> [StatementSource] {
    var commands = commands[...]
    var scripts = scripts[...]
    var sources: [StatementSource] = []
    var index = arguments.startIndex
    while index < arguments.endIndex, arguments[index] != "--" {
      let argument = arguments[index]
      if argument.hasPrefix("-c"), let command = commands.popFirst() {
        sources.append(.command(command))
      } else if argument.hasPrefix("-f"), let script = scripts.popFirst() {
        sources.append(.script(script))
      }
      index += takesNext(argument) ? 2 : 1
    }
    return sources
  }

  /// Whether the argument after this one is its value.
  private static func takesNext(_ argument: String) -> Bool {
    [
      "-c", "-f", "--format", "--param", "--unit", "--null", "--errors", "--threads", "--encoding",
    ].contains(argument)
  }

  static let standardInputName = "stdin"

  /// The statements themselves.
  func text() throws(FileError) -> SourceText {
    switch self {
    case .command(let text): return SourceText(name: "-c", text)
    case .script(let path): return SourceText(name: path, bytes: try Files.text(path))
    case .standardInput:
      return SourceText(name: Self.standardInputName, bytes: try Files.textOfStandardInput())
    }
  }
}
