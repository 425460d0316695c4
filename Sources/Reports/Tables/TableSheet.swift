import Accounts

/// A table read into rows, before its numbers are given their columns.
///
/// What a cell's text says (labels, codes, ordinals) is settled here; which column a number
/// belongs to is settled by ``ColumnSolver``, since merged headers and vanished blanks leave
/// it open.
struct TableSheet {
  var table: StandardTable
  var sides: [Side] = []
  var ordinals: [Ordinal] = []
  var codes: [Place] = []
  /// Further lines of numbers that are too long for their cells.
  var parts: [Place] = []
  /// Numbers that are part of a heading or of the page, such as a page's number.
  var words: [Place] = []

  /// A 行次 or 栏次: a number that counts rows or columns.
  struct Ordinal {
    var place: Place
    /// Nil where it is no whole number, or beyond all tables.
    var value: Int16?

    init(place: Place, number: PrintedNumber?) {
      self.place = place
      if let number, number.scale == 0, number.mantissa >= 0 {
        value = Int16(exactly: number.mantissa)
      }
    }

    init(_ cell: TableCell) { self.init(place: cell.place, number: cell.number) }
  }

  /// Whether some number's column is not told by where it stands.
  var needsEvidence: Bool {
    sides.contains { side in
      side.columns.count > 1 && side.rows.contains { $0.values.contains { $0.position == nil } }
    }
  }

  /// The rows that share value columns: a whole table, or one half of 表1 and 表4, or the
  /// 人员经费 or 公用经费 of 表6.
  struct Side {
    var name: String
    var columns: [Column]
    var rows: [Row] = []
    /// Whether values stand in the columns of their positions, with nothing left to settle.
    var isExact = false
  }

  struct Column {
    var role: ColumnRole
    /// The header words from outer to leaf, joined by `/`.
    var path: String
    /// The column of the grid where the header or its ordinal stands, where that is known.
    var position: Int?
    /// How unusual a number in this column is.
    var rarity = 0
  }

  struct Row {
    var code = ""
    var label = ""
    var role = RowRole.其他
    var values: [Value] = []
  }

  struct Value {
    let number: PrintedNumber
    /// The column of the grid, or nil where only the order of the numbers is known.
    var position: Int?
    var place: Place
    /// The line in ``Document/lines`` that it is printed in.
    var line: Int
    /// The amount in millionths, in which all checks are made; zero where it is beyond all
    /// money, so that no sum of a table overflows.
    let amount: Int64
    /// Half a unit of the last printed digit, in millionths.
    let halfUnit: Int64

    init(number: PrintedNumber, position: Int?, place: Place, line: Int) {
      self.number = number
      self.position = position
      self.place = place
      self.line = line
      let millionths = number.scaled(to: 6) ?? 0
      amount = millionths.magnitude < 10_000_000_000_000_000 ? millionths : 0
      halfUnit = (0..<min(6, Int(number.scale))).reduce(500_000) { unit, _ in unit / 10 }
    }
  }
}
