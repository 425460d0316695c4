import Accounts

/// Works out the rules between a report and its department's report of the year before.
struct YearChecks {
  let cells: ReportCells
  let previous: ReportCells
  let judge: Judge

  func findings(of link: YearLink) -> [Finding] {
    switch link {
    case .opening(let cell, let closing): return opening(cell, closing)
    case .change(let change, let amount, let cell): return self.change(change, amount, cell)
    case .told(let name, let original, let cell): return told(name, original, cell)
    }
  }

  private func opening(_ cell: Cell, _ closing: Cell) -> [Finding] {
    guard let opening = Self.printed(cell, in: cells),
      let left = Self.printed(closing, in: previous)
    else { return [] }
    return compare(opening, left)
  }

  /// The change is told of this year's amount; what follows is compared in the year before.
  private func change(_ name: ProseName, _ amount: ProseName, _ cell: Cell) -> [Finding] {
    guard let change = cells.said(name.topic, name.subject, name.measure),
      change.quantity.unit.kind == .money,
      let current = Self.amount(amount, cell, in: cells),
      let last = Self.amount(amount, cell, in: previous)
    else { return [] }
    return judge.compare(
      change, with: current.quantity - last.quantity, [current.evidence, evidence(last)]
    ).map { [$0] } ?? []
  }

  private func told(_ name: ProseName, _ original: ProseName, _ cell: Cell) -> [Finding] {
    guard let last = Self.amount(original, cell, in: previous) else { return [] }
    return cells.prose(name.topic, name.subject, name.measure).flatMap { compare($0, last) }
  }

  private func compare(_ printed: Printed, _ last: Printed) -> [Finding] {
    judge.compare(printed, with: last.quantity, [evidence(last)]).map { [$0] } ?? []
  }

  private func evidence(_ printed: Printed) -> Finding.Evidence {
    var evidence = printed.evidence
    evidence.label = "\(previous.content.file) \(printed.label)"
    return evidence
  }

  /// The cell of the table, else the number of the prose.
  private static func amount(_ name: ProseName, _ cell: Cell, in cells: ReportCells) -> Printed? {
    let amount = printed(cell, in: cells) ?? cells.said(name.topic, name.subject, name.measure)
    return amount.flatMap { $0.quantity.unit.kind == .money ? $0 : nil }
  }

  private static func printed(_ cell: Cell, in cells: ReportCells) -> Printed? {
    cells.row(cell.table, side: cell.side, cell.row)?[cell.column]
  }
}
