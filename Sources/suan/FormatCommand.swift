import ArgumentParser
import Session
import Text

/// `suan fmt`: scripts in canonical form.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Bring scripts into canonical form.",
    usage: "suan fmt [--check] <script> ...")

  @Flag(help: "Write nothing; fail where a script is not in canonical form.")
  var check = false
  @Argument(
    help: "Scripts to rewrite; - takes one from the standard input to the standard output.",
    completion: .file(extensions: ["suan"]))
  var scripts: [String]

  /// Formats every script that can be; the status tells of those that could not, or with
  /// --check of those that are not in canonical form.
  func format() -> ExitStatus {
    var status = ExitStatus.success
    for script in scripts {
      let failure = script == "-" ? formatStandardInput() : format(script)
      if let failure { status = failure }
    }
    return status
  }

  private func format(_ path: String) -> ExitStatus? {
    report { () throws(FileError) in
      let written = try Files.text(path)
      guard let text = formatted(SourceText(name: path, bytes: written)) else { return .statement }
      guard Array(text.utf8) != written else { return nil }
      if check {
        Messages().show([
          Diagnostic(id: "fmt.differs", title: "\(path) is not in canonical form")
        ])
        return .statement
      }
      do throws(FileError) {
        try Files.write(Array(text.utf8), to: path)
        return nil
      } catch {
        Messages().show(error)
        return .output
      }
    }
  }

  private func formatStandardInput() -> ExitStatus? {
    report { () throws(FileError) in
      let written = try Files.textOfStandardInput()
      guard let text = formatted(SourceText(name: "stdin", bytes: written)) else {
        return .statement
      }
      if check { return Array(text.utf8) == written ? nil : .statement }
      let status = Suan.print(text)
      return status == .success ? nil : status
    }
  }

  /// A script that cannot be read is wrong usage.
  private func report(_ work: () throws(FileError) -> ExitStatus?) -> ExitStatus? {
    do {
      return try work()
    } catch {
      Messages().show(error)
      return .usage
    }
  }

  /// The canonical text, or nil where the script has errors, which are shown.
  private func formatted(_ source: SourceText) -> String? {
    do throws(Session.Failure) {
      return try Session.format(source)
    } catch {
      if case .diagnostics(let diagnostics) = error { Messages().show(diagnostics) }
      return nil
    }
  }
}
