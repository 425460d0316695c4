import TestSupport
import Testing

@testable import Execution

@Suite("Keys of groups")
struct GroupKeyTests {
  @Test(arguments: UInt64(1)...100)
  func `A key is the array of its components, however many`(seed: UInt64) {
    var random = Seeded(seed)
    var array: [Int32] = []
    var key = GroupKey()
    for _ in 0..<12 {
      change(&array, &key, &random)
      #expect(Array(key) == array)
      #expect(key == GroupKey(array) && Set([key, GroupKey(array)]).count == 1)
      let other = array.map { $0 + Int32.random(in: 0...1, using: &random) }
      #expect((GroupKey(other) == key) == (other == array))
      #expect(key != GroupKey(array + [0]))
    }
  }

  private func change(_ array: inout [Int32], _ key: inout GroupKey, _ random: inout Seeded) {
    let value = Int32.random(in: -1...2, using: &random)
    let place = Int.random(in: 0...array.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0 where place < array.count:
      array.remove(at: place)
      key.remove(at: place)
    case 1 where place < array.count:
      array[place] = value
      key[place] = value
    case 2:
      array.insert(value, at: place)
      key.insert(value, at: place)
    default:
      array.append(value)
      key.append(value)
    }
  }
}
