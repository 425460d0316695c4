#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A text as a key, equal to no other than its own bytes.
///
/// A String compares and hashes by its canonical form, which takes some twenty times as long for
/// Chinese. Bytes tell as much of words that have one origin, and where missing an equal text costs
/// no more than finding out again.
public struct ExactText: Hashable, Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }

  public static func == (a: ExactText, b: ExactText) -> Bool { a.text.isExactly(b.text) }

  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension String {
  /// Whether a text has the same bytes; see ``ExactText``.
  public func isExactly(_ other: String) -> Bool {
    let count = utf8.count
    guard count == other.utf8.count, count > 0 else { return isEmpty && other.isEmpty }
    var (text, other) = (self, other)
    return text.withUTF8 { bytes in
      other.withUTF8 { others in
        bytes.baseAddress == others.baseAddress
          || memcmp(bytes.baseAddress!, others.baseAddress!, count) == 0
      }
    }
  }
}
