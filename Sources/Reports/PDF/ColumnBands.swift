/// Parts columns by how words are aligned.
enum ColumnBands {
  private struct Band {
    var x0: Float
    var x1: Float
    /// Whether amounts stand in it, and whether a heading stands over it.
    var holdsAmounts = false
    var hasHeading = false
    /// Whether it is a heading with nothing under it.
    var isHeading = false

    var middle: Float { (x0 + x1) / 2 }
  }

  /// Whether two amounts stand side by side, or all columns of a table without rulings.
  static func areNeeded(_ words: [TableWord]) -> Bool {
    let amounts = Dictionary(grouping: words.filter(\.isAmount), by: \.line)
    return amounts.values.contains { $0.count > 1 }
      || words.contains { word in
        word.isAmount
          && words.contains {
            $0.line == word.line && $0.number == nil && $0.text.unicodeScalars.count > 1
          }
      }
  }

  /// The middles of the gaps between columns, of words that stand under headings.
  ///
  /// Amounts stand at the right of their column and a short heading in its middle, so that
  /// they need not overlap: they are one column where nothing stands between them.
  static func boundaries(_ words: [TableWord], under headings: [Box] = []) -> [Float] {
    let firstRow = words.filter { RowWords.isBody($0.text) }.map(\.line).min() ?? 0
    let body = words.filter { $0.line >= firstRow }
    // A total's name stands in the middle of several columns and would join them.
    let labels = body.filter { $0.number == nil && !isSpread($0) }
    var bands = merged(body.filter { $0.number != nil }.map(band))
    for label in merged(labels.map(band)) where !bands.contains(where: { overlap($0, label) > 0 }) {
      bands.append(label)
    }
    // An empty column is known by its header alone, by the lowest of its headings.
    let above = words.filter { $0.line < firstRow }.sorted { $0.line > $1.line }.map(band)
    let known = headings.map { Band(x0: $0.x0, x1: $0.x1) }
    for heading in known.isEmpty ? above : merged(known + above) {
      let under = bands.indices.filter { overlap(bands[$0], heading) > 0 }
      let widest = under.max { overlap(bands[$0], heading) < overlap(bands[$1], heading) }
      if let widest {
        bands[widest].hasHeading = true
      } else {
        bands.append(Band(x0: heading.x0, x1: heading.x1, hasHeading: true, isHeading: true))
      }
    }
    bands.sort { $0.x0 < $1.x0 }
    join(&bands)
    return zip(bands, bands.dropFirst()).map { ($0.x1 + $1.x0) / 2 }
  }

  /// Joins amounts that no heading stands over with the nearer heading beside them that no
  /// words stand under.
  private static func join(_ bands: inout [Band]) {
    var index = 0
    while index < bands.count {
      defer { index += 1 }
      guard bands[index].holdsAmounts, !bands[index].hasHeading else { continue }
      let nearest = [index - 1, index + 1]
        .filter { bands.indices.contains($0) && bands[$0].isHeading }
        .min {
          abs(bands[$0].middle - bands[index].middle) < abs(bands[$1].middle - bands[index].middle)
        }
      guard let nearest else { continue }
      let first = min(nearest, index)
      bands[first].x1 = max(bands[first].x1, bands[first + 1].x1)
      bands[first].holdsAmounts = true
      bands[first].hasHeading = true
      bands[first].isHeading = false
      bands.remove(at: first + 1)
      index = first
    }
  }

  /// The width that words cover together.
  static func extent(_ words: [TableWord]) -> Float {
    merged(words.map(band)).reduce(0) { $0 + $1.x1 - $1.x0 }
  }

  private static func isSpread(_ word: TableWord) -> Bool {
    ["合", "计", "总", "小", "合计", "总计", "小计"].contains(word.text)
  }

  private static func band(_ word: TableWord) -> Band {
    Band(x0: word.box.x0, x1: word.box.x1, holdsAmounts: word.isAmount)
  }

  private static func overlap(_ a: Band, _ b: Band) -> Float { min(a.x1, b.x1) - max(a.x0, b.x0) }

  private static func merged(_ bands: [Band]) -> [Band] {
    var result: [Band] = []
    for band in bands.sorted(by: { $0.x0 < $1.x0 }) {
      if let last = result.last, band.x0 < last.x1 + 1 {
        result[result.count - 1].x1 = max(last.x1, band.x1)
        result[result.count - 1].holdsAmounts = last.holdsAmounts || band.holdsAmounts
      } else {
        result.append(band)
      }
    }
    return result
  }
}
