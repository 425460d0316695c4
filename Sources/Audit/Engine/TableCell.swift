import Accounts

/// A number of a report that rules compare: a cell of a table or a number of the prose.
struct Printed {
  var quantity: Quantity
  var number: PrintedNumber
  /// As printed, which may not be what was meant.
  var unit: Unit
  var label: String
  var place: Place
  var raw: String
  var origin: FactOrigin

  /// As printed, with its unit.
  var text: String { "\(number)\(unit.rawValue)" }

  var evidence: Finding.Evidence {
    Finding.Evidence(label: label, printed: text, place: place)
  }
}

/// A row of a standard table with its figures by what their columns mean.
struct TableRow {
  let table: StandardTable
  let side: String
  let role: RowRole
  let code: String
  let label: String
  /// The label as names compare: without 一、 and 支出.
  let key: String
  /// The 行次 printed before its numbers; zero where none is.
  let ordinal: Int16
  let place: Place
  let raw: String
  var cells: [(column: ColumnRole, cell: Printed)] = []

  subscript(column: ColumnRole) -> Printed? { cells.first { $0.column == column }?.cell }

  /// 表3 210 卫生健康支出.
  var name: String {
    var words = ["表\(table.rawValue)"]
    if table == .收入支出决算总表 || table == .财政拨款收入支出决算总表 { words.append(side) }
    if !code.isEmpty { words.append(code) }
    if !label.isEmpty { words.append(label) }
    return words.joined(separator: " ")
  }
}
