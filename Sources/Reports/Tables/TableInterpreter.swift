import Accounts

/// Turns the tables of one report, read into rows, into figures.
enum TableInterpreter {
  /// The figures of a report's tables, table by table in the order given.
  ///
  /// The tables are settled in an order in which each may lean on those before it, so that
  /// what one leaves open another decides. Where none leaves anything open there is no evidence,
  /// and they are settled one by one.
  static func figures(
    of sheets: [TableSheet], units: [Unit], evidence: Evidence?, document: Document
  ) -> [[Figure]] {
    guard var evidence else {
      return zip(sheets, units).map { sheet, unit in
        figures(of: sheet, unit: unit, evidence: Evidence(), document: document)
      }
    }
    var result = [[Figure]](repeating: [], count: sheets.count)
    // A half with one column needs no settling: 表4's 收入 half speaks for 表8.
    for sheet in sheets where sheet.table == .财政拨款收入支出决算总表 {
      var income = sheet
      income.sides.removeAll { $0.columns.count > 1 }
      evidence.learn(
        from: figures(of: income, unit: .万元, evidence: evidence, document: document))
    }
    let order = sheets.indices.sorted { rank(sheets[$0].table) < rank(sheets[$1].table) }
    for index in order {
      let figures = figures(
        of: sheets[index], unit: units[index], evidence: evidence, document: document)
      evidence.learn(from: figures)
      result[index] = figures
    }
    return result
  }

  private static func rank(_ table: StandardTable) -> Int { settlingOrder.firstIndex(of: table)! }

  /// Tables whose columns are plain come first.
  private static let settlingOrder: [StandardTable] = [
    .收入支出决算总表, .一般公共预算财政拨款基本支出决算表, .政府性基金预算财政拨款收入支出决算表,
    .国有资本经营预算财政拨款支出决算表, .一般公共预算财政拨款支出决算表, .支出决算表, .收入决算表,
    .财政拨款收入支出决算总表, .三公经费支出决算表,
  ]

  private static func figures(
    of sheet: TableSheet, unit: Unit, evidence: Evidence, document: Document
  ) -> [Figure] {
    var figures: [Figure] = []
    figures.reserveCapacity(sheet.sides.lazy.flatMap(\.rows).reduce(0) { $0 + $1.values.count })
    // One text serves all figures of a line.
    var printed: (line: Int, text: String)?
    for side in sheet.sides {
      let placed = ColumnSolver.solve(
        side, of: sheet.table, unit: unit, evidence: evidence)
      for (row, columns) in zip(side.rows, placed) {
        for (value, index) in zip(row.values, columns) {
          guard let index else { continue }
          let column = side.columns[index]
          let raw =
            printed?.line == value.line
            ? printed!.text : document.text(of: document.lines[value.line])
          printed = (value.line, raw)
          figures.append(
            Figure(
              table: sheet.table, side: side.name, code: row.code, label: row.label,
              column: column.path, rowRole: row.role, columnRole: column.role,
              value: value.number, unit: unit, place: value.place, raw: raw))
        }
      }
    }
    figures.sort { $0.place < $1.place }
    return figures
  }
}
