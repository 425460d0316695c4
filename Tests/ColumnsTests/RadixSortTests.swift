import Columns
import Testing

@Suite("Radix sort")
struct RadixSortTests {
  @Test(arguments: [0, 1, 2, 1000, 70_000])
  func `Keys ascend, and rows of equal keys keep their order`(count: Int) {
    var random = SystemRandomNumberGenerator()
    for mask: UInt64 in [0, 0xFF, 0x7FF_FFFF, .max] {
      let keys = (0..<count).map { _ in random.next() & mask }
      var sorted = keys
      let rows = RadixSort.sort(&sorted)
      #expect(sorted == keys.sorted())
      #expect(rows.map(Int.init) == keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) })
    }
  }
}
