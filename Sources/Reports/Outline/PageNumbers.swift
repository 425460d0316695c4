/// Finds the pages' numbers in a text dump that keeps them, each alone on its line.
///
/// A number alone may as well be a cell's. Those of pages count on by one through the whole
/// document, about as many lines apart as a page has.
struct PageNumbers {
  /// The lines that hold them, as indices of ``Document/lines``.
  private(set) var lines: Set<Int> = []
  /// Whether another number alone may be an amount: not where all amounts have two decimals.
  private(set) var othersMayBeAmounts = true

  /// None where no table has a number alone on a line.
  init(of document: Document, tables: ArraySlice<Outline.TableRegion>) {
    guard document.layout == .text else { return }
    let lines = document.lines.span
    let units = document.folded.units.span
    guard
      tables.contains(where: { $0.body.contains { Self.value(of: lines[$0], in: units) != nil } })
    else { return }
    var candidates: [Candidate] = []
    var inked = 0
    for index in lines.indices where !lines[index].glyphs.isEmpty {
      inked &+= 1
      if let value = Self.value(of: lines[index], in: units) {
        candidates.append(Candidate(line: index, inked: inked, value: value))
      }
    }
    self.lines = Set(Self.longestRun(&candidates).map(\.line))
    othersMayBeAmounts = !Self.allHaveCents(tables, of: document)
  }

  /// Whether all numbers of the tables that have decimals have two, and there are enough of them
  /// for some to end in a zero.
  private static func allHaveCents(
    _ tables: ArraySlice<Outline.TableRegion>, of document: Document
  ) -> Bool {
    var count = 0
    for table in tables {
      for index in table.body where !document.lines[index].isTabbed {
        let units = document.folded.units.span.extracting(document.lines[index].glyphs)
        var start = 0
        while let point = units.firstIndex(of: 0x2E, from: start) {
          var end = point + 1
          while end < units.count, Mark.isDigit(units[end]) { end += 1 }
          start = end
          guard point > 0, Mark.isDigit(units[point - 1]), end > point + 1 else { continue }
          if end != point + 3 { return false }
          count += 1
        }
      }
    }
    return count >= 20
  }

  /// A number alone on its line.
  private struct Candidate {
    var line: Int
    /// How many lines with text there are up to it.
    var inked: Int
    var value: Int
    /// The best run that ends here: how long it is, its last step in lines, how uneven its
    /// steps are, and the candidate before.
    var length = 1
    var step: Int?
    var unevenness = 0.0
    var before: Int?
  }

  /// The number that is all a line holds, if it may be a page's.
  @inline(__always)
  private static func value(of line: Document.Line, in units: borrowing Span<UInt16>) -> Int? {
    guard !line.isTabbed, (1...4).contains(line.glyphs.count),
      units[line.glyphs.lowerBound] != 0x30
    else { return nil }
    var value = 0
    for index in line.glyphs {
      guard Mark.isDigit(units[index]) else { return nil }
      value = value * 10 + Int(units[index] - 0x30)
    }
    return value
  }

  /// The longest run that counts on by one, of several the one with the evenest steps.
  private static func longestRun(_ candidates: inout [Candidate]) -> [Candidate] {
    var byValue: [Int: [Int]] = [:]
    for index in candidates.indices {
      for before in byValue[candidates[index].value - 1] ?? [] {
        let step = candidates[index].inked - candidates[before].inked
        guard step >= leastStep else { continue }
        let bend = candidates[before].step.map { Double(max(step, $0)) / Double(min(step, $0)) }
        let unevenness = candidates[before].unevenness + (bend ?? 1)
        let length = candidates[before].length + 1
        let own = candidates[index]
        if (-length, unevenness) < (-own.length, own.unevenness) {
          candidates[index].length = length
          candidates[index].unevenness = unevenness
          candidates[index].step = step
          candidates[index].before = before
        }
      }
      byValue[candidates[index].value, default: []].append(index)
    }
    let last = candidates.indices.max {
      (candidates[$0].length, -candidates[$0].unevenness)
        < (candidates[$1].length, -candidates[$1].unevenness)
    }
    guard let last, candidates[last].length >= leastLength else { return [] }
    var run = [candidates[last]]
    while let before = run[run.count - 1].before { run.append(candidates[before]) }
    return run
  }

  /// The rows of a table are numbered closer together, even where each cell has its line.
  private static let leastStep = 10
  private static let leastLength = 3
}
