import Accounts
import Text

/// The typed cells of one report, ready for the rules. A class, for every rule is handed them.
final class ReportCells {
  let report: Int
  let content: ReportContent
  /// The rows of each table in printed order; indexed by the table's number.
  private lazy var rowsByTable = Self.rows(of: content, misprintedUnits)
  /// The numbers of each topic in printed order.
  private var proseByTopic: [String: [ProseNumber]]
  /// Tables whose unit is misprinted, with the unit that was meant.
  let misprintedUnits: [StandardTable: Unit]
  /// Amounts of the prose in 元 that stand for 万元; elsewhere they are taken as meant.
  private(set) var misprintedProse: [MisprintedProse] = []

  /// A number of the prose with what it measures.
  struct ProseNumber {
    let topic: String
    let subject: String
    let measure: String
    let unitText: String
    var printed: Printed
  }

  init(_ content: ReportContent, report: Int) {
    self.report = report
    self.content = content
    misprintedUnits = MisprintedUnits(content).byTable
    var numbers: [String: [ProseNumber]] = [:]
    for (index, figure) in content.prose.enumerated() {
      if let number = Self.number(figure, index, year: content.identity.year) {
        numbers[figure.topic, default: []].append(number)
      }
    }
    proseByTopic = numbers
    misprintedProse = MisprintedProse.all(in: self)
    for misprint in misprintedProse { take(misprint) }
  }

  private func take(_ misprint: MisprintedProse) {
    guard
      let index = proseByTopic[misprint.topic]?.firstIndex(where: {
        $0.printed.origin == misprint.printed.origin
      })
    else { return }
    proseByTopic[misprint.topic]![index].printed.quantity = misprint.meant
  }

  // MARK: Tables

  /// Whether a table is printed, be it empty.
  func has(_ table: StandardTable) -> Bool { content.coverage.contains { $0.table == table } }

  /// Whether a table has figures.
  func isFilled(_ table: StandardTable) -> Bool { !rows(table).isEmpty }

  func rows(_ table: StandardTable) -> [TableRow] { rowsByTable[Int(table.rawValue)] }

  func row(_ table: StandardTable, side: String = "", _ role: RowRole) -> TableRow? {
    rows(table).first { $0.role == role && (side.isEmpty || $0.side == side) }
  }

  private static func rows(
    of content: ReportContent, _ misprinted: [StandardTable: Unit]
  ) -> [[TableRow]] {
    var result = [[TableRow]](repeating: [], count: StandardTable.allCases.count + 1)
    for (index, figure) in content.figures.enumerated() {
      let unit = misprinted[figure.table] ?? figure.unit
      guard let quantity = Quantity(figure.value, unit) else { continue }
      let table = Int(figure.table.rawValue)
      if result[table].last.map({ !$0.holds(figure) }) ?? true {
        result[table].append(TableRow(figure))
      }
      let last = result[table].count - 1
      let leaf = figure.column.split(separator: "/").last.map(String.init) ?? ""
      let isOnlyColumn = figure.columnRole == .决算数
      let cell = Printed(
        quantity: quantity, number: figure.value, unit: figure.unit,
        label: result[table][last].name + (isOnlyColumn ? "" : "·\(leaf)"), place: figure.place,
        raw: figure.raw, origin: .figure(Int32(index)))
      result[table][last].cells.append((figure.columnRole, cell))
    }
    return result
  }

  // MARK: Prose

  /// Before a measure of the year before, in place of that year's number.
  static let lastYear = "上年"

  private static func number(
    _ figure: ProseFigure, _ index: Int, year: Int
  ) -> ProseNumber? {
    guard let quantity = Quantity(figure.value, meantUnit(figure)) else { return nil }
    var label = figure.subject.isEmpty ? figure.topic : "\(figure.topic) \(figure.subject)"
    if figure.measure != "金额" { label += "·\(figure.measure)" }
    return ProseNumber(
      topic: figure.topic, subject: figure.subject,
      measure: figure.measure.hasPrefix("\(year - 1)年")
        ? lastYear + figure.measure.dropFirst(5) : figure.measure,
      unitText: figure.unitText,
      printed: Printed(
        quantity: quantity, number: figure.value, unit: figure.unit, label: label,
        place: figure.place, raw: figure.raw, origin: .prose(Int32(index))))
  }

  /// An amount or a rate that lost its unit is taken as the form has it.
  private static func meantUnit(_ figure: ProseFigure) -> Unit {
    guard figure.unit == .none, figure.unitText.isEmpty else { return figure.unit }
    switch figure.measure {
    case "金额", "支出决算", "年初预算", "较上年增减额": return .万元
    case "占比", "完成率", "较上年增减率": return .percent
    default: return .none
    }
  }

  var topics: [String] { proseByTopic.keys.sorted() }

  func prose(_ topic: String) -> [ProseNumber] { proseByTopic[topic] ?? [] }

  /// Every number of a measure, in printed order.
  func prose(_ topic: String, _ subject: String, _ measure: String) -> [Printed] {
    prose(topic).filter { $0.subject == subject && $0.measure == measure }.map(\.printed)
  }

  /// The first of them.
  func said(_ topic: String, _ subject: String, _ measure: String) -> Printed? {
    prose(topic).first { $0.subject == subject && $0.measure == measure }?.printed
  }
}

extension TableRow {
  init(_ figure: Figure) {
    table = figure.table
    side = figure.side
    role = figure.rowRole
    code = figure.code
    label = figure.label
    key = Self.key(of: figure.label)
    ordinal = figure.ordinal
    place = figure.place
    raw = figure.raw
  }

  func holds(_ figure: Figure) -> Bool {
    let isNamed = !code.isEmpty || !label.isEmpty
    return code == figure.code && label == figure.label && side == figure.side
      && role == figure.rowRole && (isNamed || place.line == figure.place.line)
  }

  /// A 科目 name as names compare: without the ordinal before it and 支出 or (类) after it.
  static func key(of name: String) -> String {
    var key = Substring(Folding.key(name))
    if let comma = key.firstIndex(of: ","), key[..<comma].allSatisfy({ ordinals.contains($0) }) {
      key = key[key.index(after: comma)...]
    }
    for ending in ["(类)", "(款)", "(项)", "支出"] where key.hasSuffix(ending) {
      key = key.dropLast(ending.count)
    }
    return String(key)
  }

  private static let ordinals = Set("一二三四五六七八九十")
}
