public import Accounts
import Arrow

/// Writes a store of facts as a snapshot.
public enum SnapshotWriter {
  /// Writes a file that appears under its name when it is whole. `progress` is told how many
  /// rows are written, and may give up by saying false: then nothing is left, and false returned.
  @discardableResult
  public static func write(
    _ store: FactColumns, to path: String, progress: (Int) -> Bool = { _ in true }
  ) throws(FactStoreError) -> Bool {
    try write(store, to: path, changing: [:], progress: progress)
  }

  /// Writes a file some of whose metadata is another's, to see that it is refused.
  @discardableResult
  static func write(
    _ store: FactColumns, to path: String, changing changes: [String: String],
    progress: (Int) -> Bool = { _ in true }
  ) throws(FactStoreError) -> Bool {
    var metadata = SnapshotMetadata(store).metadata
    for (key, value) in changes { metadata[key] = value }
    do throws(ArrowError) {
      return try writeBatches(store, metadata, to: path, progress)
    } catch {
      throw FactStoreError(error, path)
    }
  }

  private static func writeBatches(
    _ store: FactColumns, _ metadata: ArrowMetadata, to path: String, _ progress: (Int) -> Bool
  ) throws(ArrowError) -> Bool {
    let schema = ArrowSchema(
      SnapshotColumn.allCases.map { ArrowField($0.rawValue, $0.type) }, metadata: metadata)
    var writer = try ArrowWriter(path: path, schema: schema)
    let measures = MeasureCodes(store.catalogue)
    for (column, texts) in dictionaries(store, measures) {
      guard texts.count <= column.mostCodes else { throw .misfit(column: column.rawValue) }
      try writer.writeDictionary(texts, ofColumn: column.index)
    }
    var batch = ArrowBatch(schema: schema)
    var runs = Runs(store, measures)
    for start in stride(from: 0, to: store.rowCount, by: rowsPerBatch) {
      let rows = start..<min(start + rowsPerBatch, store.rowCount)
      batch.removeAll()
      try append(rows, of: store, &runs, to: &batch)
      try writer.write(batch)
      guard progress(rows.upperBound) else { return false }
    }
    try writer.finish()
    return true
  }

  private static func dictionaries(
    _ store: FactColumns, _ measures: MeasureCodes
  ) -> [(SnapshotColumn, [String])] {
    [
      (.指标, measures.names), (.部门, store.departmentEntries),
      (.地区, SnapshotMetadata.regionTexts(store.regions)), (.文件, store.files),
      (.科目, store.nodeTexts), (.第二科目, store.secondTexts), (.精度, store.precisions.map(\.text)),
    ]
  }

  private static func append(
    _ rows: Range<Int>, of store: FactColumns, _ runs: inout Runs, to batch: inout ArrowBatch
  ) throws(ArrowError) {
    let piece: FactPiece
    do throws(FactStoreError) {
      piece = try store.pieces(of: rows, FactPiece.Columns(rawValue: 63))[0]
    } catch {
      throw .misfit(column: error.reason)
    }
    let places = store.places(of: rows)
    runs.fill(rows)
    try batch.append(runs.measures)
    try batch.append(runs.levels)
    try batch.append(runs.years)
    try batch.append(piece.departments)
    try batch.append(piece.departments.map { Int16(store.departmentRegions[Int($0)]) })
    try batch.append(piece.reports)
    try batch.append(piece.nodes)
    try batch.append(piece.seconds)
    try batch.append(piece.amounts)
    try batch.append(places.tables)
    try batch.append(places.pages)
    try batch.append(places.lines)
    try batch.append(places.columns)
    try batch.append(places.precisions)
    try batch.append(piece.shapes)
  }

  /// What all rows of a slice share, spread over the rows of a batch.
  private struct Runs {
    private let slices: [(measure: Int8, slice: FactSlice)]
    private var next = 0
    private(set) var measures: [Int8] = []
    private(set) var levels: [Int8] = []
    private(set) var years: [Int16] = []

    init(_ store: FactColumns, _ codes: MeasureCodes) {
      slices = store.allSlices.map { (Int8(codes.code(of: $0.measure)), $0.slice) }
    }

    mutating func fill(_ rows: Range<Int>) {
      measures.removeAll(keepingCapacity: true)
      levels.removeAll(keepingCapacity: true)
      years.removeAll(keepingCapacity: true)
      var row = rows.lowerBound
      while row < rows.upperBound {
        let (measure, slice) = slices[next]
        let count = min(slice.rows.upperBound, rows.upperBound) - row
        measures += repeatElement(measure, count: count)
        levels += repeatElement(Int8(slice.level), count: count)
        years += repeatElement(Int16(clamping: slice.year), count: count)
        row += count
        if row == slice.rows.upperBound { next += 1 }
      }
    }
  }
}

/// The codes of measures in a file that this program writes: their places in the catalogue, then
/// the store's own.
struct MeasureCodes {
  let names: [String]
  private let count: Int

  init(_ catalogue: Catalogue) {
    count = catalogue.measures.count
    names =
      catalogue.measures.map(\.name) + [StoreMeasureName.reports, StoreMeasureName.aliases]
  }

  func code(of measure: StoreMeasure) -> Int {
    switch measure {
    case .reports: count
    case .aliases: count + 1
    default: measure.id
    }
  }
}

extension SnapshotColumn {
  /// How many entries the dictionary of the column can have.
  fileprivate var mostCodes: Int {
    switch type {
    case .dictionary(.int8): Int(Int8.max) + 1
    case .dictionary(.int16): Int(Int16.max) + 1
    default: Int(Int32.max)
    }
  }
}

extension FactStoreError {
  init(_ error: ArrowError, _ path: String) { self.init(file: path, reason: "\(error)") }
}
