import Accounts

/// The lines of a table's region, told apart: what stands over the grid, the grid, the notes
/// under it.
struct TableText {
  let document: Document
  let region: Outline.TableRegion
  /// Whether a number alone on its line may be an amount.
  let loneNumbersMayBeAmounts: Bool
  /// Lines of the grid that hold text, as indices of ``Document/lines``.
  private(set) var grid: [Int] = []
  /// Notes, formulas and statements, from the first of them on.
  private(set) var notes: [Int] = []
  private(set) var unit: Unit?
  private(set) var department = ""
  private(set) var statement = ""
  /// The lines of the name and of the statement.
  private(set) var departmentLine: Document.Line?
  private(set) var statementLine: Document.Line?

  init(
    _ region: Outline.TableRegion, of document: Document, pageNumbers: PageNumbers? = nil
  ) {
    self.document = document
    self.region = region
    loneNumbersMayBeAmounts = pageNumbers?.othersMayBeAmounts ?? true
    for index in region.body {
      let text = document.glyphs(of: document.lines[index])
      if text.isEmpty { continue }
      if !notes.isEmpty || Self.startsNotes(text) {
        notes.append(index)
        if statement.isEmpty, Self.isStatement(text) {
          statement = printed([index])
          statementLine = document.lines[index]
        }
      } else if document.layout == .text,
        PageMark.isMark(text) || pageNumbers?.lines.contains(index) == true
      {
        continue
      } else if !readPreamble(text, document.lines[index]) {
        grid.append(index)
      }
    }
    dropBareNumbers()
    if statement.isEmpty { statement = joinedStatement() }
  }

  /// Takes pages' numbers out of a table whose rows are parted by tabs: a row has a tab.
  private mutating func dropBareNumbers() {
    guard grid.count(where: { document.lines[$0].isTabbed }) * 2 > grid.count else { return }
    grid.removeAll { index in
      let line = document.lines[index]
      return !line.isTabbed && PageMark.isBareNumber(document.glyphs(of: line))
    }
  }

  /// Lines as printed, joined, without white space.
  private func printed(_ lines: some Sequence<Int>) -> String {
    lines.reduce(into: "") { $0 += document.squeezed(document.lines[$1]) }
  }

  /// A statement broken over lines is one sentence.
  private mutating func joinedStatement() -> String {
    let start = notes.lastIndex {
      Self.openings.occur(in: document.glyphs(of: document.lines[$0]))
    }
    guard let start else { return "" }
    let joined = printed(notes[start...])
    guard Self.isStatement(GlyphSlice(Glyphs(joined))) else { return "" }
    statementLine = document.lines[notes[start]]
    return joined
  }

  private static func startsNotes(_ text: GlyphSlice) -> Bool {
    noteWords.first(beginning: text) != nil || isStatement(text) || FormulaReader.isFormula(text)
  }

  /// Whether the text says that there is nothing: 本单位无政府性基金预算财政拨款收支.
  static func isStatement(_ text: GlyphSlice) -> Bool {
    guard (8...120).contains(text.count) else { return false }
    return statements.occur(in: text) || text.contains(therefore) && denials.occur(in: text)
  }

  private static let noteWords: GlyphWords = ["注:", "备注:", "说明:", "注1"]
  private static let openings: GlyphWords = ["本部门", "本单位", "我单位", "我部门"]
  private static let statements: GlyphWords = [
    "无政府性基金", "无国有资本", "没有政府性基金", "没有国有资本", "没有使用", "未使用", "未安排", "未发生", "无此项",
    "此表无数据", "本表无数据", "本表为空", "空表",
  ]
  private static let therefore: Glyphs = "故本表"
  private static let denials: GlyphWords = ["无", "没有", "未", "空"]

  /// Takes 部门：… and 单位：万元; false where the line is of the grid.
  private mutating func readPreamble(_ text: GlyphSlice, _ line: Document.Line) -> Bool {
    let isNumber = TableTitle.isNumber(text)
    guard isNumber || Self.labels.occur(in: text) else { return false }
    let isParty = Self.partyWords.first(beginning: text) != nil
    let unit = Self.unit(in: text)
    guard isParty || isNumber || unit != nil else { return false }
    self.unit = unit ?? self.unit
    if isParty, let name = departmentName(in: text) {
      department = name
      departmentLine = line
    }
    return true
  }

  private static let labels: GlyphWords = ["部门", "单位"]
  private static let partyWords: GlyphWords = [
    "部门:", "部门名称:", "编制部门:", "编制单位:", "单位名称:", "填报单位:", "单位:", "金额单位:",
  ]

  /// The unit that stands behind 单位：.
  private static func unit(in text: GlyphSlice) -> Unit? {
    guard let mark = text.lastIndex(of: unitMark) else { return nil }
    let word = text.units[(mark + unitMark.count)...].prefix { $0 != Mark.open && $0 != Mark.close }
    return unitWords.first { $0.word.units[...] == word }?.unit
  }

  private static let unitMark: Glyphs = "单位:"
  private static let unitWords: [(word: Glyphs, unit: Unit)] = [
    ("万元", .万元), ("人民币万元", .万元), ("元", .元), ("人民币元", .元), ("亿元", .亿元),
  ]

  /// The name after the first colon, up to the unit.
  private func departmentName(in text: GlyphSlice) -> String? {
    guard let colon = text.units.firstIndex(of: Mark.colon) else { return nil }
    var name = GlyphSlice(text.units[(colon + 1)...])
    for word in Self.unitStarts {
      if let mark = name.lastIndex(of: word) { name.units = name.units[..<mark] }
    }
    guard !name.isEmpty, !Self.unitWords.contains(where: { $0.word.units[...] == name.units })
    else { return nil }
    return document.folded.printed(name.units.indices)
  }

  private static let unitStarts: GlyphWords = ["金额单位", "单位:"]
}
