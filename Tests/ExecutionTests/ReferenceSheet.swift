import Accounts

/// The rows of a question's answer, as plainly as they can be made from the reference's facts.
struct ReferenceSheet {
  private let reference: Reference
  private let accounts: GeneratedAccounts
  private let query: GeneratedQuery
  /// The values that `across` lays side by side.
  private var pivots: [String] = []

  init(accounts: GeneratedAccounts, query: GeneratedQuery) {
    reference = Reference(accounts: accounts, query: query)
    self.accounts = accounts
    self.query = query
    if case .across(let dimension) = query.shape { pivots = values(of: dimension) }
  }

  typealias Key = [String]

  private struct Row {
    var kind = "data"
    var key: Key
    var values: [Rational?]
    /// The level of a tree's row, 0 for the first.
    var level = 0
    var depth = 0
  }

  // MARK: One column

  /// The values of x by some dimensions over some reports.
  private struct Column {
    var values: [Key: Rational] = [:]
    var groups: Set<Key> = []
    var answered: [Int]

    /// A row for each group.
    func byGroup(_ row: (Rational?) -> [Rational?]) -> [Key: [Rational?]] {
      Dictionary(uniqueKeysWithValues: groups.map { ($0, row(values[$0])) })
    }
  }

  private func column(
    by keys: [String], in scope: [Int], gathering: Set<Key>? = nil
  ) -> Column {
    let selections = query.value.measures.map { selected($0, by: keys) }
      .map { selection in
        var selection = selection
        selection.facts.removeAll { !scope.contains($0.report) }
        return selection
      }
    let covered = reference.covered(selections)
    func group(_ fact: PlainFact) -> Key? {
      let key = reference.key(fact, keys)
      return gathering.map { $0.contains(key) ? [] : nil } ?? key
    }
    let facts = selections.map(\.facts)
    var result = Column(
      answered: covered.filter { report in facts.joined().contains { $0.report == report } })
    result.groups = Set(facts.joined().compactMap(group))
    for key in result.groups {
      func sums(_ reports: [Int]) -> [Int?] {
        facts.map { facts in
          let own = facts.filter { reports.contains($0.report) && group($0) == key }
          return own.isEmpty ? nil : own.reduce(0) { $0 + $1.amount }
        }
      }
      result.values[key] = value(covered, sums)
    }
    if query.verb == "share" { share(&result, by: keys) }
    return result
  }

  /// What was selected already: every total and every column asks again.
  private final class Memory { var selections: [[String]: Reference.Selected] = [:] }

  private let memory = Memory()

  private func selected(_ measure: String, by keys: [String]) -> Reference.Selected {
    if let known = memory.selections[[measure] + keys] { return known }
    let selection = reference.select(measure, by: keys)
    memory.selections[[measure] + keys] = selection
    return selection
  }

  /// The value of the verb over the sums of some reports.
  private func value(_ reports: [Int], _ sums: ([Int]) -> [Int?]) -> Rational? {
    if query.verb == "sum" || query.verb == "share" { return combined(sums(reports)) }
    let values = reports.compactMap { combined(sums([$0])) }.sorted()
    if query.verb == "count" { return Rational(Int64(values.count)) }
    guard let first = values.first, let last = values.last else { return nil }
    switch query.verb {
    case "min": return first
    case "max": return last
    case "median":
      let (a, b) = (values[(values.count - 1) / 2], values[values.count / 2])
      return Self.divided(Self.sum([a, b]), by: Rational(2))
    default: return Self.divided(Self.sum(values), by: Rational(Int64(values.count)))
    }
  }

  private func share(_ column: inout Column, by keys: [String]) {
    let within = query.within.map { [$0] } ?? []
    var plain = query
    plain.verb = "sum"
    let whole = ReferenceSheet(accounts: accounts, query: plain)
      .column(by: within, in: column.answered)
    for (key, part) in column.values {
      let isInside = within.allSatisfy(keys.contains) && (within.isEmpty || key.count == keys.count)
      let base = isInside ? whole.values[within.map { key[keys.firstIndex(of: $0)!] }] : nil
      column.values[key] = base.flatMap { base in
        base.isZero ? nil : Self.divided(part, by: Self.divided(base, by: Rational(100)))
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

  private static func divided(_ a: Rational, by b: Rational) -> Rational {
    ((try? a / b) ?? nil) ?? .zero
  }

  /// Each rounded to sixteen decimals first: fractions of many denominators have no common one.
  private static func sum(_ values: [Rational]) -> Rational {
    let scale: Int128 = 10_000_000_000_000_000
    let total = values.reduce(Int128(0)) { $0 + $1.numerator * scale / $1.denominator }
    return Rational(total, over: scale)
  }

  // MARK: Several columns

  /// x over some reports: by the question's own dimensions first, by others over the reports
  /// that answered then.
  private func strand(
    _ own: [String], in scope: [Int], by keys: [String], gathering: Set<Key>?
  ) -> Column {
    let first = column(by: own, in: scope)
    return keys == own && gathering == nil
      ? first : column(by: keys, in: first.answered, gathering: gathering)
  }

  private var everyReport: [Int] { Array(accounts.reports.indices) }

  /// The columns of the answer by some dimensions; those gathered become one row without a key.
  private func columns(by keys: [String], gathering: Set<Key>? = nil) -> [Key: [Rational?]] {
    switch query.shape {
    case .plain, .tree:
      return strand(query.keys, in: everyReport, by: keys, gathering: gathering)
        .byGroup { [$0] }
    case .years(let years): return compared(years, by: keys, gathering)
    case .previousYear: return comparedWithPrevious(by: keys, gathering)
    case .across(let dimension): return spread(over: dimension, by: keys, gathering)
    }
  }

  /// Which of the columns `having` and `order` mean by x.
  private var ranked: Int {
    pivots.count
  }

  private var shownColumns: Int {
    switch query.shape {
    case .plain, .tree: 1
    case .years(let years): 3 * years.count - 2
    case .previousYear: 4
    case .across: pivots.count
    }
  }

  private func isRate(_ column: Int) -> Bool {
    switch query.shape {
    case .years(let years): column >= years.count && (column - years.count) % 2 == 1
    case .previousYear: column == 3
    default: false
    }
  }

  // MARK: Years

  /// The reports of each year that are compared, and whether they can be.
  private func scopes(_ years: [Int], by keys: [String]) -> (reports: [[Int]], areComparable: Bool)
  {
    let inYear = years.map { year in everyReport.filter { accounts.reports[$0].year == year } }
    if query.keys.contains("部门") { return (inYear, true) }
    let departments = inYear.map { self.departments(column(by: keys, in: $0).answered) }
    let common = departments.dropFirst().reduce(departments[0]) { $0.intersection($1) }
    guard !common.isEmpty else { return (inYear, false) }
    return (
      inYear.map { $0.filter { common.contains(accounts.reports[$0].department) } }, true
    )
  }

  private func departments(_ reports: [Int]) -> Set<String> {
    Set(reports.map { accounts.reports[$0].department })
  }

  private func compared(
    _ years: [Int], by keys: [String], _ gathering: Set<Key>?
  ) -> [Key: [Rational?]] {
    let scopes = scopes(years, by: query.keys)
    let all = scopes.reports.map { departments(column(by: query.keys, in: $0).answered) }
    let areSame = all.allSatisfy { $0 == all[0] }
    let isOfOne = keys.contains("部门") || !query.keys.contains("部门")
    let parts = scopes.reports.map {
      strand(query.keys, in: $0, by: keys, gathering: gathering)
    }
    var result: [Key: [Rational?]] = [:]
    for key in parts.reduce(into: Set<Key>(), { $0.formUnion($1.groups) }) {
      let values = parts.map { $0.values[key] }
      let isCompared = scopes.areComparable && (isOfOne && gathering == nil || areSame)
      let base = isCompared ? values.last! : nil
      result[key] = values + values.dropLast().flatMap { Self.change($0, from: base) }
    }
    return result
  }

  private func comparedWithPrevious(
    by keys: [String], _ gathering: Set<Key>?
  ) -> [Key: [Rational?]] {
    let position = query.keys.firstIndex(of: "年度")!
    let years = Set(accounts.reports.map(\.year)).sorted()
    let gathered = Set((gathering ?? []).map { $0[position] })
    // Over several years there is no year before.
    if gathered.count > 1 || gathering == nil && !keys.contains("年度") && years.count > 1 {
      return [:]
    }
    let own = query.keys.filter { $0 != "年度" }
    let isOfOne = (keys.contains("部门") || !own.contains("部门")) && gathering == nil
    var result: [Key: [Rational?]] = [:]
    for year in years where gathering == nil || gathered == [String(year)] {
      let scopes = scopes([year, year - 1], by: own)
      let all = scopes.reports.map { departments(column(by: own, in: $0).answered) }
      let isCompared = scopes.areComparable && (isOfOne || all[0] == all[1])
      let within = gathering.map { groups in
        Set(
          groups.map { group in
            var group = group
            group.remove(at: position)
            return group
          })
      }
      let parts = scopes.reports.map {
        strand(own, in: $0, by: keys.filter { $0 != "年度" }, gathering: within)
      }
      for key in parts[0].groups {
        var full = key
        if gathering == nil, let place = keys.firstIndex(of: "年度") {
          full.insert(String(year), at: place)
        }
        let (now, before) = (parts[0].values[key], parts[1].values[key])
        result[full] =
          [now, before] + Self.change(now, from: isCompared ? before : nil)
      }
    }
    return result
  }

  private static func change(_ value: Rational?, from base: Rational?) -> [Rational?] {
    guard let value, let base, let amount = try? value - base else { return [nil, nil] }
    guard base > .zero else { return [amount, nil] }
    return [amount, divided(amount, by: divided(base, by: Rational(100)))]
  }

  // MARK: across

  private func values(of dimension: String) -> [String] {
    let keys = query.keys + [dimension]
    let found = Set(column(by: keys, in: everyReport).groups.map { $0.last! })
    let totals = strand(keys, in: everyReport, by: [dimension], gathering: nil)
    return found.sorted { a, b in
      precedes(a, b, dimension, (totals.values[[a]], totals.values[[b]])) ?? false
    }
  }

  private func spread(
    over dimension: String, by keys: [String], _ gathering: Set<Key>?
  ) -> [Key: [Rational?]] {
    let whole = strand(query.keys, in: everyReport, by: keys, gathering: gathering)
    let cells = pivots.map { value -> Column in
      let own = query.keys + [dimension]
      guard let gathering else {
        return strand(own, in: everyReport, by: keys + [dimension], gathering: nil)
      }
      return strand(
        own, in: everyReport, by: keys + [dimension], gathering: Set(gathering.map { $0 + [value] })
      )
    }
    let present = Set((cells.first?.groups ?? []).map { Array($0.dropLast()) })
    return Dictionary(
      uniqueKeysWithValues: whole.groups.union(gathering == nil ? present : [[]]).map { key in
        let row = zip(cells, pivots).map { column, value in
          column.values[gathering == nil ? key + [value] : []]
        }
        return (key, row + [whole.values[key]])
      })
  }

  // MARK: Order

  /// Whether value `a` of a dimension stands before `b`, given their totals; nil for equal ones.
  private func precedes(
    _ a: String, _ b: String, _ dimension: String, _ totals: (Rational?, Rational?)
  ) -> Bool? {
    if a == b { return nil }
    if dimension == "预算种类" {
      return GeneratedAccounts.funds.firstIndex(of: a)! < GeneratedAccounts.funds.firstIndex(of: b)!
    }
    if dimension == "部门", let result = Self.isBefore(totals.0, totals.1, isDescending: true) {
      return result
    }
    return a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
  }

  /// nil where the values are equal; blanks stand last both ways.
  private static func isBefore(_ a: Rational?, _ b: Rational?, isDescending: Bool) -> Bool? {
    guard let a else { return b == nil ? nil : false }
    guard let b else { return true }
    return a == b ? nil : (a < b) != isDescending
  }

  private func isBefore(
    _ a: Row, _ b: Row, _ subtotals: [[Key: Rational?]]
  ) -> Bool {
    var isByValue = false
    for term in query.order {
      if term.by == "x" {
        isByValue = true
        let (left, right) = (a.values[ranked], b.values[ranked])
        if let result = Self.isBefore(left, right, isDescending: term.isDescending) {
          return result
        }
      } else if let index = query.keys.firstIndex(of: term.by) {
        let result = precedes(a.key[index], b.key[index], query.keys[index], (nil, nil))
        if let result { return result != term.isDescending }
      }
    }
    for (index, dimension) in query.keys.enumerated() {
      let prefixes = (Array(a.key[...index]), Array(b.key[...index]))
      let totals: (Rational?, Rational?) =
        isByValue
        ? (nil, nil)
        : (subtotals[index][prefixes.0] ?? nil, subtotals[index][prefixes.1] ?? nil)
      if let result = precedes(a.key[index], b.key[index], dimension, totals) { return result }
    }
    return false
  }

  private func subtotals(_ rows: [Row]) -> [[Key: Rational?]] {
    query.keys.indices.map { index in
      if index == query.keys.count - 1 {
        return Dictionary(
          rows.map { ($0.key, $0.values[ranked]) }, uniquingKeysWith: { one, _ in one })
      }
      let keys = Array(query.keys[...index])
      return query.shape == .previousYear && !keys.contains("年度")
        ? overYears(by: keys) : columns(by: keys).mapValues { $0[ranked] }
    }
  }

  /// x over the reports of all years together.
  private func overYears(by keys: [String]) -> [Key: Rational?] {
    let own = query.keys.filter { $0 != "年度" }
    let answered = Set(accounts.reports.map(\.year)).flatMap { year in
      column(by: own, in: scopes([year, year - 1], by: own).reports[0]).answered
    }
    return column(by: keys, in: answered).values.mapValues { $0 }
  }

  // MARK: Rows

  /// The rows in order, as their kind, key and values.
  func rows() -> [String] {
    var rows = query.shape == .tree ? treeRows() : plainRows()
    if let least = query.having {
      let unit: Int64 = isMoney ? 10_000 : 1
      rows.removeAll { row in
        row.values[ranked].map { !($0 > Rational(Int64(least) * unit)) } ?? true
      }
    }
    let subtotals = subtotals(rows)
    if query.shape == .tree {
      rows = arranged(rows) { isBefore($0, $1, subtotals) }
    } else {
      rows.sort { isBefore($0, $1, subtotals) }
      if let top = query.top, rows.count > top {
        let rest = rows[top...]
        rows.removeLast(rest.count)
        if query.with.contains("其他") { rows.append(restRow(rest.map(\.key))) }
      }
    }
    let hasSubtotals = query.with.contains("小计")
    if hasSubtotals, query.shape != .tree { rows = withSubtotals(rows) }
    if hasSubtotals || query.with.contains("总计") {
      rows.append(Row(kind: "total", key: [], values: padded(columns(by: [])[[]])))
    }
    return rows.map(shown)
  }

  private func plainRows() -> [Row] {
    let values = columns(by: query.keys)
    guard !query.keys.isEmpty || !values.isEmpty else { return [Row(key: [], values: nothing)] }
    return values.map { Row(key: $0, values: $1) }
  }

  /// A row where nothing matched: a count of zero, or blanks.
  private var nothing: [Rational?] {
    (0..<max(shownColumns, ranked + 1)).map { column in
      query.verb == "count" && !isRate(column) ? Rational.zero : nil
    }
  }

  private func padded(_ values: [Rational?]?) -> [Rational?] {
    values ?? Array(repeating: nil, count: max(shownColumns, ranked + 1))
  }

  private func restRow(_ keys: [Key]) -> Row {
    Row(
      kind: "rest", key: [],
      values: padded(columns(by: query.keys, gathering: Set(keys))[[]]))
  }

  /// A 小计 after the rows of each group but the innermost, the rows of a group side by side.
  private func withSubtotals(_ rows: [Row], depth: Int = 0) -> [Row] {
    guard depth < query.keys.count - 1 else { return rows }
    var result: [Row] = []
    var done: [Key] = []
    for row in rows where row.kind == "data" {
      let prefix = Array(row.key[...depth])
      guard !done.contains(prefix) else { continue }
      done.append(prefix)
      let group = rows.filter { $0.kind == "data" && Array($0.key[...depth]) == prefix }
      result += withSubtotals(group, depth: depth + 1)
      let values = columns(by: Array(query.keys[...depth]))[prefix]
      result.append(Row(kind: "subtotal", key: prefix, values: padded(values)))
    }
    return result + rows.filter { $0.kind == "rest" }
  }

  // MARK: tree

  /// The rows by the last key, and by each finer level of its tree.
  private func treeRows() -> [Row] {
    var rows = plainRows()
    let levels = ["类", "款", "项"]
    guard let level = query.keys.last.flatMap(levels.firstIndex) else { return rows }
    for finer in levels[(level + 1)...] {
      var query = query
      query.keys[query.keys.count - 1] = finer
      rows += ReferenceSheet(accounts: accounts, query: query).plainRows().map { row in
        var row = row
        row.level = levels.firstIndex(of: finer)! - level
        return row
      }
    }
    return rows
  }

  private func arranged(_ rows: [Row], _ isBefore: (Row, Row) -> Bool) -> [Row] {
    func isBelow(_ a: Row, _ b: Row) -> Bool {
      a.level > b.level && a.key.dropLast() == b.key.dropLast()
        && a.key.last!.hasPrefix(b.key.last!)
    }
    func parent(of row: Row) -> Row? {
      rows.filter { isBelow(row, $0) }.max { $0.level < $1.level }
    }
    func branch(_ row: Row, depth: Int) -> [Row] {
      var own = row
      own.depth = depth
      let children = rows.filter { parent(of: $0)?.key == row.key }.sorted(by: isBefore)
      return [own] + children.flatMap { branch($0, depth: depth + 1) }
    }
    let outermost = rows.filter { $0.level == 0 }.sorted(by: isBefore)
    return outermost.prefix(query.top ?? outermost.count).flatMap { branch($0, depth: 0) }
  }

  // MARK: Text

  private var isMoney: Bool {
    if case .quotient = query.value { return false }
    return query.verb != "share" && query.verb != "count"
  }

  private func shown(_ row: Row) -> String {
    let blanks = Array(repeating: "-", count: query.keys.count - row.key.count)
    let values = (0..<shownColumns).map { column in
      row.values[column].map { shown($0, isRate: isRate(column)) } ?? "-"
    }
    let indent = String(repeating: "  ", count: row.depth)
    return indent + ([row.kind] + row.key + blanks + values).joined(separator: " ")
  }

  private func shown(_ value: Rational, isRate: Bool) -> String {
    if isRate || query.verb == "share" { return text(value, 2) }
    if query.verb == "count" { return text(value, 0) }
    return isMoney ? text(Self.divided(value, by: Rational(10_000)), 2) : text(value, 4)
  }

  private func text(_ value: Rational, _ decimals: Int) -> String {
    guard let number = try? value.rounded(to: decimals) else { return "overflow" }
    return String(describing: number)
  }
}
