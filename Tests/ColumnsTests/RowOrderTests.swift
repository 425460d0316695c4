import Columns
import Testing

@Suite("Rows are put in order")
struct RowOrderTests {
  @Test("by several keys, the last sort the most important, ties as they came")
  func severalKeys() {
    let years: [Int32] = [2, 0, 1, 2, 0, 1, 2]
    let levels: [Int32] = [1, 1, 0, 0, 1, 0, 1]
    var order = RowOrder(rowCount: 7)
    years.withUnsafeBufferPointer { order.sort(by: $0, keyCount: 3) }
    levels.withUnsafeBufferPointer { order.sort(by: $0, keyCount: 2) }
    let expected = (0..<7).sorted { (levels[$0], years[$0], $0) < (levels[$1], years[$1], $1) }
    #expect(order.rows.map(Int.init) == expected)
    #expect(order.starts == [0, 3, 7])
    let arranged = years.withUnsafeBufferPointer { order.arrange($0) }
    #expect(arranged == expected.map { years[$0] })
  }

  @Test("no rows")
  func none() {
    var order = RowOrder(rowCount: 0)
    [Int32]().withUnsafeBufferPointer { order.sort(by: $0, keyCount: 4) }
    #expect(order.rows.isEmpty)
    #expect(order.starts == [0, 0, 0, 0, 0])
  }
}
