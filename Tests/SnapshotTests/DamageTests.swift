import Accounts
import Arrow
import Foundation
import Session
import TestSupport
import Testing

@testable import Snapshot

private let seed = UInt64(
  ProcessInfo.processInfo.environment["SUAN_SEED"].flatMap { Int($0) }
    ?? Int.random(in: 1...999_999))

/// A damaged snapshot is refused, or answers as if it were whole; it never misleads.
@Suite("Damaged snapshots")
struct DamageTests {
  private let scratch = Scratch()

  /// They touch every column, several dictionaries and trees.
  private static let questions = [
    "sum 支出 by 部门, 年度", "sum 三公决算 by 三公项目, 年度", "source sum 支出 where 类=201 by 部门",
    "sum 支出 where 部门~云山 by 地区", "list 项目预算",
  ]

  private func whole() throws -> (bytes: [UInt8], answers: [[String]]) {
    let path = scratch.file("whole.arrow")
    try SnapshotWriter.write(Samples.store(), to: path)
    return (bytes(of: path), try answers(path))
  }

  private func answers(_ path: String) throws -> [[String]] {
    let session = Session(dataset: Dataset(store: try SnapshotFile.open(path)))
    return Self.questions.map { answer($0, session) }
  }

  /// What is wrong with how a damaged file is met, if anything.
  private func check(_ damaged: [UInt8], _ expected: [[String]], _ index: Int) throws -> String? {
    let path = scratch.file("\(index).arrow")
    write(damaged, to: path)
    defer { unlink(path) }
    if (try? SnapshotFile.verify(path)) != nil { return "verify finds nothing" }
    let answers: [[String]]
    do {
      answers = try self.answers(path)
    } catch let error as FactStoreError {
      return error.file == path && !error.reason.isEmpty ? nil : "it is refused as \(error)"
    }
    for (answer, expected) in zip(answers, expected)
    where answer != expected && answer.first?.hasPrefix("damaged: ") != true {
      return "it answers \(answer)"
    }
    return nil
  }

  @Test func `Cut at any of 200 places it is refused`() throws {
    print("cut snapshots: SUAN_SEED=\(seed)")
    var random = Seeded(seed)
    let (whole, expected) = try whole()
    for index in 0..<200 {
      let length = Int.random(in: 0..<whole.count, using: &random)
      let fault = try check(Array(whole[..<length]), expected, index)
      #expect(fault == nil, "seed \(seed): cut at \(length)")
      #expect(throws: FactStoreError.self) {
        let path = scratch.file("cut.arrow")
        write(Array(whole[..<length]), to: path)
        _ = try SnapshotFile.open(path)
      }
    }
  }

  @Test func `With any of 2000 bytes changed it is refused or answers correctly`() throws {
    print("altered snapshots: SUAN_SEED=\(seed)")
    var random = Seeded(seed)
    let (whole, expected) = try whole()
    for index in 0..<2000 {
      var damaged = whole
      let place = Int.random(in: 0..<whole.count, using: &random)
      damaged[place] ^= UInt8.random(in: 1...255, using: &random)
      let fault = try check(damaged, expected, index)
      #expect(fault == nil, "seed \(seed): byte \(place), \(fault ?? "")")
    }
  }

  @Test func `Metadata that makes no sense is refused, checksums or not`() throws {
    let store = Samples.store()
    let metadata = SnapshotMetadata(store).metadata
    let parts = [
      SnapshotKey.slices, SnapshotKey.years, SnapshotKey.counts, SnapshotKey.regions,
      SnapshotKey.disclosing, SnapshotKey.fingerprint, SnapshotKey.version,
    ]
    for value in ["x", "1\t2\t3", "99\t0\t1\t1\t1\ta\tb\tc", "0\t12\t1\t1\t1\ta\tb\tc"] {
      let path = scratch.file("misprints.arrow")
      try SnapshotWriter.write(store, to: path, changing: [SnapshotKey.misprints: value])
      let opened = try SnapshotFile.open(path)
      #expect(opened.misprints.isEmpty)
      #expect(opened.fault != nil)
    }
    for key in parts {
      for value in ["", "x", "1\t2\t3", "9223372036854775807", "-1\t-1"] {
        let path = scratch.file("nonsense.arrow")
        try SnapshotWriter.write(store, to: path, changing: [key: value])
        #expect(throws: FactStoreError.self, "\(key) \(value)") { _ = try SnapshotFile.open(path) }
      }
    }
    // A slice that reaches beyond the rows, and one that begins elsewhere.
    let slices = try #require(metadata[SnapshotKey.slices]).split(separator: "\n")
    for column in 0..<6 {
      for number in ["-2", "4", "99", "1000000"] {
        var fields = slices[1].split(separator: "\t").map(String.init)
        fields[column] = number
        let changed = [slices[0], Substring(fields.joined(separator: "\t"))] + slices.dropFirst(2)
        let path = scratch.file("slices.arrow")
        try SnapshotWriter.write(
          store, to: path, changing: [SnapshotKey.slices: changed.joined(separator: "\n")])
        guard let opened = try? SnapshotFile.open(path) else { continue }
        // What passes for sense may be read, though it is another file's.
        for question in Self.questions {
          _ = answer(question, Session(dataset: Dataset(store: opened)))
        }
      }
    }
  }
}
