import Accounts
import Audit
import Testing

/// One thing made wrong in a sound report, and the rule that must find it.
struct Fault: Sendable, CustomTestStringConvertible {
  let rule: String
  let severity: Severity
  let make: @Sendable (inout SoundReport) -> Void

  init(
    _ rule: String, _ severity: Severity = .错误,
    _ make: @escaping @Sendable (inout SoundReport) -> Void
  ) {
    self.rule = rule
    self.severity = severity
    self.make = make
  }

  var testDescription: String { rule }

  // MARK: Tables

  private static func cell(
    _ rule: String, _ value: String?, _ table: Int, side: String = "", row: RowRole = .合计,
    code: String = "", _ column: ColumnRole = .决算数
  ) -> Fault {
    Fault(rule) { $0.print(value, table: table, side: side, row: row, code: code, column) }
  }

  private static func income(_ rule: String, _ row: RowRole) -> Fault {
    cell(rule, "777.00", 1, side: "收入", row: row)
  }

  private static func grant(_ rule: String, _ row: RowRole) -> Fault {
    cell(rule, "777.00", 4, side: "收入", row: row)
  }

  private static func granted(
    _ rule: String, _ row: RowRole, _ column: ColumnRole = .合计
  ) -> Fault {
    cell(rule, "777.00", 4, side: "支出", row: row, column)
  }

  static let inTables: [Fault] = [
    cell("表2上下级", "74.00", 2, code: "20101", .财政拨款收入),
    cell("表3上下级", "29.00", 3, code: "21004", .项目支出),
    cell("表3上下级", nil, 3, code: "210", .项目支出),
    cell("表5上下级", "25.00", 5, code: "210", .项目支出),
    cell("表6上下级", "19.00", 6, code: "30101"), cell("表8上下级", "21.00", 8, .本年收入),
    cell("表9上下级", "3.00", 9, code: "223", .项目支出),
    cell("表2本年收入合计", "9.00", 2, code: "20101", .其他收入),
    cell("表3本年支出合计", "31.00", 3, code: "21004", .合计),
    cell("表4小计", "75.00", 4, side: "支出", row: .功能类, .合计),
    cell("表5本年支出合计", "44.50", 5, .基本支出), cell("表7预算合计", "8.00", 7, row: .三公, .预算合计),
    cell("表7预算公务用车", "2.00", 7, row: .三公, .预算购置),
    cell("表7决算合计", "4.80", 7, row: .三公, .决算合计),
    cell("表7决算公务用车", nil, 7, row: .三公, .决算购置),
    cell("表8本年支出", "17.00", 8, code: "212", .项目支出),
    cell("表8年末结转和结余", "5.00", 8, code: "212", .年末结转和结余),
    cell("表9本年支出合计", "5.00", 9, code: "223", .合计),
    income("表1收入本年收入合计", .事业收入), income("表1收入总计", .年初结转和结余),
    cell("表1支出本年支出合计", "91.00", 1, side: "支出", row: .功能类),
    cell("表1支出总计", "9.00", 1, side: "支出", row: .年末结转和结余),
    grant("表4收入本年收入合计", .政府性基金预算财政拨款收入), grant("表4收入年初结转和结余", .政府性基金年初结转),
    grant("表4收入总计", .总计), granted("表4支出本年支出合计", .本年支出合计, .政府性基金),
    granted("表4支出总计", .年末结转和结余, .国有资本经营), cell("表6经费合计", "35.00", 6, row: .人员经费合计),
    Fault("公式自指", .提示) {
      $0.content.formulas.append(
        PrintedFormula(
          table: .财政拨款收入支出决算总表, axis: .rows, total: 57, terms: [(1, 33), (1, 57)],
          place: Place(line: 1), raw: "57行＝（33+…+57）行"))
    },
  ]

  static let acrossTables: [Fault] = [
    income("表1收支平衡", .总计), grant("表4收支平衡", .总计),
    granted("表4一般公共预算平衡", .总计, .一般公共预算), granted("表4政府性基金平衡", .总计, .政府性基金),
    granted("表4国有资本经营平衡", .总计, .国有资本经营), income("表1表2", .本年收入合计),
    cell("表1表3", "143.00", 3, .合计), income("表1表4财政拨款收入", .一般公共预算财政拨款收入),
    cell("表2表4财政拨款收入", "126.00", 2, .财政拨款收入), income("表1表2上级补助收入", .上级补助收入),
    income("表1表2事业收入", .事业收入), income("表1表2经营收入", .经营收入),
    income("表1表2附属单位上缴收入", .附属单位上缴收入), income("表1表2其他收入", .其他收入),
    granted("表4表5", .本年支出合计, .一般公共预算), cell("表5表6", "45.00", 5, .基本支出),
    granted("表4表8支出", .本年支出合计, .政府性基金), grant("表4表8收入", .政府性基金预算财政拨款收入),
    grant("表4表8年初", .政府性基金年初结转), granted("表4表8年末", .年末结转和结余, .政府性基金),
    granted("表4表9", .本年支出合计, .国有资本经营), cell("表1表3各类", "31.00", 3, code: "210", .合计),
    cell("表4表5各类", "27.00", 5, code: "210", .合计), cell("表4表8各类", "19.00", 8, code: "212", .合计),
    Fault("表5表3各行") { report in
      report.print("100.00", table: 3, .合计)
    },
    cell("表5不超表3", "60.00", 5, code: "201", .基本支出),
    cell("表6表7因公出国费", "0.60", 6, code: "30212"), cell("表6表7公务接待费", "1.30", 6, code: "30217"),
    cell("表6表7公务用车运行维护费", "2.30", 6, code: "30231"),
    cell("表6表7公务用车购置", "0.90", 6, code: "31013"),
  ]

  // MARK: Prose

  private static func said(
    _ rule: String, _ value: String, _ topic: String, _ subject: String, _ measure: String,
    _ severity: Severity = .错误
  ) -> Fault {
    Fault(rule, severity) { $0.say(value, topic, subject, measure: measure) }
  }

  private static func amount(
    _ topic: String, _ subject: String, _ measure: String, _ severity: Severity = .错误
  ) -> Fault {
    Fault("说明\(topic)\(subject)\(measure)", severity) {
      $0.say("777.00", topic, subject, measure: measure)
    }
  }

  static let amounts: [Fault] = totals + sources + spendingParts + publicExpenses + repeated

  private static let totals: [Fault] = [
    amount("收支总计", "", "总计"), amount("收支总计", "", "年初结转和结余"), amount("收入", "", "合计"),
    amount("支出", "", "合计"), amount("财政拨款收支总计", "", "总计"), amount("财政拨款支出", "", "金额"),
    amount("财政拨款支出结构", "", "金额"), amount("一般公共预算财政拨款支出", "", "支出决算"),
    amount("一般公共预算财政拨款支出", "", "基本支出"), amount("一般公共预算财政拨款支出", "", "项目支出"),
    amount("基本支出", "", "金额"), amount("基本支出", "", "人员经费"), amount("基本支出", "", "公用经费"),
    amount("机关运行经费", "", "金额", .提示), amount("政府性基金预算", "", "本年收入"),
    amount("政府性基金预算", "", "本年支出"), amount("政府性基金预算", "", "年初结转和结余"),
    amount("政府性基金预算", "", "年末结转和结余"), amount("国有资本经营预算", "", "本年支出"),
    amount("整体绩效自评表", "", "基本支出总额"), amount("整体绩效自评表", "", "项目支出总额"),
    amount("整体绩效自评表", "", "执行数", .提示), amount("部门整体自评", "", "资金", .提示),
  ]

  private static let sources: [Fault] =
    ["财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"].map {
      amount("收入", $0, "金额")
    }

  private static let spendingParts: [Fault] =
    ["基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"].map { amount("支出", $0, "金额") }

  private static let publicExpenses: [Fault] =
    ["", "因公出国（境）费", "公务用车购置及运行费", "公务用车购置费", "公务用车运行费", "公务接待费"].flatMap {
      [amount("三公经费", $0, "年初预算"), amount("三公经费", $0, "支出决算")]
    }

  private static let repeated: [Fault] = [
    said("说明收入明细各科目", "90.00", "收入明细", "一般公共服务/人大事务", "金额"),
    said("说明支出明细各科目", "31.00", "支出明细", "卫生健康/公共卫生", "金额"),
    said("说明财政拨款支出结构各科目", "75.00", "财政拨款支出结构", "一般公共服务", "金额"),
    said("说明分类预决算各科目", "75.00", "分类预决算", "一般公共服务", "支出决算"),
    said("说明人员经费各项", "19.00", "人员经费", "基本工资", "金额"),
    said("说明公用经费各项", "6.50", "公用经费", "办公费", "金额"),
    said("说明结构总额", "123.00", "财政拨款支出结构", "", "金额"),
    Fault("说明公用与机关运行", .提示) { report in
      report.content.figures.removeAll { $0.table.rawValue == 6 }
      report.say("11.00", "机关运行经费", measure: "金额")
    },
    said("说明分类与结构", "75.00", "分类预决算", "一般公共服务", "支出决算", .提示),
  ]

  static let lists: [Fault] = [
    said("清单收入", "9.00", "收入", "其他收入", "金额"), said("清单支出", "83.00", "支出", "项目支出", "金额"),
    said("清单财政拨款支出结构", "27.00", "财政拨款支出结构", "卫生健康", "金额"),
    said("清单分类年初预算", "21.00", "分类预决算", "卫生健康", "年初预算"),
    said("清单分类年初预算", "19.00", "分类预决算", "卫生健康", "年初预算", .提示),
    said("清单分类支出决算", "27.00", "分类预决算", "卫生健康", "支出决算"),
    said("清单基本加项目", "57.00", "一般公共预算财政拨款支出", "", "项目支出"),
    said("清单基本支出", "11.00", "基本支出", "", "公用经费"),
    said("清单人员经费", "13.00", "人员经费", "津贴补贴", "金额"),
    said("清单公用经费", "6.00", "公用经费", "办公费", "金额"),
    said("清单项目支出", "17.00", "项目支出用途", "调研经费", "金额"),
    said("清单项目支出", "15.00", "项目支出用途", "调研经费", "金额", .提示),
    said("清单三公预算", "3.00", "三公经费", "公务接待费", "年初预算"),
    said("清单三公决算", "1.30", "三公经费", "公务接待费", "支出决算"),
    said("清单三公增减", "-0.30", "三公经费", "公务接待费", "较上年增减额"),
    said("清单公务用车", "0.90", "三公经费", "公务用车购置费", "支出决算"),
    said("清单公务用车运行费", "1.10", "三公经费", "公务用车运行费", "燃料费"),
    said("清单公务接待费", "0.80", "三公经费", "公务接待费", "国内接待"),
    said("清单政府采购", "13.00", "政府采购", "货物", "金额"), said("清单车辆", "3", "车辆", "应急保障用车", "数量"),
    said("清单在职人数", "25", "人员构成", "行政", "人数"), said("清单离退休人数", "18", "人员构成", "退休", "人数"),
    said("清单整体支出项目", "43.00", "部门整体自评", "", "防疫经费"),
    said("清单整体支出上年", "83.00", "部门整体自评", "", "2020年项目支出"),
    said("清单整体支出", "83.00", "部门整体自评", "", "项目支出"),
  ]

  static let rates: [Fault] = shares + changes + directions

  private static let shares: [Fault] = [
    said("占比收入", "4.40", "收入", "其他收入", "占比"), said("占比支出", "36.0", "支出", "基本支出", "占比"),
    Fault("占比支出", .提示) { report in
      for (name, share) in [
        ("基本支出", "35.2"), ("项目支出", "57.7"), ("上缴上级支出", "1.4"), ("经营支出", "2.2"),
        ("对附属单位补助支出", "3.5"),
      ] {
        report.say(share, "支出", name, measure: "占比")
      }
    },
    Fault("占比支出", .舍入) { $0.say("57.7", "支出", "项目支出", measure: "占比") },
    said("占比财政拨款支出", "85.95", "财政拨款支出", "", "占本年支出"),
    Fault("占比财政拨款支出结构", .提示) { report in
      report.say("60.67", "财政拨款支出结构", "一般公共服务", measure: "占比")
      report.say("21.30", "财政拨款支出结构", "卫生健康", measure: "占比")
    },
    said("占比财政拨款支出结构", "21.9", "财政拨款支出结构", "卫生健康", "占比"),
    said("占比政府采购", "51.0", "政府采购", "中小企业合同", "占比"),
    said("占比绩效自评资金", "90", "绩效自评工作", "", "占比"),
    said("完成率一般公共预算财政拨款支出", "126.0", "一般公共预算财政拨款支出", "", "完成率"),
    said("完成率分类预决算", "131.00", "分类预决算", "卫生健康", "完成率"),
    said("完成率三公经费", "68.00", "三公经费", "", "完成率"),
    said("完成率三公经费", "0.00", "三公经费", "", "年初预算"),
    said("完成率项目自评", "81.00", "项目自评", "防疫经费", "完成率"),
    said("完成率部门整体自评", "89.75", "部门整体自评", "", "完成率"),
  ]

  private static let changes: [Fault] =
    [
      ("收支总计", "-5.10"), ("财政拨款收支总计", "10.10"), ("财政拨款支出", "22.10"), ("三公经费", "-6.50"),
      ("机关运行经费", "-20.50"), ("支出", "1.50"),
    ].map { said("增减率\($0.0)", $0.1, $0.0, "", "较上年增减率") }

  private static let directions: [Fault] = [
    said("增减率收支总计", "5.00", "收支总计", "", "较上年增减率"),
    said("增减率机关运行经费", "10.00", "机关运行经费", "", "较上年增减额"),
    said("增减率收入", "1.00", "收入", "", "较上年增减率"),
    said("较预算三公经费", "0.80", "三公经费", "公务用车运行费", "较年初预算增减额"),
    said("较预算分类预决算", "5.00", "分类预决算", "卫生健康", "较年初预算增减额"),
    Fault("方向分类预决算") {
      $0.say(
        "26.00", "分类预决算", "卫生健康", measure: "支出决算", raw: "支出决算数小于年初预算数")
    },
    Fault("方向三公经费") {
      $0.say("1.20", "三公经费", "公务接待费", measure: "支出决算", raw: "支出决算大于年初预算")
    },
    Fault("单位元与万元") { $0.say("18.00", "政府采购", "服务", measure: "金额", unit: .元) },
    Fault("单位元与万元") { report in
      for index in report.content.figures.indices
      where report.content.figures[index].table.rawValue == 3 {
        report.content.figures[index].unit = .元
      }
      report.say("1.00", "支出", measure: "较上年增减额")
    },
    Fault("单位缺失", .提示) { report in
      report.say("26.00", "分类预决算", "卫生健康", measure: "支出决算", unit: Unit.none)
      for index in report.content.prose.indices
      where report.content.prose[index].unit == Unit.none {
        report.content.prose[index].unitText = ""
      }
    },
  ]

  // MARK: Self-evaluations and words

  static let others: [Fault] = [
    said("绩效执行率", "81.00", "项目绩效自评表", "防疫经费项目", "执行率"),
    said("绩效预算执行得分", "17.00", "项目绩效自评表", "防疫经费项目", "得分"),
    said("绩效前后一致", "51.00", "项目自评", "防疫经费", "全年预算数"),
    said("绩效项目支出", "41.00", "项目自评", "防疫经费", "执行数", .提示),
    Fault("占比绩效自评资金", .提示) { $0.say("56.03", "绩效自评工作", measure: "资金") },
    said("说明项目数", "3", "项目自评", "", "一级项目", .提示),
    said("绩效总分", "67.00", "项目绩效自评表", "防疫经费项目", "总分", .提示),
    said("绩效分值合计", "40", "项目绩效自评表", "防疫经费项目", "产出指标分值", .提示),
    Fault("绩效未达标满分", .提示) { $0.content.indicators[1].actual = "90%" },
    Fault("名称表头部门") { $0.content.coverage[5].department = "江城市咸山区测试局" },
    Fault("年度表题") { $0.content.coverage[2].title = "2020年度支出决算表" },
    Fault("年度空表声明") { report in
      report.content.figures.removeAll { $0.table.rawValue == 9 }
      report.content.coverage[8].statement = "本部门2020年度没有使用国有资本经营预算财政拨款安排的支出"
    },
    Fault("年度正文") { $0.say("152.00", "收支总计", measure: "总计", raw: "2020年度收、支总计") },
    Fault("年度比较") { $0.say("-8.00", "收支总计", measure: "较上年增减额", raw: "与2021年度相比") },
    Fault("年度比较", .提示) { $0.say("-8.00", "收支总计", measure: "较上年增减额", raw: "与2018年度相比") },
    Fault("模板占位") { $0.content.headings[0].text = "第三部分部门名称2021年度部门决算情况说明" },
    Fault("模板占位") { $0.content.paragraphs[0].text = "收、支总计XX万元。" },
    Fault("模板选择", .提示) { $0.content.paragraphs[0].text = "比上年增加（减少）-8.00万元。" },
    Fault("空表无说明", .提示) { report in
      report.content.figures.removeAll { $0.table.rawValue == 9 }
      report.content.prose.removeAll { $0.topic == "国有资本经营预算" }
    },
    Fault("空表声明不符") { report in
      report.content.statements.append(
        ProseStatement(
          kind: .nothing, topic: "政府性基金预算", place: Place(line: 1), raw: "无政府性基金收支"))
    },
  ]

  // MARK: Names and forms

  static let names: [Fault] = [
    Fault("表下公式", .提示) { $0.formula(1, .rows, 5, 3...4) },
    Fault("表下公式", .提示) { $0.formula(7, .columns, 1, 2...3) },
    Fault("表6科目名称") { $0.name("30302", "离休费", table: 6) },
    Fault("表6科目名称") { $0.name("30302", "退职费", table: 6) },
    Fault("表6科目名称", .提示) { report in
      for code in ["30101", "30102", "30201"] { report.name(code, "退职费", table: 6) }
    },
    Fault("科目名称不一", .提示) { $0.name("21004", "公共医疗", table: 5) },
    Fault("未注明单位", .提示) { $0.content.coverage[2].unit = nil },
    Fault("名词解释科目", .提示) { $0.content.paragraphs[1].text = "1.教育支出（类）普通教育（款）小学教育（项）" },
    Fault("说明人员经费名目", .提示) {
      $0.say("34.00", "基本支出", measure: "人员经费", raw: "人员经费34.00万元，主要包括：奖金、退休费")
    },
    Fault("说明公用经费名目", .提示) { report in
      report.content.figures.removeAll { $0.table.rawValue == 6 }
      report.say("0.00", "三公经费", "公务接待费", measure: "支出决算")
    },
    Fault("年度标题") { $0.content.headings[0].text = "第三部分2020年度部门决算情况说明" },
    Fault("模板说明", .提示) { $0.content.coverage[8].statement = "无收支的，仍保留该表格式" },
    Fault("表5表6基本养老保险缴费", .提示) { $0.pay("2080505", "30108") },
    Fault("表5表6职业年金缴费", .提示) { $0.pay("2080506", "30109") },
    Fault("表5表6住房公积金", .提示) { $0.pay("2210201", "30113") },
    Fault("表5表6抚恤金", .舍入) { $0.pay("2080801", "30304", "5.01") },
    Fault("表5表6退休费", .舍入) { report in
      report.insert("2080501", "行政单位离退休", table: 5, [.合计: "4.01", .基本支出: "4.01"])
    },
    Fault("表5表6职工基本医疗保险缴费", .舍入) { $0.pay("2101101", "30110", "4.99") },
    Fault("表5表6公务员医疗补助缴费", .舍入) { $0.pay("2101103", "30111", "4.99") },
    Fault("清单基本支出分类", .提示) { $0.content.paragraphs[0].text = "基本支出主要用于：" },
    Fault("表2表3各行", .提示) { report in
      report.content.figures.removeAll {
        [.年初结转和结余, .年末结转和结余, .使用非财政拨款结余, .结余分配].contains($0.rowRole)
      }
      report.print("142.00", table: 2, .合计)
    },
  ]

  static let scores: [Fault] = [
    Fault("绩效得分超分值") { report in
      report.content.indicators[0].score = PrintedNumber("31")
      report.content.indicators[0].raw = "发放口罩 ≥1000个 1200个 30 31"
    },
    Fault("绩效得分超分值", .提示) { $0.content.indicators[0].score = PrintedNumber("31") },
    said("绩效得分超分值", "21.00", "项目绩效自评表", "防疫经费项目", "得分"),
    said("绩效分值总和", "30", "项目绩效自评表", "防疫经费项目", "效益指标分值", .提示),
    Fault("绩效漏填", .提示) { $0.content.indicators[1].score = nil },
    Fault("绩效指标重复", .提示) { $0.content.indicators.append($0.content.indicators[0]) },
    Fault("绩效指标不一", .提示) { $0.content.indicators[2].actual = "1300个" },
    Fault("绩效未做得分", .提示) { report in
      report.content.indicators[0].actual = "0个"
      report.content.indicators[0].weight = nil
    },
    said("绩效自评执行得分", "17.00", "部门整体自评", "", "执行情况得分", .提示),
    said("绩效自评综合得分", "90.00", "部门整体自评", "", "综合得分", .提示),
    said("绩效自评综合得分", "95.00", "部门整体自评", "", "综合得分", .提示),
    said("绩效前后一致", "81.00", "项目自评", "防疫经费", "完成率"),
    said("清单自评项目", "41.00", "项目自评", "援建经费", "执行数", .提示),
    said("清单自评表项目", "41.00", "项目绩效自评表", "援建经费项目", "执行数", .提示),
    said("清单分类全年预算", "27.00", "分类预决算", "卫生健康", "全年预算"),
    said("清单整体支出上年项目", "50.00", "部门整体自评", "", "2020年防疫经费", .提示),
    said("清单整体支出上年项目", "30.00", "部门整体自评", "", "2020年防疫经费", .提示),
    said("清单结构各项", "27.00", "财政拨款支出结构", "卫生健康/公共卫生", "金额", .提示),
    said("清单结构各项", "25.00", "财政拨款支出结构", "卫生健康/公共卫生", "金额", .提示),
    said("说明上年支出", "150.00", "部门整体自评", "", "2020年支出决算", .提示),
    said("说明中小企业合同", "31.00", "政府采购", "中小企业合同", "金额", .提示),
    said("说明中小企业中标", "16.00", "政府采购", "中小企业中标", "金额", .提示),
    said("说明小微企业合同", "16.00", "政府采购", "小微企业合同", "金额"),
    Fault("完成率一般公共预算财政拨款支出", .提示) {
      $0.say("111.1", "一般公共预算财政拨款支出", measure: "完成率", raw: "完成年初预算的111.1%")
    },
    Fault("占比政府采购") { report in
      report.say("0.00", "政府采购", measure: "金额")
      report.say("0.00", "政府采购", "中小企业合同", measure: "金额")
      report.say("10.00", "政府采购", "小微企业合同", measure: "金额")
      report.add("政府采购", "小微企业合同", "占比", "100", .percent)
    },
  ]

  // MARK: The year before

  private static func last(
    _ rule: String, _ table: Int, side: String = "", row: RowRole = .合计,
    _ column: ColumnRole = .决算数
  ) -> Fault {
    Fault(rule, .提示) {
      $0.lastYear.print("3.33", table: table, side: side, row: row, column)
    }
  }

  static let years: [Fault] =
    [
      last("上年结转", 1, side: "支出", row: .年末结转和结余),
      last("上年财政拨款结转", 4, side: "支出", row: .年末结转和结余, .合计),
      last("上年政府性基金结转", 8, .年末结转和结余), last("上年收支总计", 1, side: "收入", row: .总计),
      last("上年收入", 2, .合计), last("上年支出", 3, .合计), last("上年支出决算", 3, .合计),
      last("上年财政拨款收支总计", 4, side: "支出", row: .总计, .合计),
      last("上年财政拨款支出", 4, side: "支出", row: .本年支出合计, .合计),
      last("上年机关运行经费", 6, row: .公用经费合计), last("上年三公经费", 7, row: .三公, .决算合计),
      last("上年三公经费因公出国（境）费", 7, row: .三公, .决算因公出国),
      last("上年三公经费公务接待费", 7, row: .三公, .决算接待),
    ]
    + ["公务用车购置及运行费", "公务用车购置费", "公务用车运行费"].map { subject in
      Fault("上年三公经费\(subject)", .提示) { $0.add("三公经费", subject, "较上年增减额", "-1.00") }
    }

  static let all =
    inTables + acrossTables + amounts + lists + rates + others + names + scores + years
}
