import Accounts

/// Reads the self-evaluation tables: money and scores of the department and its projects,
/// and the rows of indicators.
///
/// Cells are told by what they say, not by their column, for merged cells shift rows and a
/// text dump has no columns at all.
struct AnnexReader {
  private let document: Document
  private(set) var figures: [ProseFigure] = []
  private(set) var projects: [ProjectRecord] = []
  private(set) var indicators: [IndicatorRecord] = []

  private var project = ""
  private var isWhole = true
  private var inFunds = false
  private var hasTotal = false
  private var inIndicators = false
  /// Whether the table of indicators has a column 分值 before 得分.
  private var hasWeight = false
  private var first = ""
  private var second = ""
  /// Lines of a wrapped row that came before its numbers.
  private var pending: [UInt16] = []
  /// The one of them that holds the points of a first level.
  private var pointsLine: Int?
  /// 预算执行情况, while its points may stand on a line of their own below.
  private var fundsLabel: GlyphSlice?

  init(_ document: Document) { self.document = document }

  mutating func read(_ lines: Range<Int>) {
    let document = document
    for index in lines where !document.lines[index].spans.isEmpty {
      let row = AnnexRow(index, of: document)
      if !row.cells.isEmpty { read(row) }
    }
  }

  private mutating func read(_ row: AnnexRow) {
    let slice = row.text
    if slice.hasSuffix(Word.table) && slice.count <= 40 {
      startTable(whole: slice.contains(Word.whole))
    } else if slice.hasPrefix(Word.projectName) {
      startProject(row)
    } else if slice.contains(Word.firstLevel) || slice.contains(Word.thirdLevel) {
      if !inIndicators { hasWeight = false }
      inIndicators = true
      inFunds = false
      pending = []
      noteWeight(slice)
      if row.cells[0].hasPrefix(Word.yearly) { labelPoints(row.cells[0], row) }
    } else if Word.otherFunds.occur(in: slice) {
      inFunds = false
    } else if slice.hasPrefix(Word.total) {
      total(row)
    } else if Word.totals.occur(in: slice) {
      labelledAmounts(row)
    } else if slice.hasPrefix(Word.goal) || slice.hasPrefix(Word.yearlyGoal), row.cells.count <= 2 {
      labelPoints(row.cells[0], row)
    } else if Word.funds.occur(in: slice), !inIndicators {
      fundsHeader(row)
    } else if inFunds, isFunds(row) {
      funds(row)
    } else if inFunds, fundsLabel != nil {
      fundsPoints(row)
    } else if inIndicators {
      if Word.headerEnds.first(ending: slice) != nil {
        noteWeight(slice)
        pending = []
      } else {
        indicator(row)
      }
    }
  }

  /// What rows are told by.
  private enum Word {
    static let table: Glyphs = "自评表"
    static let whole: Glyphs = "整体"
    static let projectName: Glyphs = "项目名称"
    static let firstLevel: Glyphs = "一级指标"
    static let thirdLevel: Glyphs = "三级指标"
    static let yearly: Glyphs = "年度绩效"
    static let total: Glyphs = "总分"
    static let goal: Glyphs = "年度目标"
    static let yearlyGoal: Glyphs = "年度绩效目标"
    static let headerEnds: GlyphWords = ["分值得分", "偏差原因分析", "改进措施"]
    static let weight: Glyphs = "分值"
    static let projectFunds: Glyphs = "项目资金"
    static let management: GlyphWords = ["预算管理", "预算执行"]
    static let otherFunds: GlyphWords = ["预期目标", "其他资金"]
    static let totals: GlyphWords = ["基本支出总额", "项目支出总额"]
    static let funds: GlyphWords = ["预算数", "执行数", "执行行数", "预算执行情况"]
  }

  // MARK: Tables and projects

  private mutating func startTable(whole: Bool) {
    project = ""
    inFunds = false
    hasTotal = false
    inIndicators = false
    first = ""
    second = ""
    pending = []
    fundsLabel = nil
    isWhole = whole
  }

  private var topic: String { isWhole && project.isEmpty ? "整体绩效自评表" : "项目绩效自评表" }

  private mutating func startProject(_ row: AnnexRow) {
    startTable(whole: false)
    guard row.cells.count > 1 else { return }
    project = Punctuation.printed(row.cells[1].units)
    projects.append(
      ProjectRecord(
        name: project, place: place(row), raw: document.text(of: document.lines[row.line])))
    inFunds = true
  }

  // MARK: Money

  private mutating func fundsHeader(_ row: AnnexRow) {
    inFunds = true
    if row.cells.count > 1, row.cells[0].hasPrefix(Word.projectFunds),
      let number = row.cells[1].number
    {
      emit("项目资金", number.value, number.unit == .none ? .万元 : number.unit, row)
    }
    for cell in row.cells where Word.management.occur(in: cell) {
      labelPoints(cell, row)
      fundsLabel = cell.points == nil ? cell : nil
    }
  }

  /// （20 分） on a line of its own under 预算执行情况.
  private mutating func fundsPoints(_ row: AnnexRow) {
    guard let label = fundsLabel, let points = row.text.points, row.text.label.isEmpty else {
      return
    }
    fundsLabel = nil
    emit(Punctuation.printed(label.label.units) + "分值", points, .分, row)
  }

  private func isFunds(_ row: AnnexRow) -> Bool {
    let numbers = row.cells.count { $0.number != nil }
    return numbers >= 3 || numbers >= 1 && row.text.hasPrefix(Word.projectFunds)
  }

  /// 预算数, 执行数, 执行率 and 得分 of a row; where three amounts stand in it, the first is the
  /// 年初预算数, and where 分值 stands before the rate, that too. The row behind the total is
  /// 其中：当年财政拨款.
  private mutating func funds(_ row: AnnexRow) {
    let numbers = row.cells.compactMap(\.number)
    let measures = Self.fundMeasures(numbers.map(\.unit))
    let isTotal = !hasTotal && numbers.count > 1
    let prefix = isTotal || numbers.count == 1 ? "" : "当年财政拨款"
    for (measure, number) in zip(measures, numbers) {
      let unit = number.unit == .none ? Self.unit(of: measure) : number.unit
      emit(prefix + measure, number.value, unit, row)
      if isTotal { fill(measure, number.value) }
    }
    hasTotal = hasTotal || isTotal
    if isTotal { inFunds = !isWhole }
  }

  private static func fundMeasures(_ units: [Unit]) -> [String] {
    let rate = units.firstIndex(of: .percent)
    switch (units.count, rate) {
    case (1, _): return ["项目资金"]
    case (4, 2), (3, 2): return ["预算数", "执行数", "执行率", "得分"]
    case (6, 4), (5, 4): return ["年初预算数", "预算数", "执行数", "分值", "执行率", "得分"]
    case (5, nil): return ["年初预算数", "预算数", "执行数", "分值", "得分"]
    case (5, 3): return ["预算数", "执行数", "分值", "执行率", "得分"]
    case (3, nil): return ["年初预算数", "预算数", "执行数"]
    default: return ["预算数", "执行数", "执行率", "得分"]
    }
  }

  private static func unit(of measure: String) -> Unit {
    switch measure {
    case "分值", "得分": .分
    case "执行率": .percent
    default: .万元
    }
  }

  private mutating func fill(_ measure: String, _ value: PrintedNumber) {
    guard !project.isEmpty, let last = projects.indices.last else { return }
    switch measure {
    case "预算数": projects[last].budget = projects[last].budget ?? value
    case "执行数": projects[last].executed = projects[last].executed ?? value
    case "执行率": projects[last].rate = projects[last].rate ?? value
    default: break
    }
  }

  /// 基本支出总额 1937.96 项目支出总额 3397.36.
  private mutating func labelledAmounts(_ row: AnnexRow) {
    for (index, cell) in row.cells.enumerated().dropFirst() {
      guard let number = cell.number, row.cells[index - 1].number == nil else { continue }
      let label = Punctuation.printed(row.cells[index - 1].label.units)
      emit(label, number.value, number.unit == .none ? .万元 : number.unit, row)
    }
  }

  private mutating func total(_ row: AnnexRow) {
    let numbers = row.cells.compactMap(\.plainNumber)
    inIndicators = false
    pending = []
    guard let score = numbers.last else {
      if let colon = row.cells[0].units.firstIndex(of: Mark.colon),
        let value = PrintedNumber(units: row.cells[0].units[(colon + 1)...])
      {
        emit("总分", value, .分, row)
      }
      return
    }
    if numbers.count > 1 { emit("总分值", numbers[0], .分, row) }
    emit("总分", score, .分, row)
    if !project.isEmpty, let last = projects.indices.last { projects[last].score = score }
  }

  private mutating func labelPoints(_ cell: GlyphSlice, _ row: AnnexRow) {
    guard let points = cell.points else { return }
    emit(Punctuation.printed(cell.label.units) + "分值", points, .分, row)
  }

  // MARK: Indicators

  private mutating func indicator(_ row: AnnexRow) {
    var cells = row.cells
    if let group = cells.first, group.hasPrefix(Word.yearly) {
      labelPoints(group, row)
      cells.removeFirst()
    }
    var labels = pending
    while isTabbed(row), let cell = cells.first, let level = IndicatorLevel.level(of: cell) {
      labels += level.units
      cells.removeFirst()
    }
    let values = IndicatorRow.count(in: cells, hasWeight: hasWeight, isTabbed: isTabbed(row))
    labels += cells.dropLast(values).flatMap(\.units)
    guard values > 0 else {
      pending = isTabbed(row) ? [] : labels
      if cells.contains(where: { $0.points != nil }) { pointsLine = row.line }
      return
    }
    pending = []
    defer { pointsLine = nil }
    var third = note(labels, row)
    let parsed = IndicatorRow(cells.suffix(values), hasWeight: hasWeight, name: &third)
    add(parsed, third, row)
  }

  private func isTabbed(_ row: AnnexRow) -> Bool { document.lines[row.line].isTabbed }

  /// Takes the levels that the labels name and gives back the rest, the 三级指标.
  @discardableResult
  private mutating func note(_ labels: [UInt16], _ row: AnnexRow) -> GlyphSlice {
    let parsed = IndicatorLabels(labels)
    if let own = parsed.first {
      first = Punctuation.printed(own.label.units)
      second = ""
      var printed = row
      printed.line = pointsLine ?? row.line
      labelPoints(own, printed)
    }
    if let own = parsed.second { second = Punctuation.printed(own.units) }
    return parsed.third
  }

  private mutating func add(_ values: IndicatorRow, _ third: GlyphSlice, _ row: AnnexRow) {
    let isNamed = third.points != nil
    indicators.append(
      IndicatorRecord(
        project: project, first: first, second: second,
        third: Punctuation.printed((isNamed ? third.label : third).units),
        target: Punctuation.printed(values.target.units),
        actual: Punctuation.printed(values.actual.units),
        weight: values.weight ?? third.points, score: values.score, place: place(row),
        raw: document.text(of: document.lines[row.line])))
  }

  private mutating func noteWeight(_ header: GlyphSlice) {
    if header.contains(Word.weight) { hasWeight = true }
  }

  // MARK: Places

  private mutating func emit(
    _ measure: String, _ value: PrintedNumber, _ unit: Unit, _ row: AnnexRow
  ) {
    figures.append(
      ProseFigure(
        topic: topic, subject: project, measure: measure, value: value, unit: unit,
        unitText: unit.rawValue, place: place(row), raw: document.text(of: document.lines[row.line])
      ))
  }

  private func place(_ row: AnnexRow) -> Place {
    let line = document.lines[row.line]
    return Place(page: line.page, line: line.number)
  }
}
