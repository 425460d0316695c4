import Accounts
import Semantics

/// An answer before it is shown: groups with exact values.
struct Frame {
  struct Column {
    var name: String
    var type: ValueType
    var isHidden = false
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
}
