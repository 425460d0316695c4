import Accounts

/// Works out the formulas that are printed under tables.
struct FormulaChecks {
  let cells: ReportCells
  let judge: Judge

  /// A formula whose result is one of its own terms.
  func selfReferences() -> [Finding] {
    cells.content.formulas.filter(Self.addsItself).map { formula in
      let word = formula.axis == .rows ? "行" : "栏"
      return judge.finding(
        words: "\(formula.total) \(word)", formula.place, formula.raw,
        subject: "表\(formula.table.rawValue) 表下公式", expected: "合计所在的\(word)次")
    }
  }

  private static func addsItself(_ formula: PrintedFormula) -> Bool {
    formula.terms.contains { $0.ordinal == formula.total }
  }

  /// Each formula with the numbers of its rows or columns.
  func formulas() -> [Finding] {
    cells.content.formulas.filter { !Self.addsItself($0) }.flatMap { formula in
      formula.axis == .rows ? rows(formula) : columns(formula)
    }
  }

  // MARK: Rows

  /// 行次 are printed beside the numbers; a row without numbers has none that is known.
  private func rows(_ formula: PrintedFormula) -> [Finding] {
    let rows = cells.rows(formula.table)
    let known = Dictionary(grouping: rows.filter { $0.ordinal > 0 }) { Int($0.ordinal) }
    guard let total = known[formula.total]?.first else { return [] }
    let terms = formula.terms.flatMap { term in
      (known[term.ordinal] ?? []).map { (sign: term.sign, row: $0) }
    }
    guard !terms.isEmpty else { return [] }
    return total.cells.compactMap { column, cell in
      var sum = Total()
      for term in terms {
        if let part = term.row[column] { sum.add(part, sign: term.sign) }
      }
      return compare(cell, sum, formula)
    }
  }

  // MARK: Columns

  /// 栏次 n is the n-th value column of the form.
  private func columns(_ formula: PrintedFormula) -> [Finding] {
    let roles = formula.table.columns
    func role(_ ordinal: Int) -> ColumnRole? {
      roles.indices.contains(ordinal - 1) ? roles[ordinal - 1] : nil
    }
    let terms = formula.terms.compactMap { term in role(term.ordinal).map { (term.sign, $0) } }
    guard let total = role(formula.total), terms.count == formula.terms.count else { return [] }
    return cells.rows(formula.table).compactMap { row in
      guard let cell = row[total] else { return nil }
      var sum = Total()
      for (sign, column) in terms { if let part = row[column] { sum.add(part, sign: sign) } }
      return compare(cell, sum, formula)
    }
  }

  private func compare(
    _ cell: Printed, _ sum: Total, _ formula: PrintedFormula
  ) -> Finding? {
    // A row that is not broken down at all is left to the rules of its table.
    guard let expected = sum.quantity else { return nil }
    let printed = Finding.Evidence(
      label: "表下公式", printed: formula.raw, place: formula.place)
    return judge.compare(cell, with: expected, sum.evidence + [printed])
  }
}
