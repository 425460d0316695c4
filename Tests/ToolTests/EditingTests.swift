import Testing

/// Keys as a terminal sends them.
private enum Key {
  static let left = "\u{1B}[D"
  static let up = "\u{1B}[A"
  static let home = "\u{01}"
  static let end = "\u{05}"
  static let backspace = "\u{7F}"
  static let delete = "\u{1B}[3~"
  static let tab = "\t"
  static let enter = "\r"
  static let controlC = "\u{03}"
  static let controlD = "\u{04}"
  static let controlR = "\u{12}"
}

@Suite(.serialized) struct EditingTests {
  private let home = Scratch()

  private func session(columns: Int = 80, rows: Int = 24) -> TerminalSession {
    TerminalSession([Command.samples], columns: columns, rows: rows, home: home.path)
  }

  /// The prompt and line as a terminal of this width shows them.
  private func wrapped(_ text: String, columns: Int) -> [String] {
    var model = ScreenModel(columns: columns, rows: 24)
    model.write(Array(text.utf8))
    return model.lines
  }

  @Test(arguments: [20, 21, 80])
  func `Chinese is typed, and edited in the middle of a line that wraps`(width: Int) {
    let session = session(columns: width)
    #expect(session.waitForPrompt())
    let long = "求和 支出 其中 类=210 按 部门 年度 2020 其中 部门~武汉经济技术开发区"
    session.type(long)
    var expected = wrapped("算> " + long, columns: width)
    #expect(Array(session.settledLines().suffix(expected.count)) == expected)

    session.type(String(repeating: Key.left, count: 20) + "基本")
    let inserted = String(long.dropLast(20)) + "基本" + String(long.suffix(20))
    expected = wrapped("算> " + inserted, columns: width)
    #expect(Array(session.settledLines().suffix(expected.count)) == expected)

    session.type(Key.backspace + Key.backspace)
    expected = wrapped("算> " + long, columns: width)
    #expect(Array(session.settledLines().suffix(expected.count)) == expected)

    session.type(Key.home + Key.delete + Key.delete + Key.end + "！")
    expected = wrapped("算> " + long.dropFirst(2) + "！", columns: width)
    #expect(Array(session.settledLines().suffix(expected.count)) == expected)
  }

  @Test func `Chinese arrives whole where the locale is not set`() {
    let session = TerminalSession(
      [Command.samples], home: home.path, environment: ["LANG": "C", "LC_ALL": "C"])
    #expect(session.waitForPrompt())
    session.type("求和 支出" + Key.left + "基本" + Key.enter + Key.up)
    #expect(session.wait { $0.lines.last == "算> 求和 支基本出" })
  }

  @Test func `Control-C drops the line and the session goes on`() {
    let session = session()
    #expect(session.waitForPrompt())
    session.type("sum 支出 by (" + Key.controlC)
    #expect(session.wait { $0.lines.suffix(2) == ["算> sum 支出 by (^C", "算>"] })
    session.type(Key.controlC)
    #expect(session.wait { $0.lines.suffix(2) == ["算> ^C", "算>"] })
    session.type("exit" + Key.enter)
    #expect(session.end() == 0)
  }

  @Test func `Control-D leaves from an empty line only`() {
    let session = session()
    #expect(session.waitForPrompt())
    session.type("支出" + Key.home + Key.controlD)
    #expect(session.wait { $0.lines.last == "算> 出" })
    session.type(Key.controlC)
    #expect(session.waitForPrompt())
    session.type(Key.controlD)
    #expect(session.end() == 0)
  }

  @Test func `Every word that means leaving leaves`() {
    for word in ["exit", "quit", ".quit", "退出"] {
      let session = session()
      #expect(session.waitForPrompt())
      session.type(word + Key.enter)
      #expect(session.end() == 0)
    }
  }

  @Test func `Tab completes a command as far as it is known, then lists`() {
    let session = session()
    #expect(session.waitForPrompt())
    session.type(".fo" + Key.tab)
    #expect(session.wait { $0.lines.last == "算> .format" })
    session.type(" " + Key.tab)
    #expect(session.wait { $0.lines.suffix(2).first?.hasPrefix("table") == true })
    #expect(session.settledLines().last == "算> .format")
    session.type("nd" + Key.tab)
    #expect(session.wait { $0.lines.last == "算> .format ndjson" })
  }

  @Test(arguments: [20, 30])
  func `Tab in the middle of a wrapped line keeps what stands behind the cursor`(width: Int) {
    let session = session(columns: width)
    #expect(session.waitForPrompt())
    let behind = " 武汉经济技术开发区办公室"
    session.type(".form" + behind + String(repeating: Key.left, count: behind.count) + Key.tab)
    let expected = wrapped("算> .format" + behind, columns: width)
    #expect(session.wait { Array($0.lines.suffix(expected.count)) == expected })
    session.type("x")
    let next = wrapped("算> .formatx" + behind, columns: width)
    #expect(session.wait { Array($0.lines.suffix(next.count)) == next })
  }

  @Test func `History lives on in the next session, each statement once, in a private file`() {
    let first = session()
    #expect(first.waitForPrompt())
    for line in ["show 指标", "show 部门", "show 指标", " show 字段"] {
      first.type(line + Key.enter)
      _ = first.settledLines()
    }
    first.type(Key.controlD)
    #expect(first.end() == 0)

    let second = session()
    #expect(second.waitForPrompt())
    second.type(Key.up)
    #expect(second.wait { $0.lines.last == "算> show 指标" })
    second.type(Key.up)
    #expect(second.wait { $0.lines.last == "算> show 部门" })
    second.type(Key.up)
    #expect(second.settledLines().last == "算> show 部门")
    let mode = Pipe.shell("test $(stat -c %a '\(home.path)/.local/state/suan/history') = 600")
    #expect(mode == 0)
  }

  @Test func `Control-R finds an earlier statement`() {
    let session = session()
    #expect(session.waitForPrompt())
    session.type("show 指标" + Key.enter + "show 部门" + Key.enter)
    _ = session.settledLines()
    session.type(Key.controlR + "指")
    #expect(session.wait { $0.lines.last == "(search) 指: show 指标" })
    session.type(Key.backspace + "show" + Key.controlR)
    #expect(session.wait { $0.lines.last == "(search) show: show 指标" })
    session.type(Key.left + "！")
    #expect(session.wait { $0.lines.last == "算> show 指！标" })
  }

  @Test(arguments: [(40, 60), (60, 30)])
  func `A window that changes while a line is typed shows the line at its new width`(
    before: Int, after: Int
  ) {
    let session = session(columns: before)
    #expect(session.waitForPrompt())
    let line = "求和 支出 其中 类=210 按 部门 年度 2020"
    session.type(line)
    _ = session.settledLines()
    session.resize(columns: after, rows: 24)
    _ = session.settledLines()
    session.type(" 排序 支出" + Key.left + Key.left + "基本")
    let expected = wrapped("算> " + line + " 排序 基本支出", columns: after)
    #expect(session.wait { Array($0.lines.suffix(expected.count)) == expected })
  }

  @Test func `A window made narrower is written for at its new width`() {
    let session = session()
    #expect(session.waitForPrompt())
    session.resize(columns: 40, rows: 24)
    session.type(Key.enter)
    _ = session.settledLines()
    let line = "sum 支出 where 类=210 by 部门 year 2020 order 支出 desc"
    session.type(line)
    let expected = wrapped("算> " + line, columns: 40)
    #expect(session.wait { Array($0.lines.suffix(expected.count)) == expected })
  }
}
