import Accounts
import Execution
import Glibc
import Rendering
import Session
import Testing
import Text

@testable import suan

/// Every example of the documents is run and must print what stands under it.
///
/// A `suan` or `suan fails` block holds statements for the samples; the `text` block after it holds what they
/// print, errors included. A `console` block holds shell lines after `$ `, each with its output.
/// With SUAN_RECORD=1 the outputs are written into the documents instead.
@Suite(.enabled(if: Command.answers, "the built command does not answer"))
struct DocumentTests {
  static let documents = ["README.md", "README.zh.md", "Grammar.md"]

  @Test("Every example prints what stands under it", arguments: documents)
  func examples(document: String) throws {
    let path = Command.root + "/" + document
    let file = DocumentFile(lines: Self.lines(of: path))
    var replayed = file
    replayed.replay(run: { Self.output(of: $0) }, shell: Self.shellOutput(of:))
    if getenv("SUAN_RECORD") != nil {
      Self.write(replayed.lines.joined(separator: "\n"), to: path)
      return
    }
    for (index, (written, printed)) in zip(file.examples, replayed.examples).enumerated() {
      #expect(written == printed, "example \(index + 1) of \(document)")
    }
    #expect(!file.examples.isEmpty, "\(document) has no examples")
  }

  @Test("Every sample script prints what is recorded beside it")
  func scripts() throws {
    let folder = Command.root + "/Samples/scripts"
    let scripts = Self.names(in: folder).filter { $0.hasSuffix(".suan") }
    #expect(scripts.count >= 6)
    for script in scripts {
      let name = String(script.dropLast(5))
      let printed = Self.output(
        of: Self.lines(of: folder + "/" + script).joined(separator: "\n"),
        name: "Samples/scripts/\(script)", parameters: ["dept": "云山区委办公室"])
      let expected = folder + "/" + name + ".out"
      if getenv("SUAN_RECORD") != nil {
        Self.write(printed, to: expected)
      } else {
        #expect(Self.lines(of: expected).joined(separator: "\n") == printed, "\(script)")
      }
    }
  }

  // MARK: Running

  /// The samples, read once and under the names that a reader in the package's folder sees.
  private static let samples: Dataset = {
    chdir(Command.root)
    return Loading(["Samples/reports"], threads: nil, progress: nil).session().dataset
  }()

  /// What statements over the samples print, as a reader would see it.
  private static func output(
    of statements: String, name: String = "example.suan", parameters: [String: String] = [:]
  ) -> String {
    let session = Session(dataset: samples)
    session.parameters = parameters
    var renderer = Renderer(style: OutputStyle(format: .table))
    var text = ""
    do throws(Session.Failure) {
      try session.run(SourceText(name: name, statements)) { reply in
        switch reply {
        case .text(let words): text += renderer.render(text: words)
        case .result(let result) where result.display.file != nil: break
        case .result(let result): text += renderer.render(result)
        }
      }
    } catch {
      if case .diagnostics(let diagnostics) = error {
        text += diagnostics.map { $0.rendered() + "\n" }.joined()
      } else {
        text += "\(error)\n"
      }
    }
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  private static func shellOutput(of line: String) -> String {
    let scratch = Scratch()
    let bin = String(Command.path.dropLast("/suan".count))
    _ = Pipe.shell(
      "cd '\(Command.root)'; export PATH='\(bin)':\"$PATH\"; unset SUAN_DATA; "
        + "{ \(line)\n} >'\(scratch.path)/out' 2>&1 </dev/null")
    var text = scratch.text("out")
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  // MARK: Files

  private static func lines(of path: String) -> [String] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
        })
    }
    return names.sorted()
  }
}

/// A Markdown file as lines, with its fenced examples.
struct DocumentFile {
  var lines: [String]

  /// The recorded outputs, in order.
  var examples: [String] { fences.compactMap(\.output) }

  private struct Fence {
    var kind: String
    var body: Range<Int>
    var text: String
    /// What a `text` or `console` block says is printed.
    var output: String? { kind == "text" || kind == "console" ? text : nil }
  }

  private var fences: [Fence] {
    var result: [Fence] = []
    var start: (kind: String, line: Int)?
    for (index, line) in lines.enumerated() where line.hasPrefix("```") {
      if let open = start {
        result.append(
          Fence(
            kind: open.kind, body: (open.line + 1)..<index,
            text: lines[(open.line + 1)..<index].joined(separator: "\n")))
        start = nil
      } else {
        start = (String(line.dropFirst(3)), index)
      }
    }
    return result
  }

  /// Puts what the examples print now in place of what is recorded.
  mutating func replay(run: (String) -> String, shell: (String) -> String) {
    var edits: [(range: Range<Int>, text: String)] = []
    var statements: String?
    for fence in fences {
      switch fence.kind {
      case "suan", "suan fails": statements = fence.text
      case "text":
        if let statements { edits.append((fence.body, run(statements))) }
        statements = nil
      case "console": edits.append((fence.body, Self.session(fence.text, shell)))
      default: statements = nil
      }
    }
    for edit in edits.reversed() {
      let text = edit.text.split(separator: "\n", omittingEmptySubsequences: false)
      lines.replaceSubrange(edit.range, with: edit.text.isEmpty ? [] : text.map(String.init))
    }
  }

  /// The shell lines of a `console` block, each followed by what it prints.
  private static func session(_ text: String, _ shell: (String) -> String) -> String {
    text.split(separator: "\n").filter { $0.hasPrefix("$ ") }.map { line in
      let printed = shell(String(line.dropFirst(2)))
      return printed.isEmpty ? String(line) : "\(line)\n\(printed)"
    }.joined(separator: "\n")
  }
}
