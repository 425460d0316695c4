import Accounts
import Columns
import Glibc
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
    // By chunk and group, how many values there are; then where the next is put.
    let places = calloc(chunks.count * groupCount + 1, MemoryLayout<UInt32>.stride)!
    defer { free(places) }
    nonisolated(unsafe) let next = places.assumingMemoryBound(to: UInt32.self)
    _ = Parallel.map(chunks: chunks.count, threads: threads) { chunk in
      let next = next + chunk * groupCount
      for run in chunks[chunk] { rows.forEach(run) { group, _ in next[group] &+= 1 } }
    }
    var place: UInt32 = 0
    let starts = [Int](unsafeUninitializedCapacity: groupCount + 1) { starts, count in
      for group in 0..<groupCount {
        starts.initializeElement(at: group, to: Int(place))
        for chunk in chunks.indices {
          let count = next[chunk * groupCount + group]
          next[chunk * groupCount + group] = place
          place += count
        }
      }
      starts.initializeElement(at: groupCount, to: Int(place))
      count = groupCount + 1
    }
    let result = UnitValues(starts: starts)
    nonisolated(unsafe) let amounts = result.amounts.baseAddress!
    _ = Parallel.map(chunks: chunks.count, threads: threads) { chunk in
      let next = next + chunk * groupCount
      for run in chunks[chunk] {
        rows.forEach(run) { group, amount in
          amounts[Int(next[group])] = amount
          next[group] &+= 1
        }
      }
    }
    return result
  }

  /// One value for each department, of `perDepartment` groups each. The departments are gone
  /// through in parts, so that sums are kept of one part at a time. nil where one does not fit.
  static func ofDepartments(
    _ rows: SliceRows, _ domain: GroupDomain, perDepartment: Int, departmentCount: Int,
    tracksYears: Bool
  ) -> (values: UnitValues, span: ClosedRange<Int>?)? {
    let wanted = max(Workers.count, (domain.count ?? 1) / SliceLimits.groupsPerThread + 1)
    let ranges = rows.departmentParts(min(departmentCount, wanted), of: departmentCount, domain)
    let parts = Parallel.map(
      chunks: ranges.count, threads: Workers.count, goesOn: Interruption.goesOn
    ) { part in
      let sums = SliceSums(count: ranges[part].groupCount, tracksYears: tracksYears)
      for run in ranges[part].runs { sums.add(run, of: rows) }
      return DepartmentValues(sums, perDepartment: perDepartment)
    }.compactMap { $0 }
    guard !parts.contains(where: \.hasOverflowed) else { return nil }
    var starts = [0]
    for group in 0..<perDepartment {
      starts.append(parts.reduce(starts[group]) { $0 + $1.count(group) })
    }
    let result = UnitValues(starts: starts)
    for group in 0..<perDepartment {
      var place = starts[group]
      for part in parts {
        for value in part.values(group) {
          result.amounts[place] = value
          place += 1
        }
      }
    }
    var span: ClosedRange<Int>?
    for years in parts.compactMap(\.span) { span.widen(to: years) }
    return (result, span)
  }

  // MARK: Reducing

  private func values(_ group: Int) -> UnsafeBufferPointer<Int64> {
    UnsafeBufferPointer(rebasing: amounts[starts[group]..<starts[group + 1]])
  }

  /// The groups that have values.
  private(set) lazy var groups = (0..<groupCount).filter { count($0) > 0 }

  /// What a verb makes of each of ``groups``, in stored units.
  func reduced(_ verb: Verb) -> [Rational] {
    switch verb {
    case .minimum: extremes.map { Rational($0.lowerBound) }
    case .maximum: extremes.map { Rational($0.upperBound) }
    case .median:
      eachGroup(middles).map { Rational(Int128($0.lower) + Int128($0.upper), over: 2) }
    case .countReports: groups.map { Rational(Int64(count($0))) }
    default:
      eachGroup { values in
        var sum = WideSum()
        sum.add(values)
        let total = sum.exact.map { Int128($0) } ?? values.reduce(0) { $0 + Int128($1) }
        return Rational(total, over: verb == .average ? Int128(values.count) : 1)
      }
    }
  }

  /// The least and the greatest of each group, found together for both columns.
  private lazy var extremes = eachGroup(Columns.extremes)

  private static let mostChunks = 1 << 10

  /// `body` gives nothing for no values only.
  private func eachGroup<T>(_ body: @Sendable (UnsafeBufferPointer<Int64>) -> T?) -> [T] {
    // Many groups have few values each; few have many.
    let groups = groups
    let size = max(1, groups.count / Self.mostChunks)
    let chunks = (groups.count + size - 1) / size
    return Parallel.map(chunks: chunks, threads: chunks > 1 ? Workers.count : 1) {
      [self] chunk in
      groups[chunk * size..<min(groups.count, (chunk + 1) * size)].map { body(values($0))! }
    }.flatMap { $0! }
  }
}

/// The sums of some departments, group by group.
private struct DepartmentValues {
  private var starts: [Int]
  private var amounts: [Int64]
  let span: ClosedRange<Int>?
  let hasOverflowed: Bool

  init(_ sums: SliceSums, perDepartment: Int) {
    let rows = sums.rows
    var next = [Int](repeating: 0, count: perDepartment + 1)
    next.withUnsafeMutableBufferPointer { next in
      for base in stride(from: 0, to: sums.count, by: max(1, perDepartment)) {
        for group in 0..<perDepartment { next[group + 1] &+= rows[base + group] > 0 ? 1 : 0 }
      }
      for group in 0..<perDepartment { next[group + 1] += next[group] }
    }
    starts = next
    amounts = [Int64](unsafeUninitializedCapacity: next[perDepartment]) { amounts, count in
      count = next[perDepartment]
      next.withUnsafeMutableBufferPointer { next in
        for base in stride(from: 0, to: sums.count, by: max(1, perDepartment)) {
          for group in 0..<perDepartment where rows[base + group] > 0 {
            amounts.initializeElement(at: next[group], to: sums.sums[base + group])
            next[group] += 1
          }
        }
      }
    }
    span = sums.yearSpan
    hasOverflowed = sums.hasOverflowed
  }

  func count(_ group: Int) -> Int { starts[group + 1] - starts[group] }

  func values(_ group: Int) -> ArraySlice<Int64> { amounts[starts[group]..<starts[group + 1]] }
}
