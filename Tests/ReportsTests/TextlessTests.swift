import Accounts
import Testing

@testable import Reports

@Suite("Reading without texts")
struct TextlessTests {
  private static let text = """
    第一部分 江城市测试局概况

    第二部分 江城市测试局2020年度部门决算表

    2020年度支出决算表
    部门：江城市测试局 单位：万元

    项目\t本年支出合计\t基本支出\t项目支出
    合计\t30.00\t20.00\t10.00
    201 一般公共服务支出\t30.00\t20.00\t10.00

    注：1栏＝（2+3）栏。

    第三部分 江城市测试局2020年度部门决算情况说明

    三、支出决算情况说明

    本年支出合计30.00万元，其中：基本支出20.00万元，占66.67%；项目支出10.00万元，占33.33%。

    """

  @Test("the numbers, their places and what they say are those of a reading with texts")
  func same() throws {
    let bytes = Array(Self.text.utf8)
    let whole = try ReportReader.read(file: "small.txt", bytes: bytes)
    let bare = try ReportReader.read(file: "small.txt", bytes: bytes, texts: false)
    #expect(whole.figures.count == 6 && whole.prose.count == 5)
    #expect(bare.figures.map(\.summary) == whole.figures.map(\.summary))
    #expect(bare.figures.map(\.place) == whole.figures.map(\.place))
    func said(_ content: ReportContent) -> [String] {
      content.prose.map { "\($0.topic) \($0.subject) \($0.measure) \($0.value) \($0.place)" }
    }
    #expect(said(bare) == said(whole))
    #expect(bare.coverage.map(\.table) == whole.coverage.map(\.table))
    #expect(bare.identity.department == whole.identity.department)
    #expect(bare.fingerprint == whole.fingerprint)
  }

  @Test("no line, sentence or paragraph is kept")
  func none() throws {
    let bare = try ReportReader.read(
      file: "small.txt", bytes: Array(Self.text.utf8), texts: false)
    #expect(bare.figures.allSatisfy { $0.raw.isEmpty } && bare.prose.allSatisfy { $0.raw.isEmpty })
    #expect(bare.paragraphs.isEmpty && bare.formulas.isEmpty && bare.unclaimed.isEmpty)
  }
}
