/// A table of a flatbuffer whose bytes nobody vouches for: every access is checked against the
/// buffer's ends, and what lies outside is an error of the part being read.
struct FlatTable {
  private let bytes: UnsafeRawBufferPointer
  private let part: ArrowError.Part
  private let start: Int
  private let directory: Int
  private let directorySize: Int

  /// The root table of a buffer.
  static func root(
    _ bytes: UnsafeRawBufferPointer, of part: ArrowError.Part
  ) throws(ArrowError) -> FlatTable {
    let offset = try load(UInt32.self, bytes, 0, part)
    return try FlatTable(bytes, part, start: Int(offset))
  }

  private init(
    _ bytes: UnsafeRawBufferPointer, _ part: ArrowError.Part, start: Int
  ) throws(ArrowError) {
    self.bytes = bytes
    self.part = part
    self.start = start
    directory = start - Int(try Self.load(Int32.self, bytes, start, part))
    directorySize = Int(try Self.load(UInt16.self, bytes, directory, part))
    guard directorySize >= 4 else { throw .damaged(part) }
  }

  /// A scalar of a slot, or its default where the table does not have it.
  func scalar<Value: FixedWidthInteger>(
    _ slot: Int, default value: Value = 0
  ) throws(ArrowError) -> Value {
    guard let position = try position(slot) else { return value }
    return try load(Value.self, position)
  }

  func table(_ slot: Int) throws(ArrowError) -> FlatTable? {
    guard let target = try target(slot) else { return nil }
    return try FlatTable(bytes, part, start: target)
  }

  /// The bytes of a string.
  func stringBytes(_ slot: Int) throws(ArrowError) -> UnsafeRawBufferPointer? {
    try vector(slot, stride: 1)?.bytes
  }

  func string(_ slot: Int) throws(ArrowError) -> String? {
    guard let bytes = try stringBytes(slot) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The elements of a vector of structs or bytes.
  func vector(
    _ slot: Int, stride: Int
  ) throws(ArrowError) -> (count: Int, bytes: UnsafeRawBufferPointer)? {
    guard let (count, first) = try elements(slot, stride: stride) else { return nil }
    return (count, UnsafeRawBufferPointer(rebasing: bytes[first..<first + count * stride]))
  }

  /// The tables of a vector.
  func tables(_ slot: Int) throws(ArrowError) -> [FlatTable] {
    guard let (count, first) = try elements(slot, stride: 4) else { return [] }
    var result: [FlatTable] = []
    for index in 0..<count {
      let position = first + index * 4
      let offset = Int(try load(UInt32.self, position))
      result.append(try FlatTable(bytes, part, start: position + offset))
    }
    return result
  }

  private func elements(
    _ slot: Int, stride: Int
  ) throws(ArrowError) -> (count: Int, first: Int)? {
    guard let target = try target(slot) else { return nil }
    let count = Int(try load(UInt32.self, target))
    guard count * stride <= bytes.count - target - 4 else { throw .damaged(part) }
    return (count, target + 4)
  }

  /// Where the offset of a slot points.
  private func target(_ slot: Int) throws(ArrowError) -> Int? {
    guard let position = try position(slot) else { return nil }
    return position + Int(try load(UInt32.self, position))
  }

  private func position(_ slot: Int) throws(ArrowError) -> Int? {
    let entry = 4 + slot * 2
    guard entry + 2 <= directorySize else { return nil }
    let offset = Int(try load(UInt16.self, directory + entry))
    return offset == 0 ? nil : start + offset
  }

  private func load<Value: FixedWidthInteger>(
    _ type: Value.Type, _ position: Int
  ) throws(ArrowError) -> Value {
    try Self.load(type, bytes, position, part)
  }

  private static func load<Value: FixedWidthInteger>(
    _ type: Value.Type, _ bytes: UnsafeRawBufferPointer, _ position: Int, _ part: ArrowError.Part
  ) throws(ArrowError) -> Value {
    guard position >= 0, position <= bytes.count - MemoryLayout<Value>.size else {
      throw .damaged(part)
    }
    return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: type))
  }
}
