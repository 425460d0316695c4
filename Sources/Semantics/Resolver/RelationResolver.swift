public import Accounts
public import Syntax
import Text

/// Resolves queries over rows as they stand: a relation of the raw layer, or the last result.
public struct RelationResolver {
  let source: RowSource
  let dataset: Dataset
  let definitions: Definitions
  let unit: Unit

  public init(_ source: RowSource, dataset: Dataset, definitions: Definitions, unit: Unit) {
    self.source = source
    self.dataset = dataset
    self.definitions = definitions
    self.unit = unit
  }

  private var columns: [Relation.Column] { source.columns }

  /// The plan of a query over the rows. Throws for a name that is no column of them, and for
  /// clauses that only measures have.
  public func resolve(_ query: Query) throws(ResolutionError) -> RelationPlan {
    var plan = RelationPlan(source)
    let clauses = query.clauses
    if case .list = query.head { try ListResolver.refuseTotals(clauses) }
    try refuseClausesOfMeasures(clauses)
    plan.unit = clauses.unit.flatMap { Unit(rawValue: $0.unit.rawValue) } ?? unit
    if let condition = clauses.filter { plan.filter = try resolve(condition) }
    if let years = clauses.years {
      let resolver = QueryResolver(dataset: dataset, definitions: definitions, unit: unit)
      let years = try resolver.years(years.years)
      if !years.isEmpty {
        let column = try column(Name("年度", range: query.range))
        plan.filter = .all([plan.filter, .equals(column, years.map(String.init))])
      }
    }
    for name in clauses.by { plan.keys += withName(try column(name)) }
    try resolveHead(query, into: &plan)
    for key in clauses.order { plan.order.append(try order(key, plan)) }
    let resolver = QueryResolver(dataset: dataset, definitions: definitions, unit: unit)
    plan.top = try resolver.top(clauses)
    plan.hasTotal = clauses.with.contains { $0.kind == .总计 }
    if let having = clauses.having { plan.having = try self.having(having, plan) }
    return plan
  }

  private func refuseClausesOfMeasures(_ clauses: Clauses) throws(ResolutionError) {
    func refuse(_ word: String, _ range: SourceRange?) throws(ResolutionError) {
      if let range { throw ResolutionError(.misuse(.relationClause, word), at: range) }
    }
    try refuse("across", clauses.across?.range)
    try refuse("tree", clauses.tree?.range)
    try refuse("of", clauses.of?.range)
    try refuse("per", clauses.per.first?.range)
    if clauses.years?.base != nil { try refuse("vs", clauses.years?.range) }
    for item in clauses.with where item.kind == .小计 || item.kind == .其他 {
      try refuse("with \(item.kind.rawValue)", item.range)
    }
  }

  /// A code of the last result goes with its name beside it.
  private func withName(_ column: Int) -> [Int] {
    let next = column + 1
    return source.relation == nil && next < columns.count
      && columns[next].name == columns[column].name + "名" ? [column, next] : [column]
  }

  // MARK: Head

  private func resolveHead(_ query: Query, into plan: inout RelationPlan) throws(ResolutionError) {
    switch query.head {
    case .list(let listed):
      for item in listed {
        switch item.operand {
        case .everything: plan.listed += Array(columns.indices)
        case .expression(let expression):
          if case .name(let name) = expression.kind, source.relation != nil,
            Relation.find(name.text) == source.relation,
            listed.count == 1
          {
            plan.listed += Array(columns.indices)
          } else {
            plan.listed.append(try column(expression))
          }
        case .lastResult: plan.listed += Array(columns.indices)
        }
      }
    case .aggregates(let aggregates):
      for aggregate in aggregates { plan.values += try values(aggregate) }
    }
  }

  private func values(_ aggregate: Aggregate) throws(ResolutionError) -> [RelationValue] {
    guard aggregate.verb != .share else {
      throw ResolutionError(.misuse(.relationClause, "share"), at: aggregate.range)
    }
    guard source.relation == nil, aggregate.operand == .lastResult else {
      return [try value(aggregate)]
    }
    if aggregate.verb == .count {
      return [RelationValue(name: aggregate.alias?.text ?? "行数", function: .rows, column: nil)]
    }
    let (function, prefix) = Self.function(of: aggregate.verb)
    var values: [RelationValue] = []
    for (index, column) in columns.enumerated() {
      guard case .printed = column.kind else { continue }
      try checkAddition(function, column, aggregate.range)
      values.append(
        RelationValue(name: prefix + column.name, function: function, column: index))
    }
    return values
  }

  /// Means, rates and ranks of an answer do not add up (semantics, rule 33).
  private func checkAddition(
    _ function: RelationValue.Function, _ column: Relation.Column, _ range: SourceRange
  ) throws(ResolutionError) {
    guard function == .sum || function == .average, !column.addsUp else { return }
    throw ResolutionError(.notAddable(column.name), at: range)
  }

  private static func function(of verb: Syntax.Verb) -> (RelationValue.Function, prefix: String) {
    switch verb {
    case .avg: (.average, "平均")
    case .min: (.minimum, "最小")
    case .max: (.maximum, "最大")
    case .median: (.median, "中位")
    case .sum, .count, .share: (.sum, "")
    }
  }

  private func value(_ aggregate: Aggregate) throws(ResolutionError) -> RelationValue {
    guard case .expression(let expression) = aggregate.operand else {
      throw ResolutionError(
        .misuse(.relationColumn, source.name),
        at: aggregate.range)
    }
    let written = Printer.print(expression)
    if aggregate.verb == .count {
      if case .name(let name) = expression.kind, source.relation != nil,
        Relation.find(name.text) == source.relation
      {
        return RelationValue(
          name: aggregate.alias?.text ?? "行数", function: .rows, column: nil)
      }
      return RelationValue(
        name: aggregate.alias?.text ?? written + "数", function: .distinct,
        column: try column(expression))
    }
    let index = try column(expression)
    guard case .printed = columns[index].kind else {
      throw ResolutionError(.notAddable(written), at: expression.range)
    }
    let (function, prefix) = Self.function(of: aggregate.verb)
    try checkAddition(function, columns[index], expression.range)
    return RelationValue(
      name: aggregate.alias?.text ?? prefix + columns[index].name, function: function,
      column: index)
  }

  // MARK: Columns

  private func column(_ expression: Expression) throws(ResolutionError) -> Int {
    guard case .name(let name) = expression.kind else {
      throw ResolutionError(
        .misuse(.relationColumn, source.name),
        at: expression.range)
    }
    return try column(name)
  }

  private func column(_ name: Name) throws(ResolutionError) -> Int {
    let key = Folding.key(name.text)
    let canonical = Dimension.find(name.text)?.rawValue
    if let index = columns.firstIndex(where: { Folding.key($0.name) == key })
      ?? columns.firstIndex(where: { $0.name == canonical })
    {
      return index
    }
    let names = columns.map(\.name)
    throw ResolutionError(
      .unknownColumn(
        name.text, columns: names, nearest: NearestNames.of(name.text, in: names)),
      at: name.range)
  }

  // MARK: Conditions

  private func resolve(_ condition: Condition) throws(ResolutionError) -> RelationPredicate {
    switch condition.kind {
    case .and(let parts):
      return .all(try parts.mapThrowing { part throws(ResolutionError) in try resolve(part) })
    case .or(let parts):
      return .any(try parts.mapThrowing { part throws(ResolutionError) in try resolve(part) })
    case .not(let part): return .not(try resolve(part))
    case .named(let name):
      guard case .condition(let inner)? = definitions[name.text]?.value else {
        throw ResolutionError(.unknown(.filter, name: name.text, nearest: []), at: name.range)
      }
      return try resolve(inner)
    case .isNull(let left, let negated):
      let null = RelationPredicate.isNull(try column(left))
      return negated ? .not(null) : null
    case .comparison(let left, let comparison, let right):
      return try compare(try column(left), comparison, right)
    case .membership(let left, let elements, let negated):
      let column = try column(left)
      var any: [RelationPredicate] = []
      for element in elements { any.append(try member(column, element)) }
      return negated ? .not(.any(any)) : .any(any)
    }
  }

  private func compare(
    _ column: Int, _ comparison: Syntax.Comparison, _ right: Expression
  )
    throws(ResolutionError) -> RelationPredicate
  {
    switch comparison {
    case .contains: return try contains(column, right)
    case .containsNot: return .not(try contains(column, right))
    case .equal: return try equals(column, right)
    case .notEqual: return .not(try equals(column, right))
    default:
      let holds = Comparison(rawValue: comparison.rawValue)!
      return .compare(column, holds, try operand(column, right))
    }
  }

  private func text(_ expression: Expression) throws(ResolutionError) -> String {
    try ValueReader(dataset: dataset, definitions: definitions).text(expression)
  }

  private func contains(
    _ column: Int, _ right: Expression
  ) throws(ResolutionError)
    -> RelationPredicate
  {
    let text = try text(right)
    if columns[column].name == "部门" {
      return .departments(Set(dataset.departments(containing: text)))
    }
    return .contains(column, Folding.key(text))
  }

  private func equals(
    _ column: Int, _ right: Expression
  ) throws(ResolutionError)
    -> RelationPredicate
  {
    if case .printed = columns[column].kind {
      return .compare(column, .equal, try operand(column, right))
    }
    let text = try text(right)
    if columns[column].name == "部门" {
      let departments = dataset.departments(equal: text)
      guard !departments.isEmpty else {
        throw ResolutionError(
          .unknownValue(
            text, dimension: "部门",
            nearest: NearestNames.of(text, in: dataset.departments.map(\.name))),
          at: right.range)
      }
      guard source.relation != nil else {
        return .equals(column, departments.map { Folding.key(dataset.departments[$0].name) })
      }
      return .departments(Set(departments))
    }
    return .equals(column, [Folding.key(text)])
  }

  private func member(
    _ column: Int, _ element: Condition.Element
  ) throws(ResolutionError)
    -> RelationPredicate
  {
    switch element {
    case .value(let value): return try equals(column, value)
    case .range(let low, let high):
      return .all([
        .compare(column, .greaterOrEqual, try operand(column, low)),
        .compare(column, .lessOrEqual, try operand(column, high)),
      ])
    case .standardInput(let flag):
      guard let lines = definitions.standardInput else {
        throw ResolutionError(.noStandardInput, at: flag.range)
      }
      let texts = InputValue.texts(of: lines, column: columns[column].name)
      return .equals(column, texts.map { Folding.key($0) })
    }
  }

  private func operand(
    _ column: Int, _ right: Expression
  ) throws(ResolutionError)
    -> RelationPredicate.Operand
  {
    guard case .printed = columns[column].kind else { return .text(try text(right)) }
    return .number(try numbers(right))
  }

  /// A number in the natural unit of every kind it can stand beside.
  private func numbers(_ right: Expression) throws(ResolutionError) -> [Unit.Kind: Rational] {
    let typed = try ExpressionResolver(dataset: dataset, definitions: definitions).resolve(right)
    guard let literal = typed.literal else {
      throw ResolutionError(.misuse(.numberWanted), at: right.range)
    }
    let kinds: [Unit.Kind] = [.money, .count, .rate, .score, .plain]
    return Dictionary(
      uniqueKeysWithValues: kinds.compactMap { kind in
        literal.natural(beside: kind).map { (kind, $0) }
      })
  }

  // MARK: Result

  private func order(_ key: OrderKey, _ plan: RelationPlan) throws(ResolutionError) -> OrderTerm {
    let name = Folding.key(Printer.print(key.expression))
    let isDescending = key.direction == .desc
    if let index = plan.values.firstIndex(where: { Folding.key($0.name) == name }) {
      return OrderTerm(key: .column(index), isDescending: isDescending)
    }
    let column = try column(key.expression)
    guard plan.values.isEmpty || plan.keys.contains(column) else {
      throw ResolutionError(
        .misuse(.orderOutsideAnswer, Printer.print(key.expression)),
        at: key.expression.range)
    }
    return OrderTerm(
      key: .dimension(plan.values.isEmpty ? column : plan.keys.firstIndex(of: column)!),
      isDescending: isDescending)
  }

  private func having(
    _ condition: Condition, _ plan: RelationPlan
  ) throws(ResolutionError)
    -> ResultCondition
  {
    switch condition.kind {
    case .and(let parts):
      return .all(try parts.mapThrowing { part throws(ResolutionError) in try having(part, plan) })
    case .or(let parts):
      return .any(try parts.mapThrowing { part throws(ResolutionError) in try having(part, plan) })
    case .not(let part): return .not(try having(part, plan))
    case .isNull(let left, let negated):
      return .isNull(.column(try aggregate(left, plan)), isNegated: negated)
    case .comparison(let left, let comparison, let right):
      guard let holds = Comparison(rawValue: comparison.rawValue) else { break }
      let column = try aggregate(left, plan)
      return .compare(.column(column), holds, .numbers(try numbers(right)))
    case .membership, .named: break
    }
    throw ResolutionError(
      .misuse(.havingRelation, plan.values.first?.name ?? ""), at: condition.range)
  }

  private func aggregate(
    _ expression: Expression, _ plan: RelationPlan
  ) throws(ResolutionError) -> Int {
    let name = Folding.key(Printer.print(expression))
    guard let index = plan.values.firstIndex(where: { Folding.key($0.name) == name }) else {
      throw ResolutionError(
        .misuse(.havingRelation, plan.values.first?.name ?? ""), at: expression.range)
    }
    return index
  }
}
