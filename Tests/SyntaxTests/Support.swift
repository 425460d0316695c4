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
