import Accounts
import TestSupport

/// One printed number, as the reference sees it: who, when, what, where on the trees.
struct PlainFact {
  var report: Int
  var measure: String
  /// 类, 款, 项 as far as the row goes.
  var path: [String]
  var fund: String?
  /// In 分 of a 万元: two decimals.
  var amount: Int

  var place: TreePlace { TreePlace(path: path, fund: fund) }
}

/// Where a row stands on the two trees.
struct TreePlace: Equatable {
  var path: [String]
  var fund: String?
}

/// Reports made up at random, as facts for the reference and as contents for the dataset.
struct GeneratedAccounts {
  var reports: [(department: String, year: Int)] = []
  /// By report.
  var facts: [[PlainFact]] = []
  /// The measures each report discloses.
  var disclosed: [Set<String>] = []
  private var contents: [ReportContent] = []

  static let classes = ["201", "208", "210"]
  static let funds = ["一般公共预算", "政府性基金预算"]
  private static let columns: [(measure: String, role: ColumnRole)] = [
    ("支出", .合计), ("基本支出", .基本支出), ("项目支出", .项目支出),
  ]

  var dataset: Dataset { DatasetBuilder.build(contents) }

  init(_ random: inout Seeded) {
    for department in ["甲局", "乙局", "丙局", "丁局"].prefix(Int.random(in: 2...4, using: &random)) {
      for year in 2019...2021 where !random.chance(4) { addReport(department, year, &random) }
    }
    if reports.isEmpty { addReport("甲局", 2020, &random) }
  }

  private mutating func addReport(_ department: String, _ year: Int, _ random: inout Seeded) {
    reports.append((department, year))
    disclosed.append([])
    facts.append([])
    contents.append(
      ReportContent(
        file: "\(department)-\(year).txt",
        identity: ReportIdentity(kind: .部门决算, department: department, year: year)))
    if !random.chance(6) { addSpending(&random) }
    if !random.chance(3) { addAppropriations(&random) }
  }

  /// 表3, with levels missing here and there, blanks, zeros and sums that do not foot.
  private mutating func addSpending(_ random: inout Seeded) {
    open(.支出决算表, Self.columns.map(\.measure))
    let hidden = Set((0...3).filter { _ in random.chance(4) })
    var rows: [(path: [String], basic: Int, project: Int)] = []
    for one in Self.classes where !random.chance(3) {
      for two in [one + "01", one + "02"] where !random.chance(3) {
        for three in [two + "01", two + "02"] where !random.chance(3) {
          rows.append(
            ([one, two, three], Self.amount(&random), random.chance(2) ? 0 : Self.amount(&random)))
        }
      }
    }
    var printed: [[String]: (basic: Int, project: Int)] = [:]
    for row in rows {
      for level in 0...3 where !hidden.contains(level) {
        let path = Array(row.path.prefix(level))
        let known = printed[path] ?? (0, 0)
        printed[path] = (known.basic + row.basic, known.project + row.project)
      }
    }
    for (path, sums) in printed.sorted(by: { $0.key.joined() < $1.key.joined() }) {
      var (basic, project) = sums
      if random.chance(12) { basic += random.pick([1, -1, 500]) }
      if random.chance(20) { (basic, project) = (0, 0) }
      let values = [basic + project, basic, project]
      for (index, column) in Self.columns.enumerated() {
        // A zero is a blank as often as it is printed.
        if values[index] == 0, random.chance(2) { continue }
        add(
          .支出决算表, column.measure, path, nil, values[index],
          row: path.isEmpty ? .合计 : .功能科目, column: column.role)
      }
    }
  }

  /// 表4's 支出 side: 类 by fund, with their totals.
  private mutating func addAppropriations(_ random: inout Seeded) {
    open(.财政拨款收入支出决算总表, ["财政拨款支出"])
    // Some reports have no 合计 column, or fill only its last row, or that wrongly.
    let hasTotals = !random.chance(4)
    let hasGrandTotal = hasTotals || random.chance(2)
    var totals: [String?: Int] = [:]
    for one in Self.classes where !random.chance(3) {
      var sum = 0
      for fund in Self.funds where !random.chance(2) {
        let amount = Self.amount(&random)
        sum += amount
        totals[fund, default: 0] += amount
        appropriation([one], fund, amount)
      }
      totals[nil, default: 0] += sum
      if hasTotals { appropriation([one], nil, sum) }
    }
    if random.chance(8) { totals[nil, default: 0] += 700 }
    let hasFundTotals = !random.chance(4)
    for fund in [nil] + Self.funds.map(Optional.init)
    where fund == nil ? hasGrandTotal : hasFundTotals {
      if let total = totals[fund] { appropriation([], fund, total) }
    }
  }

  private mutating func appropriation(_ path: [String], _ fund: String?, _ amount: Int) {
    let column: ColumnRole = fund == nil ? .合计 : fund == "一般公共预算" ? .一般公共预算 : .政府性基金
    add(
      .财政拨款收入支出决算总表, "财政拨款支出", path, fund, amount,
      row: path.isEmpty ? .本年支出合计 : .功能类, column: column, side: "支出")
  }

  private static func amount(_ random: inout Seeded) -> Int {
    random.chance(8) ? 0 : Int.random(in: 1...99_999, using: &random)
  }

  private mutating func open(_ table: StandardTable, _ measures: [String]) {
    let last = contents.count - 1
    contents[last].coverage.append(
      TableCoverage(table: table, title: "表\(table.rawValue)", place: Place(line: 1)))
    disclosed[last].formUnion(measures)
  }

  private static let classNames = [
    "201": "一般公共服务支出", "208": "社会保障和就业支出", "210": "卫生健康支出",
  ]

  private mutating func add(
    _ table: StandardTable, _ measure: String, _ path: [String], _ fund: String?, _ amount: Int,
    row: RowRole, column: ColumnRole, side: String = ""
  ) {
    let last = contents.count - 1
    let code = path.last ?? ""
    facts[last].append(
      PlainFact(report: last, measure: measure, path: path, fund: fund, amount: amount))
    contents[last].figures.append(
      Figure(
        table: table, side: side, code: row == .功能类 ? "" : code,
        label: Self.classNames[code] ?? (code.isEmpty ? "合计" : "科目\(code)"),
        column: column.rawValue, rowRole: row, columnRole: column,
        value: PrintedNumber(mantissa: Int64(amount), scale: 2), unit: .万元,
        place: Place(line: Int32(facts[last].count)), raw: ""))
  }
}
