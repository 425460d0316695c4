import Foundation
import Session
import Testing
import Text

/// One case for each message: `Samples/errors/<id>.suan` with its rendered text beside.
@Suite("The messages of Samples/errors")
struct ErrorSampleTests {
  private static let folder = Samples.folder.appending(path: "errors")
  /// Writes the texts anew in place of comparing them; read them before they are committed.
  private static let isRecording = ProcessInfo.processInfo.environment["SUAN_RECORD"] != nil

  static let ids: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".suan") }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test(arguments: ids)
  func `A faulty statement is answered with the words beside it`(id: String) throws {
    let file = Self.folder.appending(path: id + ".suan")
    let text = try String(contentsOf: file, encoding: .utf8)
    let session = Session(dataset: Samples.data)
    for line in text.split(separator: "\n") where line.hasPrefix("# --param ") {
      let parts = line.dropFirst(10).split(separator: "=").map(String.init)
      session.parameters[parts[0]] = parts[1]
    }
    let answer = ask(text, named: id + ".suan", in: session)
    #expect(answer.error == id)
    let rendered = answer.errors.map { $0.rendered() }.joined(separator: "\n\n") + "\n"
    let expected = Self.folder.appending(path: id + ".txt")
    if Self.isRecording {
      try rendered.write(to: expected, atomically: true, encoding: .utf8)
    } else {
      #expect(rendered == (try? String(contentsOf: expected, encoding: .utf8)))
    }
  }

  @Test func `Every message that the sources name has a case`() throws {
    let missing = try Self.namedInSources().subtracting(Self.ids).sorted()
    // An interruption answers no statement; the samples are no snapshot.
    #expect(missing == ["execution.facts-only", "execution.interrupted"])
  }

  /// The ids as the sources spell them: whole, or as the second half beside their words.
  private static func namedInSources() throws -> Set<String> {
    var result: Set<String> = []
    let whole = try Regex(#""((?:execution|assert|verify)\.[a-z-]+)""#)
    for module in ["Execution", "Session"] {
      for text in try sources(of: module) {
        for match in text.matches(of: whole) { result.insert(String(match.output[1].substring!)) }
      }
    }
    let caseID = try Regex(#"case [^:\n]*: (?:unexpected\.found == nil \? )?"([a-z-]+)""#)
    let second = try Regex(#": "([a-z-]+)"\n"#)
    for text in try sources(of: "Syntax") where text.contains("var id: String") {
      for block in text.components(separatedBy: "var id: String {").dropFirst() {
        let body = block.components(separatedBy: "\n  }\n")[0]
        for regex in [caseID, second] {
          for match in body.matches(of: regex) {
            result.insert("syntax." + match.output[1].substring!)
          }
        }
      }
    }
    let words = try Regex(#"\(\s*"([a-z-]+)", (?:"|\n)"#)
    for text in try sources(of: "Semantics") {
      if text.contains("enum Misuse") {
        for match in text.matches(of: second) {
          result.insert("resolution." + match.output[1].substring!)
        }
      }
      guard text.contains("var words: (id: String") else { continue }
      for match in text.matches(of: words) {
        result.insert("resolution." + match.output[1].substring!)
      }
    }
    for role in ["measure", "dimension", "column", "relation", "filter", "query", "name", "topic"] {
      result.insert("resolution.unknown-" + role)
    }
    return result
  }

  private static func sources(of module: String) throws -> [String] {
    let folder = Samples.root.appending(path: "Sources/\(module)")
    let files = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return try files.filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }
  }
}
