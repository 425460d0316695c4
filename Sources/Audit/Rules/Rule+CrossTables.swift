import Accounts

// The rules between the nine tables, as data.

extension Rule {
  static let acrossTables: [Rule] =
    balances + sameAmounts + funds + classes + publicExpenses + insurance

  private static func equal(
    _ id: String, _ family: Family, _ title: String, _ total: Cell, _ parts: Cell...
  ) -> Rule {
    Rule(
      id, family, title,
      formula: "\(total.words) = " + parts.map(\.words).joined(separator: " + "),
      "The two amounts are one by definition; blank cells of a printed table count as nothing, a table that is not there decides nothing.",
      .cells(total, parts.map { Signed(value: $0) }))
  }

  private static func income(_ row: RowRole) -> Cell {
    Cell(.收入支出决算总表, side: "收入", row, .决算数)
  }

  private static func spending(_ row: RowRole) -> Cell {
    Cell(.收入支出决算总表, side: "支出", row, .决算数)
  }

  private static func grant(_ row: RowRole) -> Cell {
    Cell(.财政拨款收入支出决算总表, side: "收入", row, .决算数)
  }

  private static func granted(_ row: RowRole, _ column: ColumnRole = .合计) -> Cell {
    Cell(.财政拨款收入支出决算总表, side: "支出", row, column)
  }

  private static func total(_ table: StandardTable, _ column: ColumnRole = .合计) -> Cell {
    Cell(table, .合计, column)
  }

  private static let balances: [Rule] = [
    equal("表1收支平衡", .表内平衡, "收入总计与支出总计不等", income(.总计), spending(.总计)),
    equal("表4收支平衡", .表内平衡, "财政拨款收入总计与支出总计不等", grant(.总计), granted(.总计)),
    equal(
      "表4一般公共预算平衡", .表内平衡, "一般公共预算收入加年初结转与支出总计不等",
      granted(.总计, .一般公共预算), grant(.一般公共预算财政拨款收入), grant(.一般公共预算年初结转)),
    equal(
      "表4政府性基金平衡", .表内平衡, "政府性基金收入加年初结转与支出总计不等",
      granted(.总计, .政府性基金), grant(.政府性基金预算财政拨款收入), grant(.政府性基金年初结转)),
    equal(
      "表4国有资本经营平衡", .表内平衡, "国有资本经营预算收入加年初结转与支出总计不等",
      granted(.总计, .国有资本经营), grant(.国有资本经营预算财政拨款收入), grant(.国有资本经营年初结转)),
  ]

  private static let sameAmounts: [Rule] =
    [
      equal("表1表2", .表间, "表1本年收入合计与表2合计不等", income(.本年收入合计), total(.收入决算表)),
      equal("表1表3", .表间, "表1本年支出合计与表3合计不等", spending(.本年支出合计), total(.支出决算表)),
      equal(
        "表1表4财政拨款收入", .表间, "表1财政拨款收入与表4本年收入合计不等",
        grant(.本年收入合计), income(.一般公共预算财政拨款收入), income(.政府性基金预算财政拨款收入),
        income(.国有资本经营预算财政拨款收入)),
      equal(
        "表2表4财政拨款收入", .表间, "表2财政拨款收入与表4本年收入合计不等",
        total(.收入决算表, .财政拨款收入), grant(.本年收入合计)),
    ]
    + zip(
      [RowRole.上级补助收入, .事业收入, .经营收入, .附属单位上缴收入, .其他收入],
      [ColumnRole.上级补助收入, .事业收入, .经营收入, .附属单位上缴收入, .其他收入]
    ).map { row, column in
      equal(
        "表1表2\(row.rawValue)", .表间, "表1\(row.rawValue)与表2不等", income(row),
        total(.收入决算表, column))
    }

  private static let funds: [Rule] = [
    equal(
      "表4表5", .表间, "表4一般公共预算支出与表5合计不等", granted(.本年支出合计, .一般公共预算),
      total(.一般公共预算财政拨款支出决算表)),
    equal(
      "表5表6", .表间, "表5基本支出与表6人员经费、公用经费之和不等",
      total(.一般公共预算财政拨款支出决算表, .基本支出),
      Cell(.一般公共预算财政拨款基本支出决算表, .人员经费合计, .决算数),
      Cell(.一般公共预算财政拨款基本支出决算表, .公用经费合计, .决算数)),
    equal(
      "表4表8支出", .表间, "表4政府性基金支出与表8本年支出不等", granted(.本年支出合计, .政府性基金),
      total(.政府性基金预算财政拨款收入支出决算表)),
    equal(
      "表4表8收入", .表间, "表4政府性基金收入与表8本年收入不等", grant(.政府性基金预算财政拨款收入),
      total(.政府性基金预算财政拨款收入支出决算表, .本年收入)),
    equal(
      "表4表8年初", .表间, "表4政府性基金年初结转与表8不等", grant(.政府性基金年初结转),
      total(.政府性基金预算财政拨款收入支出决算表, .年初结转和结余)),
    equal(
      "表4表8年末", .表间, "表4政府性基金年末结转与表8不等", granted(.年末结转和结余, .政府性基金),
      total(.政府性基金预算财政拨款收入支出决算表, .年末结转和结余)),
    equal(
      "表4表9", .表间, "表4国有资本经营预算支出与表9合计不等",
      granted(.本年支出合计, .国有资本经营), total(.国有资本经营预算财政拨款支出决算表)),
  ]

  private static func sameClasses(
    _ id: String, _ title: String, _ left: (StandardTable, ColumnRole),
    _ right: (StandardTable, ColumnRole)
  ) -> Rule {
    Rule(
      id, .表间, title,
      formula:
        "每一类：表\(left.0.rawValue) \(left.1.rawValue) = 表\(right.0.rawValue) \(right.1.rawValue)",
      "The same 类 has the same amount in both tables; rows are matched by name, and a name that only one of them has is left to the totals.",
      .classes(
        ClassColumn(table: left.0, column: left.1), ClassColumn(table: right.0, column: right.1)))
  }

  private static let classes: [Rule] = [
    sameClasses("表1表3各类", "表1与表3同一类的支出不等", (.收入支出决算总表, .决算数), (.支出决算表, .合计)),
    sameClasses(
      "表4表5各类", "表4与表5同一类的支出不等", (.财政拨款收入支出决算总表, .一般公共预算),
      (.一般公共预算财政拨款支出决算表, .合计)),
    sameClasses(
      "表4表8各类", "表4与表8同一类的支出不等", (.财政拨款收入支出决算总表, .政府性基金),
      (.政府性基金预算财政拨款收入支出决算表, .合计)),
    Rule(
      "表5表3各行", .表间, "全部为一般公共预算支出，表5与表3却不等",
      formula: "表3合计 = 表5合计 时，每行每栏：表5 = 表3",
      "Where the totals of 表3 and 表5 are equal all money is of the general public budget, and the rows are the same.",
      .codes(.一般公共预算财政拨款支出决算表, .支出决算表, .equalWhereTotalsAre)),
    Rule(
      "表5不超表3", .表间, "表5大于表3的同一行",
      formula: "每行每栏：表5 ≤ 表3",
      "General public budget spending is a part of all spending.",
      .codes(.一般公共预算财政拨款支出决算表, .支出决算表, .atMost)),
  ]

  private static func same(
    _ name: String, _ functional: String, _ economic: String, isWhole: Bool = true
  ) -> Rule {
    let otherwise =
      isWhole
      ? "part of it may be booked under another 科目."
      : "where more than rounding parts them, they do not."
    return Rule(
      "表5表6\(name)", .表间, "表6\(name)与表5同名科目的基本支出不等", .提示,
      formula: "表6 \(economic) = 表5 \(functional) 基本支出",
      "The two classifications name the same payment; \(otherwise)",
      .linked(functional: functional, economic: economic, isWhole: isWhole))
  }

  private static let insurance: [Rule] = [
    same("基本养老保险缴费", "2080505", "30108"), same("职业年金缴费", "2080506", "30109"),
    same("住房公积金", "2210201", "30113"), same("抚恤金", "2080801", "30304", isWhole: false),
    same("退休费", "2080501", "30302", isWhole: false),
    same("职工基本医疗保险缴费", "2101101", "30110", isWhole: false),
    same("公务员医疗补助缴费", "2101103", "30111", isWhole: false),
    Rule(
      "表2表3各行", .表间, "收支相抵，表2与表3同一科目却不等", .提示,
      formula: "无年初、年末结转且表2合计 = 表3合计 时，每一科目：表2 合计 = 表3 合计",
      "Where all income was spent and nothing carried over, income and spending of a 科目 are the same; money may have been moved between 科目.",
      .incomeAndSpending),
  ]

  private static func expense(_ name: String, _ code: String, _ column: ColumnRole) -> Rule {
    Rule(
      "表6表7\(name)", .表间, "表6\(name)大于表7决算数", formula: "表6 \(code) ≤ 表7 \(column.rawValue)",
      "Basic spending on \(name) is a part of the 三公 final account, which may be paid from projects as well: only a larger 表6 is wrong.",
      .publicExpense(code: code, column))
  }

  private static let publicExpenses: [Rule] = [
    expense("因公出国费", "30212", .决算因公出国), expense("公务接待费", "30217", .决算接待),
    expense("公务用车运行维护费", "30231", .决算运行), expense("公务用车购置", "31013", .决算购置),
  ]
}

extension Cell {
  fileprivate var words: String {
    "表\(table.rawValue)\(side) \(row.rawValue)·\(column.rawValue)"
  }
}
