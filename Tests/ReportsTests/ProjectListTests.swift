import Accounts
import Testing

@testable import Reports

@Suite("Projects that a report describes more than once")
struct ProjectListTests {
  private func record(
    _ name: String, _ budget: Int64? = nil, _ executed: Int64? = nil
  )
    -> ProjectRecord
  {
    ProjectRecord(
      name: name, budget: budget.map { PrintedNumber(mantissa: $0, scale: 2) },
      executed: executed.map { PrintedNumber(mantissa: $0, scale: 2) }, place: Place(line: 1),
      raw: name)
  }

  private func names(_ lists: [ProjectRecord]...) -> [String] {
    ProjectList.unified(lists).map(\.name)
  }

  @Test("A name that holds the other is the same project's")
  func nested() {
    #expect(
      names(
        [record("督查工作经费"), record("区总值班室工作经费"), record("专项工作经费")],
        [record("专项工作"), record("督查工作"), record("总值班室工作")])
        == ["督查工作经费", "区总值班室工作经费", "专项工作经费", "专项工作经费", "督查工作经费", "区总值班室工作经费"])
  }

  @Test("Of two names that hold it the nearest counts, and each is taken once")
  func nearest() {
    #expect(
      names([record("疫情防控专项工作经费"), record("专项工作经费")], [record("专项工作"), record("疫情防控专项工作")])
        == ["疫情防控专项工作经费", "专项工作经费", "专项工作经费", "疫情防控专项工作经费"])
  }

  @Test("The same money and characters in common make one project, either alone does not")
  func money() {
    #expect(
      names([record("购买防疫物资经费", 2716, 2649)], [record("疫情防控经费", 2716, 2649)])
        == ["购买防疫物资经费", "购买防疫物资经费"])
    #expect(
      names([record("设备购置", 2716, 2649)], [record("基层防疫经费", 2716, 2649)])
        == ["设备购置", "基层防疫经费"])
    #expect(
      names([record("购买防疫物资经费", 2716, 2649)], [record("基层防疫经费", 2000, 1900)])
        == ["购买防疫物资经费", "基层防疫经费"])
  }

  @Test("Projects of one list stay apart")
  func oneList() {
    #expect(names([record("设备购置"), record("办公设备购置")]) == ["设备购置", "办公设备购置"])
  }
}
