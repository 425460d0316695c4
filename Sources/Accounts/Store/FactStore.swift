import Algorithms

/// The facts of all measures in one order, in columns that may lie in a mapped file.
///
/// Rows are sorted by measure, level of the first node, level of the second, year, department
/// and printed order, so that a question about one level and year reads one slice. Departments
/// are numbered by name (its UTF-8), reports by year and department: within a slice both
/// numbers ascend.
///
/// Beside the catalogue's measures a store has rows of two others: ``StoreMeasure/reports``, one
/// row for each report, whose position is the report's number; and rows of level
/// ``FactSlice/empty`` of any measure, one for each report that discloses it with no figure, of
/// the years in which not every report discloses it.
public protocol FactStore: AnyObject, Sendable {
  var departmentCount: Int { get }
  var reportCount: Int { get }
  /// The years that have reports, ascending, each with the numbers of its reports.
  var years: [YearReports] { get }
  /// The slices of a measure in the order of their rows, those of empty rows left out.
  func slices(of measure: StoreMeasure) -> [FactSlice]
  /// The rows of reports that disclose a measure with no figure, by year, ascending.
  func emptyRows(of measure: StoreMeasure) -> [FactSlice]
  /// For each year of ``years``, how many of its reports disclose a measure.
  func disclosing(_ measure: StoreMeasure) -> [Int]
  /// The columns asked for, of some rows, in the order of rows: one piece where they lie
  /// together. Throws ``FactStoreError`` where the bytes are not those that were written.
  func pieces(
    of rows: Range<Int>, _ columns: FactPiece.Columns
  ) throws(FactStoreError)
    -> [FactPiece]
  /// For each node code of ``FactPiece/nodes`` its node on an axis, or -1 where it has none.
  func nodes(of axis: Axis) -> [Hierarchy.NodeID]
  /// For each node code of ``FactPiece/seconds`` its node on an axis, or -1 where it has none.
  func secondNodes(of axis: Axis) -> [Hierarchy.NodeID]
  /// For each department the place it belongs to, an index of ``regions``.
  var departmentRegions: [Int32] { get }
  /// The places, 市 and 区县.
  var regions: [(city: String, county: String)] { get }

  // MARK: Words and provenance

  /// What tells departments apart, ascending by UTF-8 with their numbers: the name, followed by
  /// more where several departments bear it.
  func departmentEntry(_ department: Int) -> String
  /// How many bytes of UTF-8 of an entry are the name, where that is not all of them.
  var departmentNameLengths: [Int: Int] { get }
  /// Other printed forms of a department's name.
  func aliases(of department: Int) -> [String]
  /// Departments whose name or name and alias another bears too: a name alone may not tell them
  /// apart.
  var contestedDepartments: Set<Int> { get }
  /// The nodes of a tree that rows stand at or below.
  func nodesInUse(_ axis: Axis) -> Set<Hierarchy.NodeID>
  /// The path of a report, as it was given when its facts were taken.
  func file(of report: Int) -> String
  /// The tree of an axis with every node that a row stands at.
  func hierarchy(_ axis: Axis) -> Hierarchy
  /// Where the number of a row is printed.
  func place(of row: Int) -> FactPlace
  /// The misprinted units of reports, by report number.
  var misprints: [Int: [Misprint]] { get }
  /// A hash of the reports' bytes, as of ``Dataset/fingerprint``.
  var fingerprint: UInt64 { get }
  /// What else is to be said of the data.
  var notes: [String] { get }

  /// What was found damaged by a call that cannot throw; that call's values mean nothing. Who
  /// shows an answer looks here first.
  var fault: FactStoreError? { get }
  /// Remembers the first fault.
  func note(_ fault: FactStoreError)
}

/// Where a stored number is printed, and how.
public struct FactPlace: Sendable, Equatable {
  /// 1 to 9: the standard table; see also ``prose`` and ``annex``.
  public var table: Int8
  public var place: Place
  public var precision: Precision

  public static let unknown: Int8 = 0
  public static let prose: Int8 = 10
  public static let annex: Int8 = 11

  public init(table: Int8, place: Place, precision: Precision) {
    self.table = table
    self.place = place
    self.precision = precision
  }

  /// The unit a number is printed in, and how many decimals it has.
  public struct Precision: Sendable, Hashable {
    public var unit: Unit
    public var scale: UInt8

    public init(unit: Unit, scale: UInt8) {
      self.unit = unit
      self.scale = scale
    }

    /// What numbers of a measure have where nothing is known of their print.
    public static func usual(_ unit: Unit) -> Precision {
      Precision(unit: unit, scale: unit.kind == .money || unit.kind == .rate ? 2 : 0)
    }
  }
}

/// A measure of the catalogue, or one of those that only a store has.
public struct StoreMeasure: Sendable, Hashable {
  /// The catalogue's number, or a negative one.
  public let id: Measure.ID

  public init(_ id: Measure.ID) { self.id = id }

  /// 报告: a row for each report.
  public static let reports = StoreMeasure(-1)
  /// 别名: a row for each other name of a department.
  public static let aliases = StoreMeasure(-2)
}

/// The reports of one year.
public struct YearReports: Sendable, Equatable {
  public var year: Int
  public var reports: Range<Int>

  public init(year: Int, reports: Range<Int>) {
    self.year = year
    self.reports = reports
  }
}

/// The rows of one measure, level and year, which stand together.
public struct FactSlice: Sendable, Equatable {
  /// The level of the first node; ``empty`` for rows without a figure.
  public var level: Int
  /// The level of the second node.
  public var second: Int
  public var year: Int
  public var rows: Range<Int>
  /// How many reports the rows are of.
  public var reports: Int
  /// How many rows are topmost under a coarser level than their own (``FactShape``).
  public var orphans: Int
  /// How many rows have no row below them.
  public var leaves: Int
  /// How many rows stand where their report has printed the measure already.
  public var repeats: Int

  public static let empty = -1

  public init(
    level: Int, second: Int, year: Int, rows: Range<Int>, reports: Int, orphans: Int = 0,
    leaves: Int = 0,
    repeats: Int = 0
  ) {
    self.level = level
    self.second = second
    self.year = year
    self.rows = rows
    self.reports = reports
    self.orphans = orphans
    self.leaves = leaves
    self.repeats = repeats
  }
}

/// How a row stands among its report's rows of the measure, in one byte.
///
/// Bit `first + 4 × second` is set where the row is topmost at or below those levels: no row
/// printed above it carries both. The bit of the row's own levels would always be; it says in
/// its stead that no row is printed below. A plain inner row is 0, a plain leaf has one bit.
public struct FactShape: Sendable, RawRepresentable, Equatable {
  public var rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let deepestFirst = 3
  public static let deepestSecond = 1

  public static func bit(first: Int, second: Int) -> UInt8 { 1 << UInt8(first + 4 * second) }

  /// The bits of all levels from the roots to these.
  static func bits(upTo first: UInt8, second: UInt8) -> UInt8 {
    let firsts: UInt8 = 2 << first &- 1
    return second == 0 ? firsts : firsts | firsts << 4
  }
}

/// Columns of some rows that lie together in memory, as long as their store lives. A column
/// that was not asked for is empty.
public struct FactPiece: @unchecked Sendable {
  public struct Columns: OptionSet, Sendable {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let departments = Columns(rawValue: 1)
    public static let reports = Columns(rawValue: 2)
    public static let nodes = Columns(rawValue: 4)
    public static let seconds = Columns(rawValue: 8)
    public static let amounts = Columns(rawValue: 16)
    public static let shapes = Columns(rawValue: 32)
  }

  /// Rows of the store.
  public var rows: Range<Int>
  public var departments = UnsafeBufferPointer<Int32>(start: nil, count: 0)
  public var reports = UnsafeBufferPointer<Int32>(start: nil, count: 0)
  public var nodes = UnsafeBufferPointer<Int32>(start: nil, count: 0)
  public var seconds = UnsafeBufferPointer<Int8>(start: nil, count: 0)
  /// Stored units (see ``Unit/storedDecimals``).
  public var amounts = UnsafeBufferPointer<Int64>(start: nil, count: 0)
  /// ``FactShape``s.
  public var shapes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  public init(rows: Range<Int>) { self.rows = rows }
}

/// Why stored facts cannot be answered from.
public struct FactStoreError: Error, Sendable, Equatable {
  /// The file.
  public var file: String
  /// One plain clause: batch 7 is not as it was written.
  public var reason: String

  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }
}

extension FactStore {
  /// The name of a department.
  public func departmentName(_ department: Int) -> String {
    let entry = departmentEntry(department)
    guard let length = departmentNameLengths[department] else { return entry }
    return String(decoding: entry.utf8.prefix(length), as: UTF8.self)
  }

  /// The department whose entry is a text.
  public func department(entry text: String) -> Int? {
    let place = (0..<departmentCount).partitioningIndex {
      !departmentEntry($0).utf8.lexicographicallyPrecedes(text.utf8)
    }
    return place < departmentCount && departmentEntry(place) == text ? place : nil
  }
}
