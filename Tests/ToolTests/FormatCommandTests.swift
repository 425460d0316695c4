import Testing

@Suite struct FormatCommandTests {
  private let scratch = Scratch()
  private let loose = "#!/usr/bin/env -S suan -f\n求和   支出 按 部门   # 每个\n\n\nlet a=支出/人数\n"
  private let canonical =
    "#!/usr/bin/env -S suan -f\nsum 支出 by 部门  # 每个\n\nlet a = 支出 / 人数\n"

  @Test func `A script is rewritten in place, once, and stays executable`() {
    let script = scratch.file("a.suan", loose)
    _ = Pipe.shell("chmod 755 \(script)")
    #expect(Pipe.run(["fmt", "--check", script]).status == 1)
    #expect(scratch.text("a.suan") == loose)
    #expect(Pipe.run(["fmt", script]).status == 0)
    #expect(scratch.text("a.suan") == canonical)
    #expect(Pipe.run(["fmt", "--check", script]).status == 0)
    #expect(Pipe.shell("test -x \(script)") == 0)
  }

  @Test func `A link leads to the script it formats`() {
    let script = scratch.file("a.suan", loose)
    _ = Pipe.shell("ln -s \(script) \(scratch.path)/b.suan")
    #expect(Pipe.run(["fmt", "\(scratch.path)/b.suan"]).status == 0)
    #expect(Pipe.shell("test -L \(scratch.path)/b.suan") == 0)
    #expect(scratch.text("a.suan") == canonical)
  }

  @Test func `A script with errors stays as it is, and the others are formatted`() {
    let faulty = scratch.file("a.suan", "sum sum\n")
    let good = scratch.file("b.suan", loose)
    let outcome = Pipe.run(["fmt", faulty, "/nonexistent.suan", good])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("a.suan:1:"))
    #expect(outcome.errors.contains("/nonexistent.suan: No such file"))
    #expect(scratch.text("a.suan") == "sum sum\n" && scratch.text("b.suan") == canonical)
    #expect(Pipe.run(["fmt", faulty]).status == 1)
  }

  @Test func `A hyphen takes a script from the standard input to the output`() {
    #expect(Pipe.run(["fmt", "-"], input: loose).output == canonical)
  }
}
