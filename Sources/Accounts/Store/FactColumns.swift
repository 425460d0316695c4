import Columns
import Synchronization
import Text

/// A ``FactStore`` in memory, its columns sorted.
public final class FactColumns: FactStore {
  public let catalogue: Catalogue
  public let years: [YearReports]
  public let regions: [(city: String, county: String)]
  public let departmentRegions: [Int32]
  public let departmentNameLengths: [Int: Int]
  public let contestedDepartments: Set<Int>
  public let fingerprint: UInt64
  public let notes: [String]
  public let misprints: [Int: [Misprint]]
  /// Every slice of every measure, those of empty rows too, in the order of their rows.
  public let allSlices: [(measure: StoreMeasure, slice: FactSlice)]
  /// The text of each node code, of each code of a second node, of each form of print.
  public var nodeTexts: [String] { firsts.texts }
  public var secondTexts: [String] { seconds.texts }
  /// How many node codes are of trees other than 项目; those of projects follow, then aliases.
  public var treeNodeCount: Int { firsts.treeCount }
  /// The codes of projects, in the order of their nodes.
  public var projectNodes: ArraySlice<Int32> { firsts.entries[.项目]?.dropFirst() ?? [] }
  public let precisions: [FactPlace.Precision]
  /// By report number.
  public let files: [String]
  /// What tells departments apart, by number.
  public let departmentEntries: [String]

  private let disclosures: [StoreMeasure: [Int]]
  private let hierarchies: [Axis: Hierarchy]
  private let firsts: NodeEntries
  private let seconds: NodeEntries
  private let departmentAliases: [Int: [String]]
  private let columns: Columns
  private let nodeTables = Mutex<[Axis: [Hierarchy.NodeID]]>([:])

  /// The columns of all rows.
  private struct Columns: Sendable {
    var department: OwnedColumn<Int32>
    var report: OwnedColumn<Int32>
    var node: OwnedColumn<Int32>
    var second: OwnedColumn<Int8>
    var amount: OwnedColumn<Int64>
    var shape: OwnedColumn<UInt8>
    var table: OwnedColumn<Int8>
    var page: OwnedColumn<UInt16>
    var line: OwnedColumn<UInt32>
    var column: OwnedColumn<UInt16>
    var precision: OwnedColumn<Int8>
  }

  /// How many rows there are, of all measures.
  public var rowCount: Int { columns.amount.buffer.count }
  public var departmentCount: Int { departmentEntries.count }
  public var reportCount: Int { files.count }

  // MARK: Making

  init(
    _ sorter: consuming FactSorter, _ order: ReportOrder, _ hierarchies: [Axis: Hierarchy],
    notes: [String], misprints: [Int: [Misprint]] = [:]
  ) {
    let catalogue = sorter.catalogue
    let reports = sorter.reports
    let departments = sorter.departments
    self.catalogue = catalogue
    self.hierarchies = hierarchies
    self.notes = notes
    self.misprints = misprints
    departmentEntries = order.entries
    departmentNameLengths = order.nameLengths
    files = Self.uniqueFiles(order.reports.map { reports[$0].file })
    fingerprint = order.reports.reduce(0) { $0 &+ reports[$1].fingerprint }
    (regions, departmentRegions) = Self.regions(order.departments.map { departments[$0] })
    var firsts = NodeEntries(catalogue.firstAxes, hierarchies)
    let seconds = NodeEntries(catalogue.secondAxes, hierarchies)

    var aliases: [Int: [String]] = [:]
    for (number, department) in order.departments.enumerated() {
      let others = departments[department].aliases
      if !others.isEmpty { aliases[number] = others }
    }
    departmentAliases = aliases
    contestedDepartments = Self.contested(order, aliases)
    precisions = sorter.precisions + (sorter.precisions.isEmpty ? [.usual(.none)] : [])

    let reportYears = order.reports.map { reports[$0].year }
    let reportDepartments = order.reports.map {
      order.departmentNumbers[reports[$0].department]
    }
    years = Self.years(reportYears)
    let facts = SortedFacts(&sorter, order, hierarchies, reportYears)
    let shapes = FactShapes(
      facts, years: years, catalogue: catalogue, hierarchies: hierarchies)

    // The store's own measures follow: 报告, then 别名.
    var slices = shapes.slices
    var start = facts.count
    for year in years {
      let rows = start..<start + year.reports.count
      slices.append(
        (
          .reports,
          FactSlice(
            level: 0, second: 0, year: year.year, rows: rows, reports: rows.count,
            leaves: rows.count)
        ))
      start = rows.upperBound
    }
    let others = aliases.sorted { $0.key < $1.key }.flatMap { number, names in
      names.map { (department: Int32(number), entry: firsts.add($0)) }
    }
    if !others.isEmpty {
      let rows = start..<start + others.count
      slices.append(
        (
          .aliases,
          FactSlice(
            level: 0, second: 0, year: 0, rows: rows, reports: Set(others.map(\.department)).count,
            leaves: rows.count)
        ))
    }
    var lastReport = [Int32](repeating: 0, count: order.departments.count)
    for (number, department) in reportDepartments.enumerated() {
      lastReport[Int(department)] = Int32(number)
    }
    let ownCount = reportYears.count + others.count
    func own<Value: FixedWidthInteger>(_ value: Value = 0) -> [Value] {
      Array(repeating: value, count: ownCount)
    }
    columns = Columns(
      department: OwnedColumn(
        facts.report.map { reportDepartments[Int($0)] },
        reportDepartments + others.map(\.department)),
      report: OwnedColumn(
        facts.report,
        reportYears.indices.map(Int32.init) + others.map { lastReport[Int($0.department)] }),
      node: OwnedColumn(
        Self.entries(facts, firsts, catalogue), reportYears.map { _ in 0 } + others.map(\.entry)),
      second: OwnedColumn(Self.secondEntries(facts, seconds, catalogue), own()),
      amount: OwnedColumn(
        sorter.take(\.amount), at: facts.origins,
        order.reports.map { Int64(bitPattern: reports[$0].fingerprint) } + others.map { _ in 0 }),
      shape: OwnedColumn(shapes.shapes, own(FactShape.bit(first: 0, second: 0))),
      table: OwnedColumn(sorter.take(\.table), at: facts.origins, own()),
      page: OwnedColumn(sorter.take(\.page), at: facts.origins, own()),
      line: OwnedColumn(sorter.take(\.line), at: facts.origins, own()),
      column: OwnedColumn(sorter.take(\.column), at: facts.origins, own()),
      precision: OwnedColumn(sorter.take(\.precision), at: facts.origins, own()))
    self.firsts = firsts
    self.seconds = seconds
    allSlices = slices
    disclosures = shapes.disclosing
    slicesByMeasure = Dictionary(grouping: slices) { $0.measure }.mapValues { $0.map(\.slice) }
  }

  private let slicesByMeasure: [StoreMeasure: [FactSlice]]

  private static func years(_ reportYears: [Int]) -> [YearReports] {
    var result: [YearReports] = []
    for (number, year) in reportYears.enumerated() {
      if result.last?.year == year {
        result[result.count - 1].reports = result.last!.reports.lowerBound..<number + 1
      } else {
        result.append(YearReports(year: year, reports: number..<number + 1))
      }
    }
    return result
  }

  /// Paths told apart: a dictionary has each text once.
  private static func uniqueFiles(_ files: [String]) -> [String] {
    var taken: Set<String> = []
    return files.map { file in
      var name = file
      var count = 1
      while !taken.insert(name).inserted {
        count += 1
        name = "\(file) (\(count))"
      }
      return name
    }
  }

  private static func regions(
    _ departments: [Dataset.Department]
  ) -> ([(city: String, county: String)], [Int32]) {
    var regions: [(city: String, county: String)] = []
    var numbers: [[String]: Int32] = [:]
    let codes = departments.map { department in
      if let known = numbers[[department.city, department.county]] { return known }
      let code = Int32(regions.count)
      numbers[[department.city, department.county]] = code
      regions.append((department.city, department.county))
      return code
    }
    return (regions, codes)
  }

  /// Departments that share their entry's name with another, or with another's alias.
  private static func contested(_ order: ReportOrder, _ aliases: [Int: [String]]) -> Set<Int> {
    var contested = Set(order.nameLengths.keys)
    guard !aliases.isEmpty else { return contested }
    var numbers: [String: Int] = [:]
    for (number, entry) in order.entries.enumerated() { numbers[Folding.key(entry)] = number }
    for (other, names) in aliases {
      for name in names {
        if let number = numbers[Folding.key(name)], number != other { contested.insert(number) }
      }
    }
    return contested
  }

  private static func entries(
    _ facts: SortedFacts, _ entries: NodeEntries, _ catalogue: Catalogue
  ) -> [Int32] {
    var result = facts.node
    for group in facts.groups {
      let table = catalogue[group.measure].axes.first.flatMap { entries.entries[$0] } ?? [0]
      for row in group.rows { result[row] = result[row] < 0 ? 0 : table[Int(result[row])] }
    }
    return result
  }

  private static func secondEntries(
    _ facts: SortedFacts, _ entries: NodeEntries, _ catalogue: Catalogue
  ) -> [Int8] {
    var result = facts.second
    for group in facts.groups {
      let table =
        catalogue[group.measure].axes.dropFirst().first.flatMap { entries.entries[$0] } ?? [0]
      for row in group.rows { result[row] = Int8(table[Int(result[row])]) }
    }
    return result
  }

  // MARK: The store

  public func slices(of measure: StoreMeasure) -> [FactSlice] {
    slicesByMeasure[measure]?.filter { $0.level != FactSlice.empty } ?? []
  }

  public func emptyRows(of measure: StoreMeasure) -> [FactSlice] {
    slicesByMeasure[measure]?.filter { $0.level == FactSlice.empty } ?? []
  }

  public func disclosing(_ measure: StoreMeasure) -> [Int] {
    disclosures[measure] ?? years.map { measure == .reports ? $0.reports.count : 0 }
  }

  public func pieces(
    of rows: Range<Int>, _ wanted: FactPiece.Columns
  ) throws(FactStoreError) -> [FactPiece] {
    guard !rows.isEmpty else { return [] }
    var piece = FactPiece(rows: rows)
    if wanted.contains(.departments) { piece.departments = columns.department[rows] }
    if wanted.contains(.reports) { piece.reports = columns.report[rows] }
    if wanted.contains(.nodes) { piece.nodes = columns.node[rows] }
    if wanted.contains(.seconds) { piece.seconds = columns.second[rows] }
    if wanted.contains(.amounts) { piece.amounts = columns.amount[rows] }
    if wanted.contains(.shapes) { piece.shapes = columns.shape[rows] }
    return [piece]
  }

  /// The columns of provenance, of some rows: table, page, line, column, and form of print.
  public func places(of rows: Range<Int>) -> PlacePiece {
    PlacePiece(
      tables: columns.table[rows], pages: columns.page[rows], lines: columns.line[rows],
      columns: columns.column[rows], precisions: columns.precision[rows])
  }

  /// Columns of provenance, as long as their store lives.
  public struct PlacePiece: @unchecked Sendable {
    public let tables: UnsafeBufferPointer<Int8>
    public let pages: UnsafeBufferPointer<UInt16>
    public let lines: UnsafeBufferPointer<UInt32>
    public let columns: UnsafeBufferPointer<UInt16>
    /// Indices of ``FactColumns/precisions``.
    public let precisions: UnsafeBufferPointer<Int8>
  }

  public func nodes(of axis: Axis) -> [Hierarchy.NodeID] {
    nodeTables.withLock { tables in
      if let known = tables[axis] { return known }
      let nodes = firsts.nodes(of: axis)
      tables[axis] = nodes
      return nodes
    }
  }

  public func nodesInUse(_ axis: Axis) -> Set<Hierarchy.NodeID> {
    let hierarchy = hierarchy(axis)
    var used: Set<Hierarchy.NodeID> = []
    for (measure, slice) in allSlices where measure.id >= 0 && slice.level != FactSlice.empty {
      let axes = catalogue[measure.id].axes
      if axes.first == axis {
        let nodes = nodes(of: axis)
        for code in columns.node[slice.rows] { hierarchy.mark(nodes[Int(code)], in: &used) }
      } else if axes.contains(axis) {
        let nodes = secondNodes(of: axis)
        for code in columns.second[slice.rows] { hierarchy.mark(nodes[Int(code)], in: &used) }
      }
    }
    return used
  }

  public func secondNodes(of axis: Axis) -> [Hierarchy.NodeID] { seconds.nodes(of: axis) }

  public func departmentEntry(_ department: Int) -> String { departmentEntries[department] }
  public func aliases(of department: Int) -> [String] { departmentAliases[department] ?? [] }
  public func file(of report: Int) -> String { files[report] }
  public func hierarchy(_ axis: Axis) -> Hierarchy { hierarchies[axis] ?? Hierarchy(axis: axis) }

  public func place(of row: Int) -> FactPlace {
    FactPlace(
      table: columns.table.buffer[row],
      place: Place(
        page: Int32(columns.page.buffer[row]), line: Int32(clamping: columns.line.buffer[row]),
        column: Int32(columns.column.buffer[row])),
      precision: precisions[Int(columns.precision.buffer[row])])
  }

  /// What is in memory does not rot.
  public var fault: FactStoreError? { nil }
  public func note(_ fault: FactStoreError) {}
}

/// A column that stays where it is, so that pieces of it can be handed out.
final class OwnedColumn<Value: FixedWidthInteger & Sendable>: @unchecked Sendable {
  let buffer: UnsafeMutableBufferPointer<Value>

  init(_ values: [Value], _ more: [Value]) {
    buffer = .allocate(capacity: values.count + more.count)
    let end = buffer.initialize(fromContentsOf: values)
    _ = buffer[end...].initialize(fromContentsOf: more)
  }

  /// The values of some rows, in their order, and more behind them.
  init(_ values: [Value], at rows: [Int32], _ more: [Value]) {
    buffer = .allocate(capacity: rows.count + more.count)
    for index in rows.indices { buffer.initializeElement(at: index, to: values[Int(rows[index])]) }
    _ = buffer[rows.count...].initialize(fromContentsOf: more)
  }

  deinit { buffer.deallocate() }

  subscript(rows: Range<Int>) -> UnsafeBufferPointer<Value> {
    UnsafeBufferPointer(rebasing: buffer[rows])
  }
}

extension Catalogue {
  /// The trees that measures have as their first, and as their second.
  var firstAxes: [Axis] {
    Axis.allCases.filter { axis in measures.contains { $0.axes.first == axis } }
  }
  var secondAxes: [Axis] {
    Axis.allCases.filter { axis in measures.contains { $0.axes.dropFirst().first == axis } }
  }
}

extension Hierarchy {
  /// Adds a node and those above it to a set that has all above each of its own.
  func mark(_ node: NodeID, in nodes: inout Set<NodeID>) {
    var node = node
    while nodes.insert(node).inserted, node != Self.root { node = self.nodes[Int(node)].parent }
  }
}
