import Text

extension Parser {
  /// year-clause = "year" years { "vs" year-base } | "vs" year-base .
  /// years = year-item { "," year-item } | "(" year-item { "," year-item } ")" .
  ///
  /// Of several `vs` the last names the base: `year 2021 vs 2020 vs 2019`.
  mutating func parseYearClause(from start: Int) throws(ParseError) -> YearClause {
    enter(.yearClause)
    let isBracketed = at(.leftParen)
    if isBracketed { try open() }
    var years = [try parseYearItem()]
    while acceptComma() { years.append(try parseYearItem()) }
    if isBracketed { try close() }
    var base: YearBase?
    while accept(.vs) {
      continueLine()
      switch base {
      case .year(let value): years.append(.year(value))
      case .previousYear: throw unexpected()
      case nil: break
      }
      base = try parseYearBase()
    }
    return YearClause(years: years, base: base, range: range(from: start))
  }

  /// year-base = year-value | "上年" .
  mutating func parseYearBase() throws(ParseError) -> YearBase {
    enter(.yearBase)
    let range = token.range
    if accept(.previous) { return .previousYear(PlacedFlag(range: range)) }
    return .year(try parseYearValue())
  }

  /// year-item = year-value [ ".." year-value ] .
  private mutating func parseYearItem() throws(ParseError) -> YearItem {
    enter(.yearItem)
    let first = try parseYearValue()
    guard accept(.range) else { return .year(first) }
    continueLine()
    return .range(first, try parseYearValue())
  }

  /// year-value = number | parameter .
  private mutating func parseYearValue() throws(ParseError) -> YearValue {
    enter(.yearValue)
    note(.year)
    note(.parameter)
    let range = token.range
    switch token.kind {
    case .number(let digits, let unit):
      guard unit == nil, digits.utf8.count == 4, Int(digits) != nil else {
        throw error(.notAYear(source[range]))
      }
      step()
      return .literal(NumberLiteral(digits, range: range))
    case .parameter(let name):
      step()
      return .parameter(Name(name, range: range))
    default: throw unexpected()
    }
  }
}
