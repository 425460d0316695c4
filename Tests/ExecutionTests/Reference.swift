import Accounts

/// The rules of the semantics written down as plainly as they can be: lists, loops, no index.
/// Here: which facts answer. ReferenceSheet makes values and rows of them.
struct Reference {
  let accounts: GeneratedAccounts
  let query: GeneratedQuery

  enum Truth: Int, Comparable {
    case no, unknown, yes

    static func < (a: Truth, b: Truth) -> Bool { a.rawValue < b.rawValue }

    static func known(_ holds: Bool) -> Truth { holds ? .yes : .no }
  }

  /// The reports that publish every measure of the expression at the level asked.
  func covered(_ columns: [Selected]) -> [Int] {
    accounts.reports.indices.filter { report in
      columns.count == 1
        || zip(columns, query.value.measures).allSatisfy { selection, measure in
          accounts.disclosed[report].contains(measure)
            && !(selection.isMissing[report] && !selection.facts.contains { $0.report == report })
        }
    }
  }

  // MARK: Selecting

  struct Selected {
    var facts: [PlainFact] = []
    /// By report: whether money asked for was left out.
    var isMissing: [Bool]
  }

  func select(_ measure: String, by keys: [String]) -> Selected {
    var result = Selected(isMissing: accounts.reports.map { _ in false })
    for report in accounts.reports.indices {
      let rows = accounts.facts[report].filter { $0.measure == measure }
      let candidates = rows.filter { carries($0, keys) && truth(query.condition, $0, rows) == .yes }
      let chosen = coarsest(candidates)
      var targets: [TreePlace] = []
      for row in chosen where !targets.contains(target(row, keys)) {
        targets.append(target(row, keys))
      }
      for target in targets {
        let part = chosen.filter { self.target($0, keys) == target }
        if part.allSatisfy({ $0.place == target }) || foots(part, below: target, rows) {
          result.facts += part
        } else {
          result.isMissing[report] = true
        }
      }
      if isLeftOut(rows, chosen, keys) { result.isMissing[report] = true }
    }
    return result
  }

  /// The rows without those below another, and of two that share money without being above one
  /// another, the one with the shorter path: what the other adds is looked for below it.
  private func coarsest(_ rows: [PlainFact]) -> [PlainFact] {
    var result: [PlainFact] = []
    let depth = { (row: PlainFact) in row.path.count + (row.fund == nil ? 0 : 1) }
    for row in rows.sorted(by: { (depth($0), $0.path.count) < (depth($1), $1.path.count) }) {
      let isCounted = result.contains { other in
        other.place == row.place || isAbove(other, row) || sharesMoney(other, row)
          || sharesMoney(row, other)
      }
      if !isCounted { result.append(row) }
    }
    return result
  }

  /// A total of all funds, and one fund's row that is coarser.
  private func sharesMoney(_ a: PlainFact, _ b: PlainFact) -> Bool {
    a.fund == nil && b.fund != nil && a.path.count > b.path.count && a.path.starts(with: b.path)
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

  func key(_ row: PlainFact, _ keys: [String]) -> [String] {
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

  /// The place that the question asks of a row.
  private func target(_ row: PlainFact, _ keys: [String]) -> TreePlace {
    let byKeys = keys.filter { ["类", "款", "项"].contains($0) }.map(level)
    let depth = max(byKeys.max() ?? 0, asked(query.condition, row))
    let asksFund = keys.contains("预算种类") || asksFund(query.condition, row)
    return TreePlace(path: Array(row.path.prefix(depth)), fund: asksFund ? row.fund : nil)
  }

  private func asksFund(_ condition: PlainCondition?, _ row: PlainFact) -> Bool {
    switch condition {
    case .fund(let fund, let negated)?: negated || row.fund == fund
    case .and(let a, let b)?, .or(let a, let b)?: asksFund(a, row) || asksFund(b, row)
    default: false
    }
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

  /// Whether the rows that cut the nearest printed row above a place as `part` does add up to it.
  private func foots(_ part: [PlainFact], below target: TreePlace, _ rows: [PlainFact]) -> Bool {
    let above = rows.filter { $0.place != target && isAtOrAbove($0.place, target) }
    let nearest = above.max { a, b in
      // A step up the path is taken only where no fund is.
      let distance = { (row: PlainFact) in
        (target.path.count - row.path.count + (row.fund == target.fund ? 0 : 1), -row.path.count)
      }
      return distance(a) > distance(b)
    }
    guard let nearest else { return true }
    let family = rows.filter { row in
      guard isAbove(nearest, row) else { return false }
      return cuts(row, nearest, as: part) { $0.path } && cuts(row, nearest, as: part) { $0.fund }
    }
    let topmost = coarsest(family)
    let difference = topmost.reduce(-nearest.amount) { $0 + $1.amount }
    return 2 * abs(difference) <= topmost.count + 1
  }

  /// Whether a row is finer than `whole` where every part is, and no finer where none is.
  private func cuts<T: Equatable>(
    _ row: PlainFact, _ whole: PlainFact, as parts: [PlainFact], _ side: (PlainFact) -> T
  ) -> Bool {
    let isFiner = side(row) != side(whole)
    let finer = parts.count { side($0) != side(whole) }
    return isFiner ? finer > 0 : finer < parts.count
  }

  private func isAtOrAbove(_ a: TreePlace, _ b: TreePlace) -> Bool {
    b.path.starts(with: a.path) && (a.fund == nil || a.fund == b.fund)
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
