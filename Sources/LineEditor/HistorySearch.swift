import Glibc
import Text

/// ^R: what is typed finds the last statement that holds it, ^R again the one before.
///
/// libedit's own search takes a Han character for the key of its last byte, and ends; this
/// one has a row of the screen to itself and works on whole characters.
struct HistorySearch {
  enum End {
    /// Return: the statement is to be run.
    case entered(String)
    /// Any other key: the statement is to be edited, the key first.
    case taken(String, keys: String)
    /// ^C or ^G: the line is as it was.
    case left
  }

  private let entries: [String]
  private var pattern = ""
  /// Where the found statement stands in the entries.
  private var found: Int?

  init(entries: [String]) { self.entries = entries }

  mutating func run() -> End {
    var old = termios()
    guard tcgetattr(STDIN_FILENO, &old) == 0 else { return .left }
    var raw = old
    cfmakeraw(&raw)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
    defer {
      tcsetattr(STDIN_FILENO, TCSADRAIN, &old)
      Screen.write("\r\u{1B}[K")
    }
    while true {
      draw()
      guard let key = Self.readKey() else { return .left }
      if let end = take(key) { return end }
    }
  }

  /// What a key means; nil where the search goes on.
  mutating func take(_ key: Unicode.Scalar) -> End? {
    switch key {
    case "\u{03}", "\u{07}": return .left
    case "\u{12}": find(before: found ?? entries.count)
    case "\u{7F}", "\u{08}":
      if !pattern.isEmpty { pattern.removeLast() }
      find(before: entries.count)
    case "\r", "\n": return match.map { .entered($0) } ?? .left
    case "\u{0}"..."\u{1F}": return match.map { .taken($0, keys: String(key)) } ?? .left
    default:
      pattern.unicodeScalars.append(key)
      find(before: entries.count)
    }
    return nil
  }

  /// The statement found.
  var match: String? { found.map { entries[$0] } }

  private mutating func find(before end: Int) {
    guard !pattern.isEmpty else {
      found = nil
      return
    }
    let index = entries[..<end].lastIndex { $0.contains(pattern) }
    found = index ?? (end == entries.count ? nil : found)
  }

  private func draw() {
    let text = "(search) \(pattern): \(match ?? "")".map { $0 == "\n" ? " " : $0 }
    var row = ""
    var width = 0
    for character in text {
      width += DisplayWidth.of(String(character))
      guard width < Screen.columns else { break }
      row.append(character)
    }
    Screen.write("\r\u{1B}[K" + row)
  }

  private static func readKey() -> Unicode.Scalar? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      bytes.append(byte)
      let length = bytes[0] < 0xC0 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4
      if bytes.count == length {
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.first
      }
    }
  }
}
