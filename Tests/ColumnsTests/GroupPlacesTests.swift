import Columns
import Testing

@Suite("Rows are put in the order of a key")
struct GroupPlacesTests {
  /// Sorts values by keys, chunk by chunk.
  private func sorted(
    _ values: [Int32], by keys: [Int32], keyCount: Int, chunk: Int
  ) -> (values: [Int32], starts: [Int]) {
    let chunks = stride(from: 0, to: keys.count, by: chunk).map {
      $0..<min($0 + chunk, keys.count)
    }
    var groups = GroupPlaces(keyCount: keyCount)
    for rows in chunks { Array(keys[rows]).withUnsafeBufferPointer { groups.count($0) } }
    groups.finishCounting()
    var result = [Int32](repeating: -1, count: values.count)
    for rows in chunks {
      var places = [Int32](repeating: 0, count: rows.count)
      Array(keys[rows]).withUnsafeBufferPointer { keys in
        places.withUnsafeMutableBufferPointer { groups.place(keys, into: $0) }
      }
      Array(values[rows]).withUnsafeBufferPointer { values in
        places.withUnsafeBufferPointer { places in
          result.withUnsafeMutableBufferPointer {
            GroupPlaces.scatter(values, to: places, into: $0)
          }
        }
      }
    }
    return (result, groups.starts)
  }

  @Test("rows of one key stand together, in the order they came", arguments: [1, 3, 1_000])
  func stable(chunk: Int) {
    let keys = (0..<1_000).map { _ in Int32.random(in: 0..<17) }
    let rows = (0..<1_000).map(Int32.init)
    let (order, starts) = sorted(rows, by: keys, keyCount: 18, chunk: chunk)
    #expect(order == rows.sorted { (keys[Int($0)], $0) < (keys[Int($1)], $1) })
    for key in 0..<18 {
      #expect(order[starts[key]..<starts[key + 1]].allSatisfy { keys[Int($0)] == key })
    }
    #expect(starts.last == 1_000)
  }

  @Test("no rows")
  func none() {
    let (order, starts) = sorted([], by: [], keyCount: 2, chunk: 1)
    #expect(order.isEmpty)
    #expect(starts == [0, 0, 0])
  }
}
