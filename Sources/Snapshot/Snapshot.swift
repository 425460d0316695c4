public import Accounts
import Arrow
import Synchronization

/// A snapshot that this program wrote, mapped: a ``FactStore`` whose columns are the file's own
/// bytes, checked when they are first touched.
///
/// Opening reads the schema and its metadata, whatever the number of facts; dictionaries and
/// trees are read when they are first asked for.
public final class Snapshot: FactStore {
  public let path: String
  private let file: ArrowFile
  private let index: SnapshotIndex
  private let catalogue: Catalogue
  private let texts: Texts
  private let firstFault = Mutex<FactStoreError?>(nil)
  private let trees = Mutex<[Axis: Tree]>([:])
  private let regionColumn = Mutex<[Int32]?>(nil)
  private let precisions = Mutex<[FactPlace.Precision]?>(nil)
  private let knownMisprints = Mutex<[Int: [Misprint]]?>(nil)
  private let regionNames = Mutex<[(city: String, county: String)]?>(nil)

  /// A tree with the codes of its nodes.
  private struct Tree: Sendable {
    var hierarchy: Hierarchy
    var firsts: [Int32]
    var seconds: [Int32]
    var used: [Bool]
  }

  /// Whether a file was written by this program, or at least says so.
  static func isSnapshot(_ file: ArrowFile) -> Bool {
    file.isSealed && file.schema.metadata[SnapshotKey.version] != nil
  }

  init(
    _ file: ArrowFile, path: String, catalogue: Catalogue
  ) throws(FactStoreError) {
    self.path = path
    self.file = file
    self.catalogue = catalogue
    do throws(SnapshotFault) {
      let version = file.schema.metadata[SnapshotKey.version] ?? ""
      guard version == SnapshotKey.currentVersion else { throw .version(version) }
      for (column, field) in SnapshotColumn.allCases.enumerated() {
        guard file.schema.fields.indices.contains(column),
          file.schema.fields[column] == ArrowField(field.rawValue, field.type)
        else { throw .column(field.rawValue) }
      }
      index = try SnapshotIndex(file, catalogue)
    } catch {
      throw FactStoreError(file: path, reason: error.reason)
    }
    texts = Texts(file)
  }

  /// Checks every byte of the file.
  public func verify() throws(FactStoreError) {
    do throws(ArrowError) {
      try file.verifyAll()
    } catch {
      throw FactStoreError(error, path)
    }
    for axis in Axis.allCases { _ = hierarchy(axis) }
    _ = misprints
    if let fault { throw fault }
  }

  /// How many rows there are, of all measures.
  public var rowCount: Int { file.rowCount }

  // MARK: The store

  public var departmentCount: Int { index.departmentCount }
  public var reportCount: Int { index.reportCount }
  public var years: [YearReports] { index.years }
  public var fingerprint: UInt64 { index.fingerprint }
  public var notes: [String] { index.notes }
  public var departmentNameLengths: [Int: Int] { index.nameLengths }
  public var contestedDepartments: Set<Int> { index.contested }

  public func slices(of measure: StoreMeasure) -> [FactSlice] {
    index.slices[measure]?.filter { $0.level != FactSlice.empty } ?? []
  }

  public func emptyRows(of measure: StoreMeasure) -> [FactSlice] {
    index.slices[measure]?.filter { $0.level == FactSlice.empty } ?? []
  }

  public func disclosing(_ measure: StoreMeasure) -> [Int] {
    index.disclosing[measure] ?? years.map { measure == .reports ? $0.reports.count : 0 }
  }

  public func pieces(
    of rows: Range<Int>, _ columns: FactPiece.Columns
  ) throws(FactStoreError) -> [FactPiece] {
    var result: [FactPiece] = []
    let parts = file.pieces(of: rows)
    if parts.count > 1 { file.check(columns.stored.map(\.index), batches: parts.map(\.batch)) }
    for (batch, part) in parts {
      let start = file.batchStarts[batch]
      var piece = FactPiece(rows: start + part.lowerBound..<start + part.upperBound)
      if columns.contains(.departments) { piece.departments = try values(.部门, batch, part) }
      if columns.contains(.reports) { piece.reports = try values(.文件, batch, part) }
      if columns.contains(.nodes) { piece.nodes = try values(.科目, batch, part) }
      if columns.contains(.seconds) { piece.seconds = try values(.第二科目, batch, part) }
      if columns.contains(.amounts) { piece.amounts = try values(.金额, batch, part) }
      if columns.contains(.shapes) { piece.shapes = try values(.层, batch, part) }
      result.append(piece)
    }
    return result
  }

  private func values<Value: FixedWidthInteger>(
    _ column: SnapshotColumn, _ batch: Int, _ rows: Range<Int>
  ) throws(FactStoreError) -> UnsafeBufferPointer<Value> {
    do throws(ArrowError) {
      guard let values = try file.column(column.index, batch: batch).values(as: Value.self) else {
        throw .damaged(.column(column.rawValue, batch: batch))
      }
      return UnsafeBufferPointer(rebasing: values[rows])
    } catch {
      throw FactStoreError(error, path)
    }
  }

  // MARK: Trees

  public func nodes(of axis: Axis) -> [Hierarchy.NodeID] {
    codes(tree(axis).firsts, of: .科目)
  }

  public func secondNodes(of axis: Axis) -> [Hierarchy.NodeID] {
    codes(tree(axis).seconds, of: .第二科目)
  }

  private func codes(_ entries: [Int32], of column: SnapshotColumn) -> [Hierarchy.NodeID] {
    var nodes = [Hierarchy.NodeID](
      repeating: -1, count: file.dictionaryCount(ofColumn: column.index))
    for (node, entry) in entries.enumerated() where nodes.indices.contains(Int(entry)) {
      nodes[Int(entry)] = Hierarchy.NodeID(node)
    }
    return nodes
  }

  public func hierarchy(_ axis: Axis) -> Hierarchy { tree(axis).hierarchy }

  public func nodesInUse(_ axis: Axis) -> Set<Hierarchy.NodeID> {
    let tree = tree(axis)
    return Set(tree.used.indices.filter { tree.used[$0] }.map(Hierarchy.NodeID.init))
  }

  private func tree(_ axis: Axis) -> Tree {
    trees.withLock { trees in
      if let known = trees[axis] { return known }
      let made = axis == .项目 ? projects() : read(axis)
      if made == nil {
        note(
          FactStoreError(
            file: path, reason: SnapshotFault.metadata(SnapshotKey.tree(axis)).reason))
      }
      let tree =
        made
        ?? Tree(hierarchy: Hierarchy(axis: axis), firsts: [0], seconds: [0], used: [true])
      trees[axis] = tree
      return tree
    }
  }

  /// The tree that the metadata describes.
  private func read(_ axis: Axis) -> Tree? {
    guard let text = file.schema.metadata[SnapshotKey.tree(axis)] else { return nil }
    var tree = Tree(hierarchy: Hierarchy(axis: axis), firsts: [0], seconds: [0], used: [true])
    var nodes = [tree.hierarchy.nodes[0]]
    for row in SnapshotText.rows(text) {
      guard row.count >= 6, let first = Int32(row[0]), let second = Int32(row[1]),
        let parent = Hierarchy.NodeID(row[2]), nodes.indices.contains(Int(parent)),
        let year = Int(row[4]), row[6...].allSatisfy({ $0.hasPrefix("+") || $0.hasPrefix("-") })
      else { return nil }
      nodes.append(
        Hierarchy.Node(
          parent: parent, level: nodes[Int(parent)].level + 1, code: row[3],
          names: row[6...].map { String($0.dropFirst()) },
          printedNames: Set(row[6...].filter { $0.hasPrefix("+") }.map { String($0.dropFirst()) }),
          nameYear: year))
      tree.firsts.append(first)
      tree.seconds.append(second)
      tree.used.append(row[5] == "1")
    }
    guard let hierarchy = Hierarchy(axis: axis, nodes: nodes) else { return nil }
    tree.hierarchy = hierarchy
    return tree
  }

  /// Projects have no more than their names, which are entries of 科目.
  private func projects() -> Tree? {
    let names: ArrowStrings?
    do throws(ArrowError) {
      names = try texts.科目.strings()
    } catch {
      note(FactStoreError(error, path))
      names = nil
    }
    let root = Hierarchy(axis: .项目).nodes[0]
    let entries = index.projects
    guard let names, entries.allSatisfy({ Int($0) < names.count }) else { return nil }
    let nodes = entries.map {
      Hierarchy.Node(
        parent: Hierarchy.root, level: 1, code: "", names: [names[Int($0)]],
        printedNames: [names[Int($0)]])
    }
    guard let hierarchy = Hierarchy(axis: .项目, nodes: [root] + nodes) else { return nil }
    return Tree(
      hierarchy: hierarchy, firsts: [0] + entries, seconds: [0],
      used: [Bool](repeating: true, count: entries.count + 1))
  }

  // MARK: Words and provenance

  private func text(_ column: LazyTexts, _ code: Int) -> String {
    do throws(ArrowError) {
      return try column.text(code)
    } catch {
      note(FactStoreError(error, path))
      return ""
    }
  }

  public func departmentEntry(_ department: Int) -> String { text(texts.部门, department) }
  public func file(of report: Int) -> String { text(texts.文件, report) }

  public func aliases(of department: Int) -> [String] {
    guard let slice = index.slices[.aliases]?.first else { return [] }
    do throws(FactStoreError) {
      var low = slice.rows.lowerBound
      var high = slice.rows.upperBound
      while low < high {
        let middle = (low + high) / 2
        let found = try pieces(of: middle..<middle + 1, .departments)[0].departments[0]
        if Int(found) < department { low = middle + 1 } else { high = middle }
      }
      var aliases: [String] = []
      while low < slice.rows.upperBound {
        let row = try pieces(of: low..<low + 1, [.departments, .nodes])[0]
        guard Int(row.departments[0]) == department else { break }
        aliases.append(text(texts.科目, Int(row.nodes[0])))
        low += 1
      }
      return aliases
    } catch {
      note(error)
      return []
    }
  }

  public var misprints: [Int: [Misprint]] {
    knownMisprints.withLock { known in
      if let known { return known }
      let text = file.schema.metadata[SnapshotKey.misprints] ?? ""
      let read = SnapshotMisprints.read(text, reportCount: reportCount)
      if read == nil {
        note(
          FactStoreError(
            file: path, reason: SnapshotFault.metadata(SnapshotKey.misprints).reason))
      }
      known = read ?? [:]
      return known!
    }
  }

  public var departmentRegions: [Int32] {
    regionColumn.withLock { known in
      if let known { return known }
      var regions = [Int32](repeating: 0, count: departmentCount)
      do throws(FactStoreError) {
        for slice in index.slices[.reports] ?? [] {
          for (batch, rows) in file.pieces(of: slice.rows) {
            let departments: UnsafeBufferPointer<Int32> = try values(.部门, batch, rows)
            let places: UnsafeBufferPointer<Int16> = try values(.地区, batch, rows)
            for (department, place) in zip(departments, places) {
              regions[Int(department)] = Int32(place)
            }
          }
        }
      } catch {
        note(error)
      }
      known = regions
      return regions
    }
  }

  public var regions: [(city: String, county: String)] {
    regionNames.withLock { known in
      if let known { return known }
      let names = index.regions.enumerated().map { code, lengths in
        let bytes = Array(text(texts.地区, code).utf8)
        let city = min(lengths.city, bytes.count)
        let end = min(bytes.count, city + lengths.county)
        return (
          city: String(decoding: bytes[..<city], as: UTF8.self),
          county: String(decoding: bytes[city..<end], as: UTF8.self)
        )
      }
      known = names
      return names
    }
  }

  public func place(of row: Int) -> FactPlace {
    do throws(FactStoreError) {
      let (batch, part) = file.pieces(of: row..<row + 1)[0]
      let table: UnsafeBufferPointer<Int8> = try values(.表, batch, part)
      let page: UnsafeBufferPointer<UInt16> = try values(.页, batch, part)
      let line: UnsafeBufferPointer<UInt32> = try values(.行, batch, part)
      let column: UnsafeBufferPointer<UInt16> = try values(.列, batch, part)
      let precision: UnsafeBufferPointer<Int8> = try values(.精度, batch, part)
      return FactPlace(
        table: table[0],
        place: Place(
          page: Int32(page[0]), line: Int32(clamping: line[0]), column: Int32(column[0])),
        precision: try self.precision(Int(precision[0])))
    } catch {
      note(error)
      return FactPlace(
        table: FactPlace.unknown, place: Place(page: 0, line: 0, column: 0),
        precision: .usual(.none))
    }
  }

  private func precision(_ code: Int) throws(FactStoreError) -> FactPlace.Precision {
    let known = precisions.withLock { known in
      if let known { return known }
      let count = file.dictionaryCount(ofColumn: SnapshotColumn.精度.index)
      let made = (0..<count).compactMap { FactPlace.Precision(text(texts.精度, $0)) }
      known = made.count == count ? made : []
      return known!
    }
    guard known.indices.contains(code) else {
      throw FactStoreError(
        file: path, reason: SnapshotFault.column(SnapshotColumn.精度.rawValue).reason)
    }
    return known[code]
  }

  // MARK: Faults

  public var fault: FactStoreError? { firstFault.withLock { $0 } }

  public func note(_ fault: FactStoreError) {
    firstFault.withLock { known in
      guard known == nil else { return }
      known = fault
      known?.file = path
    }
  }
}

extension FactPiece.Columns {
  /// Where they are stored.
  fileprivate var stored: [SnapshotColumn] {
    let columns: [(Self, SnapshotColumn)] = [
      (.amounts, .金额), (.departments, .部门), (.nodes, .科目), (.reports, .文件),
      (.seconds, .第二科目), (.shapes, .层),
    ]
    return columns.compactMap { contains($0.0) ? $0.1 : nil }
  }
}

/// The dictionaries that are read as words.
private struct Texts {
  let 部门: LazyTexts
  let 地区: LazyTexts
  let 文件: LazyTexts
  let 科目: LazyTexts
  let 精度: LazyTexts

  init(_ file: ArrowFile) {
    func texts(_ column: SnapshotColumn) -> LazyTexts { LazyTexts(file, column: column.index) }
    部门 = texts(.部门)
    地区 = texts(.地区)
    文件 = texts(.文件)
    科目 = texts(.科目)
    精度 = texts(.精度)
  }
}

/// The dictionary of a column, taken when it is first asked for: all of it, or where it is long
/// and one text is asked for, text by text.
private final class LazyTexts: Sendable {
  private enum Form {
    case pages(StringPages)
    case whole(ArrowStrings)
  }

  private let file: ArrowFile
  private let column: Int
  private let known = Mutex<Form?>(nil)

  init(_ file: ArrowFile, column: Int) {
    self.file = file
    self.column = column
  }

  /// The text of a code; empty where there is none.
  func text(_ code: Int) throws(ArrowError) -> String {
    guard (0..<file.dictionaryCount(ofColumn: column)).contains(code) else { return "" }
    switch known.withLock({ $0 }) {
    case .pages(let pages)?: return try pages.string(code)
    case .whole(let strings)?: return strings[code]
    case nil:
      guard let pages = try file.dictionaryPages(ofColumn: column) else {
        return try strings()[code]
      }
      known.withLock { $0 = $0 ?? .pages(pages) }
      return try pages.string(code)
    }
  }

  func strings() throws(ArrowError) -> ArrowStrings {
    if case .whole(let strings)? = known.withLock({ $0 }) { return strings }
    let strings = try file.dictionary(ofColumn: column)
    known.withLock { $0 = .whole(strings) }
    return strings
  }
}
