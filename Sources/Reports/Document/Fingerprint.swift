/// A hash of a file's bytes, by which copies are known.
enum Fingerprint {
  /// Takes eight bytes at a time, each stirred into what comes before it.
  static func of(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
      let step = MemoryLayout<UInt64>.size
      var hash = stirred(UInt64(bytes.count))
      var start = 0
      while start + step <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
        hash = stirred(hash ^ UInt64(littleEndian: word))
        start &+= step
      }
      let rest = bytes[start...].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return stirred(stirred(hash ^ rest))
    }
  }

  /// The halves of a product, folded: each bit of the word turns about half of the result's.
  @inline(__always)
  private static func stirred(_ word: UInt64) -> UInt64 {
    let product = (word ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
