/// XXH64 with seed 0, the checksum of every part of a sealed file.
///
/// - Complexity: O(*n*), some 4 bytes per clock cycle: four lanes of 8 bytes run side by side.
enum Checksum {
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    guard let base = bytes.baseAddress else { return finish(prime5) }
    let end = base + bytes.count
    var at = base
    var hash = prime5
    if bytes.count >= 32 {
      var lanes = (prime1 &+ prime2, prime2, UInt64(0), 0 &- prime1)
      let last = end - 32
      repeat {
        lanes.0 = round(lanes.0, word(at))
        lanes.1 = round(lanes.1, word(at + 8))
        lanes.2 = round(lanes.2, word(at + 16))
        lanes.3 = round(lanes.3, word(at + 24))
        at += 32
      } while at <= last
      hash = joined(lanes)
    }
    hash &+= UInt64(bytes.count)
    while end - at >= 8 {
      hash = rotated(hash ^ round(0, word(at)), 27) &* prime1 &+ prime4
      at += 8
    }
    if end - at >= 4 {
      let half = UInt64(UInt32(littleEndian: at.loadUnaligned(as: UInt32.self)))
      hash = rotated(hash ^ half &* prime1, 23) &* prime2 &+ prime3
      at += 4
    }
    while at < end {
      hash = rotated(hash ^ UInt64(at.load(as: UInt8.self)) &* prime5, 11) &* prime1
      at += 1
    }
    return finish(hash)
  }

  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

  @inline(__always)
  private static func word(_ at: UnsafeRawPointer) -> UInt64 {
    UInt64(littleEndian: at.loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  private static func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value &<< bits | value &>> (64 &- bits)
  }

  @inline(__always)
  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotated(lane &+ word &* prime2, 31) &* prime1
  }

  private static func joined(_ lanes: (UInt64, UInt64, UInt64, UInt64)) -> UInt64 {
    var hash =
      rotated(lanes.0, 1) &+ rotated(lanes.1, 7) &+ rotated(lanes.2, 12) &+ rotated(lanes.3, 18)
    for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
      hash = (hash ^ round(0, lane)) &* prime1 &+ prime4
    }
    return hash
  }

  private static func finish(_ hash: UInt64) -> UInt64 {
    var hash = (hash ^ hash &>> 33) &* prime2
    hash = (hash ^ hash &>> 29) &* prime3
    return hash ^ hash &>> 32
  }
}
