import Arrow
import Columns
import Glibc

// kernels [ROWS [FOLDER]]   the kernels, and files
// kernels sort FILE         putting a national file in order

/// How many rows: the first argument, ten million without one. The second is the folder of the
/// file that is written and read.
let rowCount = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000_000
let chunkRows = 1 << 16
let chunkCount = (rowCount + chunkRows - 1) / chunkRows

/// Columns as a national table has them, in no order.
struct Table: Sendable {
  var years: [Int16]
  var classes: [Int8]
  var departments: [Int32]
  var amounts: [Int64]

  init(rows: Int) {
    var state: UInt64 = 1
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    years = (0..<rows).map { _ in Int16(2015 + next() % 10) }
    classes = (0..<rows).map { _ in Int8(next() % 26) }
    departments = (0..<rows).map { _ in Int32(next() % 24_000) }
    amounts = (0..<rows).map { _ in Int64(next()) * 10_000 }
  }
}

let table = Table(rows: CommandLine.arguments.contains("sort") ? 0 : rowCount)

func chunk<Value>(_ values: UnsafeBufferPointer<Value>, _ index: Int) -> UnsafeBufferPointer<Value>
{
  UnsafeBufferPointer(
    rebasing: values[index * chunkRows..<min((index + 1) * chunkRows, values.count)])
}

func measureKernels(threads: Int) {
  print("\(rowCount) rows, \(threads) threads")
  table.amounts.withUnsafeBufferPointer { amountBuffer in
    nonisolated(unsafe) let amounts = amountBuffer
    nonisolated(unsafe) let classes = table.classes.withUnsafeBufferPointer { $0 }
    nonisolated(unsafe) let years = table.years.withUnsafeBufferPointer { $0 }
    nonisolated(unsafe) let departments = table.departments.withUnsafeBufferPointer { $0 }

    Stopwatch.report("sum", rows: rowCount, bytesPerRow: 8) {
      let sum = Parallel.fold(
        chunks: chunkCount, threads: threads, initial: { WideSum() },
        { $0.add(chunk(amounts, $1)) }, merge: { $0.merge($1) })
      precondition(sum.exact != 0)
    }
    Stopwatch.report("extremes", rows: rowCount, bytesPerRow: 8) {
      let all = Parallel.map(chunks: chunkCount, threads: threads) { extremes(chunk(amounts, $0)) }
      precondition(all.count == chunkCount)
    }
    Stopwatch.report("sum by class, 26 groups", rows: rowCount, bytesPerRow: 9) {
      let sums = Parallel.fold(
        chunks: chunkCount, threads: threads, initial: { DenseSums(groupCount: 26) },
        { $0.add(chunk(amounts, $1), by: chunk(classes, $1)) }, merge: { $0.merge($1) })
      precondition(sums.count(0) > 0)
    }
    Stopwatch.report("sum by department, 24,000 groups", rows: rowCount, bytesPerRow: 12) {
      let sums = Parallel.fold(
        chunks: chunkCount, threads: threads, initial: { DenseSums(groupCount: 24_000) },
        { $0.add(chunk(amounts, $1), by: chunk(departments, $1)) }, merge: { $0.merge($1) })
      precondition(sums.count(0) > 0)
    }
    Stopwatch.report("extremes by class", rows: rowCount, bytesPerRow: 9) {
      let all = Parallel.fold(
        chunks: chunkCount, threads: threads, initial: { DenseExtremes(groupCount: 26) },
        { $0.add(chunk(amounts, $1), by: chunk(classes, $1)) }, merge: { $0.merge($1) })
      precondition(all.groupCount == 26)
    }
    let wanted = (0..<24_000).map { $0 % 40 == 0 }
    Stopwatch.report("select 1 in 40 departments", rows: rowCount, bytesPerRow: 4) {
      let kept = Parallel.fold(
        chunks: chunkCount, threads: threads, initial: { (Selection(rowCount: 0), 0) },
        { state, index in
          let codes = chunk(departments, index)
          state.0.reset(rowCount: codes.count)
          state.0.keep(codes, where: wanted)
          state.1 += state.0.count
        }, merge: { $0.1 += $1.1 })
      precondition(kept.1 > 0)
    }
    Stopwatch.report("select a year", rows: rowCount, bytesPerRow: 2) {
      let kept = Parallel.fold(
        chunks: chunkCount, threads: threads, initial: { (Selection(rowCount: 0), 0) },
        { state, index in
          let codes = chunk(years, index)
          state.0.reset(rowCount: codes.count)
          state.0.keep(codes, in: 2020...2020)
          state.1 += state.0.count
        }, merge: { $0.1 += $1.1 })
      precondition(kept.1 > 0)
    }
    Stopwatch.report("a year's sum by department", rows: rowCount, bytesPerRow: 14) {
      let sums = Parallel.fold(
        chunks: chunkCount, threads: threads,
        initial: { (Selection(rowCount: 0), DenseSums(groupCount: 24_000)) },
        { state, index in
          let codes = chunk(years, index)
          state.0.reset(rowCount: codes.count)
          state.0.keep(codes, in: 2020...2020)
          state.0.withRows {
            state.1.add(chunk(amounts, index), by: chunk(departments, index), at: $0)
          }
        }, merge: { $0.1.merge($1.1) })
      precondition(sums.1.count(0) >= 0)
    }
    let classPlaces = (0..<26).map(Int32.init)
    let yearPlaces = [Int32](repeating: 0, count: 2015) + (0..<10).map(Int32.init)
    Stopwatch.report("sum by year and class", rows: rowCount, bytesPerRow: 11) {
      let sums = Parallel.fold(
        chunks: chunkCount, threads: threads,
        initial: { (ComposedKeys(), DenseSums(groupCount: 260)) },
        { state, index in
          let amounts = chunk(amounts, index)
          state.0.reset(rowCount: amounts.count)
          state.0.append(chunk(years, index), places: yearPlaces, size: 10)
          state.0.append(chunk(classes, index), places: classPlaces, size: 26)
          state.0.withKeys { state.1.add(amounts, by: $0) }
        }, merge: { $0.1.merge($1.1) })
      precondition(sums.1.count(0) > 0)
    }
    Stopwatch.report("first 20 of all", rows: rowCount, bytesPerRow: 8) {
      let top = Parallel.fold(
        chunks: chunkCount, threads: threads, initial: { TopRows(20) },
        { $0.insert(chunk(amounts, $1), firstRank: Int32($1 * chunkRows)) },
        merge: { $0.merge($1) })
      precondition(top.sorted.count == 20)
    }
  }
}

func measureArrow() throws {
  let schema = ArrowSchema([
    ArrowField("year", .integer(.int16)), ArrowField("class", .integer(.int8)),
    ArrowField("department", .dictionary(.int32)), ArrowField("amount", .integer(.int64)),
  ])
  let folder = CommandLine.arguments.dropFirst(2).first ?? "/tmp"
  let path = "\(folder)/kernels.\(getpid()).arrow"
  defer { unlink(path) }
  let names = (0..<24_000).map { "department \($0)" }
  try Stopwatch.report("write a file, fsync and all", rows: rowCount, bytesPerRow: 15) {
    var writer = try ArrowWriter(path: path, schema: schema)
    try writer.writeDictionary(names, ofColumn: 2)
    var batch = ArrowBatch(schema: schema)
    for index in 0..<chunkCount {
      batch.removeAll()
      try table.years.withUnsafeBufferPointer { try batch.append(chunk($0, index)) }
      try table.classes.withUnsafeBufferPointer { try batch.append(chunk($0, index)) }
      try table.departments.withUnsafeBufferPointer { try batch.append(chunk($0, index)) }
      try table.amounts.withUnsafeBufferPointer { try batch.append(chunk($0, index)) }
      try writer.write(batch)
    }
    try writer.finish()
  }
  try Stopwatch.report("fill batches, nothing written", rows: rowCount, bytesPerRow: 15) {
    var batch = ArrowBatch(schema: schema)
    for index in 0..<chunkCount {
      batch.removeAll()
      try table.years.withUnsafeBufferPointer { try batch.append(chunk($0, index)) }
      try table.classes.withUnsafeBufferPointer { try batch.append(chunk($0, index)) }
      try table.departments.withUnsafeBufferPointer { try batch.append(chunk($0, index)) }
      try table.amounts.withUnsafeBufferPointer { try batch.append(chunk($0, index)) }
    }
  }
  try Stopwatch.report("open (per batch, not per row)", rows: chunkCount, bytesPerRow: 0) {
    let file = try ArrowFile(path: path)
    precondition(file.rowCount == rowCount)
  }
  let file = try ArrowFile(path: path)
  try Stopwatch.report("verify all, all threads", rows: rowCount, bytesPerRow: 15) {
    try file.verifyAll()
  }
  try Stopwatch.report("first touch of amounts, one thread", rows: rowCount, bytesPerRow: 8) {
    let fresh = try ArrowFile(path: path)
    for batch in 0..<fresh.batchCount { _ = try fresh.column(3, batch: batch) }
  }
  try Stopwatch.report("later touch (per batch)", rows: chunkCount, bytesPerRow: 0) {
    for batch in 0..<file.batchCount { _ = try file.column(3, batch: batch) }
  }
}

if CommandLine.arguments.dropFirst().first == "sort" {
  try measureSort(path: CommandLine.arguments[2])
} else {
  measureKernels(threads: 1)
  measureKernels(threads: 2)
  try measureArrow()
}
