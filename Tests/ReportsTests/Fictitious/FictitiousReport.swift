import Accounts

/// A report of ``FictitiousAccounts`` in one of the layouts of text, with the figures that a
/// reader must find in it.
struct FictitiousReport {
  enum Layout: CaseIterable { case tabs, spaces }

  private(set) var text = ""
  /// `table side code label role value`.
  private(set) var expected: [String] = []
  let accounts: FictitiousAccounts
  private let layout: Layout
  private var random: Seeded
  private let year: Int
  private let unit: String
  private let separators: Bool
  private let zeros: Bool
  private let ordinals: Bool
  private let numbered: Bool
  private let yearInTitle: Bool
  private let wrapsBelow: Bool
  private let wraps: Bool

  init(seed: Int, layout: Layout) {
    var random = Seeded(seed)
    self.layout = layout
    year = random.amount(2019...2023)
    unit = random.chance(15) ? "元" : "万元"
    separators = random.chance(60)
    zeros = random.chance(20)
    ordinals = random.chance(70)
    numbered = random.chance(70)
    yearInTitle = random.chance(70)
    wrapsBelow = random.chance(30)
    wraps = random.chance(50)
    accounts = FictitiousAccounts(&random, scale: unit == "元" ? 997 : 1)
    self.random = random
    write()
  }

  // MARK: Cells

  private func printed(_ amount: Int) -> String {
    let whole = String(abs(amount) / 100)
    var grouped = ""
    for (offset, digit) in whole.reversed().enumerated() {
      if separators, offset > 0, offset.isMultiple(of: 3) {
        grouped.insert(",", at: grouped.startIndex)
      }
      grouped.insert(digit, at: grouped.startIndex)
    }
    let cents = String(abs(amount) % 100)
    return (amount < 0 ? "-" : "") + grouped + "." + (cents.count == 1 ? "0" : "") + cents
  }

  /// What a number cell prints; empty for a zero that is left blank.
  private func text(of amount: Int) -> String { amount == 0 && !zeros ? "" : printed(amount) }

  private mutating func expect(
    _ table: Int, _ side: String, _ code: String, _ label: String, _ role: ColumnRole,
    _ amount: Int
  ) {
    let value = text(of: amount)
    guard !value.isEmpty else { return }
    expected.append(
      "\(table) \(side) \(code) \(label) \(role) \(value.filter { $0 != "," })")
  }

  // MARK: Lines

  private mutating func line(_ cells: [String]) {
    text += cells.joined(separator: layout == .tabs ? "\t" : " ") + "\n"
    if layout == .spaces { text += "\n" }
  }

  private mutating func title(_ table: Int, _ name: String) {
    text += "\n" + (yearInTitle ? "\(year)年度" : "") + name + (numbered ? "（表\(table)）" : "") + "\n"
    text += "部门：江城市临江区人民政府办公室 单位：\(unit)\n"
  }

  private mutating func note(_ words: String) { text += "注：本表反映部门本年度\(words)情况。\n" }

  /// A row of code, label and amounts. A long label of a spaced dump is wrapped.
  private mutating func row(_ lead: [String], _ label: String, _ amounts: [String]) {
    guard layout == .spaces else { return line(lead + [label] + amounts) }
    let numbers = amounts.filter { !$0.isEmpty }
    let codes = lead.filter { !$0.isEmpty }
    guard label.count > 13 else { return line(codes + [label] + numbers) }
    let parts = [String(label.prefix(11)), String(label.dropFirst(11))]
    if wrapsBelow {
      line(codes + [parts[0]] + numbers)
      line([parts[1]])
    } else {
      line(codes)
      line([parts[0]])
      line([parts[1]])
      line(numbers)
    }
  }

  // MARK: Tables

  private mutating func write() {
    text = "江城市临江区人民政府办公室\n\(year)年度部门决算\n\n第一部分 江城市临江区人民政府办公室概况\n一、部门主要职能\n办事。\n\n"
    text += "第二部分 江城市临江区人民政府办公室\(year)年度部门决算表\n"
    totals()
    subjects(
      2, "收入决算表",
      ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"], { _ in true }
    ) { items in
      let all = items.reduce(0) { $0 + $1.outlay }
      let other = items.reduce(0) { $0 + $1.other }
      return [
        (.合计, all), (.财政拨款收入, all - other), (.上级补助收入, 0), (.事业收入, 0), (.经营收入, 0),
        (.附属单位上缴收入, 0), (.其他收入, other),
      ]
    }
    subjects(
      3, "支出决算表", ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"], { _ in true }
    ) { items in
      Self.kinds(items) { _ in 0 } + [(.上缴上级支出, 0), (.经营支出, 0), (.对附属单位补助支出, 0)]
    }
    fiscalTotals()
    subjects(5, "一般公共预算财政拨款支出决算表", ["小计", "基本支出", "项目支出"], { !$0.fund }) { items in
      Self.kinds(items) { $0.other }
    }
    economic()
    official()
    funds()
    prose()
  }

  private static func kinds(
    _ items: [FictitiousAccounts.Item], less: (FictitiousAccounts.Item) -> Int
  ) -> [(ColumnRole, Int)] {
    let basic = items.reduce(0) { $0 + $1.basic }
    let project = items.reduce(0) { $0 + $1.project - less($1) }
    return [(.合计, basic + project), (.基本支出, basic), (.项目支出, project)]
  }

  private mutating func subjects(
    _ table: Int, _ name: String, _ columns: [String],
    _ keep: (FictitiousAccounts.Item) -> Bool,
    _ amounts: ([FictitiousAccounts.Item]) -> [(ColumnRole, Int)]
  ) {
    title(table, name)
    let codes = layout == .tabs ? random.pick([1, 3]) : 1
    let blank = [String](repeating: "", count: codes)
    if layout == .tabs {
      line(["项目"] + blank + columns)
      line(["功能分类科目编码"] + blank.dropFirst() + ["科目名称"] + columns.map { _ in "" })
      if codes == 3 {
        line(
          ["类", "款", "项", ordinals ? "栏次" : ""]
            + columns.indices.map { ordinals ? "\($0 + 1)" : "" })
      } else if ordinals {
        line(["栏次", ""] + columns.indices.map { "\($0 + 1)" })
      }
    } else {
      line(["项目"] + columns)
      line(["功能分类科目编码", "科目名称"])
      line(["类", "款", "项"])
      if ordinals { line(["栏次"] + columns.indices.map { "\($0 + 1)" }) }
    }
    let rows = accounts.rows(keep)
    // A slip of the pen: one row's sum is not that of its columns, nor of its parts.
    let slip = random.chance(25) ? random.amount(0...rows.count * 2) : -1
    for (index, entry) in rows.enumerated() {
      var values = amounts(entry.of)
      if index == slip { values[0].1 += random.pick([1, 100, 9_000, -1]) }
      for (role, amount) in values { expect(table, "", entry.code, entry.name, role, amount) }
      let lead = codes == 1 ? [entry.code] : split(entry.code)
      row(lead, entry.name, values.map { text(of: $0.1) })
    }
    note("各项收支")
  }

  /// A code over 类, 款 and 项, whole in the first cell or parted.
  private func split(_ code: String) -> [String] {
    guard code.count >= 3 else { return ["", "", ""] }
    if wrapsBelow { return [code, "", ""] }
    let digits = Array(code)
    return [
      String(digits[0..<3]), digits.count >= 5 ? String(digits[3..<5]) : "",
      digits.count >= 7 ? String(digits[5..<7]) : "",
    ]
  }

  private mutating func totals() {
    title(1, "收入支出决算总表")
    let income: [(String, Int)] = [
      ("一般公共预算财政拨款收入", accounts.total - accounts.other - accounts.fund),
      ("政府性基金预算财政拨款收入", accounts.fund), ("国有资本经营预算财政拨款收入", 0), ("上级补助收入", 0), ("事业收入", 0),
      ("经营收入", 0), ("附属单位上缴收入", 0), ("其他收入", accounts.other),
    ]
    let all = accounts.total + accounts.carriedOver
    sides(
      1, income.enumerated().map { (numeral($0.offset + 1) + "、" + $0.element.0, $0.element.1) },
      [
        ("本年收入合计", accounts.total), ("使用非财政拨款结余", 0), ("年初结转和结余", accounts.carriedOver),
        ("总计", all),
      ],
      [("本年支出合计", accounts.total), ("结余分配", 0), ("年末结转和结余", accounts.carriedOver), ("总计", all)],
      columns: [("决算数", .决算数)]
    ) { all, _ in [all] }
  }

  private mutating func fiscalTotals() {
    title(4, "财政拨款收入支出决算总表")
    let fiscal = accounts.total - accounts.other
    let plain = fiscal - accounts.fund
    let all = fiscal + accounts.carriedOver
    sides(
      4,
      [("一、一般公共预算财政拨款", plain), ("二、政府性基金预算财政拨款", accounts.fund), ("三、国有资本经营预算财政拨款", 0)],
      [
        ("本年收入合计", fiscal), ("年初财政拨款结转和结余", accounts.carriedOver),
        ("一般公共预算财政拨款", accounts.carriedOver), ("政府性基金预算财政拨款", 0), ("总计", all),
      ],
      [("本年支出合计", fiscal), ("年末财政拨款结转和结余", accounts.carriedOver), ("", 0), ("", 0), ("总计", all)],
      columns: [
        ("合计", .合计), ("一般公共预算财政拨款", .一般公共预算), ("政府性基金预算财政拨款", .政府性基金),
        ("国有资本经营预算财政拨款", .国有资本经营),
      ]
    ) { [$0, $0 - $1, $1, 0] }
  }

  private func numeral(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    return (number >= 20 ? "二" : "") + (number >= 10 ? "十" : "") + digits[number % 10]
  }

  private mutating func sides(
    _ table: Int, _ income: [(String, Int)], _ incomeEnd: [(String, Int)],
    _ outlayEnd: [(String, Int)], columns: [(String, ColumnRole)],
    _ amounts: (Int, Int) -> [Int]
  ) {
    let classes = random.pick([24, 26])
    let height = classes + incomeEnd.count
    let number = ordinals ? ["行次"] : []
    line(["收入"] + number.map { _ in "" } + ["", "支出"])
    line(["项目"] + number + ["决算数", "项目"] + number + columns.map(\.0))
    if ordinals { line(["栏次", "", "1", "栏次", ""] + columns.indices.map { "\($0 + 2)" }) }
    for index in 0..<height {
      var left = ("", 0)
      var right = ("", 0, 0)
      if index < classes {
        if index < income.count { left = income[index] }
        let entry = FictitiousAccounts.classes[index]
        let below = accounts.items.filter { $0.code.hasPrefix(entry.code) }
        let spent = below.reduce(0) { $0 + $1.outlay - (table == 4 ? $1.other : 0) }
        right = (
          numeral(index + 1) + "、" + entry.name, spent, below.first?.fund == true ? spent : 0
        )
      } else {
        left = incomeEnd[index - classes]
        right = (outlayEnd[index - classes].0, outlayEnd[index - classes].1, 0)
        if right.0 == "本年支出合计" || right.0 == "总计" { right.2 = accounts.fund }
      }
      sideRow(table, index, height, left, right, columns, amounts)
    }
    note("总收支")
  }

  private mutating func sideRow(
    _ table: Int, _ index: Int, _ height: Int, _ left: (String, Int), _ right: (String, Int, Int),
    _ columns: [(String, ColumnRole)], _ amounts: (Int, Int) -> [Int]
  ) {
    let isFree = right.0.isEmpty
    let values = isFree ? columns.map { _ in "" } : amounts(right.1, right.2).map { text(of: $0) }
    let leftValue = left.0.isEmpty ? "" : text(of: left.1)
    if !left.0.isEmpty { expect(table, "收入", "", left.0, .决算数, left.1) }
    if !isFree {
      for (column, amount) in zip(columns, amounts(right.1, right.2)) {
        expect(table, "支出", "", right.0, column.1, amount)
      }
    }
    let leftOrdinal = ordinals ? ["\(index + 1)"] : []
    let rightOrdinal = ordinals ? ["\(height + index + 1)"] : []
    if layout == .tabs {
      line([left.0] + leftOrdinal + [leftValue, right.0] + rightOrdinal + values)
    } else if wraps {
      let cells = [wrapped(left.0)] + leftOrdinal + [leftValue, wrapped(right.0)]
      line((cells + rightOrdinal + values).filter { !$0.isEmpty })
    } else if !leftValue.isEmpty, !right.0.isEmpty, random.chance(30) {
      let glued = [left.0] + leftOrdinal + [leftValue + right.0] + rightOrdinal + values
      line(glued.filter { !$0.isEmpty })
    } else {
      line(
        ([left.0] + leftOrdinal + [leftValue, right.0] + rightOrdinal + values).filter {
          !$0.isEmpty
        })
    }
  }

  /// A long label on lines of its own.
  private func wrapped(_ label: String) -> String {
    guard label.count > 11 else { return label }
    return "\n" + label.prefix(11) + "\n\n" + label.dropFirst(11) + "\n"
  }

  // MARK: 表6

  private mutating func economic() {
    title(6, "一般公共预算财政拨款基本支出决算表")
    let groups = random.pick([1, 2, 3])
    let sides = groups == 1 ? [""] : ["人员经费", "公用经费"]
    var entries = FictitiousAccounts.economicItems.map { item in
      (
        code: item.code, name: item.name,
        amount: accounts.economic.reduce(0) { $0 + ($1.key.hasPrefix(item.code) ? $1.value : 0) }
      )
    }
    if groups == 1 { entries = entries.filter { $0.amount != 0 } }
    let staff = entries.filter { $0.code.hasPrefix("301") || $0.code.hasPrefix("303") }
    let office = entries.filter { !($0.code.hasPrefix("301") || $0.code.hasPrefix("303")) }
    for entry in entries {
      let side = groups == 1 ? "" : staff.contains { $0.code == entry.code } ? sides[0] : sides[1]
      expect(6, side, entry.code, entry.name, .决算数, entry.amount)
    }
    if groups > 1 { line(layout == .tabs ? ["人员经费", "", "", "公用经费"] : ["人员经费", "公用经费"]) }
    line((0..<groups).flatMap { _ in ["科目编码", "科目名称", "决算数"] })
    let later = groups == 3 ? office.filter { $0.code >= "307" } : []
    let columns =
      groups == 1
      ? [entries] : [staff, groups == 3 ? office.filter { $0.code < "307" } : office, later]
    for index in 0..<(columns.map(\.count).max() ?? 0) {
      economicRow(columns.prefix(groups), index)
    }
    economicTotals(groups, staff: sum(staff), office: sum(office))
    note("基本支出明细")
  }

  private func sum(_ entries: [(code: String, name: String, amount: Int)]) -> Int {
    entries.reduce(0) { $0 + ($1.code.count == 3 ? $1.amount : 0) }
  }

  private mutating func economicRow(
    _ columns: ArraySlice<[(code: String, name: String, amount: Int)]>, _ index: Int
  ) {
    var cells: [String] = []
    var below: [String] = []
    for column in columns {
      guard index < column.count else {
        cells += layout == .tabs ? ["", "", ""] : []
        continue
      }
      let entry = column[index]
      var name = entry.name
      if layout == .spaces, name.count > 8 {
        let rest = String(name.dropFirst(7))
        name = String(name.prefix(7))
        if wrapsBelow { below.append(rest) } else { name += "\n\n" + rest + "\n\n" }
      }
      cells += [entry.code, name, text(of: entry.amount)]
    }
    line(layout == .tabs ? cells : cells.filter { !$0.isEmpty })
    if !below.isEmpty { line(below) }
  }

  private mutating func economicTotals(_ groups: Int, staff: Int, office: Int) {
    guard groups > 1 else {
      expect(6, "", "", "合计", .决算数, staff + office)
      return line(
        layout == .tabs ? ["", "合计", text(of: staff + office)] : ["合计", text(of: staff + office)])
    }
    expect(6, "人员经费", "", "人员经费合计", .决算数, staff)
    expect(6, "公用经费", "", "公用经费合计", .决算数, office)
    let cells = ["人员经费合计", "", text(of: staff), "公用经费合计", "", text(of: office)]
    line(layout == .tabs ? cells : cells.filter { !$0.isEmpty })
  }

  // MARK: 表7 to 表9

  private mutating func official() {
    title(7, "一般公共预算财政拨款“三公”经费支出决算表")
    let run = random.pick(["公务用车运行费", "公务用车运行维护费"])
    let head = ["合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费"]
    let cars = ["小计", "公务用车购置费", run]
    if layout == .tabs {
      line(["预算数", "", "", "", "", "", "决算数", "", "", "", "", ""])
      let top = [head[0], head[1], head[2], "", "", head[3]]
      line(top + top)
      let low = ["", ""] + cars + [""]
      line(low + low)
    } else {
      line(["预算数", "决算数"])
      line(head + head)
      line(cars + cars)
    }
    if ordinals { line((1...12).map(String.init)) }
    let roles = StandardTable.三公经费支出决算表.columns
    let amounts = [accounts.officialBudget, accounts.official].flatMap {
      [$0.reduce(0, +), $0[0], $0[1] + $0[2], $0[1], $0[2], $0[3]]
    }
    for (role, amount) in zip(roles, amounts) { expect(7, "", "", "", role, amount) }
    let cells = amounts.map { text(of: $0) }
    line(layout == .tabs ? cells : cells.filter { !$0.isEmpty })
    note("“三公”经费")
  }

  private mutating func funds() {
    title(8, "政府性基金预算财政拨款收入支出决算表")
    let columns = ["年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余"]
    if layout == .tabs {
      line(["项目", ""] + ["年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"])
      line(["功能分类科目编码", "科目名称", "", "", "小计", "基本支出", "项目支出", ""])
      line(["栏次", ""] + columns.indices.map { "\($0 + 1)" })
    } else {
      line(["项目", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"])
      line(["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"])
      line(["栏次"] + columns.indices.map { "\($0 + 1)" })
    }
    if accounts.fund == 0 {
      text += "本部门\(year)年度无政府性基金预算财政拨款收入支出。\n"
    } else {
      for entry in accounts.rows(\.fund) {
        let all = entry.of.reduce(0) { $0 + $1.outlay }
        let values: [(ColumnRole, Int)] = [
          (.年初结转和结余, 0), (.本年收入, all), (.合计, all), (.基本支出, 0), (.项目支出, all), (.年末结转和结余, 0),
        ]
        for (role, amount) in values { expect(8, "", entry.code, entry.name, role, amount) }
        row([entry.code], entry.name, values.map { text(of: $0.1) })
      }
    }
    title(9, "国有资本经营预算财政拨款支出决算表")
    line(layout == .tabs ? ["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"] : ["功能分类科目编码", "科目名称"])
    text += "本部门\(year)年度无国有资本经营预算财政拨款支出。\n"
  }

  // MARK: Prose

  private func tenThousands(_ amount: Int) -> String {
    let value = unit == "元" ? (amount + 5_000) / 10_000 : amount
    return "\(value / 100).\(value % 100 < 10 ? "0" : "")\(value % 100)万元"
  }

  private mutating func prose() {
    text += "\n第三部分 江城市临江区人民政府办公室\(year)年度部门决算情况说明\n\n二、收入决算情况说明\n\n"
    text +=
      "\(year)年度收入合计\(tenThousands(accounts.total))，其中：财政拨款收入\(tenThousands(accounts.total - accounts.other))"
    if accounts.other > 0 { text += "，其他收入\(tenThousands(accounts.other))" }
    text += "。\n\n七、一般公共预算财政拨款“三公”经费支出决算情况说明\n\n(二)一般公共预算财政拨款“三公”经费支出决算情况。\n\n"
    text +=
      "\(year)年度“三公”经费财政拨款年初预算数为\(tenThousands(accounts.officialBudget.reduce(0, +)))，支出决算为\(tenThousands(accounts.official.reduce(0, +)))，其中：\n\n"
    sentence("1.因公出国（境）费", accounts.officialBudget[0], accounts.official[0])
    sentence(
      "2.公务用车购置及运行费", accounts.officialBudget[1] + accounts.officialBudget[2],
      accounts.official[1] + accounts.official[2])
    sentence("（1）公务用车购置费", accounts.officialBudget[1], accounts.official[1])
    sentence("（2）公务用车运行费", accounts.officialBudget[2], accounts.official[2])
    sentence("3.公务接待费", accounts.officialBudget[3], accounts.official[3])
    text += "\n八、政府性基金预算财政拨款收入支出决算情况说明\n\n无。\n"
  }

  private mutating func sentence(_ name: String, _ budget: Int, _ final: Int) {
    text += "\(name)支出决算为\(tenThousands(final))，比年初预算\(final > budget ? "增加" : "减少")"
    text += "\(tenThousands(abs(final - budget)))，主要原因是厉行节约。\n\n"
  }
}
