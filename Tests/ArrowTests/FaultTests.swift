import Dispatch
import Synchronization
import Testing

@testable import Arrow

@Suite("A faulty file is refused")
struct FaultTests {
  /// The error that opening and reading everything ends in; nil where the answer is right.
  private func outcome(_ bytes: [UInt8]) throws -> ArrowError? {
    let scratch = try ScratchFile(bytes)
    do {
      let file = try ArrowFile(path: scratch.path)
      #expect(try Contents(file) == Contents(rows: 0..<300), "a wrong answer was given")
      return nil
    } catch let error as ArrowError {
      return error
    }
  }

  private func sample() throws -> [UInt8] {
    let scratch = ScratchFile()
    try Sample.write(to: scratch.path)
    return try scratch.bytes()
  }

  @Test("cut at any of 200 places")
  func cuts() throws {
    let whole = try sample()
    var random = SplitMix(seed: .random(in: 0 ... .max))
    let seed = random.seed
    for _ in 0..<200 {
      let length = Int.random(in: 0..<whole.count, using: &random)
      let error = try outcome(Array(whole[..<length]))
      #expect(error != nil, "cut to \(length) bytes, seed \(seed)")
    }
  }

  @Test("any of 2,000 single bytes changed")
  func changedBytes() throws {
    let whole = try sample()
    var random = SplitMix(seed: .random(in: 0 ... .max))
    let seed = random.seed
    for _ in 0..<2_000 {
      var bytes = whole
      let position = Int.random(in: 0..<bytes.count, using: &random)
      bytes[position] ^= UInt8.random(in: 1...255, using: &random)
      #expect(try outcome(bytes) != nil, "byte \(position), seed \(seed)")
    }
  }

  @Test("any byte between the last batch and the footer changed")
  func changedEnd() throws {
    let whole = try sample()
    let size = whole.suffix(10).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    let footer = whole.count - 10 - size
    for position in footer - 32..<footer {
      var bytes = whole
      bytes[position] ^= 1
      #expect(try outcome(bytes) != nil, "byte \(position)")
    }
  }

  @Test("a file without checksums, bytes changed or cut, never leads out of bounds")
  func changedForeignBytes() throws {
    let whole = try Self.unsealed(try sample())
    var random = SplitMix(seed: .random(in: 0 ... .max))
    let seed = random.seed
    var read = 0
    for round in 0..<2_000 {
      var bytes = whole
      for _ in 0...(round % 3) {
        let position = Int.random(in: 0..<bytes.count, using: &random)
        bytes[position] = round % 2 == 0 ? UInt8.random(in: 0...255, using: &random) : 0xFF
      }
      let scratch = try ScratchFile(bytes)
      guard let file = try? ArrowFile(path: scratch.path) else { continue }
      touchAll(file)
      read += 1
    }
    #expect(read > 50, "seed \(seed)")
  }

  /// Reads every value there is, whatever it says.
  private func touchAll(_ file: ArrowFile) {
    for column in file.schema.fields.indices {
      let strings = try? file.dictionary(ofColumn: column)
      for index in 0..<(strings?.count ?? 0) { _ = strings?[index] }
      for batch in 0..<file.batchCount {
        guard let values = try? file.column(column, batch: batch) else { continue }
        for row in 0..<values.count {
          if values.isNull(row) { continue }
          _ = values.strings?[row]
          _ = values.values(as: Int64.self)?[row]
          if let code = values.values(as: Int32.self)?[row], let strings { _ = strings[Int(code)] }
        }
      }
    }
  }

  /// The same file without its seal: the key's name changed wherever it stands.
  private static func unsealed(_ bytes: [UInt8]) throws -> [UInt8] {
    var bytes = bytes
    let key = Array(Seal.checksumKey.utf8)
    for start in 0..<bytes.count - key.count where bytes[start] == key[0] {
      if bytes[start..<start + key.count].elementsEqual(key) { bytes[start] = UInt8(ascii: "x") }
    }
    let scratch = try ScratchFile(bytes)
    let file = try ArrowFile(path: scratch.path)
    #expect(!file.isSealed)
    #expect(try Contents(file) == Contents(rows: 0..<300))
    return bytes
  }

  @Test("each fault has its error")
  func errors() throws {
    let whole = try sample()
    #expect(try outcome([]) == .notArrow)
    #expect(try outcome(Array("部门决算".utf8)) == .notArrow)
    #expect(try outcome(Array(whole.dropLast())) == .truncated)
    #expect(try outcome(whole + [0]) == .truncated)
    var bytes = whole
    bytes[bytes.count - 100] ^= 1
    #expect(try outcome(bytes) == .altered(.footer))
    bytes = whole
    bytes[6] ^= 1
    #expect(try outcome(bytes) == .altered(.head))
    #expect(throws: ArrowError.system(.open, path: "/nowhere/a.arrow", code: 2)) {
      try ArrowFile(path: "/nowhere/a.arrow")
    }
    #expect(
      ArrowError.altered(.column("amount", batch: 1)).description
        == "the file was altered: column amount of record batch 2 fails its checksum")
  }

  @Test("an altered column is found when it is touched, and its neighbours still serve")
  func firstTouch() throws {
    let scratch = ScratchFile()
    try Sample.write(to: scratch.path)
    var bytes = try scratch.bytes()
    let mark = withUnsafeBytes(of: Sample.amount(101)!) { Array($0) }
    let position = (0..<bytes.count - 8).first { bytes[$0..<$0 + 8].elementsEqual(mark) }
    bytes[try #require(position)] ^= 1
    let altered = try ScratchFile(bytes)
    let file = try ArrowFile(path: altered.path)
    let error = ArrowError.altered(.column("amount", batch: 1))
    #expect(try file.column(0, batch: 1).count == 100)
    #expect(try file.column(1, batch: 0).count == 100)
    #expect(throws: error) { try file.column(1, batch: 1) }
    #expect(throws: error) { try file.column(1, batch: 1) }
    #expect(throws: error) { try file.verifyAll() }
  }

  @Test("of a long dictionary one string is read without the others, and an altered one is found")
  func pages() throws {
    let scratch = ScratchFile()
    let schema = ArrowSchema([
      ArrowField("long", .dictionary(.int32)), ArrowField("short", .dictionary(.int32)),
    ])
    func name(_ index: Int) -> String { "第\(index)个部门的名称" }
    var writer = try ArrowWriter(path: scratch.path, schema: schema)
    try writer.writeDictionary((0..<20_000).map(name), ofColumn: 0)
    try writer.writeDictionary([name(0)], ofColumn: 1)
    try writer.finish()
    let whole = try #require(try ArrowFile(path: scratch.path).dictionaryPages(ofColumn: 0))
    #expect(whole.count == 20_000)
    for index in stride(from: 0, to: 20_000, by: 7) {
      #expect(try whole.string(index) == name(index))
    }
    #expect(try ArrowFile(path: scratch.path).dictionaryPages(ofColumn: 1) == nil)

    var bytes = try scratch.bytes()
    let mark = Array(name(15_000).utf8)
    let position = try #require(
      (0..<bytes.count - mark.count).first { bytes[$0..<$0 + mark.count].elementsEqual(mark) })
    bytes[position] ^= 1
    let altered = try ScratchFile(bytes)
    let file = try ArrowFile(path: altered.path)
    let strings = try #require(try file.dictionaryPages(ofColumn: 0))
    let error = ArrowError.altered(.dictionary(0))
    #expect(try strings.string(0) == name(0))
    #expect(try strings.string(19_999) == name(19_999))
    #expect(throws: error) { try strings.string(15_000) }
    #expect(throws: error) { try file.dictionary(ofColumn: 0) }
    #expect(throws: error) { try file.verifyAll() }
  }

  @Test("threads that touch the same columns at once all get the right values")
  func threads() throws {
    let scratch = ScratchFile()
    try Sample.write(to: scratch.path)
    for _ in 0..<20 {
      let file = try ArrowFile(path: scratch.path)
      let right = Mutex(0)
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        guard let contents = try? Contents(file) else { return }
        if contents == Contents(rows: 0..<300) { right.withLock { $0 += 1 } }
      }
      #expect(right.withLock(\.self) == 8)
    }
  }

  @Test("a folder, or a place that cannot be written, is named with the reason")
  func places() {
    #expect(throws: ArrowError.system(.open, path: "/", code: 21)) { try ArrowFile(path: "/") }
    #expect(throws: ArrowError.system(.create, path: "/nowhere/a", code: 2)) {
      _ = try ArrowWriter(path: "/nowhere/a", schema: Sample.schema)
    }
  }

  @Test("a code outside its dictionary is refused, checksum or not")
  func codeOutside() throws {
    let scratch = ScratchFile()
    let schema = ArrowSchema([ArrowField("a", .dictionary(.int32), isNullable: true)])
    for (code, isPresent, isRefused) in [(2, true, true), (-1, true, true), (9, false, false)] {
      var writer = try ArrowWriter(path: scratch.path, schema: schema)
      try writer.writeDictionary(["甲", "乙"], ofColumn: 0)
      var batch = ArrowBatch(schema: schema)
      try batch.append([0, Int32(code)], present: [true, isPresent])
      try writer.write(batch)
      try writer.finish()
      let file = try ArrowFile(path: scratch.path)
      let found = try? file.column(0, batch: 0)
      #expect((found == nil) == isRefused)
    }
  }
}

/// A small generator with a seed to print.
struct SplitMix: RandomNumberGenerator {
  let seed: UInt64
  private var state: UInt64

  init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
