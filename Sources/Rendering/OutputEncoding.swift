import Glibc

/// The encodings output can be written in.
public enum OutputEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// The national standard GB 18030, which spreadsheet programs in China expect.
  case gb18030

  /// The bytes of a text, or nil where this machine has no table for the encoding.
  public func bytes(of text: String) -> [UInt8]? {
    switch self {
    case .utf8: Array(text.utf8)
    case .gb18030: Self.converted(Array(text.utf8))
    }
  }

  private static func converted(_ input: [UInt8]) -> [UInt8]? {
    guard let converter = iconv_open("GB18030", "UTF-8"), Int(bitPattern: converter) != -1 else {
      return nil
    }
    defer { iconv_close(converter) }
    // Two bytes of UTF-8 take four at most.
    var output = [UInt8](repeating: 0, count: input.count * 2 + 4)
    var input = input.map { CChar(bitPattern: $0) }
    let written: Int? = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBytes { target in
        var from = source.baseAddress
        var fromLeft = source.count
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var toLeft = target.count
        let result = iconv(converter, &from, &fromLeft, &to, &toLeft)
        return result == -1 ? nil : target.count - toLeft
      }
    }
    return written.map { Array(output[..<$0]) }
  }
}
