import Synchronization
import Text

/// The departments of a dataset: held, or made as they are asked for from a store.
public struct DepartmentList: RandomAccessCollection, Sendable {
  private let storage: Storage
  public let endIndex: Int
  /// Their names as they compare.
  let keys: DepartmentKeys

  private enum Storage: Sendable {
    case held([Dataset.Department])
    case stored(any FactStore)
  }

  init(_ departments: [Dataset.Department]) {
    storage = .held(departments)
    endIndex = departments.count
    keys = DepartmentKeys(count: departments.count) {
      [departments[$0].name] + departments[$0].aliases
    }
  }

  init(_ store: any FactStore) {
    storage = .stored(store)
    endIndex = store.departmentCount
    keys = DepartmentKeys(count: store.departmentCount) {
      [store.departmentName($0)] + store.aliases(of: $0)
    }
  }

  public var startIndex: Int { 0 }

  public subscript(index: Int) -> Dataset.Department {
    switch storage {
    case .held(let departments): return departments[index]
    case .stored(let store):
      let regions = store.departmentRegions
      let region = regions.indices.contains(index) ? store.regions[Int(regions[index])] : ("", "")
      return Dataset.Department(
        name: store.departmentName(index), aliases: store.aliases(of: index), city: region.0,
        county: region.1)
    }
  }
}

/// The folded names and aliases of departments in one text, made when a name is first looked
/// for among them.
final class DepartmentKeys: Sendable {
  private let count: Int
  private let names: @Sendable (Int) -> [String]
  private let text = Mutex<Folded?>(nil)

  private struct Folded: Sendable {
    var bytes: [UInt8] = []
    /// Where each key ends, and whose it is.
    var ends: [Int] = []
    var owners: [Int] = []
  }

  init(count: Int, names: @escaping @Sendable (Int) -> [String]) {
    self.count = count
    self.names = names
  }

  private var folded: Folded {
    text.withLock { text in
      if let text { return text }
      var folded = Folded()
      for department in 0..<count {
        for name in names(department) {
          folded.bytes.append(contentsOf: (Self.isPlain(name) ? name : Folding.key(name)).utf8)
          folded.ends.append(folded.bytes.count)
          folded.owners.append(department)
        }
      }
      text = folded
      return folded
    }
  }

  /// Whether a name is its own key: ideographs of the common block alone.
  private static func isPlain(_ name: String) -> Bool {
    name.utf8.allSatisfy { $0 >= 0x80 && ($0 < 0xC0 || (0xE4...0xE9).contains($0)) }
  }

  /// The departments one of whose keys a test holds of.
  func indices(where holds: (String) -> Bool) -> [Int] {
    let folded = folded
    var result: [Int] = []
    var start = 0
    for (end, owner) in zip(folded.ends, folded.owners) {
      if result.last != owner, holds(String(decoding: folded.bytes[start..<end], as: UTF8.self)) {
        result.append(owner)
      }
      start = end
    }
    return result
  }

  /// The departments one of whose keys contains a key.
  func indices(containing key: String) -> [Int] {
    let folded = folded
    let wanted = Array(key.utf8)
    guard let first = wanted.first else { return Array(0..<count) }
    var result: [Int] = []
    folded.bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for (end, owner) in zip(folded.ends, folded.owners) {
        defer { start = end }
        guard result.last != owner, end - start >= wanted.count else { continue }
        for position in start...(end - wanted.count) where bytes[position] == first {
          var length = 1
          while length < wanted.count, bytes[position + length] == wanted[length] { length += 1 }
          if length == wanted.count {
            result.append(owner)
            break
          }
        }
      }
    }
    return result
  }
}
