import Columns

/// Gathers facts in any order and brings them into that of a ``FactStore``.
///
/// Facts are kept in columns, twenty-eight bytes each; no text of the reports is.
public struct FactSorter: Sendable {
  let catalogue: Catalogue
  private(set) var reports: [Report] = []
  private(set) var departments: [Dataset.Department] = []
  private(set) var rows = Rows()
  private(set) var precisions: [FactPlace.Precision] = []
  private var precisionCodes: [FactPlace.Precision: Int8] = [:]
  /// Neighbours are mostly printed alike.
  private var last: (precision: FactPlace.Precision, code: Int8)?

  /// One report whose facts are gathered.
  public struct Report: Sendable {
    /// An index of the departments, as they were added.
    public var department: Int
    public var year: Int
    public var file: String
    /// A hash of its bytes.
    public var fingerprint: UInt64

    public init(department: Int, year: Int, file: String, fingerprint: UInt64 = 0) {
      self.department = department
      self.year = year
      self.file = file
      self.fingerprint = fingerprint
    }
  }

  /// The columns of the facts.
  struct Rows: Sendable {
    var measure: [Int8] = []
    var report: [Int32] = []
    var node: [Int32] = []
    var second: [Int8] = []
    var amount: [Int64] = []
    var table: [Int8] = []
    var page: [UInt16] = []
    var line: [UInt32] = []
    var column: [UInt16] = []
    var precision: [Int8] = []
  }

  /// In place of a node, where the report discloses the measure with no figure.
  public static let noFigure: Hierarchy.NodeID = -1

  public init(catalogue: Catalogue = .standard) { self.catalogue = catalogue }

  public var count: Int { rows.amount.count }

  /// Makes room for so many facts, where their number is known beforehand.
  public mutating func reserve(_ count: Int) {
    rows.measure.reserveCapacity(count)
    rows.report.reserveCapacity(count)
    rows.node.reserveCapacity(count)
    rows.second.reserveCapacity(count)
    rows.amount.reserveCapacity(count)
    rows.table.reserveCapacity(count)
    rows.page.reserveCapacity(count)
    rows.line.reserveCapacity(count)
    rows.column.reserveCapacity(count)
    rows.precision.reserveCapacity(count)
  }

  /// Adds a department and returns its index. Departments are not compared.
  public mutating func add(_ department: Dataset.Department) -> Int {
    departments.append(department)
    return departments.count - 1
  }

  /// Adds a report and returns its index. There is one for a department and year.
  public mutating func add(_ report: Report) -> Int {
    reports.append(report)
    return reports.count - 1
  }

  /// Adds a fact of a report, in printed order. Its nodes are of the trees given to
  /// ``columns(hierarchies:notes:)``.
  public mutating func add(
    _ measure: Measure.ID, report: Int, node: Hierarchy.NodeID, second: Hierarchy.NodeID,
    amount: Int64, at place: FactPlace
  ) {
    rows.measure.append(Int8(measure))
    rows.report.append(Int32(report))
    rows.node.append(node)
    rows.second.append(Int8(clamping: second))
    rows.amount.append(amount)
    rows.table.append(place.table)
    rows.page.append(UInt16(clamping: place.place.page))
    rows.line.append(UInt32(clamping: place.place.line))
    rows.column.append(UInt16(clamping: place.place.column))
    rows.precision.append(code(of: place.precision))
  }

  /// Says that a report discloses a measure with no figure.
  public mutating func addEmpty(_ measure: Measure.ID, report: Int) {
    add(
      measure, report: report, node: Self.noFigure, second: Hierarchy.root, amount: 0,
      at: FactPlace(
        table: FactPlace.unknown, place: Place(page: 0, line: 0, column: 0),
        precision: .usual(catalogue[measure].unit)))
  }

  /// Says that every report discloses some measures, be it with no figure.
  public mutating func addEmptyWhereMissing(_ measures: [Measure.ID]) {
    var slots = [Int](repeating: -1, count: catalogue.measures.count)
    for (slot, measure) in measures.enumerated() { slots[measure] = slot }
    var has = [Bool](repeating: false, count: measures.count * reports.count)
    for row in rows.measure.indices where slots[Int(rows.measure[row])] >= 0 {
      has[slots[Int(rows.measure[row])] * reports.count + Int(rows.report[row])] = true
    }
    for (slot, measure) in measures.enumerated() {
      for report in reports.indices where !has[slot * reports.count + report] {
        addEmpty(measure, report: report)
      }
    }
  }

  /// There are some dozen forms; should there be more than a byte holds, a finer one is as
  /// exact.
  private mutating func code(of precision: FactPlace.Precision) -> Int8 {
    if let last, last.precision == precision { return last.code }
    let code = newCode(of: precision)
    last = (precision, code)
    return code
  }

  private mutating func newCode(of precision: FactPlace.Precision) -> Int8 {
    if let code = precisionCodes[precision] { return code }
    var code = precisions.count
    if code > Int(Int8.max) {
      let alike = precisions.indices.filter { precisions[$0].unit == precision.unit }
      code = alike.max { precisions[$0].scale < precisions[$1].scale } ?? 0
    } else {
      precisions.append(precision)
    }
    precisionCodes[precision] = Int8(code)
    return Int8(code)
  }

  // MARK: Sorting

  /// The facts in order. `hierarchies` are the trees their nodes are of; reports that `isUsed`
  /// says no to, and their facts, are left out.
  public consuming func columns(
    hierarchies: [Axis: Hierarchy], isUsed: [Bool]? = nil, notes: [String] = []
  ) -> FactColumns {
    let order = ReportOrder(
      reports: reports, departments: departments, isUsed: isUsed ?? reports.map { _ in true })
    return FactColumns(self, order, hierarchies, notes: notes)
  }

  /// Takes a column out, so that its memory is free once it is sorted.
  mutating func take<Value>(_ column: WritableKeyPath<Rows, [Value]>) -> [Value] {
    let values = rows[keyPath: column]
    rows[keyPath: column] = []
    return values
  }
}

/// The numbers of reports and departments in a store.
struct ReportOrder {
  /// For each report number the report it is of, as it was added.
  let reports: [Int]
  /// For each report as it was added its number, or -1 where it is left out.
  let numbers: [Int32]
  /// For each department number the department, as it was added.
  let departments: [Int]
  /// What tells departments apart, by number.
  let entries: [String]
  /// By number, for departments whose entry is more than the name.
  let nameLengths: [Int: Int]
  /// For each department as it was added its number, or -1 where it has no report.
  let departmentNumbers: [Int32]

  init(
    reports: [FactSorter.Report], departments: [Dataset.Department], isUsed: [Bool]
  ) {
    var hasReport = [Bool](repeating: false, count: departments.count)
    for (report, isUsed) in zip(reports, isUsed) where isUsed {
      hasReport[report.department] = true
    }
    var entries = departments.map { Array($0.name.utf8) }
    Self.tellApart(&entries, departments, hasReport)
    let inOrder = departments.indices.filter { hasReport[$0] }.sorted {
      entries[$0].lexicographicallyPrecedes(entries[$1])
    }
    self.departments = inOrder
    self.entries = inOrder.map { String(decoding: entries[$0], as: UTF8.self) }
    var lengths: [Int: Int] = [:]
    var departmentNumbers = [Int32](repeating: -1, count: departments.count)
    for (number, department) in inOrder.enumerated() {
      departmentNumbers[department] = Int32(number)
      let length = departments[department].name.utf8.count
      if length != entries[department].count { lengths[number] = length }
    }
    nameLengths = lengths
    self.departmentNumbers = departmentNumbers
    let used = reports.indices.filter { isUsed[$0] }
    var keys = used.map { report in
      UInt64(truncatingIfNeeded: reports[report].year + Self.yearOffset) << 32
        | UInt64(UInt32(departmentNumbers[reports[report].department]))
    }
    self.reports = RadixSort.sort(&keys).map { used[Int($0)] }
    var numbers = [Int32](repeating: -1, count: reports.count)
    for (number, report) in self.reports.enumerated() { numbers[report] = Int32(number) }
    self.numbers = numbers
  }

  /// So that no key is negative.
  private static let yearOffset = 1 << 16

  /// Adds the place, and where that is not enough a number, to names that several bear.
  private static func tellApart(
    _ entries: inout [[UInt8]], _ departments: [Dataset.Department], _ isUsed: [Bool]
  ) {
    let byName = Dictionary(grouping: departments.indices.filter { isUsed[$0] }) { entries[$0] }
    var taken = Set(byName.keys)
    for indices in byName.values where indices.count > 1 {
      for index in indices.sorted() {
        let region = departments[index].region
        var entry = entries[index] + "（\(region)）".utf8
        var count = 1
        while !taken.insert(entry).inserted {
          count += 1
          entry = entries[index] + "（\(region) \(count)）".utf8
        }
        entries[index] = entry
      }
    }
  }
}
