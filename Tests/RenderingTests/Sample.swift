import Accounts
import Execution
import Rendering

/// Answers made by hand for the tests of this folder.
enum Sample {
  static func number(_ text: String) -> QueryResult.Cell {
    PrintedNumber(text).map { .number($0) } ?? .blank
  }

  /// Two departments, money with differing decimals, a rate without a base, a total.
  static let spending = QueryResult(
    columns: [
      .init(name: "部门", kind: .text), .init(name: "年度", kind: .year),
      .init(name: "支出", kind: .money, unit: .万元),
      .init(name: "增减率", kind: .percent, unit: .percent),
    ],
    rows: [
      .init([.text("经开区办公室"), number("2020"), number("5335.32"), number("-9.6")]),
      .init([.text("财政局"), number("2020"), number("1234567.5"), .blank]),
      .init([.text("总计"), .blank, number("1239902.82"), .blank], kind: .total),
    ],
    notes: [
      .init(id: "coverage", text: "2 of 3 reports disclose this"),
      .init(id: "left-out", text: "洪山区 is left out"),
    ],
    query: "sum 支出 by 部门, 年度 with 总计", coverage: .init(disclosing: 2, reports: 3))

  /// Text that has everything a field may hold.
  static let awkward = QueryResult(
    columns: [.init(name: "项目", kind: .text), .init(name: "金额", kind: .money, unit: .元)],
    rows: [
      .init([.text("“三公”, 含\"引号\""), number("0.00")]),
      .init([.text("一\t二\n三"), .blank]),
      .init([.text("-"), number("-1.20")]),
    ])

  static func rendered(
    _ result: QueryResult, _ format: OutputFormat, _ change: (inout OutputStyle) -> Void = { _ in }
  ) -> String {
    var style = OutputStyle(format: format)
    change(&style)
    var renderer = Renderer(style: style)
    return renderer.render(result) + renderer.finish()
  }
}
