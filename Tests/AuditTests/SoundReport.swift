import Accounts

@testable import Audit

/// A small report in which everything adds up, made to be broken one number at a time.
struct SoundReport {
  var content = ReportContent(
    file: "small.txt",
    identity: ReportIdentity(
      kind: .部门决算, department: "江城市云山区测试局", aliases: ["区测试局"], year: 2021, city: "江城市",
      county: "云山区"))
  /// The report of the year before, which agrees with this one.
  var lastYear: ReportContent
  private var line: Int32 = 0

  init() {
    lastYear = content
    addTable1()
    addTable2()
    addTable3()
    addTable4()
    addTable5()
    addTable6()
    addTable7()
    addOtherFunds()
    addProse()
    addPerformance()
    makeLastYear()
  }

  var findings: [Finding] { Auditor.findings(in: content, after: lastYear) }

  // MARK: Breaking it

  /// Prints another number in a cell; blank with nil.
  mutating func print(
    _ value: String?, table: Int, side: String = "", row: RowRole = .合计, code: String = "",
    _ column: ColumnRole = .决算数
  ) {
    content.print(value, table: table, side: side, row: row, code: code, column)
  }

  /// Another name beside a code.
  mutating func name(_ code: String, _ label: String, table: Int) {
    for index in content.figures.indices
    where content.figures[index].code == code && content.figures[index].table.rawValue == table {
      content.figures[index].label = label
    }
  }

  /// A row more.
  mutating func insert(
    _ code: String, _ label: String, table: Int, _ cells: KeyValuePairs<ColumnRole, String>
  ) {
    subject(table, code, label, cells)
  }

  /// Prints another number in a sentence.
  mutating func say(
    _ value: String, _ topic: String, _ subject: String = "", measure: String,
    unit: Unit? = nil, raw: String? = nil
  ) {
    for index in content.prose.indices
    where content.prose[index].topic == topic && content.prose[index].subject == subject
      && content.prose[index].measure == measure
    {
      content.prose[index].value = PrintedNumber(value)!
      if let unit { content.prose[index].unit = unit }
      if let raw { content.prose[index].raw = raw }
    }
  }

  /// The year before: what this year's changes make of it.
  private mutating func makeLastYear() {
    lastYear = content
    lastYear.identity.year = 2020
    lastYear.print("10.00", table: 1, side: "支出", row: .年末结转和结余)
    lastYear.print("160.00", table: 1, side: "收入", row: .总计)
    lastYear.print("160.00", table: 3, .合计)
    lastYear.print("7.00", table: 4, side: "支出", row: .年末结转和结余, .合计)
    lastYear.print("120.00", table: 4, side: "支出", row: .总计, .合计)
    lastYear.print("100.00", table: 4, side: "支出", row: .本年支出合计, .合计)
    lastYear.print("12.50", table: 6, row: .公用经费合计)
    lastYear.print("5.00", table: 7, row: .三公, .决算合计)
    lastYear.print("0.60", table: 7, row: .三公, .决算因公出国)
    lastYear.print("1.40", table: 7, row: .三公, .决算接待)
    lastYear.print("2.00", table: 8, .年末结转和结余)
  }

  /// A payment that 表5 and 表6 tell differently.
  mutating func pay(_ functional: String, _ economic: String, _ paid: String = "6.00") {
    insert(functional, "缴费", table: 5, [.合计: "5.00", .基本支出: "5.00"])
    insert(economic, "缴费", table: 6, [.决算数: paid])
  }

  // MARK: Tables

  private mutating func title(_ number: Int, _ name: String) {
    line += 1
    content.coverage.append(
      TableCoverage(
        table: StandardTable(rawValue: UInt8(number))!, title: "2021年度\(name)",
        place: Place(line: line), unit: .万元, department: "江城市云山区测试局"))
  }

  private mutating func row(
    _ table: Int, side: String = "", _ role: RowRole, code: String = "", label: String = "",
    _ cells: KeyValuePairs<ColumnRole, String>
  ) {
    line += 1
    let name = label.isEmpty ? role.rawValue : label
    for (column, value) in cells {
      content.figures.append(
        Figure(
          table: StandardTable(rawValue: UInt8(table))!, side: side, code: code, label: name,
          column: column.rawValue, rowRole: role, columnRole: column, value: PrintedNumber(value)!,
          unit: .万元, place: Place(line: line), raw: "\(code) \(name)"))
    }
  }

  private mutating func subject(
    _ table: Int, _ code: String, _ label: String, _ cells: KeyValuePairs<ColumnRole, String>
  ) {
    let role: RowRole = table == 6 ? .经济科目 : .功能科目
    row(table, role, code: code, label: label, cells)
  }

  private mutating func addTable1() {
    title(1, "收入支出决算总表")
    for (role, value) in [
      RowRole.一般公共预算财政拨款收入: "100.00", .政府性基金预算财政拨款收入: "20.00",
      .国有资本经营预算财政拨款收入: "5.00", .上级补助收入: "1.00", .事业收入: "2.00", .经营收入: "3.00",
      .附属单位上缴收入: "4.00", .其他收入: "6.00", .本年收入合计: "141.00", .使用非财政拨款结余: "1.00",
      .年初结转和结余: "10.00", .总计: "152.00",
    ] as KeyValuePairs {
      row(1, side: "收入", role, [.决算数: value])
    }
    for index in content.figures.indices { content.figures[index].ordinal = Int16(index + 1) }
    formula(1, .rows, 9, 1...8)
    formula(1, .rows, 12, 9...11)
    row(1, side: "支出", .功能类, label: "一、一般公共服务支出", [.决算数: "90.00"])
    row(1, side: "支出", .功能类, label: "九、卫生健康支出", [.决算数: "30.00"])
    row(1, side: "支出", .功能类, label: "十一、城乡社区支出", [.决算数: "18.00"])
    row(1, side: "支出", .功能类, label: "二十一、国有资本经营预算支出", [.决算数: "4.00"])
    row(1, side: "支出", .本年支出合计, [.决算数: "142.00"])
    row(1, side: "支出", .结余分配, [.决算数: "2.00"])
    row(1, side: "支出", .年末结转和结余, [.决算数: "8.00"])
    row(1, side: "支出", .总计, [.决算数: "152.00"])
  }

  mutating func formula(
    _ table: Int, _ axis: PrintedFormula.Axis, _ total: Int, _ terms: ClosedRange<Int>
  ) {
    line += 1
    content.formulas.append(
      PrintedFormula(
        table: StandardTable(rawValue: UInt8(table))!, axis: axis, total: total,
        terms: terms.map { (1, $0) }, place: Place(line: line),
        raw: "\(total)=(\(terms.lowerBound)+…+\(terms.upperBound))"))
  }

  private mutating func addTable2() {
    title(2, "收入决算表")
    let other: KeyValuePairs<ColumnRole, String> = [
      .合计: "91.00", .财政拨款收入: "75.00", .上级补助收入: "1.00", .事业收入: "2.00", .经营收入: "3.00",
      .附属单位上缴收入: "4.00", .其他收入: "6.00",
    ]
    row(
      2, .合计,
      [
        .合计: "141.00", .财政拨款收入: "125.00", .上级补助收入: "1.00", .事业收入: "2.00", .经营收入: "3.00",
        .附属单位上缴收入: "4.00", .其他收入: "6.00",
      ])
    subject(2, "201", "一般公共服务支出", other)
    subject(2, "20101", "人大事务", other)
    subject(2, "210", "卫生健康支出", [.合计: "25.00", .财政拨款收入: "25.00"])
    subject(2, "212", "城乡社区支出", [.合计: "20.00", .财政拨款收入: "20.00"])
    subject(2, "223", "国有资本经营预算支出", [.合计: "5.00", .财政拨款收入: "5.00"])
  }

  private mutating func addTable3() {
    title(3, "支出决算表")
    row(
      3, .合计,
      [
        .合计: "142.00", .基本支出: "50.00", .项目支出: "82.00", .上缴上级支出: "2.00", .经营支出: "3.00",
        .对附属单位补助支出: "5.00",
      ])
    subject(
      3, "201", "一般公共服务支出",
      [
        .合计: "90.00", .基本支出: "50.00", .项目支出: "30.00", .上缴上级支出: "2.00", .经营支出: "3.00",
        .对附属单位补助支出: "5.00",
      ])
    subject(3, "210", "卫生健康支出", [.合计: "30.00", .项目支出: "30.00"])
    subject(3, "21004", "公共卫生", [.合计: "30.00", .项目支出: "30.00"])
    subject(3, "212", "城乡社区支出", [.合计: "18.00", .项目支出: "18.00"])
    subject(3, "223", "国有资本经营预算支出", [.合计: "4.00", .项目支出: "4.00"])
  }

  private mutating func addTable4() {
    title(4, "财政拨款收入支出决算总表")
    for (role, value) in [
      RowRole.一般公共预算财政拨款收入: "100.00", .政府性基金预算财政拨款收入: "20.00",
      .国有资本经营预算财政拨款收入: "5.00", .本年收入合计: "125.00", .年初结转和结余: "7.00",
      .一般公共预算年初结转: "3.00", .政府性基金年初结转: "2.00", .国有资本经营年初结转: "2.00", .总计: "132.00",
    ] as KeyValuePairs {
      row(4, side: "收入", role, [.决算数: value])
    }
    row(4, side: "支出", .功能类, label: "一、一般公共服务支出", [.合计: "74.00", .一般公共预算: "74.00"])
    row(4, side: "支出", .功能类, label: "九、卫生健康支出", [.合计: "26.00", .一般公共预算: "26.00"])
    row(4, side: "支出", .功能类, label: "十一、城乡社区支出", [.合计: "18.00", .政府性基金: "18.00"])
    row(4, side: "支出", .功能类, label: "二十一、国有资本经营预算支出", [.合计: "4.00", .国有资本经营: "4.00"])
    for (role, values) in [
      RowRole.本年支出合计: ["122.00", "100.00", "18.00", "4.00"],
      .年末结转和结余: ["10.00", "3.00", "4.00", "3.00"], .总计: ["132.00", "103.00", "22.00", "7.00"],
    ] as KeyValuePairs {
      row(
        4, side: "支出", role,
        [.合计: values[0], .一般公共预算: values[1], .政府性基金: values[2], .国有资本经营: values[3]])
    }
  }

  private mutating func addTable5() {
    title(5, "一般公共预算财政拨款支出决算表")
    formula(5, .columns, 1, 2...3)
    row(5, .合计, [.合计: "100.00", .基本支出: "44.00", .项目支出: "56.00"])
    subject(5, "201", "一般公共服务支出", [.合计: "74.00", .基本支出: "44.00", .项目支出: "30.00"])
    subject(5, "210", "卫生健康支出", [.合计: "26.00", .项目支出: "26.00"])
    subject(5, "21004", "公共卫生", [.合计: "26.00", .项目支出: "26.00"])
  }

  private mutating func addTable6() {
    title(6, "一般公共预算财政拨款基本支出决算表")
    for (code, label, value) in [
      ("301", "工资福利支出", "30.00"), ("30101", "基本工资", "18.00"), ("30102", "津贴补贴", "12.00"),
      ("303", "对个人和家庭的补助", "4.00"), ("30302", "退休费", "4.00"), ("302", "商品和服务支出", "9.00"),
      ("30201", "办公费", "5.50"), ("30212", "因公出国（境）费用", "0.50"), ("30217", "公务接待费", "1.00"),
      ("30231", "公务用车运行维护费", "2.00"), ("310", "资本性支出", "1.00"),
      ("31002", "办公设备购置", "0.40"), ("31013", "公务用车购置", "0.60"),
    ] {
      subject(6, code, label, [.决算数: value])
    }
    row(6, .人员经费合计, [.决算数: "34.00"])
    row(6, .公用经费合计, [.决算数: "10.00"])
  }

  private mutating func addTable7() {
    title(7, "一般公共预算财政拨款“三公”经费支出决算表")
    row(
      7, .三公,
      [
        .预算合计: "7.00", .预算因公出国: "1.00", .预算公务用车: "4.00", .预算购置: "1.00", .预算运行: "3.00",
        .预算接待: "2.00", .决算合计: "4.70", .决算因公出国: "0.50", .决算公务用车: "3.00", .决算购置: "0.80",
        .决算运行: "2.20", .决算接待: "1.20",
      ])
  }

  private mutating func addOtherFunds() {
    title(8, "政府性基金预算财政拨款收入支出决算表")
    let fund: KeyValuePairs<ColumnRole, String> = [
      .年初结转和结余: "2.00", .本年收入: "20.00", .合计: "18.00", .项目支出: "18.00", .年末结转和结余: "4.00",
    ]
    row(8, .合计, fund)
    subject(8, "212", "城乡社区支出", fund)
    title(9, "国有资本经营预算财政拨款支出决算表")
    row(9, .合计, [.合计: "4.00", .项目支出: "4.00"])
    subject(9, "223", "国有资本经营预算支出", [.合计: "4.00", .项目支出: "4.00"])
  }

  // MARK: Prose

  mutating func add(
    _ topic: String, _ subject: String, _ measure: String, _ value: String,
    _ unit: Unit = .万元, raw: String = "2021年度"
  ) {
    line += 1
    content.prose.append(
      ProseFigure(
        topic: topic, subject: subject, measure: measure, value: PrintedNumber(value)!, unit: unit,
        unitText: unit.rawValue, place: Place(line: line), raw: raw))
  }

  private mutating func addProse() {
    add("收支总计", "", "总计", "152.00")
    add("收支总计", "", "年初结转和结余", "10.00")
    add("收支总计", "", "较上年增减额", "-8.00", raw: "与2020年度相比减少8.00万元")
    add("收支总计", "", "较上年增减率", "-5.00", .percent, raw: "与2020年度相比减少8.00万元")
    add("收入", "", "合计", "141.00")
    for (name, value, share) in [
      ("财政拨款收入", "125.00", "88.7"), ("上级补助收入", "1.00", "0.7"), ("事业收入", "2.00", "1.4"),
      ("经营收入", "3.00", "2.1"), ("附属单位上缴收入", "4.00", "2.8"), ("其他收入", "6.00", "4.3"),
    ] {
      add("收入", name, "金额", value)
      add("收入", name, "占比", share, .percent)
    }
    add("收入", "", "较上年增减额", "0.00")
    add("收入", "", "较上年增减率", "0", .percent)
    add("收入明细", "一般公共服务/人大事务", "金额", "91.00")
    add("支出", "", "合计", "142.00")
    for (name, value, share) in [
      ("基本支出", "50.00", "35.21"), ("项目支出", "82.00", "57.75"), ("上缴上级支出", "2.00", "1.41"),
      ("经营支出", "3.00", "2.11"), ("对附属单位补助支出", "5.00", "3.52"),
    ] {
      add("支出", name, "金额", value)
      add("支出", name, "占比", share, .percent)
    }
    add("支出", "", "较上年增减额", "-18.00")
    add("支出", "", "较上年增减率", "-11.25", .percent)
    add("支出明细", "卫生健康/公共卫生", "金额", "30.00")
    add("财政拨款收支总计", "", "总计", "132.00")
    add("财政拨款收支总计", "", "较上年增减额", "12.00")
    add("财政拨款收支总计", "", "较上年增减率", "10.00", .percent)
    add("财政拨款支出", "", "金额", "122.00")
    add("财政拨款支出", "", "占本年支出", "85.92", .percent)
    add("财政拨款支出", "", "较上年增减额", "22.00")
    add("财政拨款支出", "", "较上年增减率", "22.00", .percent)
    add("财政拨款支出结构", "", "金额", "122.00")
    for (name, value, share) in [
      ("一般公共服务", "74.00", "60.66"), ("卫生健康", "26.00", "21.31"), ("城乡社区", "18.00", "14.75"),
      ("国有资本经营预算", "4.00", "3.28"),
    ] {
      add("财政拨款支出结构", name, "金额", value)
      add("财政拨款支出结构", name, "占比", share, .percent)
    }
    add("财政拨款支出结构", "卫生健康/公共卫生", "金额", "26.00")
    add("一般公共预算财政拨款支出", "", "年初预算", "80.00")
    add("一般公共预算财政拨款支出", "", "全年预算", "90.00")
    add("一般公共预算财政拨款支出", "", "支出决算", "100.00")
    add("一般公共预算财政拨款支出", "", "完成率", "125.0", .percent)
    add("一般公共预算财政拨款支出", "", "基本支出", "44.00")
    add("一般公共预算财政拨款支出", "", "项目支出", "56.00")
    add("项目支出用途", "调研经费", "金额", "16.00")
    add("项目支出用途", "防疫经费", "金额", "40.00")
    for (name, budget, spent, rate) in [
      ("一般公共服务", "60.00", "74.00", "123.33"), ("卫生健康", "20.00", "26.00", "130.00"),
    ] {
      add("分类预决算", name, "年初预算", budget)
      add("分类预决算", name, "全年预算", budget == "60.00" ? "64.00" : "26.00")
      add("分类预决算", name, "支出决算", spent, raw: "支出决算数大于年初预算数")
      add("分类预决算", name, "完成率", rate, .percent)
    }
    add("分类预决算", "卫生健康", "较年初预算增减额", "6.00")
    add("基本支出", "", "金额", "44.00")
    let named =
      "人员经费34.00万元，主要包括：基本工资、津贴补贴、退休费；公用经费10.00万元，主要包括：办公费、公务接待费等"
    add("基本支出", "", "人员经费", "34.00", raw: named)
    add("人员经费", "基本工资", "金额", "18.00")
    add("人员经费", "津贴补贴", "金额", "12.00")
    add("人员经费", "退休费", "金额", "4.00")
    add("基本支出", "", "公用经费", "10.00", raw: named)
    for (name, value) in [
      ("办公费", "5.50"), ("公务接待费", "1.00"), ("公务用车运行维护费", "2.00"), ("因公出国（境）费用", "0.50"),
      ("办公设备购置", "0.40"), ("公务用车购置", "0.60"),
    ] {
      add("公用经费", name, "金额", value)
    }
    addPublicExpenses()
    for (measure, value) in [
      ("年初结转和结余", "2.00"), ("本年收入", "20.00"), ("本年支出", "18.00"), ("年末结转和结余", "4.00"),
    ] {
      add("政府性基金预算", "", measure, value)
    }
    add("国有资本经营预算", "", "本年支出", "4.00")
    add("机关运行经费", "", "金额", "10.00")
    add("机关运行经费", "", "较上年增减额", "-2.50")
    add("机关运行经费", "", "较上年增减率", "-20.00", .percent)
    add("政府采购", "", "金额", "30.00")
    add("政府采购", "货物", "金额", "12.00")
    add("政府采购", "服务", "金额", "18.00")
    add("政府采购", "中小企业合同", "金额", "15.00")
    add("政府采购", "中小企业合同", "占比", "50.0", .percent)
    add("政府采购", "小微企业合同", "金额", "10.00")
    add("政府采购", "中小企业中标", "金额", "9.00")
    add("政府采购", "中小企业中标", "金额", "6.00")
    add("车辆", "", "数量", "3", .辆, raw: "截至2021年12月31日")
    add("车辆", "机要通信用车", "数量", "1", .辆)
    add("车辆", "应急保障用车", "数量", "2", .辆)
    add("人员构成", "在职", "人数", "26", .人)
    add("人员构成", "行政", "人数", "24", .人)
    add("人员构成", "工勤", "人数", "2", .人)
    add("人员构成", "离退休", "人数", "18", .人)
    add("人员构成", "离休", "人数", "1", .人)
    add("人员构成", "退休", "人数", "17", .人)
  }

  private mutating func addPublicExpenses() {
    add("三公经费", "", "年初预算", "7.00")
    add("三公经费", "", "支出决算", "4.70")
    add("三公经费", "", "完成率", "67.14", .percent)
    for (name, budget, spent, rate) in [
      ("因公出国（境）费", "1.00", "0.50", "50.00"), ("公务用车购置及运行费", "4.00", "3.00", "75.00"),
      ("公务用车购置费", "1.00", "0.80", "80.00"), ("公务用车运行费", "3.00", "2.20", "73.33"),
      ("公务接待费", "2.00", "1.20", "60.00"),
    ] {
      add("三公经费", name, "年初预算", budget)
      add("三公经费", name, "支出决算", spent, raw: "支出决算小于年初预算")
      add("三公经费", name, "完成率", rate, .percent)
    }
    add("三公经费", "公务用车运行费", "较年初预算增减额", "-0.80")
    add("三公经费", "公务用车运行费", "燃料费", "1.00")
    add("三公经费", "公务用车运行费", "保险费", "1.20")
    add("三公经费", "公务接待费", "国内接待", "0.70")
    add("三公经费", "公务接待费", "外宾接待", "0.50")
    add("三公经费", "", "较上年增减额", "-0.30")
    add("三公经费", "", "较上年增减率", "-6.00", .percent)
    add("三公经费", "因公出国（境）费", "较上年增减额", "-0.10")
    add("三公经费", "公务接待费", "较上年增减额", "-0.20")
  }

  // MARK: Self-evaluation

  private mutating func addPerformance() {
    add("绩效自评工作", "", "项目数", "2", .个)
    add("绩效自评工作", "", "资金", "56.00")
    add("绩效自评工作", "", "占比", "100", .percent)
    add("部门整体自评", "", "资金", "142.00")
    add("部门整体自评", "", "全年预算数", "160.00")
    add("部门整体自评", "", "执行数", "142.00")
    add("部门整体自评", "", "完成率", "88.75", .percent)
    add("部门整体自评", "", "支出决算", "132.00")
    add("部门整体自评", "", "基本支出", "50.00")
    add("部门整体自评", "", "项目支出", "82.00")
    add("部门整体自评", "", "调研工作经费", "42.00")
    add("部门整体自评", "", "防疫经费", "40.00")
    for (measure, value) in [
      ("支出决算", "160.00"), ("基本支出", "78.00"), ("项目支出", "82.00"), ("调研经费", "42.00"),
      ("防疫经费", "40.00"),
    ] {
      add("部门整体自评", "", "2020年\(measure)", value)
    }
    add("部门整体自评", "", "综合得分", "92.75", .分)
    add("部门整体自评", "", "执行情况得分", "17.75", .分)
    add("部门整体自评", "", "年度绩效指标得分", "75", .分)
    add("部门整体自评", "", "调研分值", "50", .分)
    add("部门整体自评", "", "防疫分值", "30", .分)
    add("整体绩效自评表", "", "基本支出总额", "50.00")
    add("整体绩效自评表", "", "项目支出总额", "82.00")
    add("整体绩效自评表", "", "执行数", "142.00")
    add("整体绩效自评表", "", "预算数", "160.00")
    add("整体绩效自评表", "", "执行率", "88.75", .percent)
    add("项目自评", "", "一级项目", "2", .个)
    add("项目自评", "防疫经费", "全年预算数", "50.00")
    add("项目自评", "防疫经费", "执行数", "40.00")
    add("项目自评", "防疫经费", "完成率", "80.00", .percent)
    add("项目自评", "援建经费", "执行数", "42.00")
    let rule = "得分（20分*执行率）"
    add("项目绩效自评表", "防疫经费项目", "预算执行情况分值", "20", .分, raw: rule)
    add("项目绩效自评表", "防疫经费项目", "预算数", "50.00")
    add("项目绩效自评表", "防疫经费项目", "执行数", "40.00")
    add("项目绩效自评表", "防疫经费项目", "执行率", "80.00", .percent)
    add("项目绩效自评表", "防疫经费项目", "得分", "16.00", .分)
    add("项目绩效自评表", "防疫经费项目", "产出指标分值", "50", .分)
    add("项目绩效自评表", "防疫经费项目", "效益指标分值", "20", .分)
    add("项目绩效自评表", "防疫经费项目", "满意度指标分值", "10", .分)
    add("项目绩效自评表", "防疫经费项目", "总分", "66.00", .分)
    add("项目绩效自评表", "援建经费项目", "执行数", "42.00")
    content.indicators = [
      indicator("数量指标", "发放口罩", "≥1000个", "1200个", "30"),
      indicator("时效指标", "按时发放率", "≥95%", "98%", "20"),
    ]
    // The whole department's form has it too, without points.
    var whole = content.indicators[0]
    (whole.project, whole.weight, whole.score) = ("", nil, nil)
    content.indicators.append(whole)
    content.paragraphs = [
      Paragraph(
        part: "第三部分江城市云山区测试局2021年度部门决算情况说明", section: "一、总体情况",
        text: "2021年度收、支总计152.00万元。", place: Place(line: 1)),
      Paragraph(
        part: "第五部分名词解释", section: "", text: "1.卫生健康支出（类）公共卫生（款）公共卫生（项）：反映防疫支出。",
        place: Place(line: 2)),
    ]
    content.headings = content.paragraphs.map { Heading(text: $0.part, place: $0.place) }
  }

  private func indicator(
    _ second: String, _ third: String, _ target: String, _ actual: String, _ weight: String
  ) -> IndicatorRecord {
    IndicatorRecord(
      project: "防疫经费项目", first: "产出指标", second: second, third: third, target: target,
      actual: actual, weight: PrintedNumber(weight), score: PrintedNumber(weight),
      place: Place(line: 900), raw: third)
  }
}

extension ReportContent {
  /// Prints another number in a cell; blank with nil.
  mutating func print(
    _ value: String?, table: Int, side: String = "", row: RowRole = .合计, code: String = "",
    _ column: ColumnRole = .决算数
  ) {
    let index = figures.firstIndex {
      $0.table.rawValue == UInt8(table) && $0.side == side && $0.columnRole == column
        && (code.isEmpty ? $0.rowRole == row && $0.code.isEmpty : $0.code == code)
    }
    guard let index else { preconditionFailure("no such cell") }
    if let value {
      figures[index].value = PrintedNumber(value)!
    } else {
      figures.remove(at: index)
    }
  }
}
