import Accounts
import Testing

@testable import Reports

/// 表7 has one row, and a text dump prints its numbers without the blanks between them.
@Suite("三公经费 whose blanks have vanished")
struct OfficialExpenseTests {
  static let header = """
    预算数 决算数
    合计
    因公出国（境）费 公务用车购置及运行费 公务接待费 合计
    因公出国（境）费 公务用车购置及运行费 公务接待费
    小计 公务用车购置费 公务用车运行费 小计 公务用车购置费 公务用车运行费
    1 2 3 4 5 6 7 8 9 10 11 12

    """
  static let whole = "2020年度“三公”经费财政拨款年初预算数为12.9万元，支出决算为4.55万元，完成年初预算的35.3%，其中："

  private func columns(_ numbers: String, _ prose: String) throws -> [ColumnRole?] {
    var report = SmallReport()
    report.prose = "(二)一般公共预算财政拨款“三公”经费支出决算情况。\n" + prose
    report.add("一般公共预算财政拨款“三公”经费支出决算表（表7）", Self.header + numbers)
    let content = try report.read()
    let settled = content.figures.map { (at: $0.place.column, role: Optional($0.columnRole)) }
    let open = content.unclaimed.map { (at: $0.place.column, role: ColumnRole?.none) }
    return (settled + open).sorted { $0.at < $1.at }.map(\.role)
  }

  @Test(
    "A budget that the prose implies stands in its column",
    arguments: [
      // 公务用车 by its rate, its 运行费 unknown.
      ("2.公务用车购置及运行费支出决算为4.55万元，完成年初预算的45.5%。", ColumnRole.预算公务用车),
      // 公务用车 by what it fell short of.
      ("2.公务用车购置及运行费支出决算为4.55万元，比年初预算减少5.45万元。", .预算公务用车),
      ("1.因公出国（境）费支出决算为0万元，比年初预算减少10万元。\n2.公务用车运行费4.55万元。", .预算因公出国),
    ])
  func impliedBudget(prose: String, second: ColumnRole) throws {
    let prose = prose + "（1）公务用车购置费0万元。（2）公务用车运行费4.55万元。"
    let columns = try columns("12.9 10 2.9 4.55 4.55 4.55", Self.whole + "\n" + prose)
    #expect(columns == [.预算合计, second, .预算接待, .决算合计, .决算公务用车, .决算运行])
  }

  @Test(
    "Which is the one item under 小计 is left open unless other places tell",
    arguments: [
      ("", nil, nil), ("2.其中：公务用车购置费4.55万元。", nil, ColumnRole.决算购置),
      ("2.其中：公务用车运行费4.55万元。", nil, .决算运行), ("2.其中：公务用车购置费0万元。", nil, .决算运行),
      ("2.本单位2020年没有公务用车购置支出。", nil, .决算运行),
      ("2.其中：公务用车购置费4.55万元，比年初预算减少5.45万元。", ColumnRole.预算购置, .决算购置),
    ])
  func groupWithOneItem(prose: String, budget: ColumnRole?, final: ColumnRole?) throws {
    #expect(
      try columns("12.9 10 10 2.9 4.55 4.55 4.55", prose)
        == [.预算合计, .预算公务用车, budget, .预算接待, .决算合计, .决算公务用车, final])
  }

  @Test("表6 tells which is the one item under 小计")
  func itemByEconomicClass() throws {
    // What 表6 prints for one may be but a part of it, and is nothing against it.
    for (code, name, amount, role) in [
      ("31013", "公务用车购置", "4.55", ColumnRole.决算购置), ("30231", "公务用车运行维护费", "4.55", .决算运行),
      ("30231", "公务用车运行维护费", "2.00", .决算公务用车),
    ] {
      var report = SmallReport()
      report.add(
        "一般公共预算财政拨款基本支出决算表（表6）",
        "科目编码 科目名称 决算数\n302 商品和服务支出 9.00\n\(code) \(name) \(amount)")
      report.add("一般公共预算财政拨款“三公”经费支出决算表（表7）", Self.header + "12.9 10 2.9 4.55 4.55 4.55")
      #expect(try report.read().figures.last?.columnRole == role)
    }
  }

  @Test("Two equal numbers are 合计 and the one item that the prose gives")
  func oneItem() throws {
    #expect(
      try columns("5.00 5.00 3.00 3.00", "3.公务接待费支出决算为3.00万元，完成年初预算的60.0%。")
        == [.预算合计, .预算接待, .决算合计, .决算接待])
    #expect(
      try columns("5.00 5.00 3.00 3.00", "1.因公出国（境）费支出决算为3.00万元，比年初预算减少2.00万元。")
        == [.预算合计, .预算因公出国, .决算合计, .决算因公出国])
  }

  @Test("What neither sums nor prose decide is left open")
  func undecided() throws {
    #expect(try columns("5.00 5.00 3.00 3.00", "") == [.预算合计, nil, .决算合计, nil])
  }

  @Test("A denial of one item speaks for the others")
  func denial() throws {
    #expect(
      try columns("5.00 5.00 3.00 3.00", "1.本单位2020年无因公出国（境）支出。\n2.公务用车购置及运行费支出决算为0万元。")
        == [.预算合计, nil, .决算合计, .决算接待])
  }

  @Test("Zeros printed in each column stand in order")
  func zeros() throws {
    #expect(
      try columns("5.00 0.00 0.00 0.00 0.00 5.00 3.00 0.00 0.00 0.00 0.00 3.00", "")
        == StandardTable.三公经费支出决算表.columns)
  }

  @Test("A table in 元 is held against prose in 万元")
  func yuan() throws {
    var report = SmallReport()
    report.prose = "(二)一般公共预算财政拨款“三公”经费支出决算情况。\n3.公务接待费支出决算为3.05万元，比年初预算减少2.00万元。"
    report.add(
      "一般公共预算财政拨款“三公”经费支出决算表（表7）", Self.header + "50,512.00 50,512.00 30,512.00 30,512.00",
      unit: "元")
    #expect(try report.read().figures.map(\.columnRole) == [.预算合计, .预算接待, .决算合计, .决算接待])
  }
}
