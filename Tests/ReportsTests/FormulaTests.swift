import Accounts
import Testing

@testable import Reports

@Suite("Formulas printed under tables")
struct FormulaTests {
  private func formulas(_ notes: String) throws -> [String] {
    var report = SmallReport()
    report.add(
      "国有资本经营预算财政拨款支出决算表（表9）",
      "编码|科目名称|小计|基本支出|项目支出\n栏次||1|2|3\n|合计|1.00||1.00\n\n注：本表反映支出。\n\n\(notes)")
    let content = try report.read()
    #expect(content.unclaimed.isEmpty)
    return content.formulas.map { formula in
      let terms = formula.terms.map { ($0.sign < 0 ? "-" : "+") + String($0.ordinal) }.joined()
      return "\(formula.axis) \(formula.total)=\(terms)"
    }
  }

  @Test("An ellipsis stands for the ordinals between its ends")
  func ellipsis() throws {
    #expect(try formulas("7 行＝（1+2+…+6）行；") == ["rows 7=+1+2+3+4+5+6"])
  }

  @Test("Full-width signs and digits count like plain ones, and several formulas share a line")
  func fullWidth() throws {
    #expect(
      try formulas("６ 栏各行＝（1＋2－3）栏各行；3栏各行=（4＋5）栏各行。")
        == ["columns 6=+1+2-3", "columns 3=+4+5"])
  }

  @Test("A formula broken over lines is one")
  func brokenLine() throws {
    #expect(try formulas("7 行＝（1+2+3\n\n+4+5）行。") == ["rows 7=+1+2+3+4+5"])
  }

  @Test("A sentence with an equals sign is no formula")
  func noFormula() throws {
    #expect(try formulas("完成率＝决算数÷预算数。").isEmpty)
  }
}
