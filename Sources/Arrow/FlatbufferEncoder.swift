/// A value of a flatbuffer, as a tree: scalars stand in their table, all else behind an offset.
indirect enum FlatValue {
  case absent
  case uint8(UInt8)
  case int16(Int16)
  case int32(Int32)
  case int64(Int64)
  case string(String)
  /// The slots of a table, in the order its schema declares them.
  case table([FlatValue])
  case vector([FlatValue])
  /// A vector of structs of 8-byte words.
  case structs([Int64], wordsEach: Int)
}

/// Writes a flatbuffer from its root downwards, every table before what it points to, so that
/// all offsets go forward as the format wants.
struct FlatbufferEncoder {
  private var bytes: [UInt8] = [0, 0, 0, 0]

  /// The bytes of `root`, a multiple of 8 long.
  static func encode(_ root: FlatValue) -> [UInt8] {
    var encoder = FlatbufferEncoder()
    encoder.point(0, to: encoder.append(root))
    encoder.align(8)
    return encoder.bytes
  }

  /// Appends a value that stands behind an offset and returns where it starts.
  private mutating func append(_ value: FlatValue) -> Int {
    switch value {
    case .string(let text):
      align(4)
      let start = bytes.count
      store(UInt32(text.utf8.count))
      bytes += text.utf8
      bytes.append(0)
      return start
    case .vector(let elements):
      align(4)
      let start = bytes.count
      store(UInt32(elements.count))
      bytes += [UInt8](repeating: 0, count: elements.count * 4)
      for (index, element) in elements.enumerated() {
        point(start + 4 + index * 4, to: append(element))
      }
      return start
    case .structs(let words, let wordsEach):
      align(8)
      store(UInt32(0))
      let start = bytes.count
      store(UInt32(words.count / wordsEach))
      for word in words { store(word) }
      return start
    case .table(let slots): return append(table: slots)
    case .absent, .uint8, .int16, .int32, .int64:
      preconditionFailure("a scalar stands in its table")
    }
  }

  private mutating func append(table slots: [FlatValue]) -> Int {
    align(2)
    let directory = bytes.count
    bytes += [UInt8](repeating: 0, count: 4 + slots.count * 2)
    align(4)
    let start = bytes.count
    store(Int32(start - directory))
    var children: [(slot: Int, value: FlatValue)] = []
    for (index, slot) in slots.enumerated() {
      guard let position = append(slot: slot) else { continue }
      put(UInt16(position - start), at: directory + 4 + index * 2)
      if slot.isBehindOffset { children.append((position, slot)) }
    }
    put(UInt16(4 + slots.count * 2), at: directory)
    put(UInt16(bytes.count - start), at: directory + 2)
    for child in children { point(child.slot, to: append(child.value)) }
    return start
  }

  /// Appends what stands in the table itself: the scalar, or room for the offset.
  private mutating func append(slot: FlatValue) -> Int? {
    switch slot {
    case .absent: nil
    case .uint8(let value): aligned(value)
    case .int16(let value): aligned(value)
    case .int32(let value): aligned(value)
    case .int64(let value): aligned(value)
    case .string, .table, .vector, .structs: aligned(UInt32(0))
    }
  }

  private mutating func aligned<Value: FixedWidthInteger>(_ value: Value) -> Int {
    align(MemoryLayout<Value>.size)
    store(value)
    return bytes.count - MemoryLayout<Value>.size
  }

  private mutating func store<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }

  private mutating func put(_ value: UInt16, at position: Int) {
    bytes[position] = UInt8(truncatingIfNeeded: value)
    bytes[position + 1] = UInt8(truncatingIfNeeded: value >> 8)
  }

  private mutating func point(_ slot: Int, to target: Int) {
    let offset = UInt32(target - slot)
    put(UInt16(truncatingIfNeeded: offset), at: slot)
    put(UInt16(truncatingIfNeeded: offset >> 16), at: slot + 2)
  }

  private mutating func align(_ size: Int) {
    while bytes.count % size != 0 { bytes.append(0) }
  }
}

extension FlatValue {
  fileprivate var isBehindOffset: Bool {
    switch self {
    case .string, .table, .vector, .structs: true
    case .absent, .uint8, .int16, .int32, .int64: false
    }
  }
}
