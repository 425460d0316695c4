import Accounts

/// What a numeric token of a table was taken for.
enum TokenUse: Int {
  case ordinal, code, word, figure
}

/// Accounts for every numeric token between a table's title and its last note.
struct TokenCount {
  private(set) var counts = TableCoverage.TokenCounts()
  private(set) var unclaimed: [UnclaimedToken] = []

  /// Counts the tokens of a region's lines. A token in a run of text with other characters
  /// beside it is a word, unless it was claimed; in the grid a run that is all number, and an
  /// amount with decimals, must be claimed.
  init(_ text: TableText, claims: TokenClaims) {
    var claims = claims
    let document = text.document
    let units = document.folded.units.span
    var grid = text.grid[...]
    for index in text.region.heading.lowerBound..<text.region.body.upperBound {
      let inGrid = grid.first == index
      if inGrid { grid.removeFirst() }
      let line = document.lines[index]
      for span in line.spans {
        let run = document.spans[span].glyphs
        Self.forEachToken(in: run, of: units) { token in
          let place = document.place(ofGlyph: token.lowerBound, in: line)
          let isFree =
            inGrid && (token == run || units.extracting(token).contains(Self.point))
          guard let use = claims.use(of: place) ?? (isFree ? nil : .word) else {
            counts.unclaimed += 1
            unclaimed.append(
              UnclaimedToken(
                table: text.region.table, text: document.folded.printed(token), place: place,
                raw: document.text(of: line)))
            return
          }
          count(use)
        }
      }
    }
  }

  private mutating func count(_ use: TokenUse) {
    switch use {
    case .figure: counts.figures += 1
    case .ordinal: counts.ordinals += 1
    case .code: counts.codes += 1
    case .word: counts.words += 1
    }
  }

  private static let point: UInt16 = 0x2E

  /// Gives the runs of digits, with the signs, points and commas that belong to them.
  @inline(__always)
  static func forEachToken(
    in range: Range<Int>, of units: borrowing Span<UInt16>, _ body: (Range<Int>) -> Void
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      guard Mark.isDigit(units[index]) else {
        index += 1
        continue
      }
      let isSigned = index > range.lowerBound && isSign(units[index - 1])
      let start = isSigned ? index - 1 : index
      while index < range.upperBound,
        Mark.isDigit(units[index])
          || isJoint(units[index]) && index + 1 < range.upperBound && Mark.isDigit(units[index + 1])
      {
        index += 1
      }
      body(start..<index)
    }
  }

  private static func isJoint(_ unit: UInt16) -> Bool { unit == Mark.comma || unit == point }

  private static func isSign(_ unit: UInt16) -> Bool { unit == 0x2D || unit == 0x2B }
}

/// What the tokens of a table were taken for, by place.
struct TokenClaims {
  private var claims: [(place: Place, use: TokenUse)] = []
  /// The first of the claims that is not before the place asked for last.
  private var next = 0

  mutating func add(_ places: some Sequence<Place>, as use: TokenUse) {
    for place in places { claims.append((place, use)) }
  }

  /// Brings the claims in order, so that uses can be asked for. Of two on one place the use
  /// counts that ``TokenUse`` names later.
  mutating func settle() {
    claims.sort { a, b in
      a.place == b.place ? a.use.rawValue < b.use.rawValue : a.place < b.place
    }
  }

  /// What the token at a place was taken for. Places are asked for in printed order.
  mutating func use(of place: Place) -> TokenUse? {
    while next < claims.count, claims[next].place < place { next += 1 }
    var use: TokenUse?
    while next < claims.count, claims[next].place == place {
      use = claims[next].use
      next += 1
    }
    return use
  }
}
