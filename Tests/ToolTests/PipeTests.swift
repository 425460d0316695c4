import Testing

/// The causes a run can end by, and the status each has.
@Suite struct ExitStatusTests {
  @Test(arguments: [
    ["--version"], ["--help"],
  ])
  func `Asking for help or the version is no failure`(words: [String]) {
    let outcome = Pipe.run(words)
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("suan"))
    #expect(outcome.errors == "")
  }

  @Test(arguments: [
    ["--bogus"], ["--format", "xml"], ["--threads", "0"], ["--unit", "美元"], ["--param", "x"],
    ["--encoding", "gb18030"], ["-c"], ["-c", "sum 支出"], [], ["build"], ["fmt"],
  ])
  func `Wrong usage ends with 2, says why, and names the help`(words: [String]) {
    let outcome = Pipe.run(words)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("error: ") && outcome.errors.contains("suan --help"))
  }

  @Test func `Data that cannot be loaded ends with 3 and is named`() {
    let empty = Scratch()
    let outcome = Pipe.run(["-c", "sum 支出", empty.path, "/nonexistent.txt"])
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("error: \(empty.path): the folder holds no reports\n"))
    #expect(outcome.errors.contains("error: /nonexistent.txt: No such file or directory\n"))
  }

  @Test func `Messages take the form of JSON lines`() {
    let outcome = Pipe.run(["--errors", "json", "-c", "sum 支出", "/nonexistent.txt"])
    #expect(outcome.errors.hasPrefix("{\"id\": \"report.unreadable\", \"severity\": \"error\""))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func `Help that cannot be written ends with 5`() {
    #expect(Pipe.shell("\(Command.path) --help >/dev/full 2>/dev/null") == 5)
    #expect(Pipe.shell("\(Command.path) --help >&- 2>/dev/null") == 5)
  }

  @Test func `A script that is not there ends with 2 and is named`() {
    let outcome = Pipe.run(["-f", "/nonexistent.suan", Command.samples])
    #expect(outcome.status == 2)
    #expect(outcome.errors == "error: /nonexistent.suan: No such file or directory\n")
  }
}

@Suite(.enabled(if: Command.answers, "questions about the samples are answered"))
struct PipeTests {
  private let question = "sum 支出 by 部门"

  private func run(_ words: String..., input: String = "") -> Pipe.Outcome {
    Pipe.run(words + [Command.samples], input: input)
  }

  @Test func `Each cause of ending has its status`() {
    let scratch = Scratch()
    let differing = scratch.file("云山区委办公室-2020.txt", RoundTripTests.report)
    let other = scratch.file(
      "b.txt", RoundTripTests.report.replacing("1234567.80", with: "1234567.90"))
    let causes: [(words: [String], status: Int32)] = [
      (["-c", "sum 支出", Command.samples], 0),
      (["-c", "assert 支出 > 0 by 部门, 年度", Command.samples], 0),
      (["-c", "sum 支岀", Command.samples], 1),
      (["-c", "assert 支出 < 0 by 部门, 年度", Command.samples], 1),
      (["-c", "sum 支出", "--bogus", Command.samples], 2),
      (["-c", "sum 支出"], 2),
      (["-c", "sum 支出", "/nonexistent"], 3),
      (["-c", "sum 支出", differing, other], 0),
      (["--strict", "-c", "sum 支出", differing, other], 3),
      (["--strict", "-c", "sum 支出", differing, differing], 0),
      (["-c", "check", Command.samples], 4),
      (["-c", "sum 支岀; check", "--keep-going", Command.samples], 1),
      (["-c", "sum 支出 to '/nonexistent/a.csv'", Command.samples], 5),
    ]
    for (words, status) in causes {
      #expect(Pipe.run(words).status == status, "\(words)")
    }
    #expect(Pipe.shell("\(Command.path) -c 'sum 支出' \(Command.samples) >/dev/full 2>&1") == 5)
    // A pipe that nobody writes to: the command waits for its values until it is interrupted.
    let line =
      "mkfifo \(scratch.path)/p; exec 3<>\(scratch.path)/p; "
      + "timeout --preserve-status -s INT -k 20 1 "
      + "\(Command.path) -c 'sum 支出 where 部门 in @-' \(Command.samples) <&3 2>/dev/null"
    #expect(Pipe.shell(line) == 130)
  }

  @Test func `Notes of an answer written to a file are told`() {
    let scratch = Scratch()
    let outcome = run("-c", "sum 支出 by 部门 to '\(scratch.path)/a.csv'")
    #expect(outcome.errors.hasPrefix("note: "))
    #expect(run("-c", "sum 支出 by 部门 to '\(scratch.path)/a.json'").errors == "")
  }

  @Test(arguments: ["UTF-16", "UTF-16BE", "GB18030"])
  func `A script is read in any encoding`(encoding: String) {
    let scratch = Scratch()
    let script = scratch.file("a.suan", "# 支出\nsum 支出 by 部门\n")
    let encoded = "\(scratch.path)/b.suan"
    #expect(Pipe.shell("iconv -f UTF-8 -t \(encoding) \(script) >\(encoded)") == 0)
    #expect(run("-f", encoded).output == run("-f", script).output)
  }

  @Test func `A statement comes from -c, a script or the standard input, with one answer`() {
    let scratch = Scratch()
    let script = scratch.file("a.suan", "#!/usr/bin/env -S suan -f\n\(question)\n")
    let answer = run("-c", question).output
    #expect(answer.split(separator: "\n").count > 1)
    #expect(run("-f", script).output == answer)
    #expect(run(input: question + "\n").output == answer)
  }

  @Test func `-c and -f run in the order given`() {
    let scratch = Scratch()
    let script = scratch.file("a.suan", "sum 收入")
    let outcome = run("-c", "sum 支出", "-f", script, "-c", "sum 基本支出", "--quiet")
    let headers = outcome.output.split(separator: "\n\n").map { $0.prefix { $0 != "\n" } }
    #expect(headers == ["支出", "收入", "基本支出"])
  }

  @Test func `Statements before the faulty one run, and --keep-going runs those after it`() {
    let statements = "sum 支出; sum 支岀; sum 收入"
    let stopped = run("-c", statements)
    #expect(stopped.status == 1)
    #expect(stopped.output.hasPrefix("支出\n") && !stopped.output.contains("收入"))
    #expect(stopped.errors.contains("--> -c:1:"))
    let whole = run("-c", statements, "--keep-going")
    #expect(whole.status == 1)
    #expect(whole.output.contains("收入"))
  }

  @Test(arguments: ["sum 支出", "list 数字"])
  func `A full disk is noticed`(statement: String) {
    let line = "\(Command.path) -c '\(statement)' \(Command.samples) >/dev/full 2>/dev/null"
    #expect(Pipe.shell(line) == 5)
  }

  @Test func `A reader that leaves ends the run quietly`() {
    let scratch = Scratch()
    let errors = "\(scratch.path)/err"
    let line = "\(Command.path) --quiet -c 'list 数字' \(Command.samples) 2>\(errors) | head -1"
    #expect(Pipe.shell(line + " >\(scratch.path)/out") == 0)
    #expect(scratch.text("err") == "")
    #expect(scratch.text("out").split(separator: "\n").count == 1)
  }

  @Test func `Nothing but rows reaches a pipe, and --quiet keeps the notes away`() {
    let outcome = run("-c", question, "--quiet", "--no-header")
    #expect(outcome.errors == "")
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.contains("\t") })
  }

  @Test func `json is one document for any number of statements`() {
    let check =
      "import json,sys; d=json.load(sys.stdin); "
      + "sys.exit(not (isinstance(d, list) and len(d) == 2 and d[0]['rows'][0]['支出'] > 0))"
    let line =
      "\(Command.path) --format json -c 'sum 支出; sum 收入' \(Command.samples) 2>/dev/null "
      + "| python3 -c \"\(check)\""
    // Where there is no Python there is nothing to hold the document against.
    guard Pipe.shell("command -v python3 >/dev/null") == 0 else { return }
    #expect(Pipe.shell(line) == 0)
  }

  @Test func `A report that cannot be read is named, the others answer, --strict refuses`() {
    let scratch = Scratch()
    let empty = scratch.file("空.txt", "")
    let outcome = Pipe.run(["-c", question, Command.samples, empty])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\n"))
    #expect(outcome.errors.contains("error: \(empty): "))
    #expect(Pipe.run(["--strict", "-c", question, Command.samples, empty]).status == 3)
  }

  @Test func `A second report in a file is named with its line, the first answers`() {
    let scratch = Scratch()
    let report = RoundTripTests.report
    let both = scratch.file("both.txt", report + report.replacing("滨江", with: "滨海"))
    let lines = report.split(separator: "\n", omittingEmptySubsequences: false).count
    let outcome = Pipe.run(["--quiet", "-c", question, both])
    #expect(outcome.status == 0)
    #expect(outcome.output == Pipe.run(["-c", question, scratch.file("a.txt", report)]).output)
    #expect(outcome.errors.contains("error: \(both):1:\(lines): another report begins here"))
    #expect(Pipe.run(["--strict", "-c", question, both]).status == 3)
    let snapshot = scratch.path + "/both.arrow"
    let built = Pipe.run(["build", "-o", snapshot, both])
    #expect(built.status == 0)
    #expect(built.errors.contains("error: \(both):1:\(lines): another report begins here"))
    #expect(Pipe.run(["build", "--strict", "-o", snapshot, both]).status == 3)
  }

  @Test func `Data comes from the environment where none is named`() {
    let outcome = Pipe.run(["-c", question], environment: ["SUAN_DATA": Command.samples])
    #expect(outcome.status == 0)
  }

  @Test func `An answer goes whole into the file that its statement names`() {
    let scratch = Scratch()
    let path = "\(scratch.path)/out.csv"
    let outcome = run("-c", "\(question) to '\(path)'", "--bom")
    #expect(outcome.status == 0 && outcome.output == "")
    #expect(scratch.text("out.csv").hasPrefix("\u{FEFF}部门,支出\r\n"))
    #expect(run("-c", "\(question) to '\(scratch.path)/out.xlsx'").status == 1)
    #expect(run("-c", "\(question) to '\(scratch.path)/none/out.csv'").status == 5)
    #expect(Pipe.shell("test \"$(ls '\(scratch.path)')\" = out.csv") == 0)
  }

  @Test func `Values for @- come from the standard input`() {
    let outcome = run("-c", "sum 支出 where 部门 in @- by 部门", "--no-header", input: "云山\n")
    #expect(outcome.output.split(separator: "\n").count == 1)
    let objects = "{\"金额\": 1, \"部门\": \"云山\"}\n{\"部门\": \"\\u4e34\\u6c5f\"}\n"
    for format in ["tsv", "csv", "ndjson"] {
      let answer = run("-c", "sum 支出 by 部门, 年度 order 支出 top 2", "--format", format)
      let piped = run(
        "-c", "sum 收入 where 部门 in @- by 部门", "--no-header", "--quiet", input: answer.output)
      #expect(piped.output.split(separator: "\n").count == 2, "\(format)")
    }
    let quoted = run(
      "-c", "sum 支出 where 部门 in @- by 部门", "--no-header", input: "部门,注\n\"云山\",\"a,b\"\n")
    #expect(quoted.output.hasPrefix("中共江城市云山区委办公室"))
    let named = run("-c", "sum 支出 where 部门 in @- by 部门", "--no-header", input: objects)
    #expect(named.output.split(separator: "\n").count == 2)
  }

  @Test func `What one run writes as ndjson another takes as values`() {
    let line =
      "\(Command.path) --quiet --format ndjson -c 'sum 支出 by 部门 top 2' \(Command.samples) | "
      + "\(Command.path) --quiet --no-header -c 'count 部门 where 部门 in @-' \(Command.samples) | "
      + "grep -qx 2"
    #expect(Pipe.shell(line) == 0)
  }

  @Test func `csv in GB 18030 opens where UTF-8 does not`() {
    let line =
      "\(Command.path) --format csv --encoding gb18030 -c '\(question)' \(Command.samples) "
      + "2>/dev/null | iconv -f GB18030 -t UTF-8 | head -1 | grep -q 部门,支出"
    #expect(Pipe.shell(line) == 0)
  }
}
