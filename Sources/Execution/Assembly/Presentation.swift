import Accounts
import Semantics

/// Turns exact values into the numbers that are shown (semantics, rule 22).
struct Presentation {
  /// The money unit of the answer.
  let unit: Unit

  /// The most decimals an exact amount is given: 分 in 亿元.
  private static let mostDecimals = 10

  /// A value in natural units as the number to show: exact sums with every decimal they need,
  /// quotients and means rounded.
  func number(_ value: Rational, _ type: ValueType) throws -> PrintedNumber {
    let shown = type.kind == .money ? try (value / Rational(unit.yuan))! : value
    if type.isExact,
      let decimals = shown.exactDecimals(
        atLeast: type.isRound ? 0 : type.decimals, atMost: Self.mostDecimals),
      decimals <= 9
    {
      return try shown.rounded(to: decimals)
    }
    return try shown.rounded(to: type.decimals)
  }

  func cell(_ value: Rational?, _ type: ValueType) throws -> QueryResult.Cell {
    guard let value else { return .blank }
    return .number(try number(value, type))
  }

  func column(_ name: String, _ type: ValueType, addsUp: Bool = true) -> QueryResult.Column {
    var column = column(name, type)
    column.addsUp = column.addsUp && addsUp
    return column
  }

  private func column(_ name: String, _ type: ValueType) -> QueryResult.Column {
    switch type.kind {
    case .money: QueryResult.Column(name: name, kind: .money, unit: unit)
    case .count: QueryResult.Column(name: name, kind: .count, unit: type.unit)
    case .rate: QueryResult.Column(name: name, kind: .percent, unit: .percent)
    case .score: QueryResult.Column(name: name, kind: .score, unit: .分)
    case .plain: QueryResult.Column(name: name, kind: .quotient)
    }
  }
}
