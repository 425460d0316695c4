import Accounts

/// The cells of a PDF's table in rows and columns, found by their positions.
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
    /// Where the text (its first line) is printed, and that line in ``Document/lines``.
    var place: Place
    var line: Int
    /// Where the further lines of a number begin that is too long for its cell.
    var rest: [Place] = []
  }
}
