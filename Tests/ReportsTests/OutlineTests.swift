import Accounts
import Testing

@testable import Reports

@Suite("The outline of a report")
struct OutlineTests {
  private func outline(_ text: String) -> Outline {
    OutlineReader.read(TextReader.document(utf8: Array(text.utf8)))
  }

  private static let report = """
    江城市测试局2020年度部门决算

    目 录
    第一部分 江城市测试局概况
    第二部分 江城市测试局2020年度部门决算表
    一、收入支出决算总表（表1）
    二、收入决算表（表2）
    第三部分 江城市测试局2020年度部门决算情况说明
    一、收入支出决算总体情况说明
    第一部分 江城市测试局

    概况

    一、部门主要职能
    负责测试；一、不是标题。
    二、部门人员构成
    第二部分 江城市测试局
    2020 年度部门决算表
    2020 年度收入支出决算总表（表 1）
    一、一般公共预算财政拨款收入 1 2.00
    总计 2 2.00
    2020 年度一般公共预算财政拨款“三公”经费支
    出决算表（表 7）
    1 2 3
    第三部分 江城市测试局
    2020 年度部门决算情况说明
    一、收入支出决算总体情况说明
    收入支出决算总表显示收入2.00万元。
    二、支出决算情况
    说明
    """

  @Test("The table of contents is no part of it")
  func contents() {
    let outline = outline(Self.report)
    #expect(outline.front == 0..<9)
    #expect(
      outline.parts.map(\.title) == [
        "第一部分江城市测试局概况", "第二部分江城市测试局2020年度部门决算表", "第三部分江城市测试局2020年度部门决算情况说明",
      ])
  }

  @Test("Sections follow their numerals, and a wrapped heading is whole")
  func sections() {
    let outline = outline(Self.report)
    #expect(outline.parts[0].sections.map(\.title) == ["一、部门主要职能", "二、部门人员构成"])
    #expect(outline.parts[1].sections.isEmpty)
    #expect(
      outline.parts[2].sections.map(\.title) == ["一、收入支出决算总体情况说明", "二、支出决算情况说明"])
  }

  @Test("A table reaches from its title to the next title or part")
  func tables() {
    let outline = outline(Self.report)
    #expect(outline.tables.map(\.table) == [.收入支出决算总表, .三公经费支出决算表])
    #expect(outline.tables[1].title == "2020年度一般公共预算财政拨款“三公”经费支出决算表（表7）")
    #expect(outline.tables[0].body.count == 2)
    #expect(outline.tables[1].heading.count == 2)
    #expect(outline.tables[1].body.count == 1)
  }

  @Test(
    "A title is told from those it is a suffix of",
    arguments: [
      ("收入支出决算总表", 1), ("2021年度收入决算表（表2）", 2), ("江城市测试局2020年度支出决算表", 3),
      ("四、财政拨款收入支出决算总表(表4)", 4), ("2020年度一般公共预算财政拨款支出决算表", 5),
      ("一般公共预算财政拨款基本支出决算明细表（表6）", 6), ("财政拨款“三公”经费支出决算表", 7),
      ("2020年度政府性基金预算财政拨款收入支出决算表（表8）", 8), ("国有资本经营预算财政拨款支出决算表", 9),
    ])
  func titles(text: String, number: UInt8) {
    #expect(TableTitle.table(of: GlyphSlice(Glyphs(text)))?.rawValue == number)
  }

  @Test(
    "Other headings are no titles",
    arguments: [
      "三、支出决算情况说明", "2020年度部门决算表", "国有资本经营预算支出", "本表为收入决算表。", "见支出决算表，其中：支出决算表",
      "项目支出绩效自评表",
    ])
  func noTitles(text: String) {
    #expect(TableTitle.table(of: GlyphSlice(Glyphs(text))) == nil)
  }
}
