import Accounts

/// Works out the rules between cells of different tables.
struct CrossChecks {
  let cells: ReportCells
  let judge: Judge

  /// One cell against the sum of others. A table that is not there decides nothing; a blank
  /// cell of one that is counts as nothing.
  func cells(_ total: Cell, _ parts: [Signed<Cell>]) -> [Finding] {
    guard ([total] + parts.map(\.value)).allSatisfy(isThere) else { return [] }
    var sum = Total()
    for part in parts {
      if let cell = printed(part.value) { sum.add(cell, sign: part.sign) }
    }
    if let printed = printed(total) {
      let expected = sum.quantity ?? Quantity.zero(printed.quantity.unit)
      let evidence = sum.evidence.isEmpty ? parts.map { blank($0.value) } : sum.evidence
      return judge.compare(printed, with: expected, evidence).map { [$0] } ?? []
    }
    guard let expected = sum.quantity, let first = sum.evidence.first else { return [] }
    let row = cells.row(total.table, side: total.side, total.row)
    return judge.blank(
      "表\(total.table.rawValue) \(total.side)\(total.row.rawValue)·\(total.column.rawValue)",
      row?.place ?? first.place, row?.raw ?? "", expected: expected, sum.evidence
    ).map { [$0] } ?? []
  }

  private func printed(_ cell: Cell) -> Printed? {
    cells.row(cell.table, side: cell.side, cell.row)?[cell.column]
  }

  /// 表8 and 表9 are often printed empty: their cells are then blank.
  private func isThere(_ cell: Cell) -> Bool {
    switch cell.table {
    case .政府性基金预算财政拨款收入支出决算表, .国有资本经营预算财政拨款支出决算表:
      cells.has(cell.table)
    default: cells.isFilled(cell.table)
    }
  }

  private func blank(_ cell: Cell) -> Finding.Evidence {
    let place = cells.content.coverage.first { $0.table == cell.table }?.place ?? Place(line: 1)
    return Finding.Evidence(
      label: "表\(cell.table.rawValue) \(cell.row.rawValue)·\(cell.column.rawValue)",
      printed: "（空）", place: place)
  }

  /// The 类 of two tables, by name. A name that only one of them has is left to the totals.
  func classes(_ left: ClassColumn, _ right: ClassColumn) -> [Finding] {
    let others = Dictionary(Self.classRows(cells.rows(right.table)).map { ($0.key, $0) }) {
      first, _ in first
    }
    return Self.classRows(cells.rows(left.table)).compactMap { row in
      guard let other = others[row.key] else { return nil }
      switch (row[left.column], other[right.column]) {
      case (let a?, let b?): return judge.compare(a, with: b.quantity, [b.evidence])
      case (let a?, nil):
        return judge.compare(a, with: .zero(a.quantity.unit), [Self.blank(other, right.column)])
      case (nil, let b?):
        return judge.compare(b, with: .zero(b.quantity.unit), [Self.blank(row, left.column)])
      case (nil, nil): return nil
      }
    }
  }

  private static func classRows(_ rows: [TableRow]) -> [TableRow] {
    rows.filter { $0.role == .功能类 || $0.role == .功能科目 && $0.code.utf8.count == 3 }
  }

  private static func blank(_ row: TableRow, _ column: ColumnRole) -> Finding.Evidence {
    Finding.Evidence(label: "\(row.name)·\(column.rawValue)", printed: "（空）", place: row.place)
  }

  /// Two tables row by row.
  func codes(
    _ left: StandardTable, _ right: StandardTable, _ comparison: Check.Comparison
  ) -> [Finding] {
    guard let a = cells.row(left, .合计)?[.合计], let b = cells.row(right, .合计)?[.合计],
      (a.quantity.agreement(with: b.quantity) != .broken) == (comparison == .equalWhereTotalsAre)
    else { return [] }
    let others = Dictionary(cells.rows(right).map { ($0.code, $0) }) { first, _ in first }
    return cells.rows(left).flatMap { row -> [Finding] in
      guard let other = others[row.code] else { return [] }
      return row.cells.compactMap { column, cell in
        let expected = other[column]?.quantity ?? Quantity.zero(cell.quantity.unit)
        let evidence = other[column]?.evidence ?? Self.blank(other, column)
        if comparison == .atMost, (cell.quantity - expected).halves <= 0 { return nil }
        return judge.compare(cell, with: expected, [evidence])
      }
    }
  }

  /// An economic 科目 of 表6 against the part of 表7 that holds it.
  func publicExpense(code: String, _ column: ColumnRole) -> [Finding] {
    guard let part = cells.rows(.一般公共预算财政拨款基本支出决算表).first(where: { $0.code == code }),
      let row = cells.rows(.三公经费支出决算表).first,
      let spent = part.cells.first?.cell
    else { return [] }
    let all = row[column]?.quantity ?? Quantity.zero(spent.quantity.unit)
    guard (spent.quantity - all).halves > 0 else { return [] }
    let evidence = row[column]?.evidence ?? Self.blank(row, column)
    return judge.compare(spent, with: all, [evidence]).map { [$0] } ?? []
  }

  /// A functional 项 of 表5 and the economic 款 of 表6 that holds the same payments.
  func linked(functional: String, economic: String, isWhole: Bool) -> [Finding] {
    let spent = cells.rows(.一般公共预算财政拨款支出决算表).first { $0.code == functional }?[.基本支出]
    let paid = cells.rows(.一般公共预算财政拨款基本支出决算表).first { $0.code == economic }
    guard let spent, let paid = paid?.cells.first?.cell else { return [] }
    guard isWhole || spent.quantity.agreement(with: paid.quantity) == .rounding else { return [] }
    // 住房公积金 may be booked with the 款's other 项.
    let section = cells.rows(.一般公共预算财政拨款支出决算表).first {
      $0.code == functional.prefix(5)
    }?[.基本支出]
    if let section, section.quantity.agreement(with: paid.quantity) == .exact { return [] }
    return judge.compare(paid, with: spent.quantity, [spent.evidence]).map { [$0] } ?? []
  }

  /// Income and spending of each 科目, where all income was spent and nothing carried over.
  func incomeAndSpending() -> [Finding] {
    let carried = [RowRole.年初结转和结余, .年末结转和结余, .使用非财政拨款结余, .结余分配].contains { role in
      cells.row(.收入支出决算总表, role)?[.决算数].map { !$0.quantity.isZero } ?? false
    }
    guard cells.isFilled(.收入支出决算总表), !carried,
      let income = cells.row(.收入决算表, .合计)?[.合计],
      let spending = cells.row(.支出决算表, .合计)?[.合计],
      income.quantity.agreement(with: spending.quantity) == .exact
    else { return [] }
    let others = Dictionary(cells.rows(.支出决算表).map { ($0.code, $0) }) { first, _ in first }
    return cells.rows(.收入决算表).compactMap { row in
      guard !row.code.isEmpty, let received = row[.合计], let spent = others[row.code]?[.合计] else {
        return nil
      }
      return judge.compare(received, with: spent.quantity, [spent.evidence])
    }
  }
}
