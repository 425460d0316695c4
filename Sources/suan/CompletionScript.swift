import ArgumentParser

/// What completion scripts are made of: the options, and the words that may stand first.
///
/// The data stand in no argument here: behind one that repeats the library's scripts offer no
/// subcommand. Files are offered by what ``offeringFiles(_:)`` puts in.
struct CompletionScript: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suan", subcommands: [BuildCommand.self, FormatCommand.self])

  @OptionGroup var options: Options

  /// Answers `--generate-completion-script bash`.
  static func print(_ words: [String]) -> ExitStatus {
    do {
      _ = try parseAsRoot(words)
      return .success
    } catch {
      guard exitCode(for: error) == .success else {
        return Suan.usage(error, of: self, asJSON: false)
      }
      return Suan.print(offeringFiles(fullMessage(for: error)) + "\n")
    }
  }

  /// The script with files beside the subcommands, and without the library's own `help`.
  private static func offeringFiles(_ script: String) -> String {
    script
      .replacing(
        "COMPREPLY+=($(compgen -W 'build fmt help' -- \"${cur}\"))",
        with: "((COMP_CWORD == 1)) && COMPREPLY+=($(compgen -W 'build fmt' -- \"${cur}\"))\n"
          + "        __suan_add_completions -f"
      )
      .replacing("            'help:Show subcommand help information.'\n", with: "")
      .replacing(
        "_describe -V subcommand subcommands && ret=0",
        with: "_describe -V subcommand subcommands && ret=0\n        _files && ret=0"
      )
      .replacing(
        "            \"_suan_${words[1]}\" && ret=0\n            ;;\n",
        with: "            \"_suan_${words[1]}\" && ret=0\n            ;;\n"
          + "        *)\n            _files && ret=0\n            ;;\n"
      )
      .replacing("complete -c 'suan' -f\n", with: "")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("complete -c 'suan'") || !$0.contains("-fa 'help'") }
      .joined(separator: "\n")
  }
}
