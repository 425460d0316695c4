import TestSupport
import Text

@testable import Syntax

/// Makes random statements, of every kind and clause, within the limits of the parser.
struct Generator {
  var random: Seeded

  init(seed: UInt64) { random = Seeded(seed) }

  private let nowhere = SourceRange(start: 0, end: 0)

  mutating func pick<Item>(_ items: [Item]) -> Item { items.randomElement(using: &random)! }
  mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }

  mutating func several<Item>(
    _ count: ClosedRange<Int>, _ make: (inout Generator) -> Item
  )
    -> [Item]
  {
    (0..<Int.random(in: count, using: &random)).map { _ in make(&self) }
  }

  mutating func name() -> Name {
    Name(
      pick([
        "支出", "部门", "年度", "单位", "检查", "类", "人数", "因公出国(境)费", "因公出国（境）费", "sum",
        "by", "两 个", "a`b", "其他", "总计", "_x", "x1", "前10", "2020", "项目支出/支出", "is", "图", "round",
        "list", "万元", "〇", "中共·市委", "Ａ", "上年", "`", "'", "#", "年度2020",
      ]), range: nowhere)
  }

  mutating func words() -> TextLiteral {
    TextLiteral(
      pick(["学前", "", "a 'b' c", "“三公”", "x;y#z", "out.csv", "T-1", "`", "部门\t单位"]),
      range: nowhere)
  }

  mutating func number(unit: Bool = true) -> NumberLiteral {
    NumberLiteral(
      pick(["0", "210", "0210", "2100410", "5335.32", "0.01", "100000000000000000000"]),
      unit: unit && chance(3) ? pick(NumberUnit.allCases) : nil, range: nowhere)
  }

  mutating func expression(_ depth: Int) -> Expression {
    let kind: Expression.Kind
    switch depth == 0
      ? Int.random(in: 0..<4, using: &random) : Int.random(in: 0..<9, using: &random)
    {
    case 0, 4: kind = .name(name())
    case 1: kind = .number(number())
    case 2: kind = .text(words())
    case 3: kind = .parameter(Name("dept", range: nowhere))
    case 5: kind = .negated(expression(depth - 1))
    case 6:
      kind = .binary(
        pick(Arithmetic.allCases), expression(depth - 1), expression(depth - 1))
    case 7:
      let function = pick(Function.allCases)
      let most = min(3, function.arity.upperBound)
      kind = .call(
        function, several(function.arity.lowerBound...most) { $0.expression(depth - 1) })
    default:
      kind =
        chance(2)
        ? .conditional(condition(depth - 1), expression(depth - 1), expression(depth - 1))
        : .filtered(expression(depth - 1), condition(depth - 1))
    }
    return Expression(kind, range: nowhere)
  }

  mutating func condition(_ depth: Int) -> Condition {
    let depth = max(0, depth)
    let kind: Condition.Kind
    switch depth == 0
      ? Int.random(in: 0..<5, using: &random) : Int.random(in: 0..<8, using: &random)
    {
    case 0, 1: kind = .comparison(expression(depth), pick(Comparison.allCases), expression(depth))
    case 2:
      kind = .membership(
        expression(depth), several(1...3) { $0.element(depth) }, negated: chance(2))
    case 3: kind = .isNull(expression(depth), negated: chance(2))
    case 4: kind = .named(name())
    case 5: kind = .not(condition(depth - 1))
    case 6: kind = .and(several(2...3) { $0.part(depth - 1, isAnd: true) })
    default: kind = .or(several(2...3) { $0.part(depth - 1, isAnd: false) })
    }
    return Condition(kind, range: nowhere)
  }

  /// A part of a list of conditions, which is no list of the same kind.
  private mutating func part(_ depth: Int, isAnd: Bool) -> Condition {
    while true {
      let part = condition(depth)
      switch part.kind {
      case .and where isAnd, .or where !isAnd: continue
      default: return part
      }
    }
  }

  private mutating func element(_ depth: Int) -> Condition.Element {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: .range(expression(depth), expression(depth))
    case 1: .standardInput(PlacedFlag(range: nowhere))
    default: .value(expression(depth))
    }
  }

  private mutating func operand() -> Operand {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: .everything
    case 1: .lastResult
    default: .expression(expression(2))
    }
  }

  mutating func query() -> Query {
    let isList = chance(4)
    let head: Query.Head
    if isList {
      head = .list(
        several(1...3) {
          ListColumn(operand: $0.operand(), alias: $0.alias(), range: $0.nowhere)
        })
    } else {
      head = .aggregates(
        several(1...3) {
          Aggregate(
            verb: $0.pick(Verb.allCases), verbRange: $0.nowhere, operand: $0.operand(),
            alias: $0.alias(), range: $0.nowhere)
        })
    }
    return Query(head: head, clauses: clauses(isList ? .list : .query), range: nowhere)
  }

  private mutating func alias() -> Name? { chance(3) ? name() : nil }

  private mutating func yearValue() -> YearValue {
    chance(4)
      ? .parameter(Name("y", range: nowhere))
      : .literal(NumberLiteral(pick(["2019", "2020", "2021"]), range: nowhere))
  }

  private mutating func years(mayCompare: Bool) -> YearClause {
    let base: YearBase? =
      !mayCompare || chance(2)
      ? nil : chance(2) ? .year(yearValue()) : .previousYear(PlacedFlag(range: nowhere))
    let items: [YearItem] = several((base == nil ? 1 : 0)...3) {
      $0.chance(3) ? .range($0.yearValue(), $0.yearValue()) : .year($0.yearValue())
    }
    return YearClause(years: items, base: base, range: nowhere)
  }

  mutating func clauses(_ owner: ClauseOwner) -> Clauses {
    var clauses = Clauses()
    for keyword in owner.clauses where chance(4) {
      switch keyword {
      case .where: clauses.filter = condition(2)
      case .by: clauses.by = several(1...3) { $0.name() }
      case .year: clauses.years = years(mayCompare: owner == .query)
      case .having: clauses.having = condition(1)
      case .order:
        clauses.order = several(1...2) {
          OrderKey(
            $0.expression(1), direction: $0.chance(2) ? nil : $0.pick(OrderKey.Direction.allCases))
        }
      case .top:
        clauses.top = TopClause(
          chance(3)
            ? .parameter(Name("n", range: nowhere))
            : .literal(NumberLiteral("10", range: nowhere)), range: nowhere)
      case .with:
        clauses.with = WithItem.Kind.allCases.shuffled(using: &random)
          .prefix(Int.random(in: 1...4, using: &random)).map { WithItem($0, range: nowhere) }
      case .across: clauses.across = name()
      case .tree: clauses.tree = PlacedFlag(range: nowhere)
      case .of: clauses.of = name()
      case .per: clauses.per = several(1...2) { $0.name() }
      case .unit: clauses.unit = UnitClause(pick(MoneyUnit.allCases), range: nowhere)
      case .from: clauses.from = name()
      case .within: clauses.within = number()
      case .to: clauses.to = words()
      default: break
      }
    }
    return clauses
  }

  mutating func statement() -> Statement {
    let kind: Statement.Kind
    switch Int.random(in: 0..<20, using: &random) {
    case 0: kind = .source(query())
    case 1: kind = .explain(query(), plan: chance(2))
    case 2: kind = .explainCheck(rule: words())
    case 3:
      kind = .define(
        Definition(
          name: name(),
          value: chance(3)
            ? .query(query()) : chance(2) ? .expression(expression(3)) : .condition(filter())))
    case 4: kind = .run(name())
    case 5:
      kind = .assert(
        Assertion(
          left: expression(2), comparison: pick([.equal, .notEqual, .less, .greaterOrEqual]),
          right: expression(2), clauses: clauses(.assert)))
    case 6:
      kind = .verify(
        Verification(
          subject: chance(2) ? .sentence(words()) : .file(words()),
          clauses: clauses(.verify)))
    case 7: kind = .find(words(), clauses(.find))
    case 8: kind = .check(clauses(.check))
    case 9: kind = .show(name(), clauses(.show))
    case 10: kind = .describe(name())
    case 11:
      kind = .chart(
        Chart(
          shape: chance(2) ? nil : pick(Chart.Shape.allCases), query: chance(3) ? nil : query()))
    case 12: kind = .help(chance(2) ? nil : words())
    default: kind = .query(query())
    }
    return Statement(kind, range: nowhere)
  }

  /// A condition that does not read as a name alone, which `let` takes for an expression.
  private mutating func filter() -> Condition {
    while true {
      let condition = condition(3)
      if case .named = condition.kind { continue }
      return condition
    }
  }
}
