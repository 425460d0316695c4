import Accounts
import Rendering
import Session
import Text

extension Shell {
  /// Carries out a command; false where the session is to end.
  func perform(_ command: DotCommand) -> Bool {
    switch command {
    case .quit: return false
    case .help(let word): help(word)
    case .commands: tellCommands()
    case .timing(let on):
      timing = on ?? !timing
      tell("timing is \(timing ? "on" : "off")")
    case .format(let format):
      self.format = format
      tell("answers are written as \(format.rawValue)")
    case .unit(let unit):
      session.unit = unit.unit
      tell("money is in \(unit.rawValue)")
    case .reload: open(data)
    case .open(let data): open(data)
    case .save(let path): save(path)
    case .source(let row):
      attempt { () throws(Session.Failure) in try source(row: row) }
    case .drill(let row):
      attempt { () throws(Session.Failure) in try drill(row: row) }
    }
    return true
  }

  /// Where the numbers of a row are printed, with the lines of the reports around them.
  private func source(row: Int) throws(Session.Failure) {
    let result = try session.sources(ofRow: row)
    try show(.result(result))
    let surroundings = Surroundings(of: result).text
    if !surroundings.isEmpty { try show(.text(surroundings)) }
  }

  /// Asks the question one level below a row; it is shown, so that it can be learnt and edited.
  private func drill(row: Int) throws(Session.Failure) {
    let question = try session.drilledQuestion(row: row)
    tell("算> \(question)")
    ask(question)
  }

  private func tellCommands() {
    attempt { () throws(Session.Failure) in try show(.text(HelpText.commands)) }
  }

  private func help(_ word: String) {
    guard word.isEmpty else { return ask("help \(word)") }
    attempt { () throws(Session.Failure) in
      try session.run(SourceText(name: "session", "help")) { reply in
        guard case .text(let overview) = reply else { return }
        try show(.text(overview + "\n\n" + HelpText.keys))
      }
    }
  }

  /// Takes other reports; where none of them can be read the session keeps what it has.
  private func open(_ data: [String]) {
    let progress = terminal.errorIsTerminal && !arguments.quiet ? Progress() : nil
    let loading = Loading(
      data, threads: arguments.threads, progress: progress, isStopped: session.isStopped)
    guard !loading.isInterrupted else { return messages.note("interrupted") }
    for error in loading.errors { messages.show(error) }
    for notice in loading.notices { messages.note(notice) }
    guard !loading.isEmpty else { return }
    let opened = loading.session()
    if session.isStopped?() == true { return messages.note("interrupted") }
    for note in opened.dataset.notes where note.kind.isShown { messages.note(note.text) }
    opened.isStopped = session.isStopped
    opened.unit = session.unit
    opened.parameters = session.parameters
    session = opened
    self.data = data
    tell(loading.summary)
  }

  private func save(_ path: String) {
    let script = succeeded.map { $0 + "\n" }.joined()
    do {
      try Files.write(Array(script.utf8), to: path)
      let count = succeeded.count == 1 ? "1 statement is" : "\(succeeded.count) statements are"
      tell("\(count) in \(path)")
    } catch {
      messages.show([
        Diagnostic(id: "file.unwritable", title: "\(error.path): \(error.reason)")
      ])
    }
  }

  private func tell(_ text: String) { ErrorOutput.line(text) }
}

extension HelpText {
  /// What `help` adds for the session.
  static let keys =
    "Tab completes, ^R searches, ^C drops the line, ^D leaves; .help lists commands."

  /// What `.help` says.
  static var commands: String {
    table(DotCommand.all.map { Entry("\($0.name) \($0.arguments)", $0.meaning) }, at: 22)
  }
}
