import Accounts
import Glibc
import LineEditor
import Session
import Text

/// One run of the command: what it works on, and whether it is a session.
struct Run {
  let arguments: Arguments
  let sources: [StatementSource]
  private let terminal = Terminal()
  private let messages: Messages

  init(arguments: Arguments, sources: [StatementSource]) {
    self.arguments = arguments
    self.sources = sources
    messages = Messages(form: arguments.errors)
  }

  private var isSession: Bool {
    sources.isEmpty && terminal.inputIsTerminal && terminal.outputIsTerminal
  }

  func run() -> ExitStatus {
    LineEditor.exitOnInterrupt(status: ExitStatus.interrupted.rawValue)
    guard let data = data else {
      messages.usage("no data to answer from: name reports or folders, or set SUAN_DATA")
      return .usage
    }
    guard let texts = readSources() else { return .usage }
    let loading = Loading(
      data, threads: arguments.threads,
      progress: terminal.errorIsTerminal && !arguments.quiet ? Progress() : nil)
    for error in loading.errors { messages.show(error) }
    if !arguments.quiet { for notice in loading.notices { messages.note(notice) } }
    // A session can open other data; statements without any have nothing to say.
    if !isSession, loading.isEmpty { return .data }
    let session = configured(loading.session())
    // The process ends with its answers: freeing every figure first would only take time.
    _ = Unmanaged.passRetained(session)
    let contested = session.dataset.notes.filter { $0.kind == .differingCopy }
    if arguments.strict, !contested.isEmpty {
      messages.show(contested.map { Diagnostic(id: "report.contested", title: $0.text) })
    } else if !arguments.quiet {
      for note in session.dataset.notes where note.kind.isShown { messages.note(note.text) }
    }
    if arguments.strict, !(loading.errors.isEmpty && contested.isEmpty) { return .data }
    if isSession {
      return Shell(
        session: session, loading: loading, data: data, arguments: arguments,
        terminal: terminal, messages: messages, opensSamples: usesSamples
      ).run()
    }
    let batch = Batch(
      arguments: arguments, messages: messages, terminal: terminal, session: session)
    return batch.run(texts)
  }

  /// The statements, read before the data, since a script that is not there is wrong usage.
  private func readSources() -> [SourceText]? {
    let sources = sources.isEmpty && !isSession ? [.standardInput] : sources
    do throws(FileError) {
      return try sources.map { source throws(FileError) in try source.text() }
    } catch {
      messages.show(error)
      return nil
    }
  }

  private func configured(_ session: Session) -> Session {
    session.unit = arguments.unit.unit
    for parameter in arguments.param { session.parameters[parameter.name] = parameter.value }
    return session
  }

  private var usesSamples: Bool {
    arguments.data.isEmpty && DataFiles.fromEnvironment == nil
  }

  /// The data to load, or nil where none is named and none may be taken instead.
  private var data: [String]? {
    if !arguments.data.isEmpty { return arguments.data }
    if let data = DataFiles.fromEnvironment { return data }
    guard isSession else { return nil }
    return DataFiles.samples.map { [$0] } ?? []
  }
}
