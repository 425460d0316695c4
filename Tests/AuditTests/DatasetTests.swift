import Accounts
import Synchronization
import Testing

@testable import Audit

/// The findings of many reports at once.
@Suite struct DatasetAuditTests {
  /// Reports of several departments, two years of each, with a fault in every later one.
  private static func contents(_ departments: Int) -> [ReportContent] {
    (0..<departments).flatMap { number -> [ReportContent] in
      var report = SoundReport()
      report.print("75.00", table: 4, side: "支出", row: .功能类, .合计)
      return [report.lastYear, report.content].map { content in
        var content = content
        content.identity.department = "江城市云山区第\(number)局"
        content.identity.aliases = []
        content.file = "\(number)-\(content.identity.year).txt"
        content.fingerprint = UInt64(content.file.hashValue.magnitude)
        for index in content.coverage.indices { content.coverage[index].department = "" }
        return content
      }
    }
  }

  private static func dataset(_ departments: Int = 20) -> Dataset {
    DatasetBuilder.build(contents(departments))
  }

  @Test func `findings come report by report, whatever task makes them`() {
    let dataset = Self.dataset()
    let found = Auditor.findings(in: dataset)
    #expect(found.map(\.report) == found.map(\.report).sorted())
    #expect(Set(found.map(\.report)).count == dataset.reports.count)
    let again = Auditor.findings(in: dataset)
    #expect(found.map(\.evidenceText) == again.map(\.evidenceText))
  }

  @Test func `a report is compared with its own department's of the year before`() {
    var contents = Self.contents(2)
    contents[0].print("3.33", table: 1, side: "支出", row: .年末结转和结余)
    let dataset = DatasetBuilder.build(contents)
    let found = Auditor.findings(in: dataset).filter { $0.rule.family == .跨年 }
    #expect(found.map(\.rule.id) == ["上年结转"])
    #expect(dataset.reports[found[0].report].content.file == "0-2021.txt")
    #expect(found[0].evidenceText.contains("0-2020.txt"))
  }

  @Test func `years that do not follow one another are not compared`() {
    var contents = Self.contents(1)
    contents[0].identity.year = 2019
    contents[0].print("3.33", table: 1, side: "支出", row: .年末结转和结余)
    let found = Auditor.findings(in: DatasetBuilder.build(contents))
    #expect(!found.contains { $0.rule.family == .跨年 })
  }

  @Test func `only the reports asked for are worked on`() {
    let dataset = Self.dataset()
    let all = Auditor.findings(in: dataset).filter { $0.report == 5 }
    let one = Auditor.findings(in: dataset, where: { $0 == 5 })
    #expect(one.map(\.evidenceText) == all.map(\.evidenceText))
  }

  @Test func `who stops it stops it before the next department`() {
    let dataset = Self.dataset()
    let asked = Atomic(0)
    let found = Auditor.findings(
      in: dataset, goesOn: { asked.wrappingAdd(1, ordering: .relaxed).oldValue < 3 })
    #expect(asked.load(ordering: .relaxed) == 20)
    #expect(Set(found.map { dataset.reports[$0.report].department }).count == 3)
  }
}
