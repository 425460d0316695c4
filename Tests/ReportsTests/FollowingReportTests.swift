import Accounts
import Testing

@testable import Reports

/// A department's report with those of its units appended, the same report twice: what is read
/// is the first, and where the next begins is said.
@Suite("Several reports in one file")
struct FollowingReportTests {
  private enum Form: CaseIterable {
    /// The parts of the Ministry's form, with a table of contents over them.
    case contents
    /// The parts alone.
    case parts
    /// Sections, as reports without parts have them.
    case sections
    /// Sections, and the tables behind the explanations.
    case tablesLast
  }

  private static let tables = """
    2022年度收入支出决算总表（表1）
    部门：NAME\t\t\t\t\t单位：万元
    项目\t行次\t决算数\t项目\t行次\t决算数
    栏次\t\t1\t栏次\t\t2
    一、一般公共预算财政拨款收入\t1\tX1.00\t一、一般公共服务支出\t4\tX2.00
    本年收入合计\t2\tX1.00\t本年支出合计\t5\tX2.00
    总计\t3\tX1.00\t总计\t6\tX1.00
    注：本表反映部门本年度的总收支情况。
    2022年度支出决算表（表3）
    部门：NAME\t\t\t\t\t\t\t单位：万元
    科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
    合计\t\tX2.00\tX1.00\t1.00
    201\t一般公共服务支出\tX2.00\tX1.00\t1.00
    注：本表反映部门本年度各项支出情况。

    """
  private static let prose = """
    一、收入支出决算总体情况说明
    2022年度收、支总计X1.00万元。与2021年度相比，收、支总计减少1.50万元，下降X.5%。
    二、机关运行经费支出情况
    NAME2022年度机关运行经费支出X3.00万元，比2021年度增加0.20万元。

    """

  /// A report of the fictitious `name`, all of whose amounts begin with `digit`.
  private static func text(_ name: String, _ digit: Int, _ form: Form) -> String {
    let staff = "NAME在职实有人数X2人，其中：行政X1人，事业1人。\n"
    let text =
      switch form {
      case .contents, .parts:
        (form == .contents
          ? """
          NAME
          2022年度部门决算

          目录
          第一部分 NAME概况
          一、部门主要职责
          第二部分 NAME2022年度部门决算表
          一、收入支出决算总表
          三、支出决算表
          第三部分 NAME2022年度部门决算情况说明

          """ : "")
          + "第一部分 NAME概况\n一、部门主要职责\n办理日常事务。\n二、部门人员构成\n" + staff
          + "第二部分 NAME2022年度部门决算表\n" + tables + "第三部分 NAME2022年度部门决算情况说明\n"
          + prose + "第四部分 名词解释\n财政拨款收入：指财政部门拨付的资金。\n"
      case .sections:
        "NAME2022年度部门决算\n一、NAME概况\n（一）部门主要职责\n办理日常事务。\n（二）人员构成\n"
          + staff + tables + prose
      case .tablesLast:
        "NAME2022年度部门决算\n一、NAME概况\n（一）部门主要职责\n办理日常事务。\n" + staff + prose + tables
      }
    return text.replacing("NAME", with: name).replacing("X", with: String(digit))
  }

  private static func read(_ text: String) throws -> ReportContent {
    try ReportReader.read(file: "both.txt", bytes: Array(text.utf8))
  }

  /// What a reading says of the accounts.
  private static func numbers(_ content: ReportContent) -> [String] {
    content.figures.map { "\($0.place.line) \($0.summary)" }
      + content.prose.map { "\($0.place.line) \($0.subject) \($0.measure) \($0.value)" }
  }

  @Test(
    "The first is read as if it were alone, and the line of the second is named",
    arguments: Form.allCases, Form.allCases)
  private func appended(first: Form, second: Form) throws {
    let own = Self.text("江城市教育局", 1, first)
    let alone = try Self.read(own)
    #expect(alone.unread.isEmpty)
    #expect(alone.figures.count == 12)
    for (name, digit) in [("江城市第一小学", 3), ("江城市教育局", 1)] {
      let both = try Self.read(own + "\n" + Self.text(name, digit, second))
      #expect(Self.numbers(both) == Self.numbers(alone), "\(name)")
      #expect(both.identity.department == "江城市教育局")
      #expect(both.paragraphs.count == alone.paragraphs.count)
      #expect(both.unclaimed.isEmpty)
      let lines = own.split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(both.unread.map(\.place.line) == [Int32(lines + 1)], "\(name)")
    }
  }

  @Test("Three reports are one and what follows it")
  private func three() throws {
    let texts = (1...3).map { Self.text("江城市第\($0)小学", $0, .contents) }
    let content = try Self.read(texts.joined(separator: "\n"))
    #expect(Self.numbers(content) == Self.numbers(try Self.read(texts[0])))
    #expect(content.unread.count == 1)
  }

  @Test("Tables printed again in one part are left unclaimed, and the prose behind them is read")
  private func tablesAgain() throws {
    let own = Self.text("江城市教育局", 1, .parts)
    let again = Self.tables.replacing("NAME", with: "江城市教育局").replacing("X", with: "3")
    let part = "第三部分"
    let content = try Self.read(own.replacing(part, with: again + part))
    let alone = try Self.read(own)
    #expect(content.figures.map(\.summary) == alone.figures.map(\.summary))
    #expect(content.prose.map(\.measure) == alone.prose.map(\.measure))
    #expect(content.unread.map(\.place.line) == [21])
    #expect(content.unclaimed.count { $0.text.hasSuffix(".00") } == 12)
    #expect(content.coverage.count == 2)
  }

  @Test("An annex with parts of its own is none")
  private func annex() throws {
    let annex = """
      附件：项目支出绩效评价报告
      第一部分 项目基本情况
      项目年初预算为20.00万元。执行率为98.5%。
      第二部分 绩效评价工作开展情况
      评价组按照方案开展工作。评价得分为95.00分。
      第三部分 存在的问题
      预算编制不够细化。
      """
    let content = try Self.read(Self.text("江城市教育局", 1, .contents) + annex)
    #expect(content.unread.isEmpty)
  }
}
