import Testing
import Text

@testable import Syntax

func parse(_ text: String) -> Parser.Result {
  Parser.parse(SourceText(name: "test", text))
}

/// The only statement of a text that has no fault.
func statement(
  _ text: String, _ place: Testing.SourceLocation = #_sourceLocation
) throws
  -> Statement.Kind
{
  let result = parse(text)
  for error in result.errors {
    let message = error.diagnostic(in: SourceText(name: "test", text)).rendered()
    Issue.record("\(message)", sourceLocation: place)
  }
  return try #require(result.script.statements.first, sourceLocation: place).kind
}

/// What an input method types for it: every sign and digit in full width, quotes curly, commas
/// enumerating; what stands between quotes stays.
func fullWidth(_ text: String) -> String {
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

/// A small generator of random numbers, the same on every machine.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
