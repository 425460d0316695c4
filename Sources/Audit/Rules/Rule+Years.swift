import Accounts

// The rules between a report and the department's report of the year before, as data.

extension Rule {
  static let acrossYears: [Rule] = openings + changes + tellings

  private static func opening(_ id: String, _ cell: Cell, _ closing: Cell) -> Rule {
    Rule(
      "上年\(id)", .跨年, "年初结转和结余与上年决算的年末数不等", .提示,
      formula: "本年 表\(cell.table.rawValue) 年初结转和结余 = 上年 表\(closing.table.rawValue) 年末结转和结余",
      "What the year before left is what this year opens with; it may have been adjusted since.",
      .lastYear(.opening(cell, closing: closing)))
  }

  private static let openings: [Rule] = [
    opening(
      "结转", Cell(.收入支出决算总表, side: "收入", .年初结转和结余, .决算数),
      Cell(.收入支出决算总表, side: "支出", .年末结转和结余, .决算数)),
    opening(
      "财政拨款结转", Cell(.财政拨款收入支出决算总表, side: "收入", .年初结转和结余, .决算数),
      Cell(.财政拨款收入支出决算总表, side: "支出", .年末结转和结余, .合计)),
    opening(
      "政府性基金结转", Cell(.政府性基金预算财政拨款收入支出决算表, .合计, .年初结转和结余),
      Cell(.政府性基金预算财政拨款收入支出决算表, .合计, .年末结转和结余)),
  ]

  private static func change(
    _ topic: String, subject: String = "", _ amount: String, _ cell: Cell
  ) -> Rule {
    Rule(
      "上年\(topic)\(subject)", .跨年, "较上年增减额与两年决算之差不符", .提示,
      formula: "\(topic)\(subject) 较上年增减额 = 本年 \(amount) − 上年 \(amount)",
      "The change told in the prose is the difference of the two years' reports; last year's amounts may have been restated.",
      .lastYear(
        .change(
          ProseName(topic, subject, "较上年增减额"), of: ProseName(topic, subject, amount), cell)))
  }

  private static let changes: [Rule] =
    [
      change("收支总计", "总计", Cell(.收入支出决算总表, side: "收入", .总计, .决算数)),
      change("收入", "合计", Cell(.收入决算表, .合计, .合计)),
      change("支出", "合计", Cell(.支出决算表, .合计, .合计)),
      change("财政拨款收支总计", "总计", Cell(.财政拨款收入支出决算总表, side: "支出", .总计, .合计)),
      change("财政拨款支出", "金额", Cell(.财政拨款收入支出决算总表, side: "支出", .本年支出合计, .合计)),
      change("机关运行经费", "金额", Cell(.一般公共预算财政拨款基本支出决算表, .公用经费合计, .决算数)),
    ]
    + Budgets.spent.sorted { $0.key < $1.key }.map { subject, column in
      change("三公经费", subject: subject, "支出决算", Cell(.三公经费支出决算表, .三公, column))
    }

  private static let tellings: [Rule] = [
    Rule(
      "上年支出决算", .跨年, "自评中的上年支出决算与上年决算不符", .提示,
      formula: "部门整体自评 上年支出决算 = 上年 支出 合计",
      "Last year's spending as told is that of last year's report.",
      .lastYear(
        .told(
          ProseName("部门整体自评", "上年支出决算"), as: ProseName("支出", "合计"),
          Cell(.支出决算表, .合计, .合计))))
  ]
}
