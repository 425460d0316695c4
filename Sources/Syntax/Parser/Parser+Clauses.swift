import Text

extension Parser {
  /// clause = where-clause | by-clause | … ; in any order, each at most once.
  mutating func parseClauses(of owner: ClauseOwner) throws(ParseError) -> Clauses {
    var clauses = Clauses()
    let taken = owner.clauses
    while true {
      enter(.clause)
      if isNoting { note(taken.filter { !clauses.has($0) }) }
      guard let keyword, keyword.role == .clause else { return clauses }
      guard taken.contains(keyword) else { throw error(.clauseNotTaken(keyword, owner)) }
      if clauses.has(keyword), keyword != .with { throw error(.repeatedClause(keyword)) }
      try parseClause(keyword, into: &clauses)
    }
  }

  private mutating func parseClause(
    _ keyword: Keyword, into clauses: inout Clauses
  )
    throws(ParseError)
  {
    let start = index
    if keyword == .tree {
      enter(.treeClause)
      clauses.tree = PlacedFlag(range: token.range)
      return step()
    }
    step()
    continueLine()
    switch keyword {
    case .where: clauses.filter = try parseWhereClause()
    case .by: clauses.by = try parseByClause()
    case .year:
      let years = try parseYearClause(from: start)
      try clauses.add(years)
    case .vs:
      let base = try parseYearBase()
      let years = YearClause(years: [], base: base, range: range(from: start))
      try clauses.add(years)
    case .having: clauses.having = try parseHavingClause()
    case .order: clauses.order = try parseOrderClause()
    case .top: clauses.top = try parseTopClause(from: start)
    case .with: clauses.with = try parseWithClause(adding: clauses.with)
    case .across: clauses.across = try parseAcrossClause()
    case .of: clauses.of = try parseOfClause()
    case .per: clauses.per = try parsePerClause()
    case .unit: clauses.unit = try parseUnitClause(from: start)
    case .from: clauses.from = try parseFromClause()
    case .within: clauses.within = try parseWithinClause()
    default: clauses.to = try parseToClause()
    }
  }

  /// where-clause = "where" condition .
  private mutating func parseWhereClause() throws(ParseError) -> Condition {
    enter(.whereClause)
    return try parseCondition()
  }

  /// by-clause = "by" name { "," name } .
  private mutating func parseByClause() throws(ParseError) -> [Name] {
    enter(.byClause)
    return try parseDimensions()
  }

  private mutating func parseDimensions() throws(ParseError) -> [Name] {
    var names = [try parseName(.dimension)]
    while acceptComma() { names.append(try parseName(.dimension)) }
    return names
  }

  /// having-clause = "having" condition .
  private mutating func parseHavingClause() throws(ParseError) -> Condition {
    enter(.havingClause)
    return try parseCondition()
  }

  /// order-clause = "order" expression [ "asc" | "desc" ] { "," expression [ "asc" | "desc" ] } .
  private mutating func parseOrderClause() throws(ParseError) -> [OrderKey] {
    enter(.orderClause)
    // `order by 支出` is what SQL has taught many.
    if keyword == .by { step() }
    var keys: [OrderKey] = []
    repeat {
      let expression = try parseExpression(.column)
      let direction: OrderKey.Direction? =
        accept(.asc) ? .asc : accept(.desc) ? .desc : nil
      keys.append(OrderKey(expression, direction: direction))
    } while acceptComma()
    return keys
  }

  /// top-clause = "top" ( number | parameter ) .
  private mutating func parseTopClause(from start: Int) throws(ParseError) -> TopClause {
    enter(.topClause)
    note(.number)
    note(.parameter)
    let range = token.range
    switch token.kind {
    case .number(let digits, let unit):
      guard unit == nil, let count = Int(digits), count > 0 else {
        throw error(.notACount(source[range]))
      }
      step()
      let number = NumberLiteral(digits, range: range)
      return TopClause(.literal(number), range: self.range(from: start))
    case .parameter(let name):
      step()
      return TopClause(.parameter(Name(name, range: range)), range: self.range(from: start))
    default: throw unexpected()
    }
  }

  /// with-clause = "with" item { "," item } .
  private mutating func parseWithClause(
    adding items: [WithItem]
  ) throws(ParseError)
    -> [WithItem]
  {
    enter(.withClause)
    var items = items
    repeat {
      let range = token.range
      let kind: WithItem.Kind =
        if accept(.total) {
          .总计
        } else if accept(.subtotal) {
          .小计
        } else if accept(.rest) {
          .其他
        } else if accept(.bars) {
          .图
        } else {
          throw unexpected()
        }
      if !items.contains(where: { $0.kind == kind }) { items.append(WithItem(kind, range: range)) }
    } while acceptComma()
    return items
  }

  /// across-clause = "across" name .
  private mutating func parseAcrossClause() throws(ParseError) -> Name {
    enter(.acrossClause)
    return try parseName(.dimension)
  }

  /// of-clause = "of" name .
  private mutating func parseOfClause() throws(ParseError) -> Name {
    enter(.ofClause)
    return try parseName(.dimension)
  }

  /// per-clause = "per" name { "," name } .
  private mutating func parsePerClause() throws(ParseError) -> [Name] {
    enter(.perClause)
    return try parseDimensions()
  }

  /// unit-clause = "unit" ( "元" | "万元" | "亿元" ) .
  private mutating func parseUnitClause(from start: Int) throws(ParseError) -> UnitClause {
    enter(.unitClause)
    note(.moneyUnit)
    guard case .word(let word) = token.kind, let unit = MoneyUnit.spelt(word) else {
      throw unexpected()
    }
    step()
    return UnitClause(unit, range: range(from: start))
  }

  /// from-clause = "from" name .
  private mutating func parseFromClause() throws(ParseError) -> Name {
    enter(.fromClause)
    return try parseName(.relation)
  }

  /// within-clause = "within" number .
  private mutating func parseWithinClause() throws(ParseError) -> NumberLiteral {
    enter(.withinClause)
    note(.number)
    guard case .number(let digits, let unit) = token.kind else { throw unexpected() }
    let number = NumberLiteral(digits, unit: unit, range: token.range)
    step()
    return number
  }

  /// to-clause = "to" words .
  private mutating func parseToClause() throws(ParseError) -> TextLiteral {
    enter(.toClause)
    return try parseWords(.file)
  }
}

extension Clauses {
  /// `year` and `vs` make one clause, whatever stands between them.
  fileprivate mutating func add(_ new: YearClause) throws(ParseError) {
    guard let old = years else { return years = new }
    if old.base != nil, new.base != nil {
      throw ParseError(.repeatedClause(.vs), range: new.range)
    }
    years = YearClause(
      years: old.years + new.years, base: old.base ?? new.base, range: old.range.union(new.range))
  }

  /// Whether a clause is there already; `vs` is part of the years.
  func has(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .where: filter != nil
    case .by: !by.isEmpty
    case .year: years.map { !$0.years.isEmpty } ?? false
    case .vs: years?.base != nil
    case .having: having != nil
    case .order: !order.isEmpty
    case .top: top != nil
    case .with: with.count == WithItem.Kind.allCases.count
    case .across: across != nil
    case .tree: tree != nil
    case .of: of != nil
    case .per: !per.isEmpty
    case .unit: unit != nil
    case .from: from != nil
    case .within: within != nil
    case .to: to != nil
    default: false
    }
  }
}

extension MoneyUnit {
  /// 万 and 亿 are said for 万元 and 亿元.
  static func spelt(_ word: String) -> MoneyUnit? {
    switch word {
    case "万": .万元
    case "亿": .亿元
    default: MoneyUnit(rawValue: word)
    }
  }
}
