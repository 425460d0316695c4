import Execution
import Glibc
import LineEditor
import Rendering
import Session
import Text

/// The session: reads statements and commands from the terminal and shows the answers, until
/// ^D or `exit`.
final class Shell {
  var session: Session
  var data: [String]
  let arguments: Arguments
  let terminal: Terminal
  let messages: Messages
  var format: OutputFormat
  var timing = true
  /// The statements that succeeded, for `.save`.
  var succeeded: [String] = []
  /// The lines before this one of a statement that goes on over several.
  private(set) var begun = ""
  private let banner: [String]

  init(
    session: Session, loading: Loading, data: [String], arguments: Arguments,
    terminal: Terminal, messages: Messages, opensSamples: Bool
  ) {
    self.session = session
    self.data = data
    self.arguments = arguments
    self.terminal = terminal
    self.messages = messages
    format = arguments.format ?? .table
    let samples =
      opensSamples ? ["No data was named: these are the samples that come with suan."] : []
    let invitation = "Ask: sum 支出 by 部门   help shows more, Tab completes, ^D leaves."
    banner = ["suan 算: \(loading.summary)"] + samples + [invitation]
  }

  func run() -> ExitStatus {
    let history = History.defaultPath(environment: environment).map(History.init)
    let completer = Completer(shell: self)
    guard let editor = LineEditor(history: history, completer: completer.choices) else {
      messages.usage("this terminal cannot be read from")
      return .usage
    }
    signal(SIGPIPE, SIG_IGN)
    LineEditor.catchInterrupts()
    session.isStopped = { LineEditor.isInterrupted }
    for line in banner { print(line) }
    while let statement = nextStatement(editor) {
      guard answer(statement, editor) else { break }
    }
    return .success
  }

  /// The next whole statement or command, or nil at the end of input.
  private func nextStatement(_ editor: LineEditor) -> String? {
    begun = ""
    while true {
      switch editor.read(prompt: begun.isEmpty ? "算> " : "  … ") {
      case .closed:
        print("")
        return nil
      case .interrupted: begun = ""
      case .text(let line):
        let text = begun + line
        if isCommand(text) || session.isComplete(text) { return text }
        begun = text + "\n"
      }
    }
  }

  private func isCommand(_ text: String) -> Bool {
    do {
      return try DotCommand.parse(text) != nil
    } catch {
      return true
    }
  }

  /// False where the session is to end.
  private func answer(_ text: String, _ editor: LineEditor) -> Bool {
    guard text.contains(where: { !$0.isWhitespace }) else { return true }
    editor.remember(text)
    LineEditor.forgetInterrupt()
    do throws(DotCommand.Failure) {
      if let command = try DotCommand.parse(text) { return perform(command) }
    } catch {
      messages.show([Diagnostic(id: "command", title: error.title, nearest: error.nearest)])
      return true
    }
    ask(text)
    return true
  }

  /// Runs statements and shows their answers.
  func ask(_ text: String) {
    let clock = ContinuousClock()
    var start = clock.now
    let succeeded = attempt { () throws(Session.Failure) in
      try session.run(SourceText(name: "session", text), keepGoing: false) { reply in
        try show(reply, elapsed: clock.now - start)
        start = clock.now
      }
    }
    if succeeded { self.succeeded.append(text) }
  }

  /// Whether the work went through; what went wrong is shown.
  @discardableResult
  func attempt(_ work: () throws(Session.Failure) -> Void) -> Bool {
    do {
      try work()
      return true
    } catch {
      switch error {
      case .diagnostics(let diagnostics): messages.show(diagnostics)
      case .output(let reason): messages.show(Output.WriteError(reason: reason))
      case .interrupted: messages.note("interrupted")
      case .data(let error): messages.show(error)
      }
      return false
    }
  }

  func show(_ reply: Reply, elapsed: Duration? = nil) throws(Session.Failure) {
    var renderer = Renderer(style: style)
    switch reply {
    case .text(let text): page(renderer.render(text: text) + renderer.finish())
    case .result(let result) where result.display.file != nil:
      try ResultFile.write(result, style: style, encoding: arguments.encoding)
      messages.note(
        "\(Footer.rowCount(of: result)) written to \(result.display.file ?? "")")
      showNotes(of: result)
    case .result(let result):
      let time = timing ? elapsed : nil
      page(renderer.render(result, elapsed: time) + renderer.finish())
      showNotes(of: result)
    }
  }

  private func showNotes(of result: QueryResult) {
    guard !arguments.quiet, !style.carriesNotes(of: result) else { return }
    for note in result.notes { messages.note(note.text) }
  }

  /// What is taller than the screen goes through the pager.
  private func page(_ text: String) {
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
    if lines >= Screen.rows, let pager = Pager.command, Pager.show(text, with: pager) { return }
    print(text, terminator: "")
  }

  private func print(_ text: String, terminator: String = "\n") {
    _ = Files.put(ArraySlice((text + terminator).utf8), to: STDOUT_FILENO)
  }

  private var style: OutputStyle {
    var style = OutputStyle(format: format)
    style.header = !arguments.noHeader
    style.null = arguments.null
    style.notes = !arguments.quiet
    style.width = Screen.columns
    style.datasetHash = session.datasetHash
    style.color = terminal.takesColor
    return style
  }
}
