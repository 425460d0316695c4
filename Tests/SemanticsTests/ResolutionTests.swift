import Accounts
import Semantics
import Syntax
import Testing
import Text

private let data = DatasetBuilder.build(
  [("江城市教育局", 2020), ("江城市水务局", 2021)].map { name, year in
    var content = ReportContent(
      file: "\(name).txt",
      identity: ReportIdentity(kind: .部门决算, department: name, year: year, city: "江城市"))
    content.figures = [("", "合计"), ("201", "一般公共服务支出"), ("20101", "人大事务")].map { code, label in
      Figure(
        table: .支出决算表, side: "", code: code, label: label, column: "合计",
        rowRole: code.isEmpty ? .合计 : .功能科目, columnRole: .合计, value: PrintedNumber("1.00")!,
        unit: .万元, place: Place(line: 1), raw: "")
    }
    return content
  })

private func query(_ text: String) throws -> Query {
  let script = Parser.parse(SourceText(name: "test", text)).script
  guard case .query(let query)? = script.statements.first?.kind else {
    throw TestFailure()
  }
  return query
}

private struct TestFailure: Error {}

private func plan(_ text: String) throws -> MeasurePlan {
  let resolver = QueryResolver(dataset: data, definitions: Definitions(), unit: .万元)
  guard case .measures(let plan) = try resolver.resolve(try query(text)) else {
    throw TestFailure()
  }
  return plan
}

private func fault(_ text: String) throws -> ResolutionError {
  do {
    _ = try plan(text)
  } catch let error as ResolutionError {
    return error
  }
  throw TestFailure()
}

@Suite("Questions become plans")
struct ResolutionTests {
  @Test func `Columns bear their verb's name and the type of what they hold`() throws {
    let plan = try plan("sum 支出, avg 支出, share 支出, count 支出, sum 支出 / 人数 by 部门")
    #expect(plan.columns.map(\.name) == ["支出", "平均支出", "支出占比", "支出报告数", "支出 / 人数"])
    #expect(plan.columns.map(\.type.kind) == [.money, .money, .rate, .count, .money])
    #expect(plan.columns.map(\.type.isExact) == [true, false, false, true, false])
  }

  @Test func `What is only ordered or filtered by is a hidden column`() throws {
    let plan = try plan("sum 支出 by 部门 having 收入 > 1 order 基本支出 desc")
    #expect(plan.columns.map(\.name) == ["支出", "收入", "基本支出"])
    #expect(plan.columns.map(\.isHidden) == [false, true, true])
  }

  @Test func `not moves into the tests`() throws {
    let plan = try plan("sum 支出 where not (类=201 or 年度=2020)")
    guard case .all(let parts) = plan.filter else { throw TestFailure() }
    #expect(parts.count == 2)
    guard case .test(.nodes(.类, let nodes, isNegated: true)) = parts[0],
      case .test(.years(let years)) = parts[1]
    else { throw TestFailure() }
    #expect(nodes.count == 1)
    #expect(years == [2021])
  }

  @Test func `A fault stands under the words it is about`() throws {
    let text = "sum 支出 where 部门~教育 and 人员类别=在职 by 部门"
    let range = try fault(text).range
    #expect(SourceText(name: "test", text)[range] == "人员类别")
    let named = "sum 支出, 支岀 by 部门"
    #expect(SourceText(name: "test", named)[try fault(named).range] == "支岀")
  }

  @Test func `A measure and its part are not added, subtracting and dividing are fine`() throws {
    #expect(
      try fault("sum 支出 + 一般公共预算支出").fault
        == .containedMeasure(inner: "一般公共预算支出", outer: "支出"))
    #expect(try fault("sum 基本支出 + 收入 + 支出").fault == .containedMeasure(inner: "基本支出", outer: "支出"))
    _ = try plan("sum 支出 - 一般公共预算支出")
    _ = try plan("sum 基本支出 / 支出")
    _ = try plan("sum 基本支出 + 项目支出")
  }

  @Test(arguments: [
    ("支出 > 1", 10_000), ("支出 > 1元", 1), ("支出 > 1亿", 100_000_000), ("支出 > -2万", -20_000),
  ])
  func `Numbers take the unit of what they stand beside`(condition: String, yuan: Int64) throws {
    let plan = try plan("sum 支出 by 部门 having \(condition)")
    guard case .compare(_, _, .number(let number))? = plan.having else { throw TestFailure() }
    #expect(number == Rational(yuan))
  }
}
