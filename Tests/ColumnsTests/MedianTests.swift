import Columns
import Testing

@Suite("The middle of unordered amounts")
struct MedianTests {
  private func check(_ amounts: [Int64]) {
    var moved = amounts
    let middles = moved.withUnsafeMutableBufferPointer { Columns.middles($0) }
    let sorted = amounts.sorted()
    #expect(middles?.lower == (sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2]))
    #expect(middles?.upper == (sorted.isEmpty ? nil : sorted[sorted.count / 2]))
    #expect(moved.sorted() == sorted)
  }

  @Test("is what sorting puts there")
  func random() {
    for count in 0..<200 {
      check((0..<count).map { _ in .random(in: -9...9) })
      check((0..<count).map { _ in .random(in: .min ... .max) })
    }
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
