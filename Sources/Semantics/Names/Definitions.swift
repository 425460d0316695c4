public import Syntax
import Text

/// What a session or script has named so far: `let` definitions, parameters, values given on
/// standard input.
public struct Definitions: Sendable {
  /// By folded name.
  public private(set) var values: [String: Definition] = [:]
  /// `$name`, as given by `--param`.
  public var parameters: [String: String] = [:]
  /// The values behind `@-`; nil where standard input is not theirs to read.
  public var standardInput: [String]?

  public init() {}

  public mutating func define(_ definition: Definition) {
    values[Self.key(definition.name.text)] = definition
  }

  public subscript(name: String) -> Definition? { values[Self.key(name)] }

  /// The names defined, for completion and for near names.
  public var names: [String] { values.values.map(\.name.text).sorted() }
}

extension Definitions {
  static func key(_ name: String) -> String { Folding.key(name) }
}
