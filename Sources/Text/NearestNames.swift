/// Finds known names near to a misspelt one.
public enum NearestNames {
  /// Up to `limit` of `names` that are near to `word`, nearest first, ties in the order given.
  ///
  /// A name is near when the edit distance over folded characters is at most a third of the
  /// longer one's length (at least one), a character for one that sounds or looks like it counting
  /// half; when one contains the other; or when the word spells it in pinyin.
  public static func of(
    _ word: String, in names: some Sequence<String>, limit: Int = 3
  )
    -> [String]
  {
    let text = Folding.key(word)
    let key = Array(text.unicodeScalars)
    guard !key.isEmpty, key.count <= 64 else { return [] }
    let isSpelt = key.count > 1 && Pinyin.couldBe(text)
    var found: [(distance: Int, order: Int, name: String)] = []
    for (order, name) in names.enumerated() {
      let folded = Folding.key(name)
      let candidate = Array(folded.unicodeScalars)
      guard !candidate.isEmpty, candidate.count <= 128 else { continue }
      let longest = max(key.count, candidate.count)
      let distance = editDistance(key, candidate)
      if distance <= 2 * max(1, longest / 3) && distance < 2 * longest {
        found.append((distance, order, name))
      } else if key.count >= 2, contains(candidate, key) || contains(key, candidate) {
        found.append((abs(candidate.count - key.count) * 2 + 1, order, name))
      } else if isSpelt, Pinyin.shared.spells(text, folded) {
        found.append((0, order, name))
      }
    }
    found.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
    var result: [String] = []
    for item in found where !result.contains(item.name) && result.count < limit {
      result.append(item.name)
    }
    return result
  }

  /// The optimal string alignment distance in halves: insertions, deletions, substitutions and
  /// swaps of neighbours count two, a substitution of characters that sound or look alike one.
  ///
  /// - Complexity: O(a × b).
  static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var previous = (0...b.count).map { 2 * $0 }
    for i in 0..<a.count {
      var row = [2 * (i + 1)]
      for j in 0..<b.count {
        var best = min(previous[j + 1] + 2, row[j] + 2, previous[j] + cost(of: a[i], for: b[j]))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 2) }
        row.append(best)
      }
      before = previous
      previous = row
    }
    return previous[b.count]
  }

  private static func cost(of a: Unicode.Scalar, for b: Unicode.Scalar) -> Int {
    if a == b { return 0 }
    return Pinyin.shared.soundAlike(a, b) || LookAlikes.lookAlike(a, b) ? 1 : 2
  }

  private static func contains(_ long: [Unicode.Scalar], _ short: [Unicode.Scalar]) -> Bool {
    guard short.count <= long.count, short.count >= 2 else { return false }
    return (0...(long.count - short.count)).contains { start in
      long[start..<(start + short.count)].elementsEqual(short)
    }
  }
}
