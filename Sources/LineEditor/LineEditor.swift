// LineEditor is the keyboard's side of a session: libedit for editing, a history file of its
// own, and completion that asks its caller what could stand at the cursor.

import CLineEditor
import Text

/// Reads lines from a terminal.
public final class LineEditor {
  /// What ended a read.
  public enum Line: Sendable, Equatable {
    case text(String)
    /// ^C: what was typed is dropped.
    case interrupted
    /// ^D on an empty line, or the terminal is gone.
    case closed
  }

  /// What could stand at a byte offset of a line.
  public typealias Completer = (_ line: String, _ cursor: Int) -> [Choice]

  /// One way to go on: the bytes `range` of the line become `text`.
  public struct Choice: Sendable, Equatable {
    public var text: String
    public var range: Range<Int>
    /// What a listing shows of it.
    public var shown: String

    public init(text: String, range: Range<Int>, shown: String? = nil) {
      self.text = text
      self.range = range
      self.shown = shown ?? text
    }
  }

  private let editor: OpaquePointer
  private let history: History?
  private let completer: Completer

  /// An editor on the standard streams, or nil where libedit cannot have one.
  ///
  /// - Parameters:
  ///   - history: The statements of earlier sessions, or nil to keep none.
  ///   - completer: Asked at each Tab.
  public init?(history: History?, completer: @escaping Completer) {
    guard let editor = suan_editor_create("suan") else { return nil }
    self.editor = editor
    self.history = history
    self.completer = completer
    showHistory()
  }

  deinit { suan_editor_destroy(editor) }

  /// The next line, without its newline.
  public func read(prompt: String) -> Line {
    var seed = ""
    var back = 0
    while true {
      let end = suan_editor_read(editor, prompt, seed, Int32(back))
      let text = String(cString: suan_editor_text(editor))
      switch end {
      case suan_line_entered: return .text(text)
      case suan_line_interrupted: return .interrupted
      case suan_line_completing:
        let cursor = Int(suan_editor_cursor(editor))
        (seed, back) = complete(text, at: cursor, prompt: prompt)
      case suan_line_searching:
        erase(prompt + text)
        var search = HistorySearch(entries: history?.entries ?? [])
        switch search.run() {
        case .entered(let statement):
          write(prompt + statement + "\n")
          return .text(statement)
        case .taken(let statement, let keys): (seed, back) = (statement + keys, 0)
        case .left: (seed, back) = (text, 0)
        }
      default: return .closed
      }
    }
  }

  /// Remembers a whole statement, for this session and the next.
  public func remember(_ statement: String) {
    guard let history, history.add(statement) else { return }
    showHistory()
  }

  /// From now on ^C, outside of reading a line, only sets a flag that work looks at.
  public static func catchInterrupts() { suan_interrupt_install() }

  /// From now on ^C ends the process with a status.
  public static func exitOnInterrupt(status: Int32) { suan_interrupt_exit(status) }

  /// Whether ^C came since ``forgetInterrupt()``. Cheap enough to ask in a loop.
  public static var isInterrupted: Bool { suan_interrupt_requested() }

  public static func forgetInterrupt() { suan_interrupt_reset() }

  private func showHistory() {
    suan_history_clear(editor)
    for entry in history?.entries ?? [] { suan_history_add(editor, entry) }
  }

  /// The line after a Tab, and how many characters its cursor stands before the end.
  private func complete(_ line: String, at cursor: Int, prompt: String) -> (String, Int) {
    let completion = Completion(of: line, at: cursor, choices: completer(line, cursor))
    if completion.listing.isEmpty {
      erase(prompt + line)
    } else {
      write(Completion.columns(completion.listing, width: Screen.columns))
    }
    return (completion.line, completion.after.unicodeScalars.count)
  }

  /// Takes back a line that a read left on the screen; what is drawn next stands in its place.
  private func erase(_ line: String) {
    write("\u{1B}[\(Screen.rows(of: line, columns: Screen.columns))A\r\u{1B}[J")
  }

  private func write(_ text: String) { Screen.write(text) }
}
