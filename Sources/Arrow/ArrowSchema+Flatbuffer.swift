/// Schema.fbs, as far as this module goes: the numbers of slots and union members.
private enum Slot {
  enum Schema { static let endianness = 0, fields = 1, metadata = 2 }
  enum Field {
    static let name = 0, nullable = 1, typeTag = 2, type = 3, dictionary = 4, metadata = 6
  }
  enum Dictionary { static let id = 0, index = 1 }
  enum Integer { static let bitWidth = 0, isSigned = 1 }
  enum KeyValue { static let key = 0, value = 1 }
}

private enum TypeTag {
  static let integer: UInt8 = 2
  static let utf8: UInt8 = 5
  static let bool: UInt8 = 6
}

extension ArrowSchema {
  /// The schema of a flatbuffer, and beside each field the id of its dictionary.
  static func decode(
    _ table: FlatTable
  ) throws(ArrowError) -> (schema: ArrowSchema, dictionaries: [Int64?]) {
    guard try table.scalar(Slot.Schema.endianness, default: Int16(0)) == 0 else {
      throw .unsupported(.bigEndian)
    }
    var schema = ArrowSchema([], metadata: try .decode(table, slot: Slot.Schema.metadata))
    var dictionaries: [Int64?] = []
    for field in try table.tables(Slot.Schema.fields) {
      let name = try field.string(Slot.Field.name) ?? ""
      let encoding = try field.table(Slot.Field.dictionary)
      schema.fields.append(
        ArrowField(
          name, try ArrowType.decode(field, encoding, name: name),
          isNullable: try field.scalar(Slot.Field.nullable, default: UInt8(0)) != 0,
          metadata: try .decode(field, slot: Slot.Field.metadata)))
      dictionaries.append(try encoding?.scalar(Slot.Dictionary.id, default: Int64(0)))
    }
    return (schema, dictionaries)
  }

  /// The schema as a flatbuffer; a column's dictionary has the column's number for its id.
  var flatValue: FlatValue {
    .table([
      .int16(0), .vector(fields.enumerated().map { $1.flatValue(id: $0) }), metadata.flatValue,
    ])
  }
}

extension ArrowField {
  fileprivate func flatValue(id: Int) -> FlatValue {
    let (tag, values, codes): (UInt8, FlatValue, ArrowInteger?) =
      switch type {
      case .integer(let integer): (TypeTag.integer, integer.flatValue, nil)
      case .bool: (TypeTag.bool, .table([]), nil)
      case .utf8: (TypeTag.utf8, .table([]), nil)
      case .dictionary(let codes): (TypeTag.utf8, .table([]), codes)
      }
    let encoding: FlatValue =
      codes.map { .table([.int64(Int64(id)), $0.flatValue]) } ?? .absent
    return .table([
      .string(name), .uint8(isNullable ? 1 : 0), .uint8(tag), values, encoding, .vector([]),
      metadata.flatValue,
    ])
  }
}

extension ArrowInteger {
  fileprivate var flatValue: FlatValue {
    .table([.int32(Int32(byteWidth * 8)), .uint8(isSigned ? 1 : 0)])
  }

  fileprivate static func decode(_ table: FlatTable) throws(ArrowError) -> ArrowInteger? {
    ArrowInteger(
      bitWidth: Int(try table.scalar(Slot.Integer.bitWidth, default: Int32(0))),
      isSigned: try table.scalar(Slot.Integer.isSigned, default: UInt8(0)) != 0)
  }
}

extension ArrowType {
  fileprivate static func decode(
    _ field: FlatTable, _ encoding: FlatTable?, name: String
  ) throws(ArrowError) -> ArrowType {
    let refusal = ArrowError.unsupported(.type(column: name))
    let values: ArrowType
    switch try field.scalar(Slot.Field.typeTag, default: UInt8(0)) {
    case TypeTag.utf8: values = .utf8
    case TypeTag.bool: values = .bool
    case TypeTag.integer:
      guard let type = try field.table(Slot.Field.type), let integer = try ArrowInteger.decode(type)
      else { throw refusal }
      values = .integer(integer)
    default: throw refusal
    }
    guard let encoding else { return values }
    // Where no index type is written it is int32.
    let codes = try encoding.table(Slot.Dictionary.index).map(ArrowInteger.decode) ?? .int32
    guard values == .utf8, let codes, codes.byteWidth < 8 else { throw refusal }
    return .dictionary(codes)
  }
}

extension ArrowMetadata {
  /// The key-value pairs in a slot of a table.
  static func decode(_ table: FlatTable, slot: Int) throws(ArrowError) -> ArrowMetadata {
    var result: ArrowMetadata = [:]
    for pair in try table.tables(slot) {
      result.entries.append(
        Entry(
          key: try pair.string(Slot.KeyValue.key) ?? "",
          value: try pair.string(Slot.KeyValue.value) ?? ""))
    }
    return result
  }

  var flatValue: FlatValue {
    entries.isEmpty
      ? .absent : .vector(entries.map { .table([.string($0.key), .string($0.value)]) })
  }
}
