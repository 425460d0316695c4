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
    session.type("help\r")
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
