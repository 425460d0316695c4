/// What an input method types for a text: every sign and digit in full width, quotes curly, commas
/// enumerating; what stands between quotes stays.
public func fullWidth(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  var isQuoted = false
  for scalar in text.unicodeScalars {
    switch scalar {
    case "'":
      result.append(isQuoted ? "”" : "“")
      isQuoted.toggle()
    case _ where isQuoted: result.append(scalar)
    case " ": result.append("\u{3000}")
    case ",": result.append("、")
    case "!"..."~": result.append(Unicode.Scalar(scalar.value + 0xFEE0)!)
    default: result.append(scalar)
    }
  }
  return String(result)
}
