import Accounts

// The rules between the prose and the tables, and within the prose, as data.

extension Rule {
  static let inProse: [Rule] = amounts + lists + twins + rates + words

  // MARK: Amounts against their tables

  private static func amount(
    _ topic: String, _ measure: String, _ cell: Cell, severity: Severity = .错误
  ) -> Rule {
    amount(topic, "", measure, cell, severity: severity)
  }

  private static func amount(
    _ topic: String, _ subject: String, _ measure: String, _ cell: Cell,
    severity: Severity = .错误
  ) -> Rule {
    let name = [topic, subject, measure].filter { !$0.isEmpty }.joined(separator: "·")
    return Rule(
      "说明" + [topic, subject, measure].joined(), .表与说明, "说明中的\(name)与表\(cell.table.rawValue)不符",
      severity,
      formula: "说明 \(name) = 表\(cell.table.rawValue) \(cell.row.rawValue)·\(cell.column.rawValue)",
      "The prose repeats the amount of the table.",
      .prose(.amount(ProseName(topic, subject, measure), cell)))
  }

  private static func income(_ row: RowRole) -> Cell {
    Cell(.收入支出决算总表, side: "收入", row, .决算数)
  }

  private static func total(_ table: StandardTable, _ column: ColumnRole = .合计) -> Cell {
    Cell(table, .合计, column)
  }

  private static func granted(_ row: RowRole, _ column: ColumnRole = .合计) -> Cell {
    Cell(.财政拨款收入支出决算总表, side: "支出", row, column)
  }

  private static let amounts: [Rule] =
    [
      amount("收支总计", "总计", income(.总计)),
      amount("收支总计", "年初结转和结余", income(.年初结转和结余)),
      amount("收入", "合计", total(.收入决算表)),
      amount("支出", "合计", total(.支出决算表)),
      amount("财政拨款收支总计", "总计", granted(.总计)),
      amount("财政拨款支出", "金额", granted(.本年支出合计)),
      amount("财政拨款支出结构", "金额", granted(.本年支出合计)),
      amount("一般公共预算财政拨款支出", "支出决算", total(.一般公共预算财政拨款支出决算表)),
      amount("一般公共预算财政拨款支出", "基本支出", total(.一般公共预算财政拨款支出决算表, .基本支出)),
      amount("一般公共预算财政拨款支出", "项目支出", total(.一般公共预算财政拨款支出决算表, .项目支出)),
      amount("基本支出", "金额", total(.一般公共预算财政拨款支出决算表, .基本支出)),
      amount(
        "基本支出", "人员经费", Cell(.一般公共预算财政拨款基本支出决算表, .人员经费合计, .决算数)),
      amount(
        "基本支出", "公用经费", Cell(.一般公共预算财政拨款基本支出决算表, .公用经费合计, .决算数)),
      amount(
        "机关运行经费", "金额", Cell(.一般公共预算财政拨款基本支出决算表, .公用经费合计, .决算数),
        severity: .提示),
      amount("政府性基金预算", "本年收入", total(.政府性基金预算财政拨款收入支出决算表, .本年收入)),
      amount("政府性基金预算", "本年支出", total(.政府性基金预算财政拨款收入支出决算表)),
      amount(
        "政府性基金预算", "年初结转和结余", total(.政府性基金预算财政拨款收入支出决算表, .年初结转和结余)),
      amount(
        "政府性基金预算", "年末结转和结余", total(.政府性基金预算财政拨款收入支出决算表, .年末结转和结余)),
      amount("国有资本经营预算", "本年支出", total(.国有资本经营预算财政拨款支出决算表)),
      amount("整体绩效自评表", "基本支出总额", total(.支出决算表, .基本支出)),
      amount("整体绩效自评表", "项目支出总额", total(.支出决算表, .项目支出)),
      amount("整体绩效自评表", "执行数", total(.支出决算表), severity: .提示),
      amount("部门整体自评", "资金", total(.支出决算表), severity: .提示),
    ] + sources + spendingParts + publicExpenses + byFunction

  private static let sources: [Rule] = zip(
    ["财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"],
    [ColumnRole.财政拨款收入, .上级补助收入, .事业收入, .经营收入, .附属单位上缴收入, .其他收入]
  ).map { amount("收入", $0, "金额", total(.收入决算表, $1)) }

  private static let spendingParts: [Rule] = zip(
    ["基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
    [ColumnRole.基本支出, .项目支出, .上缴上级支出, .经营支出, .对附属单位补助支出]
  ).map { amount("支出", $0, "金额", total(.支出决算表, $1)) }

  private static let publicExpenses: [Rule] = [
    ("年初预算", [ColumnRole.预算合计, .预算因公出国, .预算公务用车, .预算购置, .预算运行, .预算接待]),
    ("支出决算", [.决算合计, .决算因公出国, .决算公务用车, .决算购置, .决算运行, .决算接待]),
  ].flatMap { measure, columns in
    zip(["", "因公出国（境）费", "公务用车购置及运行费", "公务用车购置费", "公务用车运行费", "公务接待费"], columns)
      .map { amount("三公经费", $0, measure, Cell(.三公经费支出决算表, .三公, $1)) }
  }

  private static let byFunction: [Rule] =
    [
      ("收入明细", "金额", StandardTable.收入决算表, ColumnRole.合计),
      ("支出明细", "金额", .支出决算表, .合计),
      ("财政拨款支出结构", "金额", .财政拨款收入支出决算总表, .合计),
      ("分类预决算", "支出决算", .一般公共预算财政拨款支出决算表, .合计),
    ].map { topic, measure, table, column in
      Rule(
        "说明\(topic)各科目", .表与说明, "说明中的\(topic)与表\(table.rawValue)不符",
        formula: "每一科目：说明 \(measure) = 表\(table.rawValue) \(column.rawValue)",
        "The list of 科目 in the prose repeats the rows of the table; a name the table lacks is left aside.",
        .prose(.amountsByFunction(topic: topic, measure: measure, table, column)))
    }
    + ["人员经费", "公用经费"].map { topic in
      Rule(
        "说明\(topic)各项", .表与说明, "说明中的\(topic)明细与表6不符",
        formula: "每一经济科目：说明 金额 = 表6 决算数",
        "The items named in the prose repeat the rows of 表6.",
        .prose(.amountsByEconomicItem(topic: topic)))
    }

  // MARK: Lists

  private static func list(
    _ id: String, _ title: String, _ list: ItemList, _ severity: Severity = .错误
  ) -> Rule {
    let main =
      list.isComplete
      ? "" : " A list of the main items may stay below its total: that is a hint only."
    return Rule(
      "清单\(id)", .清单, title, severity, formula: "\(list.total.topic)·\(list.total.measure) = Σ 各项",
      "The items of a list add up to its total." + main, .prose(.list(list)))
  }

  private static let expenseItems = ["因公出国（境）费", "公务用车购置及运行费", "公务接待费"]

  private static func expenses(
    _ measure: String, _ subject: String = "", _ items: [String] = expenseItems
  ) -> ItemList {
    ItemList(
      total: ProseName("三公经费", subject, measure),
      items: .named(items.map { ProseName("三公经费", $0, measure) }),
      isComplete: measure == "支出决算")
  }

  private static func measures(_ topic: String, _ total: String, _ parts: String...) -> ItemList {
    ItemList(
      total: ProseName(topic, total), items: .named(parts.map { ProseName(topic, $0) }))
  }

  /// The amounts of the year before, whose measures bear that year.
  private static let lastYear = ItemList(
    total: ProseName("部门整体自评", "上年支出决算"),
    items: .named([ProseName("部门整体自评", "上年基本支出"), ProseName("部门整体自评", "上年项目支出")]))

  /// The parts of last year's 项目支出.
  private static let lastYearProjects = ItemList(
    total: ProseName("部门整体自评", "上年项目支出"), items: .expensesOfLastYear(topic: "部门整体自评"),
    isComplete: false)

  private static func executed(_ topic: String) -> ItemList {
    ItemList(
      total: ProseName("支出", "项目支出", "金额"), items: .projects(topic: topic, measure: "执行数"),
      isComplete: false)
  }

  private static let lists: [Rule] = [
    list(
      "收入", "各项收入之和与收入合计不符",
      ItemList(total: ProseName("收入", "合计"), items: .subjects(topic: "收入", measure: "金额"))),
    list(
      "支出", "各项支出之和与支出合计不符",
      ItemList(total: ProseName("支出", "合计"), items: .subjects(topic: "支出", measure: "金额"))),
    list(
      "财政拨款支出结构", "各类支出之和与财政拨款支出不符",
      ItemList(
        total: ProseName("财政拨款支出结构", "金额"),
        items: .subjects(topic: "财政拨款支出结构", measure: "金额"))),
    list(
      "分类年初预算", "各类年初预算之和与年初预算合计不符",
      ItemList(
        total: ProseName("一般公共预算财政拨款支出", "年初预算"),
        items: .subjects(topic: "分类预决算", measure: "年初预算"), isComplete: false)),
    list(
      "分类全年预算", "各类全年预算之和与全年预算合计不符",
      ItemList(
        total: ProseName("一般公共预算财政拨款支出", "全年预算"),
        items: .subjects(topic: "分类预决算", measure: "全年预算"), isComplete: false)),
    list(
      "分类支出决算", "各类支出决算之和与支出决算合计不符",
      ItemList(
        total: ProseName("一般公共预算财政拨款支出", "支出决算"),
        items: .subjects(topic: "分类预决算", measure: "支出决算"), isComplete: false)),
    list(
      "基本加项目", "基本支出与项目支出之和与支出决算不符",
      measures("一般公共预算财政拨款支出", "支出决算", "基本支出", "项目支出")),
    list("基本支出", "人员经费与公用经费之和与基本支出不符", measures("基本支出", "金额", "人员经费", "公用经费")),
    list(
      "人员经费", "人员经费各项之和与合计不符",
      ItemList(
        total: ProseName("基本支出", "人员经费"), items: .subjects(topic: "人员经费", measure: "金额"),
        isComplete: false)),
    list(
      "公用经费", "公用经费各项之和与合计不符",
      ItemList(
        total: ProseName("基本支出", "公用经费"), items: .subjects(topic: "公用经费", measure: "金额"),
        isComplete: false)),
    list(
      "项目支出", "各项目之和与项目支出不符",
      ItemList(
        total: ProseName("一般公共预算财政拨款支出", "项目支出"),
        items: .subjects(topic: "项目支出用途", measure: "金额"), isComplete: false)),
    list("三公预算", "“三公”经费各项预算之和与合计不符", expenses("年初预算")),
    list("三公决算", "“三公”经费各项决算之和与合计不符", expenses("支出决算")),
    list("三公增减", "“三公”经费各项增减额之和与合计不符", expenses("较上年增减额")),
    list(
      "公务用车", "购置费与运行费之和与公务用车费不符",
      expenses("支出决算", "公务用车购置及运行费", ["公务用车购置费", "公务用车运行费"])),
    list(
      "公务用车运行费", "公务用车运行费各项之和与合计不符",
      ItemList(
        total: ProseName("三公经费", "公务用车运行费", "支出决算"),
        items: .details(topic: "三公经费", subject: "公务用车运行费"), isComplete: false)),
    list(
      "公务接待费", "公务接待费各项之和与合计不符",
      ItemList(
        total: ProseName("三公经费", "公务接待费", "支出决算"),
        items: .details(topic: "三公经费", subject: "公务接待费"), isComplete: false)),
    list(
      "政府采购", "货物、工程、服务之和与政府采购总额不符",
      ItemList(
        total: ProseName("政府采购", "金额"),
        items: .named(["货物", "工程", "服务"].map { ProseName("政府采购", $0, "金额") }))),
    list(
      "车辆", "各类车辆之和与车辆总数不符",
      ItemList(
        total: ProseName("车辆", "数量"), items: .subjects(topic: "车辆", measure: "数量"),
        isComplete: false)),
    list(
      "在职人数", "行政、事业、工勤之和与在职人数不符",
      ItemList(
        total: ProseName("人员构成", "在职", "人数"),
        items: .named(["行政", "事业", "工勤"].map { ProseName("人员构成", $0, "人数") }),
        isComplete: false)),
    list(
      "离退休人数", "离休、退休之和与离退休人数不符",
      ItemList(
        total: ProseName("人员构成", "离退休", "人数"),
        items: .named(["离休", "退休"].map { ProseName("人员构成", $0, "人数") }),
        isComplete: false)),
    list(
      "整体支出项目", "自评中各项目经费之和与项目支出不符",
      ItemList(
        total: ProseName("部门整体自评", "项目支出"), items: .expenses(topic: "部门整体自评"),
        isComplete: false)),
    list("整体支出上年", "自评中上年基本支出与项目支出之和与上年支出决算不符", lastYear),
    list("整体支出上年项目", "自评中上年各项经费之和与上年项目支出不符", lastYearProjects, .提示),
    list("自评项目", "自评各项目执行数之和与项目支出不符", executed("项目自评"), .提示),
    list("自评表项目", "自评表各项目执行数之和与项目支出不符", executed("项目绩效自评表"), .提示),
    Rule(
      "清单基本支出分类", .清单, "称为基本支出的分类清单与基本支出不符", .提示,
      formula: "“基本支出主要用于”之下：Σ 各类支出决算 = 基本支出",
      "A list announced as basic spending adds up to it; the form's heading is often put over a list of all spending.",
      .prose(.announcedBasic)),
    Rule(
      "清单结构各项", .清单, "类下各款项之和与该类不符", .提示, formula: "每一类：金额 = Σ 其中各款、各项",
      "The 款 and 项 named under a 类 add up to it, unless some are left out or are parts of others.",
      .prose(.nested(topic: "财政拨款支出结构", measure: "金额"))),
    list(
      "整体支出", "自评中基本支出与项目支出之和与支出决算不符",
      measures("部门整体自评", "支出决算", "基本支出", "项目支出")),
  ]

  // MARK: The same said twice

  private static func twin(
    _ id: String, _ title: String, _ severity: Severity, _ left: ProseName, _ right: ProseName
  ) -> Rule {
    Rule(
      "说明\(id)", .表与说明, title, severity,
      formula: "\(left.topic) \(left.measure) = \(right.topic) \(right.measure)",
      "Two passages of the prose give the same amount.", .prose(.twins(left, right)))
  }

  private static func part(
    _ id: String, _ title: String, _ severity: Severity, _ part: ProseName, _ whole: ProseName
  ) -> Rule {
    Rule(
      "说明\(id)", .表与说明, title, severity,
      formula:
        "\(part.topic) \(part.subject)\(part.measure) ≤ \(whole.topic) \(whole.subject)\(whole.measure)",
      "A part is no larger than its whole.", .prose(.atMost(part, whole)))
  }

  private static func named(_ measure: String) -> Rule {
    Rule(
      "说明\(measure)名目", .表与说明, "列举的\(measure)科目没有支出", .提示,
      formula: "主要包括的每一科目：表6 决算数 ≠ 0",
      "What 人员经费 and 公用经费 are said to be made of has an amount in 表6; without 表6, a 三公 item that is zero is not among them. The form's whole list is often left in.",
      .prose(.namedExpenses(measure: measure)))
  }

  private static let twins: [Rule] = [
    named("人员经费"), named("公用经费"),
    twin(
      "结构总额", "支出结构的总额与财政拨款支出不符", .错误, ProseName("财政拨款支出结构", "金额"),
      ProseName("财政拨款支出", "金额")),
    twin(
      "公用与机关运行", "机关运行经费与公用经费不等", .提示, ProseName("机关运行经费", "金额"),
      ProseName("基本支出", "公用经费")),
    twin(
      "项目数", "开展自评的项目数与一级项目数不等", .提示, ProseName("项目自评", "一级项目"),
      ProseName("绩效自评工作", "项目数")),
    Rule(
      "说明上年支出", .表与说明, "自评中的上年支出与收支总计推算的上年数不符", .提示,
      formula: "部门整体自评 上年支出决算 = 收支总计 总计 − 较上年增减额",
      "Last year's spending as told is what this year's total and its change make of it; the two may count different money.",
      .prose(
        .impliedLastYear(
          told: ProseName("部门整体自评", "上年支出决算"), amount: ProseName("收支总计", "总计")))),
    part(
      "中小企业合同", "中小企业合同金额超过政府采购总额", .提示,
      ProseName("政府采购", "中小企业合同", "金额"), ProseName("政府采购", "金额")),
    part(
      "中小企业中标", "中小企业中标金额超过政府采购总额", .提示,
      ProseName("政府采购", "中小企业中标", "金额"), ProseName("政府采购", "金额")),
    part(
      "小微企业合同", "小微企业合同金额超过中小企业合同金额", .错误,
      ProseName("政府采购", "小微企业合同", "金额"), ProseName("政府采购", "中小企业合同", "金额")),
    Rule(
      "说明分类与结构", .表与说明, "同一类的支出决算前后不一致", .提示,
      formula: "每一类：分类预决算 支出决算 = 财政拨款支出结构 金额",
      "The list by 类 and the structure of spending give the same amounts, unless a list is of project or basic spending alone.",
      .prose(
        .listTwins(ProseName("分类预决算", "支出决算"), ProseName("财政拨款支出结构", "金额")))),
  ]

  // MARK: Rates

  private static func shares(_ id: String, _ list: ShareList) -> Rule {
    Rule(
      "占比\(id)", .比率, "占比与金额不符",
      formula:
        "占比 = 金额 ÷ \(list.bases.map { $0.topic + $0.subject + $0.measure }.joined(separator: " 或 "))",
      "A share is recomputed from the printed amounts. Off by one last digit in a list that adds to 100, or cut instead of rounded, is a hint. Where each share is right their sum is held against 100.",
      .prose(.shares(list)))
  }

  private static let rates: [Rule] =
    [
      shares("收入", ShareList(topic: "收入", bases: [ProseName("收入", "合计")])),
      shares("支出", ShareList(topic: "支出", bases: [ProseName("支出", "合计")])),
      shares(
        "财政拨款支出",
        ShareList(
          topic: "财政拨款支出", measure: "占本年支出", bases: [ProseName("支出", "合计")], isWhole: false)),
      shares(
        "财政拨款支出结构",
        ShareList(
          topic: "财政拨款支出结构",
          bases: [ProseName("财政拨款支出结构", "金额"), ProseName("财政拨款支出", "金额")])),
      shares(
        "政府采购",
        ShareList(
          topic: "政府采购",
          bases: [ProseName("政府采购", "金额"), ProseName("政府采购", "中小企业合同", "金额")],
          isWhole: false)),
      shares(
        "绩效自评资金",
        ShareList(
          topic: "绩效自评工作", amount: "资金",
          bases: [ProseName("一般公共预算财政拨款支出", "项目支出"), ProseName("支出", "项目支出", "金额")],
          isWhole: false, allMeansEqual: true)),
    ]
    + [
      ("一般公共预算财政拨款支出", "支出决算"), ("分类预决算", "支出决算"), ("三公经费", "支出决算"),
      ("项目自评", "执行数"), ("部门整体自评", "执行数"),
    ].map { topic, amount in
      Rule(
        "完成率\(topic)", .比率, "完成率与金额不符",
        formula: "完成率 = \(amount) ÷ 预算数",
        "A rate of completion is recomputed from the amount and the budget printed beside it. On a budget of zero there is no rate: a hint where nothing was spent, an error where something was.",
        .prose(.completion(topic: topic, amount: amount, budgets: ["年初预算", "全年预算", "全年预算数"])))
    }
    + [
      ("收支总计", "总计"), ("财政拨款收支总计", "总计"), ("财政拨款支出", "金额"), ("三公经费", "支出决算"),
      ("机关运行经费", "金额"), ("收入", "合计"), ("支出", "合计"),
    ].map { topic, amount in
      Rule(
        "增减率\(topic)", .比率, "增减率与增减额不符",
        formula: "增减率 = 增减额 ÷ (本年\(amount) − 增减额)",
        "Last year's amount follows from this year's and the change; the rate is recomputed from it. On a base of zero there is no rate: a hint where the change is zero too, an error where it is not. Words and numbers must point the same way.",
        .prose(.change(topic: topic, amount: amount)))
    }
    + ["三公经费", "分类预决算"].map { topic in
      Rule(
        "较预算\(topic)", .比率, "较年初预算的增减额与两数之差不符",
        formula: "较年初预算增减额 = 支出决算 − 年初预算",
        "The change against the budget is the final account less the budget, with its direction.",
        .prose(.budgetChange(topic: topic)))
    }

  private static let words: [Rule] =
    ["分类预决算", "三公经费"].map { topic in
      Rule(
        "方向\(topic)", .比率, "大于、小于、持平与两数不符",
        formula: "支出决算 大于/小于/持平 年初预算",
        "The words that compare the final account with the budget agree with the two amounts.",
        .prose(.comparisonWords(topic: topic)))
    } + [
      Rule(
        "单位元与万元", .名称年度单位, "单位应为万元", formula: "清单各项换为同一单位后相加得总额",
        "An amount in 元 among amounts in 万元 that adds up, or equals its table, only as 万元.",
        .prose(.misprintedUnit)),
      Rule(
        "单位缺失", .名称年度单位, "数字后缺单位", .提示, formula: "金额带万元，比率带 %",
        "An amount or a rate of the form is printed without its unit.", .prose(.missingUnit)),
    ]
}
