import Accounts
import Arrow

/// What a snapshot's metadata says of it, checked against the file and against itself.
struct SnapshotIndex {
  let fingerprint: UInt64
  let years: [YearReports]
  let slices: [StoreMeasure: [FactSlice]]
  let disclosing: [StoreMeasure: [Int]]
  let regions: [(city: Int, county: Int)]
  let nameLengths: [Int: Int]
  let contested: Set<Int>
  /// Codes of 科目 below this are of trees other than 项目.
  let treeNodeCount: Int
  /// The codes of projects, in the order of their nodes.
  let projects: [Int32]
  let notes: [String]

  let departmentCount: Int
  let reportCount: Int

  init(_ file: ArrowFile, _ catalogue: Catalogue) throws(SnapshotFault) {
    let metadata = file.schema.metadata
    func numbers(_ key: String, each count: Int? = nil) throws(SnapshotFault) -> [[Int]] {
      guard let text = metadata[key], let rows = SnapshotText.numbers(text),
        rows.allSatisfy({ count == nil || $0.count == count })
      else { throw .metadata(key) }
      return rows
    }
    func count(_ column: SnapshotColumn) -> Int { file.dictionaryCount(ofColumn: column.index) }
    departmentCount = count(.部门)
    reportCount = count(.文件)
    guard let digits = metadata[SnapshotKey.fingerprint], let hash = UInt64(digits, radix: 16)
    else { throw .metadata(SnapshotKey.fingerprint) }
    fingerprint = hash
    years = try Self.years(numbers(SnapshotKey.years, each: 2), reportCount)
    let codes = try Self.measures(file, catalogue)
    slices = try Self.slices(
      numbers(SnapshotKey.slices, each: 10), codes, years, rowCount: file.rowCount)
    disclosing = try Self.disclosing(numbers(SnapshotKey.disclosing), codes, years)
    regions = try numbers(SnapshotKey.regions, each: 2).map { ($0[0], $0[1]) }
    guard regions.count == count(.地区), regions.allSatisfy({ $0.city >= 0 && $0.county >= 0 })
    else { throw .metadata(SnapshotKey.regions) }
    nameLengths = try Dictionary(
      numbers(SnapshotKey.names, each: 2).map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
    contested = try Set(numbers(SnapshotKey.contested, each: 1).map { $0[0] })
    let counts = try numbers(SnapshotKey.counts, each: 2)
    let shared = try numbers(SnapshotKey.projects, each: 1).map { $0[0] }
    guard counts.count == 1, counts[0][0] >= 1, counts[0][1] >= shared.count,
      counts[0][0] + counts[0][1] - shared.count <= count(.科目),
      shared.allSatisfy((0..<counts[0][0]).contains)
    else { throw .metadata(SnapshotKey.counts) }
    treeNodeCount = counts[0][0]
    projects =
      shared.map(Int32.init)
      + (0..<counts[0][1] - shared.count).map { Int32(counts[0][0] + $0) }
    notes = SnapshotText.rows(metadata[SnapshotKey.notes] ?? "").compactMap(\.first)
    guard slices.keys.allSatisfy({ $0.id < 0 || disclosing[$0] != nil }) else {
      throw .metadata(SnapshotKey.disclosing)
    }
  }

  private static func years(
    _ rows: [[Int]], _ reportCount: Int
  ) throws(SnapshotFault) -> [YearReports] {
    var years: [YearReports] = []
    var start = 0
    for row in rows {
      guard row[1] > 0, row[1] <= reportCount - start, years.last.map({ $0.year < row[0] }) ?? true
      else { throw .metadata(SnapshotKey.years) }
      years.append(YearReports(year: row[0], reports: start..<start + row[1]))
      start += row[1]
    }
    guard start == reportCount else { throw .metadata(SnapshotKey.years) }
    return years
  }

  /// The measure of each code of 指标.
  private static func measures(
    _ file: ArrowFile, _ catalogue: Catalogue
  ) throws(SnapshotFault) -> [StoreMeasure] {
    let names: ArrowStrings
    do throws(ArrowError) {
      names = try file.dictionary(ofColumn: SnapshotColumn.指标.index)
    } catch {
      throw .file(error)
    }
    var measures: [StoreMeasure] = []
    for index in 0..<names.count {
      guard let measure = StoreMeasure(name: names[index], in: catalogue) else {
        throw .unknownMeasure(names[index])
      }
      measures.append(measure)
    }
    return measures
  }

  /// Slices that follow one another over all rows, in order.
  private static func slices(
    _ rows: [[Int]], _ codes: [StoreMeasure], _ years: [YearReports], rowCount: Int
  ) throws(SnapshotFault) -> [StoreMeasure: [FactSlice]] {
    var slices: [StoreMeasure: [FactSlice]] = [:]
    var start = 0
    var last: [Int] = []
    let known = Set(years.map(\.year))
    for row in rows {
      guard codes.indices.contains(row[0]),
        (FactSlice.empty...FactShape.deepestFirst).contains(row[1]),
        (0...FactShape.deepestSecond).contains(row[2]), row[4] == start, row[5] > 0,
        row[5] <= rowCount - start, row[6...9].allSatisfy((0...row[5]).contains),
        last.lexicographicallyPrecedes(row[..<4])
      else { throw .metadata(SnapshotKey.slices) }
      let measure = codes[row[0]]
      guard known.contains(row[3]) || measure == .aliases else {
        throw .metadata(SnapshotKey.slices)
      }
      slices[measure, default: []].append(
        FactSlice(
          level: row[1], second: row[2], year: row[3], rows: start..<start + row[5],
          reports: row[6], orphans: row[7], leaves: row[8], repeats: row[9]))
      start += row[5]
      last = Array(row[..<4])
    }
    let reports = slices[.reports] ?? []
    guard start == rowCount, reports.map(\.year) == years.map(\.year),
      zip(reports, years).allSatisfy({ $0.rows.count == $1.reports.count })
    else { throw .metadata(SnapshotKey.slices) }
    return slices
  }

  private static func disclosing(
    _ rows: [[Int]], _ codes: [StoreMeasure], _ years: [YearReports]
  ) throws(SnapshotFault) -> [StoreMeasure: [Int]] {
    var result: [StoreMeasure: [Int]] = [:]
    for row in rows {
      guard row.count == years.count + 1, codes.indices.contains(row[0]),
        zip(row.dropFirst(), years).allSatisfy({ (0...$1.reports.count).contains($0) })
      else { throw .metadata(SnapshotKey.disclosing) }
      result[codes[row[0]]] = Array(row.dropFirst())
    }
    return result
  }
}

/// Why a file is no snapshot that can be answered from.
enum SnapshotFault: Error {
  case file(ArrowError)
  /// A part of the metadata that is missing or makes no sense.
  case metadata(String)
  case unknownMeasure(String)
  case version(String)
  case column(String)

  var reason: String {
    switch self {
    case .file(let error): "\(error)"
    case .metadata(let key): "the file is damaged: its \(key) makes no sense"
    case .unknownMeasure(let name): "it has a measure unknown to this suan: \(name)"
    case .version(let version):
      "it is of version \(version) of the schema, this suan reads \(SnapshotKey.currentVersion)"
    case .column(let name): "the file is damaged: its column \(name) is missing or of another type"
    }
  }
}

extension StoreMeasure {
  /// The measure of a name in a file.
  init?(name: String, in catalogue: Catalogue) {
    switch name {
    case StoreMeasureName.reports: self = .reports
    case StoreMeasureName.aliases: self = .aliases
    default:
      guard let id = catalogue.find(name) else { return nil }
      self.init(id)
    }
  }
}
