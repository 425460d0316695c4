import Accounts
import Testing

@testable import Audit

@Suite struct SoundReportTests {
  @Test func `a report in which everything adds up breaks no rule`() {
    let findings = SoundReport().findings.map { "\($0.rule.id) \($0.subject) \($0.expected)" }
    #expect(findings == [])
  }

  @Test(arguments: Fault.all) func `each rule finds its fault`(_ fault: Fault) {
    var report = SoundReport()
    fault.make(&report)
    let found = report.findings.map { "\($0.rule.id) \($0.severity.rawValue)" }
    #expect(found.contains("\(fault.rule) \(fault.severity.rawValue)"), "\(found)")
  }

  @Test func `every rule has a fault that it must find`() {
    let tested = Set(Fault.all.map(\.rule))
    #expect(RuleBook.rules.map(\.id).filter { !tested.contains($0) } == [])
  }

  @Test func `rule ids are single words of the language, each its own`() {
    let ids = RuleBook.rules.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(
      ids.allSatisfy {
        $0.unicodeScalars.allSatisfy {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
            || "（）".unicodeScalars.contains($0)
        }
      })
  }
}
