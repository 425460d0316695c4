import Accounts
public import ArgumentParser
import LineEditor
public import Rendering

/// The options of `suan` itself.
struct Arguments: ParsableArguments {
  /// Values of -c and -f, each in order; ``StatementSource`` puts them in one order.
  @Option(name: .customShort("c"), parsing: .unconditionalSingleValue)
  var commands: [String] = []
  @Option(name: .customShort("f"), parsing: .unconditionalSingleValue)
  var scripts: [String] = []

  @Option var format: OutputFormat?
  @Option var param: [Parameter] = []
  @Option var unit: MoneyUnit = .万元
  @Option var encoding: OutputEncoding = .utf8
  @Option(parsing: .unconditional) var null = ""
  @Option var errors: ErrorForm = .text
  @Option var threads: Int?
  @Flag var noHeader = false
  @Flag var bom = false
  @Flag var quiet = false
  @Flag var strict = false
  @Flag var keepGoing = false
  @Flag var version = false

  @Argument var data: [String] = []

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1.") }
    if encoding != .utf8, format != .csv {
      throw ValidationError("--encoding \(encoding.rawValue) is for --format csv.")
    }
    if encoding != .utf8, bom { throw ValidationError("--bom is for UTF-8.") }
  }
}

/// How messages are written to stderr.
enum ErrorForm: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// The units that amounts can be asked for in.
enum MoneyUnit: String, ExpressibleByArgument, CaseIterable {
  case 元, 万元, 亿元

  var unit: Unit { Unit(rawValue: rawValue) ?? .万元 }
}

/// A value for `$name`: `name=value`, cut at the first equals sign.
struct Parameter: ExpressibleByArgument {
  let name: String
  let value: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
    name = String(argument[..<sign])
    value = String(argument[argument.index(after: sign)...])
  }
}

extension OutputFormat: ExpressibleByArgument {}

extension OutputEncoding: ExpressibleByArgument {}
