// The catalogue of measures as data. Each names its sources in order of preference; the
// topics and measures of prose sources are those of relation 说明数.

extension Catalogue {
  static let standardDerived: [DerivedMeasure] = [
    DerivedMeasure("在职人数", "Staff in post.", "(人数 where 人员类别=在职)"),
    DerivedMeasure("离退休人数", "Retired staff.", "(人数 where 人员类别=离退休)"),
    DerivedMeasure("人员经费", "Basic spending on people.", "(经济支出 where 经费类别=人员经费)"),
    DerivedMeasure("公用经费", "Basic spending on running costs.", "(经济支出 where 经费类别=公用经费)"),
    DerivedMeasure(
      "预算完成率", synonyms: ["完成率"], "Spending of the general public budget against its budget.",
      "一般公共预算支出 / 年初预算", isPercent: true),
    DerivedMeasure("人均支出", "Spending per member of staff in post.", "支出 / 在职人数"),
    DerivedMeasure(
      "三公完成率", "Three public expenses against their budget.", "三公决算 / 三公预算",
      isPercent: true),
  ]

  static let standardMeasures: [Measure] =
    spending + income + balances + appropriations + generalBudget + publicExpenses + otherFunds
    + budgets + changes + running + people + projects

  // MARK: 表3, 表2, 表1

  private static let codedRows: KeyValuePairs<RowRole, Placement> = [.合计: .root, .功能科目: .byCode]

  private static func table3(_ column: ColumnRole) -> MeasureSource {
    .table(TableSource(table: .支出决算表, rows: codedRows, columns: [column: .root]))
  }

  private static func table2(_ column: ColumnRole) -> MeasureSource {
    .table(TableSource(table: .收入决算表, rows: codedRows, columns: [column: .root]))
  }

  private static func table1(
    _ side: String, _ rows: KeyValuePairs<RowRole, Placement>
  ) -> MeasureSource {
    .table(
      TableSource(table: .收入支出决算总表, side: side, rows: rows, columns: [.决算数: .root]))
  }

  private static func said(
    _ topic: String, _ subject: String = "", _ measure: String
  )
    -> MeasureSource
  {
    .prose(ProseSource(totals: [sentence(topic, subject, measure)], lists: []))
  }

  private static func sentence(
    _ topic: String, _ subject: String = "", _ measure: String, _ placement: Placement = .root
  ) -> ProseSource.Rule {
    .init(topic: topic, subject: .exactly(subject, placement), measure: measure)
  }

  private static func list(_ topic: String, _ measure: String, _ axis: Axis) -> ProseSource.Rule {
    .init(topic: topic, subject: .named(axis), measure: measure)
  }

  private static let spending: [Measure] = [
    Measure(
      "支出", synonyms: ["本年支出", "支出合计", "总支出", "spending", "expenditure"],
      "All spending of the year.", axes: [.功能分类], in: ["支出总计"],
      from: [
        table3(.合计),
        table1("支出", [.本年支出合计: .root, .功能类: .byName]),
        .prose(
          ProseSource(
            totals: [sentence("支出", "", "合计")],
            lists: [
              list("财政拨款支出结构", "金额", .功能分类),
              list("分类预决算", "支出决算", .功能分类),
            ], listsNeedEqualTotals: true)),
      ]),
    part("基本支出", .基本支出, "Spending that keeps the department running.", synonyms: ["basic"]),
    part("项目支出", .项目支出, "Spending on projects, beyond basic spending."),
    part("上缴上级支出", .上缴上级支出, "Paid to superior units."),
    part("经营支出", .经营支出, "Spending on business outside the department's duties."),
    part("对附属单位补助支出", .对附属单位补助支出, "Subsidies to affiliated units."),
  ]

  private static func part(
    _ name: String, _ column: ColumnRole, _ meaning: String, synonyms: [String] = []
  ) -> Measure {
    Measure(
      name, synonyms: synonyms, meaning, axes: [.功能分类], in: ["支出"],
      from: [table3(column), said("支出", name, "金额")])
  }

  private static let income: [Measure] = [
    Measure(
      "收入", synonyms: ["本年收入", "收入合计", "总收入", "income", "revenue"],
      "All income of the year.", axes: [.功能分类], in: ["收入总计"],
      from: [
        table2(.合计), table1("收入", [.本年收入合计: .root]), said("收入", "", "合计"),
      ]),
    Measure(
      "财政拨款收入", "Income from the treasury.", axes: [.功能分类], in: ["收入"],
      from: [
        table2(.财政拨款收入),
        table1(
          "收入",
          [.一般公共预算财政拨款收入: .root, .政府性基金预算财政拨款收入: .root, .国有资本经营预算财政拨款收入: .root]),
        said("收入", "财政拨款收入", "金额"),
      ]),
    source("上级补助收入", .上级补助收入, .上级补助收入, "Subsidies from superior units."),
    source("事业收入", .事业收入, .事业收入, "Earned by public-service work."),
    source("经营收入", .经营收入, .经营收入, "Earned by business outside the department's duties."),
    source("附属单位上缴收入", .附属单位上缴收入, .附属单位上缴收入, "Paid by affiliated units."),
    source("其他收入", .其他收入, .其他收入, "All other income."),
  ]

  private static func source(
    _ name: String, _ column: ColumnRole, _ row: RowRole, _ meaning: String
  ) -> Measure {
    Measure(
      name, meaning, axes: [.功能分类], in: ["收入"],
      from: [table2(column), table1("收入", [row: .root]), said("收入", name, "金额")])
  }

  private static let balances: [Measure] = [
    Measure(
      "收入总计", "Income with the balances used: what the year could spend.",
      from: [table1("收入", [.总计: .root]), said("收支总计", "", "总计")]),
    Measure(
      "支出总计", "Spending with the balances left.",
      from: [table1("支出", [.总计: .root]), said("收支总计", "", "总计")]),
    Measure(
      "年初结转和结余", synonyms: ["年初结转结余"], "Carried over into the year.", behaviour: .stock,
      in: ["收入总计"],
      from: [table1("收入", [.年初结转和结余: .root]), said("收支总计", "", "年初结转和结余")]),
    Measure(
      "年末结转和结余", synonyms: ["年末结转结余"], "Carried over out of the year.", behaviour: .stock,
      in: ["支出总计"],
      from: [table1("支出", [.年末结转和结余: .root]), said("收支总计", "", "年末结转和结余")]),
    Measure(
      "使用非财政拨款结余", "Earlier surplus used to cover the year.", in: ["收入总计"],
      from: [table1("收入", [.使用非财政拨款结余: .root]), said("收支总计", "", "使用非财政拨款结余")]),
    Measure(
      "结余分配", "Surplus distributed.", in: ["支出总计"],
      from: [table1("支出", [.结余分配: .root]), said("收支总计", "", "结余分配")]),
  ]

  // MARK: 表4

  private static let funds: KeyValuePairs<ColumnRole, Placement> = [
    .合计: .root, .一般公共预算: .node(.预算种类, "一般公共预算"),
    .政府性基金: .node(.预算种类, "政府性基金预算"), .国有资本经营: .node(.预算种类, "国有资本经营预算"),
  ]

  private static func table4(
    _ side: String, _ rows: KeyValuePairs<RowRole, Placement>,
    _ columns: KeyValuePairs<ColumnRole, Placement>
  ) -> MeasureSource {
    .table(TableSource(table: .财政拨款收入支出决算总表, side: side, rows: rows, columns: columns))
  }

  private static let appropriations: [Measure] = [
    Measure(
      "财政拨款支出", "Spending from the treasury's money.", axes: [.功能分类, .预算种类],
      in: ["支出", "财政拨款支出总计"],
      from: [
        table4("支出", [.本年支出合计: .root, .功能类: .byName], funds),
        .prose(
          ProseSource(
            totals: [sentence("财政拨款支出", "", "金额")],
            lists: [
              list("财政拨款支出结构", "金额", .功能分类),
              list("分类预决算", "支出决算", .功能分类),
            ])),
      ]),
    Measure(
      "财政拨款收入总计", "The treasury's money with what was carried over.",
      axes: [.功能分类, .预算种类], in: ["收入总计"],
      from: [table4("收入", [.总计: .root], [.决算数: .root]), said("财政拨款收支总计", "", "总计")]),
    Measure(
      "财政拨款支出总计", "The treasury's money spent, with what is left.",
      axes: [.功能分类, .预算种类], in: ["支出总计"],
      from: [table4("支出", [.总计: .root], funds), said("财政拨款收支总计", "", "总计")]),
    Measure(
      "年初财政拨款结转和结余", "The treasury's money carried over into the year.", behaviour: .stock,
      axes: [.功能分类, .预算种类], in: ["财政拨款收入总计", "年初结转和结余"],
      from: [
        table4(
          "收入",
          [
            .年初结转和结余: .root, .一般公共预算年初结转: .node(.预算种类, "一般公共预算"),
            .政府性基金年初结转: .node(.预算种类, "政府性基金预算"),
            .国有资本经营年初结转: .node(.预算种类, "国有资本经营预算"),
          ], [.决算数: .root]),
        said("财政拨款收支总计", "", "年初结转和结余"),
      ]),
    Measure(
      "年末财政拨款结转和结余", "The treasury's money carried over out of the year.",
      behaviour: .stock, axes: [.功能分类, .预算种类], in: ["财政拨款支出总计", "年末结转和结余"],
      from: [
        table4("支出", [.年末结转和结余: .root], funds), said("财政拨款收支总计", "", "年末结转和结余"),
      ]),
  ]

  // MARK: 表5, 表6

  private static func table5(_ column: ColumnRole) -> MeasureSource {
    .table(TableSource(table: .一般公共预算财政拨款支出决算表, rows: codedRows, columns: [column: .root]))
  }

  private static let generalBudget: [Measure] = [
    Measure(
      "一般公共预算支出", "Spending from the general public budget.", axes: [.功能分类],
      in: ["财政拨款支出"],
      from: [
        table5(.合计),
        .prose(
          ProseSource(
            totals: [sentence("一般公共预算财政拨款支出", "", "支出决算")],
            lists: [list("分类预决算", "支出决算", .功能分类)])),
      ]),
    Measure(
      "一般公共预算基本支出", "Basic spending from the general public budget.", axes: [.功能分类],
      in: ["一般公共预算支出", "基本支出"],
      from: [table5(.基本支出), said("一般公共预算财政拨款支出", "", "基本支出"), said("基本支出", "", "金额")]),
    Measure(
      "一般公共预算项目支出", "Project spending from the general public budget.", axes: [.功能分类],
      in: ["一般公共预算支出", "项目支出"],
      from: [table5(.项目支出), said("一般公共预算财政拨款支出", "", "项目支出")]),
    Measure(
      "经济支出", synonyms: ["经济分类支出"],
      "Basic spending from the general public budget by economic class, no more than that.",
      axes: [.经济分类, .经费类别], in: ["一般公共预算基本支出"],
      from: [
        .table(
          TableSource(
            table: .一般公共预算财政拨款基本支出决算表,
            rows: [
              .合计: .root, .经济科目: .byCode, .人员经费合计: .node(.经费类别, "人员经费"),
              .公用经费合计: .node(.经费类别, "公用经费"),
            ], columns: [.决算数: .root, .合计: .root], sideAxis: .经费类别)),
        .prose(
          ProseSource(
            totals: [
              sentence("基本支出", "", "人员经费", .node(.经费类别, "人员经费")),
              sentence("基本支出", "", "公用经费", .node(.经费类别, "公用经费")),
            ], lists: [])),
      ]),
  ]

  // MARK: 表7

  private static func publicExpense(
    _ total: ColumnRole, _ abroad: ColumnRole, _ cars: ColumnRole, _ bought: ColumnRole,
    _ run: ColumnRole, _ guests: ColumnRole, _ measure: String
  ) -> [MeasureSource] {
    let nodes = ["因公出国（境）费", "公务用车购置及运行费", "公务用车购置费", "公务用车运行费", "公务接待费"]
    return [
      .table(
        TableSource(
          table: .三公经费支出决算表, rows: [.三公: .root],
          columns: [
            total: .root, abroad: .node(.三公项目, nodes[0]), cars: .node(.三公项目, nodes[1]),
            bought: .node(.三公项目, nodes[2]), run: .node(.三公项目, nodes[3]),
            guests: .node(.三公项目, nodes[4]),
          ])),
      .prose(
        ProseSource(
          totals: [sentence("三公经费", "", measure)]
            + nodes.map { sentence("三公经费", $0, measure, .node(.三公项目, $0)) }, lists: [])),
    ]
  }

  private static let publicExpenses: [Measure] = [
    Measure(
      "三公预算", synonyms: ["三公经费预算"], "Budget of the three public expenses.",
      axes: [.三公项目],
      from: publicExpense(
        .预算合计, .预算因公出国, .预算公务用车, .预算购置, .预算运行, .预算接待, "年初预算")),
    Measure(
      "三公决算", synonyms: ["三公", "三公经费", "三公经费决算"],
      "Spending on travel abroad, cars and guests.", axes: [.三公项目], in: ["支出"],
      from: publicExpense(
        .决算合计, .决算因公出国, .决算公务用车, .决算购置, .决算运行, .决算接待, "支出决算")),
  ]

  // MARK: 表8, 表9

  private static func table8(_ column: ColumnRole) -> MeasureSource {
    .table(
      TableSource(table: .政府性基金预算财政拨款收入支出决算表, rows: codedRows, columns: [column: .root]))
  }

  private static let otherFunds: [Measure] = [
    Measure(
      "政府性基金收入", "Income from government funds.", axes: [.功能分类], in: ["财政拨款收入"],
      from: [table8(.本年收入), said("政府性基金预算", "", "本年收入")]),
    Measure(
      "政府性基金支出", "Spending from government funds.", axes: [.功能分类], in: ["财政拨款支出"],
      from: [table8(.合计), said("政府性基金预算", "", "本年支出")]),
    Measure(
      "政府性基金年初结转和结余", "Government funds carried over into the year.", behaviour: .stock,
      axes: [.功能分类], in: ["年初财政拨款结转和结余"],
      from: [table8(.年初结转和结余), said("政府性基金预算", "", "年初结转和结余")]),
    Measure(
      "政府性基金年末结转和结余", "Government funds carried over out of the year.", behaviour: .stock,
      axes: [.功能分类], in: ["年末财政拨款结转和结余"],
      from: [table8(.年末结转和结余), said("政府性基金预算", "", "年末结转和结余")]),
    Measure(
      "国有资本经营收入", "Income from state capital.", axes: [.功能分类], in: ["财政拨款收入"],
      from: [
        table4("收入", [.国有资本经营预算财政拨款收入: .root], [.决算数: .root]),
        said("国有资本经营预算", "", "本年收入"),
      ]),
    Measure(
      "国有资本经营支出", "Spending from state capital.", axes: [.功能分类], in: ["财政拨款支出"],
      from: [
        .table(
          TableSource(table: .国有资本经营预算财政拨款支出决算表, rows: codedRows, columns: [.合计: .root])),
        said("国有资本经营预算", "", "本年支出"),
      ]),
  ]

  // MARK: 说明

  private static func budget(_ name: String, synonyms: [String], _ meaning: String) -> Measure {
    Measure(
      name, synonyms: synonyms, meaning, axes: [.功能分类],
      from: [
        .prose(
          ProseSource(
            totals: [sentence("一般公共预算财政拨款支出", "", name)],
            lists: [list("分类预决算", name, .功能分类)]))
      ])
  }

  private static let budgets: [Measure] = [
    budget("年初预算", synonyms: ["年初预算数"], "Budget at the start of the year, general public budget."),
    budget("全年预算", synonyms: ["全年预算数", "调整预算"], "Budget as adjusted during the year."),
  ]

  private static let changes: [Measure] =
    change("收支总计", "收支总计") + change("财政拨款收支总计", "财政拨款收支总计")
    + change("财政拨款支出", "财政拨款支出") + change("三公", "三公经费")
    + change("机关运行经费", "机关运行经费")

  private static func change(_ name: String, _ topic: String) -> [Measure] {
    [
      Measure(
        name + "增减额", "Change of \(name) against last year, as printed, signed.",
        from: [said(topic, "", "较上年增减额")]),
      Measure(
        name + "增减率", "Rate of change of \(name) against last year, as printed, signed.",
        unit: .percent, behaviour: .rate, from: [said(topic, "", "较上年增减率")]),
    ]
  }

  private static let running: [Measure] = [
    Measure(
      "机关运行经费", synonyms: ["运行经费"], "Running costs of an administrative department.",
      in: ["支出"], from: [said("机关运行经费", "", "金额")]),
    Measure(
      "政府采购", synonyms: ["政府采购支出", "采购"], "Government procurement.", axes: [.采购类别],
      in: ["支出"],
      from: [
        .prose(
          ProseSource(
            totals: [sentence("政府采购", "", "金额")],
            lists: [list("政府采购", "金额", .采购类别)]))
      ]),
    Measure(
      "中小企业合同", "Procurement contracts with small and medium firms.", in: ["政府采购"],
      from: [said("政府采购", "中小企业合同", "金额")]),
    Measure(
      "小微企业合同", "Procurement contracts with small and micro firms.", in: ["中小企业合同"],
      from: [said("政府采购", "小微企业合同", "金额")]),
    Measure(
      "车辆", synonyms: ["车辆数", "公务用车数"], "Cars kept at the end of the year.", unit: .辆,
      behaviour: .stock, axes: [.车辆用途],
      from: [
        .prose(
          ProseSource(
            totals: [sentence("车辆", "", "数量")], lists: [list("车辆", "数量", .车辆用途)]))
      ]),
  ]

  private static let people: [Measure] = [
    Measure(
      "人数", synonyms: ["人员", "headcount"], "Staff in post and retired.", unit: .人,
      behaviour: .stock, axes: [.人员类别],
      from: [.prose(ProseSource(totals: [], lists: [list("人员构成", "人数", .人员类别)]))]),
    Measure(
      "编制", synonyms: ["编制数", "编制人数"], "Authorised posts.", unit: .人, behaviour: .stock,
      axes: [.人员类别],
      from: [
        .prose(
          ProseSource(totals: [sentence("编制", "", "人数")], lists: [list("编制", "人数", .人员类别)]))
      ]),
  ]

  private static func project(
    _ name: String, synonyms: [String] = [], _ said: String, _ annex: ProjectSource,
    _ meaning: String, unit: Unit = .万元, behaviour: Measure.Behaviour = .flow
  ) -> Measure {
    Measure(
      name, synonyms: synonyms, meaning, unit: unit, behaviour: behaviour, axes: [.项目],
      from: [
        .prose(ProseSource(totals: [], lists: [list("项目自评", said, .项目)])), .projects(annex),
      ])
  }

  private static let projects: [Measure] = [
    project("项目预算", "全年预算数", .budget, "Budget of the projects evaluated."),
    project(
      "项目执行", synonyms: ["项目执行数"], "执行数", .executed, "Spent on the projects evaluated."),
    project(
      "项目得分", "得分", .score, "Score of a project's self-evaluation.", unit: .分,
      behaviour: .rate),
    Measure(
      "自评得分", synonyms: ["整体自评得分", "综合得分"], "Score of the whole department's self-evaluation.",
      unit: .分, behaviour: .rate, from: [said("部门整体自评", "", "综合得分")]),
  ]
}
