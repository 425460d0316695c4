import Columns
import TestSupport
import Testing

@Suite("The middle of unordered amounts")
struct MedianTests {
  private let seed = UInt64.random(in: 1...999_999)

  private func check(_ amounts: [Int64]) {
    let middles = amounts.withUnsafeBufferPointer { Columns.middles($0) }
    let sorted = amounts.sorted()
    let (lower, upper) = ((sorted.count - 1) / 2, sorted.count / 2)
    #expect(middles?.lower == (sorted.isEmpty ? nil : sorted[lower]), "seed \(seed)")
    #expect(middles?.upper == (sorted.isEmpty ? nil : sorted[upper]), "seed \(seed)")
  }

  @Test("is what sorting puts there")
  func random() {
    var random = Seeded(seed)
    let counts =
      Array(0..<200) + (0..<20).map { _ in Int.random(in: 1_000...9_000, using: &random) }
    for count in counts {
      check((0..<count).map { _ in .random(in: -9...9, using: &random) })
      check((0..<count).map { _ in .random(in: .min ... .max, using: &random) })
      // Few large amounts among many small ones, as budgets are.
      check((0..<count).map { _ in 1 << Int64.random(in: 0...62, using: &random) })
    }
  }

  @Test("of amounts whose sample says nothing of the others")
  func misleadingSample() {
    let count = 64 * 128
    check((0..<count).map { $0 % 64 == 0 ? .max : Int64($0) })
    check((0..<count).map { $0 % 64 == 0 ? .min : Int64($0) })
    check((0..<count).map { $0 % 64 == 0 ? 5 : Int64($0 % 2) * 10 })
    check((0..<count + 1).map { $0 < count / 2 ? .min : .max })
  }

  @Test("of amounts that are sorted, reversed, equal or shaped like an organ pipe")
  func shapes() {
    let count = 3_000
    check((0..<count).map(Int64.init))
    check((0..<count).reversed().map(Int64.init))
    check(Array(repeating: 7, count: count))
    check((0..<count).map { Int64(min($0, count - $0)) })
  }
}
