/// The values of the `by` dimensions of one group, each an integer: a department, a year, a
/// place, a node, a level or a measure.
///
/// The first few stand in the key itself: an answer over a nation has a key for every row, and
/// one with no memory of its own is made, compared and thrown away at no cost.
struct GroupKey: Hashable {
  /// The first components; those there are not are zero.
  private var near: SIMD4<Int32> = .zero
  /// The components after them; nil where there are none.
  private var far: [Int32]?
  private(set) var count = 0

  init() {}

  static func == (a: Self, b: Self) -> Bool {
    a.near == b.near && a.count == b.count && a.far == b.far
  }

  func hash(into hasher: inout Hasher) {
    for component in self { hasher.combine(component) }
  }
}

extension GroupKey: RandomAccessCollection, MutableCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> Int32 {
    get {
      precondition(index < count)
      return index < near.scalarCount ? near[index] : far![index - near.scalarCount]
    }
    set {
      precondition(index < count)
      if index < near.scalarCount {
        near[index] = newValue
      } else {
        far![index - near.scalarCount] = newValue
      }
    }
  }
}

extension GroupKey: RangeReplaceableCollection, ExpressibleByArrayLiteral {
  init(arrayLiteral components: Int32...) {
    for component in components { append(component) }
  }

  mutating func append(_ component: Int32) {
    if count < near.scalarCount {
      near[count] = component
    } else {
      far = (far ?? []) + [component]
    }
    count += 1
  }

  mutating func replaceSubrange(_ range: Range<Int>, with components: some Collection<Int32>) {
    let old = self
    self = GroupKey()
    for component in old[..<range.lowerBound] { append(component) }
    for component in components { append(component) }
    for component in old[range.upperBound...] { append(component) }
  }
}
