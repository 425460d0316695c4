import Text

extension Printer {
  /// Every clause with a space before it.
  mutating func write(_ clauses: Clauses) {
    writeClause(.from, clauses.from) { $0.write($1) }
    writeClause(.where, clauses.filter) { $0.write($1) }
    writeClause(.by, clauses.by)
    writeClause(.across, clauses.across) { $0.write($1) }
    writeClause(.per, clauses.per)
    writeClause(.of, clauses.of) { $0.write($1) }
    if let years = clauses.years { write(years) }
    writeClause(.having, clauses.having) { $0.write($1) }
    if !clauses.order.isEmpty {
      begin(.order)
      write(clauses.order) { $0.write($1) }
    }
    writeClause(.top, clauses.top) { $0.write($1.count) }
    if !clauses.with.isEmpty {
      begin(.with)
      write(clauses.with) { $0.text += $1.kind.rawValue }
    }
    if clauses.tree != nil { text += " tree" }
    writeClause(.unit, clauses.unit) { $0.text += $1.unit.rawValue }
    writeClause(.within, clauses.within) { $0.write($1) }
    writeClause(.to, clauses.to) { $0.write($1) }
  }

  mutating func begin(_ keyword: Keyword) {
    text += " "
    write(keyword)
    text += " "
  }

  private mutating func writeClause<Value>(
    _ keyword: Keyword, _ value: Value?, _ write: (inout Printer, Value) -> Void
  ) {
    guard let value else { return }
    begin(keyword)
    write(&self, value)
  }

  private mutating func writeClause(_ keyword: Keyword, _ names: [Name]) {
    guard !names.isEmpty else { return }
    begin(keyword)
    write(names) { $0.write($1) }
  }

  private mutating func write(_ years: YearClause) {
    if !years.years.isEmpty {
      begin(.year)
      write(years.years) { $0.write($1) }
    }
    switch years.base {
    case nil: break
    case .year(let value):
      begin(.vs)
      write(value)
    case .previousYear:
      begin(.vs)
      write(.previous)
    }
  }

  private mutating func write(_ item: YearItem) {
    switch item {
    case .year(let value): write(value)
    case .range(let first, let last):
      write(first)
      text += ".."
      write(last)
    }
  }

  private mutating func write(_ value: YearValue) {
    switch value {
    case .literal(let number): write(number)
    case .parameter(let name): text += "$\(name.text)"
    }
  }

  private mutating func write(_ key: OrderKey) {
    write(key.expression)
    if let direction = key.direction { text += " \(direction.rawValue)" }
  }

  private mutating func write(_ count: TopClause.Count) {
    switch count {
    case .literal(let number): write(number)
    case .parameter(let name): text += "$\(name.text)"
    }
  }
}
