import Algorithms

/// Finds the baseline of each word among the drawn glyphs.
///
/// A word's first glyph starts where its box does, and as many glyphs stand in it as it has
/// characters. Where several baselines fit (cells above one another that print numbers of one
/// width), a glyph tells its character by its shape, once a word that fits but one baseline has
/// told what that shape stands for. Of what then still fits, words with boxes of one height are
/// of one font, and most of them agree on where in the box the baseline is; and no glyph serves
/// two words.
struct Baselines {
  private struct Row {
    var y: Float
    var glyphs: [PageDrawing.Glyph]

    /// Takes out what is drawn twice at one place, to look bold.
    mutating func dropDoubles() {
      var single: [PageDrawing.Glyph] = []
      for glyph in glyphs {
        let isDouble = single.last.map { $0.shape == glyph.shape && glyph.x - $0.x < 0.6 }
        if isDouble != true { single.append(glyph) }
      }
      glyphs = single
    }
  }

  /// Glyphs in a row that may be a word's.
  private struct Candidate {
    var row: Int
    var glyphs: Range<Int>
    /// How far they stand from where its characters would, in points.
    var deviation: Float
  }

  private var rows: [Row] = []
  /// What the shapes stand for, as far as words tell.
  private var characters: [Int: Unicode.Scalar] = [:]

  init(_ glyphs: [PageDrawing.Glyph]) {
    for glyph in glyphs.sorted(by: { ($0.y, $0.x) < ($1.y, $1.x) }) {
      if let last = rows.last, glyph.y - last.y < 0.3 {
        rows[rows.count - 1].glyphs.append(glyph)
      } else {
        rows.append(Row(y: glyph.y, glyphs: [glyph]))
      }
    }
    for index in rows.indices {
      rows[index].glyphs.sort { $0.x < $1.x }
      rows[index].dropDoubles()
    }
  }

  /// The words where they stand; each glyph serves one word.
  mutating func place(_ texts: [String], _ boxes: [Box]) -> [PlacedWord] {
    let scalars = texts.map { Array($0.unicodeScalars) }
    var candidates = zip(scalars, boxes).map { self.candidates($0, $1) }
    learn(scalars, candidates)
    for index in texts.indices {
      candidates[index] = likeliest(candidates[index], for: scalars[index])
    }
    let offsets = usualOffsets(boxes, candidates)
    var placed: [PlacedWord?] = Array(repeating: nil, count: texts.count)
    var taken: Set<[Int]> = []
    // The words with the fewest choices choose first.
    for index in texts.indices.sorted(by: { candidates[$0].count < candidates[$1].count }) {
      let box = boxes[index]
      let weight = scalars[index].reduce(0) { $0 + PlacedWord.weight($1) }
      let size = min(max(box.width / max(weight, 0.3), 4), 40)
      let expected = box.y0 + (offsets[Self.key(box)] ?? box.height * 0.8)
      let free = candidates[index].filter { !taken.contains([$0.row, $0.glyphs.lowerBound]) }
      let best = (free.isEmpty ? candidates[index] : free).min {
        abs(rows[$0.row].y - expected) < abs(rows[$1.row].y - expected)
      }
      if let best { taken.insert([best.row, best.glyphs.lowerBound]) }
      placed[index] = PlacedWord(
        text: texts[index], x0: box.x0, x1: box.x1,
        baseline: best.map { rows[$0.row].y } ?? expected, size: size,
        starts: best.map { rows[$0.row].glyphs[$0.glyphs].map(\.x) } ?? [])
    }
    return placed.compactMap { $0 }
  }

  private static func key(_ box: Box) -> Int { Int((box.height * 20).rounded()) }

  private func candidates(_ scalars: [Unicode.Scalar], _ box: Box) -> [Candidate] {
    let reach = max(box.height, 14)
    let expected = PlacedWord.estimatedStarts(scalars, from: box.x0, to: box.x1)
    var result: [Candidate] = []
    for row in rows.indices
    where rows[row].y > box.middleY - reach && rows[row].y < box.middleY + reach {
      let glyphs = rows[row].glyphs
      let low = glyphs.partitioningIndex { $0.x >= box.x0 - 0.25 }
      guard low < glyphs.count, glyphs[low].x < box.x0 + 0.25 else { continue }
      let inside = glyphs[low...].prefix { $0.x < box.x1 - 0.05 }
      guard inside.count == expected.count else { continue }
      let deviation = zip(inside, expected).reduce(0) { $0 + abs($1.0.x - $1.1) }
      result.append(
        Candidate(row: row, glyphs: low..<low + inside.count, deviation: deviation))
    }
    return result
  }

  /// Takes what each shape stands for from the words that fit but one baseline.
  private mutating func learn(_ texts: [[Unicode.Scalar]], _ candidates: [[Candidate]]) {
    for (scalars, own) in zip(texts, candidates) where own.count == 1 {
      for (glyph, scalar) in zip(rows[own[0].row].glyphs[own[0].glyphs], scalars)
      where glyph.shape >= 0 {
        characters[glyph.shape] = scalar
      }
    }
  }

  /// The candidates with the fewest glyphs that stand for other characters than the word's;
  /// where shapes do not tell, those spread as its characters are wide.
  private func likeliest(
    _ candidates: [Candidate], for scalars: [Unicode.Scalar]
  ) -> [Candidate] {
    guard candidates.count > 1 else { return candidates }
    let faults = candidates.map { candidate in
      zip(rows[candidate.row].glyphs[candidate.glyphs], scalars).count { glyph, scalar in
        characters[glyph.shape].map { $0 != scalar } ?? false
      }
    }
    let fewest = faults.min() ?? 0
    let fitting = zip(candidates, faults).filter { $0.1 == fewest }.map(\.0)
    let least = fitting.map(\.deviation).min() ?? 0
    // Kerning moves glyphs a little, another size of type moves them more.
    let known = fitting.filter {
      isKnown($0) && $0.deviation < least + 0.25 * Float(scalars.count)
    }
    if fewest == 0, !known.isEmpty { return known }
    return fitting.filter { $0.deviation < least + 0.5 }
  }

  /// Whether all shapes of the glyphs are known.
  private func isKnown(_ candidate: Candidate) -> Bool {
    rows[candidate.row].glyphs[candidate.glyphs].allSatisfy { characters[$0.shape] != nil }
  }

  /// For each height of box, how far below its top most words of that height stand.
  private func usualOffsets(_ boxes: [Box], _ candidates: [[Candidate]]) -> [Int: Float] {
    var votes: [Int: [Int: Int]] = [:]
    for (box, own) in zip(boxes, candidates) {
      for candidate in own {
        let offset = Int(((rows[candidate.row].y - box.y0) * 5).rounded())
        votes[Self.key(box), default: [:]][offset, default: 0] += 1
      }
    }
    return votes.compactMapValues { counts in
      counts.max { ($0.value, -abs($0.key)) < ($1.value, -abs($1.key)) }
        .map { Float($0.key) / 5 }
    }
  }
}
