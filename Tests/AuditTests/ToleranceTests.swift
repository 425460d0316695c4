import Accounts
import Testing

@testable import Audit

@Suite struct ToleranceTests {
  @Test func `a cent that rounding explains is listed apart`() {
    var report = SoundReport()
    report.print("30.01", table: 3, code: "21004", .合计)
    #expect(report.findings.allSatisfy { $0.severity == .舍入 })
    #expect(report.findings.contains { $0.rule.id == "表3上下级" && $0.difference == "-0.01万元" })
  }

  @Test func `a difference beyond half a last digit of each number is an error`() {
    var report = SoundReport()
    report.print("30.02", table: 3, code: "21004", .合计)
    #expect(report.findings.contains { $0.rule.id == "表3上下级" && $0.severity == .错误 })
  }

  @Test func `a number of the prose stands for what its digits leave open`() {
    var report = SoundReport()
    report.say("142", "支出", measure: "合计")
    #expect(report.findings.isEmpty)
    report.say("142.3", "支出", measure: "合计")
    #expect(report.findings.contains { $0.rule.id == "说明支出合计" && $0.severity == .错误 })
  }

  @Test func `right shares that add up to 100 but for rounding are listed apart`() {
    var report = SoundReport()
    // 35.21 + 57.7 + 1.41 + 2.11 + 3.52 = 99.95
    report.say("57.7", "支出", "项目支出", measure: "占比")
    let found = report.findings
    #expect(found.map(\.severity) == [.舍入])
    #expect(found.map(\.printed) == ["99.95%"])
  }

  @Test func `payments of two classifications that differ by more than rounding may be others`() {
    var report = SoundReport()
    report.pay("2080801", "30304", "6.00")
    #expect(!report.findings.contains { $0.rule.id == "表5表6抚恤金" })
  }

  @Test func `a heading may name another year where it is not of the accounts`() {
    var report = SoundReport()
    report.content.headings[0].text = "第四部分2022年工作思路"
    #expect(report.findings.isEmpty)
  }

  @Test func `a number that two rules reach is told once where one is a printed formula`() {
    var report = SoundReport()
    report.print("99.00", table: 1, side: "收入", row: .总计)
    let found = report.findings.filter { $0.subject == "表1 收入 总计" }.map(\.rule.id)
    #expect(found.contains("表1收入总计") && !found.contains("表下公式"))
  }

  @Test func `names of the classification before 2018 are not looked at`() {
    var report = SoundReport()
    report.content.identity.year = 2017
    report.name("30302", "离休费", table: 6)
    #expect(!report.findings.contains { $0.rule.id == "表6科目名称" })
  }

  @Test func `basic spending announced and told is no finding`() {
    var report = SoundReport()
    report.content.paragraphs[0].text = "基本支出主要用于："
    report.say("18.00", "分类预决算", "一般公共服务", measure: "支出决算")
    #expect(!report.findings.contains { $0.rule.id == "清单基本支出分类" })
  }

  @Test func `people are counted, not rounded`() {
    var report = SoundReport()
    report.say("19", "人员构成", "退休", measure: "人数")
    #expect(report.findings.contains { $0.rule.id == "清单离退休人数" && $0.severity == .错误 })
  }

  @Test func `spending on 三公 beyond basic spending is no finding`() {
    var report = SoundReport()
    report.print("0.20", table: 6, code: "30217")
    #expect(!report.findings.contains { $0.rule.id.hasPrefix("表6表7") })
  }

  @Test func `a short form of the department over a table is its own`() {
    var report = SoundReport()
    report.content.coverage[2].department = "云山区测试局"
    #expect(report.findings.isEmpty)
  }

  @Test func `a rate on a budget of zero is a hint where nothing was spent`() {
    var report = SoundReport()
    for measure in ["年初预算", "支出决算"] {
      report.say("0.00", "三公经费", "公务接待费", measure: measure)
    }
    let finding = report.findings.first { $0.rule.id == "完成率三公经费" && $0.expected.contains("基数") }
    #expect(finding?.severity == .提示)
  }

  @Test func `a table that is not there decides nothing`() {
    var report = SoundReport()
    report.content.figures.removeAll { $0.table.rawValue < 8 }
    report.content.coverage.removeAll { $0.table.rawValue < 8 }
    #expect(report.findings.isEmpty)
  }
}
