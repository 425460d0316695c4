import Accounts
import Testing

@testable import Reports

struct AnnexTests {
  private func annex(_ table: String) -> ReportContent {
    ProseReports.explaining("预算绩效情况说明", "（三）项目支出自评结果。\n" + table)
  }

  @Test("a tabbed table is read by its words, merged cells left out")
  func tabbed() throws {
    let content = annex(
      """
      2022年度渔政执法项目自评表

      项目名称\t渔政执法\t\t\t\t
      预算执行情况（万元） （20分）\t\t预算数（A）\t执行数（B）\t执行率（B/A）\t得分 （20分*执行率）
      \t年度财政资金总额\t60.00\t58.50\t97.5%\t19.5
      年度绩效目标\t一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值\t得分
      \t产出指标 （40分）\t数量指标\t巡江次数（10分）\t≥100次\t120次\t10
      \t\t质量指标\t查处合规率\t合规\t合规\t30
      \t效益指标 （40分）\t社会效益指标\t渔民满意\t\t满意\t40
      总分\t99.5
      """)
    let project = try #require(content.projects.first)
    #expect(project.name == "渔政执法")
    #expect(project.score?.description == "99.5")
    #expect(
      content.prose.map { "\($0.measure) \($0.value)\($0.unitText)" } == [
        "预算执行情况分值 20分", "预算数 60.00万元", "执行数 58.50万元", "执行率 97.5%", "得分 19.5分",
        "产出指标分值 40分", "效益指标分值 40分", "总分 99.5分",
      ])
    let rows = content.indicators.map { [$0.first, $0.second, $0.third, $0.target, $0.actual] }
    #expect(
      rows == [
        ["产出指标", "数量指标", "巡江次数", "≥100次", "120次"],
        ["产出指标", "质量指标", "查处合规率", "合规", "合规"],
        ["效益指标", "社会效益指标", "渔民满意", "", "满意"],
      ])
    #expect(content.indicators.map { $0.score?.description } == ["10", "30", "40"])
    #expect(content.indicators[0].weight?.description == "10")
  }

  @Test("in a text dump the lines of a wrapped row are joined")
  func dump() {
    let content = annex(
      """
      项目支出绩效自评表
      项目名称 渔政执法 财务负责人 某人 联系电话 84460000
      年初预算数
      全年预算数 全年执行数 分值 执行率 得分
      （万元） 年度资金总额 60 60 58.5 10 97.5% 9
      预期目标 实际完成情况
      一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分
      产出指标
      （50）
      数量指标
      指标 1：巡江
      次数
      ≥100 次 120 次 20 20
      质量指标指标 1：控制预算率 ≤100% 98% 30 29
      总分 100 99
      """)
    let rows = content.indicators.map { [$0.first, $0.second, $0.third, $0.target, $0.actual] }
    #expect(
      rows == [
        ["产出指标", "数量指标", "巡江次数", "≥100次", "120次"],
        ["产出指标", "质量指标", "控制预算率", "≤100%", "98%"],
      ])
    #expect(content.indicators.map { $0.weight?.description } == ["20", "30"])
    #expect(content.indicators.map { $0.score?.description } == ["20", "29"])
    #expect(content.projects.first?.budget?.description == "60")
    #expect(content.projects.first?.rate?.description == "97.5")
  }
}
