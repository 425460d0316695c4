/// Why a file could not be read or written.
public enum ArrowError: Error, Sendable, Equatable {
  /// The system refused; `code` is its errno.
  case system(Action, path: String, code: Int32)
  /// The file does not begin as an Arrow file does.
  case notArrow
  /// The file begins as an Arrow file does, but its end is missing.
  case truncated
  /// A length, an offset or a value that cannot be.
  case damaged(Part)
  /// Bytes that no longer have the checksum they were written with.
  case altered(Part)
  /// A valid file that uses what this module does not read.
  case unsupported(Feature)
  /// A batch that does not fit the schema it is written under.
  case misfit(column: String)

  public enum Action: Sendable { case open, read, create, write, sync, rename }

  /// A part of a file.
  public enum Part: Sendable, Equatable {
    case head, schema, footer
    case dictionary(Int)
    case batch(Int)
    case column(String, batch: Int)
  }

  public enum Feature: Sendable, Equatable {
    case type(column: String)
    case bigEndian, compression, dictionaryReplacement, nullInDictionary
    case oldFraming, unalignedBuffers
    case checksum(String)
  }
}
