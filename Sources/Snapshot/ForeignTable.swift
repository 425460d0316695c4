import Accounts
import Arrow

/// A table with the columns of a snapshot that this program did not write: in any order, with
/// integers of any width, texts with or without a dictionary, and only 指标, 年度, 部门, 科目 and
/// 金额 required. It is read whole, checked, and sorted.
struct ForeignTable {
  private let file: ArrowFile
  private let path: String
  private let catalogue: Catalogue
  private let columns: [SnapshotColumn: Int]
  /// Names beside the codes of 科目, where the file gives any.
  private let namesColumn: Int?

  private static let namesColumnName = "科目名"

  init(_ file: ArrowFile, path: String, catalogue: Catalogue) throws(FactStoreError) {
    self.file = file
    self.path = path
    self.catalogue = catalogue
    var columns: [SnapshotColumn: Int] = [:]
    for column in SnapshotColumn.allCases {
      columns[column] = file.schema.index(of: column.rawValue)
    }
    let missing = SnapshotColumn.required.filter { columns[$0] == nil }.map(\.rawValue)
    guard missing.isEmpty else {
      throw FactStoreError(
        file: path,
        reason: "it is no snapshot: it has no column \(missing.joined(separator: ", "))")
    }
    self.columns = columns
    namesColumn = file.schema.index(of: Self.namesColumnName)
  }

  private func fault(_ reason: String) -> FactStoreError {
    FactStoreError(file: path, reason: reason)
  }

  /// The facts, sorted.
  func sorted() throws(FactStoreError) -> FactColumns {
    var reading = ForeignReading(catalogue, rowCount: file.rowCount)
    for column in SnapshotColumn.allCases where column.holdsText {
      if let index = columns[column] { reading.words[column] = try dictionary(index) }
    }
    if let namesColumn { reading.nodeNames = try dictionary(namesColumn) }
    for batch in 0..<file.batchCount { try read(batch, &reading) }
    return try finish(reading)
  }

  /// The words of a dictionary column; those of a plain one are collected on the way.
  private func dictionary(_ column: Int) throws(FactStoreError) -> ForeignWords {
    guard case .dictionary = file.schema.fields[column].type else { return ForeignWords() }
    do throws(ArrowError) {
      let strings = try file.dictionary(ofColumn: column)
      return ForeignWords((0..<strings.count).map { strings[$0] })
    } catch {
      throw FactStoreError(error, path)
    }
  }

  // MARK: Columns

  private func codes(
    _ column: Int, _ batch: Int, _ words: inout ForeignWords
  ) throws(FactStoreError) -> [Int32] {
    let values = try raw(column, batch)
    if let strings = values.strings {
      return (0..<strings.count).map { words.code(of: strings[$0]) }
    }
    guard case .dictionary = values.type, let codes = Self.integers(values) else {
      throw fault("its column \(file.schema.fields[column].name) holds no text")
    }
    return codes.map { Int32(truncatingIfNeeded: $0) }
  }

  private func numbers(_ column: SnapshotColumn, _ batch: Int) throws(FactStoreError) -> [Int64]? {
    guard let index = columns[column] else { return nil }
    let values = try raw(index, batch)
    guard case .integer = values.type, let numbers = Self.integers(values) else {
      throw fault("its column \(column.rawValue) does not hold integers")
    }
    return numbers
  }

  private func raw(_ column: Int, _ batch: Int) throws(FactStoreError) -> ArrowColumn {
    let values: ArrowColumn
    do throws(ArrowError) {
      values = try file.column(column, batch: batch)
    } catch {
      throw FactStoreError(error, path)
    }
    guard values.nullCount == 0 else {
      throw fault("its column \(file.schema.fields[column].name) has missing values")
    }
    return values
  }

  /// Integers of any width; nil where one is beyond 64 signed bits.
  private static func integers(_ column: ArrowColumn) -> [Int64]? {
    if let values = column.values(as: Int8.self) { return values.map(Int64.init) }
    if let values = column.values(as: Int16.self) { return values.map(Int64.init) }
    if let values = column.values(as: Int32.self) { return values.map(Int64.init) }
    if let values = column.values(as: Int64.self) { return Array(values) }
    if let values = column.values(as: UInt8.self) { return values.map(Int64.init) }
    if let values = column.values(as: UInt16.self) { return values.map(Int64.init) }
    if let values = column.values(as: UInt32.self) { return values.map(Int64.init) }
    if let values = column.values(as: UInt64.self) {
      return values.contains { $0 > UInt64(Int64.max) } ? nil : values.map { Int64($0) }
    }
    return nil
  }

  // MARK: Rows

  private func read(_ batch: Int, _ reading: inout ForeignReading) throws(FactStoreError) {
    func texts(
      _ column: SnapshotColumn, _ reading: inout ForeignReading
    ) throws(FactStoreError) -> [Int32]? {
      guard let index = self.columns[column] else { return nil }
      return try codes(index, batch, &reading.words[column]!)
    }
    let start = file.batchStarts[batch]
    let measures = try texts(.指标, &reading)!
    let departments = try texts(.部门, &reading)!
    let nodes = try texts(.科目, &reading)!
    let regions = try texts(.地区, &reading)
    let files = try texts(.文件, &reading)
    let seconds = try texts(.第二科目, &reading)
    let precisions = try texts(.精度, &reading)
    let names = try namesColumn.map { column throws(FactStoreError) in
      try codes(column, batch, &reading.nodeNames!)
    }
    let years = try numbers(.年度, batch)!
    let amounts = try numbers(.金额, batch)!
    let levels = try numbers(.级, batch)
    let tables = try numbers(.表, batch)
    let pages = try numbers(.页, batch)
    let lines = try numbers(.行, batch)
    let columns = try numbers(.列, batch)
    for row in measures.indices {
      let place = ForeignReading.RowPlace(
        table: tables?[row] ?? 0, page: pages?[row] ?? 0, line: lines?[row] ?? 0,
        column: columns?[row] ?? 0, precision: precisions?[row])
      do throws(ForeignReading.Fault) {
        try reading.add(
          measure: measures[row], department: departments[row], year: years[row],
          node: nodes[row], second: seconds?[row], name: names?[row], level: levels?[row],
          amount: amounts[row], region: regions?[row], file: files?[row], place)
      } catch {
        throw fault("row \(start + row + 1): \(error.reason)")
      }
    }
  }

  private func finish(_ reading: consuming ForeignReading) throws(FactStoreError) -> FactColumns {
    var notes: [String] = []
    if !reading.saysEmpty {
      notes.append(
        "\(path) does not say what its reports leave empty: each counts as disclosing every "
          + "measure of the file")
    }
    return reading.finish(path: path, notes: notes)
  }
}

extension SnapshotColumn {
  var holdsText: Bool { if case .dictionary = type { true } else { false } }
}

/// The words of a text column, by code.
struct ForeignWords {
  private(set) var texts: [String] = []
  private var codes: [String: Int32] = [:]

  init(_ texts: [String] = []) { self.texts = texts }

  mutating func code(of text: String) -> Int32 {
    if let known = codes[text] { return known }
    let code = Int32(texts.count)
    codes[text] = code
    texts.append(text)
    return code
  }
}
