import Accounts
import Semantics

/// `year 2021 vs 2020`: years side by side, the change and its rate, each year against the
/// last (semantics, rule 26).
struct YearColumns: ColumnMaker {
  let columns: [Frame.Column]
  private let years: [Int]
  /// By column, then by year.
  private let strands: [[Strand]]
  private let areYearsComparable: Bool
  private let keys: [Dimension]
  private let dataset: Dataset

  init(
    _ years: [Int], _ plan: MeasurePlan, _ evaluator: ColumnEvaluator, by keys: [Dimension],
    scopes: YearScopes.Scopes
  ) throws {
    self.years = years
    self.keys = keys
    areYearsComparable = scopes.isComparable
    dataset = evaluator.dataset
    strands = try plan.columns.map { column in
      try scopes.reports.map { try Strand(column, evaluator, by: keys, in: $0) }
    }
    let naming = ChangeColumns(plan)
    let base = years[years.count - 1]
    columns = plan.columns.flatMap { column in
      years.map { naming.column(column, String($0)) }
        + years.dropLast().flatMap { year in
          naming.changes(column, years.count > 2 ? "\(year)比\(base)" : "")
        }
    }
  }

  func values(by keys: [Dimension], gathering: Gathering) throws -> GroupTable<[Rational?]> {
    let cells = GroupTable(
      joining: try strands.joined().map {
        try $0.values(by: keys, gathering: gathering).groups
      })
    let isPerDepartment = keys.contains(.部门) || !self.keys.contains(.部门)
    let isCompared = try strands.indices.map { column in
      let isPlain = areYearsComparable && isPerDepartment && gathering.isNone
      return try isPlain || isOfSameDepartments(column)
    }
    return try cells.mapValues { cells in
      var row: [Rational?] = []
      for (index, isCompared) in isCompared.enumerated() {
        let values = cells[index * years.count..<(index + 1) * years.count]
        row += values
        let base = isCompared ? values[values.endIndex - 1] : nil
        for value in values.dropLast() { row += try ChangeColumns.change(value, from: base) }
      }
      return row
    }
  }

  /// Whether the years' totals are of the same departments. By 部门 each row is one
  /// department; a total of different ones has no change to speak of.
  private func isOfSameDepartments(_ column: Int) throws -> Bool {
    let departments = try strands[column].map(dataset.departments(answering:))
    return areYearsComparable && departments.allSatisfy { $0 == departments[0] }
  }

  func note(into notes: inout NoteTaker) {
    for byYear in strands {
      for strand in byYear { notes.take(strand.own, name: strand.column.name) }
    }
    notes.add("base-year", "增减额 and 增减率 are against \(years[years.count - 1]).")
  }

  func remarks(on added: [Frame.Row]) throws -> [QueryResult.Note] {
    let step = 3 * years.count - 2
    let unchanged = added.filter { row in
      strands.indices.contains { column in
        let values = row.values[column * step..<(column + 1) * step]
        let (first, base) = (values.startIndex, values.startIndex + years.count - 1)
        return values[base] != nil
          && (first..<base).contains {
            values[$0] != nil && values[base + 1 + 2 * ($0 - first)] == nil
          }
      }
    }
    return ChangeColumns.remark(onUnchanged: unchanged).map { [$0] } ?? []
  }

  func position(of column: Int) -> Int { column * (3 * years.count - 2) }
}

/// `vs 上年`: each year against the one before it.
struct PreviousYearColumns: ColumnMaker {
  let columns: [Frame.Column]
  /// By year asked: each column in that year and in the one before.
  private let strands: [OneYear]
  private let keys: [Dimension]
  private let dataset: Dataset

  private struct OneYear {
    var year: Int
    var isComparable: Bool
    var pairs: [(now: Strand, before: Strand)]
  }

  init(
    _ years: [Int], _ plan: MeasurePlan, _ evaluator: ColumnEvaluator, by keys: [Dimension],
    scopes: (Int) throws -> YearScopes.Scopes
  ) throws {
    let keys = keys.filter { $0 != .年度 }
    self.keys = keys
    dataset = evaluator.dataset
    let naming = ChangeColumns(plan)
    columns = plan.columns.flatMap { column in
      [Frame.Column(column), naming.column(column, "上年")] + naming.changes(column, "")
    }
    strands = try years.map { year in
      let scopes = try scopes(year)
      return OneYear(
        year: year, isComparable: scopes.isComparable,
        pairs: try plan.columns.map { column in
          (
            try Strand(column, evaluator, by: keys, in: scopes.reports[0]),
            try Strand(column, evaluator, by: keys, in: scopes.reports[1])
          )
        })
    }
  }

  /// Over several years there is no year before: without 年度 the values are blank.
  func values(by keys: [Dimension], gathering: Gathering) throws -> GroupTable<[Rational?]> {
    let position = keys.firstIndex(of: .年度)
    guard position != nil || strands.count == 1, Self.isOfOneYear(gathering, position) else {
      return GroupTable()
    }
    let within = keys.filter { $0 != .年度 }
    let isPerDepartment = keys.contains(.部门) || !self.keys.contains(.部门)
    var result = GroupTable<[Rational?]>()
    for one in strands {
      let isCompared = try one.pairs.map { pair in
        try one.isComparable
          && (isPerDepartment && gathering.isNone || isOfSameDepartments(pair.now, pair.before))
      }
      let own = Self.gathering(gathering, one.year, position)
      let now = GroupTable(
        joining: try one.pairs.map { try $0.now.values(by: within, gathering: own).groups })
      let before = try one.pairs.map { try $0.before.values(by: within, gathering: own).groups }
      for (key, values) in now {
        var cells: [Rational?] = []
        for (index, value) in values.enumerated() {
          let base = before[index][key] ?? nil
          cells += [value, base]
          cells += try ChangeColumns.change(value, from: isCompared[index] ? base : nil)
        }
        var full = key
        if let position, gathering.isNone { full.insert(Int32(one.year), at: position) }
        result.append(full, cells)
      }
    }
    return result
  }

  private static func isOfOneYear(_ gathering: Gathering, _ position: Int?) -> Bool {
    guard case .groups(let groups) = gathering, let position else { return true }
    return Set(groups.map { $0[position] }).count == 1
  }

  /// The gathered groups of one year, without their year.
  private static func gathering(_ gathering: Gathering, _ year: Int, _ position: Int?) -> Gathering
  {
    guard case .groups(let groups) = gathering, let position else { return gathering }
    return .groups(
      Set(
        groups.filter { $0[position] == Int32(year) }.map { group in
          var group = group
          group.remove(at: position)
          return group
        }))
  }

  func note(into notes: inout NoteTaker) {
    for one in strands {
      for pair in one.pairs { notes.take(pair.now.own, name: pair.now.column.name) }
    }
    notes.add("base-year", "增减额 and 增减率 are against the year before.")
  }

  /// Whether a total of the year and that of the year before are of the same departments.
  private func isOfSameDepartments(_ now: Strand, _ before: Strand) throws -> Bool {
    try dataset.departments(answering: now) == dataset.departments(answering: before)
  }

  func remarks(on added: [Frame.Row]) throws -> [QueryResult.Note] {
    let unchanged = added.filter { row in
      stride(from: 0, to: row.values.count, by: 4).contains { first in
        row.values[first] != nil && row.values[first + 1] != nil && row.values[first + 2] == nil
      }
    }
    let empty = added.filter { row in strands.count > 1 && row.values.allSatisfy { $0 == nil } }
    return [
      ChangeColumns.remark(onUnchanged: unchanged),
      Frame.words(for: empty).map { words in
        QueryResult.Note(
          id: "no-year-before",
          text: "\(words) blank: over several years there is no one year before.")
      },
    ].compactMap { $0 }
  }

  /// Over several years the column of the year itself adds up, though no year is before them.
  func subtotals(of column: Int, by keys: [Dimension]) throws -> GroupTable<Rational?> {
    guard strands.count > 1, !keys.contains(.年度), column % 4 == 0 else {
      return try values(by: keys).mapValues { $0[column] }
    }
    let years = strands.map { $0.pairs[column / 4].now }
    return try years[0].values(by: keys, with: Array(years.dropFirst())).groups
  }

  func position(of column: Int) -> Int { column * 4 }
}

extension Dataset {
  /// The departments whose reports gave a row of a column.
  fileprivate func departments(answering strand: Strand) throws -> Set<Int> {
    Set(try strand.own.answeredReports().members.map { reports[$0].department })
  }
}

/// The names and values of the columns of change.
struct ChangeColumns {
  private let isSeveral: Bool

  init(_ plan: MeasurePlan) {
    isSeveral = plan.columns.filter { !$0.isHidden }.count > 1
  }

  func column(_ column: ValueColumn, _ word: String) -> Frame.Column {
    var frame = Frame.Column(column)
    frame.name = isSeveral ? column.name + word : word
    return frame
  }

  func changes(_ column: ValueColumn, _ against: String) -> [Frame.Column] {
    var amount = self.column(column, against + "增减额")
    var rate = self.column(column, against + "增减率")
    amount.isSum = false
    rate.isSum = false
    rate.isCount = false
    rate.type = ValueType(kind: .rate, isExact: false)
    return [amount, rate]
  }

  /// Why rows that are added have both years and no change between them; nil where there are none.
  static func remark(onUnchanged added: [Frame.Row]) -> QueryResult.Note? {
    Frame.words(for: added).map { words in
      QueryResult.Note(
        id: "no-change",
        text: "增减额 of \(words) blank: not every department has figures of every year compared.")
    }
  }

  /// The change and its rate in percent; the rate is blank on a base of zero or less.
  static func change(_ value: Rational?, from base: Rational?) throws -> [Rational?] {
    guard let value, let base else { return [nil, nil] }
    let amount = try value - base
    guard base > .zero, let ratio = try amount / base else { return [amount, nil] }
    return [amount, try ratio * Rational(100)]
  }
}
