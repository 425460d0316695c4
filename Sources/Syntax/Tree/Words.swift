public import Text

/// Where a node of the tree stands. Places are always equal: two trees are equal when they say
/// the same, wherever and however it is written.
@propertyWrapper
public struct Placed: Sendable, Hashable {
  public var wrappedValue: SourceRange

  public init(wrappedValue: SourceRange) { self.wrappedValue = wrappedValue }

  public static func == (left: Placed, right: Placed) -> Bool { true }
  public func hash(into hasher: inout Hasher) {}
}

/// A name as written: a bare word with its full-width signs folded, or what stands between
/// backquotes. What it names is not yet known.
public struct Name: Sendable, Hashable {
  public var text: String
  @Placed public var range: SourceRange

  public init(_ text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// The text of a string, as written between its quotes.
public struct TextLiteral: Sendable, Hashable {
  public var text: String
  @Placed public var range: SourceRange

  public init(_ text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// A number, a code or a year: digits as written, since a code is text (`0210`, `210`).
public struct NumberLiteral: Sendable, Hashable {
  /// ASCII digits with at most one point, at least one digit on each side of it.
  public var digits: String
  public var unit: NumberUnit?
  @Placed public var range: SourceRange

  public init(_ digits: String, unit: NumberUnit? = nil, range: SourceRange) {
    self.digits = digits
    self.unit = unit
    self.range = range
  }
}

/// What may stand right behind a number.
public enum NumberUnit: String, Sendable, CaseIterable {
  case 元, 万, 万元, 亿, 亿元
  case percent = "%"
}

/// What a result's money may be counted in.
public enum MoneyUnit: String, Sendable, CaseIterable {
  case 元, 万元, 亿元
}
