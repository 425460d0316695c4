import Accounts
import Testing

@testable import Reports

@Suite("Tables whose cells are parted by mere spaces")
struct SpacedTableTests {
  static let outlayHeader = """
    项目

    本年支出

    合计
    基本支出 项目支出

    上缴上级

    支出
    经营支出

    对附属

    单位补

    助支出
    功能分类科目编码 科目名称
    类 款 项
    栏次 1 2 3 4 5 6

    """

  @Test("A vanished blank is found by the sums over the rows")
  func vanishedBlanks() throws {
    let figures = try SmallReport.figures(
      "支出决算表（表3）",
      Self.outlayHeader + """
        合计 300.00 100.00 200.00

        204 公共安全支出 300.00 100.00 200.00

        20402 公安 120.00 20.00 100.00

        2040201 行政运行 20.00 20.00

        2040219 信息化建设 100.00 100.00

        20406 司法 180.00 80.00 100.00

        2040601 行政运行 80.00 80.00

        2040605
        普法宣传与基层司法业务的

        各项支出
        100.00 100.00
        """)
    let leaves = figures.filter { $0.contains("20402") || $0.contains("2040605") }
    #expect(
      leaves == [
        "20402 公安 本年支出合计 120.00", "20402 公安 基本支出 20.00", "20402 公安 项目支出 100.00",
        "2040201 行政运行 本年支出合计 20.00", "2040201 行政运行 基本支出 20.00",
        "2040219 信息化建设 本年支出合计 100.00", "2040219 信息化建设 项目支出 100.00",
        "2040605 普法宣传与基层司法业务的各项支出 本年支出合计 100.00",
        "2040605 普法宣传与基层司法业务的各项支出 项目支出 100.00",
      ])
    #expect(figures.count == 20)
  }

  @Test("An unusual column is found by what the prose says of it")
  func proseDecides() throws {
    let lines = Self.outlayHeader + "合计 9.00 4.00 5.00\n\n205 教育支出 9.00 4.00 5.00"
    let usual = try SmallReport.figures("支出决算表（表3）", lines)
    let told = try SmallReport.figures(
      "支出决算表（表3）", lines, prose: "2020年度支出合计9.00万元，其中：基本支出4.00万元；经营支出5.00万元。")
    #expect(usual.suffix(2) == ["205 教育支出 基本支出 4.00", "205 教育支出 项目支出 5.00"])
    #expect(told.suffix(2) == ["205 教育支出 基本支出 4.00", "205 教育支出 经营支出 5.00"])
  }

  @Test("表2 follows 表1 where a blank has vanished")
  func otherTableDecides() throws {
    var report = SmallReport()
    report.add(
      "收入支出决算总表（表1）",
      """
      收入 支出
      项目 行次 金额 项目 行次 金额
      栏次 1 栏次 2
      一、一般公共预算财政拨

      款收入
      1 7.00一、一般公共服务支出 5 9.00

      二、事业收入 2 2.00 二、外交支出 6

      本年收入合计 3 9.00 本年支出合计 7 9.00

      总计 4 9.00 总计 8 9.00
      """)
    report.add(
      "收入决算表（表2）",
      """
      项目 本年收入 合计 财政拨款 收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入
      功能分类科目编码 科目名称
      栏次 1 2 3 4 5 6 7
      合计 9.00 7.00 2.00
      201 一般公共服务支出 9.00 7.00 2.00
      """)
    let content = try report.read()
    let first = content.figures.filter { $0.table == .收入支出决算总表 }.map(\.summary)
    #expect(
      first == [
        "收入 一、一般公共预算财政拨款收入 金额 7.00", "支出 一、一般公共服务支出 金额 9.00", "收入 二、事业收入 金额 2.00",
        "收入 本年收入合计 金额 9.00", "支出 本年支出合计 金额 9.00", "收入 总计 金额 9.00", "支出 总计 金额 9.00",
      ])
    let second = content.figures.filter { $0.table == .收入决算表 }
    #expect(second.map(\.columnRole) == [.合计, .财政拨款收入, .事业收入, .合计, .财政拨款收入, .事业收入])
    #expect(content.unclaimed.isEmpty)
  }

  @Test("A number glued to the next label belongs to the cell before it")
  func gluedNumber() throws {
    let figures = try SmallReport.figures(
      "财政拨款收入支出决算总表（表4）",
      """
      收 入 支 出
      项目 行次 金额 项目 行次 合计 一般公共预算财政拨款 政府性基金预算财政拨款 国有资本经营预算财政拨款
      栏次 1 栏次 2 3 4 5
      一、一般公共预算财政拨款 1 8.00一、一般公共服务支出 6 8.00 8.00
      二、国有资本经营财政拨款 2 0二、国防支出 7
      本年收入合计 3 8.00 本年支出合计 8 8.00 8.00
      年初财政拨款结转和结余 4 10.30年末财政拨款结转和结余 9 10.30 10.30
      总计 5 18.30总计 10 18.30 18.30
      """)
    #expect(
      figures.filter { $0.hasPrefix("收入") } == [
        "收入 一、一般公共预算财政拨款 金额 8.00", "收入 二、国有资本经营财政拨款 金额 0", "收入 本年收入合计 金额 8.00",
        "收入 年初财政拨款结转和结余 金额 10.30", "收入 总计 金额 18.30",
      ])
    #expect(figures.contains("支出 年末财政拨款结转和结余 一般公共预算财政拨款 10.30"))
    #expect(figures.count == 13)
  }

  @Test(
    "A wrapped label is joined, whether its rest stands before its numbers, below or around",
    arguments: [
      "2080505\n机关事业单位基本养老保险\n\n缴费支出\n6.00 6.00", "2080505 机关事业单位基本养老保险 6.00 6.00\n缴费支出",
      "机关事业单位基本养老保险\n2080505 6.00 6.00\n缴费支出",
    ])
  func wrappedLabel(row: String) throws {
    let figures = try SmallReport.figures(
      "一般公共预算财政拨款支出决算表（表5）",
      """
      项目 本年支出
      功能分类科目编码 科目名称 小计 基本支出 项目支出
      栏次 1 2 3
      合计 9.00 9.00
      208 社会保障和就业支出 9.00 9.00
      20805 行政事业单位养老支出 9.00 9.00
      \(row)
      2080506 职业年金缴费支出 3.00 3.00
      """)
    #expect(
      figures.suffix(4) == [
        "2080505 机关事业单位基本养老保险缴费支出 小计 6.00", "2080505 机关事业单位基本养老保险缴费支出 基本支出 6.00",
        "2080506 职业年金缴费支出 小计 3.00", "2080506 职业年金缴费支出 基本支出 3.00",
      ])
  }

  @Test("表6's groups are parted by codes and amounts alone")
  func economicGroups() throws {
    let figures = try SmallReport.figures(
      "一般公共预算财政拨款基本支出决算表（表6）",
      """
      人员经费 公用经费
      科目编

      码
      科目名称 决算数 科目编码 科目名称 决算数
      301 工资福利支出 9.00 302
      商品和服务支

      出
      2.00 307 债务利息及费用支出

      30101 基本工资 9.00 30201 办公费 2 30703
      国内债务发行

      费用

      303 对个人和家庭的补助 30239 其他交通费用
      人员经费合计 9.00 公用经费合计 2.00
      """)
    #expect(
      figures == [
        "人员经费 301 工资福利支出 决算数 9.00", "公用经费 302 商品和服务支出 决算数 2.00", "人员经费 30101 基本工资 决算数 9.00",
        "公用经费 30201 办公费 决算数 2", "人员经费 人员经费合计 决算数 9.00", "公用经费 公用经费合计 决算数 2.00",
      ])
  }

  @Test("表7's numbers fall where 合计 and 小计 add up")
  func officialExpenses() throws {
    var report = SmallReport()
    report.add(
      "一般公共预算财政拨款“三公”经费支出决算表（表7）",
      """
      预算数 决算数
      合计 因公出国（境）费 公务用车购置及运行费 公务接待费 合计 因公出国（境）费 公务用车购置及运行费 公务接待费
      小计 公务用车购置费 公务用车运行费 小计 公务用车购置费 公务用车运行费
      1 2 3 4 5 6 7 8 9 10 11 12
      14.5 9 5.5 3.25 3.25 3.25
      """)
    let content = try report.read()
    #expect(
      content.figures.map(\.columnRole) == [.预算合计, .预算因公出国, .预算接待, .决算合计, .决算公务用车])
    // The one item under 小计 may be either.
    #expect(content.unclaimed.map(\.text) == ["3.25"])
  }

  @Test("A wrong total moves no number out of its column")
  func faultyTotal() throws {
    let figures = try SmallReport.figures(
      "支出决算表（表3）",
      Self.outlayHeader + """
        合计 300.00 100.00 200.00
        204 公共安全支出 310.00 100.00 200.00
        20402 公安 300.00 100.00 200.00
        2040201 行政运行 100.00 100.00
        2040219 信息化建设 200.00 200.00
        """)
    #expect(
      figures.dropFirst(3).prefix(3) == [
        "204 公共安全支出 本年支出合计 310.00", "204 公共安全支出 基本支出 100.00", "204 公共安全支出 项目支出 200.00",
      ])
    #expect(figures.last == "2040219 信息化建设 项目支出 200.00")
  }

  @Test("Without 行次 the labels tell 收入 from 支出")
  func noLineOrdinals() throws {
    let figures = try SmallReport.figures(
      "收入支出决算总表",
      """
      收入 支出
      项目 决算数 项目 决算数
      一、一般公共预算财政拨款收入 7.00 一、一般公共服务支出 9.00
      二、事业收入 2.00 二、外交支出
      三、国防支出 0.50
      本年收入合计 9.00 本年支出合计 9.50
      年初结转和结余 0.50 年末结转和结余
      总计 9.50 总计 9.50
      """)
    #expect(
      figures == [
        "收入 一、一般公共预算财政拨款收入 决算数 7.00", "支出 一、一般公共服务支出 决算数 9.00", "收入 二、事业收入 决算数 2.00",
        "支出 三、国防支出 决算数 0.50", "收入 本年收入合计 决算数 9.00", "支出 本年支出合计 决算数 9.50",
        "收入 年初结转和结余 决算数 0.50", "收入 总计 决算数 9.50", "支出 总计 决算数 9.50",
      ])
  }

  @Test("A total's name set apart is one label, after a row with nothing in it")
  func spreadTotal() throws {
    let figures = try SmallReport.figures(
      "收入支出决算总表",
      """
      收入 支出
      项目 决算数 项目 决算数
      一、一般公共预算财政拨款收入 7.00 一、一般公共服务支出 7.00
      二、事业收入 二、外交支出
      总 计 7.00 总　计 7.00
      """)
    #expect(
      figures == [
        "收入 一、一般公共预算财政拨款收入 决算数 7.00", "支出 一、一般公共服务支出 决算数 7.00", "收入 总计 决算数 7.00",
        "支出 总计 决算数 7.00",
      ])
  }
}
