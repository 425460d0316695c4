import Accounts
import Columns

/// The rows that answer a question, in runs that lie together, with what each adds to the
/// number of its group.
struct SliceRows {
  /// A run of rows of one year.
  struct Run {
    var piece: FactPiece
    /// Rows of the piece.
    var rows: Range<Int>
    /// What the year, and the department where the run is of one, add to the group's number.
    var base: Int
    /// The place of the year among the store's.
    var year: Int
  }

  private(set) var runs: [Run] = []
  private let departments: DepartmentOffsets
  /// Whether no department is left out.
  private(set) var isEveryDepartment = true
  /// What each node code adds, -1 for one that is not asked for; nil where none matters.
  private(set) var nodes: [Int32]?
  private(set) var seconds: [Int32]?

  /// Looking a department up costs about as much as reading so many rows.
  private static let rowsPerLookup = 200

  /// `withReports` where it matters of which report a row is.
  init(
    _ question: SliceQuestion, _ domain: GroupDomain, in reports: ReportSet,
    withReports: Bool = false
  ) throws(FactStoreError) {
    nodes = Self.merged(domain.offsets(slot: 0), question.nodes)
    seconds = Self.merged(domain.offsets(slot: 1), question.seconds)
    isEveryDepartment = question.departments == nil
    let slices = question.slices
    let rowCount = slices.reduce(0) { $0 + $1.rows.count }
    var lookups: [Int32]?
    // Without lookups every row is read.
    if let wanted = question.departments, !wanted.isRun,
      wanted.count * slices.count * Self.rowsPerLookup < rowCount + question.store.departmentCount
    {
      lookups = wanted.members
      departments = .same
    } else {
      departments = domain.offsets(of: question.departments, among: question.store.departmentCount)
    }
    var columns: FactPiece.Columns = [.amounts]
    if !departments.areSame || question.departments != nil { columns.insert(.departments) }
    if nodes != nil { columns.insert(.nodes) }
    if seconds != nil { columns.insert(.seconds) }
    for slice in slices {
      guard let year = question.store.years.firstIndex(where: { $0.year == slice.year }) else {
        continue
      }
      let all = ReportSet(question.store.years[year].reports)
      let asked = reports.intersection(all)
      guard !asked.isEmpty else { continue }
      let isWhole = asked == all
      let base = domain.offset(ofYear: slice.year)
      let pieces = try question.store.pieces(
        of: slice.rows, isWhole && !withReports ? columns : columns.union(.reports))
      var parts = pieces.map { SortedRows.Part(piece: $0, rows: $0.rows) }
      if !isWhole {
        parts = asked.ranges.flatMap {
          SortedRows.rows(
            of: Int32($0.lowerBound)..<Int32($0.upperBound), in: pieces, \.reports)
        }
      }
      if let lookups {
        for part in parts {
          for department in lookups {
            let base = base + domain.offset(ofDepartment: Int(department))
            for found in SortedRows.rows(of: department, in: [part.narrowed], \.departments) {
              runs.append(found.run(base: base, year: year))
            }
          }
        }
      } else {
        if let span = question.departments?.span {
          parts = SortedRows.rows(of: span, in: parts.map(\.narrowed), \.departments)
        }
        runs += parts.map { $0.run(base: base, year: year) }
      }
    }
  }

  /// The rows of some slices that tables by department and by node let through, all in one group,
  /// with their reports.
  init(
    _ slices: [FactSlice], of store: any FactStore, departments: [Bool]?, nodes: [Bool]?,
    seconds: [Bool]?
  ) throws(FactStoreError) {
    self.departments = Self.merged(nil, departments).map { .table($0) } ?? .same
    self.nodes = Self.merged(nil, nodes)
    self.seconds = Self.merged(nil, seconds)
    isEveryDepartment = departments == nil
    var columns: FactPiece.Columns = [.amounts, .reports]
    if departments != nil { columns.insert(.departments) }
    if nodes != nil { columns.insert(.nodes) }
    if seconds != nil { columns.insert(.seconds) }
    for slice in slices {
      let year = store.years.firstIndex { $0.year == slice.year } ?? 0
      runs += try store.pieces(of: slice.rows, columns).map {
        SortedRows.Part(piece: $0, rows: $0.rows).run(base: 0, year: year)
      }
    }
  }

  /// Whether all rows of a run fall into one group.
  var isOfOneGroup: Bool { departments.areSame && nodes == nil && seconds == nil }

  /// Whether the runs can be cut by department.
  var isByDepartment: Bool { !departments.areSame }

  var rowCount: Int { runs.reduce(0) { $0 + $1.rows.count } }

  private static func merged(_ offsets: [Int32]?, _ wanted: [Bool]?) -> [Int32]? {
    guard let wanted else { return offsets }
    guard let offsets else { return wanted.map { $0 ? 0 : -1 } }
    return zip(offsets, wanted).map { $1 ? $0 : -1 }
  }

  // MARK: Cutting

  /// The runs cut into chunks of no more rows than so many.
  func chunks(of size: Int) -> [[Run]] {
    var result: [[Run]] = []
    for run in runs {
      var start = run.rows.lowerBound
      while start < run.rows.upperBound {
        let end = min(run.rows.upperBound, start + size)
        var chunk = run
        chunk.rows = start..<end
        if let last = result.last, last.reduce(0, { $0 + $1.rows.count }) + end - start <= size {
          result[result.count - 1].append(chunk)
        } else {
          result.append([chunk])
        }
        start = end
      }
    }
    return result
  }

  /// The runs by department: part `n` of `count` has those of the departments that part of
  /// `departmentCount` stands for, so that no two parts share a group.
  func parts(_ count: Int, of departmentCount: Int) -> [[Run]] {
    func start(_ part: Int) -> Int { departmentCount * part / count }
    func part(of department: Int32) -> Int {
      var part = Int(department) * count / departmentCount
      while start(part + 1) <= department { part += 1 }
      return part
    }
    var result = [[Run]](repeating: [], count: count)
    for run in runs {
      let piece = run.part.narrowed
      guard let first = piece.departments.first, let last = piece.departments.last else { continue }
      for part in part(of: first)...part(of: last) {
        let departments = Int32(start(part))..<Int32(start(part + 1))
        result[part] += SortedRows.rows(of: departments, in: [piece], \.departments).map {
          $0.run(base: run.base, year: run.year)
        }
      }
    }
    return result
  }

  /// The runs by department as ``parts(_:of:)`` has them, their groups counted from the first of
  /// the part's.
  func departmentParts(
    _ count: Int, of departmentCount: Int, _ domain: GroupDomain
  ) -> [(runs: [Run], groupCount: Int)] {
    guard isByDepartment else { return [(runs, domain.count ?? 0)] }
    return parts(count, of: departmentCount).enumerated().map { part, runs in
      let first = domain.firstGroup(ofDepartment: departmentCount * part / count)
      let last = domain.firstGroup(ofDepartment: departmentCount * (part + 1) / count)
      return (
        runs.map { run in
          var run = run
          run.base -= first
          return run
        }, last - first
      )
    }
  }

  // MARK: The best rows

  /// The departments of the rows with the best amounts, ties with the last of them included;
  /// `domain`, by which the rows are numbered, must be that of departments alone.
  func departments(
    best limit: Int, isDescending: Bool, _ domain: GroupDomain
  ) -> DepartmentSet {
    let chunks = chunks(of: SliceLimits.rowsPerThread)
    let top = Parallel.fold(
      chunks: chunks.count, threads: Workers.count, goesOn: Interruption.goesOn,
      initial: { TopRows(limit, isDescending: isDescending) },
      { top, chunk in
        for run in chunks[chunk] {
          if nodes == nil, seconds == nil, isEveryDepartment {
            top.insert(UnsafeBufferPointer(rebasing: run.piece.amounts[run.rows]))
          } else {
            forEach(run) { group, amount in
              top.insert(TopRows.Entry(amount: amount, rank: Int32(group)))
            }
          }
        }
      }, merge: { $0.merge($1) })
    var result: Set<Int> = []
    guard let bar = top.sorted.last?.amount else { return DepartmentSet() }
    let found = Parallel.map(chunks: chunks.count, threads: Workers.count) { chunk in
      var found: [Int] = []
      for run in chunks[chunk] {
        forEach(run) { group, amount in
          if isDescending ? amount >= bar : amount <= bar { found.append(group) }
        }
      }
      return found
    }
    for part in found { result.formUnion(part ?? []) }
    return DepartmentSet(Set(result.compactMap(domain.department)))
  }

  // MARK: Reading

  /// Calls `body` with the group and the amount of each row asked for.
  @inline(__always)
  func forEach(_ run: Run, _ body: (Int, Int64) -> Void) {
    let amounts = run.piece.amounts.baseAddress!
    let rows = run.rows
    let base = run.base
    if let seconds {
      seconds.withUnsafeBufferPointer { seconds in
        forEachNode(run) { row, group in
          let offset = Int(seconds[Int(run.piece.seconds[row])])
          if offset >= 0 { body(base &+ group &+ offset, amounts[row]) }
        }
      }
    } else if nodes == nil, departments.areSame {
      for row in rows { body(base, amounts[row]) }
    } else {
      forEachNode(run) { row, group in body(base &+ group, amounts[row]) }
    }
  }

  /// Calls `body` with each row asked for, of the run's piece, and its group.
  func forEachRow(_ run: Run, _ body: (Int, Int) -> Void) {
    forEachNode(run) { row, group in
      let offset = seconds.map { Int($0[Int(run.piece.seconds[row])]) } ?? 0
      if offset >= 0 { body(row, run.base + group + offset) }
    }
  }

  @inline(__always)
  private func forEachNode(_ run: Run, _ body: (Int, Int) -> Void) {
    // Codes were held against their dictionaries, which the tables are as long as.
    switch departments {
    case .same: forEachNode(run, department: { _ in 0 }, body)
    case .affine(let stride, let first):
      let owners = run.piece.departments.baseAddress!
      forEachNode(run, department: { (owners[$0] &- first) &* stride }, body)
    case .table(let table):
      let owners = run.piece.departments.baseAddress!
      table.withUnsafeBufferPointer { table in
        let table = table.baseAddress!
        forEachNode(run, department: { table[Int(owners[$0])] }, body)
      }
    }
  }

  @inline(__always)
  private func forEachNode(
    _ run: Run, department: (Int) -> Int32, _ body: (Int, Int) -> Void
  ) {
    guard let nodes else {
      for row in run.rows {
        let group = department(row)
        if group >= 0 { body(row, Int(group)) }
      }
      return
    }
    let codes = run.piece.nodes.baseAddress!
    nodes.withUnsafeBufferPointer { table in
      let table = table.baseAddress!
      for row in run.rows {
        let node = table[Int(codes[row])]
        let department = department(row)
        if node | department >= 0 { body(row, Int(node) &+ Int(department)) }
      }
    }
  }
}

extension SortedRows.Part {
  /// A piece of the part's rows alone.
  var narrowed: FactPiece {
    let local = rows.lowerBound - piece.rows.lowerBound..<rows.upperBound - piece.rows.lowerBound
    return piece.narrowed(to: local)
  }

  func run(base: Int, year: Int) -> SliceRows.Run {
    let local = rows.lowerBound - piece.rows.lowerBound..<rows.upperBound - piece.rows.lowerBound
    return SliceRows.Run(piece: piece, rows: local, base: base, year: year)
  }
}

extension SliceRows.Run {
  var part: SortedRows.Part {
    let base = piece.rows.lowerBound
    return SortedRows.Part(
      piece: piece, rows: base + rows.lowerBound..<base + rows.upperBound)
  }
}

extension FactPiece {
  /// The piece without the rows outside a range of its own.
  func narrowed(to local: Range<Int>) -> FactPiece {
    var result = FactPiece(
      rows: rows.lowerBound + local.lowerBound..<rows.lowerBound + local.upperBound)
    func cut<Value>(_ buffer: UnsafeBufferPointer<Value>) -> UnsafeBufferPointer<Value> {
      buffer.isEmpty ? buffer : UnsafeBufferPointer(rebasing: buffer[local])
    }
    result.departments = cut(departments)
    result.reports = cut(reports)
    result.nodes = cut(nodes)
    result.seconds = cut(seconds)
    result.amounts = cut(amounts)
    result.shapes = cut(shapes)
    return result
  }
}
