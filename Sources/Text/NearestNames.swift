/// Finds known names near to a misspelt one.
public enum NearestNames {
  /// Up to `limit` of `names` that are near to `word`, nearest first, ties in the order given.
  ///
  /// A name is near when the edit distance over folded characters is at most a third of the
  /// longer one's length (at least one), or when one contains the other.
  public static func of(
    _ word: String, in names: some Sequence<String>, limit: Int = 3
  )
    -> [String]
  {
    let key = Array(Folding.key(word).unicodeScalars)
    guard !key.isEmpty, key.count <= 64 else { return [] }
    var found: [(distance: Int, order: Int, name: String)] = []
    for (order, name) in names.enumerated() {
      let candidate = Array(Folding.key(name).unicodeScalars)
      guard !candidate.isEmpty, candidate.count <= 128 else { continue }
      let allowed = max(1, max(key.count, candidate.count) / 3)
      let distance = editDistance(key, candidate)
      if distance <= allowed && distance < max(key.count, candidate.count) {
        found.append((distance * 2, order, name))
      } else if key.count >= 2, contains(candidate, key) || contains(key, candidate) {
        found.append((abs(candidate.count - key.count) * 2 + 1, order, name))
      }
    }
    found.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
    var result: [String] = []
    for item in found where !result.contains(item.name) && result.count < limit {
      result.append(item.name)
    }
    return result
  }

  /// The optimal string alignment distance: insertions, deletions, substitutions and swaps
  /// of neighbours. Complexity: O(a × b).
  static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        row.append(best)
      }
      before = previous
      previous = row
    }
    return previous[b.count]
  }

  private static func contains(_ long: [Unicode.Scalar], _ short: [Unicode.Scalar]) -> Bool {
    guard short.count <= long.count, short.count >= 2 else { return false }
    return (0...(long.count - short.count)).contains { start in
      long[start..<(start + short.count)].elementsEqual(short)
    }
  }
}
