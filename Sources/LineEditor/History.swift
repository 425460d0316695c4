import Glibc

/// The statements of this session and of earlier ones, oldest first, each once.
///
/// The file is plain text, a statement a line, with `\n` for a newline and `\\` for a
/// backslash. Statements are appended as they come, so that sessions side by side lose none.
public final class History {
  public private(set) var entries: [String] = []
  private let path: String

  /// The most statements kept.
  static let limit = 2000

  /// The history in a file, which need not exist yet.
  public init(path: String) {
    self.path = path
    let lines = Self.lines(of: path)
    entries = Self.distinct(lines)
    if lines.count > max(Self.limit, entries.count + 200) { rewrite() }
  }

  /// `$XDG_STATE_HOME/suan/history`, or nil where there is no home either.
  public static func defaultPath(environment: (String) -> String?) -> String? {
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      return state + "/suan/history"
    }
    guard let home = environment("HOME"), !home.isEmpty else { return nil }
    return home + "/.local/state/suan/history"
  }

  /// Whether the statement was kept: one with a leading space, or an empty one, is not.
  func add(_ statement: String) -> Bool {
    guard let first = statement.unicodeScalars.first, first != " ", first != "\u{3000}",
      !statement.allSatisfy(\.isWhitespace)
    else { return false }
    let known = entries.last == statement
    entries.removeAll { $0 == statement }
    entries.append(statement)
    if entries.count > Self.limit { entries.removeFirst() }
    if !known { append(statement) }
    return true
  }

  private static func lines(of path: String) -> [String] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return bytes.split(separator: UInt8(ascii: "\n")).map {
      unescaped(String(decoding: $0, as: UTF8.self))
    }
  }

  /// The last of each statement, in order.
  private static func distinct(_ lines: [String]) -> [String] {
    var seen: Set<String> = []
    return lines.reversed().filter { seen.insert($0).inserted }.prefix(limit).reversed()
  }

  private func append(_ statement: String) {
    makeFolders()
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    _ = fchmod(descriptor, 0o600)
    Self.write(Self.escaped(statement) + "\n", to: descriptor)
  }

  private func rewrite() {
    let temporary = path + ".new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let written = Self.write(
      entries.map { Self.escaped($0) + "\n" }.joined(), to: descriptor)
    close(descriptor)
    if written { _ = rename(temporary, path) } else { _ = unlink(temporary) }
  }

  private func makeFolders() {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      _ = mkdir(folder, 0o700)
    }
  }

  @discardableResult
  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      == bytes.count
  }

  static func escaped(_ statement: String) -> String {
    var text = ""
    for scalar in statement.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  static func unescaped(_ line: String) -> String {
    var text = String.UnicodeScalarView()
    var escape = false
    for scalar in line.unicodeScalars {
      if escape {
        text.append(scalar == "n" ? "\n" : scalar)
        escape = false
      } else if scalar == "\\" {
        escape = true
      } else {
        text.append(scalar)
      }
    }
    return String(text)
  }
}
