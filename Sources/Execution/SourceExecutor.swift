public import Accounts
public import Semantics

/// Lists the printed figures behind an answer: each fact that entered a row shown, the base of
/// a share and the totals included, with its row and the place it is printed at (semantics,
/// rule 42).
public struct SourceExecutor {
  private let plan: MeasurePlan
  private let dataset: Dataset
  private let space: KeySpace
  /// The row of the answer to explain; nil for all.
  private let row: Int?
  /// The reports whose figures are asked for.
  private let scope: ReportSet

  /// The sources of every row, or of the row at an index of the answer; those of some reports
  /// alone where their numbers are given.
  public init(
    _ plan: MeasurePlan, row: Int? = nil, among reports: [Int]? = nil, dataset: Dataset
  ) {
    self.plan = plan
    self.row = row
    self.dataset = dataset
    scope = reports.map { ReportSet(reports: $0) } ?? dataset.everyReport
    space = KeySpace(plan.keys + (plan.across.map { [$0] } ?? []), dataset)
  }

  private struct Entry {
    /// The row of the answer.
    var row: Int
    var key: GroupKey
    /// 总计, 小计, 其他 or 占比's base, where the figure entered there.
    var role: String
    var measure: Measure.ID
    var fact: Int
    var order: Int
  }

  public func run() throws -> QueryResult {
    var entries: [Entry] = []
    var seen: Set<[Int]> = []
    try gather { found, row, role, term in
      for item in found where seen.insert([row, item.fact, term.measure]).inserted {
        entries.append(
          Entry(
            row: row, key: item.key, role: role, measure: term.measure, fact: item.fact,
            order: entries.count))
      }
    }
    return QueryResult(columns: header, rows: entries.sorted(by: precedes).map(shown))
  }

  /// How many figures of a measure entered the answer, by the kind of source they are of; each
  /// once, however many rows it entered.
  public func counts() throws -> [Measure.ID: [String: Int]] {
    var facts: [Measure.ID: [Int]] = [:]
    try gather { found, _, _, term in facts[term.measure, default: []] += found.map(\.fact) }
    var result: [Measure.ID: [String: Int]] = [:]
    for (measure, facts) in facts {
      let table = dataset.facts[measure]
      var last: Int?
      for fact in facts.sorted() where fact != last {
        last = fact
        let source = dataset.sourceName(
          report: table.report[fact], origin: table.origin(of: fact))
        result[measure, default: [:]][source, default: 0] += 1
      }
    }
    return result
  }

  // MARK: Gathering

  private struct Term {
    var measure: Measure.ID
    var filter: Predicate
    /// The dimensions a share is taken within; nil where there is none.
    var within: [Dimension]?
  }

  private var terms: [Term] {
    (plan.measureRows.isEmpty ? plan.columns : plan.measureRows).flatMap { column in
      column.value.measures.map { measure in
        var within: [Dimension]?
        if case .share(let dimensions) = column.verb { within = dimensions }
        return Term(measure: measure.id, filter: years.and(measure.filter), within: within)
      }
    }
  }

  /// The filter with the years that `vs` compares.
  private var years: Predicate {
    switch plan.comparison {
    case nil: return plan.filter
    case .years(let years)?: return plan.filter.and(.test(.years(Set(years))))
    case .previous?:
      var asked = Set(dataset.years)
      asked = plan.filter.years(of: asked)
      return plan.filter.withoutYears.and(
        .test(.years(asked.union(asked.map { $0 - 1 }))))
    }
  }

  /// Takes figures of a term in a row of the answer, with the part they have in it.
  private typealias Taker = (_ found: [Found], _ row: Int, _ role: String, _ term: Term) -> Void

  private func gather(_ take: Taker) throws {
    func selected(in reports: ReportSet) -> [(term: Term, own: [Found])] {
      terms.map { ($0, select($0, by: space.dimensions, levels: plan.isTree, in: reports)) }
    }
    if scope == dataset.everyReport {
      let frame = try MeasureExecutor(plan, dataset: dataset).frame()
      let reports = try reports(entering: frame)
      for (term, own) in selected(in: reports) { try gather(term, own, frame, take) }
      return
    }
    // Few reports are asked about: where none enters, the answer is not made.
    let selected = selected(in: scope)
    guard selected.contains(where: { !$0.own.isEmpty }) else { return }
    let frame = try MeasureExecutor(plan, dataset: dataset).frame()
    for (term, own) in selected { try gather(term, own, frame, take) }
  }

  /// The reports that can enter the rows asked about: those of the departments shown, where no
  /// row is of others too.
  private func reports(entering frame: Frame) throws -> ReportSet {
    let rows = frame.rows.indices.filter { row == nil || row == $0 }.map { frame.rows[$0] }
    guard let place = plan.keys.firstIndex(of: .部门), terms.allSatisfy({ $0.within == nil }),
      rows.allSatisfy({ $0.kind == .data })
    else { return scope }
    return try dataset.reports(ofDepartments: Set(rows.map { Int($0.key[place]) }))
  }

  /// The figures of a term in the rows of the answer; `own` are those of its data rows.
  private func gather(_ term: Term, _ own: [Found], _ frame: Frame, _ take: Taker) throws {
    // Totals and bases are over the reports that answered.
    let table = dataset.facts[term.measure]
    let answered = ReportSet(reports: own.map { Int(table.report[$0.fact]) })
    let data = FoundByKey(own, of: plan.keys.count)
    // By how many dimensions 小计 are of, what they are made of.
    var subtotals: [Int: FoundByKey] = [:]
    for (index, row) in frame.rows.enumerated() where self.row == nil || self.row == index {
      try Interruption.check()
      switch row.kind {
      case .data: take(data.found(at: keys(of: row.key)), index, "", term)
      case .subtotal:
        let known =
          subtotals[row.keyed]
          ?? FoundByKey(
            select(term, by: Array(plan.keys[..<row.keyed]), levels: false, in: answered),
            of: row.keyed)
        subtotals[row.keyed] = known
        take(known.found(at: keys(of: GroupKey(row.key[..<row.keyed]))), index, "小计", term)
      case .total:
        take(select(term, by: [], levels: false, in: answered), index, "总计", term)
      case .rest:
        let rest = own.filter { isGathered(GroupKey($0.key.prefix(plan.keys.count)), frame.rest) }
        // They are of a row of many groups.
        let whole = GroupKey(repeating: KeySpace.whole, count: space.dimensions.count)
        take(rest.map { Found(fact: $0.fact, key: whole) }, index, "其他", term)
      }
    }
    if let within = term.within, !frame.rows.isEmpty {
      take(
        select(term, by: within, levels: false, in: answered), frame.rows.count, "基数", term)
    }
  }

  /// Figures by the key of their group.
  private struct FoundByKey {
    private var places: [GroupKey: [Int]] = [:]
    private let found: [Found]
    /// Which components of a key a measure may lack: most often the same ones everywhere.
    private var lacking: Set<[Bool]> = []

    /// A row has so many components of the key, without that of `across`.
    init(_ found: [Found], of count: Int) {
      self.found = found
      for (place, item) in found.enumerated() {
        places[GroupKey(item.key.prefix(count)), default: []].append(place)
      }
      for key in places.keys { lacking.insert(key.map { $0 == KeySpace.whole }) }
    }

    /// A measure without some of the dimensions enters every row it agrees with.
    func found(at keys: [GroupKey]) -> [Found] {
      var result: [Int] = []
      for key in keys {
        for lacking in lacking {
          let own = GroupKey(zip(key, lacking).lazy.map { $1 ? KeySpace.whole : $0 })
          result += places[own] ?? []
        }
      }
      return Set(result).sorted().map { found[$0] }
    }
  }

  /// The keys whose figures enter a row: the year before enters the row of `vs 上年`.
  private func keys(of row: GroupKey) -> [GroupKey] {
    guard plan.comparison == .previous,
      let place = plan.keys.prefix(row.count).firstIndex(of: .年度)
    else { return [row] }
    var before = row
    before[place] -= 1
    return [row, before]
  }

  private struct Found: Hashable {
    var fact: Int
    var key: GroupKey
  }

  /// The facts a question by `keys` selects, with the group of each; at every level of the
  /// tree where `tree` is asked.
  private func select(
    _ term: Term, by keys: [Dimension], levels: Bool, in scope: ReportSet
  )
    -> [Found]
  {
    let table = dataset.facts[term.measure]
    let trees = Trees(dataset.catalogue[term.measure], dataset)
    let keySpace = KeySpace(keys, dataset)
    let deepest = keys.last?.axis.flatMap { dataset.hierarchy($0).nodes.map(\.level).max() } ?? 1
    var result: [Found] = []
    var seen: Set<Found> = []
    // A figure may stand in the rows of several levels.
    for level in levels ? Array(1...max(1, deepest)) : [0] {
      let selector = RowSelector(
        term.measure, filter: term.filter, keys: keys, lastLevel: level == 0 ? nil : level,
        dataset: dataset)
      for fact in selector.rows(in: scope) {
        let position = table.position(of: fact)
        var key = keySpace.key(
          selector.attributes, report: Int(table.report[fact]), position: position, trees: trees)
        if let index = keys.firstIndex(of: .指标) { key[index] = Int32(term.measure) }
        let found = Found(fact: fact, key: key)
        if !levels || seen.insert(found).inserted { result.append(found) }
      }
    }
    return result
  }

  /// Whether a figure's group is one of those gathered, or under `vs 上年` the year before one.
  private func isGathered(_ key: GroupKey, _ groups: Gathering) -> Bool {
    if groups.key(of: key) != nil { return true }
    guard plan.comparison == .previous, let place = plan.keys.firstIndex(of: .年度) else {
      return false
    }
    var next = key
    next[place] += 1
    return groups.key(of: next) != nil
  }

  private func precedes(_ a: Entry, _ b: Entry) -> Bool {
    (a.row, a.order) < (b.row, b.order)
  }

  // MARK: Showing

  private var header: [QueryResult.Column] {
    space.dimensions.map {
      QueryResult.Column(name: $0.rawValue, kind: $0 == .年度 ? .year : .text)
    } + [
      QueryResult.Column(name: "所用指标", kind: .text),
      QueryResult.Column(name: "数值", kind: .printed),
      QueryResult.Column(name: "单位", kind: .text), QueryResult.Column(name: "来源", kind: .text),
      QueryResult.Column(name: "行名", kind: .text), QueryResult.Column(name: "栏目", kind: .text),
      QueryResult.Column(name: "文件", kind: .text), QueryResult.Column(name: "页", kind: .ordinal),
      QueryResult.Column(name: "行", kind: .ordinal), QueryResult.Column(name: "列", kind: .ordinal),
      QueryResult.Column(name: "原文", kind: .text),
    ]
  }

  private func shown(_ entry: Entry) -> QueryResult.Row {
    let table = dataset.facts[entry.measure]
    let citation = dataset.citation(
      report: table.report[entry.fact], origin: table.origin(of: entry.fact))
    func integer(_ value: Int32) -> QueryResult.Cell {
      .number(PrintedNumber(mantissa: Int64(value), scale: 0))
    }
    func text(_ string: String) -> QueryResult.Cell { string.isEmpty ? .blank : .text(string) }
    return QueryResult.Row(
      keyCells(entry) + [
        .text(dataset.catalogue[entry.measure].name), .number(citation.value),
        text(citation.unit.rawValue), .text(citation.source), text(citation.label),
        text(citation.column), .text(citation.file), integer(citation.place.page),
        integer(citation.place.line), integer(citation.place.column), .text(citation.raw),
      ])
  }

  private func keyCells(_ entry: Entry) -> [QueryResult.Cell] {
    var word = entry.role
    return space.dimensions.indices.map { index in
      guard index < entry.key.count, entry.key[index] != KeySpace.whole else {
        defer { word = "" }
        return word.isEmpty ? .blank : .text(word)
      }
      if space.dimensions[index] == .年度 {
        return .number(PrintedNumber(mantissa: Int64(entry.key[index]), scale: 0))
      }
      let code = space.code(entry.key[index], at: index) ?? ""
      let name = space.name(entry.key[index], at: index)
      return .text(code.isEmpty ? name : "\(code) \(name)")
    }
  }
}
