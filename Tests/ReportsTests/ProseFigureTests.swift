import Accounts
import Testing

@testable import Reports

struct ProseFigureTests {
  @Test("a fall is negative, a rise positive, and an alternative as printed")
  func changesAreSigned() {
    let content = ProseReports.explaining(
      "收入支出决算总体情况说明",
      "2022年度收、支总计90万元。与2021年度相比，收、支总计各减少10万元，下降10%。")
    #expect(
      content.prose.map(\.short) == [
        "收支总计||总计 90万元", "收支总计||较上年增减额 -10万元", "收支总计||较上年增减率 -10%",
      ])
    let either = ProseReports.explaining(
      "机关运行经费支出情况", "机关运行经费支出36万元，比2021年度增加（减少）-1.39万元，增长（下降）-3.67%。")
    #expect(
      either.prose.map(\.short) == [
        "机关运行经费||金额 36万元", "机关运行经费||较上年增减额 -1.39万元", "机关运行经费||较上年增减率 -3.67%",
      ])
  }

  @Test("full-width digits, thousands separators and other units are read")
  func numbersInAllForms() {
    let content = ProseReports.explaining(
      "收入支出决算总体情况说明", "２０２２年度收入总计１２３．４５万元，支出总计1，234.50元。较上年同期增加了3亿元。")
    #expect(
      content.prose.map(\.short) == [
        "收支总计||总计 123.45万元", "收支总计||总计 1234.50元", "收支总计||较上年增减额 3亿元",
      ])
  }

  @Test("a number and its unit may stand on two lines, and the place is that of the first digit")
  func wrappedNumbers() throws {
    let content = ProseReports.explaining(
      "收入决算情况说明", "2022年度收入合计870.27万元。其中：财政拨款收入870.27\n\n万元，占本年收入100.00\n\n%。")
    #expect(
      content.prose.map(\.short) == [
        "收入||合计 870.27万元", "收入|财政拨款收入|金额 870.27万元", "收入|财政拨款收入|占比 100.00%",
      ])
    let lines = content.prose.map(\.place.line)
    #expect(lines == [6, 6, 8])
  }

  @Test("a page number between the lines of a sentence is no figure")
  func pageNumbers() {
    let content = ProseReports.explaining(
      "国有资产占用情况", "截至2022年12月31日，江城市临江区渔业局共\n\n18\n\n有车辆8辆，其中机要通信用车1辆。")
    #expect(content.prose.map(\.short) == ["车辆||数量 8辆", "车辆|机要通信用车|数量 1辆"])
  }

  @Test("years, dates, list numbers and thresholds are no figures")
  func ordinals() {
    let content = ProseReports.explaining(
      "国有资产占用情况",
      "（1）截至2022年12月31日，按〔2021〕1号文件，1-6月无新增。单价50万元(含)以上通用设备2台(套)。咨询电话：027-84460000")
    #expect(content.prose.map(\.short) == ["设备|单价50万元以上通用设备|数量 2台(套)"])
  }

  @Test("shares belong to the 类 before them, and 项 to the 类 they stand in")
  func structure() {
    let content = ProseReports.explaining(
      "一般公共预算财政拨款支出决算情况说明",
      """
      （二）财政拨款支出决算结构情况
      2022年度财政拨款支出50万元，主要用于以下方面：一般公共服务（类）支出30万元，占60%，其中行政运行（项）20万元；卫生健康支出20万元，占40%。
      """)
    #expect(
      content.prose.map(\.short) == [
        "财政拨款支出结构||金额 50万元",
        "财政拨款支出结构|一般公共服务|金额 30万元", "财政拨款支出结构|一般公共服务|占比 60%",
        "财政拨款支出结构|一般公共服务/行政运行|金额 20万元",
        "财政拨款支出结构|卫生健康|金额 20万元", "财政拨款支出结构|卫生健康|占比 40%",
      ])
  }

  @Test("budget and outturn are read for each 科目, and the uses of projects before them")
  func budgets() {
    let content = ProseReports.explaining(
      "一般公共预算财政拨款支出决算情况说明",
      """
      （三）一般公共预算财政拨款支出决算具体情况
      一般公共预算财政拨款支出年初预算为40万元，支出决算为50万元，完成年初预算的125%。其中：基本支出30万元，项目支出20万元。项目支出主要用于：一是渔政执法经费15万元，主要成效：守护江豚。二是看望、慰问渔民5万。
      1.农林水支出（类）农业农村（款）行政运行（项）。年初预算为30万元，决算数为30万元，与年初预算持平。
      2、住房保障（类）年初预算为10万元，支出决算为20万元，完成年初预算的200，主要原因是追加经费。
      """)
    #expect(
      content.prose.map(\.short) == [
        "一般公共预算财政拨款支出||年初预算 40万元", "一般公共预算财政拨款支出||支出决算 50万元",
        "一般公共预算财政拨款支出||完成率 125%", "一般公共预算财政拨款支出||基本支出 30万元",
        "一般公共预算财政拨款支出||项目支出 20万元",
        "项目支出用途|渔政执法经费|金额 15万元", "项目支出用途|看望、慰问渔民|金额 5万",
        "分类预决算|农林水/农业农村/行政运行|年初预算 30万元",
        "分类预决算|农林水/农业农村/行政运行|支出决算 30万元",
        "分类预决算|住房保障|年初预算 10万元", "分类预决算|住房保障|支出决算 20万元",
        "分类预决算|住房保障|完成率 200",
      ])
  }

  @Test("an item of 三公经费 keeps its name until the next one is named")
  func threePublic() {
    let content = ProseReports.explaining(
      "一般公共预算财政拨款“三公”经费支出决算情况说明",
      """
      2022年度“三公”经费财政拨款年初预算数为20万元，支出决算为18万元，完成年初预算的90%，其中：
      1.因公出国（境）费支出决算为0万元。
      2.公务用车购置及运行费支出决算为15万元，完成年初预算的100%，其中：公务用车运行费15万元，比年初预算减少3万元，其中：燃料费5万元。公务用车保有量5辆。
      3.公务接待费3万元，6批次77人次。
      """)
    #expect(
      content.prose.map(\.short) == [
        "三公经费||年初预算 20万元", "三公经费||支出决算 18万元", "三公经费||完成率 90%",
        "三公经费|因公出国（境）费|支出决算 0万元",
        "三公经费|公务用车购置及运行费|支出决算 15万元", "三公经费|公务用车购置及运行费|完成率 100%",
        "三公经费|公务用车运行费|支出决算 15万元", "三公经费|公务用车运行费|较年初预算增减额 -3万元",
        "三公经费|公务用车运行费|燃料费 5万元", "三公经费|公务用车运行费|公务用车保有量 5辆",
        "三公经费|公务接待费|支出决算 3万元", "三公经费|公务接待费|批次 6批次",
        "三公经费|公务接待费|人次 77人次",
      ])
  }

  @Test("staff are told by kind, posts apart from people")
  func staff() {
    let content = ProseReports.content(
      of: """
        第一部分 江城市临江区渔业局概况
        一、主要职能
        管渔业，督办7件。
        二、部门人员构成
        江城市临江区渔业局总编制人数30人，其中行政编制20人。在职实有人数28人，其中：行政20人，事业8人。离退休人员10人，其中：离休1人，退休9人。
        第三部分 江城市临江区渔业局2022年度部门决算情况说明
        一、机关运行经费支出情况
        无。
        """)
    #expect(
      content.prose.map(\.short) == [
        "编制||人数 30人", "编制|行政|人数 20人", "人员构成|在职|人数 28人", "人员构成|行政|人数 20人",
        "人员构成|事业|人数 8人", "人员构成|离退休|人数 10人", "人员构成|离休|人数 1人", "人员构成|退休|人数 9人",
      ])
  }

  @Test("a sentence of nothing is a statement, and one of no change another")
  func statements() {
    let nothing = ProseReports.explaining(
      "政府性基金预算财政拨款收入支出决算情况", "本部门2022年度没有使用政府性基金预算财政拨款安排的支出。")
    #expect(nothing.prose.isEmpty)
    #expect(nothing.statements.map(\.topic) == ["政府性基金预算"])
    let same = ProseReports.explaining("机关运行经费支出情况", "机关运行经费支出50万元，与上年持平。")
    #expect(same.statements.map(\.kind) == [.unchanged])
  }

  @Test("a project's review fills a project")
  func projects() throws {
    let content = ProseReports.explaining(
      "预算绩效情况说明",
      """
      （三）项目支出自评结果。
      1.渔政执法项目绩效自评综述：项目全年预算数为60万元，执行数为58.5万元，完成预算的97.5%，自评得分99分。
      """)
    let project = try #require(content.projects.first)
    #expect(project.name == "渔政执法")
    #expect(project.budget?.description == "60")
    #expect(project.executed?.description == "58.5")
    #expect(project.rate?.description == "97.5")
    #expect(project.score?.description == "99")
  }
}
