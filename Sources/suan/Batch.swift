import Execution
import Glibc
import LineEditor
import Rendering
import Session
import Text

/// Runs statements without a session: from -c, -f and the standard input.
struct Batch {
  let arguments: Arguments
  let messages: Messages
  let terminal: Terminal
  let session: Session

  /// Runs the sources in order and answers with the status to exit with.
  func run(_ sources: [SourceText]) -> ExitStatus {
    let output = Output(encoding: arguments.encoding)
    var renderer = Renderer(style: style)
    var status = ExitStatus.success
    do {
      for source in sources {
        let failure = try run(source, output: output, renderer: &renderer)
        if let failure { status = failure }
        if failure == .interrupted || (failure != nil && !arguments.keepGoing) { break }
      }
      if status == .success || renderer.hasAnswers { try output.write(renderer.finish()) }
      try output.close()
    } catch {
      messages.show(error)
      return .output
    }
    // Findings are an answer, not a failure: they tell only where nothing worse happened.
    return status == .success && session.foundErrors ? .findings : status
  }

  /// How one source failed, if it did.
  private func run(
    _ source: SourceText, output: Output, renderer: inout Renderer
  ) throws(Output.WriteError) -> ExitStatus? {
    takeStandardInput(for: source)
    var unwritten: Output.WriteError?
    do {
      try session.run(source, keepGoing: arguments.keepGoing) { reply in
        do {
          try write(reply, to: output, &renderer)
        } catch let error as Output.WriteError {
          unwritten = error
          throw error
        }
      }
      return nil
    } catch {
      if let unwritten { throw unwritten }
      try output.flush()
      return status(of: error)
    }
  }

  /// Reads the values behind `@-`, once, and only where a statement asks for them: what the
  /// standard input is connected to may never end.
  private func takeStandardInput(for source: SourceText) {
    guard source.name != StatementSource.standardInputName, session.standardInput == nil,
      Folding.fold(String(decoding: source.bytes, as: UTF8.self)).contains("@-"),
      let text = try? Files.textOfStandardInput()
    else { return }
    let lines = text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    session.standardInput = lines.map { String(decoding: $0, as: UTF8.self) }
  }

  private func status(of failure: Session.Failure) -> ExitStatus {
    switch failure {
    case .diagnostics(let diagnostics):
      messages.show(diagnostics)
      return .statement
    case .output(let reason):
      messages.show(Output.WriteError(reason: reason))
      return .output
    case .interrupted: return .interrupted
    case .data(let error):
      messages.show(error)
      return .data
    }
  }

  private func write(
    _ reply: Reply, to output: Output, _ renderer: inout Renderer
  ) throws {
    switch reply {
    case .text(let text): try output.write(renderer.render(text: text))
    case .result(let result) where result.display.file != nil:
      try ResultFile.write(result, style: style, encoding: arguments.encoding)
      try showNotes(of: result, after: output)
    case .result(let result):
      try output.write(renderer.render(result))
      try showNotes(of: result, after: output)
    }
  }

  /// Under a table and in json the notes stand in the answer itself.
  private func showNotes(
    of result: QueryResult, after output: Output
  ) throws(Output.WriteError) {
    guard !arguments.quiet, !result.notes.isEmpty, !style.carriesNotes(of: result) else { return }
    try output.flush()
    for note in result.notes { messages.note(note.text) }
  }

  private var style: OutputStyle {
    var style = OutputStyle(
      format: arguments.format ?? (terminal.outputIsTerminal ? .table : .tsv))
    style.header = !arguments.noHeader
    style.null = arguments.null
    style.byteOrderMark = arguments.bom
    style.notes = !arguments.quiet
    style.width = terminal.width
    style.datasetHash = session.datasetHash
    style.color = terminal.takesColor
    return style
  }
}
