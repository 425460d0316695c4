/// Tables in the metadata: a line a row, fields parted by tabs, with `\t`, `\n` and `\\` for
/// those characters themselves.
enum SnapshotText {
  static func line(_ fields: [String]) -> String { fields.map(escaped).joined(separator: "\t") }

  static func table(_ rows: [[String]]) -> String { rows.map(line).joined(separator: "\n") }

  static func numbers(_ rows: [[Int]]) -> String {
    rows.map { $0.map(String.init).joined(separator: "\t") }.joined(separator: "\n")
  }

  private static func escaped(_ field: String) -> String {
    guard field.utf8.contains(where: { $0 == 0x5C || $0 == 0x09 || $0 == 0x0A }) else {
      return field
    }
    return field.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "\\": text += "\\\\"
      case "\t": text += "\\t"
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The rows of a table of text.
  static func rows(_ text: String) -> [[String]] {
    guard !text.isEmpty else { return [] }
    return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.split(separator: 0x09, omittingEmptySubsequences: false).map(plain)
    }
  }

  private static func plain(_ field: Substring.UTF8View) -> String {
    guard field.contains(0x5C) else { return String(decoding: field, as: UTF8.self) }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in field {
      if isEscaped {
        bytes.append(byte == 0x74 ? 0x09 : byte == 0x6E ? 0x0A : byte)
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The rows of a table of whole numbers; nil where it is none.
  static func numbers(_ text: String) -> [[Int]]? {
    guard !text.isEmpty else { return [] }
    var text = text
    return text.withUTF8 { bytes in
      var rows: [[Int]] = []
      var row: [Int] = []
      var number = 0
      var digits = 0
      var isNegative = false
      for index in 0...bytes.count {
        let byte = index < bytes.count ? bytes[index] : 0x0A
        switch byte {
        case 0x30...0x39:
          digits += 1
          guard digits <= 18 else { return nil }
          number = number * 10 + Int(byte - 0x30)
        case 0x2D where digits == 0 && !isNegative: isNegative = true
        case 0x09, 0x0A:
          guard digits > 0 else { return nil }
          row.append(isNegative ? -number : number)
          (number, digits, isNegative) = (0, 0, false)
          if byte == 0x0A {
            rows.append(row)
            row = []
          }
        default: return nil
        }
      }
      return rows
    }
  }
}
