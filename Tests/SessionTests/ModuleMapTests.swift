import Foundation
import Testing

@Test func `The module map agrees with Package.swift`() throws {
  let package = try text("Package.swift")
  let map = try text("Sources/README.md")
  let quoted = try Regex(#""([A-Za-z]+)""#)
  func names(_ source: Substring) -> [String] {
    source.matches(of: quoted).map { String($0.output[1].substring!) }
  }
  var expected: [String: Set<String>] = [:]
  for start in ["    module(", "    .systemLibrary(", "    .target(", "    .executableTarget("] {
    for block in package.components(separatedBy: "\n" + start).dropFirst() {
      let end = block.firstRange(of: "\n    .")?.lowerBound ?? block.endIndex
      let other = block.firstRange(of: "\n    module(")?.lowerBound ?? block.endIndex
      let tests = block.firstRange(of: "\n    tests(")?.lowerBound ?? block.endIndex
      let whole = block[..<min(end, other, tests)]
      guard let name = names(whole).first else { continue }
      let list =
        whole.split(separator: "[", maxSplits: 1).dropFirst().first?
        .split(separator: "]").first ?? ""
      let sees = start.contains("systemLibrary") ? [] : names(list)
      expected[name] = Set(sees)
    }
  }
  var actual: [String: Set<String>] = [:]
  for line in map.split(separator: "\n") where line.hasPrefix("| ") {
    let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    guard cells.count == 3, cells[0] != "module" else { continue }
    actual[cells[0]] = cells[2] == "–" ? [] : Set(cells[2].components(separatedBy: ", "))
  }
  #expect(actual.count >= 12)
  #expect(actual == expected)
}

private func text(_ path: String) throws -> String {
  try String(contentsOf: Samples.root.appending(path: path), encoding: .utf8)
}
