/// Makes one store of reports and of other stores, added one after another. Of a report only its
/// facts are kept, so that a nation's need no more memory than their facts.
public struct StoreBuilder: Sendable {
  private let catalogue: Catalogue
  private var sorter: FactSorter
  private var extraction: FactExtraction
  private var register = DepartmentRegister()
  private var reportOf: [DepartmentRegister.Period: Int] = [:]
  /// By report as it was added.
  private var isUsed: [Bool] = []
  /// By report as it was added, the store it comes from.
  private var origins: [String?] = []
  private var digests: [Digest] = []
  private var contents: [Int: ReportContent] = [:]
  private var misprints: [Int: [Misprint]] = [:]
  private let keepsContents: Bool
  public private(set) var notes: [Dataset.LoadNote] = []
  private var remarks: [String] = []

  /// `keepsContents` where the reports' texts are to stay at hand beside the store.
  public init(keepsContents: Bool, catalogue: Catalogue = .standard) {
    self.catalogue = catalogue
    self.keepsContents = keepsContents
    sorter = FactSorter(catalogue: catalogue)
    extraction = FactExtraction(
      catalogue: catalogue,
      hierarchies: Dictionary(
        uniqueKeysWithValues: Axis.allCases.map { ($0, Hierarchy(axis: $0)) }))
  }

  /// How many reports count so far, and how many facts they have.
  public var reportCount: Int { reportOf.count }
  public var factCount: Int { sorter.count }

  /// The facts of a report in one number, whatever their order: two that are alike say the
  /// same.
  private struct Digest: Sendable, Equatable {
    var sum: UInt64 = 0
    var count = 0

    mutating func add(
      _ measure: Measure.ID, _ node: Hierarchy.NodeID, _ second: Hierarchy.NodeID, _ amount: Int64
    ) {
      var hash = UInt64(bitPattern: amount) &* 0x9E37_79B9_7F4A_7C15
      hash ^= UInt64(truncatingIfNeeded: measure) << 40 ^ UInt64(truncatingIfNeeded: node) << 8
      hash ^= UInt64(truncatingIfNeeded: second)
      hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
      hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
      sum &+= hash ^ hash >> 31
      count += 1
    }
  }

  // MARK: Reports

  /// Adds the facts of a 部门决算. Its misprinted units need not be given where its contents are
  /// kept, which tell them.
  public mutating func add(_ content: ReportContent, misprints: [Misprint] = []) {
    var found: [(measure: Measure.ID, rows: [FactTable.Row])] = []
    var empty: [Measure.ID] = []
    var digest = Digest()
    extraction.read(content, index: 0) { measure, rows, isDisclosed in
      if !rows.isEmpty {
        found.append((measure, rows))
        for row in rows { digest.add(measure, row.node, row.second, row.amount) }
      } else if isDisclosed {
        empty.append(measure)
      }
    }
    guard
      let report = admit(
        content.identity, file: content.file, fingerprint: content.fingerprint, digest)
    else { return }
    if keepsContents { contents[report] = content }
    if !misprints.isEmpty { self.misprints[report] = misprints }
    for (measure, rows) in found {
      for row in rows {
        sorter.add(
          measure, report: report, node: row.node, second: row.second, amount: row.amount,
          at: content.place(of: row.origin))
      }
    }
    for measure in empty { sorter.addEmpty(measure, report: report) }
  }

  /// The report's index in the sorter, or nil where it is there already.
  private mutating func admit(
    _ identity: ReportIdentity, file: String, of origin: String? = nil, fingerprint: UInt64,
    _ digest: Digest
  ) -> Int? {
    let department = register.department(of: identity)
    let period = DepartmentRegister.Period(department: department, year: identity.year)
    if let earlier = reportOf[period] {
      let first = sorter.reports[earlier]
      // Paths as they were given, from whatever folder, may be the same.
      let isOnePath = first.file == file
      let copy = ReportCopy(
        name: "\(register.departments[department].name) \(identity.year)",
        earlier: Self.name(first.file, of: isOnePath ? origins[earlier] : nil),
        later: Self.name(file, of: isOnePath ? origin : nil),
        isTheSame: first.fingerprint == fingerprint && fingerprint != 0
          || digests[earlier] == digest && digest.count > 0)
      notes.append(copy.note)
      if copy.isTheSame { return nil }
      isUsed[earlier] = false
      contents[earlier] = nil
    }
    let report = sorter.add(
      FactSorter.Report(
        department: department, year: identity.year, file: file, fingerprint: fingerprint))
    reportOf[period] = report
    isUsed.append(true)
    origins.append(origin)
    digests.append(digest)
    return report
  }

  private static func name(_ file: String, of origin: String?) -> String {
    origin.map { file.isEmpty ? $0 : "\(file) (in \($0))" } ?? file
  }

  // MARK: Stores

  /// Adds the facts of a store, which notes call `name`. Where this throws, nothing of it is in.
  public mutating func add(
    _ store: any FactStore, named name: String? = nil
  ) throws(FactStoreError) {
    var nodes: [Axis: [Hierarchy.NodeID]] = [:]
    var seconds: [Axis: [Hierarchy.NodeID]] = [:]
    for axis in catalogue.firstAxes {
      nodes[axis] = translated(store.nodes(of: axis), extraction.merge(store.hierarchy(axis)))
    }
    for axis in catalogue.secondAxes {
      seconds[axis] = translated(
        store.secondNodes(of: axis), extraction.merge(store.hierarchy(axis)))
    }
    var digests = [Digest](repeating: Digest(), count: store.reportCount)
    for measure in catalogue.measures.indices {
      try forEachRow(of: measure, store, nodes, seconds) { row in
        digests[row.report].add(measure, row.node, row.second, row.amount)
      }
    }
    let admitted = try admitReports(of: store, named: name, digests)
    for (number, found) in store.misprints {
      if let report = admitted[number] { misprints[report] = found }
    }
    for measure in catalogue.measures.indices {
      var isSilent = [Bool](repeating: true, count: store.reportCount)
      try forEachRow(of: measure, store, nodes, seconds) { row in
        isSilent[row.report] = false
        guard let report = admitted[row.report] else { return }
        sorter.add(
          measure, report: report, node: row.node, second: row.second, amount: row.amount,
          at: store.place(of: row.row))
      }
      for (year, count) in zip(store.years, store.disclosing(StoreMeasure(measure)))
      where count == year.reports.count {
        for report in year.reports where isSilent[report] {
          if let admitted = admitted[report] { sorter.addEmpty(measure, report: admitted) }
        }
      }
      for slice in store.emptyRows(of: StoreMeasure(measure)) {
        for piece in try store.pieces(of: slice.rows, .reports) {
          for report in piece.reports {
            guard let admitted = admitted[Int(report)] else { continue }
            sorter.addEmpty(measure, report: admitted)
          }
        }
      }
    }
    remarks += store.notes.filter { !remarks.contains($0) }
    if let fault = store.fault { throw fault }
  }

  private mutating func admitReports(
    of store: any FactStore, named name: String?, _ digests: [Digest]
  ) throws(FactStoreError) -> [Int?] {
    var admitted = [Int?](repeating: nil, count: store.reportCount)
    let regions = store.departmentRegions
    var identities: [ReportIdentity] = []
    for department in 0..<store.departmentCount {
      let region = store.regions[Int(regions[department])]
      identities.append(
        ReportIdentity(
          kind: .部门决算, department: store.departmentName(department),
          aliases: store.aliases(of: department), year: 0, city: region.city,
          county: region.county))
    }
    for slice in store.slices(of: .reports) {
      for piece in try store.pieces(of: slice.rows, [.departments, .reports, .amounts]) {
        for index in piece.reports.indices {
          let number = Int(piece.reports[index])
          var identity = identities[Int(piece.departments[index])]
          identity.year = slice.year
          admitted[number] = admit(
            identity, file: store.file(of: number), of: name,
            fingerprint: UInt64(bitPattern: piece.amounts[index]), digests[number])
        }
      }
    }
    return admitted
  }

  private struct StoredRow {
    var row: Int
    var report: Int
    var node: Hierarchy.NodeID
    var second: Hierarchy.NodeID
    var amount: Int64
  }

  private func forEachRow(
    of measure: Measure.ID, _ store: any FactStore, _ nodes: [Axis: [Hierarchy.NodeID]],
    _ seconds: [Axis: [Hierarchy.NodeID]], _ body: (StoredRow) -> Void
  ) throws(FactStoreError) {
    let axes = catalogue[measure].axes
    let firsts = axes.first.flatMap { nodes[$0] }
    let others = axes.count > 1 ? seconds[axes[1]] : nil
    for slice in store.slices(of: StoreMeasure(measure)) {
      for piece in try store.pieces(of: slice.rows, [.reports, .nodes, .seconds, .amounts]) {
        for index in piece.amounts.indices {
          let node = firsts.map { $0[Int(piece.nodes[index])] } ?? Hierarchy.root
          let second = others.map { $0[Int(piece.seconds[index])] } ?? Hierarchy.root
          guard node >= 0, second >= 0 else {
            throw FactStoreError(
              file: "", reason: "a row of \(catalogue[measure].name) stands at no node of it")
          }
          body(
            StoredRow(
              row: piece.rows.lowerBound + index, report: Int(piece.reports[index]), node: node,
              second: second, amount: piece.amounts[index]))
        }
      }
    }
  }

  /// Codes of a store to nodes of this builder's trees, by way of the store's own nodes.
  private func translated(
    _ codes: [Hierarchy.NodeID], _ nodes: [Hierarchy.NodeID]
  ) -> [Hierarchy.NodeID] {
    codes.map { $0 >= 0 && Int($0) < nodes.count ? nodes[Int($0)] : -1 }
  }

  // MARK: Result

  /// The facts in order, and by report number what the reports say, where that was kept.
  public consuming func finish() -> (store: FactColumns, contents: [Int: ReportContent]) {
    for department in register.departments { _ = sorter.add(department) }
    let order = ReportOrder(
      reports: sorter.reports, departments: sorter.departments, isUsed: isUsed)
    var byNumber: [Int: ReportContent] = [:]
    for (report, content) in contents { byNumber[Int(order.numbers[report])] = content }
    var misprintsByNumber: [Int: [Misprint]] = [:]
    for (report, found) in misprints where isUsed[report] {
      misprintsByNumber[Int(order.numbers[report])] = found
    }
    let hierarchies = extraction.hierarchies
    // Handed over, not shared: its columns are to be gone as soon as they are sorted.
    var facts = FactSorter(catalogue: catalogue)
    swap(&facts, &sorter)
    let store = FactColumns(
      facts, order, hierarchies, notes: remarks, misprints: misprintsByNumber)
    return (store, byNumber)
  }
}
