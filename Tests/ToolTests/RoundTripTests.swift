import Glibc
import Testing

/// What is written in each format, read back by Python's own readers.
@Suite(
  .enabled(if: Command.answers, "questions about the samples are answered"),
  .enabled(if: Pipe.shell("command -v python3 >/dev/null") == 0, "there is no python3 to read with")
)
struct RoundTripTests {
  /// A report whose names hold what a field may hold, with a blank and a zero beside numbers.
  static let report = """
    滨江市教育局2020年度部门决算

    第一部分 滨江市教育局概况

    第二部分 2020年度部门决算表

    2020年度支出决算表（表3）
    部门：滨江市教育局\t\t\t\t\t\t\t单位：万元
    科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
    栏次\t\t1\t2\t3\t4\t5\t6
    \t合计\t1234567.80\t1000000.00\t234567.80\t0.00\t\t
    205\t教育支出\t1234567.80\t1000000.00\t234567.80\t0.00\t\t
    20501\t“三公”, 管理\t1234567.80\t1000000.00\t234567.80\t0.00\t\t
    2050101\t行政"运行"\t1234567.80\t1000000.00\t234567.80\t0.00\t\t

    """

  private static let statement = "list 支出, 上缴上级支出, 经营支出"

  /// The same rows by way of each format, as Python sees them: text, number or nothing.
  private func rows(_ format: String, reader: String) -> String {
    let scratch = Scratch()
    let report = scratch.file("a.txt", Self.report)
    let script = scratch.file(
      "read.py",
      """
      import csv, json, sys
      from decimal import Decimal
      data = open(sys.argv[1], newline='', encoding='utf-8-sig').read()
      \(reader)
      for row in rows:
          print(*('-' if v in (None, 'NULL') else v for v in row), sep='|')
      """)
    let line =
      "\(Command.path) --quiet --format \(format) -c \"$1\" \(report) >\(scratch.path)/data && "
      + "python3 \(script) \(scratch.path)/data >\(scratch.path)/rows"
    #expect(Pipe.shell("set -- '\(Self.statement)'; \(line)") == 0)
    return scratch.text("rows")
  }

  @Test func `Every format gives the same rows back, exact, blanks apart from zeros`() {
    let csv = rows("csv --null NULL", reader: "rows = list(csv.reader(data.splitlines(True)))[1:]")
    #expect(csv.contains("|教育支出|1234567.80|0.00|-\n"))
    #expect(csv.contains("|“三公”,管理|") && csv.contains("|行政\"运行\"|"))
    let tsv = rows(
      "tsv --null NULL",
      reader: "rows = list(csv.reader(data.splitlines(True), delimiter='\\t'))[1:]")
    #expect(tsv == csv)
    let bom = rows(
      "csv --bom --null NULL", reader: "rows = list(csv.reader(data.splitlines(True)))[1:]")
    #expect(bom == csv)
    let exact = "parse_float=Decimal"
    let ndjson = rows(
      "ndjson",
      reader: "rows = [json.loads(l, \(exact)).values() for l in data.splitlines()]")
    #expect(ndjson == csv)
    let json = rows(
      "json", reader: "rows = [r.values() for r in json.loads(data, \(exact))['rows']]")
    #expect(json == csv)
  }

  @Test(arguments: [("段落", "正文", "双引号"), ("数字", "原文", "\t")])
  func `Text with tabs, commas and quotes comes back as it is`(
    relation: String, column: String, holds: String
  ) {
    let scratch = Scratch()
    let words = "一、“三公”，含逗号, 分号; 制表\\t 和'引号'\"双引号\"。"
    let report = scratch.file("a.txt", Self.report + "\n第三部分 2020年度部门决算情况说明\n\n\(words)\n")
    let check = scratch.file(
      "check.py",
      """
      import csv, json, sys
      a = [r[sys.argv[3]] for r in csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8'))]
      b = [json.loads(l)[sys.argv[3]] for l in open(sys.argv[2], encoding='utf-8')]
      sys.exit(not (a == b and any(sys.argv[4] in t for t in a)))
      """)
    let run = "\(Command.path) --quiet -c 'list \(relation)' \(report)"
    #expect(
      Pipe.shell(
        "\(run) --format csv >\(scratch.path)/c && \(run) --format ndjson >\(scratch.path)/n && "
          + "python3 \(check) \(scratch.path)/c \(scratch.path)/n "
          + "\(column) '\(holds)'") == 0)
  }
}
