import Foundation
import Testing
import Text

@testable import Syntax

let packageRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// Grammar.md, by its fences.
private struct GrammarDocument {
  /// What stands behind ``` on the opening line, and the lines up to the closing one.
  struct Block {
    var kind: String
    var text: String
  }

  let lines: [String]
  let blocks: [Block]

  init() throws {
    let text = try String(contentsOf: packageRoot.appending(path: "Grammar.md"), encoding: .utf8)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var blocks: [Block] = []
    var isOpen = false
    for line in lines {
      if line.hasPrefix("```") {
        isOpen.toggle()
        if isOpen { blocks.append(Block(kind: String(line.dropFirst(3)), text: "")) }
      } else if isOpen {
        blocks[blocks.count - 1].text += line + "\n"
      }
    }
    self.blocks = blocks
  }

  /// The left-hand names of the productions, in order.
  var productions: [String] {
    blocks.filter { $0.kind == "ebnf" }.flatMap { block in
      block.text.split(separator: "\n").filter { !$0.hasPrefix(" ") }.compactMap { line in
        line.split(separator: " ").first.map(String.init)
      }
    }
  }

  /// The cells of the table's rows under a heading.
  func table(under heading: String) -> [[String]] {
    guard let start = lines.firstIndex(of: heading) else { return [] }
    return lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }
      .filter { $0.hasPrefix("|") && !$0.hasPrefix("|---") }.dropFirst().map { row in
        row.split(separator: "|", omittingEmptySubsequences: true).map { cell in
          cell.drop { $0 == " " }.split(separator: " ").joined(separator: " ")
        }
      }
  }
}

@Test func `Grammar.md has the parser's productions in the parser's order`() throws {
  #expect(try GrammarDocument().productions == Production.allCases.map(\.name))
}

@Test func `Each production is used by another, and each name used is defined`() throws {
  let document = try GrammarDocument()
  let names = Set(document.productions)
  let tokens: Set<String> = ["newline", "number", "text", "parameter", "word", "character", "verb"]
  var used: Set<String> = ["script"]
  for block in document.blocks where block.kind == "ebnf" {
    var isQuoted = false
    for word in block.text.split(whereSeparator: { " \n".contains($0) }) {
      if word.hasPrefix("\"") { isQuoted = true }
      if !isQuoted, word.allSatisfy({ $0.isLetter || $0 == "-" }) { used.insert(String(word)) }
      if word.hasSuffix("\"") { isQuoted = false }
    }
  }
  #expect(names.subtracting(used) == [])
  #expect(used.subtracting(names).subtracting(tokens) == [])
}

@Test func `Grammar.md has the keyword table`() throws {
  let rows = try GrammarDocument().table(under: "## Keywords")
  #expect(rows.count == Keyword.allCases.count)
  for (row, keyword) in zip(rows, Keyword.allCases) {
    #expect(row == keyword.documentedRow)
  }
}

extension Keyword {
  fileprivate var documentedRow: [String] {
    [english.joined(separator: ", "), chinese.joined(separator: ", "), role.rawValue, meaning]
  }
}

@Test func `Every example of Grammar.md is read, or fails with the message under it`() throws {
  let blocks = try GrammarDocument().blocks
  for (index, block) in blocks.enumerated() where block.kind.hasPrefix("suan") {
    let source = SourceText(name: "line", block.text)
    let errors = Parser.parse(source).errors
    guard block.kind == "suan error" else {
      #expect(errors.isEmpty, "\(block.text)")
      continue
    }
    let message = errors.map { $0.diagnostic(in: source).rendered() + "\n" }.joined()
    #expect(blocks[index + 1].text == message, "\(block.text)")
  }
}

@Test func `Every message is shown in Grammar.md under its id`() throws {
  let document = try GrammarDocument()
  let headings = document.lines.filter { $0.hasPrefix("#### ") }.map { $0.dropFirst(5) }
  var shown: [String] = []
  for block in document.blocks where block.kind == "suan error" {
    shown += parse(block.text).errors.map(\.fact.id)
  }
  #expect(headings.map(String.init) == shown)
  let expected = Set(faults.map(\.id)).union(["too-deep", "too-long"])
  #expect(Set(shown).union(["too-deep", "too-long"]) == expected)
}

@Test func `Each of the rules is stated once, in order, with an example`() throws {
  let lines = try GrammarDocument().lines
  let numbers = lines.compactMap { line -> Int? in
    guard line.hasPrefix("**"), let end = line.firstIndex(of: ".") else { return nil }
    return Int(line[line.index(line.startIndex, offsetBy: 2)..<end])
  }
  #expect(numbers == Array(1...44))
}
