import Accounts

/// The rules of the semantics written down as plainly as they can be: lists, loops, no index.
struct Reference {
  let accounts: GeneratedAccounts
  let query: GeneratedQuery

  enum Truth: Int, Comparable {
    case no, unknown, yes

    static func < (a: Truth, b: Truth) -> Bool { a.rawValue < b.rawValue }

    static func known(_ holds: Bool) -> Truth { holds ? .yes : .no }
  }

  /// Rows as `key key value`, sorted.
  func rows() -> [String] {
    let columns = query.value.measures.map { select($0, by: query.keys) }
    let covered = self.covered(columns)
    var keys = Set(columns.flatMap { $0.facts.map { key($0, query.keys) } })
    if query.keys.isEmpty { keys = [[]] }
    let answered = covered.filter { report in
      columns.contains { $0.facts.contains { $0.report == report } }
    }
    return keys.map { key in
      let value = value(of: key, columns, covered, answered)
      return (key + [value ?? "-"]).joined(separator: " ")
    }.sorted()
  }

  /// The reports that publish every measure of the expression at the level asked.
  private func covered(_ columns: [Selected]) -> [Int] {
    accounts.reports.indices.filter { report in
      columns.count == 1
        || zip(columns, query.value.measures).allSatisfy { selection, measure in
          accounts.disclosed[report].contains(measure)
            && !(selection.isMissing[report] && !selection.facts.contains { $0.report == report })
        }
    }
  }

  // MARK: Values

  private func value(
    of key: [String], _ columns: [Selected], _ covered: [Int], _ answered: [Int]
  ) -> String? {
    func sums(_ reports: [Int]) -> [Int?] {
      columns.map { selection in
        let facts = selection.facts.filter {
          reports.contains($0.report) && self.key($0, query.keys) == key
        }
        return facts.isEmpty ? nil : facts.reduce(0) { $0 + $1.amount }
      }
    }
    switch query.verb {
    case "sum": return combined(sums(covered)).map(shown)
    case "share":
      guard let part = combined(sums(covered)) else { return nil }
      let wholes = query.value.measures.map { select($0, by: []) }
      let complete = self.covered(wholes).filter(answered.contains)
      let bases = wholes.map { whole in
        let facts = whole.facts.filter { complete.contains($0.report) }
        return facts.isEmpty ? nil : facts.reduce(0) { $0 + $1.amount }
      }
      guard let base = combined(bases), !base.isZero else { return nil }
      return text(Self.divided(part, by: Self.divided(base, by: Rational(100))), 2)
    default:
      let values = covered.compactMap { combined(sums([$0])) }.sorted()
      if query.verb == "count" { return String(values.count) }
      guard let first = values.first, let last = values.last else { return nil }
      switch query.verb {
      case "min": return shown(first)
      case "max": return shown(last)
      case "median":
        let (a, b) = (values[(values.count - 1) / 2], values[values.count / 2])
        return shown(Self.divided(Self.sum([a, b]), by: Rational(2)))
      default:
        return shown(Self.divided(Self.sum(values), by: Rational(Int64(values.count))))
      }
    }
  }

  /// The value of the expression over sums, in 元 or as a quotient.
  private func combined(_ sums: [Int?]) -> Rational? {
    func money(_ amount: Int) -> Rational { Rational(Int64(amount) * 100) }
    switch query.value {
    case .measure: return sums[0].map(money)
    case .difference:
      if sums[0] == nil && sums[1] == nil { return nil }
      return money((sums[0] ?? 0) - (sums[1] ?? 0))
    case .quotient:
      guard let a = sums[0], let b = sums[1], b != 0 else { return nil }
      return Self.divided(money(a), by: money(b))
    }
  }

  private func shown(_ value: Rational) -> String {
    if case .quotient = query.value { return text(value, 4) }
    return text(Self.divided(value, by: Rational(10_000)), 2)
  }

  private func text(_ value: Rational, _ decimals: Int) -> String {
    guard let number = try? value.rounded(to: decimals) else { return "overflow" }
    return String(describing: number)
  }

  private static func divided(_ a: Rational, by b: Rational) -> Rational {
    ((try? a / b) ?? nil) ?? .zero
  }

  /// Each rounded to sixteen decimals first: fractions of many denominators have no common one.
  private static func sum(_ values: [Rational]) -> Rational {
    let scale: Int128 = 10_000_000_000_000_000
    let total = values.reduce(Int128(0)) { $0 + $1.numerator * scale / $1.denominator }
    return Rational(total, over: scale)
  }

  // MARK: Selecting

  struct Selected {
    var facts: [PlainFact] = []
    /// By report: whether money asked for was left out.
    var isMissing: [Bool]
  }

  private func select(_ measure: String, by keys: [String]) -> Selected {
    var result = Selected(isMissing: accounts.reports.map { _ in false })
    for report in accounts.reports.indices {
      let rows = accounts.facts.filter { $0.report == report && $0.measure == measure }
      let candidates = rows.filter { carries($0, keys) && truth(query.condition, $0, rows) == .yes }
      let chosen = candidates.filter { row in
        !candidates.contains { isAbove($0, row) }
      }
      var targets: [[String]] = []
      for row in chosen {
        let target = [
          String(row.path.prefix(target(row, keys)).joined(separator: "/")), row.fund ?? "",
        ]
        if !targets.contains(target) { targets.append(target) }
      }
      for target in targets {
        let part = chosen.filter {
          $0.path.prefix(self.target($0, keys)).joined(separator: "/") == target[0]
            && ($0.fund ?? "") == target[1]
        }
        let path = target[0].split(separator: "/").map(String.init)
        if part.allSatisfy({ $0.path == path }) || foots(path, rows) {
          result.facts += part
        } else {
          result.isMissing[report] = true
        }
      }
      if isLeftOut(rows, chosen, keys) { result.isMissing[report] = true }
    }
    return result
  }

  private func carries(_ row: PlainFact, _ keys: [String]) -> Bool {
    keys.allSatisfy { key in
      switch key {
      case "类", "款", "项": row.path.count >= level(key)
      case "预算种类": row.fund != nil
      default: true
      }
    }
  }

  private func level(_ key: String) -> Int { ["类", "款", "项"].firstIndex(of: key)! + 1 }

  private func isAbove(_ a: PlainFact, _ b: PlainFact) -> Bool {
    b.path.starts(with: a.path) && (a.fund == nil || a.fund == b.fund)
      && (a.path.count < b.path.count || a.fund != b.fund)
  }

  private func key(_ row: PlainFact, _ keys: [String]) -> [String] {
    keys.map { key in
      switch key {
      case "部门": accounts.reports[row.report].department
      case "年度": String(accounts.reports[row.report].year)
      case "预算种类": row.fund!
      default: row.path[level(key) - 1]
      }
    }
  }

  // MARK: Conditions

  private func truth(_ condition: PlainCondition?, _ row: PlainFact, _ rows: [PlainFact]) -> Truth {
    switch condition {
    case nil: return .yes
    case .code(let level, let code, let negated)?:
      guard row.path.count >= level else { return .unknown }
      return .known((row.path[level - 1] == code) != negated)
    case .fund(let fund, let negated)?:
      guard let own = row.fund else { return .unknown }
      return .known((own == fund) != negated)
    case .subject(let code, negated: false)?: return .known(row.path.contains(code))
    case .subject(let code, negated: true)?:
      let isBelow = rows.contains { $0.path.contains(code) && $0.path.starts(with: row.path) }
      return .known(!row.path.contains(code) && !isBelow)
    case .level(let level)?: return .known(row.path.count == level)
    case .isNull(let level, let negated)?: return .known((row.path.count < level) != negated)
    case .department(let name, let negated)?:
      return .known((accounts.reports[row.report].department == name) != negated)
    case .year(let years)?: return .known(years.contains(accounts.reports[row.report].year))
    case .and(let a, let b)?: return min(truth(a, row, rows), truth(b, row, rows))
    case .or(let a, let b)?: return max(truth(a, row, rows), truth(b, row, rows))
    }
  }

  /// How deep the row is that the question asks of this one.
  private func target(_ row: PlainFact, _ keys: [String]) -> Int {
    let byKeys = keys.filter { ["类", "款", "项"].contains($0) }.map(level)
    return max(byKeys.max() ?? 0, asked(query.condition, row))
  }

  private func asked(_ condition: PlainCondition?, _ row: PlainFact) -> Int {
    switch condition {
    case nil, .department?, .year?, .fund?: return 0
    case .code(let level, let code, negated: false)?:
      return row.path.count >= level && row.path[level - 1] == code ? level : 0
    case .code?, .subject?, .level?, .isNull?: return row.path.count
    case .and(let a, let b)?, .or(let a, let b)?: return max(asked(a, row), asked(b, row))
    }
  }

  // MARK: Footing and leaving out

  /// Whether the rows below the nearest printed row above a place add up to it.
  private func foots(_ path: [String], _ rows: [PlainFact]) -> Bool {
    let own = rows.filter { $0.fund == nil }
    for depth in stride(from: path.count - 1, through: 0, by: -1) {
      guard let whole = own.first(where: { $0.path == Array(path.prefix(depth)) }) else { continue }
      let below = own.filter { isAbove(whole, $0) }
      let topmost = below.filter { row in !below.contains { isAbove($0, row) } }
      let difference = topmost.reduce(-whole.amount) { $0 + $1.amount }
      return 2 * abs(difference) <= topmost.count + 1
    }
    return true
  }

  /// Whether a row with nothing printed below it may hold money the question asks for.
  private func isLeftOut(_ rows: [PlainFact], _ chosen: [PlainFact], _ keys: [String]) -> Bool {
    let usesTree =
      query.condition?.usesTree ?? false
      || keys.contains { ["类", "款", "项", "预算种类"].contains($0) }
    guard usesTree else { return false }
    return rows.contains { row in
      row.amount != 0 && !rows.contains { isAbove(row, $0) }
        && !chosen.contains { $0.path == row.path && $0.fund == row.fund || isAbove($0, row) }
        && mayHold(query.condition, row)
        && (!carries(row, keys) || truthAlone(query.condition, row) != .yes)
    }
  }

  private func truthAlone(_ condition: PlainCondition?, _ row: PlainFact) -> Truth {
    truth(condition, row, [])
  }

  private func mayHold(_ condition: PlainCondition?, _ row: PlainFact) -> Bool {
    switch condition {
    case nil: return true
    case .code(_, let code, let negated)?, .subject(let code, let negated)?:
      if row.path.contains(code) { return !negated }
      return negated || row.path.last.map { code.hasPrefix($0) } ?? true
    case .fund(let fund, let negated)?:
      return row.fund == nil ? true : (row.fund == fund) != negated
    case .level(let level)?: return row.path.count <= level
    case .isNull(let level, let negated)?: return (row.path.count < level) != negated
    case .department, .year?: return truthAlone(condition, row) == .yes
    case .and(let a, let b)?: return mayHold(a, row) && mayHold(b, row)
    case .or(let a, let b)?: return mayHold(a, row) || mayHold(b, row)
    }
  }
}
