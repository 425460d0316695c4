import Accounts

/// The numbers of a list, each item once.
struct ListItems {
  private(set) var numbers: [Printed] = []

  init(_ list: ItemList, _ cells: ReportCells) {
    switch list.items {
    case .named(let names):
      numbers = names.compactMap { cells.said($0.topic, $0.subject, $0.measure) }
    case .subjects(let topic, let measure):
      numbers = Self.subjects(cells.prose(topic).filter { $0.measure == measure })
    case .projects(let topic, let measure):
      let all = Self.subjects(cells.prose(topic).filter { $0.measure == measure })
      numbers = Self.projectCount(cells).map { Array(all.prefix($0)) } ?? []
    case .expenses(let topic):
      numbers = cells.prose(topic).filter {
        $0.subject.isEmpty && $0.measure.hasSuffix("经费") && $0.printed.unit.kind == .money
          && YearWords($0.measure).opening == nil && !$0.measure.hasPrefix(ReportCells.lastYear)
      }.map(\.printed)
    case .expensesOfLastYear(let topic):
      numbers = cells.prose(topic).filter {
        $0.subject.isEmpty && $0.measure.hasPrefix(ReportCells.lastYear)
          && ($0.measure.hasSuffix("经费") || $0.measure.hasSuffix("支出"))
          && !Self.totals.contains(String($0.measure.dropFirst(ReportCells.lastYear.count)))
          && $0.printed.unit.kind == .money
      }.map(\.printed)
    case .details(let topic, let subject):
      numbers = cells.prose(topic).filter {
        $0.subject == subject && !Self.ownMeasures.contains($0.measure)
      }.map(\.printed)
    }
  }

  /// The topics of the passages that count projects.
  static let projectTopics = ["绩效自评工作", "项目自评"]

  /// How many projects there are, where the two passages that count them agree.
  private static func projectCount(_ cells: ReportCells) -> Int? {
    guard let all = cells.said(projectTopics[0], "", "项目数"),
      let told = cells.said(projectTopics[1], "", "一级项目"),
      all.quantity.agreement(with: told.quantity) == .exact, told.number.scale == 0
    else { return nil }
    return Int(told.number.mantissa)
  }

  /// Paths count where nothing above them is named.
  private static func subjects(_ items: [ReportCells.ProseNumber]) -> [Printed] {
    var seen: Set<String> = []
    let named = Set(items.map(\.subject))
    return items.compactMap { item in
      guard !item.subject.isEmpty, seen.insert(item.subject).inserted,
        !isBelow(named, item.subject)
      else { return nil }
      return item.printed
    }
  }

  private static func isBelow(_ named: Set<String>, _ subject: String) -> Bool {
    var path = subject[...]
    while let slash = path.lastIndex(of: "/") {
      path = path[..<slash]
      if named.contains(String(path)) { return true }
    }
    return false
  }

  /// The measures that are sums of others.
  private static let totals: Set<String> = ["基本支出", "项目支出"]

  /// The measures of a 三公 item that are not parts of its amount.
  private static let ownMeasures: Set<String> = [
    "支出决算", "年初预算", "完成率", "较年初预算增减额", "较上年增减额", "较上年增减率", "占比", "实际发生支出",
  ]
}

/// The budget that an amount of the prose is compared with.
struct Budgets {
  private let cells: ReportCells

  init(_ cells: ReportCells) { self.cells = cells }

  private static let measures = ["年初预算", "全年预算", "全年预算数"]

  /// The budget printed for a subject: in the prose, else for 三公 in 表7.
  func printed(_ topic: String, _ subject: String) -> Printed? {
    if let said = cells.said(topic, subject, "年初预算") { return said }
    guard topic == "三公经费", let column = Self.columns[subject] else { return nil }
    return cells.rows(.三公经费支出决算表).first?[column]
  }

  /// Every budget a rate of completion may be of.
  func candidates(_ topic: String, _ subject: String) -> [Printed] {
    let said = Self.measures.compactMap { cells.said(topic, subject, $0) }
    return said.isEmpty ? printed(topic, subject).map { [$0] } ?? [] : said
  }

  static let columns: [String: ColumnRole] = [
    "": .预算合计, "因公出国（境）费": .预算因公出国, "公务用车购置及运行费": .预算公务用车, "公务用车购置费": .预算购置,
    "公务用车运行费": .预算运行, "公务接待费": .预算接待,
  ]

  static let spent: [String: ColumnRole] = [
    "": .决算合计, "因公出国（境）费": .决算因公出国, "公务用车购置及运行费": .决算公务用车, "公务用车购置费": .决算购置,
    "公务用车运行费": .决算运行, "公务接待费": .决算接待,
  ]
}
