import Accounts

/// Which groups have a row in the slices of some questions: a bit for each group.
struct GroupPresence {
  /// The groups of questions that number them alike.
  private struct Part {
    let domain: GroupDomain
    var bits: [UInt64]

    func forEach(_ body: (Int) -> Void) {
      for (place, word) in bits.enumerated() where word != 0 {
        var rest = word
        while rest != 0 {
          body(place << 6 + rest.trailingZeroBitCount)
          rest &= rest - 1
        }
      }
    }
  }

  private var parts: [Part] = []

  /// Adds the groups of the rows of a question; false where there are too many to number.
  mutating func add(
    _ question: SliceQuestion, in reports: ReportSet, _ space: KeySpace
  ) throws -> Bool {
    let domain = GroupDomain(question.attributes, question: question, space: space)
    guard let count = domain.count, count <= SliceLimits.mostGroups else { return false }
    let rows = try SliceRows(question, domain, in: reports)
    let place =
      parts.firstIndex { $0.domain.isAlike(domain) }
      ?? {
        parts.append(Part(domain: domain, bits: [UInt64](repeating: 0, count: count / 64 + 1)))
        return parts.count - 1
      }()
    parts[place].bits.withUnsafeMutableBufferPointer { bits in
      for run in rows.runs where !Interruption.isWanted {
        rows.forEach(run) { group, _ in bits[group >> 6] |= 1 << UInt64(group & 63) }
      }
    }
    return true
  }

  /// How many groups there are of each key without its last component; nil where a group may stand
  /// in two parts.
  var counts: [(key: GroupKey, count: Int)]? {
    guard parts.count <= 1 else { return nil }
    guard let part = parts.first else { return [] }
    guard part.domain.withoutLast(0) != nil else { return countsByKey(part) }
    var counts: [Int: Int] = [:]
    // The groups of a key often stand side by side.
    var run = (group: -1, count: 0)
    part.forEach { group in
      let first = part.domain.withoutLast(group)!
      if first != run.group {
        counts[run.group, default: 0] += run.count
        run = (first, 0)
      }
      run.count += 1
    }
    counts[run.group, default: 0] += run.count
    return counts.compactMap { group, count in
      count == 0 ? nil : (GroupKey(part.domain.key(group).dropLast()), count)
    }
  }

  private func countsByKey(_ part: Part) -> [(key: GroupKey, count: Int)] {
    var counts: [GroupKey: Int] = [:]
    part.forEach { counts[GroupKey(part.domain.key($0).dropLast()), default: 0] += 1 }
    return counts.map { ($0, $1) }
  }

  /// The keys of all groups, some more than once.
  func forEachKey(_ body: (GroupKey) -> Void) {
    for part in parts { part.forEach { body(part.domain.key($0)) } }
  }
}
