// suan is the command: it reads the arguments, loads the data, and runs statements or a
// session. What it computes comes from the libraries; what it decides is where text comes
// from, where it goes, and how the process ends.

import Accounts
import ArgumentParser
// Linked statically, what ArgumentParser needs of it is found only through an import here.
import FoundationEssentials
import Glibc
import LineEditor
import Session

@main
enum Suan {
  static func main() {
    keepStandardStreams()
    signal(SIGPIPE, SIG_DFL)
    exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  /// The first word may be a subcommand; a folder of that name is `./build`.
  private static func run(_ arguments: [String]) -> ExitStatus {
    switch arguments.first {
    case "build": return Subcommand.build(Array(arguments.dropFirst()))
    case "fmt": return Subcommand.fmt(Array(arguments.dropFirst()))
    default: return answer(arguments)
    }
  }

  private static func answer(_ words: [String]) -> ExitStatus {
    if words.contains("--help") || words.contains("-h") {
      return print(HelpText.suan)
    }
    if words.contains(where: { $0.hasPrefix("--generate-completion-script") }) {
      return CompletionScript.print(words)
    }
    let arguments: Arguments
    do {
      arguments = try Arguments.parse(words)
    } catch {
      return usage(error, of: Arguments.self, asJSON: words.contains("json"))
    }
    let sources = StatementSource.inOrder(
      commands: arguments.commands, scripts: arguments.scripts, arguments: words)
    return Run(arguments: arguments, sources: sources).run()
  }

  /// Help is an answer; all else that the parser throws is wrong usage.
  static func usage<Command: ParsableArguments>(
    _ error: any Error, of command: Command.Type, asJSON: Bool
  ) -> ExitStatus {
    if command.exitCode(for: error) == .success {
      return print(command.fullMessage(for: error) + "\n")
    }
    Messages(form: asJSON ? .json : .text).usage(command.message(for: error))
    return .usage
  }

  static func print(_ text: String) -> ExitStatus {
    let output = Output()
    do {
      try output.write(text)
      try output.close()
      return .success
    } catch {
      Messages().show(error)
      return .output
    }
  }

  /// A closed standard stream would give its number to the next file opened, and answers
  /// would be written into that. In its place stands one that no write succeeds on.
  private static func keepStandardStreams() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
