import Foundation
import Testing
import Text

@testable import Syntax

private let scripts: [URL] = {
  let folder = packageRoot.appending(path: "Samples/scripts")
  let files = try? FileManager.default.contentsOfDirectory(
    at: folder, includingPropertiesForKeys: nil)
  return (files ?? []).filter { $0.pathExtension == "suan" }.sorted { $0.path < $1.path }
}()

@Test(.enabled(if: !scripts.isEmpty), arguments: scripts)
func `Every sample script is read, printed and read again the same`(file: URL) throws {
  let source = SourceText(
    name: file.lastPathComponent, try String(contentsOf: file, encoding: .utf8))
  let result = Parser.parse(source)
  #expect(result.errors == [])
  let formatted = try Formatter.format(source)
  let again = parse(formatted)
  #expect(again.script.statements.map(\.kind) == result.script.statements.map(\.kind))
  #expect(again.script.comments.map(\.text).count == result.script.comments.count)
  #expect(try Formatter.format(SourceText(name: "", formatted)) == formatted)
}
