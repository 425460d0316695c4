import Accounts

// The rules within the nine tables, as data.

extension Rule {
  static let withinTables: [Rule] = children + columns + rows + others

  private static let coded: [StandardTable] = [
    .收入决算表, .支出决算表, .一般公共预算财政拨款支出决算表, .一般公共预算财政拨款基本支出决算表,
    .政府性基金预算财政拨款收入支出决算表, .国有资本经营预算财政拨款支出决算表,
  ]

  private static let children: [Rule] = coded.map { table in
    Rule(
      "表\(table.rawValue)上下级", .上下级, "下级各行之和与上级不符",
      formula: "每一栏：上级 = Σ 直接下级；合计 = Σ 最上级",
      "A row of 科目 is the sum of the rows right under it, in every column. Blank cells count as nothing; a row without rows under it is not looked at.",
      .children(table))
  }

  private static func sum<Role: RawRepresentable & Sendable>(
    _ total: Role, _ parts: [Signed<Role>]
  ) -> String where Role.RawValue == String {
    var text = "\(total.rawValue) ="
    for (index, part) in parts.enumerated() {
      text += part.sign < 0 ? " − " : index == 0 ? " " : " + "
      text += part.value.rawValue
    }
    return text
  }

  private static func across(
    _ table: StandardTable, _ name: String, _ total: ColumnRole, _ parts: [Signed<ColumnRole>]
  ) -> Rule {
    Rule(
      "表\(table.rawValue)\(name)", .合计, "各栏之和与\(name)不符",
      formula: "每一行：" + sum(total, parts),
      "In every row a total column is the sum of the columns beside it; blank cells count as nothing.",
      .columns(table, total, parts))
  }

  private static func plus(_ columns: ColumnRole...) -> [Signed<ColumnRole>] {
    columns.map { Signed(value: $0) }
  }

  private static let columns: [Rule] = [
    across(
      .收入决算表, "本年收入合计", .合计,
      plus(.财政拨款收入, .上级补助收入, .事业收入, .经营收入, .附属单位上缴收入, .其他收入)),
    across(
      .支出决算表, "本年支出合计", .合计,
      plus(.基本支出, .项目支出, .上缴上级支出, .经营支出, .对附属单位补助支出)),
    across(.财政拨款收入支出决算总表, "小计", .合计, plus(.一般公共预算, .政府性基金, .国有资本经营)),
    across(.一般公共预算财政拨款支出决算表, "本年支出合计", .合计, plus(.基本支出, .项目支出)),
    across(.三公经费支出决算表, "预算合计", .预算合计, plus(.预算因公出国, .预算公务用车, .预算接待)),
    across(.三公经费支出决算表, "预算公务用车", .预算公务用车, plus(.预算购置, .预算运行)),
    across(.三公经费支出决算表, "决算合计", .决算合计, plus(.决算因公出国, .决算公务用车, .决算接待)),
    across(.三公经费支出决算表, "决算公务用车", .决算公务用车, plus(.决算购置, .决算运行)),
    across(.政府性基金预算财政拨款收入支出决算表, "本年支出", .合计, plus(.基本支出, .项目支出)),
    across(
      .政府性基金预算财政拨款收入支出决算表, "年末结转和结余", .年末结转和结余,
      plus(.年初结转和结余, .本年收入) + [-Signed(value: .合计)]),
    across(.国有资本经营预算财政拨款支出决算表, "本年支出合计", .合计, plus(.基本支出, .项目支出)),
  ]

  private static func down(
    _ table: StandardTable, _ side: String, _ total: RowRole, _ parts: RowRole...
  ) -> Rule {
    let terms = parts.map { Signed(value: $0) }
    return Rule(
      "表\(table.rawValue)\(side)\(total.rawValue)", .合计, "各行之和与\(total.rawValue)不符",
      formula: "每一栏：" + sum(total, terms),
      "On each side of a 总表 a total row is the sum of the rows it closes; blank cells count as nothing.",
      .rows(table, side: side, total, terms))
  }

  private static let rows: [Rule] = [
    down(
      .收入支出决算总表, "收入", .本年收入合计, .一般公共预算财政拨款收入, .政府性基金预算财政拨款收入,
      .国有资本经营预算财政拨款收入, .上级补助收入, .事业收入, .经营收入, .附属单位上缴收入, .其他收入),
    down(.收入支出决算总表, "收入", .总计, .本年收入合计, .使用非财政拨款结余, .年初结转和结余),
    down(.收入支出决算总表, "支出", .本年支出合计, .功能类),
    down(.收入支出决算总表, "支出", .总计, .本年支出合计, .结余分配, .年末结转和结余),
    down(
      .财政拨款收入支出决算总表, "收入", .本年收入合计, .一般公共预算财政拨款收入, .政府性基金预算财政拨款收入,
      .国有资本经营预算财政拨款收入),
    down(
      .财政拨款收入支出决算总表, "收入", .年初结转和结余, .一般公共预算年初结转, .政府性基金年初结转,
      .国有资本经营年初结转),
    down(.财政拨款收入支出决算总表, "收入", .总计, .本年收入合计, .年初结转和结余),
    down(.财政拨款收入支出决算总表, "支出", .本年支出合计, .功能类),
    down(.财政拨款收入支出决算总表, "支出", .总计, .本年支出合计, .年末结转和结余),
  ]

  private static let others: [Rule] = [
    Rule(
      "表6经费合计", .合计, "人员经费、公用经费合计与各类之和不符",
      formula: "人员经费合计 = 301 + 303；公用经费合计 = 302 + 307 + 309 + … + 399",
      "人员经费 is made of 301 and 303, 公用经费 of every other 类 that is printed.",
      .economicTotals),
    Rule(
      "公式自指", .合计, "表下公式的合计行次也是它的加数", .提示,
      formula: "合计的行次、栏次不在其加数之中",
      "A formula printed under a table that adds a row to itself names the wrong row.",
      .selfReference),
    Rule(
      "表下公式", .合计, "表中的数与表下所印的公式不符", .提示,
      formula: "表下公式，行次按所印，栏次按统一表样",
      "The formulas printed under a table hold for its numbers; the table's own rules find what does not add up, so that here the formula may be wrong. What another rule has found at the same number is not told twice.",
      .printedFormulas),
    Rule(
      "表6科目名称", .名称年度单位, "科目编码与名称不符", formula: "表6每一行：名称 = 该编码的名称",
      "The name beside a code of the economic classification is that code's own. Only a name that belongs to another code is found fault with, brackets aside; since 2018.",
      .economicNames),
    Rule(
      "科目名称不一", .名称年度单位, "同一科目编码在各表中的名称不同", .提示,
      formula: "表2、表3、表5 同一编码的名称相同", "A code has one name throughout a report.",
      .subjectNames),
    Rule(
      "未注明单位", .名称年度单位, "表未注明金额单位", .提示, formula: "有数的表注明单位",
      "A table with amounts says in which unit they are, as the report's other tables do.",
      .unstatedUnit),
  ]
}
