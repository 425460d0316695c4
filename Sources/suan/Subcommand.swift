import ArgumentParser

/// The words that may stand first in place of data.
enum Subcommand {
  struct BuildArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "build", abstract: "Write reports as one snapshot.",
      usage: "suan build <data> ... -o <file>")

    @Option(name: [.customShort("o"), .customLong("output")], help: "The snapshot to write.")
    var output: String
    @Argument(help: "Reports, folders and snapshots.")
    var data: [String]
    @Option(help: "Threads to read with.")
    var threads: Int?
  }

  static func build(_ words: [String]) -> ExitStatus {
    do {
      _ = try BuildArguments.parse(words)
    } catch {
      return Suan.usage(error, of: BuildArguments.self, asJSON: false)
    }
    Messages().usage("snapshots are not there yet")
    return .usage
  }

  static func fmt(_ words: [String]) -> ExitStatus {
    do {
      return try FormatCommand.parse(words).format()
    } catch {
      return Suan.usage(error, of: FormatCommand.self, asJSON: false)
    }
  }
}
