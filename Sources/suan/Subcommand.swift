import ArgumentParser

/// The words that may stand first in place of data.
enum Subcommand {
  static func build(_ words: [String]) -> ExitStatus {
    do {
      return try BuildCommand.parse(words).build()
    } catch {
      return Suan.usage(error, of: BuildCommand.self, asJSON: false)
    }
  }

  static func fmt(_ words: [String]) -> ExitStatus {
    do {
      return try FormatCommand.parse(words).format()
    } catch {
      return Suan.usage(error, of: FormatCommand.self, asJSON: false)
    }
  }
}
