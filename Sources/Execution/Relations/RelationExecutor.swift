public import Accounts
public import Semantics
import Text

/// Answers questions about rows as they stand: a relation of the raw layer, or the last result.
public struct RelationExecutor {
  private let plan: RelationPlan
  private let dataset: Dataset
  private let columns: [Relation.Column]
  private let lastResult: ResultRows?

  /// - Parameter lastResult: What `_` stands for, where the plan is about it.
  public init(_ plan: RelationPlan, lastResult: QueryResult? = nil, dataset: Dataset) {
    self.plan = plan
    self.dataset = dataset
    self.lastResult = lastResult.map { ResultRows($0) }
    columns = plan.source.columns
  }

  /// Calls `body` with every row that the condition lets through, as long as it says to go on.
  private func forEachRow(_ body: ([RelationValueCell]) -> Bool) {
    func pass(_ report: Int, _ row: [RelationValueCell]) -> Bool {
      !holds(plan.filter, row, report) || body(row)
    }
    if let relation = plan.source.relation {
      // Reports that the filter leaves out by department and year make no rows.
      let (filter, dataset, columns) = (plan.filter, dataset, columns)
      RelationRows(relation: relation, dataset: dataset) { report in
        ReportFilter(columns: columns, dataset: dataset).decide(filter, report) ?? true
      }.forEach(pass)
    } else {
      lastResult?.forEach(addsUp: !plan.values.isEmpty) { pass(0, $0) }
    }
  }

  /// The answer. Throws ``ExecutionError``.
  public func run() throws -> QueryResult {
    let relation = plan.source.relation
    let missing = try relation.flatMap { relation in
      relation == .报告 ? nil : try FactsOnly(dataset, asked: relation.rawValue)
    }
    do {
      var result = plan.values.isEmpty ? try listed() : try aggregated()
      if let note = missing?.note { result.notes.append(note) }
      return result
    } catch is Rational.Overflow {
      throw ExecutionError.overflow
    }
  }

  // MARK: list

  private func listed() throws -> QueryResult {
    var rows: [[RelationValueCell]] = []
    // Rows that stay in their order are made no further than they are shown.
    let most = plan.order.isEmpty ? plan.top ?? .max : .max
    forEachRow { row in
      if rows.count < most { rows.append(row) }
      return rows.count < most
    }
    if !plan.order.isEmpty {
      let order = rows.indices.sorted { a, b in
        for term in plan.order {
          guard case .dimension(let column) = term.key else { continue }
          if let result = Self.precedes(rows[a][column], rows[b][column], term.isDescending) {
            return result
          }
        }
        return a < b
      }
      rows = order.map { rows[$0] }
    }
    if let top = plan.top { rows = Array(rows.prefix(top)) }
    return QueryResult(
      columns: plan.listed.map(header),
      rows: rows.map { row in QueryResult.Row(plan.listed.map { shown(row[$0]) }) })
  }

  private func header(_ index: Int) -> QueryResult.Column {
    if let lastResult { return lastResult.columns[index] }
    let column = columns[index]
    switch column.kind {
    case .text:
      return QueryResult.Column(name: column.name, kind: column.name == "编码" ? .code : .text)
    case .integer: return QueryResult.Column(name: column.name, kind: .ordinal)
    case .year: return QueryResult.Column(name: column.name, kind: .year)
    case .printed: return QueryResult.Column(name: column.name, kind: .printed)
    }
  }

  private func shown(_ cell: RelationValueCell) -> QueryResult.Cell {
    switch cell {
    case .blank: .blank
    case .text(let text): .text(text)
    case .integer(let value): .number(PrintedNumber(mantissa: value, scale: 0))
    case .printed(let number, _): .number(number)
    }
  }

  // MARK: Aggregates

  private struct Group {
    var key: [QueryResult.Cell]
    /// By value column.
    var numbers: [[Rational]]
    /// The units of the numbers, by value column.
    var units: [Set<Unit>]
    var distinct: [Set<QueryResult.Cell>]
    var count = 0
    /// Rows of more than one table or level were gathered (semantics, rule 32).
    var sources: Set<String> = []
  }

  private func newGroup(_ key: [QueryResult.Cell]) -> Group {
    Group(
      key: key, numbers: plan.values.map { _ in [] }, units: plan.values.map { _ in [] },
      distinct: plan.values.map { _ in [] })
  }

  private func aggregated() throws -> QueryResult {
    var order: [[QueryResult.Cell]] = []
    var groups: [[QueryResult.Cell]: Group] = [:]
    var whole = newGroup([])
    func gather(_ row: [RelationValueCell]) {
      let key = plan.keys.map { shown(row[$0]) }
      if groups[key] == nil {
        order.append(key)
        groups[key] = newGroup(key)
      }
      add(row, to: &groups[key]!)
      if plan.hasTotal { add(row, to: &whole) }
    }
    forEachRow { row in
      gather(row)
      return true
    }
    let units = try commonUnits(Array(groups.values))
    var rows = try order.map { (key: $0, values: try values(of: groups[$0]!)) }
    if rows.isEmpty, plan.keys.isEmpty {
      rows = [(key: [], values: plan.values.map { $0.function == .rows ? .zero : nil })]
    }
    let total = plan.hasTotal ? try values(of: whole) : nil
    let all = rows.count
    if let having = plan.having?.choosingNumbers(units.map(\.kind)) {
      rows.removeAll { !having.holds(of: $0.values) }
    }
    rows = sorted(rows)
    if let top = plan.top { rows = Array(rows.prefix(top)) }
    func shownRow(
      _ key: [QueryResult.Cell], _ values: [Rational?], _ kind: QueryResult.Row.Kind
    ) throws -> QueryResult.Row {
      QueryResult.Row(
        key + (try plan.values.indices.map { try cell(values[$0], plan.values[$0], units[$0]) }),
        kind: kind)
    }
    var result = QueryResult(
      columns: plan.keys.map(header) + zip(plan.values, units).map { header($0, $1) },
      rows: try rows.map { try shownRow($0.key, $0.values, .data) })
    if let total {
      let word = plan.keys.indices.map { $0 == 0 ? QueryResult.Cell.text("总计") : .blank }
      result.rows.append(try shownRow(word, total, .total))
      if rows.count < all {
        result.notes.append(
          QueryResult.Note(
            id: "total-of-all", text: "总计 is of all \(all) rows; shown \(rows.count) of \(all)."))
      }
    }
    if groups.values.contains(where: { $0.sources.count > 1 }) {
      result.notes.append(
        QueryResult.Note(
          id: "levels-added",
          text: "Rows of several tables or levels are added: totals and their parts may both be in."
        ))
    }
    return result
  }

  private func add(_ row: [RelationValueCell], to group: inout Group) {
    group.count += 1
    for (index, value) in plan.values.enumerated() {
      guard let column = value.column else { continue }
      if value.function == .distinct {
        if case .blank = row[column] { continue }
        group.distinct[index].insert(shown(row[column]))
      } else if case .printed(let number, let unit) = row[column] {
        group.numbers[index].append(natural(number, unit))
        group.units[index].insert(unit)
        if plan.source.relation == .数字, value.function == .sum { group.sources.insert(source(row)) }
      }
    }
  }

  /// The table and the level of a figure's row.
  private func source(_ row: [RelationValueCell]) -> String {
    guard case .integer(let table) = row[3] else { return "" }
    if case .text(let code) = row[5] { return "\(table) \(code.utf8.count)" }
    return "\(table)"
  }

  private func natural(_ number: PrintedNumber, _ unit: Unit) -> Rational {
    let value = Rational(number)
    guard unit.kind == .money else { return value }
    return (try? value * Rational(unit.yuan)) ?? value
  }

  /// The unit that all numbers of each value column share; money where there are none. Numbers
  /// of several kinds do not add up.
  private func commonUnits(_ groups: [Group]) throws -> [Unit] {
    try plan.values.indices.map { index in
      let units = groups.reduce(into: Set<Unit>()) { $0.formUnion($1.units[index]) }
      guard Set(units.map(\.kind)).count <= 1 else {
        throw ExecutionError.mixedUnits(
          column: plan.values[index].name, units: units.map(\.rawValue).sorted())
      }
      if let column = plan.values[index].column, units.isEmpty {
        guard case .printed(let unitColumn) = columns[column].kind else { return .none }
        return unitColumn == nil ? .none : .万元
      }
      return units.count == 1 ? units.first! : units.first?.kind == .money ? .万元 : .none
    }
  }

  private func values(of group: Group) throws(Rational.Overflow) -> [Rational?] {
    var result: [Rational?] = []
    for (index, value) in plan.values.enumerated() {
      switch value.function {
      case .rows: result.append(Rational(Int64(group.count)))
      case .distinct: result.append(Rational(Int64(group.distinct[index].count)))
      default:
        let numbers = group.numbers[index]
        result.append(numbers.isEmpty ? nil : try value.verb.reduce(numbers))
      }
    }
    return result
  }

  private func type(_ value: RelationValue, _ unit: Unit) -> ValueType {
    switch value.function {
    case .rows, .distinct: ValueType(kind: .count)
    case .sum, .minimum, .maximum: ValueType(kind: unit.kind, unit: unit)
    case .average, .median: ValueType(kind: unit.kind, unit: unit, isExact: false)
    }
  }

  private func header(_ value: RelationValue, _ unit: Unit) -> QueryResult.Column {
    Presentation(unit: plan.unit).column(value.name, type(value, unit))
  }

  private func cell(
    _ number: Rational?, _ value: RelationValue, _ unit: Unit
  ) throws
    -> QueryResult.Cell
  {
    try Presentation(unit: plan.unit).cell(number, type(value, unit))
  }

  // MARK: Order

  private func sorted(
    _ rows: [(key: [QueryResult.Cell], values: [Rational?])]
  )
    -> [(key: [QueryResult.Cell], values: [Rational?])]
  {
    rows.sorted { a, b in
      for term in plan.order {
        switch term.key {
        case .column(let index):
          if let result = FrameOrder.compare(a.values[index], b.values[index], term.isDescending) {
            return result
          }
        case .dimension(let index):
          if let result = Self.precedes(a.key[index], b.key[index]) {
            return result != term.isDescending
          }
        case .named: continue
        }
      }
      for index in a.key.indices {
        if columns[plan.keys[index]].kind == .text, columns[plan.keys[index]].name != "编码",
          index == 0, let first = a.values.first, let second = b.values.first,
          let result = FrameOrder.compare(first, second, true)
        {
          return result
        }
        if let result = Self.precedes(a.key[index], b.key[index]) { return result }
      }
      return false
    }
  }

  private static func precedes(_ a: QueryResult.Cell, _ b: QueryResult.Cell) -> Bool? {
    switch (a, b) {
    case (.blank, .blank): return nil
    case (.blank, _): return false
    case (_, .blank): return true
    case (.number(let x), .number(let y)):
      return Rational(x) == Rational(y) ? nil : Rational(x) < Rational(y)
    case (.text(let x), .text(let y)):
      return x == y ? nil : x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars)
    case (.number, .text): return true
    case (.text, .number): return false
    }
  }

  private static func precedes(
    _ a: RelationValueCell, _ b: RelationValueCell, _ isDescending: Bool
  ) -> Bool? {
    switch (a, b) {
    case (.blank, .blank): return nil
    case (.blank, _): return false
    case (_, .blank): return true
    case (.integer(let x), .integer(let y)): return x == y ? nil : (x < y) != isDescending
    case (.printed(let x, let u), .printed(let y, let v)):
      let left = (try? Rational(x) * Rational(u.yuan)) ?? Rational(x)
      let right = (try? Rational(y) * Rational(v.yuan)) ?? Rational(y)
      return left == right ? nil : (left < right) != isDescending
    case (.text(let x), .text(let y)):
      return x == y
        ? nil
        : x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars) != isDescending
    default: return nil
    }
  }

  // MARK: Conditions

  private func holds(
    _ predicate: RelationPredicate, _ row: [RelationValueCell], _ report: Int
  )
    -> Bool
  {
    switch predicate {
    case .all(let parts): return parts.allSatisfy { holds($0, row, report) }
    case .any(let parts): return parts.contains { holds($0, row, report) }
    case .not(let part): return !holds(part, row, report)
    case .isNull(let column):
      if case .blank = row[column] { return true }
      return false
    case .departments(let set): return set.contains(dataset.reports[report].department)
    case .contains(let column, let key): return text(row[column])?.contains(key) ?? false
    case .equals(let column, let keys):
      guard let text = text(row[column]) else { return false }
      // 栏目=项目支出 means the leaf of the path as well.
      return keys.contains(text)
        || columns[column].name == "栏目" && keys.contains { text.hasSuffix("/" + $0) }
    case .compare(let column, let comparison, let operand):
      return compare(row[column], comparison, operand)
    }
  }

  private func text(_ cell: RelationValueCell) -> String? {
    switch cell {
    case .blank: nil
    case .text(let text): Folding.key(text)
    case .integer(let value): String(value)
    case .printed(let number, _): String(describing: number)
    }
  }

  private func compare(
    _ cell: RelationValueCell, _ comparison: Semantics.Comparison,
    _ operand: RelationPredicate.Operand
  ) -> Bool {
    switch (cell, operand) {
    case (.printed(let number, let unit), .number(let wanted)):
      return wanted[unit.kind].map { comparison.holds(natural(number, unit), $0) } ?? false
    case (.integer(let value), .text(let text)):
      guard let wanted = Int64(text) else { return false }
      return comparison.holds(value, wanted)
    case (.text(let value), .text(let wanted)): return comparison.holds(value, wanted)
    default: return false
    }
  }
}

extension RelationValue {
  var verb: Verb {
    switch function {
    case .average: .average
    case .minimum: .minimum
    case .maximum: .maximum
    case .median: .median
    case .sum, .rows, .distinct: .sum
    }
  }
}
