/// Writes trees as text in the one canonical form: English keywords, one space around
/// operators, single quotes, clauses in a fixed order, no bracket that is not needed.
///
/// Parsing what it writes gives the same tree.
public struct Printer {
  var text = ""

  public static func print(_ statement: Statement) -> String {
    var printer = Printer()
    printer.write(statement.kind)
    return printer.text
  }

  public static func print(_ query: Query) -> String {
    var printer = Printer()
    printer.write(query)
    return printer.text
  }

  public static func print(_ expression: Expression) -> String {
    var printer = Printer()
    printer.write(expression)
    return printer.text
  }

  public static func print(_ condition: Condition) -> String {
    var printer = Printer()
    printer.write(condition)
    return printer.text
  }

  /// A name as it must be written to be read as that name.
  public static func print(_ name: Name) -> String {
    isPlain(name.text) ? name.text : "`\(doubled(name.text, "`"))`"
  }

  /// Whether a bare word is read as just this name.
  private static func isPlain(_ name: String) -> Bool {
    let tokens = Lexer.tokens(of: Array(name.utf8)).tokens
    guard tokens.count == 2 else { return false }
    switch tokens[0].kind {
    case .word(let word): return word == name && word != "_"
    case .keyword(let keyword, let spelling):
      if let asName = keyword.asName { return asName == name }
      return spelling == name && (keyword.role == .option || keyword.role == .function)
    default: return false
    }
  }

  static func doubled(_ text: String, _ quote: Character) -> String {
    text.reduce(into: "") { result, character in
      result.append(character)
      if character == quote { result.append(quote) }
    }
  }
}

extension Printer {
  mutating func write(_ keyword: Keyword) { text += keyword.canonical }

  mutating func write(_ name: Name) { text += Self.print(name) }

  mutating func write(_ literal: TextLiteral) {
    text += "'\(Self.doubled(literal.text, "'"))'"
  }

  mutating func write(_ number: NumberLiteral) {
    text += number.digits + (number.unit?.rawValue ?? "")
  }

  mutating func write<Item>(_ items: [Item], _ writeItem: (inout Printer, Item) -> Void) {
    for (index, item) in items.enumerated() {
      if index > 0 { text += ", " }
      writeItem(&self, item)
    }
  }
}
