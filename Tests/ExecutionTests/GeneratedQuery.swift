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

/// A question about made-up accounts.
struct GeneratedQuery: CustomStringConvertible {
  var verb: String
  var value: PlainValue
  var condition: PlainCondition?
  var keys: [String]

  var description: String {
    "\(verb) \(value)" + (condition.map { " where \($0)" } ?? "")
      + (keys.isEmpty ? "" : " by \(keys.joined(separator: ", "))")
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
