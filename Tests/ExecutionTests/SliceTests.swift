import Accounts
import Foundation
import Session
import TestSupport
import Testing
import Text

@testable import Execution

private let seed = UInt64(
  ProcessInfo.processInfo.environment["SUAN_SEED"].flatMap { Int($0) }
    ?? Int.random(in: 1...999_999))

/// The same questions over the reports' own tables, row by row, and over slices of sorted
/// columns must have the same answers and the same notes.
@Suite("Answers over slices", .serialized)
struct SliceTests {
  private static let questions = [
    "sum 支出 by 部门 year 2020 vs 2019 order 增减率 desc top 2",
    "sum 支出 by 部门, 年度 vs 上年 order 增减率 desc top 3",
    "sum 支出 by 部门 vs 上年 year 2020",
    "sum 支出, 基本支出 by 部门 order 支出 desc top 2",
    "sum 支出 by 部门 top 2",
    "sum 支出 by 部门, 年度, 类 order 支出 desc top 3",
    "sum 支出 by 部门, 年度, 类 order 支出 top 3",
    "sum 支出 / 基本支出 as r by 部门 having r > 1.5 order r desc",
    "sum 支出 - 基本支出 as d by 部门 having d >= 100 order d desc top 2",
    "sum 支出 by 部门 having 支出 > 300",
    "sum 支出 where 类 in (201, 208) by 类 across 年度",
    "sum 支出 where 款=20801 by 类, 年度",
    "avg min max median 支出 by 类", "avg min max median 支出 per 部门 by 类",
    "avg 支出 by 年度", "count 支出 by 类", "count 支出 by 年度", "median 支出 by 部门",
    "max 支出 where 类=208", "share 支出 by 类", "share 支出 by 部门 year 2020",
    "share 支出 of 年度 by 年度, 类", "count 部门 by 年度", "count 部门", "count 年度 by 部门",
    "sum * where 部门~甲 by 指标, 年度",
    "sum 支出 by 类 with 总计", "sum 支出 by 年度, 类 with 小计", "sum 支出 by 部门 top 1 with 其他",
    "sum 支出 by 类 tree", "sum 支出 where 类!=208 by 款", "sum 财政拨款支出 by 预算种类, 类",
    "sum 财政拨款支出 where 预算种类=一般公共预算 by 部门", "sum 支出 where 部门 !~ 甲 by 项 year 2020",
    "sum (支出 where 类=208) / 支出 as r by 部门", "sum 支出 where 年度 in (2019, 2021) by 部门, 类",
    "sum 支出", "sum 支出 year 2021 vs 2019", "sum 支出 by 类 year 2021 vs 2020 vs 2019",
    "sum 支出 / 财政拨款支出 as r by 部门 order r desc top 1",
    "sum 支出 / 财政拨款支出 as r by 部门 having r < 1 order r",
    "sum 支出 - 财政拨款支出 as d by 部门 order d desc top 1",
    "sum 支出, 财政拨款支出 by 部门 top 1",
    "sum 支出 where 科目=208 by 年度", "sum 支出 where 科目=20801 by 类, 部门",
    "sum 支出 where 科目~01 by 部门", "sum 支出 where 科目~01 by 类 year 2020",
    "sum (支出 where 科目~01) / 支出 as r by 部门", "sum 支出, 基本支出 where 科目~02 by 年度",
    "sum 支出 where 科目~02 and 部门~甲", "sum 支出 where 科目~01 by 款",
    "sum 支出 where 科目~没有 by 部门", "sum 支出 where 科目~一般 by 部门", "sum 支出 where 科目~2080 by 款",
    "sum 支出 where 类=208 or 类=210 by 年度", "sum 支出 where 款=20801 or 款=20802 by 类",
    "sum 支出 where 科目=208 or 科目=20102 by 部门", "sum 支出 where 科目=2080101 or 科目=208",
    "sum 支出 where 类=208 or 年度=2020 by 部门", "avg 支出 where 类=201 or 类=208",
    "sum 支出 where 部门~甲 or 部门~乙 by 类", "sum 支出 where year=2019 or year=2020 by 部门",
    "sum 支出 by 部门, 类 top 2", "sum 支出, 基本支出 by 部门, 年度 top 3", "sum 支出 by 部门, 项 top 9",
    "sum 支出 where 类=208 by 部门, 款, 年度 top 4", "sum 支出 - 基本支出 as d by 部门, 类 top 1",
    "sum 支出 where 级=项 by 类", "sum 支出 where 级=款 and 类=208 by 部门, 级", "sum 支出 by 级",
    "sum 支出 where 款 is null by 部门", "sum 支出 where 类 is not null by 年度, 级",
    "sum 支出 where 级!=合计 by 类", "avg 支出 where 级=类", "sum 支出 where 级=类 by 款",
    "sum 支出 where 类=208 or 部门~甲 by 部门", "sum 支出 where 类=208 or 部门~甲 or 年度=2020 by 类",
    "sum 支出, 基本支出 where 部门~甲 or 款=20801 by 年度", "sum 支出 where 类=208 or 款=20102 by 部门",
    "sum 支出 / 财政拨款支出 as r where 类=208 or 部门~乙 by 部门", "sum 支出 where 款=20801 or 科目~02 by 类",
    "sum (支出 where 类=208 or 部门~甲) / 支出 as r by 年度", "sum 支出 where 类=208 or 款=20102 by 级",
    "sum 支出 where (类=208 or 年度=2019) and (款=20801 or 部门~甲) by 部门 with 总计",
    "sum 支出 by 部门 across 年度 top 2", "sum 支出, 基本支出 by 部门 across 年度 order 基本支出 desc top 1",
    "sum 支出 where 类=208 by 部门 across 年度 having 支出 > 100", "sum 支出 by 部门, 类 across 年度 top 2",
    "sum 支出 - 基本支出 as d by 部门 across 年度 order d top 2", "sum 支出 by 部门 across 类 top 1",
    "sum 支出 by 部门 across 年度 order 2020 desc top 2",
    "count 部门 by 类", "count 部门 by 类, 年度 where 部门~甲", "count 类 by 部门", "count 款",
    "count 部门 where 类=208", "count 部门 where 类=208 or 部门~甲 by 年度", "count 项 by 类 where 级=项",
    "count 年度 by 类 top 1 with 其他", "count 部门 by 类 with 总计", "count 类 by 部门 across 年度",
    "list 支出 order 支出 desc top 3", "list 支出 where 级=款 order 支出 top 4", "list 支出 top 4",
    "list 支出, 基本支出 where 部门~甲 order 基本支出 desc, 支出 top 3",
    "list 支出 where 支出 > 100 order 支出 desc top 3", "list 支出 where 支出 in 10..300 order 支出 desc top 3",
    "list 支出 where not (支出 > 200) order 支出 desc top 2", "list 支出 where 支出 < 90 order 支出 desc top 2",
    "list 支出 where 支出 = 100 or 支出 > 500 order 支出 top 2", "list 支出 where 支出 <= 300 top 2",
    "list 支出 where 类=208 or 款=20102 order 支出 desc, 年度 top 2",
    "list 支出 where 科目!~01 and 年度=2020 order 支出 desc top 2",
    "list 支出 where 类=208 or 部门~甲 order 支出 desc top 2",
    "list 财政拨款支出 where 预算种类=一般公共预算 and 类=208 order 财政拨款支出 desc top 3",
    "sum 支出 by 部门 top 2 with 其他, 总计", "sum 支出, 基本支出 by 部门 top 2 with 其他",
    "sum 支出 / 财政拨款支出 as r by 部门 order r desc top 2 with 其他, 总计",
    "sum 支出 by 市, 部门 top 2", "sum 支出 by 市, 部门 top 2 with 小计", "sum 支出 by 部门, 市 top 2 with 其他",
    "count 部门 by 市, 类", "count 市 by 部门, 类 top 2", "sum 支出 by 区县, 部门, 类 top 4 with 小计, 其他",
    "sum 支出 by 年度, 部门 top 3", "sum 支出 by 类, 部门 top 4 with 总计", "sum 支出 by 部门, 类 top 3 with 小计",
    "share 支出 by 部门 top 2", "share 支出 of 市 by 市, 部门 top 3", "share 支出 by 部门, 类 top 2 with 其他",
    "count 类 by 部门 top 2", "count 年度 by 部门 top 2 with 总计", "count 项 by 部门, 类 top 3 with 其他",
    "avg 支出 by 部门 top 2", "avg min max median 支出 by 部门, 年度 top 3 with 总计",
    "avg 支出 by 部门 top 1 with 其他", "count 支出 by 部门 having 支出 > 1 top 2",
    "sum abs(支出) as a by 部门 order a top 2 with 其他", "sum 支出 by 部门 across 类 top 2 with 总计",
    "sum 支出 by 部门 year 2020 vs 2019 top 2 with 其他, 总计",
    "sum 支出 by 部门 having 支出 > 300 top 1 with 其他",
    "sum 支出, rank(支出) as n by 部门 top 2", "sum 支出, rank(支出) as n by 部门, 年度 order n desc top 2",
    "sum 支出, rank(支出) as n by 部门 having n <= 2", "sum 支出 by 部门, 类 tree top 2",
    "sum 支出 by 部门, 款 tree top 1",
    "sum * by 部门, 指标 top 3", "sum * by 指标, 部门 where 部门~甲 top 3", "sum 支出 by 类, 款, 项 top 5",
    "sum 支出 by 款, 类, 年度 with 小计", "count 款 by 类, 部门", "sum 支出 by 项, 类 across 年度 top 3",
    "sum 支出 / 基本支出 as r by 部门, 类 having r > 1 top 3",
    "sum 支出 where 类=208 or 部门~甲 by 部门 top 2 with 其他",
    "avg 支出 where 类=208 by 部门 order 支出 top 2", "sum 支出 by 部门 order 部门 top 3 with 总计",
    "sum 支出 by 部门 across 类 year 2020 vs 2019 top 2", "sum 支出 by 部门, 年度 vs 上年 top 2 with 其他, 总计",
    "sum 支出 by 部门 across 年度 top 1 with 其他, 总计", "sum 支出 by 部门 across 类 top 2 with 其他",
    "avg 支出 by 部门 across 年度 top 1 with 其他", "sum 支出 by 年度, 部门 top 3 with 其他",
    "sum 支出 / 财政拨款支出 as r by 预算种类, 部门 top 2 with 其他", "share 支出 - 6 by 部门 top 2",
    "sum 支出, 支出 / 财政拨款支出 as r by 预算种类, 部门 top 1 with 其他, 总计",
    "sum 支出 by 部门 where 年度=2019 or 年度=2020 top 2", "sum 支出 / 财政拨款支出 as r by 部门, 年度, 类 top 2",
    "sum 支出 by 部门, 年度 where 年度=2019 or 年度=2020 vs 上年 top 3",
    "list 支出 where 支出 > 300", "list 支出 where 支出 = 100 or 支出 < 20",
    "list 支出 where 支出 > 100 and 类=208 order 部门", "list 支出 where 支出 > 100 and 部门~甲 top 3",
    "list 支出 where 支出 < 60 order 支出", "avg 支出 by 部门, 类", "median 支出 where 类=208 by 部门, 款 top 4",
    "avg 支出 where 款=20801 by 部门 top 2", "min max 支出 where 类=201 by 部门, 年度",
    "count 支出 by 部门, 项", "avg 支出 by 部门, 项 with 小计 top 3", "sum 支出 by 部门, 款 tree top 2 with 总计",
    "sum 支出 by 部门, 类 tree having 支出 > 150 order 支出 desc top 2", "sum 支出 by 市, 部门, 类 tree top 3",
    "sum 支出 - 基本支出 as d by 部门, 类 tree order d top 2 with 其他",
    "sum 支出 by 部门, 类 tree across 年度 top 2", "count 款 by 部门, 类 order 部门 desc top 4",
    "sum 支出 where 科目~01 by 科目", "sum 支出 where 类=208 by 部门, 科目 top 3",
    "sum 支出 where 级=款 by 科目, 年度", "sum 支出 where 款=20801 or 款=20102 by 科目 with 总计",
    "sum 支出 where 科目=208 or 科目=20102 by 科目", "avg 支出 where 类=208 by 科目",
    "sum 支出 where 级!=合计 by 科目", "count 科目 where 科目~0 by 部门", "share 支出 where 科目~02 by 科目",
    "sum 支出 where 科目~01 by 类, 科目 order 支出 desc top 3", "avg 支出 where 科目=20801 by 部门, 科目",
    "sum 支出 where 类=208 or 部门~甲 by 科目", "sum 支出, 基本支出 where 科目=208 by 科目 across 年度",
    "sum 支出 where 科目!~01 by 科目", "sum 支出 where 类 in (201, 208) by 科目, 级",
    "sum 财政拨款支出 where 类=208 by 科目, 预算种类", "sum 财政拨款支出 where 预算种类=一般公共预算 by 预算种类",
    "sum 支出 where 部门~甲 by 部门, 年度 order 支出 desc top 3",
    "sum 支出 where 部门 !~ 甲 by 部门, 年度, 类 order 支出 top 2",
    "count 部门 where 部门~没有这个 and 级=款 by 部门", "count 部门 where 部门~甲 and 级!=项 by 部门, 年度",
    "sum 支出 by 年度, 级 tree", "list 支出, 财政拨款支出 where 部门~甲 top 6",
    "sum 支出, rank(支出) as n by 部门", "sum abs(支出) as a by 部门 having a > 10 top 1",
  ]

  @Test func `Slices answer as rows do`() throws {
    print("slices: SUAN_SEED=\(seed)")
    try compare(reports: 30)
  }

  @Test func `Slices answer as rows do on several threads and narrowed to departments`() throws {
    let kept = (SliceLimits.rowsPerThread, SliceLimits.fewDepartments, SliceLimits.mostGroups)
    let (size, reports) = (SliceLimits.departmentsPerPart, SliceLimits.reportsAtOnce)
    defer {
      (SliceLimits.rowsPerThread, SliceLimits.fewDepartments, SliceLimits.mostGroups) = kept
      (SliceLimits.departmentsPerPart, SliceLimits.reportsAtOnce) = (size, reports)
    }
    (SliceLimits.rowsPerThread, SliceLimits.fewDepartments) = (2, 0)
    try compare(reports: 20)
    (SliceLimits.departmentsPerPart, SliceLimits.reportsAtOnce) = (1, 3)
    try compare(reports: 20)
    // With none narrowed down to, all departments are gone through in parts.
    (SliceLimits.departmentsPerPart, SliceLimits.fewDepartments) = (2, .max)
    try compare(reports: 20)
    (SliceLimits.mostGroups, SliceLimits.fewDepartments) = (12, 0)
    try compare(reports: 20)
  }

  private func compare(reports: Int) throws {
    var random = Seeded(seed)
    var disagreements = 0
    for _ in 0..<reports where disagreements < 5 {
      let accounts = GeneratedAccounts(&random)
      let plain = accounts.dataset
      let rows = Session(dataset: plain)
      let slices = Session(dataset: Dataset(store: FactColumns(plain)))
      var questions = (0..<20).map { _ in "\(GeneratedQuery(&random, accounts))" }
      questions += Self.questions.shuffled(using: &random).prefix(40)
      for question in questions {
        let expected = answer(question, rows)
        let actual = answer(question, slices)
        guard actual != expected else { continue }
        disagreements += 1
        Issue.record(
          "seed \(seed), \(SliceLimits.settings): \(question)\n  slices \(actual)\n  rows   \(expected)"
        )
      }
    }
  }

  /// Cells, notes and coverage in order, or what is wrong.
  private func answer(_ question: String, _ session: Session) -> [String] {
    var lines: [String] = []
    do {
      try session.run(SourceText(name: "test", question)) { reply in
        guard case .result(let result) = reply else { return }
        lines = result.rows.map { row in
          row.cells.map { cell in
            switch cell {
            case .blank: "-"
            case .text(let text): text
            case .number(let number): String(describing: number)
            }
          }.joined(separator: " ")
        }
        lines += result.notes.map(\.text)
        lines.append(
          result.coverage.map { "\($0.disclosing) of \($0.reports)" } ?? "no coverage")
      }
    } catch .diagnostics(let diagnostics) {
      return diagnostics.map { "\($0.id): \($0.title)" }
    } catch {
      return ["\(error)"]
    }
    return lines
  }
}

extension SliceLimits {
  fileprivate static var settings: String {
    "\(rowsPerThread) rows, \(fewDepartments) departments, \(departmentsPerPart) a part, \(mostGroups) groups"
  }
}
