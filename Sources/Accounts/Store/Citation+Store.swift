import Synchronization

/// Reports read again for what a store does not keep, the last ones kept.
final class ReportsAtHand: Sendable {
  let read: (@Sendable (String) -> ReportContent?)?
  private let known = Mutex<[String: ReportContent?]>([:])

  private static let mostKept = 64

  init(_ read: (@Sendable (String) -> ReportContent?)?) { self.read = read }

  func report(_ file: String) -> ReportContent? {
    guard let read else { return nil }
    if let known = known.withLock({ $0[file] }) { return known }
    let content = read(file)
    known.withLock { known in
      if known.count >= Self.mostKept { known.removeAll() }
      known[file] = content
    }
    return content
  }
}

extension Dataset {
  /// What stands for the printed line where the report is not at hand.
  public static let notAtHand = "(not at hand)"

  /// Where a row of a store is printed: in the report's own words where it is at hand, else as
  /// far as the store knows.
  func citation(row: Int, of store: any FactStore, report: Int) -> Citation {
    let stored = StoredFact(row: row, store: store, catalogue: catalogue)
    let place = store.place(of: row)
    let file = store.file(of: report)
    let content = reports[report].isAtHand ? reports[report].content : atHand.report(file)
    if let content, let origin = content.origin(of: stored.amount, at: place) {
      var citation = Self.citation(content, origin)
      citation.file = file
      return citation
    }
    let node = stored.measure.flatMap { measure -> Hierarchy.Node? in
      guard let axis = catalogue[measure].axes.first else { return nil }
      let nodes = store.nodes(of: axis)
      let hierarchy = store.hierarchy(axis)
      guard nodes.indices.contains(stored.code),
        hierarchy.nodes.indices.contains(Int(nodes[stored.code]))
      else { return nil }
      return hierarchy.nodes[Int(nodes[stored.code])]
    }
    let label = node.map { $0.code.isEmpty ? $0.name : "\($0.code) \($0.name)" } ?? ""
    return Citation(
      file: file, place: place.place, source: place.sourceName, label: label, column: "",
      value: place.precision.printed(stored.amount), unit: place.precision.unit,
      raw: Self.notAtHand)
  }

  /// Which kind of source a fact is of: 表3, 说明 or 项目; told without reading any report.
  public func sourceName(report: Int32, origin: FactOrigin) -> String {
    switch origin {
    case .figure(let index):
      "表\(reports[Int(report)].content.figures[Int(index)].table.rawValue)"
    case .prose: "说明"
    case .project: "项目"
    case .stored(let row): store?.place(of: row).sourceName ?? ""
    }
  }

  /// The unit a fact is printed in and its decimals, told without reading any report.
  public func precision(report: Int32, origin: FactOrigin) -> FactPlace.Precision {
    if case .stored(let row) = origin, let store { return store.place(of: row).precision }
    let printed = citation(report: report, origin: origin)
    return FactPlace.Precision(unit: printed.unit, scale: printed.value.scale)
  }
}

/// A row of a store on its own.
private struct StoredFact {
  var measure: Measure.ID?
  var code = 0
  var amount: Int64 = 0

  init(row: Int, store: any FactStore, catalogue: Catalogue) {
    measure = catalogue.measures.indices.first { id in
      store.slices(of: StoreMeasure(id)).contains { $0.rows.contains(row) }
    }
    do throws(FactStoreError) {
      guard let piece = try store.pieces(of: row..<row + 1, [.nodes, .amounts]).first else {
        return
      }
      code = Int(piece.nodes[0])
      amount = piece.amounts[0]
    } catch {
      store.note(error)
    }
  }
}

extension FactPlace {
  fileprivate var sourceName: String {
    switch table {
    case 1...9: "表\(table)"
    case Self.prose: "说明"
    case Self.annex: "项目"
    default: ""
    }
  }
}

extension FactPlace.Precision {
  /// The number that is stored as an amount, as it was printed; with as many decimals more as
  /// exactness needs.
  func printed(_ amount: Int64) -> PrintedNumber {
    var mantissa = amount
    var decimals = unit.storedDecimals
    while decimals > Int(scale), mantissa % 10 == 0 {
      mantissa /= 10
      decimals -= 1
    }
    return PrintedNumber(mantissa: mantissa, scale: UInt8(decimals))
  }
}

extension ReportContent {
  /// The number printed at a place, where it is the one that was stored.
  fileprivate func origin(of amount: Int64, at place: FactPlace) -> FactOrigin? {
    func isIt(_ value: PrintedNumber?, _ unit: Unit, _ printed: Place) -> Bool {
      printed == place.place && unit == place.precision.unit
        && value.flatMap(unit.stored) == amount
    }
    switch place.table {
    case 1...9:
      return figures.firstIndex {
        $0.table.rawValue == UInt8(place.table) && isIt($0.value, $0.unit, $0.place)
      }.map { .figure(Int32($0)) }
    case FactPlace.prose:
      return prose.firstIndex { isIt($0.value, $0.unit, $0.place) }.map { .prose(Int32($0)) }
    case FactPlace.annex:
      for source in [ProjectSource.executed, .budget, .score] {
        let index = projects.firstIndex {
          let (value, unit) = $0.printed(source)
          return isIt(value, unit, $0.place)
        }
        if let index { return .project(Int32(index), source) }
      }
      return nil
    default: return nil
    }
  }
}
