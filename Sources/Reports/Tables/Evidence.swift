import Accounts

/// Amounts that other places of the report print for a column, or let infer: other tables and
/// the prose.
struct Evidence {
  private var columns: [ColumnRole: ColumnEvidence] = [:]

  mutating func add(_ amount: Int64, for role: ColumnRole) { add(amount...amount, for: role) }

  mutating func add(
    _ range: ClosedRange<Int64>, addends: Int64 = 1, isWhole: Bool = true, for role: ColumnRole
  ) {
    columns[role, default: ColumnEvidence()].add(range, addends: addends, isWhole: isWhole)
  }

  /// What is told of a column.
  subscript(role: ColumnRole) -> ColumnEvidence { columns[role] ?? ColumnEvidence() }

  /// An amount, in millionths of a unit, in millionths of 万元.
  static func tenThousands(_ amount: Int64, in unit: Unit) -> Int64 {
    switch unit {
    case .元: amount / 10_000
    case .亿元: amount.multipliedReportingOverflow(by: 10_000).partialValue
    default: amount
    }
  }
}

/// The amounts that are told of one column.
struct ColumnEvidence {
  /// What is expected, in millionths of 万元. A printed amount is a single value; a rate of
  /// completion leaves a range.
  private struct Expectation {
    var range: ClosedRange<Int64>
    /// From how many printed amounts it comes.
    var addends: Int64
    /// Whether it is all that the column tells of, so that another amount contradicts it.
    var isWhole: Bool
  }

  private var expected: [Expectation] = []

  /// How an amount agrees with what is expected in a column.
  enum Verdict {
    case confirmed, unknown
    /// Something else is printed for the column.
    case contradicted
  }

  mutating func add(_ range: ClosedRange<Int64>, addends: Int64, isWhole: Bool) {
    expected.append(Expectation(range: range, addends: addends, isWhole: isWhole))
  }

  /// Whether other places print or imply this amount of `unit` for the column. Where
  /// the table counts in 元, amounts in 万元 are rounded.
  func verdict(on amount: Int64, in unit: Unit) -> Verdict {
    if expected.isEmpty { return .unknown }
    let halfUnit: Int64 = unit == .元 ? 5_000 : 0
    let amount = Evidence.tenThousands(amount, in: unit)
    for expectation in expected {
      let slack = halfUnit * expectation.addends
      if expectation.range.lowerBound - slack <= amount,
        amount <= expectation.range.upperBound + slack
      {
        return .confirmed
      }
    }
    return expected.contains(where: \.isWhole) ? .contradicted : .unknown
  }
}

extension Evidence {
  /// Takes from a settled table what later tables print again under a column's name.
  mutating func learn(from figures: [Figure]) {
    for index in figures.indices {
      guard let printed = figures[index].value.scaled(to: 6), printed != 0 else { continue }
      let amount = Self.tenThousands(printed, in: figures[index].unit)
      let columns = Self.columns(
        of: figures[index].table, figures[index].rowRole, figures[index].columnRole,
        code: figures[index].code)
      // 表6 has what is paid from 基本支出: of the 三公经费 it may be a part.
      let isWhole = figures[index].table != .一般公共预算财政拨款基本支出决算表
      for role in columns { add(amount...amount, isWhole: isWhole, for: role) }
    }
  }

  /// The columns of other tables in which a figure is printed again.
  private static func columns(
    of table: StandardTable, _ row: RowRole, _ column: ColumnRole, code: String
  ) -> [ColumnRole] {
    switch table {
    case .收入支出决算总表: return incomeColumn[row].map { [$0] } ?? []
    case .一般公共预算财政拨款基本支出决算表: return officialCodes[code] ?? []
    case .政府性基金预算财政拨款收入支出决算表: return column == .合计 ? [.政府性基金] : []
    case .财政拨款收入支出决算总表: return fundColumn[row].map { [$0] } ?? []
    case .国有资本经营预算财政拨款支出决算表: return column == .合计 ? [.国有资本经营] : []
    case .一般公共预算财政拨款支出决算表: return column == .合计 ? [.一般公共预算, .财政拨款收入] : [column]
    case .支出决算表: return column == .合计 ? [] : [column]
    default: return []
    }
  }

  private static let incomeColumn: [RowRole: ColumnRole] = [
    .一般公共预算财政拨款收入: .财政拨款收入, .上级补助收入: .上级补助收入, .事业收入: .事业收入, .经营收入: .经营收入,
    .附属单位上缴收入: .附属单位上缴收入, .其他收入: .其他收入,
  ]
  private static let fundColumn: [RowRole: ColumnRole] = [
    .政府性基金预算财政拨款收入: .本年收入, .政府性基金年初结转: .年初结转和结余,
  ]
  private static let officialCodes: [String: [ColumnRole]] = [
    "30212": [.决算因公出国], "30217": [.决算接待], "30231": [.决算运行, .决算公务用车],
    "31013": [.决算购置],
  ]
}
