import Accounts

/// The rows of a foreign table on their way into a store: words become measures, nodes,
/// departments and reports, each looked up once.
struct ForeignReading {
  var words: [SnapshotColumn: ForeignWords] = [:]
  var nodeNames: ForeignWords?
  /// Whether a row says that a report discloses a measure with no figure.
  private(set) var saysEmpty = false

  private let catalogue: Catalogue
  private var sorter: FactSorter
  private var hierarchies: [Axis: Hierarchy]
  private var measures: [Int32: StoreMeasure] = [:]
  private var lastMeasure: (code: Int32, measure: StoreMeasure)?
  /// By measure, for 科目 then for 第二科目, by code: the node, or -1 where none was looked up yet.
  private var nodes: [[[Hierarchy.NodeID]]]
  private let traits: [Traits]
  private var departments: [Dataset.Department] = []
  private var departmentOf: [Int32] = []
  private var regionOf: [Int32: (city: String, county: String)] = [:]
  private var reports: [Int64: Int] = [:]
  private var lastReport: (key: Int64, report: Int)?
  private var reportRows: [FactSorter.Report] = []
  private var measuresSeen: Set<Measure.ID> = []
  private var precisions: [Int32: FactPlace.Precision] = [:]

  /// What each row asks of its measure.
  private struct Traits {
    var axes: [Axis]
    var unit: Unit
  }

  struct Fault: Error {
    var reason: String
  }

  struct RowPlace {
    var table: Int64
    var page: Int64
    var line: Int64
    var column: Int64
    var precision: Int32?
  }

  init(_ catalogue: Catalogue, rowCount: Int) {
    self.catalogue = catalogue
    sorter = FactSorter(catalogue: catalogue)
    sorter.reserve(rowCount)
    traits = catalogue.measures.map { Traits(axes: $0.axes, unit: $0.unit) }
    nodes = catalogue.measures.map { _ in [[], []] }
    hierarchies = Dictionary(
      uniqueKeysWithValues: Axis.allCases.map { ($0, Hierarchy(axis: $0)) })
  }

  private func text(_ column: SnapshotColumn, _ code: Int32) -> String {
    words[column]!.texts[Int(code)]
  }

  // MARK: A row

  mutating func add(
    measure code: Int32, department: Int32, year: Int64, node: Int32, second: Int32?,
    name: Int32?, level: Int64?, amount: Int64, region: Int32?, file: Int32?, _ place: RowPlace
  ) throws(Fault) {
    let measure = try self.measure(code)
    if measure == .aliases {
      let department = self.department(department, region)
      let alias = text(.科目, node)
      if !departments[department].aliases.contains(alias) {
        departments[department].aliases.append(alias)
      }
      return
    }
    let report = try self.report(department, year, region, file)
    if measure == .reports {
      reportRows[report].fingerprint = UInt64(bitPattern: amount)
      return
    }
    measuresSeen.insert(measure.id)
    if level == Int64(FactSlice.empty) {
      saysEmpty = true
      sorter.addEmpty(measure.id, report: report)
      return
    }
    let first = try self.node(node, measure.id, slot: 0, name, year)
    let other =
      try second.map { code throws(Fault) in
        try self.node(code, measure.id, slot: 1, nil, year)
      } ?? Hierarchy.root
    if let level {
      let own = traits[measure.id].axes.first.map { hierarchies[$0]!.nodes[Int(first)].level } ?? 0
      guard level == own else {
        throw Fault(reason: "级 is \(level), but 科目 \(text(.科目, node)) is of level \(own)")
      }
    }
    sorter.add(
      measure.id, report: report, node: first, second: other, amount: amount,
      at: try self.place(place, traits[measure.id].unit))
  }

  private mutating func measure(_ code: Int32) throws(Fault) -> StoreMeasure {
    if let lastMeasure, lastMeasure.code == code { return lastMeasure.measure }
    let measure: StoreMeasure
    if let known = measures[code] {
      measure = known
    } else {
      let name = text(.指标, code)
      guard let found = StoreMeasure(name: name, in: catalogue) else {
        throw Fault(reason: "there is no measure \(name)")
      }
      measures[code] = found
      measure = found
    }
    lastMeasure = (code, measure)
    return measure
  }

  // MARK: Departments and reports

  /// Departments here are told apart by their texts.
  private mutating func department(_ code: Int32, _ region: Int32?) -> Int {
    let index = Int(code)
    if index >= departmentOf.count {
      departmentOf += repeatElement(-1, count: index + 1 - departmentOf.count)
    }
    if departmentOf[index] >= 0 { return Int(departmentOf[index]) }
    let place = region.map { self.region($0) } ?? (city: "", county: "")
    departments.append(
      Dataset.Department(
        name: text(.部门, code), aliases: [], city: place.city, county: place.county))
    departmentOf[index] = Int32(departments.count - 1)
    return departments.count - 1
  }

  /// A place written as one word: the 市 goes as far as its 市.
  private mutating func region(_ code: Int32) -> (city: String, county: String) {
    if let known = regionOf[code] { return known }
    let text = text(.地区, code)
    let scalars = Array(text.unicodeScalars)
    var split = (city: "", county: text)
    if let end = scalars.firstIndex(of: "市") {
      split.city = String(String.UnicodeScalarView(scalars[...end]))
      split.county = String(String.UnicodeScalarView(scalars[(end + 1)...]))
    }
    regionOf[code] = split
    return split
  }

  private mutating func report(
    _ department: Int32, _ year: Int64, _ region: Int32?, _ file: Int32?
  ) throws(Fault) -> Int {
    guard (1900...2999).contains(year) else { throw Fault(reason: "年度 is \(year)") }
    let key = Int64(department) << 16 | (year & 0xFFFF)
    if let lastReport, lastReport.key == key { return lastReport.report }
    if let known = reports[key] {
      lastReport = (key, known)
      return known
    }
    let owner = self.department(department, region)
    reportRows.append(
      FactSorter.Report(
        department: owner, year: Int(year),
        file: file.map { text(.文件, $0) } ?? ""))
    let report = reportRows.count - 1
    reports[key] = report
    lastReport = (key, report)
    return report
  }

  // MARK: Nodes

  private mutating func node(
    _ code: Int32, _ measure: Measure.ID, slot: Int, _ name: Int32?, _ year: Int64
  ) throws(Fault) -> Hierarchy.NodeID {
    let index = Int(code)
    if index >= nodes[measure][slot].count {
      let missing = index + 1 - nodes[measure][slot].count
      nodes[measure][slot] += repeatElement(-1, count: missing)
    }
    var node = nodes[measure][slot][index]
    if node < 0 {
      node = try find(code, measure, slot: slot, Int(year))
      nodes[measure][slot][index] = node
    }
    if let name, let names = nodeNames, node != Hierarchy.root {
      let axis = traits[measure].axes[slot]
      hierarchies[axis]!.addName(names.texts[Int(name)], to: node, year: Int(year))
    }
    return node
  }

  private mutating func find(
    _ code: Int32, _ measure: Measure.ID, slot: Int, _ year: Int
  ) throws(Fault) -> Hierarchy.NodeID {
    let column: SnapshotColumn = slot == 0 ? .科目 : .第二科目
    let text = text(column, code)
    guard slot < traits[measure].axes.count else {
      guard text == Self.root || text.isEmpty else {
        throw Fault(reason: "\(catalogue[measure].name) has no \(column.rawValue), such as \(text)")
      }
      return Hierarchy.root
    }
    return try find(text, traits[measure].axes[slot], year)
  }

  private static let root = "合计"

  private mutating func find(
    _ text: String, _ axis: Axis, _ year: Int
  ) throws(Fault) -> Hierarchy.NodeID {
    if text == Self.root || text.isEmpty { return Hierarchy.root }
    let isCode = text.utf8.allSatisfy { (48...57).contains($0) }
    if isCode, axis == .功能分类 || axis == .经济分类 {
      guard let node = hierarchies[axis]!.insert(code: text, year: year, name: "") else {
        throw Fault(reason: "\(text) is no code of \(axis.rawValue)")
      }
      return node
    }
    if let known = hierarchies[axis]!.findAll(name: text).first { return known }
    guard axis == .项目 || axis == .功能分类 else {
      throw Fault(reason: "\(axis.rawValue) has no \(text)")
    }
    return hierarchies[axis]!.insert(name: text, year: year)
  }

  // MARK: Places

  private mutating func place(_ place: RowPlace, _ unit: Unit) throws(Fault) -> FactPlace {
    guard (0...Int64(FactPlace.annex)).contains(place.table) else {
      throw Fault(reason: "表 is \(place.table)")
    }
    var precision = FactPlace.Precision.usual(unit)
    if let code = place.precision {
      if let known = precisions[code] {
        precision = known
      } else {
        guard let found = FactPlace.Precision(text(.精度, code)) else {
          throw Fault(reason: "精度 is \(text(.精度, code)), not such as 0.01万元")
        }
        precisions[code] = found
        precision = found
      }
    }
    return FactPlace(
      table: Int8(place.table),
      place: Place(
        page: Int32(clamping: place.page), line: Int32(clamping: place.line),
        column: Int32(clamping: place.column)),
      precision: precision)
  }

  // MARK: Result

  consuming func finish(path: String, notes: [String]) -> FactColumns {
    for department in departments { _ = sorter.add(department) }
    for report in reportRows {
      var report = report
      if report.file.isEmpty {
        report.file = "\(path)#\(departments[report.department].name) \(report.year)"
      }
      _ = sorter.add(report)
    }
    if !saysEmpty { sorter.addEmptyWhereMissing(measuresSeen.sorted()) }
    // Handed over, not shared: its columns are to be gone as soon as they are sorted.
    var facts = FactSorter(catalogue: catalogue)
    swap(&facts, &sorter)
    return facts.columns(hierarchies: hierarchies, notes: notes)
  }
}
