import Execution
import Session
import Testing
import Text

@Suite("check")
struct CheckTests {
  @Test func `The filter leaves out whole reports and single findings`() {
    let all = ask("list 检查")
    let one = ask("list 检查 where 部门~云山 year 2020")
    #expect(!one.rows.isEmpty && one.rows.count < all.rows.count)
    #expect(one.rows == all.rows.filter { $0.hasPrefix("中共江城市云山区委办公室 2020 ") })
    let errors = ask("check where 级别=错误 and not 部门~云山")
    #expect(errors.rows.count == 4)
    #expect(ask("count 检查 where 年度 in (2020, 2021)").rows == ask("count 检查").rows)
  }

  @Test func `The rules are listed and explained`() {
    let rules = ask("show 规则")
    #expect(rules.header == ["规则", "类别", "级别", "问题", "公式"])
    #expect(rules.rows.contains { $0.hasPrefix("表3上下级 上下级 错误 ") })
    #expect(ask("explain check 表3上下级").texts[0].contains("公式  每一栏：上级 = Σ 直接下级"))
    #expect(ask("explain check 表3上下").error != nil)
  }

  @Test func `Findings are told within 80 columns, the number underlined`() {
    let result = ask("check where 部门~云山 year 2020").results[0]
    let listing = (result.display.listing ?? "").split(separator: "\n").map(String.init)
    #expect(listing.allSatisfy { $0.contains("-->") || DisplayWidth.of($0) <= 80 })
    let unit = listing.firstIndex { $0.hasPrefix("错误[单位元与万元]") }!
    let line = listing[unit + 2]
    let marks = listing[unit + 3]
    let before = line.range(of: "132.33").map { DisplayWidth.of(String(line[..<$0.lowerBound])) }
    #expect(marks == String(repeating: " ", count: before! - 4).padded(after: "  | ") + "^^^^^^")
    #expect(listing.last == "错误 1 · 舍入 13 · 提示 2")
  }
}

extension String {
  fileprivate func padded(after margin: String) -> String { margin + self }

  fileprivate func range(of word: String) -> Range<Index>? { firstRange(of: word) }
}
