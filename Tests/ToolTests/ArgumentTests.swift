import Rendering
import Testing
import Text

@testable import suan

@Suite struct ArgumentTests {
  @Test func `The order of -c and -f is that of the command line`() {
    let words = ["-f", "a", "--null", "-c", "-c", "b", "--format", "tsv", "-f", "c", "--", "-c"]
    let sources = StatementSource.inOrder(commands: ["b"], scripts: ["a", "c"], arguments: words)
    #expect(sources == [.script("a"), .command("b"), .script("c")])
  }

  @Test func `Every option stands in the help, which fits a screen`() {
    for name in [
      "-c", "-f", "--format", "--param", "--unit", "--no-header", "--null", "--bom", "--quiet",
      "--strict", "--keep-going", "--errors", "--threads", "--encoding", "--version",
    ] {
      #expect(HelpText.suan.contains(name))
    }
    let lines = HelpText.suan.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= 24)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 90 })
  }

  @Test func `A parameter is cut at its first equals sign`() throws {
    let parameter = try #require(Parameter(argument: "dept=a=b"))
    #expect(parameter.name == "dept" && parameter.value == "a=b")
    #expect(Parameter(argument: "=x") == nil)
    #expect(Parameter(argument: "x") == nil)
  }

  @Test func `Dot commands are read with their arguments`() throws {
    #expect(try DotCommand.parse(".format csv") == .format(.csv))
    #expect(try DotCommand.parse(".open 'a b' c") == .open(["a b", "c"]))
    #expect(try DotCommand.parse("。source 3") == .source(3))
    #expect(try DotCommand.parse("帮助 支出") == .help("支出"))
    #expect(try DotCommand.parse("sum 支出") == nil)
    #expect(throws: DotCommand.Failure.self) { try DotCommand.parse(".source 0") }
    #expect(throws: DotCommand.Failure(title: "there is no command .x; .help lists them")) {
      try DotCommand.parse(".x")
    }
  }

  @Test func `A folder gives its reports in order, hidden files and others left out`() {
    let scratch = Scratch()
    let first = scratch.file("b.txt", "")
    let second = scratch.file("a.PDF", "")
    _ = scratch.file(".c.txt", "")
    _ = scratch.file("d.csv", "")
    #expect(DataFiles([scratch.path]).reports == [second, first])
    #expect(DataFiles(["x/y.csv"]).reports == ["x/y.csv"])
  }

  @Test func `A file is written whole or not at all`() throws {
    let scratch = Scratch()
    let path = scratch.file("a", "old")
    try Files.write(Array("new".utf8), to: path)
    #expect(scratch.text("a") == "new")
    #expect(throws: FileError.self) { try Files.write([1], to: "\(scratch.path)/none/a") }
    #expect(try Files.names(in: scratch.path) == ["a"])
  }
}
