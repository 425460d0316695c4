import Accounts
import Testing

@testable import Reports

@Suite("Text folded for matching")
struct GlyphTests {
  private func document(_ text: String) -> Document {
    TextReader.document(utf8: Array(text.utf8))
  }

  @Test("a line is matched folded and printed as it is")
  func printed() {
    let document = document("　（一）２０２０ 年度，⻔户 12 ab\n")
    let line = document.lines[0]
    #expect(document.glyphs(of: line).text == "(一)2020年度,门户12 ab")
    #expect(document.folded.printed(line.glyphs) == "（一）２０２０年度，⻔户12 ab")
    #expect(document.folded.printed(line.glyphs.suffix(2)) == "ab")
    #expect(document.folded.printed(line.glyphs.prefix(0)) == "")
  }

  @Test("places count the characters of the line, blanks included")
  func places() {
    let document = document("第一行\n  支出 合计\t1,2.00\n")
    let line = document.lines[1]
    let start = line.glyphs.lowerBound
    #expect(document.place(ofGlyph: start, in: line).column == 3)
    #expect(document.place(ofGlyph: start + 2, in: line).column == 6)
    #expect(document.place(ofGlyph: start + 4, in: line).column == 9)
    #expect(document.place(ofGlyph: start + 4, in: line).line == 2)
  }

  private let words: GlyphWords = ["结余", "年初结转和结余", "年末结转和结余", "合计", "结转"]

  @Test("the first word counts that a text begins or ends with, or is")
  func ends() {
    #expect(words.first(beginning: GlyphSlice("结转和结余")) == 4)
    #expect(words.first(beginning: GlyphSlice("收入合计")) == nil)
    #expect(words.first(ending: GlyphSlice("年末结转和结余")) == 0)
    #expect(words.first(ending: GlyphSlice("")) == nil)
    #expect(words.hold(GlyphSlice("合计")))
    #expect(!words.hold(GlyphSlice("合计数")))
  }

  @Test("each word that occurs is found where it begins first")
  func occurrences() {
    var found: [String] = []
    words.firstIndices(in: GlyphSlice("年初结转和结余，结余")) { word, index in
      found.append("\(words[word].text)@\(index)")
    }
    #expect(found == ["结余@5", "年初结转和结余@0", "结转@2"])
    #expect(words.occur(in: GlyphSlice("共计合计")))
    #expect(!words.occur(in: GlyphSlice("结年合")))
  }

  @Test("of several words the preferred one, the last one and the set of all are found")
  func choices() {
    let text = GlyphSlice("年初结转和结余，结余合计数")
    let first = words.first(in: text)
    #expect(first?.word == 0 && first?.index == 5)
    #expect(words.last(in: text) == 3)
    #expect(words.last(in: GlyphSlice("年末结转和结余数")) == 2)
    #expect(words.last(in: GlyphSlice("年末")) == nil)
    let set = words.set(in: text)
    #expect((0..<5).map(set.contains) == [true, true, false, true, true])
    let ending = Glyphs("年末结转和结余").units
    #expect(words.first(ending: ending.span) { $0 > 0 } == 2)
    #expect(words.shortest(goingOnFrom: GlyphSlice("结")) == 0)
    #expect(words.shortest(goingOnFrom: GlyphSlice("年末")) == 2)
    #expect(words.shortest(goingOnFrom: GlyphSlice("余")) == nil)
  }

  @Test("a unit is found wherever it stands")
  func units() {
    for count in 0..<12 {
      for index in 0..<count {
        var units = [UInt16](repeating: 0x4E00, count: count)
        units[index] = 0x4E01
        #expect(units.span.firstIndex(of: 0x4E01, from: 0) == index)
        #expect(units.span.firstIndex(of: 0x4E01, from: index + 1) == nil)
        #expect(units.span.firstIndex(of: 0x4D00, from: 0) == nil)
      }
    }
  }

  @Test("characters on both sides of white space are printed without it")
  func gaps() {
    let document = document("支出 合　计\n１２ ab\t5\n")
    let glyphs = document.lines[0].glyphs.lowerBound..<document.lines[1].glyphs.upperBound
    #expect(document.folded.printed(glyphs) == "支出合计１２ab 5")
    #expect(document.folded.printed(glyphs.dropFirst(1).prefix(3)) == "出合计")
  }
}

@Suite("Sets of columns")
struct ColumnSetTests {
  @Test("all sets of a size are given, each once", arguments: [(1, 1), (2, 5), (3, 6), (12, 12)])
  func subsets(count: Int, width: Int) {
    var sets: Set<ColumnSet> = []
    ColumnSet.forEach(count, of: width) { sets.insert($0) }
    let expected = (0..<count).reduce(1) { $0 * (width - $1) / ($1 + 1) }
    #expect(sets.count == expected)
    #expect(sets.allSatisfy { $0.count == count && $0.indices.allSatisfy { $0! < width } })
  }

  @Test("sets stand in the order of their lists of columns")
  func order() throws {
    let lists = [[0, 1, 3], [0, 2, 3], [1, 2, 3]]
    let sets = try lists.map { try #require(ColumnSet(rising: $0)) }
    #expect(sets.map { $0.indices.map { $0! } } == lists)
    for a in sets.indices {
      for b in sets.indices { #expect(sets[a].precedes(sets[b]) == (a < b)) }
    }
    #expect(ColumnSet(rising: [1, 1]) == nil)
    #expect(ColumnSet(rising: [2, 1]) == nil)
    #expect(ColumnSet(rising: [64]) == nil)
  }
}

extension GlyphSlice {
  fileprivate init(_ text: String) { self.init(Glyphs(text)) }
}
