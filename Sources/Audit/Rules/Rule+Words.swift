// The rules about self-evaluations, names, years and words, as data.

extension Rule {
  private static func performance(
    _ id: String, _ title: String, _ severity: Severity, formula: String, _ meaning: String,
    _ check: PerformanceCheck
  ) -> Rule {
    Rule("绩效\(id)", .绩效, title, severity, formula: formula, meaning, .performance(check))
  }

  static let inPerformance: [Rule] = [
    performance(
      "执行率", "执行率与执行数、预算数不符", .错误, formula: "执行率 = 执行数（B）÷ 预算数（A）",
      "The rate of execution is recomputed from the two amounts; 100% for more than the budget is a hint.",
      .execution),
    performance(
      "预算执行得分", "得分与分值乘执行率不符", .错误, formula: "得分 = 分值 × 执行率",
      "Where the form prints its rule the score follows from it; where it does not, a difference is a hint.",
      .score),
    performance(
      "前后一致", "同一项目的数字在说明与自评表中不一致", .错误,
      formula: "每一项目：说明 全年预算数、执行数 = 自评表 预算数、执行数",
      "A project is described in the prose and in its annex with the same amounts; projects are matched by name, without 经费, 项目 and 支出 at its end.",
      .annexes),
    performance(
      "项目支出", "同一项目的支出前后不一致", .提示, formula: "每一项目：各处所说的支出相等",
      "A project's spending is the same wherever the prose tells it; passages may differ in the money they count.",
      .projects),
    performance(
      "分值合计", "各项指标分值之和与该类分值不符", .提示, formula: "每一类指标：分值 = Σ 各项指标分值",
      "The points of a group are those of its rows.", .groupWeights),
    performance(
      "总分", "总分与各项得分之和不符", .提示, formula: "总分 = Σ 各项指标得分（+ 预算执行得分）",
      "The total score is the sum of the scores; forms differ in whether that of the execution is in it.",
      .totalScore),
    performance(
      "未达标满分", "指标未达目标值，得了满分", .提示, formula: "完成值未达目标值 ⇒ 得分 < 分值",
      "A target that was missed with all its points given is worth a look: the method of scoring may allow it.",
      .missedTarget),
    performance(
      "未做得分", "指标完全没有完成，却得了分", .提示, formula: "完成值为 0、未达目标值 ⇒ 得分 = 0",
      "Where the form prints no 分值, points for a target of which nothing was done are worth a look.",
      .nothingDone),
    performance(
      "得分超分值", "得分超过分值", .错误, formula: "每项：得分 ≤ 分值",
      "A score is out of the points printed for it.", .excess),
    performance(
      "分值总和", "自评表各部分分值之和不是满分", .提示,
      formula: "预算执行分值 + Σ 年度目标分值（或各类指标分值）= 总分值，未印则 100",
      "The points of the execution and of the goals or groups make up the whole; forms differ in whether those of the execution are in it.",
      .formWeights),
    performance(
      "漏填", "自评表该填的数没有填", .提示, formula: "同表其他各行填了的得分、执行率，各行都填",
      "A score or a rate of execution is blank where its neighbours have theirs.", .unfilled),
    performance(
      "指标重复", "同一指标在一张自评表中出现两次", .提示, formula: "每张自评表：三级指标各一次",
      "An indicator with the same name, target and result stands twice, and scores twice.",
      .repeatedIndicator),
    performance(
      "指标不一", "同一指标在整体与项目自评表中不一致", .提示,
      formula: "同名三级指标：整体绩效自评表 目标值、完成值 = 项目绩效自评表 目标值、完成值",
      "An indicator of the whole department that one project's form has too has one target and one result, unless they count different things.",
      .differingIndicator),
    performance(
      "自评执行得分", "自评所说的执行得分与执行率不符", .提示,
      formula: "执行情况得分 =（100 − Σ 年度目标分值）× 完成率",
      "The points that the goals leave of 100 are those of the execution; the rule itself is not printed.",
      .toldExecution),
    performance(
      "自评综合得分", "综合得分与所说的各项得分之和不符", .提示, formula: "综合得分 = Σ 其后各项得分",
      "The scores told after the whole score add up to it, unless some are left out or are parts of others.",
      .toldTotal),
  ]

  private static func words(
    _ id: String, _ family: Family, _ title: String, _ severity: Severity, formula: String,
    _ meaning: String, _ check: WordCheck
  ) -> Rule {
    Rule(id, family, title, severity, formula: formula, meaning, .words(check))
  }

  static let inWords: [Rule] = [
    words(
      "名称表头部门", .名称年度单位, "表头的部门名称不是本部门", .错误, formula: "表头 部门 = 本部门",
      "The name over a table is the department's own, in full or short. Another county's is an error, another spelling a hint.",
      .department),
    words(
      "年度表题", .名称年度单位, "表题的年度不是本年度", .错误, formula: "表题年度 = 本年度",
      "A table of the report is of the report's year.", .titleYear),
    words(
      "年度标题", .名称年度单位, "标题的年度不是本年度", .错误, formula: "各部分标题 决算年度 = 本年度",
      "A heading that names the year of the final accounts names the report's.", .headingYear),
    words(
      "年度空表声明", .名称年度单位, "声明中的年度不是本年度", .错误, formula: "声明年度 = 本年度",
      "The statement under an empty table is of the report's year.", .statementYear),
    words(
      "年度正文", .名称年度单位, "正文的年度不是本年度", .错误, formula: "句首年度、截至日期的年度 = 本年度",
      "A sentence of the form that opens with a year speaks of the report's year.", .sentenceYear),
    words(
      "年度比较", .名称年度单位, "比较的年度不是上年", .错误, formula: "与……年度相比 = 上年",
      "Changes are told against the year before: the report's own year is an error, another year a hint.",
      .comparedYear),
    words(
      "模板占位", .模板残留, "模板文字未替换", .错误, formula: "无 部门名称、单位名称、XX、×× 等占位文字",
      "A word of the form stands where a name or a number should.", .placeholders),
    words(
      "模板说明", .模板残留, "模板的填写说明未删", .提示, formula: "无 仍保留该表格式、重点工作事项标题 等填写说明",
      "What the form tells the writer was left in the report.", .instructions),
    words(
      "模板选择", .模板残留, "模板的选择未删", .提示, formula: "无 增加（减少）、增长（下降） 等待选文字",
      "The form's alternatives were left in: which one holds is told by the number's sign alone.",
      .openChoices),
    words(
      "名词解释科目", .名称年度单位, "名词解释的科目不在表中", .提示,
      formula: "名词解释 所列类、项 ∈ 表2、表3、表5、表8 的科目",
      "The glossary explains the 科目 that the department uses; one that no table has was left from another year or department.",
      .glossary),
    words(
      "空表无说明", .空表, "空表没有说明", .提示, formula: "表8、表9为空 ⇒ 有无收支的声明",
      "An empty 表7, 表8 or 表9 is explained under the table or in the prose.", .emptyTable),
    words(
      "空表声明不符", .空表, "声明没有收支，表中却有数", .错误, formula: "声明无收支 ⇒ 表中无非零数",
      "A statement that there is nothing stands beside a table with amounts.", .deniedAmounts),
  ]
}
