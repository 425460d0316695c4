import Accounts

/// Tables too wide for their sheets, whose columns go on upon others: a spreadsheet prints the
/// columns that do not fit with the same rows on a sheet of their own.
enum RunOver {
  /// The numbers of two sheets of which the second has columns of the first one's rows.
  static func sheets(in sheets: [PlacedPage]) -> (first: Int, second: Int)? {
    let bodies = sheets.map(Body.init)
    for second in bodies.indices where bodies[second].isBare {
      let before = bodies[..<second].suffix(mostBetween)
      if let first = before.lastIndex(where: { bodies[second].goesOn(beside: $0) }) {
        return (sheets[first].number, sheets[second].number)
      }
    }
    return nil
  }

  /// All sheets with the first columns may be printed before those with the others.
  private static let mostBetween = 20

  /// What stands between the first and the last amount of a sheet.
  private struct Body {
    /// The baselines of all words, and those of amounts.
    private var baselines: [Float] = []
    private var amounts: [Float] = []
    /// How many words begin rows, and whether there are words that may be labels.
    private var starts = 0
    private var hasLabels = false

    init(_ sheet: PlacedPage) {
      let amounts = sheet.words.filter { PrintedNumber($0.text)?.scale ?? 0 > 0 }
      guard let first = amounts.map(\.baseline).min(), let last = amounts.map(\.baseline).max()
      else { return }
      self.amounts = Self.distinct(amounts)
      for word in sheet.words {
        guard (first - reach...last + reach).contains(word.baseline) else { continue }
        baselines.append(word.baseline)
        if PrintedNumber(word.text) == nil { hasLabels = true }
        if RowWords.startRow(word.text) {
          starts += 1
          hasLabels = true
        }
      }
    }

    private static func distinct(_ words: [PlacedWord]) -> [Float] {
      words.map(\.baseline).sorted().reduce(into: []) { baselines, baseline in
        if baselines.last.map({ baseline - $0 > reach }) ?? true { baselines.append(baseline) }
      }
    }

    /// Whether it has rows of amounts and nothing that says what they are.
    var isBare: Bool { amounts.count >= 3 && !hasLabels }

    /// Whether these are amounts of the labelled rows of `other`.
    func goesOn(beside other: Body) -> Bool {
      guard other.starts >= 3 else { return false }
      let common = amounts.count { amount in
        other.baselines.contains { abs($0 - amount) < reach }
      }
      return common * 10 >= amounts.count * 9
    }
  }

  /// Words of one row stand no farther apart, in points.
  private static let reach: Float = 1
}
