import Accounts
import Algorithms
import Semantics

/// An answer before it is shown: groups with exact values.
struct Frame {
  struct Column {
    var name: String
    var type: ValueType
    var isHidden = false
    /// Shows the place of the value among the rows' instead of it.
    var isRank = false
    /// A sum of printed amounts, whose total can be held against its rows.
    var isSum = false
    /// Not a mean, an extreme, a share or a rank.
    var addsUp = true
    /// A count, which is zero over nothing.
    var isCount = false

    init(name: String, type: ValueType, isHidden: Bool = false) {
      self.name = name
      self.type = type
      self.isHidden = isHidden
    }

    init(_ column: ValueColumn) {
      self.init(name: column.name, type: column.type, isHidden: column.isHidden)
      isRank = column.verb == .rank
      isSum = column.verb == .sum && column.type.isExact
      isCount = column.verb.isCount
      addsUp = column.verb.addsUp && !column.value.divides
    }
  }
  struct Row {
    var key: GroupKey
    var values: [Rational?]
    var kind = QueryResult.Row.Kind.data
    var depth = 0
    /// How many components of the key the row stands for; a subtotal's are fewer.
    var keyed: Int
  }
  var dimensions: [Dimension]
  var columns: [Column]
  var rows: [Row] = []
  var notes = NoteTaker()
  /// The groups that the row of 其他 is of, where there is one.
  var rest = Gathering.none
}

extension Frame {
  /// The words of rows that are added, with their verb: `小计 and 总计 are`; nil where there are
  /// none.
  static func words(for added: [Row]) -> String? {
    let kinds: [(QueryResult.Row.Kind, String)] = [
      (.rest, "其他"), (.subtotal, "小计"), (.total, "总计"),
    ]
    let words = kinds.filter { kind, _ in added.contains { $0.kind == kind } }.map(\.1)
    guard let last = words.last else { return nil }
    return words.count == 1
      ? "\(last) is" : words.dropLast().joined(separator: ", ") + " and \(last) are"
  }

  /// By column, the values of `rank(…)`.
  var ranked: [Int: [Rational]] {
    let ranks = columns.indices.filter { columns[$0].isRank }
    return Dictionary(
      uniqueKeysWithValues: ranks.map { index in (index, rows.compactMap { $0.values[index] }) })
  }

  /// Puts ranks in place of the values of `rank(…)`: 1 for the largest among `ranked`, equal values
  /// sharing the better place.
  mutating func rank(among ranked: [Int: [Rational]]) {
    for (index, values) in ranked {
      let sorted = values.sorted(by: >)
      for row in rows.indices {
        rows[row].values[index] = rows[row].values[index].map {
          Rational(Int64(Self.place(of: $0, in: sorted) + 1))
        }
      }
    }
  }

  /// How many of some descending values are larger.
  private static func place(of value: Rational, in sorted: [Rational]) -> Int {
    sorted.partitioningIndex { $0 <= value }
  }
}
