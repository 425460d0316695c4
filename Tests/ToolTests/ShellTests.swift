import Testing

@Suite(.serialized) struct ShellTests {
  private let home = Scratch()

  private func session(
    _ words: [String] = [Command.samples], columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:]
  ) -> TerminalSession {
    TerminalSession(
      words, columns: columns, rows: rows, home: home.path, environment: environment)
  }

  @Test func `A paste of three lines is three statements`() {
    let session = session()
    #expect(session.waitForPrompt())
    session.type(".unit 元\r.format csv\r.timing off\r")
    #expect(session.wait { $0.lines.contains("timing is off") })
    let expected = [
      "算> .unit 元", "money is in 元", "算> .format csv", "answers are written as csv",
      "算> .timing off", "timing is off", "算>",
    ]
    #expect(Array(session.settledLines().suffix(expected.count)) == expected)
  }

  @Test func `A command that is none is answered with those there are`() {
    let session = session()
    #expect(session.waitForPrompt())
    session.type(".fromat csv\r")
    #expect(session.wait { $0.lines.contains { $0.hasPrefix("error: there is no command") } })
    session.type(".help\r")
    #expect(session.wait { $0.lines.contains { $0.contains(".source N") } })
  }

  @Test(.enabled(if: Command.answers))
  func `The banner tells what is loaded, and without data the samples are opened`() {
    let session = session([])
    #expect(session.waitForPrompt())
    let lines = session.screen.lines
    #expect(lines.first?.hasPrefix("suan 算: ") == true)
    #expect(lines.first?.contains(" reports, ") == true)
    #expect(lines.contains { $0.contains("samples that come with suan") })
  }

  @Test(.enabled(if: Command.answers))
  func `An answer stands as a table with a footer of rows and time`() {
    let session = session(environment: ["NO_COLOR": "1"])
    #expect(session.waitForPrompt())
    session.type("sum 支出 by 部门\r")
    #expect(session.wait { $0.lines.contains { $0.contains("支出(万元)") } })
    let footer = session.settledLines().last { $0.hasPrefix("(") } ?? ""
    #expect(footer.contains(" rows, ") && footer.contains(" ms"))
    #expect(!session.transcriptText.contains("\u{1B}[1m"))
  }

  @Test(.enabled(if: Command.answers))
  func `A statement goes on over lines until it is whole, and Control-C drops all of them`() {
    let session = session()
    #expect(session.waitForPrompt())
    session.type("sum (支出\r")
    #expect(session.wait { $0.lines.last == "  …" })
    session.type("\u{03}")
    #expect(session.waitForPrompt())
    session.type("sum (支出\r) by 部门\r")
    #expect(session.wait { $0.lines.contains { $0.contains("支出(万元)") } })
  }

  @Test(.enabled(if: Command.answers))
  func `An answer taller than the screen goes through the pager`() {
    let scratch = Scratch()
    let pager = "cat >\(scratch.path)/paged"
    let session = session(rows: 10, environment: ["PAGER": pager])
    #expect(session.waitForPrompt())
    session.type("list 数字\r")
    _ = session.settledLines()
    #expect(session.waitForPrompt())
    #expect(scratch.text("paged").split(separator: "\n").count > 10)
  }

  @Test(
    .enabled(if: Command.answers),
    .enabled(if: Pipe.shell("command -v less >/dev/null") == 0, "there is no less"))
  func `A pager shows a screen at a time, and gives the screen back`() {
    let session = session(rows: 10, environment: ["PAGER": "less -X", "LESSSECURE": "1"])
    #expect(session.waitForPrompt())
    session.type("list 数字\r")
    #expect(session.wait { $0.lines.last == ":" })
    #expect(session.screen.lines.contains { $0.contains("部门") })
    let first = session.screen.lines
    session.type(" ")
    #expect(session.wait { $0.lines != first && $0.lines.last == ":" })
    session.type("q")
    #expect(session.waitForPrompt())
    session.type("sum 支")
    #expect(session.wait { $0.lines.last == "算> sum 支" })
  }

  @Test(.enabled(if: Command.answers))
  func `Control-C stops a query that runs, and the session goes on with what it had`() {
    let session = session()
    #expect(session.waitForPrompt())
    session.type("sum 支出 year 2020\r")
    _ = session.settledLines()
    // Each filter asks the one before it ten times: the last takes minutes over all figures.
    session.type("let f0 = 项目 ~ 甲 or 项目 ~ 乙\r")
    for level in 1...4 {
      let parts = Array(repeating: "f\(level - 1)", count: 10).joined(separator: " or ")
      session.type("let f\(level) = \(parts)\r")
    }
    session.type("count 数字 where f4\r")
    #expect(session.wait { $0.lines.contains { $0.hasSuffix("count 数字 where f4") } })
    session.pause()
    session.type("\u{03}")
    #expect(session.wait { $0.lines.suffix(2) == ["note: interrupted", "算>"] })
    session.type("sum _\r")
    #expect(session.wait { $0.lines.contains { $0.hasPrefix("(1 row") } })
  }

  @Test(.enabled(if: Command.answers))
  func `Control-C stops the reading of reports, and the session keeps those it has`() {
    let many = Scratch()
    let report = "\(Command.samples)/云山区委办公室-2020.txt"
    // Each differs from the others, or it would not be read.
    let copies =
      "cd '\(many.path)' && text=$(cat '\(report)') && for n in $(seq 4000);"
      + " do printf '%s\\n%s\\n' \"$text\" $n >$n.txt; done"
    #expect(Pipe.shell(copies) == 0)
    let session = session()
    #expect(session.waitForPrompt())
    session.type(".open \(many.path)\r")
    #expect(session.wait { $0.lines.last?.hasSuffix("reports read…") == true })
    session.type("\u{03}")
    #expect(session.wait { $0.lines.suffix(2) == ["note: interrupted", "算>"] })
    session.type("count 部门\r")
    #expect(session.wait { $0.lines.contains { $0.hasPrefix("(1 row") } })
  }

  @Test(.enabled(if: Command.answers))
  func `A row is opened one level down, as a question that is shown`() {
    let session = session(columns: 120, rows: 60)
    #expect(session.waitForPrompt())
    session.type("sum 支出 where 部门~云山 by 部门 year 2020\r.drill 1\r")
    let department = "算> sum 支出 where 部门 = '中共江城市云山区委办公室'"
    #expect(session.wait { $0.lines.contains("\(department) by 类 year 2020") })
    session.type(".drill 3\r")
    #expect(session.wait { $0.lines.contains { $0.hasSuffix("and 类 = 210 by 款 year 2020") } })
    session.type(".source 1\r")
    #expect(session.wait { $0.lines.contains { $0.contains("> ") && $0.contains("2100") } })
    session.type(".drill 1\r.drill 1\r")
    #expect(session.wait { $0.lines.contains { $0.hasPrefix("error: There is no level below") } })
  }

  @Test(.enabled(if: Command.answers))
  func `What a condition names and what let made are opened too`() {
    let session = session(columns: 120, rows: 60)
    #expect(session.waitForPrompt())
    session.type("sum 支出 where 类=210 by 部门 year 2020\r.drill 1\r")
    #expect(session.wait { $0.lines.contains { $0.hasSuffix("by 款 year 2020") } })
    session.type("let 人均额 = 支出 / 在职人数\rsum 人均额 by 部门 year 2020\r.drill 1\r")
    #expect(session.wait { $0.lines.contains { $0.hasSuffix("by 类 year 2020") } })
    session.type(".source 1\r")
    #expect(session.wait { $0.lines.contains { $0.contains("人员构成") } })
  }

  @Test(.enabled(if: Command.answers), arguments: ["help", "帮助", "？", "select 1", "你好"])
  func `Whatever a newcomer types, a question that works is on the screen`(typed: String) {
    let session = session(columns: 100, rows: 40)
    #expect(session.waitForPrompt())
    session.type(typed + "\r")
    #expect(session.wait { $0.lines.last == "算>" && $0.lines.contains { $0.contains(typed) } })
    let question = "sum 支出 by 部门"
    let lines = session.settledLines().drop { !$0.hasPrefix("算>") }
    #expect(lines.contains { $0.contains(question) })
    session.type(question + "\r")
    #expect(session.wait { $0.lines.contains { $0.contains("支出(万元)") } })
  }

  @Test(.enabled(if: Command.answers))
  func `The statements that succeeded are saved as a script`() {
    let session = session()
    #expect(session.waitForPrompt())
    session.type("sum 支出\rsum 支岀\r.save '\(home.path)/a.suan'\r")
    #expect(session.wait { $0.lines.contains { $0.hasPrefix("1 statement") } })
    #expect(home.text("a.suan") == "sum 支出\n")
  }

  @Test(.enabled(if: Command.answers))
  func `The printed figures behind a row are shown`() {
    let session = session(columns: 200)
    #expect(session.waitForPrompt())
    session.type("sum 支出 by 部门 year 2020\r")
    _ = session.settledLines()
    session.type(".source 1\r.source 99\r")
    #expect(session.wait { $0.lines.contains { $0.contains("表3") } })
    // The line of the report, with those around it.
    #expect(session.wait { $0.lines.contains { $0.hasPrefix("> ") && $0.contains("5,335.32") } })
    #expect(session.wait { $0.lines.contains { $0.contains("has no row 99") } })
  }

  @Test(.enabled(if: Command.answers), arguments: [("sum 三公预", "sum 三公预算"), ("显示 指", "显示 指标")])
  func `Tab completes measures and topics`(typed: String, completed: String) {
    let session = session()
    #expect(session.waitForPrompt())
    session.type(typed + "\t")
    #expect(session.wait { $0.lines.contains { $0.hasPrefix("算> " + completed) } })
  }
}
