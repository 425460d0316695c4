import Accounts
import Testing

@testable import Reports

struct IdentityTests {
  private func identity(_ text: String) -> ReportIdentity {
    ProseReports.content(of: text).identity
  }

  @Test("a short form in the headings gives way to the fullest form in the prose")
  func shortForms() {
    let identity = identity(
      """
      第一部分 区委办公室概况
      一、主要职能
      办文。
      第三部分 区委办公室2022年度部门决算情况说明
      一、机关运行经费支出情况
      2022年度中共武汉市新洲区委办公室机关运行经费支出5万元。
      """)
    #expect(identity.department == "中共武汉市新洲区委办公室")
    #expect(identity.aliases.contains("区委办公室"))
    #expect(identity.city == "武汉市")
    #expect(identity.county == "新洲区")
    #expect(identity.year == 2022)
  }

  @Test("加挂 brackets are no part of a name, and another county's name no alias")
  func aliases() {
    let identity = identity(
      """
      2022年度武汉市新洲区人民政府办公室（对外加挂区研究室牌子）部门决算
      第一部分 武汉市新洲区人民政府办公室（对外加挂区研究室牌子）概况
      一、主要职能
      办文。
      第二部分 武汉市新洲区人民政府办公室2022年度部门决算表
      部门：武汉市蔡甸区人民政府办公室 单位：万元
      第三部分 武汉市新洲区人民政府办公室2022年度部门决算情况说明
      一、机关运行经费支出情况
      2022年度新洲区政府办公室机关运行经费支出5万元。
      """)
    #expect(identity.department == "武汉市新洲区人民政府办公室")
    #expect(identity.aliases.contains("新洲区政府办公室"))
    #expect(!identity.aliases.contains { $0.contains("蔡甸") })
  }

  @Test("a heading wrapped over two lines gives the whole name")
  func wrappedHeadings() {
    let identity = identity(
      """
      第一部分 中国共产党武汉市新洲区委办公室概

      况

      一、主要职能
      办文。
      第三部分 中国共产党武汉市新洲区委办公室

      2022 年度部门决算情况说明

      一、机关运行经费支出情况
      无。
      """)
    #expect(identity.department == "中国共产党武汉市新洲区委办公室")
  }

  @Test(
    "the kind of document is told by its cover",
    arguments: [
      ("2022年度江城市临江区渔业局部门预算", ReportIdentity.Kind.部门预算),
      ("2022年度江城市临江区渔业所单位决算", .单位决算),
      ("上海市 XX 局 2024 年度部门决算", .空白模板),
      ("关于开会的通知", .其他),
    ])
  func kinds(cover: String, kind: ReportIdentity.Kind) {
    let identity = identity(
      """
      \(cover)
      第一部分 概况
      一、主要职能
      办文。
      """)
    #expect(identity.kind == kind)
  }

  @Test(
    "what only speaks of totals, by nobody and of no year, is no final account",
    arguments: [
      ("收支总计增减率是比率。", ReportIdentity.Kind.其他),
      ("2021年度收支总计五百万元。", .部门决算),
    ])
  func totals(text: String, kind: ReportIdentity.Kind) {
    #expect(identity(text).kind == kind)
  }

  @Test("a development zone gives way to the district beside it")
  func zones() {
    let identity = identity(
      """
      2020年度中共武汉经开区工委（汉南区委）办公室部门决算
      第一部分 中共武汉经开区工委（汉南区委）办公室概况
      一、主要职能
      办文。
      """)
    #expect(identity.city == "武汉市")
    #expect(identity.county == "汉南区")
  }

  @Test("a sentence of the template left in a report does not make it blank")
  func templateText() {
    let identity = identity(
      """
      第一部分 江城市临江区渔业局概况
      一、主要职能
      管渔业。
      第三部分 江城市临江区渔业局2022年度部门决算情况说明
      一、收入支出决算总体情况说明
      2022年度收、支总计90万元。与2021年度相比，增加10万元。
      二、收入决算情况说明
      收入合计90万元。其中：事业收入XX万元，占XX%。
      """)
    #expect(identity.kind == .部门决算)
  }

  @Test(
    "the place is read from the name, also where the city is not in the table",
    arguments: [
      ("中共江城市云山区委办公室", "江城市", "云山区"), ("湖北省大冶市教育局", "大冶市", ""),
      ("北京市朝阳区教育局", "北京市", "朝阳区"), ("武汉经开区财政局", "武汉市", "经开区"),
      ("江汉区城市管理局", "", "江汉区"), ("黄陂县市场监督管理局", "", "黄陂县"),
    ])
  func places(name: String, city: String, county: String) {
    let identity = identity("第一部分 \(name)概况\n一、主要职能\n办文。\n")
    #expect(identity.city == city)
    #expect(identity.county == county)
  }
}
