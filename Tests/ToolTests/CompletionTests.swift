import Testing

@Suite(.serialized, .enabled(if: Command.answers, "questions about the samples are answered"))
struct CompletionTests {
  private let home = Scratch()

  private func session(columns: Int = 80) -> TerminalSession {
    TerminalSession([Command.samples], columns: columns, home: home.path)
  }

  /// What is typed before a Tab, and what stands in the line after it.
  private static let positions: [(typed: String, completed: String)] = [
    ("expl", "explain"),
    ("sum 三公预", "sum 三公预算"),
    ("sum 支出 whe", "sum 支出 where"),
    ("sum 支出 where 部门=云", "sum 支出 where 部门=中共江城市云山区委办公室"),
    ("sum 支出 where 部门=ysqw", "sum 支出 where 部门=中共江城市云山区委办公室"),
    ("sum 支出 where 类=卫生", "sum 支出 where 类=卫生健康支出"),
    ("sum 支出 where 类=wsjk", "sum 支出 where 类=卫生健康支出"),
    ("sum 支出 where 类='卫", "sum 支出 where 类='卫生健康支出'"),
    ("sum 支出 where 类=201", "sum 支出 where 类=201"),
    ("sum 支出 by 三公项", "sum 支出 by 三公项目"),
    ("sum zfcg", "sum 政府采购"),
    ("sum 支出 by 部门 order 基本支", "sum 支出 by 部门 order 基本支出"),
    ("sum 支出 unit 亿", "sum 支出 unit 亿元"),
    ("求和 支出 按 部门 带 总", "求和 支出 按 部门 带 总计"),
    ("list 段", "list 段落"),
    ("list 数字 where 侧=收", "list 数字 where 侧=收入"),
    ("显示 指", "显示 指标"),
    ("describe 三公决", "describe 三公决算"),
    ("help whe", "help where"),
    ("explain check 单位元与", "explain check 单位元与万元"),
  ]

  @Test func `Tab completes in every position`() {
    let session = session()
    #expect(session.waitForPrompt())
    for (typed, completed) in Self.positions {
      session.type(typed + "\t")
      #expect(session.wait { $0.lines.last == "算> " + completed }, "\(typed)")
      session.type("\u{03}")
      #expect(session.waitForPrompt())
    }
  }

  @Test func `Names that let gave, years and files are completed too`() {
    let session = session(columns: 120)
    #expect(session.waitForPrompt())
    session.type("let 人均额 = 支出 / 在职人数\r")
    session.type("sum 人均\t")
    #expect(session.wait { $0.lines.last == "算> sum 人均" })
    session.type("额\t by 部门 year 20\t1\t to '\(home.path)/\t")
    #expect(session.wait { $0.lines.last == "算> sum 人均额 by 部门 year 2021 to '\(home.path)/" })
  }

  @Test func `Several choices are listed, a code with its name`() {
    let session = session()
    #expect(session.waitForPrompt())
    session.type("sum 支出 where 类=20\t")
    #expect(session.wait { $0.lines.contains { $0.contains("208 社会保障和就业支出") } })
    #expect(session.settledLines().last == "算> sum 支出 where 类=20")
  }

  @Test func `The lines of a statement before this one are known`() {
    let session = session()
    #expect(session.waitForPrompt())
    session.type("sum 支出 where\r部门=ljq\t")
    #expect(session.wait { $0.lines.last?.hasPrefix("  … 部门=江城市临江区") == true })
  }
}

/// The scripts that shells complete the command's own words with.
struct CompletionScriptTests {
  /// What bash offers for the words of a line, the last of them begun.
  private func offered(_ words: String...) -> [String] {
    let scratch = Scratch()
    let script = Pipe.run(["--generate-completion-script", "bash"]).output
    let text =
      script + "\ncd '\(scratch.path)'; : >builtin.txt; mkdir reports\n"
      + "COMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1)\n"
      + "_suan suan '\(words.last!)' '\(words[words.count - 2])'\n"
      + "printf '%s\\n' \"${COMPREPLY[@]}\" >out\n"
    #expect(Pipe.shell("bash '\(scratch.file("complete.sh", text))'") == 0)
    return scratch.text("out").split(separator: "\n").map(String.init).sorted()
  }

  @Test(.enabled(if: Pipe.shell("command -v bash >/dev/null") == 0))
  func `bash offers subcommands beside files, and the options of each`() {
    #expect(offered("suan", "b") == ["build", "builtin.txt"])
    #expect(offered("suan", "fm") == ["fmt"])
    #expect(offered("suan", "rep") == ["reports"])
    #expect(offered("suan", "reports", "bu") == ["builtin.txt"])
    #expect(offered("suan", "--format", "nd") == ["ndjson"])
    #expect(offered("suan", "fmt", "--ch") == ["--check"])
  }

  @Test func `No shell is offered the subcommand help, which is none`() {
    for shell in ["bash", "zsh", "fish"] {
      let script = Pipe.run(["--generate-completion-script", shell]).output
      #expect(script.contains("build") && script.contains("fmt"), "\(shell)")
      #expect(!script.contains("fmt help'") && !script.contains("'help:"), "\(shell)")
      #expect(!script.contains("-fa 'help'"), "\(shell)")
    }
    #expect(Pipe.run(["--generate-completion-script", "sh"]).status == 2)
  }
}
