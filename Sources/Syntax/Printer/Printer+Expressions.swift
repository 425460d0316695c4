import Text

extension Printer {
  mutating func write(_ expression: Expression) { write(expression.kind, above: .sum) }

  /// How tightly an operator binds; a looser one inside a tighter one stands in brackets.
  private enum Binding: Int {
    case sum, product, sign, primary
  }

  private mutating func write(_ kind: Expression.Kind, above outer: Binding) {
    switch kind {
    case .name(let name): write(name)
    case .number(let number): write(number)
    case .text(let literal): write(literal)
    case .parameter(let name): text += "$\(name.text)"
    case .negated(let operand) where outer == .primary:
      text += "("
      write(.negated(operand), above: .sign)
      text += ")"
    case .negated(let operand):
      // Two signs side by side would begin a comment.
      text += "-"
      write(operand.kind, above: .primary)
    case .binary(let sign, let left, let right):
      let binding: Binding = sign == .plus || sign == .minus ? .sum : .product
      bracketed(outer.rawValue > binding.rawValue) { printer in
        printer.write(left.kind, above: binding)
        printer.text += " \(sign.rawValue) "
        printer.write(right.kind, above: binding == .sum ? .product : .sign)
      }
    case .call(let function, let arguments):
      text += function.rawValue
      bracketed(true) { $0.write(arguments) { $0.write($1) } }
    case .conditional(let condition, let yes, let no):
      text += "if"
      bracketed(true) { printer in
        printer.write(condition)
        printer.text += ", "
        printer.write(yes)
        printer.text += ", "
        printer.write(no)
      }
    case .filtered(let operand, let condition):
      bracketed(true) { $0.writeFiltered(operand, condition) }
    }
  }

  /// Without the brackets, as in `let`.
  mutating func writeFiltered(_ operand: Expression, _ condition: Condition) {
    write(operand)
    text += " where "
    write(condition)
  }

  private mutating func bracketed(_ needed: Bool, _ inside: (inout Printer) -> Void) {
    if needed { text += "(" }
    inside(&self)
    if needed { text += ")" }
  }
}

extension Printer {
  mutating func write(_ condition: Condition) { write(condition.kind, inside: nil) }

  private enum Connective: Int {
    case or, and, not
  }

  private mutating func write(_ kind: Condition.Kind, inside outer: Connective?) {
    switch kind {
    case .comparison(let left, let sign, let right):
      write(left)
      text += " \(sign.rawValue) "
      write(right)
    case .membership(let left, let elements, let negated):
      write(left)
      writeMembership(elements, negated: negated)
    case .isNull(let operand, let negated):
      write(operand)
      text += negated ? " is not null" : " is null"
    case .named(let name): write(name)
    case .not(let operand):
      text += "not "
      write(operand.kind, inside: .not)
    case .and(let parts): write(parts, joinedBy: .and, keyword: .and, inside: outer)
    case .or(let parts): write(parts, joinedBy: .or, keyword: .or, inside: outer)
    }
  }

  private mutating func write(
    _ parts: [Condition], joinedBy own: Connective, keyword: Keyword, inside outer: Connective?
  ) {
    bracketed(outer.map { $0.rawValue > own.rawValue } ?? false) { printer in
      for (index, part) in parts.enumerated() {
        if index > 0 { printer.begin(keyword) }
        printer.write(part.kind, inside: own)
      }
    }
  }

  private mutating func writeMembership(_ elements: [Condition.Element], negated: Bool) {
    if elements.count == 1, case .range = elements[0] {
      text += negated ? " != " : " = "
      return write(elements[0])
    }
    text += negated ? " not in " : " in "
    if elements.count == 1, case .standardInput = elements[0] { return write(elements[0]) }
    bracketed(true) { $0.write(elements) { $0.write($1) } }
  }

  private mutating func write(_ element: Condition.Element) {
    switch element {
    case .value(let value): write(value)
    case .range(let first, let last):
      write(first)
      text += ".."
      write(last)
    case .standardInput: text += "@-"
    }
  }
}
