import Text

/// The values that lines of standard input hold for `@-`: each line is one, or is a JSON object
/// of which one member counts; or the lines are a table, tsv or csv, whose header names the column.
enum InputValue {
  /// The values for a column: the member of that name, or the first, where a line is an object.
  static func texts(of lines: [String], column: String) -> [String] {
    let key = Folding.key(column)
    if let values = values(of: lines, under: key) { return values }
    return lines.compactMap { line in
      guard line.utf8.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "{") else {
        return line
      }
      let members = FlatObject.members(of: line)
      let member = members.first { Folding.key($0.name) == key } ?? members.first
      return member?.value
    }
  }

  /// The fields below the one that names the column; nil where the first line names none.
  private static func values(of lines: [String], under key: String) -> [String]? {
    guard let header = lines.first else { return nil }
    for separator in ["\t", ","] as [Unicode.Scalar] {
      let names = fields(of: header, separator).map { Folding.key($0) }
      guard let index = names.firstIndex(of: key) else { continue }
      return lines.dropFirst().compactMap { line in
        let fields = fields(of: line, separator)
        return fields.indices.contains(index) && !fields[index].isEmpty ? fields[index] : nil
      }
    }
    return nil
  }

  /// The fields of a line; one in double quotes may hold the separator, and a quote doubled.
  private static func fields(of line: String, _ separator: Unicode.Scalar) -> [String] {
    var fields = [String.UnicodeScalarView()]
    var isQuoted = false
    var rest = Substring(line).unicodeScalars
    if rest.first == "\u{FEFF}" { rest.removeFirst() }
    while let scalar = rest.popFirst() {
      if scalar == "\"", isQuoted || fields[fields.count - 1].isEmpty {
        if isQuoted, rest.first == "\"" {
          fields[fields.count - 1].append(rest.removeFirst())
        } else {
          isQuoted.toggle()
        }
      } else if scalar == separator, !isQuoted {
        fields.append(String.UnicodeScalarView())
      } else {
        fields[fields.count - 1].append(scalar)
      }
    }
    return fields.map { String($0) }
  }
}

/// A JSON object of one line, as `--format ndjson` writes it: its members' values are texts,
/// numbers, true, false or null.
private struct FlatObject {
  private var rest: Substring.UnicodeScalarView

  /// The members in order, those that are null left out; as far as the line can be read.
  static func members(of line: String) -> [(name: String, value: String)] {
    var object = FlatObject(rest: Substring(line).unicodeScalars)
    var members: [(name: String, value: String)] = []
    guard object.take("{") else { return [] }
    while let name = object.text(), object.take(":"), let value = object.value() {
      if value != "null" { members.append((name, value)) }
      guard object.take(",") else { break }
    }
    return members
  }

  private mutating func skipSpace() {
    while let scalar = rest.first, scalar == " " || scalar == "\t" { rest.removeFirst() }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func value() -> String? {
    skipSpace()
    if rest.first == "\"" { return text() }
    let end = rest.firstIndex { [",", "}", " ", "\t"].contains($0) } ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest.startIndex == end ? nil : String(rest[..<end])
  }

  private mutating func text() -> String? {
    guard take("\"") else { return nil }
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst(), scalar != "\"" {
      text.append(scalar == "\\" ? escaped() : scalar)
    }
    return String(text)
  }

  /// The scalar behind a backslash; two escapes of surrogates are one scalar.
  private mutating func escaped() -> Unicode.Scalar {
    switch rest.popFirst() {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "u":
      let unit = codeUnit()
      guard (0xD800..<0xDC00).contains(unit), rest.starts(with: "\\u".unicodeScalars) else {
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
      }
      rest.removeFirst(2)
      return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (codeUnit() & 0x3FF)) ?? "\u{FFFD}"
    case let scalar?: return scalar
    case nil: return "\u{FFFD}"
    }
  }

  private mutating func codeUnit() -> UInt32 {
    let digits = String(String.UnicodeScalarView(rest.prefix(4)))
    rest = rest.dropFirst(4)
    return UInt32(digits, radix: 16) ?? 0xFFFD
  }
}
