import Glibc
import Rendering

/// The standard output, buffered, and every write looked at: a full disk is an error, not a
/// short file.
final class Output {
  private var buffer: [UInt8] = []
  private let encoding: OutputEncoding

  private static let capacity = 1 << 16

  init(encoding: OutputEncoding = .utf8) { self.encoding = encoding }

  struct WriteError: Error {
    var reason: String
  }

  func write(_ text: String) throws(WriteError) {
    if encoding == .utf8 {
      buffer += text.utf8
    } else if let bytes = encoding.bytes(of: text) {
      buffer += bytes
    } else {
      throw WriteError(reason: "this machine cannot write \(encoding.rawValue)")
    }
    if buffer.count >= Self.capacity { try flush() }
  }

  func flush() throws(WriteError) {
    defer { buffer.removeAll(keepingCapacity: true) }
    let failure = Files.put(buffer[...], to: STDOUT_FILENO)
    // A reader that left has seen all it wanted.
    if failure == EPIPE { exit(128 + SIGPIPE) }
    guard failure == 0 else { throw WriteError(reason: String(cString: strerror(failure))) }
  }

  /// The last writes of a file on a network may fail as late as here.
  func close() throws(WriteError) {
    try flush()
    guard Glibc.close(STDOUT_FILENO) == 0 else {
      throw WriteError(reason: String(cString: strerror(errno)))
    }
  }
}

/// The error output: messages, notes, progress.
enum ErrorOutput {
  static func write(_ text: String) {
    _ = Files.put(ArraySlice(text.utf8), to: STDERR_FILENO)
  }

  static func line(_ text: String) { write(text + "\n") }
}
