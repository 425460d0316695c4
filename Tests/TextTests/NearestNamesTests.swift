import Testing
import Text

struct NearestNamesTests {
  private let names = ["支出", "收入", "基本支出", "项目支出", "财政拨款支出", "部门", "年度"]

  @Test(
    "The nearest names come first",
    arguments: [("支岀", "支出"), ("项目支处", "项目支出"), ("部们", "部门"), ("年渡", "年度"), ("财政拔款支出", "财政拨款支出")])
  func nearest(word: String, name: String) {
    #expect(NearestNames.of(word, in: names).first == name)
  }

  @Test(
    "A character that sounds or looks alike counts half, and pinyin spells a name",
    arguments: [
      ("知初", "支出"), ("不门", "部门"), ("部閂", "部门"), ("zhichu", "支出"), ("bumen", "部门"),
      ("財政撥款支出", "财政拨款支出"), ("财正波款支岀", "财政拨款支出"), ("jibenzhichu", "基本支出"),
    ])
  func alike(word: String, name: String) {
    #expect(NearestNames.of(word, in: names).first == name)
  }

  @Test("Of names as far away, the one that sounds alike is the nearer")
  func soundFirst() {
    #expect(NearestNames.of("基奔支出", in: ["基建支出", "基本支出"]).first == "基本支出")
    #expect(NearestNames.of("天津", in: ["支出", "部门"]).isEmpty)
  }

  @Test("A name that holds the word is near, one that has nothing of it is not")
  func containing() {
    #expect(NearestNames.of("财政拨款", in: names) == ["财政拨款支出"])
    #expect(NearestNames.of("qwerty", in: names).isEmpty)
    #expect(NearestNames.of("", in: names).isEmpty)
  }

  @Test("At most the limit is given, none twice")
  func limit() {
    let found = NearestNames.of("支出", in: names + names, limit: 2)
    #expect(found.count == 2)
    #expect(Set(found).count == 2)
  }
}
