// Rendering turns an answer into text: a table for people, and five formats for programs.
// It knows nothing of files or terminals; width and colour arrive from outside.

/// The forms an answer can be written in.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// Aligned columns for people.
  case table
  /// Tab-separated values.
  case tsv
  /// Comma-separated values after RFC 4180.
  case csv
  /// One document for the whole run.
  case json
  /// One object a row, one row a line.
  case ndjson
  case markdown

  /// Whether programs read it: plain numbers, no notes among the rows.
  public var isForMachines: Bool { self != .table }

  /// The format that the ending of a file's name asks for, as in `to 'out.csv'`.
  public init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    switch fileName[fileName.index(after: dot)...].lowercased() {
    case "tsv", "tab": self = .tsv
    case "csv": self = .csv
    case "json": self = .json
    case "ndjson", "jsonl": self = .ndjson
    case "md", "markdown": self = .markdown
    case "txt": self = .table
    default: return nil
    }
  }
}

/// How answers are written: the format, and what the user or the terminal asks of it.
public struct OutputStyle: Sendable {
  public var format: OutputFormat
  /// Column names above the rows.
  public var header = true
  /// What stands for a blank in tsv, csv and markdown.
  public var null = ""
  /// A byte order mark before csv, for spreadsheet programs that take it for another
  /// encoding without one.
  public var byteOrderMark = false
  /// Columns of the terminal, or nil where lines may be of any length.
  public var width: Int?
  /// Escape sequences for bold, red and dim.
  public var color = false
  /// Whether notes and a footer stand under a table.
  public var notes = true
  /// The hash of the data the answers come from, for json.
  public var datasetHash: String?

  public init(format: OutputFormat) { self.format = format }
}
