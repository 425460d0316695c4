import Accounts

/// What a rule compares.
enum Check: Sendable {
  /// Each row of a table with a code against the rows under it, in every column; 合计 against
  /// the topmost rows.
  case children(StandardTable)
  /// In each row, a column against others.
  case columns(StandardTable, ColumnRole, [Signed<ColumnRole>])
  /// In each column, a row of a 总表 against others.
  case rows(StandardTable, side: String, RowRole, [Signed<RowRole>])
  /// One cell against others, of the same table or of another.
  case cells(Cell, [Signed<Cell>])
  /// Two tables row by row, under the names of their 类.
  case classes(ClassColumn, ClassColumn)
  /// Two tables row by row, under their codes and columns.
  case codes(StandardTable, StandardTable, Comparison)
  /// 人员经费合计 against 301 and 303, 公用经费合计 against all other 类.
  case economicTotals
  /// An amount of 表6 may not be above its part of 表7.
  case publicExpense(code: String, ColumnRole)
  /// A formula printed under a table.
  case printedFormulas

  enum Comparison: Sendable {
    /// Equal where the two totals are, that is where all money is of one fund.
    case equalWhereTotalsAre
    case atMost
  }
}

/// A part of a sum.
struct Signed<Value: Sendable>: Sendable {
  var sign = 1
  var value: Value
}

prefix func - <Value: Sendable>(term: Signed<Value>) -> Signed<Value> {
  Signed(sign: -term.sign, value: term.value)
}

/// A single cell by what it means.
struct Cell: Sendable {
  var table: StandardTable
  var side = ""
  var row: RowRole
  var column: ColumnRole

  init(_ table: StandardTable, side: String = "", _ row: RowRole, _ column: ColumnRole) {
    self.table = table
    self.side = side
    self.row = row
    self.column = column
  }
}

/// The 类 rows of a table in one column.
struct ClassColumn: Sendable {
  var table: StandardTable
  var column: ColumnRole
}
