import Accounts
import Columns
import Glibc
import Synchronization

/// The sum and the number of rows of every group of a domain.
///
/// Memory comes zeroed from the system and is taken up only where it is written to.
final class SliceSums: @unchecked Sendable {
  let count: Int
  let sums: UnsafeMutablePointer<Int64>
  let rows: UnsafeMutablePointer<UInt32>
  /// The year each group adds first, counted from one; nil where not asked.
  private var firstYears: UnsafeMutablePointer<UInt8>?
  private let span = Mutex<ClosedRange<Int>?>(nil)
  /// Whether a sum went beyond 64 bits.
  var hasOverflowed: Bool { overflow.load(ordering: .relaxed) }
  /// Parts of a nation's departments are added on several threads at once.
  private let overflow = Atomic(false)

  init(count: Int, tracksYears: Bool) {
    self.count = count
    sums = Self.zeroed(count, of: Int64.self)
    rows = Self.zeroed(count, of: UInt32.self)
    if tracksYears { firstYears = Self.zeroed(count, of: UInt8.self) }
  }

  deinit {
    free(sums)
    free(rows)
    free(firstYears)
  }

  private static func zeroed<Value>(
    _ count: Int, of type: Value.Type
  ) -> UnsafeMutablePointer<Value> {
    calloc(max(1, count), MemoryLayout<Value>.stride)!.bindMemory(to: type, capacity: count)
  }

  /// The place of a year that a group adds.
  func firstYear(_ group: Int) -> Int { firstYears.map { max(1, Int($0[group])) - 1 } ?? 0 }

  // MARK: Adding

  func add(_ run: SliceRows.Run, of rows: SliceRows) {
    if rows.isOfOneGroup {
      addAll(run)
    } else if firstYears != nil {
      addWithYears(run, rows)
    } else {
      var overflows = false
      let (sums, counts) = (sums, self.rows)
      rows.forEach(run) { group, amount in
        let (sum, overflow) = sums[group].addingReportingOverflow(amount)
        sums[group] = sum
        counts[group] &+= 1
        overflows = overflows || overflow
      }
      if overflows { noteOverflow() }
    }
  }

  /// A run whose rows are all of one group.
  private func addAll(_ run: SliceRows.Run) {
    guard !run.rows.isEmpty else { return }
    var sum = WideSum()
    sum.add(UnsafeBufferPointer(rebasing: run.piece.amounts[run.rows]))
    guard let exact = sum.exact else {
      noteOverflow()
      return
    }
    let (total, overflow) = sums[run.base].addingReportingOverflow(exact)
    sums[run.base] = total
    rows[run.base] += UInt32(run.rows.count)
    if overflow { noteOverflow() }
    track(run.year, run.base)
  }

  private func addWithYears(_ run: SliceRows.Run, _ rows: SliceRows) {
    let year = UInt8(truncatingIfNeeded: run.year + 1)
    let (sums, counts, firstYears) = (sums, self.rows, firstYears!)
    var overflows = false
    var (first, last) = (year, year)
    rows.forEach(run) { group, amount in
      let (sum, overflow) = sums[group].addingReportingOverflow(amount)
      sums[group] = sum
      counts[group] &+= 1
      overflows = overflows || overflow
      let known = firstYears[group]
      if known == 0 {
        firstYears[group] = year
      } else {
        first = min(first, known)
        last = max(last, known)
      }
    }
    if overflows { noteOverflow() }
    if first < last { widen(first, last) }
  }

  private func noteOverflow() { overflow.store(true, ordering: .relaxed) }

  private func track(_ year: Int, _ group: Int) {
    guard let firstYears else { return }
    let year = UInt8(truncatingIfNeeded: year + 1)
    let known = firstYears[group]
    if known == 0 {
      firstYears[group] = year
    } else if known != year {
      widen(min(known, year), max(known, year))
    }
  }

  /// Parts of a nation's departments are added on several threads at once.
  private func widen(_ first: UInt8, _ last: UInt8) {
    let years = Int(first) - 1...Int(last) - 1
    span.withLock { $0.widen(to: years) }
  }

  func merge(_ other: SliceSums) {
    for group in 0..<count where other.rows[group] > 0 {
      let (sum, overflow) = sums[group].addingReportingOverflow(other.sums[group])
      sums[group] = sum
      rows[group] += other.rows[group]
      if overflow { noteOverflow() }
      if let first = other.firstYears { track(Int(first[group]) - 1, group) }
    }
    if let years = other.span.withLock({ $0 }) {
      widen(UInt8(years.lowerBound + 1), UInt8(years.upperBound + 1))
    }
    if other.hasOverflowed { noteOverflow() }
  }
}

extension SliceSums {
  /// From the first to the last year, by place, that groups of several years add.
  var yearSpan: ClosedRange<Int>? { span.withLock { $0 } }

  /// From the first to the last of the years that groups of several years add; `years` are the
  /// store's.
  func addedYears(_ years: [Int]) -> ClosedRange<Int>? {
    yearSpan.map { years[$0.lowerBound]...years[$0.upperBound] }
  }

  /// Groups that each thread may have sums of its own for.
  private static let mostOwn = 1 << 16

  /// The sums of the rows of a question, on several threads; nil where they do not fit.
  static func of(
    _ rows: SliceRows, _ domain: GroupDomain, tracksYears: Bool, departmentCount: Int
  ) -> SliceSums? {
    guard let count = domain.count, count <= SliceLimits.mostGroups else { return nil }
    let threads = rows.rowCount <= SliceLimits.rowsPerThread ? 1 : Workers.count
    // Groups few enough are summed by each thread for itself; of departments each takes its own.
    if threads > 1, domain.perDepartment == nil || !rows.isByDepartment, count <= mostOwn {
      let chunks = rows.chunks(of: SliceLimits.rowsPerThread)
      return Parallel.fold(
        chunks: chunks.count, threads: threads, goesOn: Interruption.goesOn,
        initial: { SliceSums(count: count, tracksYears: tracksYears) },
        { sums, chunk in for run in chunks[chunk] { sums.add(run, of: rows) } },
        merge: { $0.merge($1) })
    }
    let result = SliceSums(count: count, tracksYears: tracksYears)
    if threads > 1, domain.perDepartment != nil, rows.isByDepartment {
      let parts = rows.parts(threads * 4, of: departmentCount)
      _ = Parallel.map(chunks: parts.count, threads: threads, goesOn: Interruption.goesOn) { part in
        for run in parts[part] { result.add(run, of: rows) }
      }
    } else {
      for run in rows.runs where !Interruption.isWanted { result.add(run, of: rows) }
    }
    return result
  }
}
