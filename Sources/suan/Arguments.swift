import Accounts
public import ArgumentParser
import LineEditor
public import Rendering

/// The arguments of `suan` itself. `--help` prints ``HelpText``.
@dynamicMemberLookup
struct Arguments: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "suan", version: HelpText.version)

  @OptionGroup var options: Options
  @Argument(help: "Reports, folders and snapshots.", completion: .file())
  var data: [String] = []

  subscript<Value>(dynamicMember path: KeyPath<Options, Value>) -> Value {
    options[keyPath: path]
  }
}

/// The options. What stands beside them here goes into completion scripts.
struct Options: ParsableArguments {
  /// Values of -c and -f, each in order; ``StatementSource`` puts them in one order.
  @Option(
    name: .customShort("c"), parsing: .unconditionalSingleValue, help: "Statements to run.")
  var commands: [String] = []
  @Option(
    name: .customShort("f"), parsing: .unconditionalSingleValue, help: "A script to run.",
    completion: .file(extensions: ["suan"]))
  var scripts: [String] = []

  @Option(help: "How answers are written.") var format: OutputFormat?
  @Option(help: "The value of $name, as name=value.") var param: [Parameter] = []
  @Option(help: "The unit of money.") var unit: MoneyUnit = .万元
  @Option(help: "The encoding of csv.") var encoding: OutputEncoding = .utf8
  @Option(parsing: .unconditional, help: "What stands for a blank.") var null = ""
  @Option(help: "How messages are written.") var errors: ErrorForm = .text
  @Option(help: "Threads to work with.") var threads: Int?
  @Flag(help: "Leave out the names of columns.") var noHeader = false
  @Flag(help: "Begin csv with a byte order mark.") var bom = false
  @Flag(help: "Leave out notes.") var quiet = false
  @Flag(help: "Fail where any report cannot be loaded.") var strict = false
  @Flag(help: "Run the statements after a faulty one.") var keepGoing = false

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
