/// The columns of an Arrow file, and what its writer notes about the whole.
public struct ArrowSchema: Sendable, Equatable {
  public var fields: [ArrowField]
  public var metadata: ArrowMetadata

  public init(_ fields: [ArrowField], metadata: ArrowMetadata = [:]) {
    self.fields = fields
    self.metadata = metadata
  }

  /// The position of the field of a name.
  public func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }
}

/// Keys with their values, in file order; a key may stand more than once.
public struct ArrowMetadata: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  public struct Entry: Sendable, Equatable {
    public var key: String
    public var value: String
  }

  public var entries: [Entry]

  public init(dictionaryLiteral elements: (String, String)...) {
    entries = elements.map { Entry(key: $0.0, value: $0.1) }
  }

  /// The first value of a key; setting replaces it, or adds it at the end.
  public subscript(key: String) -> String? {
    get { entries.first { $0.key == key }?.value }
    set {
      let index = entries.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.append(Entry(key: key, value: value))
      case (nil, nil): break
      }
    }
  }
}

/// One column: its name, its type, and whether a value may be missing.
public struct ArrowField: Sendable, Equatable {
  public var name: String
  public var type: ArrowType
  public var isNullable: Bool
  public var metadata: ArrowMetadata

  public init(
    _ name: String, _ type: ArrowType, isNullable: Bool = false, metadata: ArrowMetadata = [:]
  ) {
    self.name = name
    self.type = type
    self.isNullable = isNullable
    self.metadata = metadata
  }
}

/// What a column holds.
public enum ArrowType: Sendable, Hashable {
  case integer(ArrowInteger)
  case bool
  case utf8
  /// Codes into a dictionary of strings, which the whole file shares.
  case dictionary(ArrowInteger)

  /// The number of buffers a batch has for such a column, the validity bitmap included.
  var bufferCount: Int { self == .utf8 ? 3 : 2 }
}

/// The integers of a column, by width and sign.
public enum ArrowInteger: Sendable, Hashable, CaseIterable {
  case int8, int16, int32, int64, uint8, uint16, uint32, uint64

  public var byteWidth: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32: 4
    case .int64, .uint64: 8
    }
  }

  public var isSigned: Bool {
    switch self {
    case .int8, .int16, .int32, .int64: true
    case .uint8, .uint16, .uint32, .uint64: false
    }
  }

  init?(bitWidth: Int, isSigned: Bool) {
    guard
      let found = Self.allCases.first(where: {
        $0.byteWidth * 8 == bitWidth && $0.isSigned == isSigned
      })
    else { return nil }
    self = found
  }

  /// The case of a Swift type.
  init?<Value: FixedWidthInteger>(_ type: Value.Type) {
    self.init(bitWidth: Value.bitWidth, isSigned: Value.isSigned)
  }
}
