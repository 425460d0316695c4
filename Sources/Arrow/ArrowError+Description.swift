#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension ArrowError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .system(let action, let path, let code):
      "cannot \(action.words) \(path): \(String(cString: strerror(code)))"
    case .notArrow: "this is not an Arrow file"
    case .truncated: "the file is cut short: its end is missing"
    case .damaged(let part): "the file is damaged: \(part.words) makes no sense"
    case .altered(let part): "the file was altered: \(part.words) fails its checksum"
    case .unsupported(let feature): "the file cannot be read: \(feature.words)"
    case .misfit(let column): "the values given for column \(column) do not fit the schema"
    }
  }
}

extension ArrowError.Action {
  fileprivate var words: String {
    switch self {
    case .open: "open"
    case .read: "read"
    case .create: "create"
    case .write: "write"
    case .sync: "store"
    case .rename: "put in place"
    }
  }
}

extension ArrowError.Part {
  fileprivate var words: String {
    switch self {
    case .head: "its beginning"
    case .schema: "its schema"
    case .footer: "its footer"
    case .dictionary(let index): "dictionary batch \(index + 1)"
    case .batch(let index): "record batch \(index + 1)"
    case .column(let name, let batch): "column \(name) of record batch \(batch + 1)"
    }
  }
}

extension ArrowError.Feature {
  fileprivate var words: String {
    switch self {
    case .type(let column):
      "column \(column) has a type other than integer, bool, utf8 or dictionary of utf8"
    case .bigEndian: "its numbers are big-endian"
    case .compression: "it is compressed; write it without compression"
    case .dictionaryReplacement: "it replaces a dictionary midway"
    case .nullInDictionary: "a dictionary holds a null"
    case .oldFraming: "it is framed as before Arrow 1.0"
    case .unalignedBuffers: "its buffers are not aligned"
    case .checksum(let name): "its checksums are of an unknown kind, \(name)"
    }
  }
}
