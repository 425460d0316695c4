import Accounts

/// A table's cells in rows and columns: what the layouts (tabs, spaces, PDF positions) are
/// brought to, and what the table interpreter reads.
struct Grid: Sendable {
  var rows: [Row] = []

  struct Row: Sendable {
    /// The cells that hold text, by ascending column. A blank cell has no entry.
    var cells: [Cell]
  }

  struct Cell: Sendable {
    /// The leftmost column, from zero, and how many columns it covers.
    var column: Int
    var width = 1
    /// The text, wrapped lines joined, outer white space removed.
    var text: String
    /// Where the text (its first line) is printed, and that raw line.
    var place: Place
    var raw: String
  }
}
