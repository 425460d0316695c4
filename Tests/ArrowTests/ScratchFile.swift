import Arrow
import Foundation

/// A file of a test's own, gone with it.
final class ScratchFile {
  let path: String

  init() {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("arrow-\(UUID().uuidString).arrow").path
  }

  init(_ bytes: [UInt8]) throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("arrow-\(UUID().uuidString).arrow").path
    try write(bytes)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

  func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }
}

/// A small table with every type, nulls among them, in several batches.
enum Sample {
  static let schema = ArrowSchema(
    [
      ArrowField("year", .integer(.int16)),
      ArrowField("amount", .integer(.int64), isNullable: true, metadata: ["unit": "分"]),
      ArrowField("department", .dictionary(.int32)),
      ArrowField("measure", .dictionary(.int8), isNullable: true),
      ArrowField("label", .utf8, isNullable: true),
      ArrowField("rolled", .bool),
      ArrowField("page", .integer(.uint16)),
    ], metadata: ["title": "部门决算"])
  static let departments = ["市教育局", "市财政局", "", "江汉区人民政府办公室"]
  static let measures = ["支出", "收入"]

  static func write(to path: String, batches: Int = 3, rows: Int = 100) throws {
    var writer = try ArrowWriter(path: path, schema: schema)
    try writer.writeDictionary(departments, ofColumn: 2)
    var batch = ArrowBatch(schema: schema)
    for index in 0..<batches {
      batch.removeAll()
      let range = index * rows..<(index + 1) * rows
      try batch.append(range.map { year($0) })
      try batch.append(range.map { amount($0) ?? 0 }, present: range.map { amount($0) != nil })
      try batch.append(range.map { Int32($0 % departments.count) })
      try batch.append(
        range.map { Int8($0 % measures.count) }, present: range.map { $0 % 5 != 0 })
      try batch.append(
        strings: range.map { label($0) ?? "" }, present: range.map { label($0) != nil })
      try batch.append(bools: range.map { $0 % 3 == 0 })
      try batch.append(range.map { UInt16($0) })
      try writer.write(batch, metadata: ["slice": "\(index)"])
    }
    try writer.writeDictionary(measures, ofColumn: 3)
    try writer.finish()
  }

  static func year(_ row: Int) -> Int16 { Int16(2015 + row % 10) }
  static func amount(_ row: Int) -> Int64? {
    row % 7 == 0 ? nil : Int64(row) * 1_000_003 - (1 << 40)
  }
  static func label(_ row: Int) -> String? {
    row % 4 == 0 ? nil : String(repeating: "项", count: row % 6)
  }
}

/// Everything a file says, for comparison.
struct Contents: Equatable {
  var years: [Int16] = []
  var amounts: [Int64?] = []
  var departments: [String] = []
  var measures: [String?] = []
  var labels: [String?] = []
  var rolled: [Bool] = []
  var pages: [UInt16] = []

  init(_ file: ArrowFile) throws {
    let departmentNames = try file.dictionary(ofColumn: 2)
    let measureNames = try file.dictionary(ofColumn: 3)
    for batch in 0..<file.batchCount {
      years +=
        try file.column(0, batch: batch).values(as: Int16.self)
        ?? UnsafeBufferPointer(start: nil, count: 0)
      let amount = try file.column(1, batch: batch)
      let department = try file.column(2, batch: batch)
      let measure = try file.column(3, batch: batch)
      let label = try file.column(4, batch: batch)
      let flags = try file.column(5, batch: batch)
      for row in 0..<amount.count {
        amounts.append(amount.isNull(row) ? nil : amount.values(as: Int64.self)?[row])
        departments.append(departmentNames[Int(department.values(as: Int32.self)![row])])
        measures.append(
          measure.isNull(row) ? nil : measureNames[Int(measure.values(as: Int8.self)![row])])
        labels.append(label.isNull(row) ? nil : label.strings![row])
        rolled.append(flags.bits![row / 8] >> UInt8(row % 8) & 1 == 1)
      }
      pages +=
        try file.column(6, batch: batch).values(as: UInt16.self)
        ?? UnsafeBufferPointer(start: nil, count: 0)
    }
  }

  /// What ``Sample`` writes.
  init(rows: Range<Int>) {
    years = rows.map(Sample.year)
    amounts = rows.map(Sample.amount)
    departments = rows.map { Sample.departments[$0 % 4] }
    measures = rows.map { $0 % 5 == 0 ? nil : Sample.measures[$0 % 2] }
    labels = rows.map(Sample.label)
    rolled = rows.map { $0 % 3 == 0 }
    pages = rows.map { UInt16($0) }
  }
}
