/// Tells UTF-8, fast where most of it is Chinese.
enum UTF8Validation {
  /// Whether the bytes are well-formed UTF-8, as the Unicode Standard has it (table 3-7).
  static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index < bytes.count {
      if index + 8 <= bytes.count {
        let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        if word & 0x8080_8080_8080_8080 == 0 {
          index += 8
          continue
        }
        if isPair(word) {
          index += 6
          continue
        }
      }
      guard let length = scalarLength(at: index, in: bytes) else { return false }
      index += length
    }
    return true
  }

  /// Whether the low six bytes are two characters of three bytes, led by E4 to EB, behind which
  /// any trailing byte may stand. A byte below what is wanted borrows, and shows.
  @inline(__always)
  private static func isPair(_ word: UInt64) -> Bool {
    ((word & 0xC0C0_FFC0_C0FF) &- 0x8080_E480_80E4) & ~0x0000_0700_0007 == 0
  }

  /// How many bytes the scalar at `index` takes; nil where there is none.
  private static func scalarLength(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    let lead = bytes[index]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0..<0x80: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { second = 0xA0...0xBF }
      if lead == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { second = 0x90...0xBF }
      if lead == 0xF4 { second = 0x80...0x8F }
    default: return nil
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
    for next in index + 2..<index + max(2, length) where bytes[next] & 0xC0 != 0x80 { return nil }
    return length
  }
}
