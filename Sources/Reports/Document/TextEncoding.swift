import Glibc

/// Tells a text's encoding by its bytes and brings it to UTF-8.
public enum TextEncoding {
  /// Why bytes are no text, in plain words.
  public struct Failure: Error {
    public var reason: String
  }

  /// The text of `bytes` as UTF-8 without a byte order mark.
  public static func utf8(of bytes: [UInt8]) throws(Failure) -> [UInt8] {
    if bytes.isEmpty { throw Failure(reason: "the file is empty") }
    if let format = binaryFormat(of: bytes) {
      throw Failure(reason: "the file is \(format), not a report's text")
    }
    let text = try decoded(bytes)
    guard text.contains(where: { $0 > 0x20 }) else {
      throw Failure(reason: "the file holds nothing but white space")
    }
    guard !looksBinary(text) else { throw noText }
    return text
  }

  private static let noText = Failure(
    reason: "its bytes are no text in UTF-8, UTF-16 or GB18030")

  private static func decoded(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      guard isUTF8(bytes[3...]) else { throw noText }
      return Array(bytes[3...])
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return try converted(bytes[2...], from: "UTF-16LE") }
    if bytes.starts(with: [0xFE, 0xFF]) { return try converted(bytes[2...], from: "UTF-16BE") }
    if let name = unmarkedUTF16(bytes) { return try converted(bytes[...], from: name) }
    if isUTF8(bytes[...]) { return bytes }
    return try converted(bytes[...], from: "GB18030")
  }

  private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer(UTF8Validation.isValid)
  }

  /// UTF-16 shows in the zero bytes of its newlines and digits, most of them at one parity;
  /// 一 (U+4E00) has one at the other.
  private static func unmarkedUTF16(_ bytes: [UInt8]) -> String? {
    guard bytes.count.isMultiple(of: 2),
      bytes.withUnsafeBufferPointer({ $0.firstIndex(of: 0, in: bytes.indices) }) != nil
    else { return nil }
    var zeros = (even: 0, odd: 0)
    for (index, byte) in bytes.enumerated() where byte == 0 {
      if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
    }
    guard max(zeros.even, zeros.odd) * 200 > bytes.count else { return nil }
    if zeros.even * 2 < zeros.odd { return "UTF-16LE" }
    return zeros.odd * 2 < zeros.even ? "UTF-16BE" : nil
  }

  private static func converted(
    _ bytes: ArraySlice<UInt8>, from name: String
  ) throws(Failure) -> [UInt8] {
    guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else {
      throw Failure(reason: "this system cannot convert \(name)")
    }
    defer { iconv_close(converter) }
    var source = bytes.map { CChar(bitPattern: $0) }
    var result = [UInt8](repeating: 0, count: bytes.count * 2 + 16)
    let written = source.withUnsafeMutableBufferPointer { input in
      result.withUnsafeMutableBytes { output -> Int? in
        var from = input.baseAddress
        var rest = input.count
        var to = output.bindMemory(to: CChar.self).baseAddress
        var room = output.count
        guard iconv(converter, &from, &rest, &to, &room) != -1, rest == 0 else { return nil }
        return output.count - room
      }
    }
    guard let written, isChinese(result[..<written]) else { throw noText }
    return Array(result[..<written])
  }

  /// Whether four in five characters are of those that Chinese reports are printed in. Bytes
  /// that are no text often convert all the same, into letters from everywhere.
  private static func isChinese(_ text: ArraySlice<UInt8>) -> Bool {
    var total = 0
    var foreign = 0
    for byte in text where byte & 0xC0 != 0x80 {
      total += 1
      switch byte {
      case 0..<0x80, 0xC2, 0xE2...0xE9, 0xEF: continue
      default: foreign += 1
      }
    }
    return foreign * 5 <= total
  }

  /// More than one control character in two hundred bytes is no prose.
  private static func looksBinary(_ text: [UInt8]) -> Bool {
    let controls = text.withUnsafeBytes { bytes in
      let step = MemoryLayout<UInt64>.size
      var count = 0
      var start = 0
      while start + step <= bytes.count {
        count &+= controlCount(bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        start &+= step
      }
      for byte in bytes[start...] { count += controlCount(UInt64(byte) | 0x2020_2020_2020_2000) }
      return count
    }
    return controls * 200 > text.count
  }

  /// How many of eight bytes are control characters and no white space, all tested at once.
  @inline(__always)
  private static func controlCount(_ bytes: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones &* 0x80
    if ~bytes & tops == 0 { return 0 }
    // With its top bit set a byte borrows nothing, and keeps the bit where it is no less.
    let raised = bytes | tops
    let white = (raised &- ones &* 0x09) & ~(raised &- ones &* 0x0E)
    let below = ~(raised &- ones &* 0x20) & ~white
    let deleted = raised &- ones &* 0x7F
    return ((below | deleted) & ~bytes & tops).nonzeroBitCount
  }

  /// The kind of a file that is told by its first bytes.
  private static func binaryFormat(of bytes: [UInt8]) -> String? {
    signatures.first { bytes.starts(with: $0.bytes) }?.format
  }

  private static let signatures: [(bytes: [UInt8], format: String)] = [
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0x47, 0x49, 0x46, 0x38], "a GIF image"),
    ([0x49, 0x49, 0x2A, 0x00], "a TIFF image"),
    ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF image"),
    ([0x25, 0x50, 0x44, 0x46], "a PDF"),
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive or an Office document"),
    ([0x50, 0x4B, 0x05, 0x06], "an empty zip archive"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document"),
    ([0x1F, 0x8B], "a gzip archive"),
    ([0x52, 0x61, 0x72, 0x21], "a RAR archive"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
  ]
}
