import Accounts
import Execution
import Text

extension PrintedNumber {
  /// Digits in groups of three, with at least `decimals` decimals: `1,234,567.50`.
  func grouped(decimals: Int = 0) -> String {
    let plain = description
    let parts = plain.split(separator: ".", maxSplits: 1)
    let negative = plain.hasPrefix("-")
    let digits = Array((negative ? parts[0].dropFirst() : parts[0]).utf8)
    var text = negative ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let padded = fraction + String(repeating: "0", count: max(0, decimals - fraction.count))
    return padded.isEmpty ? text : text + "." + padded
  }
}

extension QueryResult.Column {
  /// The name with its unit: `支出(万元)`.
  var heading: String { unit == .none ? name : "\(name)(\(unit.rawValue))" }

  /// Whether a blank is a rate without a base, which a reader is told.
  var isRate: Bool { kind == .percent || kind == .quotient }

  /// Whether digits are grouped and decimals made alike down the column.
  var isQuantity: Bool { isNumber && kind != .year && kind != .ordinal }

  var isNumber: Bool { kind.isNumber }
}

public enum Display {
  /// The text without characters that would move the cursor or command the terminal.
  public static func safe(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        result.append(scalar == "\t" || scalar == "\n" || scalar == "\r" ? " " : "\u{FFFD}")
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  /// The text cut to `width` columns, with an ellipsis where something is missing: at its end, or
  /// at the beginning of a path, whose end tells most.
  static func cut(_ text: String, to width: Int) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    let isPath = text.utf8.contains(UInt8(ascii: "/")) && !text.utf8.contains(UInt8(ascii: " "))
    let kept =
      isPath
      ? first(width - 1, of: text.unicodeScalars.reversed()).reversed()
      : first(width - 1, of: text.unicodeScalars)
    var result = String.UnicodeScalarView()
    result.append(contentsOf: kept)
    return isPath ? "…" + String(result) : String(result) + "…"
  }

  /// As many scalars as fit a width.
  private static func first(
    _ width: Int, of scalars: some Sequence<Unicode.Scalar>
  ) -> [Unicode.Scalar] {
    var used = 0
    return Array(
      scalars.prefix { scalar in
        used += DisplayWidth.of(scalar)
        return used <= width
      })
  }

  /// The text in lines of at most `width` columns.
  static func wrap(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      let next = DisplayWidth.of(scalar)
      if used + next > max(2, width), !line.isEmpty {
        lines.append(String(line))
        (line, used) = (String.UnicodeScalarView(), 0)
      }
      used += next
      line.append(scalar)
    }
    lines.append(String(line))
    return lines
  }

  static func pad(_ text: String, to width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    return right ? space + text : text + space
  }
}
