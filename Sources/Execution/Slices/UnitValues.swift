import Accounts
import Columns
import Semantics

/// The values that a mean, an extreme or a median is of: for each group one amount per report,
/// or per department, in one buffer.
final class UnitValues: @unchecked Sendable {
  /// The values of group `g` are `amounts[starts[g]..<starts[g + 1]]`, in no set order.
  private let starts: [Int]
  private let amounts: UnsafeMutableBufferPointer<Int64>

  deinit { amounts.deallocate() }

  private init(starts: [Int]) {
    self.starts = starts
    amounts = .allocate(capacity: starts.last ?? 0)
  }

  var groupCount: Int { starts.count - 1 }

  func count(_ group: Int) -> Int { starts[group + 1] - starts[group] }

  // MARK: Gathering

  /// One value for each row, where a report has one row in a group.
  static func ofRows(_ rows: SliceRows, groupCount: Int) -> UnitValues {
    let threads = rows.rowCount <= SliceLimits.rowsPerThread ? 1 : Workers.count
    let chunks = rows.chunks(of: max(SliceLimits.rowsPerThread, rows.rowCount / threads + 1))
    let counts = Parallel.map(chunks: chunks.count, threads: threads) { chunk in
      var counts = [Int](repeating: 0, count: groupCount)
      counts.withUnsafeMutableBufferPointer { counts in
        for run in chunks[chunk] { rows.forEach(run) { group, _ in counts[group] &+= 1 } }
      }
      return counts
    }.compactMap { $0 }
    return fill(counts, groupCount) { chunk, put in
      for run in chunks[chunk] { rows.forEach(run) { group, amount in put(group, amount) } }
    }
  }

  /// One value for each department, from sums whose groups are departments first.
  static func ofDepartments(_ sums: SliceSums, perDepartment: Int) -> UnitValues {
    let threads = sums.count <= SliceLimits.rowsPerThread ? 1 : Workers.count
    let departments = perDepartment == 0 ? 0 : sums.count / perDepartment
    let parts = (0..<threads).map {
      departments * $0 / threads..<departments * ($0 + 1) / threads
    }
    let counts = Parallel.map(chunks: threads, threads: threads) { part in
      var counts = [Int](repeating: 0, count: perDepartment)
      for department in parts[part] {
        for group in 0..<perDepartment where sums.rows[department * perDepartment + group] > 0 {
          counts[group] &+= 1
        }
      }
      return counts
    }.compactMap { $0 }
    return fill(counts, perDepartment) { part, put in
      for department in parts[part] {
        for group in 0..<perDepartment {
          let slot = department * perDepartment + group
          if sums.rows[slot] > 0 { put(group, sums.sums[slot]) }
        }
      }
    }
  }

  /// Lays the values of each chunk after those of the chunk before, group by group.
  @inline(__always)
  private static func fill(
    _ counts: [[Int]], _ groupCount: Int,
    _ each: @Sendable (Int, (Int, Int64) -> Void) -> Void
  ) -> UnitValues {
    var starts = [0]
    starts.reserveCapacity(groupCount + 1)
    var next = counts
    for group in 0..<groupCount {
      var place = starts[group]
      for chunk in counts.indices {
        next[chunk][group] = place
        place += counts[chunk][group]
      }
      starts.append(place)
    }
    let result = UnitValues(starts: starts)
    nonisolated(unsafe) let amounts = result.amounts
    let places = next
    _ = Parallel.map(chunks: counts.count, threads: Workers.count) { chunk in
      var places = places[chunk]
      places.withUnsafeMutableBufferPointer { places in
        each(chunk) { group, amount in
          amounts[places[group]] = amount
          places[group] &+= 1
        }
      }
    }
    return result
  }

  // MARK: Reducing

  private func values(_ group: Int) -> UnsafeMutableBufferPointer<Int64> {
    UnsafeMutableBufferPointer(rebasing: amounts[starts[group]..<starts[group + 1]])
  }

  /// What a verb makes of each group, in stored units; nil for a group without values.
  func reduced(_ verb: Verb) -> [Rational?] {
    let groups = groupCount
    let results = Parallel.map(chunks: groups, threads: groups > 1 ? Workers.count : 1) {
      [self] group in Self.reduce(values(group), verb)
    }
    return results.map { $0 ?? nil }
  }

  private static func reduce(
    _ values: UnsafeMutableBufferPointer<Int64>, _ verb: Verb
  ) -> Rational? {
    guard !values.isEmpty else { return nil }
    let plain = UnsafeBufferPointer(values)
    switch verb {
    case .minimum: return extremes(plain).map { Rational($0.lowerBound) }
    case .maximum: return extremes(plain).map { Rational($0.upperBound) }
    case .median:
      return middles(values).map { Rational(Int128($0.lower) + Int128($0.upper), over: 2) }
    case .countReports: return Rational(Int64(values.count))
    default:
      var sum = WideSum()
      sum.add(plain)
      let total = sum.exact.map { Int128($0) } ?? plain.reduce(0) { $0 + Int128($1) }
      return Rational(total, over: verb == .average ? Int128(values.count) : 1)
    }
  }
}
