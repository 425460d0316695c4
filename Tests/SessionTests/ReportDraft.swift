import Accounts

/// A report written by hand for one test: the figures and sentences named, nothing else.
struct ReportDraft {
  var content: ReportContent
  private var line: Int32 = 1

  init(_ department: String, _ year: Int, city: String = "江城市", county: String = "") {
    content = ReportContent(
      file: "\(department)-\(year).txt",
      identity: ReportIdentity(
        kind: .部门决算, department: department, year: year, city: city, county: county))
    content.fingerprint = UInt64(truncatingIfNeeded: content.file.hashValue)
  }

  /// A row of 表3: 合计, then 基本支出 and 项目支出 where they are printed. Without a code it is
  /// the 合计 row.
  mutating func spends(
    _ code: String, _ name: String = "", _ total: String, basic: String? = nil,
    project: String? = nil
  ) {
    let row: RowRole = code.isEmpty ? .合计 : .功能科目
    let label = code.isEmpty ? "合计" : name.isEmpty ? "科目\(code)" : name
    for (column, value) in [(ColumnRole.合计, total), (.基本支出, basic), (.项目支出, project)] {
      if let value { cell(.支出决算表, code, label, row, column, value) }
    }
    line += 1
  }

  /// A row of 表5, the general public budget's spending.
  mutating func spendsGeneral(_ code: String, _ total: String) {
    let row: RowRole = code.isEmpty ? .合计 : .功能科目
    cell(.一般公共预算财政拨款支出决算表, code, code.isEmpty ? "合计" : "科目\(code)", row, .合计, total)
    line += 1
  }

  /// A cell of the single row of 表7.
  mutating func publicExpense(_ column: ColumnRole, _ value: String) {
    cell(.三公经费支出决算表, "", "", .三公, column, value)
  }

  /// A cell of the 支出 side of 表4: a row by its name, a fund by its column.
  mutating func appropriation(_ name: String, _ row: RowRole, _ column: ColumnRole, _ value: String)
  {
    cell(.财政拨款收入支出决算总表, "", name, row, column, value, side: "支出")
  }

  mutating func cell(
    _ table: StandardTable, _ code: String, _ label: String, _ row: RowRole, _ column: ColumnRole,
    _ value: String, side: String = "", unit: Unit = .万元
  ) {
    open(table)
    content.figures.append(
      Figure(
        table: table, side: side, code: code, label: label, column: column.rawValue, rowRole: row,
        columnRole: column, value: PrintedNumber(value)!, unit: unit, place: Place(line: line),
        raw: "\(code)\t\(label)\t\(value)"))
  }

  /// States another unit above a table than its numbers are in.
  mutating func misprintUnit(of table: StandardTable, as unit: Unit) {
    for index in content.figures.indices where content.figures[index].table == table {
      content.figures[index].unit = unit
    }
  }

  /// Prints a table, be it without figures.
  mutating func open(_ table: StandardTable) {
    guard !content.coverage.contains(where: { $0.table == table }) else { return }
    content.coverage.append(
      TableCoverage(table: table, title: "表\(table.rawValue)", place: Place(line: line)))
  }

  /// A number of the prose.
  mutating func says(
    _ topic: String, _ subject: String = "", _ measure: String, _ value: String,
    _ unit: Unit = .万元
  ) {
    content.prose.append(
      ProseFigure(
        topic: topic, subject: subject, measure: measure, value: PrintedNumber(value)!, unit: unit,
        unitText: unit.rawValue, place: Place(line: line), raw: "\(subject)\(measure)\(value)"))
    line += 1
  }

  /// A head-count by kind.
  mutating func employs(_ kind: String, _ count: String) { says("人员构成", kind, "人数", count, .人) }

  /// A sentence that says there is none.
  mutating func has(no topic: String) {
    content.statements.append(
      ProseStatement(kind: .nothing, topic: topic, place: Place(line: line), raw: "无\(topic)"))
    line += 1
  }
}

extension Dataset {
  /// The dataset of drafts, in the order given.
  static func of(_ drafts: ReportDraft...) -> Dataset { of(drafts) }

  static func of(_ drafts: [ReportDraft]) -> Dataset {
    DatasetBuilder.build(drafts.map(\.content))
  }

  /// A report made and filled in one place.
  static func report(
    _ department: String, _ year: Int, _ fill: (inout ReportDraft) -> Void
  )
    -> ReportDraft
  {
    var draft = ReportDraft(department, year)
    fill(&draft)
    return draft
  }
}
