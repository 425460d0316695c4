/// The first *k* of many entries without sorting the rest: a heap whose root is the last of
/// those kept, so that most entries are turned away by one comparison.
///
/// Entries are ordered by amount, ties by rank ascending. Ranks differ, so the outcome does not
/// depend on the order in which entries come.
///
/// - Complexity: O(*n* log *k*) at worst, O(*n*) for entries in random order.
public struct TopRows: Sendable {
  public struct Entry: Sendable, Equatable {
    public var amount: Int64
    /// Where the entry stands among those of its amount; also what it is found by.
    public var rank: Int32

    public init(amount: Int64, rank: Int32) {
      self.amount = amount
      self.rank = rank
    }
  }

  public let limit: Int
  public let isDescending: Bool
  private var heap: [Entry] = []
  /// Once the heap is full, the amount of its root: the least that may still enter, or the
  /// greatest.
  private var bar: Int64

  public init(_ limit: Int, isDescending: Bool = true) {
    self.limit = limit
    self.isDescending = isDescending
    bar = isDescending ? .min : .max
    heap.reserveCapacity(min(limit, 1 << 16))
  }

  /// The entries kept, in order.
  public var sorted: [Entry] { heap.sorted(by: precedes) }

  public mutating func insert(_ entry: Entry) {
    if heap.count < limit {
      heap.append(entry)
      siftUp(heap.count - 1)
      if heap.count == limit { bar = heap[0].amount }
    } else if limit > 0, precedes(entry, heap[0]) {
      heap[0] = entry
      siftDown(0)
      bar = heap[0].amount
    }
  }

  /// Inserts amounts whose ranks are their positions, from `firstRank` on.
  public mutating func insert(_ amounts: UnsafeBufferPointer<Int64>, firstRank: Int32 = 0) {
    for (row, amount) in amounts.enumerated() where mayEnter(amount) {
      insert(Entry(amount: amount, rank: firstRank + Int32(truncatingIfNeeded: row)))
    }
  }

  public mutating func merge(_ other: TopRows) {
    for entry in other.heap { insert(entry) }
  }

  /// Whether an entry of so much may be among those kept.
  @inline(__always)
  public func mayEnter(_ amount: Int64) -> Bool {
    isDescending ? amount >= bar : amount <= bar
  }

  private func precedes(_ a: Entry, _ b: Entry) -> Bool {
    if a.amount != b.amount { return (a.amount > b.amount) == isDescending }
    return a.rank < b.rank
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard precedes(heap[parent], heap[child]) else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func siftDown(_ start: Int) {
    var parent = start
    while true {
      var last = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && precedes(heap[last], heap[child]) { last = child }
      guard last != parent else { return }
      heap.swapAt(parent, last)
      parent = last
    }
  }
}
