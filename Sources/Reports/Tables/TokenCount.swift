import Accounts

/// What a numeric token of a table was taken for.
enum TokenUse {
  case figure, ordinal, code, word
}

/// Accounts for every numeric token between a table's title and its last note.
struct TokenCount {
  private(set) var counts = TableCoverage.TokenCounts()
  private(set) var unclaimed: [UnclaimedToken] = []

  /// Counts the tokens of a region's lines. A token in a run of text with other characters
  /// beside it is a word, unless it was claimed; in the grid a run that is all number, and an
  /// amount with decimals, must be claimed.
  init(_ text: TableText, claims: [Place: TokenUse]) {
    let document = text.document
    let gridLines = Set(text.grid.map(\.bytes.lowerBound))
    for line in document.lines[text.region.heading.lowerBound..<text.region.body.upperBound] {
      let inGrid = gridLines.contains(line.bytes.lowerBound)
      for span in document.spans[line.spans] where !span.bytes.isEmpty {
        count(span.bytes, of: line, inGrid: inGrid, claims: claims, text: text)
      }
    }
  }

  private mutating func count(
    _ range: Range<Int>, of line: Document.Line, inGrid: Bool, claims: [Place: TokenUse],
    text: TableText
  ) {
    let document = text.document
    let tokens = Self.tokens(in: range, of: document.bytes)
    for token in tokens {
      let place = document.place(of: token.lowerBound, in: line)
      switch claims[place] {
      case .figure: counts.figures += 1
      case .ordinal: counts.ordinals += 1
      case .code: counts.codes += 1
      case .word: counts.words += 1
      case nil
      where inGrid && (token == range || document.bytes[token].contains(UInt8(ascii: "."))):
        counts.unclaimed += 1
        unclaimed.append(
          UnclaimedToken(
            table: text.region.table, text: document.text(token), place: place,
            raw: document.text(of: line)))
      case nil: counts.words += 1
      }
    }
  }

  /// Runs of digits, with the signs, points and commas that belong to them. Full-width digits
  /// count like plain ones.
  static func tokens(in range: Range<Int>, of bytes: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      if isSign(bytes[index]), index + 1 < range.upperBound, digitLength(index + 1, bytes) > 0 {
        index += 1
      }
      var end = index
      while end < range.upperBound {
        let length = digitLength(end, bytes)
        if length > 0 {
          end += length
        } else if end > index, bytes[end] == UInt8(ascii: ",") || bytes[end] == UInt8(ascii: "."),
          end + 1 < range.upperBound, digitLength(end + 1, bytes) > 0
        {
          end += 1
        } else {
          break
        }
      }
      if end > index {
        result.append(start..<end)
        index = end
      } else {
        index += 1
      }
    }
    return result
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
  }

  private static func digitLength(_ index: Int, _ bytes: [UInt8]) -> Int {
    if (0x30...0x39).contains(bytes[index]) { return 1 }
    guard bytes[index] == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBC,
      (0x90...0x99).contains(bytes[index + 2])
    else { return 0 }
    return 3
  }
}
