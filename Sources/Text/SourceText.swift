// Text is the lowest module: pieces of UTF-8 with a name, places in them, how wide
// they stand on a terminal, which characters are twins, and how an error is shown.

/// A named piece of UTF-8: a script, a line typed in a session, a report's text.
///
/// Offsets are counted in bytes from the start. Lines and columns count from one.
public struct SourceText: Sendable, Equatable {
  /// What a message calls it: a file's path, or `-c` for a command-line statement.
  public let name: String
  /// The text, valid UTF-8.
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  public init(name: String, _ text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The text between two byte offsets.
  public subscript(range: SourceRange) -> String {
    String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }

  /// The line number, from one, of a byte offset. Complexity: O(offset).
  public func lineNumber(at offset: Int) -> Int {
    1 + bytes[..<min(offset, bytes.count)].reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
  }

  /// The bytes of the line that holds `offset`, without its newline.
  public func lineRange(at offset: Int) -> SourceRange {
    var start = min(offset, bytes.count)
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    var end = min(offset, bytes.count)
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return SourceRange(start..<max(start, end))
  }
}

/// A half-open range of byte offsets in a ``SourceText``.
public struct SourceRange: Sendable, Hashable {
  public var start: Int
  public var end: Int

  public init(_ range: Range<Int>) {
    start = range.lowerBound
    end = range.upperBound
  }

  public init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }

  public var isEmpty: Bool { start == end }

  /// The smallest range that covers both.
  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(start: min(start, other.start), end: max(end, other.end))
  }
}
