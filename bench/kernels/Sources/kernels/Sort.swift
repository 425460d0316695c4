import Arrow
import Columns

/// Opens a file of facts that came in any order (columns measure, level, year, dept, class,
/// section, item, amount, source) and puts its columns in the order of measure, level and year.
func measureSort(path: String) throws {
  let clock = ContinuousClock()
  let file = try ArrowFile(path: path)
  let firstTouch = try clock.measure { try file.verifyAll() }
  print("\(file.rowCount) rows in \(file.batchCount) batches; checked in \(firstTouch)")
  try Stopwatch.report("open", rows: 1, bytesPerRow: 0) { _ = try ArrowFile(path: path) }
  var sorted = SortedFacts(rows: file.rowCount)
  try Stopwatch.report("put in order", rows: file.rowCount, bytesPerRow: 62) {
    sorted = try sort(file)
  }
  let expenditure = (0..<10).map { sorted.groups.rows(of: sorted.key(10, 0, $0)) }
  Stopwatch.report("sum a measure by year", rows: 1, bytesPerRow: 0) {
    var sums: [Int64?] = []
    sorted.amounts.withUnsafeBufferPointer { amounts in
      for rows in expenditure {
        var sum = WideSum()
        sum.add(UnsafeBufferPointer(rebasing: amounts[rows]))
        sums.append(sum.exact)
      }
    }
    precondition(sums.count == 10)
  }
}

private struct SortedFacts {
  static let measures = 24, levels = 4, years = 10
  var groups = GroupPlaces(keyCount: measures * levels * years)
  var departments: [Int32]
  var classes: [Int16]
  var sections: [Int32]
  var items: [Int32]
  var amounts: [Int64]
  var sources: [Int32]

  init(rows: Int) {
    departments = Array(repeating: 0, count: rows)
    classes = Array(repeating: 0, count: rows)
    sections = departments
    items = departments
    amounts = Array(repeating: 0, count: rows)
    sources = departments
  }

  func key(_ measure: Int, _ level: Int, _ year: Int) -> Int {
    (measure * Self.levels + level) * Self.years + year
  }
}

private func sort(_ file: ArrowFile) throws -> SortedFacts {
  func column(_ name: String) -> Int { file.schema.index(of: name)! }
  let (measure, level, year) = (column("measure"), column("level"), column("year"))
  var facts = SortedFacts(rows: file.rowCount)
  let measures = (0..<Int32(SortedFacts.measures)).map(\.self)
  let levels = (0..<Int32(SortedFacts.levels)).map(\.self)
  let years = [Int32](repeating: 0, count: 2015) + (0..<Int32(SortedFacts.years)).map(\.self)
  let keys = Parallel.map(chunks: file.batchCount, threads: 2) { batch -> [Int32] in
    var keys = ComposedKeys()
    keys.reset(rowCount: file.rows(ofBatch: batch).count)
    let codes = try! file.column(measure, batch: batch).values(as: Int8.self)!
    keys.append(codes, places: measures, size: Int32(measures.count))
    let printed = try! file.column(level, batch: batch).values(as: Int8.self)!
    keys.append(printed, places: levels, size: Int32(levels.count))
    let dates = try! file.column(year, batch: batch).values(as: Int16.self)!
    keys.append(dates, places: years, size: Int32(SortedFacts.years))
    return keys.withKeys(Array.init)
  }
  for keys in keys { keys!.withUnsafeBufferPointer { facts.groups.count($0) } }
  facts.groups.finishCounting()
  let places = keys.map { keys in
    [Int32](unsafeUninitializedCapacity: keys!.count) { places, count in
      keys!.withUnsafeBufferPointer { facts.groups.place($0, into: places) }
      count = keys!.count
    }
  }
  func put<Value: FixedWidthInteger>(
    _ name: String, _ target: inout [Value],
    _ scatter: (
      UnsafeBufferPointer<Value>, UnsafeBufferPointer<Int32>, UnsafeMutableBufferPointer<Value>
    ) -> Void
  ) throws {
    let index = column(name)
    try target.withUnsafeMutableBufferPointer { target in
      for batch in 0..<file.batchCount {
        let column = try file.column(index, batch: batch)
        places[batch].withUnsafeBufferPointer {
          scatter(column.values(as: Value.self)!, $0, target)
        }
      }
    }
  }
  try put("dept", &facts.departments) { GroupPlaces.scatter($0, to: $1, into: $2) }
  try put("class", &facts.classes) { GroupPlaces.scatter($0, to: $1, into: $2) }
  try put("section", &facts.sections) { GroupPlaces.scatter($0, to: $1, into: $2) }
  try put("item", &facts.items) { GroupPlaces.scatter($0, to: $1, into: $2) }
  try put("amount", &facts.amounts) { GroupPlaces.scatter($0, to: $1, into: $2) }
  try put("source", &facts.sources) { GroupPlaces.scatter($0, to: $1, into: $2) }
  return facts
}
