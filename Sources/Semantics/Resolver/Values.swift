import Accounts
import Syntax
import Text

/// Reads the value side of a comparison: words, codes, numbers, parameters.
struct ValueReader {
  let dataset: Dataset
  let definitions: Definitions

  /// A value as text, whatever it was written as: 210, 卫生健康支出, '…', $name, or a name that
  /// `let` gave to a value.
  func text(_ expression: Expression) throws(ResolutionError) -> String {
    switch expression.kind {
    case .name(let name):
      if case .expression(let value)? = definitions[name.text]?.value, !Self.isMeasure(value) {
        return try text(value)
      }
      return name.text
    case .number(let number): return number.digits + (number.unit?.rawValue ?? "")
    case .text(let text): return text.text
    case .parameter(let name):
      guard let value = definitions.parameters[name.text] else {
        throw ResolutionError(.missingParameter(name.text), at: expression.range)
      }
      return value
    default:
      throw ResolutionError(
        .misuse(.calculationAsValue),
        at: expression.range)
    }
  }

  private static func isMeasure(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .text, .number: false
    default: true
    }
  }
}
