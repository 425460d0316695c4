import Accounts
import Testing

@testable import Reports

@Suite("Tables whose cells are parted by tabs")
struct TabbedTableTests {
  @Test("Numbers one column off a merged header are put where the sums hold")
  func mergedHeader() throws {
    let figures = try SmallReport.figures(
      "支出决算表（表3）",
      """
      项目|||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
      功能分类科目编码||科目名称||||||
      类|款|项|1|2|3|4|5|6
      |||栏次|||||
      |||合计|300.00|100.00|200.00||
      205|||教育支出|300.00|100.00|200.00||
      20502|||普通教育|300.00|100.00|200.00||
      2050201|||学前教育|100.00|100.00|||
      2050202|||小学教育|200.00||200.00||
      """)
    #expect(figures.prefix(3) == ["合计 本年支出合计 300.00", "合计 基本支出 100.00", "合计 项目支出 200.00"])
    #expect(figures.suffix(2) == ["2050202 小学教育 本年支出合计 200.00", "2050202 小学教育 项目支出 200.00"])
    #expect(figures.count == 13)
  }

  @Test("The label 合计 in a row above its numbers is theirs")
  func totalAbove() throws {
    let figures = try SmallReport.figures(
      "收入决算表（表2）",
      """
      项目|||本年收入合计|财政拨款收入|上级补助收入|事业收入|经营收入|附属单位上缴收入|其他收入
      功能分类科目编码|科目名称||1|2|3|4|5|6|7
      |类|款 项|合 计||||||
      |||1,200.50|1,000.00|200.00||||0.50
      206||科学技术支出|1,200.50|1,000.00|200.00||||0.50
      """)
    #expect(
      figures == [
        "合计 本年收入合计 1200.50", "合计 财政拨款收入 1000.00", "合计 上级补助收入 200.00", "合计 其他收入 0.50",
        "206 科学技术支出 本年收入合计 1200.50", "206 科学技术支出 财政拨款收入 1000.00",
        "206 科学技术支出 上级补助收入 200.00", "206 科学技术支出 其他收入 0.50",
      ])
  }

  @Test("栏次 and 合计 run together in one cell are the label 合计")
  func ordinalWordBeforeTotal() throws {
    let figures = try SmallReport.figures(
      "一般公共预算财政拨款支出决算表（表5）",
      """
      项目|||本年支出||
      功能分类科目编码|科目名称||小计|基本支出|项目支出
      类|款|项|1|2|3
      ||栏次合计|5.00|5.00|0.00
      212||城乡社区支出|5.00|5.00|0.00
      """)
    #expect(figures.first == "合计 小计 5.00")
    #expect(figures.count == 6)
    #expect(figures.contains("212 城乡社区支出 项目支出 0.00"))
  }

  @Test(
    "A code split over 类, 款 and 项 is joined",
    arguments: ["201|31|02", "201|20131|2013102"])
  func splitCode(cells: String) throws {
    let figures = try SmallReport.figures(
      "一般公共预算财政拨款支出决算表（表5）",
      """
      项目||||本年支出||
      类|款|项|科目名称|小计|基本支出|项目支出
      栏次||||1|2|3
      合计||||7.00||7.00
      201|||一般公共服务支出|7.00||7.00
      \(cells)|一般行政管理事务|7.00||7.00
      """)
    #expect(figures.suffix(2) == ["2013102 一般行政管理事务 小计 7.00", "2013102 一般行政管理事务 项目支出 7.00"])
  }

  @Test("Without 栏次 the header's leaves tell the columns, and 合计 may stand last")
  func totalAtTheBottom() throws {
    let figures = try SmallReport.figures(
      "支出决算表",
      """
      功能分类科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
      216|商业服务业等支出|9.00|4.00|||5.00|
      21602|商业流通事务|9.00|4.00|||5.00|
      合计||9.00|4.00|||5.00|
      """)
    #expect(figures.suffix(3) == ["合计 本年支出合计 9.00", "合计 基本支出 4.00", "合计 经营支出 5.00"])
    #expect(figures.count == 9)
  }

  @Test("A column that the form does not have keeps its own name")
  func foreignColumn() throws {
    let figures = try SmallReport.figures(
      "收入决算表",
      """
      项目|||本年收入合计|财政拨款收入|上级补助收入|事业收入||经营收入|附属单位上缴收入|其他收入
      编码||科目名称||||小计|其中：教育收费|||
      栏次|||1|2|3|4|5|6|7|8
      合计|||9.00|4.00||5.00|2.00|||
      """)
    #expect(
      figures == [
        "合计 本年收入合计 9.00", "合计 财政拨款收入 4.00", "合计 事业收入 5.00", "合计 其中：教育收费 2.00",
      ])
  }

  @Test("Both halves of a 总表 are read, their 行次 are not")
  func sides() throws {
    var report = SmallReport()
    report.add(
      "财政拨款收入支出决算总表（表4）",
      """
      收入|||支出|||||
      项目|行次|决算数|项目|行次|决算数|||
      |||||小计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款
      栏次||1|栏次||2|3|4|5
      一、一般公共预算财政拨款|1|80|一、一般公共服务支出|8|60|60||
      二、政府性基金预算财政拨款|2|12|二、城乡社区支出|9|20||20|
      三、国有资本经营预算财政拨款|3||三、其他支出|10||||
      本年收入合计|4|92|本年支出合计|11|80|60|20|
      年初财政拨款结转和结余|5|3|年末财政拨款结转和结余|12|15|15||
      一、一般公共预算财政拨款|6|3||13||||
      总计|7|95|总计|14|95|75|20|
      """)
    let content = try report.read()
    #expect(
      content.figures.map(\.summary) == [
        "收入 一、一般公共预算财政拨款 决算数 80", "支出 一、一般公共服务支出 小计 60",
        "支出 一、一般公共服务支出 一般公共预算财政拨款 60", "收入 二、政府性基金预算财政拨款 决算数 12",
        "支出 二、城乡社区支出 小计 20", "支出 二、城乡社区支出 政府性基金预算财政拨款 20", "收入 本年收入合计 决算数 92",
        "支出 本年支出合计 小计 80", "支出 本年支出合计 一般公共预算财政拨款 60",
        "支出 本年支出合计 政府性基金预算财政拨款 20", "收入 年初财政拨款结转和结余 决算数 3",
        "支出 年末财政拨款结转和结余 小计 15", "支出 年末财政拨款结转和结余 一般公共预算财政拨款 15",
        "收入 一、一般公共预算财政拨款 决算数 3", "收入 总计 决算数 95", "支出 总计 小计 95",
        "支出 总计 一般公共预算财政拨款 75", "支出 总计 政府性基金预算财政拨款 20",
      ])
    let roles = content.figures.filter { $0.side == "收入" }.map(\.rowRole)
    #expect(
      roles == [
        .一般公共预算财政拨款收入, .政府性基金预算财政拨款收入, .本年收入合计, .年初结转和结余, .一般公共预算年初结转, .总计,
      ])
    #expect(content.figures.filter { $0.side == "支出" }.first?.column == "决算数/小计")
    let tokens = try #require(content.coverage.first?.tokens)
    #expect(tokens.figures == 18 && tokens.ordinals == 19 && tokens.unclaimed == 0)
  }

  @Test("表6 has one to three groups side by side", arguments: 1...3)
  func economicGroups(groups: Int) throws {
    let first = ["301|工资福利支出|30.10", "30101|基本工资|30.10", "303|对个人和家庭的补助|"]
    let second = ["302|商品和服务支出|302", "30201|办公费|302", "||"]
    let third = ["310|资本性支出|4.00", "31002|办公设备购置|4.00", "||"]
    let heads = "人员经费||" + (groups > 1 ? "|公用经费||" : "") + (groups > 2 ? "|||" : "")
    let columns = Array(repeating: "科目编码|科目名称|决算数", count: groups).joined(separator: "|")
    let rows = first.indices.map { row in
      [first, second, third].prefix(groups).map { $0[row] }.joined(separator: "|")
    }
    let figures = try SmallReport.figures(
      "一般公共预算财政拨款基本支出决算表（表6）",
      ([heads, columns] + rows + ["|人员经费合计|30.10||公用经费合计|306.00"]).joined(separator: "\n"))
    var expected = [
      "人员经费 301 工资福利支出 决算数 30.10", "人员经费 30101 基本工资 决算数 30.10", "人员经费 人员经费合计 决算数 30.10",
      "公用经费 公用经费合计 决算数 306.00",
    ]
    if groups > 1 { expected += ["公用经费 302 商品和服务支出 决算数 302", "公用经费 30201 办公费 决算数 302"] }
    if groups > 2 { expected += ["公用经费 310 资本性支出 决算数 4.00", "公用经费 31002 办公设备购置 决算数 4.00"] }
    #expect(Set(figures) == Set(expected) && figures.count == expected.count)
  }

  @Test("表7's staggered header yields to its ordinals")
  func staggeredHeader() throws {
    var report = SmallReport()
    report.add(
      "一般公共预算财政拨款“三公”经费支出决算表（表7）",
      """
      预算数||||||决算数|||||||
      合计|因公出国（境）费|公务用车购置及运行费||||公务接待费|合计|因公出国（境）费|公务用车购置及运行费||||公务接待费
      ||小计|公务用车购置费|公务用车运行费|小计||||公务用车购置费|公务用车运行费|||
      1|2|3|4|5|6|7|8|9|10|11|12||
      6.00||5.00||5.00|1.00|2.50||2.00||2.00|0.50||
      """)
    let content = try report.read()
    #expect(
      content.figures.map(\.columnRole) == [
        .预算合计, .预算公务用车, .预算运行, .预算接待, .决算合计, .决算公务用车, .决算运行, .决算接待,
      ])
    #expect(content.figures[1].column == "预算数/公务用车购置及运行费/小计")
    #expect(content.figures[7].column == "决算数/公务接待费")
  }

  @Test("An empty table has no figures but its statement")
  func emptyTable() throws {
    var report = SmallReport()
    report.add(
      "国有资本经营预算财政拨款支出决算表（表9）",
      """
      项目|||本年支出|||
      功能分类科目编码||科目名称|小计|基本支出|项目支出|
      类|款|项|1|2|3|
      ||合计||||

      本单位2020年度无国有资本经营预算财政拨款支出
      """)
    let content = try report.read()
    #expect(content.figures.isEmpty)
    #expect(content.coverage.first?.statement == "本单位2020年度无国有资本经营预算财政拨款支出")
    #expect(content.unclaimed.isEmpty)
  }

  @Test("The unit stated over a table is that of its figures")
  func unit() throws {
    var report = SmallReport()
    report.add("收入决算表", "编码|科目名称|本年收入合计|财政拨款收入\n|合计|5000.00|5000.00", unit: "元")
    let content = try report.read()
    #expect(content.figures.map(\.unit) == [.元, .元])
    #expect(content.coverage.first?.department == "江城市测试局")
  }

  @Test("A number that fits no column is unclaimed, not invented")
  func unclaimed() throws {
    var report = SmallReport()
    report.add(
      "国有资本经营预算财政拨款支出决算表（表9）",
      "编码|科目名称|小计|基本支出|项目支出\n栏次||1|2|3\n|合计|1.00|1.00|2.00|3.00|4.00")
    let content = try report.read()
    #expect(content.figures.count + content.unclaimed.count == 5)
    #expect(!content.unclaimed.isEmpty)
  }

  @Test("A row with too many numbers takes none of the rows below it along")
  func crowdedRow() throws {
    let figures = try SmallReport.figures(
      "国有资本经营预算财政拨款支出决算表（表9）",
      """
      编码|科目名称|小计|基本支出|项目支出
      栏次||1|2|3
      |合计|1.00|1.00|2.00|3.00|4.00
      223|国有资本经营预算支出|1.00||1.00
      22301|解决历史遗留问题|1.00||1.00
      """)
    #expect(figures.suffix(2) == ["22301 解决历史遗留问题 小计 1.00", "22301 解决历史遗留问题 项目支出 1.00"])
    #expect(figures.count == 4)
  }

  @Test(
    "A page's number and the header printed again are no rows",
    arguments: ["- 7 -", "— 7 —", "第 7 页 共 30 页", "7 / 30", "7"], [false, true])
  func pageBreak(mark: String, repeatsHeader: Bool) throws {
    let header = """
      收入|||支出||
      项目|行次|决算数|项目|行次|决算数
      栏次||1|栏次||2
      """
    var report = SmallReport()
    report.add(
      "收入支出决算总表（表1）",
      """
      \(header)
      一、一般公共预算财政拨款收入|1|7.00|一、一般公共服务支出|31|4.00
      二、政府性基金预算财政拨款收入|2||二、外交支出|32|
      三、上级补助收入|3||三、国防支出|33|3.00
      \(mark)\(repeatsHeader ? "\n" + header : "")
      |4||四、公共安全支出|34|
      本年收入合计|5|7.00|本年支出合计|35|7.00
      总计|6|7.00|总计|36|7.00
      """)
    let content = try report.read()
    #expect(
      content.figures.map(\.summary) == [
        "收入 一、一般公共预算财政拨款收入 决算数 7.00", "支出 一、一般公共服务支出 决算数 4.00", "支出 三、国防支出 决算数 3.00",
        "收入 本年收入合计 决算数 7.00", "支出 本年支出合计 决算数 7.00", "收入 总计 决算数 7.00", "支出 总计 决算数 7.00",
      ])
    #expect(content.unclaimed.isEmpty)
  }
}
