/// Which characters are twins: what an input method types, or a text extractor prints, in
/// place of the plain character.
public enum Folding {
  /// The half-width or unified twin of a scalar, or the scalar itself.
  ///
  /// Full-width forms (！ to ～) and the ideographic space become ASCII; “ ” 「 」 become `"`,
  /// ‘ ’ become `'`, 、 becomes a comma, 。 a full stop; 〔〕【】 become ( ); dashes `-`;
  /// radicals become the characters they stand for (⻔ is 门).
  public static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x80: return scalar
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0)!
    case 0x3000, 0xA0, 0x2002...0x200A, 0x202F: return " "
    case 0x201C, 0x201D, 0x300C, 0x300D, 0xFF02: return "\""
    case 0x2018, 0x2019: return "'"
    case 0x3001: return ","
    case 0x3002: return "."
    case 0x3014, 0x3010: return "("
    case 0x3015, 0x3011: return ")"
    case 0x2010...0x2015, 0x2212: return "-"
    case 0x2E80...0x2FD5: return radicalTwin[scalar] ?? scalar
    default: return scalar
    }
  }

  /// The text with every scalar folded.
  public static func fold(_ text: some StringProtocol) -> String { fold(String(text)) }

  /// The text with every scalar folded; at once where there is nothing to fold.
  public static func fold(_ text: String) -> String {
    guard text.utf8.contains(where: mayFold) else { return text }
    var result = String.UnicodeScalarView()
    result.reserveCapacity(text.utf8.count / 3)
    for scalar in text.unicodeScalars { result.append(fold(scalar)) }
    return String(result)
  }

  /// Whether a scalar that folds may begin with the byte.
  private static func mayFold(_ byte: UInt8) -> Bool {
    byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF
  }

  /// The text by which names are compared: folded, without white space or zero-width
  /// characters, Latin letters in lower case.
  ///
  ///     Folding.key("因公出国（境） 费") == Folding.key("因公出国(境)费")
  public static func key(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isBlank(scalar) {
      let folded = fold(scalar)
      if (0x41...0x5A).contains(folded.value) {
        result.append(Unicode.Scalar(folded.value + 32)!)
      } else {
        result.append(folded)
      }
    }
    return String(result)
  }

  /// The text without its white space (the ideographic space included), else as printed.
  public static func squeeze(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isBlank(scalar) { result.append(scalar) }
    return String(result)
  }

  /// White space, the ideographic space included, and the zero-width characters that
  /// extractors leave behind.
  public static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x84, 0x4E00...0x9FFF: false
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000, 0xFEFF:
      true
    default: false
    }
  }

  private static let radicalTwin: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    uniqueKeysWithValues: zip(radicals.unicodeScalars, radicalTwins.unicodeScalars))
}
