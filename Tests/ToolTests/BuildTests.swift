import Glibc
import Testing

/// `suan build`, and the command over what it wrote.
@Suite("suan build", .enabled(if: Command.answers))
struct BuildTests {
  private let scratch = Scratch()

  private func built(_ arguments: [String] = [Command.samples]) -> String {
    let path = scratch.path + "/all.arrow"
    let outcome = Pipe.run(["build", "-o", path] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return path
  }

  @Test(arguments: [
    "overview", "per-head", "structure", "two-years", "三公经费", "概览",
  ])
  func `A script answers over the snapshot as over the reports`(script: String) {
    let snapshot = built()
    let file = "\(Command.root)/Samples/scripts/\(script).suan"
    let expected = Pipe.run(["-f", file, Command.samples])
    let actual = Pipe.run(["-f", file, snapshot])
    #expect(actual.status == 0 && expected.status == 0)
    #expect(actual.output == expected.output)
    #expect(actual.errors == expected.errors)
  }

  @Test func `The line is shown where the report is at hand, and else it is said`() {
    let report = scratch.path + "/report.txt"
    _ = Pipe.shell("cp '\(Command.samples)/云山区委办公室-2020.txt' '\(report)'")
    let snapshot = built([report])
    let question = ["-c", "source sum 支出", "--no-header", snapshot]
    let atHand = Pipe.run(question)
    #expect(atHand.output == Pipe.run(["-c", "source sum 支出", "--no-header", report]).output)
    #expect(atHand.output.contains("本年支出合计"))
    unlink(report)
    let gone = Pipe.run(question)
    #expect(gone.output.contains("(not at hand)"))
    #expect(gone.output.contains("5335.32"))
    // A file of that name that prints something else is not the report.
    _ = scratch.file("report.txt", "2020年度支出合计1.00万元。\n")
    #expect(Pipe.run(question).output == gone.output)
  }

  @Test func `verify tells a whole file from a damaged one`() {
    let snapshot = built()
    #expect(Pipe.run(["build", "--verify", snapshot]).status == 0)
    _ = Pipe.shell("printf x | dd of='\(snapshot)' bs=1 seek=40000 conv=notrunc status=none")
    let verified = Pipe.run(["build", "--verify", snapshot])
    #expect(verified.status == 3)
    #expect(verified.errors.contains("all.arrow: the file was altered"))
    _ = Pipe.shell("truncate -s 50000 '\(snapshot)'")
    let asked = Pipe.run(["-c", "sum 支出", snapshot])
    #expect(asked.status == 3)
    #expect(asked.output.isEmpty)
    #expect(asked.errors.contains("all.arrow: the file is cut short"))
  }

  @Test func `Damage found under a question ends it with status 3 and no answer`() {
    let snapshot = built()
    // Somewhere in the batch, behind the dictionaries and before the footer.
    var hits = 0
    for place in stride(from: 30_000, to: 70_000, by: 4_000) {
      _ = Pipe.shell(
        "cp '\(snapshot)' '\(snapshot).x'; printf '\\377\\376' | "
          + "dd of='\(snapshot).x' bs=1 seek=\(place) conv=notrunc status=none")
      let outcome = Pipe.run(["-c", "list 支出", snapshot + ".x"])
      if outcome.status == 3 {
        hits += 1
        #expect(outcome.output.isEmpty)
      } else {
        #expect(outcome.output == Pipe.run(["-c", "list 支出", snapshot]).output)
      }
    }
    #expect(hits > 0)
  }

  @Test func `Copies are counted once, and under strict differing ones are refused`() {
    let snapshot = built()
    let again = scratch.path + "/again.arrow"
    let outcome = Pipe.run(["build", "-o", again, snapshot, Command.samples])
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("is counted once"))
    let question = ["-c", "sum 支出 by 部门, 年度"]
    #expect(Pipe.run(question + [again]).output == Pipe.run(question + [snapshot]).output)
    let changed = scratch.path + "/changed.txt"
    _ = Pipe.shell(
      "sed 's/5335.32/6335.32/g; s/5,335.32/6,335.32/g' '\(Command.samples)/云山区委办公室-2020.txt' >'\(changed)'"
    )
    #expect(Pipe.run(["build", "--strict", "-o", again, snapshot, changed]).status == 3)
    let both = Pipe.run(["-c", "sum 支出 where 部门~云山 year 2020", snapshot, changed])
    #expect(both.output.contains("6335.32"))
    #expect(both.errors.contains("the last named is used"))
  }

  private static let failures: [(arguments: [String], status: Int32)] = [
    ([], 2), (["-o", "/tmp/x.arrow"], 2), (["Samples"], 2),
    (["-o", "/nowhere/x.arrow", Command.samples], 5), (["-o", "x.arrow", "/nowhere"], 3),
    (["--threads", "0", "-o", "x.arrow", Command.samples], 2),
  ]

  @Test(arguments: failures)
  func `What cannot be built ends with its status`(arguments: [String], status: Int32) {
    #expect(Pipe.run(["build"] + arguments).status == status)
    #expect(access("x.arrow", F_OK) != 0)
  }
}
