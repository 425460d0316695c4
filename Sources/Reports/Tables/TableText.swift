import Accounts
import Text

/// The lines of a table's region, told apart: what stands over the grid, the grid, the notes
/// under it.
struct TableText {
  let document: Document
  let region: Outline.TableRegion
  /// Lines of the grid that hold text.
  private(set) var grid: [Document.Line] = []
  /// Notes, formulas and statements, from the first of them on.
  private(set) var notes: [Document.Line] = []
  private(set) var unit: Unit?
  private(set) var department = ""
  private(set) var statement = ""
  /// The lines of the name and of the statement.
  private(set) var departmentLine: Document.Line?
  private(set) var statementLine: Document.Line?

  init(_ region: Outline.TableRegion, of document: Document) {
    self.document = document
    self.region = region
    for line in document.lines[region.body] {
      let text = document.squeezed(line)
      if text.isEmpty { continue }
      if !notes.isEmpty || Self.startsNotes(text) {
        notes.append(line)
        if statement.isEmpty, Self.isStatement(text) {
          statement = text
          statementLine = line
        }
      } else if !readPreamble(text, line) {
        grid.append(line)
      }
    }
    if statement.isEmpty { statement = joinedStatement() }
  }

  /// A statement broken over lines is one sentence.
  private mutating func joinedStatement() -> String {
    let text = notes.map { document.squeezed($0) }
    guard let start = text.lastIndex(where: { Self.opensStatement($0) }) else { return "" }
    let joined = text[start...].joined()
    guard Self.isStatement(joined) else { return "" }
    statementLine = notes[start]
    return joined
  }

  private static func startsNotes(_ text: String) -> Bool {
    noteWords.contains(where: text.begins) || isStatement(text) || FormulaReader.isFormula(text)
  }

  private static let noteWords = ["注：", "注:", "备注：", "备注:", "说明：", "说明:", "注1"]

  private static func opensStatement(_ text: String) -> Bool {
    ["本部门", "本单位", "我单位", "我部门"].contains(where: text.holds)
  }

  /// Whether the text says that there is nothing: 本单位无政府性基金预算财政拨款收支.
  static func isStatement(_ text: String) -> Bool {
    guard (24...360).contains(text.utf8.count), ["无", "没有", "未", "空"].contains(where: text.holds)
    else { return false }
    return [
      "无政府性基金", "无国有资本", "没有政府性基金", "没有国有资本", "没有使用", "未使用", "未安排", "未发生", "无此项",
      "故本表", "此表无数据", "本表无数据", "本表为空", "空表",
    ].contains(where: text.holds)
  }

  /// Takes 部门：… and 单位：万元; false where the line is of the grid.
  private mutating func readPreamble(_ text: String, _ line: Document.Line) -> Bool {
    guard text.holds("部门") || text.holds("单位") || TableTitle.isNumber(text) else { return false }
    let key = folded(text)
    let isParty = Self.partyWords.contains { key.begins(with: $0) }
    guard isParty || TableTitle.isNumber(text) || key.holds("单位:") && unitWord(key) != nil else {
      return false
    }
    if let unit = unitWord(key) { self.unit = unit }
    if isParty, let name = departmentName(line) {
      department = name
      departmentLine = line
    }
    return true
  }

  private static let partyWords = [
    "部门:", "部门名称:", "编制部门:", "编制单位:", "单位名称:", "填报单位:", "单位:", "金额单位:",
  ]

  private func unitWord(_ key: String) -> Unit? {
    guard let mark = key.lastIndex(of: "单位:") else { return nil }
    let word = key[mark...].dropFirst(3).prefix { !"()".contains($0) }
    switch word {
    case "万元", "人民币万元": return .万元
    case "元", "人民币元": return .元
    case "亿元": return .亿元
    default: return nil
    }
  }

  /// The name after the first colon, up to white space or the unit.
  private func departmentName(_ line: Document.Line) -> String? {
    var text = document.squeezed(line)
    guard let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
    text = String(text[text.index(after: colon)...])
    for word in ["金额单位", "单位：", "单位:"] {
      if let mark = text.lastIndex(of: word) { text = String(text[..<mark]) }
    }
    guard !text.isEmpty, !["万元", "元", "亿元"].contains(text) else { return nil }
    return text
  }
}

extension StringProtocol {
  /// Where the word occurs last, by its bytes.
  func lastIndex(of word: String) -> Index? {
    var found: Index?
    var start = startIndex
    while let offset = self[start...].byteOffset(of: word) {
      let index = utf8.index(start, offsetBy: offset)
      found = index
      start = utf8.index(index, offsetBy: word.utf8.count)
    }
    return found
  }
}
