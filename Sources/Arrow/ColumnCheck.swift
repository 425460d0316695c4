/// Looks at a column's values before anyone else does: a code must be in its dictionary, a
/// string within its text, so that readers need not look again.
struct ColumnCheck {
  let mapping: Mapping
  let layout: ColumnLayout

  func holds(_ type: ArrowType, dictionaryCount: Int) -> Bool {
    switch type {
    case .integer, .bool: true
    case .utf8: offsetsAscend()
    case .dictionary(.int8): codes(UInt8.self, below: min(dictionaryCount, 128))
    case .dictionary(.uint8): codes(UInt8.self, below: dictionaryCount)
    case .dictionary(.int16): codes(UInt16.self, below: min(dictionaryCount, 1 << 15))
    case .dictionary(.uint16): codes(UInt16.self, below: dictionaryCount)
    case .dictionary(.int32): codes(UInt32.self, below: min(dictionaryCount, 1 << 31))
    case .dictionary: codes(UInt32.self, below: dictionaryCount)
    }
  }

  private func offsetsAscend() -> Bool {
    guard layout.rows > 0 else { return true }
    let offsets = values(Int32.self, count: layout.rows + 1)
    guard offsets[0] >= 0, Int(offsets[layout.rows]) <= layout.data.count else { return false }
    // Without a branch, so that the loop is done several rows at a time.
    var falls: Int32 = 0
    for row in 0..<layout.rows { falls |= offsets[row] > offsets[row + 1] ? 1 : 0 }
    return falls == 0
  }

  /// Whether every code is in the dictionary. Negative codes are read as large ones.
  private func codes<Code: FixedWidthInteger & UnsignedInteger>(
    _ type: Code.Type, below limit: Int
  ) -> Bool {
    let codes = values(type, count: layout.rows)
    guard limit <= Int(Code.max) else { return true }
    let bound = Code(limit)
    guard let validity = layout.validity else {
      var highest: Code = 0
      for code in codes { highest = max(highest, code) }
      return codes.isEmpty || highest < bound
    }
    let bits = mapping.bytes(validity..<validity + (layout.rows + 7) / 8)
    for (row, code) in codes.enumerated() where code >= bound {
      if bits[row / 8] >> UInt8(row % 8) & 1 == 1 { return false }
    }
    return true
  }

  private func values<Value: FixedWidthInteger>(
    _ type: Value.Type, count: Int
  ) -> UnsafeBufferPointer<Value> {
    mapping.bytes(layout.values..<layout.values + count * MemoryLayout<Value>.size)
      .bindMemory(to: type)
  }
}
