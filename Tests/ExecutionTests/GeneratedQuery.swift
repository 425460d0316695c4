import TestSupport

/// A condition, as the reference evaluates it and as it is written.
indirect enum PlainCondition: CustomStringConvertible {
  /// 类, 款 or 项 (1 to 3) is a code.
  case code(level: Int, String, negated: Bool)
  case fund(String, negated: Bool)
  /// 科目 = a code: the row or one above it.
  case subject(String, negated: Bool)
  case level(Int)
  case isNull(level: Int, negated: Bool)
  case department(String, negated: Bool)
  case year(ClosedRange<Int>)
  case and(PlainCondition, PlainCondition)
  case or(PlainCondition, PlainCondition)

  static let levels = ["合计", "类", "款", "项"]

  var description: String {
    switch self {
    case .code(let level, let code, let negated):
      "\(Self.levels[level]) \(negated ? "!=" : "=") \(code)"
    case .fund(let fund, let negated): "预算种类 \(negated ? "!=" : "=") \(fund)"
    case .subject(let code, let negated): "科目 \(negated ? "!=" : "=") \(code)"
    case .level(let level): "级 = \(Self.levels[level])"
    case .isNull(let level, let negated):
      "\(Self.levels[level]) is \(negated ? "not " : "")null"
    case .department(let name, let negated): "部门 \(negated ? "!~" : "~") \(name)"
    case .year(let years): "年度 in (\(years.lowerBound)..\(years.upperBound))"
    case .and(let a, let b): "(\(a) and \(b))"
    case .or(let a, let b): "(\(a) or \(b))"
    }
  }

  var usesTree: Bool {
    switch self {
    case .department, .year: false
    case .and(let a, let b), .or(let a, let b): a.usesTree || b.usesTree
    default: true
    }
  }

  var usesYears: Bool {
    switch self {
    case .year: true
    case .and(let a, let b), .or(let a, let b): a.usesYears || b.usesYears
    default: false
    }
  }
}

enum PlainValue: CustomStringConvertible {
  case measure(String)
  case difference(String, String)
  case quotient(String, String)

  var measures: [String] {
    switch self {
    case .measure(let a): [a]
    case .difference(let a, let b), .quotient(let a, let b): [a, b]
    }
  }

  var description: String {
    switch self {
    case .measure(let a): a
    case .difference(let a, let b): "\(a) - \(b)"
    case .quotient(let a, let b): "\(a) / \(b)"
    }
  }
}

/// How a question lays its answer out.
enum PlainShape: Equatable, CustomStringConvertible {
  case plain
  /// The years in order, the last the base.
  case years([Int])
  case previousYear
  case across(String)
  case tree

  var description: String {
    switch self {
    case .plain: ""
    case .years(let years):
      " year \(years.dropLast().map(String.init).joined(separator: ", ")) vs \(years.last!)"
    case .previousYear: " vs 上年"
    case .across(let dimension): " across \(dimension)"
    case .tree: " tree"
    }
  }
}

/// A question about made-up accounts. Its one column is named x.
struct GeneratedQuery: CustomStringConvertible {
  var verb: String
  var value: PlainValue
  var condition: PlainCondition?
  var keys: [String]
  var shape = PlainShape.plain
  /// `share … of` a dimension.
  var within: String?
  /// `having x >` a number, which is `count` of the unit that x is shown in.
  var having: Int?
  /// What the rows are ordered by: x or a dimension of `keys`.
  var order: [(by: String, isDescending: Bool)] = []
  var top: Int?
  /// 小计, 总计, 其他.
  var with: [String] = []

  var description: String {
    "\(verb) \(value) as x" + (within.map { " of \($0)" } ?? "")
      + (condition.map { " where \($0)" } ?? "") + Self.clause(" by ", keys) + "\(shape)"
      + (having.map { " having x > \($0)" } ?? "")
      + Self.clause(" order ", order.map { $0.by + ($0.isDescending ? " desc" : "") })
      + (top.map { " top \($0)" } ?? "") + Self.clause(" with ", with)
  }

  private static func clause(_ word: String, _ items: [String]) -> String {
    items.isEmpty ? "" : word + items.joined(separator: ", ")
  }

  init(_ random: inout Seeded, _ accounts: GeneratedAccounts) {
    let hasFunds = random.chance(4)
    let measures = hasFunds ? ["财政拨款支出"] : ["支出", "基本支出", "项目支出"]
    verb = random.pick(["sum", "sum", "sum", "avg", "min", "max", "median", "count", "share"])
    let a = random.pick(measures)
    let b = random.pick(measures)
    value =
      hasFunds || random.chance(2)
      ? .measure(a) : random.pick([.difference(a, b), .quotient(a, b)])
    var dimensions = ["部门", "年度", "类"]
    dimensions += hasFunds ? ["预算种类"] : ["款", "项"]
    keys = Array(dimensions.shuffled(using: &random).prefix(random.pick([0, 1, 1, 2, 2, 3])))
    condition = random.chance(3) ? nil : Self.condition(&random, hasFunds, depth: 2)
    layOut(&random, dimensions)
    choose(&random)
  }

  /// Picks a shape that goes with the keys.
  private mutating func layOut(_ random: inout Seeded, _ dimensions: [String]) {
    switch Int.random(in: 0..<8, using: &random) {
    case 0 where !keys.contains("年度"):
      shape = .years(random.pick([[2020, 2019], [2021, 2020], [2021, 2020, 2019]]))
    case 1 where condition?.usesYears != true:
      shape = .previousYear
      if !keys.contains("年度") { keys.append("年度") }
    case 2:
      if let other = dimensions.first(where: { !keys.contains($0) }) { shape = .across(other) }
    case 3 where ["类", "款", "预算种类"].contains(keys.last) && !keys.dropLast().contains("款"):
      shape = .tree
    default: break
    }
    if verb == "share", !keys.isEmpty, random.chance(3) { within = random.pick(keys) }
  }

  /// Picks what is kept of the rows, their order, and what is added to them.
  private mutating func choose(_ random: inout Seeded) {
    if random.chance(6) {
      having = random.pick(["share": [0, 20], "count": [0, 1]][verb] ?? [0, 1, 400])
    }
    if random.chance(4) {
      order = [(by: (["x"] + keys).randomElement(using: &random)!, isDescending: random.chance(2))]
    }
    if random.chance(4) {
      top = Int.random(in: 1...4, using: &random)
      if shape != .tree, random.chance(2) { with.append("其他") }
    }
    if random.chance(5) { with.append("总计") }
    if random.chance(5) { with.append("小计") }
  }

  private static func condition(
    _ random: inout Seeded, _ hasFunds: Bool, depth: Int
  )
    -> PlainCondition
  {
    if depth > 0, random.chance(3) {
      let a = condition(&random, hasFunds, depth: depth - 1)
      let b = condition(&random, hasFunds, depth: depth - 1)
      return random.chance(2) ? .and(a, b) : .or(a, b)
    }
    let one = random.pick(GeneratedAccounts.classes)
    let two = one + random.pick(["01", "02"])
    let codes = hasFunds ? [one] : [one, two, two + random.pick(["01", "02"])]
    let level = Int.random(in: 1...codes.count, using: &random)
    let negated = random.chance(4)
    switch Int.random(in: 0..<9, using: &random) {
    case 0...3: return .code(level: level, codes[level - 1], negated: negated)
    case 4: return .subject(codes[level - 1], negated: negated)
    case 5: return .level(Int.random(in: 0...codes.count, using: &random))
    case 6: return .isNull(level: level, negated: negated)
    case 7 where hasFunds: return .fund(random.pick(GeneratedAccounts.funds), negated: negated)
    case 7: return .year(2019...Int.random(in: 2019...2021, using: &random))
    default: return .department(random.pick(["甲局", "乙局", "丙局"]), negated: negated)
    }
  }
}
