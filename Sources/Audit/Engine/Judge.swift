import Accounts

/// Turns a comparison into a finding, under the one tolerance.
struct Judge {
  let rule: Rule
  let report: Int

  /// A printed number against what it should be. Nil where they are equal.
  ///
  /// - Parameter severity: where rounding does not explain the difference; the rule's unless
  ///   given.
  func compare(
    _ printed: Printed, with expected: Quantity, _ evidence: [Finding.Evidence],
    severity: Severity? = nil
  ) -> Finding? {
    let agreement = printed.quantity.agreement(with: expected)
    guard agreement != .exact else { return nil }
    return finding(
      at: printed, expected: expected.text, evidence,
      severity: agreement == .rounding ? .舍入 : severity ?? rule.severity,
      difference: (printed.quantity - expected).text)
  }

  /// A blank cell of a row that should hold an amount.
  func blank(
    _ subject: String, _ place: Place, _ raw: String, expected: Quantity,
    _ evidence: [Finding.Evidence]
  ) -> Finding? {
    let agreement = Quantity.zero(expected.unit).agreement(with: expected)
    guard agreement != .exact else { return nil }
    return Finding(
      rule: rule, severity: agreement == .rounding ? .舍入 : rule.severity, report: report,
      place: place, raw: raw, subject: subject, printed: "（空）", expected: expected.text,
      difference: (Quantity.zero(expected.unit) - expected).text, evidence: evidence, origin: nil)
  }

  func finding(
    at printed: Printed, expected: String, _ evidence: [Finding.Evidence],
    severity: Severity? = nil, difference: String = ""
  ) -> Finding {
    Finding(
      rule: rule, severity: severity ?? rule.severity, report: report, place: printed.place,
      raw: printed.raw, subject: printed.label, printed: printed.text, expected: expected,
      difference: difference, evidence: evidence, origin: printed.origin)
  }

  /// Words found fault with.
  func finding(
    words: String, _ place: Place, _ raw: String, subject: String, expected: String,
    _ evidence: [Finding.Evidence] = [], severity: Severity? = nil
  ) -> Finding {
    Finding(
      rule: rule, severity: severity ?? rule.severity, report: report, place: place, raw: raw,
      subject: subject, printed: words, expected: expected, difference: "", evidence: evidence,
      origin: nil)
  }
}

/// A sum of printed numbers under way.
struct Total {
  private(set) var quantity: Quantity?
  private(set) var evidence: [Finding.Evidence] = []

  mutating func add(_ printed: Printed, sign: Int = 1) {
    var sum = quantity ?? Quantity.zero(printed.quantity.unit)
    sum.add(printed.quantity, sign: sign)
    quantity = sum
    var line = printed.evidence
    if sign < 0 { line.label = "减 " + line.label }
    evidence.append(line)
  }
}
