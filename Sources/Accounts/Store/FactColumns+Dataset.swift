extension FactColumns {
  /// The facts of a dataset whose reports' contents are at hand, as a store.
  public convenience init(_ dataset: Dataset) {
    var sorter = FactSorter(catalogue: dataset.catalogue)
    for department in dataset.departments { _ = sorter.add(department) }
    for report in dataset.reports {
      _ = sorter.add(
        FactSorter.Report(
          department: report.department, year: report.year, file: report.content.file,
          fingerprint: report.content.fingerprint))
    }
    for table in dataset.facts {
      for report in dataset.reports.indices {
        let rows = table.rows(of: report)
        if rows.isEmpty, table.disclosed[report] {
          sorter.addEmpty(table.measure, report: report)
        }
        for row in rows.map(Int.init) {
          sorter.add(
            table.measure, report: report, node: table.node[row],
            second: table.second.isEmpty ? Hierarchy.root : table.second[row],
            amount: table.amount[row],
            at: dataset.reports[report].content.place(of: table.origin(of: row)))
        }
      }
    }
    self.init(
      sorter,
      ReportOrder(
        reports: sorter.reports, departments: sorter.departments,
        isUsed: sorter.reports.map { _ in true }),
      dataset.hierarchies, notes: [])
  }
}

extension ReportContent {
  /// Where a fact taken out of this report is printed.
  func place(of origin: FactOrigin) -> FactPlace {
    func precision(_ value: PrintedNumber?, _ unit: Unit) -> FactPlace.Precision {
      FactPlace.Precision(unit: unit, scale: value?.scale ?? 0)
    }
    switch origin {
    case .figure(let index):
      let figure = figures[Int(index)]
      return FactPlace(
        table: Int8(figure.table.rawValue), place: figure.place,
        precision: precision(figure.value, figure.unit))
    case .prose(let index):
      let figure = prose[Int(index)]
      return FactPlace(
        table: FactPlace.prose, place: figure.place, precision: precision(figure.value, figure.unit)
      )
    case .project(let index, let source):
      let (value, unit) = projects[Int(index)].printed(source)
      return FactPlace(
        table: FactPlace.annex, place: projects[Int(index)].place,
        precision: precision(value, unit))
    case .stored: preconditionFailure("a report's own facts are printed in it")
    }
  }
}
