import Glibc
import Testing

@testable import suan

@Suite struct ManualTests {
  @Test func `The manual page says what the help says`() {
    let path = Command.root + "/suan.1"
    let page = ManualPage.text
    if getenv("SUAN_RECORD") != nil {
      try? Files.write(Array(page.utf8), to: path)
    }
    #expect((try? Files.text(path)) == Array(page.utf8), "SUAN_RECORD=1 writes it anew")
  }

  @Test func `The manual page is well-formed where man can tell`() {
    guard Pipe.shell("command -v groff >/dev/null") == 0 else { return }
    #expect(
      Pipe.shell("! groff -K utf8 -T utf8 -man -z -ww '\(Command.root)/suan.1' 2>&1 | grep .") == 0)
  }

  @Test func `bash completes options, their values and files`() {
    let scratch = Scratch()
    let script = scratch.file(
      "suan.bash", Pipe.run(["--generate-completion-script", "bash"]).output)
    func completions(of words: String, at index: Int) -> String {
      _ = Pipe.shell(
        "cd \(scratch.path); source \(script); COMP_WORDS=(\(words)); COMP_CWORD=\(index); "
          + "_suan suan \"${COMP_WORDS[-1]}\" \"${COMP_WORDS[-2]}\"; "
          + "printf '%s\\n' \"${COMPREPLY[@]}\" >\(scratch.path)/replies")
      return scratch.text("replies")
    }
    #expect(completions(of: "suan --form", at: 1).contains("--format"))
    #expect(completions(of: "suan --format nd", at: 2) == "ndjson\n")
    #expect(completions(of: "suan suan.b", at: 1) == "suan.bash\n")
  }

  @Test(arguments: ["zsh", "fish"])
  func `Completion scripts know every option, and are read by their shell`(shell: String) {
    let scratch = Scratch()
    let outcome = Pipe.run(["--generate-completion-script", shell])
    #expect(outcome.status == 0)
    for option in ["format", "unit", "param", "keep-going", "threads", "encoding"] {
      #expect(outcome.output.contains(option))
    }
    let script = scratch.file("script", outcome.output)
    guard Pipe.shell("command -v \(shell) >/dev/null") == 0 else { return }
    #expect(Pipe.shell("\(shell) --no-execute \(script) 2>/dev/null || \(shell) -n \(script)") == 0)
  }

  @Test func `A shell that is not known is wrong usage`() {
    #expect(Pipe.run(["--generate-completion-script", "csh"]).status == 2)
  }
}

/// The manual page, from the texts of the help.
private enum ManualPage {
  static let text = """
    .TH SUAN 1 "" "\(HelpText.version)" "User Commands"
    .SH NAME
    suan \\- questions about published government final accounts (部门决算)
    .SH SYNOPSIS
    \(list(HelpText.usages))
    .SH DESCRIPTION
    \(escaped(HelpText.data))
    .PP
    Answers are the printed figures, exact. Results go to standard output, all else to standard
    error. \\fBhelp\\fR inside a session tells how to ask; Grammar.md defines the language.
    .SH OPTIONS
    \(list(HelpText.options))
    .SH COMMANDS OF A SESSION
    \(list(DotCommand.all.map { ("\($0.name) \($0.arguments)", $0.meaning) }))
    .SH EXIT STATUS
    \(list(HelpText.statuses.map { (String($0.status.rawValue), $0.meaning) }))
    .SH ENVIRONMENT
    \(list([
      ("SUAN_DATA", "what DATA stands for where none is named; several are separated by colons"),
      ("SUAN_SAMPLES", "the reports a session opens where there are no others"),
      ("PAGER", "shows answers taller than the screen"),
      ("NO_COLOR", "set to anything: no colour"),
      ("XDG_STATE_HOME", "the history is kept in suan/history below it"),
    ]))
    .SH EXAMPLES
    .nf
    \(escaped(HelpText.example))
    .fi

    """

  private static func list(_ entries: [HelpText.Entry]) -> String {
    entries.map { usage, meaning in
      ".TP\n\\fB\(escaped(usage))\\fR\n\(meaning.isEmpty ? "Said on one screen." : escaped(meaning))"
    }.joined(separator: "\n")
  }

  /// A hyphen that is typed, a backslash, and a full stop or quote at the start of a line.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}
