import Foundation
import Testing

@testable import Arrow

@Suite("What is written is read")
struct RoundTripTests {
  @Test("every type, with nulls, over several batches")
  func everyType() throws {
    let scratch = ScratchFile()
    try Sample.write(to: scratch.path)
    let file = try ArrowFile(path: scratch.path)
    #expect(file.isSealed)
    #expect(file.batchStarts == [0, 100, 200, 300])
    #expect(file.rows(ofBatch: 1) == 100..<200)
    #expect(try Contents(file) == Contents(rows: 0..<300))
    try file.verifyAll()
  }

  @Test("schema and metadata come back, in order")
  func schema() throws {
    let scratch = ScratchFile()
    try Sample.write(to: scratch.path)
    let file = try ArrowFile(path: scratch.path)
    #expect(file.schema.fields == Sample.schema.fields)
    #expect(file.schema.metadata["title"] == "部门决算")
    #expect(file.schema.index(of: "label") == 4)
  }

  @Test("a dictionary in pieces is one dictionary")
  func dictionaryPieces() throws {
    let scratch = ScratchFile()
    let schema = ArrowSchema([ArrowField("a", .dictionary(.int16))])
    var writer = try ArrowWriter(path: scratch.path, schema: schema)
    try writer.writeDictionary(["甲", "乙"], ofColumn: 0)
    var batch = ArrowBatch(schema: schema)
    try batch.append([0, 1, 2] as [Int16])
    try writer.write(batch)
    try writer.writeDictionary(["丙"], ofColumn: 0)
    try writer.finish()
    let strings = try ArrowFile(path: scratch.path).dictionary(ofColumn: 0)
    #expect((0..<strings.count).map { strings[$0] } == ["甲", "乙", "丙"])
  }

  @Test("no rows, no batches, no columns")
  func nothing() throws {
    let scratch = ScratchFile()
    let writer = try ArrowWriter(path: scratch.path, schema: ArrowSchema([]))
    try writer.finish()
    #expect(try ArrowFile(path: scratch.path).rowCount == 0)
    try Sample.write(to: scratch.path, batches: 2, rows: 0)
    let file = try ArrowFile(path: scratch.path)
    #expect(file.batchCount == 2)
    #expect(try Contents(file) == Contents(rows: 0..<0))
  }

  @Test("rows of the whole file are found in their batches")
  func pieces() throws {
    let scratch = ScratchFile()
    try Sample.write(to: scratch.path)
    let file = try ArrowFile(path: scratch.path)
    for lower in stride(from: 0, through: 300, by: 25) {
      for upper in stride(from: lower, through: 300, by: 25) {
        let pieces = file.pieces(of: lower..<upper)
        let rows = pieces.flatMap { piece in
          piece.rows.map { $0 + file.batchStarts[piece.batch] }
        }
        #expect(rows == Array(lower..<upper))
        #expect(pieces.allSatisfy { !$0.rows.isEmpty && $0.rows.upperBound <= 100 })
      }
    }
  }

  @Test("strings outlive the file object")
  func lifetime() throws {
    let scratch = ScratchFile()
    try Sample.write(to: scratch.path)
    let strings = try ArrowFile(path: scratch.path).dictionary(ofColumn: 2)
    #expect(strings[3] == "江汉区人民政府办公室")
  }

  @Test("every buffer starts at a multiple of 64 bytes")
  func alignment() throws {
    let scratch = ScratchFile()
    try Sample.write(to: scratch.path)
    let file = try ArrowFile(path: scratch.path)
    for batch in 0..<file.batchCount {
      for column in [0, 1, 6] {
        let column = try file.column(column, batch: batch)
        let address =
          column.values(as: Int16.self).map { UInt(bitPattern: $0.baseAddress) }
          ?? column.values(as: Int64.self).map { UInt(bitPattern: $0.baseAddress) }
          ?? UInt(bitPattern: column.values(as: UInt16.self)?.baseAddress)
        #expect(address % 64 == 0)
      }
    }
  }

  @Test("values of another type are refused on writing and not given on reading")
  func wrongTypes() throws {
    let scratch = ScratchFile()
    var batch = ArrowBatch(schema: Sample.schema)
    #expect(throws: ArrowError.misfit(column: "year")) { try batch.append([1] as [Int32]) }
    try batch.append([1] as [Int16])
    #expect(throws: ArrowError.misfit(column: "amount")) { try batch.append([1, 2] as [Int64]) }
    #expect(throws: ArrowError.misfit(column: "amount")) { try batch.append(bools: [true]) }
    try Sample.write(to: scratch.path)
    let file = try ArrowFile(path: scratch.path)
    #expect(try file.column(0, batch: 0).values(as: UInt16.self) == nil)
    #expect(try file.column(0, batch: 0).strings == nil)
  }

  @Test("a value may be missing only in a nullable column")
  func nullability() throws {
    var batch = ArrowBatch(schema: Sample.schema)
    #expect(throws: ArrowError.misfit(column: "year")) {
      try batch.append([1] as [Int16], present: [false])
    }
  }

  @Test("a writer given up leaves nothing, and what stood there stays")
  func givenUp() throws {
    let scratch = ScratchFile()
    try Sample.write(to: scratch.path)
    let before = try scratch.bytes()
    do {
      var writer = try ArrowWriter(path: scratch.path, schema: Sample.schema)
      try writer.writeDictionary(["甲"], ofColumn: 2)
    }
    #expect(try scratch.bytes() == before)
    let folder = URL(fileURLWithPath: scratch.path).deletingLastPathComponent().path
    let name = URL(fileURLWithPath: scratch.path).lastPathComponent
    let left = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(left.filter { $0.hasPrefix(name) } == [name])
  }

  @Test("the checksum is XXH64")
  func checksum() {
    func hash(_ text: String) -> UInt64 { Array(text.utf8).withUnsafeBytes(Checksum.of) }
    #expect(hash("") == 0xEF46_DB37_51D8_E999)
    #expect(hash("a") == 0xD24E_C4F1_A98C_6E5B)
    #expect(hash("abc") == 0x44BC_2CF5_AD77_0999)
    #expect(
      hash("Call me Ishmael. Some years ago--never mind how long precisely-")
        == 0x02A2_E854_70D6_FD96)
  }
}
