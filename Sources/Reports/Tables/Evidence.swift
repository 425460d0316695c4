import Accounts

/// Amounts that other places of the report print for a column: other tables and the prose.
struct Evidence {
  private var amounts: [ColumnRole: Set<Int64>] = [:]

  mutating func add(_ amount: Int64, for role: ColumnRole) {
    if amount != 0 { amounts[role, default: []].insert(amount) }
  }

  /// Whether another place prints this amount for the column.
  func confirms(_ amount: Int64, in role: ColumnRole) -> Bool {
    amounts[role]?.contains(amount) == true
  }
}

extension Evidence {
  /// Takes from a settled table what later tables print again under a column's name.
  mutating func learn(from figures: [Figure]) {
    for figure in figures {
      let amount = figure.value.scaled(to: 6) ?? 0
      for role in Self.columns(of: figure) { add(amount, for: role) }
    }
  }

  /// The columns of other tables in which a figure is printed again.
  private static func columns(of figure: Figure) -> [ColumnRole] {
    switch figure.table {
    case .收入支出决算总表: return incomeColumn[figure.rowRole].map { [$0] } ?? []
    case .一般公共预算财政拨款基本支出决算表:
      return officialCodes[figure.code] ?? []
    case .政府性基金预算财政拨款收入支出决算表:
      return figure.columnRole == .合计 ? [.政府性基金] : []
    case .财政拨款收入支出决算总表: return fundColumn[figure.rowRole].map { [$0] } ?? []
    case .国有资本经营预算财政拨款支出决算表:
      return figure.columnRole == .合计 ? [.国有资本经营] : []
    case .一般公共预算财政拨款支出决算表:
      return figure.columnRole == .合计 ? [.一般公共预算, .财政拨款收入] : [figure.columnRole]
    case .支出决算表: return figure.columnRole == .合计 ? [] : [figure.columnRole]
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
