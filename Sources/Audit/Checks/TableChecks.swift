import Accounts

/// Works out the rules over the cells of one table.
struct TableChecks {
  let cells: ReportCells
  let judge: Judge

  /// Each row with a code against those right under it.
  func children(_ table: StandardTable) -> [Finding] {
    let rows = cells.rows(table)
    var indexByCode: [String: Int] = [:]
    for (index, row) in rows.enumerated() where !row.code.isEmpty && indexByCode[row.code] == nil {
      indexByCode[row.code] = index
    }
    let top = rows.firstIndex { $0.role == .合计 && $0.code.isEmpty }
    var parts: [Int: [TableRow]] = [:]
    for row in rows where !row.code.isEmpty {
      let parent = Self.parent(of: row.code, in: indexByCode) ?? top
      if let parent { parts[parent, default: []].append(row) }
    }
    return parts.sorted { $0.key < $1.key }.flatMap { compare(rows[$0.key], with: $0.value) }
  }

  /// The row of the longest code that a code goes on from.
  private static func parent(of code: String, in rows: [String: Int]) -> Int? {
    guard code.utf8.count > 3 else { return nil }
    for length in stride(from: code.utf8.count - 1, through: 3, by: -1) {
      if let row = rows[String(code.prefix(length))] { return row }
    }
    return nil
  }

  /// A row against the sum of others, in every column that either prints.
  private func compare(_ row: TableRow, with parts: [TableRow]) -> [Finding] {
    var columns: [ColumnRole] = []
    for row in [row] + parts {
      for (column, _) in row.cells where column != .其他 && !columns.contains(column) {
        columns.append(column)
      }
    }
    return columns.compactMap { column in
      var total = Total()
      for part in parts { if let cell = part[column] { total.add(cell) } }
      return compare(row, column, with: total)
    }
  }

  /// A cell of a row against a sum; a blank on either side counts as nothing.
  private func compare(
    _ row: TableRow, _ column: ColumnRole, with total: Total, severity: Severity? = nil
  ) -> Finding? {
    if let printed = row[column] {
      let expected = total.quantity ?? Quantity.zero(printed.quantity.unit)
      return judge.compare(printed, with: expected, total.evidence, severity: severity)
    }
    guard let expected = total.quantity else { return nil }
    return judge.blank(
      "\(row.name)·\(column.rawValue)", row.place, row.raw, expected: expected, total.evidence)
  }

  /// In each row, a column against others.
  func columns(
    _ table: StandardTable, _ column: ColumnRole, _ parts: [Signed<ColumnRole>]
  ) -> [Finding] {
    cells.rows(table).compactMap { row in
      var total = Total()
      for part in parts { if let cell = row[part.value] { total.add(cell, sign: part.sign) } }
      // 表7 may leave 公务用车 without its two parts.
      let isWhole = table == .三公经费支出决算表 && total.quantity == nil
      return compare(row, column, with: total, severity: isWhole ? .提示 : nil)
    }
  }

  /// In each column, a row of a 总表 against others.
  func rows(
    _ table: StandardTable, side: String, _ role: RowRole, _ parts: [Signed<RowRole>]
  ) -> [Finding] {
    let rows = cells.rows(table).filter { $0.side == side }
    guard let row = rows.first(where: { $0.role == role }) else { return [] }
    let signs = Dictionary(parts.map { ($0.value, $0.sign) }) { first, _ in first }
    let adding = rows.filter { signs[$0.role] != nil }
    guard !adding.isEmpty else { return [] }
    var columns: [ColumnRole] = []
    for row in [row] + adding {
      for (column, _) in row.cells where column != .其他 && !columns.contains(column) {
        columns.append(column)
      }
    }
    return columns.compactMap { column in
      var total = Total()
      for part in adding {
        if let cell = part[column] { total.add(cell, sign: signs[part.role]!) }
      }
      return compare(row, column, with: total)
    }
  }

  /// 人员经费合计 and 公用经费合计 against the 类 they are made of.
  func economicTotals() -> [Finding] {
    let rows = cells.rows(.一般公共预算财政拨款基本支出决算表)
    let classes = rows.filter { $0.code.utf8.count == 3 }
    guard !classes.isEmpty else { return [] }
    return rows.flatMap { row -> [Finding] in
      switch row.role {
      case .人员经费合计: compare(row, with: classes.filter { Self.isPersonnel($0.code) })
      case .公用经费合计: compare(row, with: classes.filter { !Self.isPersonnel($0.code) })
      case .合计 where row.side.isEmpty: compare(row, with: classes)
      default: []
      }
    }
  }

  /// 301 工资福利支出 and 303 对个人和家庭的补助 are 人员经费, all else 公用经费.
  private static func isPersonnel(_ code: String) -> Bool { code == "301" || code == "303" }

  /// A table with amounts under which no unit is stated, while others state theirs.
  func unstatedUnits() -> [Finding] {
    let coverage = cells.content.coverage
    guard coverage.contains(where: { $0.unit != nil }) else { return [] }
    return coverage.filter { $0.unit == nil && cells.isFilled($0.table) }.map { table in
      judge.finding(
        words: "（无单位）", table.place, table.title, subject: "表\(table.table.rawValue) 单位",
        expected: "单位：万元")
    }
  }
}
