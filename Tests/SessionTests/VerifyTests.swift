import Accounts
import Execution
import Testing

@Suite("verify")
struct VerifyTests {
  /// The claim, its verdict and what it is about, of each number.
  private func verdicts(_ sentence: String, _ clauses: String = "") -> [String] {
    ask("verify '\(sentence)' \(clauses)").rows.map { row in
      row.split(separator: " ").prefix(4).joined(separator: " ")
    }
  }

  @Test func `Amounts, parts of trees, counts and shares are held against the reports`() {
    #expect(
      verdicts(
        "2020年度支出合计5335.3万元，其中基本支出1937.96万元，占36.32%。公务接待费1.06万元，车辆11辆，"
          + "在职人员28人，卫生健康支出3256.49万元", "where 部门~云山") == [
          "5335.3 万元 相符 支出", "1937.96 万元 相符 基本支出", "36.32 % 相符 基本支出",
          "1.06 万元 不符 三公决算", "11 辆 相符 车辆", "28 人 相符 人数", "3256.49 万元 相符 支出",
        ])
  }

  @Test func `The department and the year are those the sentence names`() {
    let answer = ask("verify '云山区委办公室2021年度支出合计2331.12万元，比上年下降56.31%'")
    #expect(
      answer.rows.map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == [
        "2331.12 万元 相符", "-56.31 % 相符",
      ])
    #expect(answer.notes == ["相符 2, 不符 0, 未找到 0, over 1 report."])
    // A fall told as a rise is wrong.
    #expect(
      verdicts("云山区委办公室2021年度支出合计2331.12万元，比上年增长56.31%").last?
        .hasPrefix("56.31 % 不符") == true)
  }

  @Test func `What no report speaks of is not found`() {
    #expect(verdicts("全县种植水稻3200万元").first?.hasPrefix("3200 万元 未找到") == true)
    #expect(ask("verify '没有数字'").notes == ["The text holds no number that speaks of accounts."])
  }

  @Test func `What is printed only in parts is held against their sum`() {
    let data = Dataset.of(
      Dataset.report("江城市甲办公室", 2020) {
        $0.employs("行政", "2")
        $0.employs("工勤", "1")
        $0.spends("20805", "行政事业单位养老支出", "10.00")
        $0.spends("20808", "抚恤", "5.00")
      })
    let answer = ask("verify '在职人员3人，支出合计15.00万元，社会保障和就业支出16.00万元'", of: data)
    #expect(
      answer.rows.map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == [
        "3 人 相符", "15.00 万元 相符", "16.00 万元 不符",
      ])
  }

  @Test func `A report agrees with itself`() {
    let session = Sessions.reading(Samples.root)
    let answer = ask("verify from 'Samples/reports/临江区政府办公室-2021.txt'", in: session)
    #expect(answer.rows.count > 50)
    #expect(answer.rows.filter { !$0.contains(" 相符 ") } == [])
  }
}
