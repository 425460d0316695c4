import Accounts

extension Evidence {
  /// What the prose says of the columns of 表2, 表3, 表7 and 表8: `其他收入 0.08 万元`,
  /// `公务用车运行费支出决算为 4.55 万元`, and the budget that `完成年初预算的 45.5%，比年初预算减少
  /// 5.45 万元` implies.
  init(_ prose: [ProseFigure], _ statements: [ProseStatement]) {
    self.init()
    var officials: [String: OfficialExpense] = [:]
    for figure in prose {
      if figure.topic == Topic.三公经费.rawValue {
        officials[figure.subject, default: OfficialExpense()].take(figure)
      } else if let amount = Self.amount(of: figure), amount != 0 {
        for role in Self.columns(of: figure) { add(amount, for: role) }
      }
    }
    for statement in statements
    where statement.kind == .nothing && statement.topic == Topic.三公经费.rawValue {
      officials[statement.subject, default: OfficialExpense()].final = 0
    }
    for (subject, expense) in officials { add(expense, of: subject) }
  }

  private mutating func add(_ expense: OfficialExpense, of subject: String) {
    guard let columns = Self.officialColumns[subject] else { return }
    if let final = expense.final { add(final, for: columns.final) }
    if let budget = expense.budgetRange {
      add(budget, addends: expense.budget == nil ? 2 : 1, for: columns.budget)
    }
  }

  static func amount(of figure: ProseFigure) -> Int64? {
    guard figure.unit.kind == .money, let printed = figure.value.scaled(to: 6) else { return nil }
    return tenThousands(printed, in: figure.unit)
  }

  /// The columns in which an amount of the prose stands in a table.
  private static func columns(of figure: ProseFigure) -> [ColumnRole] {
    switch Topic.named(figure.topic) {
    case .收入, .支出:
      guard figure.measure == "金额" else { return [] }
      return ColumnRole(rawValue: figure.subject).map { [$0] } ?? []
    case .一般公共预算财政拨款支出: return ColumnRole(rawValue: figure.measure).map { [$0] } ?? []
    case .政府性基金预算: return fundColumns[figure.measure] ?? []
    default: return []
    }
  }

  private static let fundColumns: [String: [ColumnRole]] = [
    "年初结转和结余": [.年初结转和结余], "本年收入": [.本年收入], "年末结转和结余": [.年末结转和结余],
  ]
  private static let officialColumns: [String: (budget: ColumnRole, final: ColumnRole)] = [
    "": (.预算合计, .决算合计), "因公出国（境）费": (.预算因公出国, .决算因公出国),
    "公务用车购置及运行费": (.预算公务用车, .决算公务用车), "公务用车购置费": (.预算购置, .决算购置),
    "公务用车运行费": (.预算运行, .决算运行), "公务接待费": (.预算接待, .决算接待),
  ]
}

/// What the prose says of one of the 三公经费, in millionths of 万元.
private struct OfficialExpense {
  var budget: Int64?
  var final: Int64?
  var change: Int64?
  var completion: PrintedNumber?

  /// The first amount under each name counts: later sentences speak of parts or of last year.
  mutating func take(_ figure: ProseFigure) {
    let amount = Evidence.amount(of: figure)
    switch figure.measure {
    case "年初预算": budget = budget ?? amount
    case "支出决算": final = final ?? amount
    case "较年初预算增减额": change = change ?? amount
    case "完成率": completion = completion ?? figure.value
    default: break
    }
  }

  /// The budget as printed, or final less change, or what the rate of completion allows.
  var budgetRange: ClosedRange<Int64>? {
    if let budget { return budget...budget }
    guard let final else { return nil }
    if let change { return final - change...final - change }
    guard let completion, final > 0, completion.mantissa > 0,
      let rate = completion.scaled(to: 6), let half = Self.half(of: completion), rate > half
    else { return nil }
    // The final amount is taken as printed to two decimals, the rate, in percent, to its own.
    let low = Int128(final - 5_000) * 100_000_000 / Int128(rate + half)
    let high = Int128(final + 5_000) * 100_000_000 / Int128(rate - half)
    guard low <= high, let high = Int64(exactly: high) else { return nil }
    return Int64(low)...high
  }

  private static func half(of number: PrintedNumber) -> Int64? {
    PrintedNumber(mantissa: 5, scale: number.scale + 1).scaled(to: 6)
  }
}
