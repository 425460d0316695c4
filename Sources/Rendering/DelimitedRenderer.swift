import Accounts
import Execution

/// Rows of fields parted by tabs or commas. A field that holds the delimiter, a quote or a
/// line end stands in quotes with its quotes doubled, so that any value survives.
struct DelimitedRenderer {
  enum Delimiter: UInt8 {
    case tab = 0x09
    case comma = 0x2C
  }

  let delimiter: Delimiter
  let style: OutputStyle

  init(_ delimiter: Delimiter, style: OutputStyle) {
    self.delimiter = delimiter
    self.style = style
  }

  /// RFC 4180 ends the lines of csv with both characters.
  static func lineEnd(_ format: OutputFormat) -> String { format == .csv ? "\r\n" : "\n" }

  func rendered(_ result: QueryResult) -> String {
    var text = ""
    if style.header { append(result.columns.map { quoted($0.name) }, to: &text) }
    for row in result.rows { append(row.cells.map(field), to: &text) }
    return text
  }

  private func append(_ fields: [String], to text: inout String) {
    let separator = String(Unicode.Scalar(delimiter.rawValue))
    // A lone empty field would read as no row at all.
    text += fields == [""] ? "\"\"" : fields.joined(separator: separator)
    text += Self.lineEnd(delimiter == .comma ? .csv : .tsv)
  }

  private func field(_ cell: QueryResult.Cell) -> String {
    switch cell {
    case .blank: style.null.isEmpty ? "" : quoted(style.null, nullIsText: false)
    case .number(let number): number.description
    case .text(let text): quoted(text)
    }
  }

  /// A text that reads like the mark for a blank is quoted too, to tell it from one.
  private func quoted(_ text: String, nullIsText: Bool = true) -> String {
    let special = text.utf8.contains {
      $0 == delimiter.rawValue || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D
    }
    guard special || (nullIsText && !text.isEmpty && text == style.null) else { return text }
    var field = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { field.unicodeScalars.append(scalar) }
      field.unicodeScalars.append(scalar)
    }
    return field + "\""
  }
}
