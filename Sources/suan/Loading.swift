import Accounts
import Dispatch
import Reports
import Session
import Snapshot
import Synchronization

/// Reports read, and what could not be.
struct Loading {
  var contents: [ReportContent] = []
  var errors: [ReportError] = []
  /// What is said of documents that hold no final accounts of a department.
  var notices: [String] = []
  /// Whether there is nothing to answer from, not even a template, which answers with blanks.
  private(set) var isEmpty = true
  /// Whether the user stopped it; what was read is then not all.
  private(set) var isInterrupted = false

  /// The dataset, where a snapshot is among the data.
  private var stored: Dataset?

  /// Reads the reports of DATA arguments, several at once, in the order they were given, until
  /// `isStopped` says that the user wants no more. A snapshot alone is mapped; with anything
  /// else it is merged.
  init(
    _ data: [String], threads: Int?, progress: Progress?,
    isStopped: (@Sendable () -> Bool)? = nil
  ) {
    let files = DataFiles(data)
    errors = files.errors
    defer { isInterrupted = isStopped?() ?? false }
    let snapshots = files.snapshots
    guard snapshots.isEmpty else {
      if files.reports.count == 1, snapshots.count == 1 {
        open(files.reports[0])
      } else {
        let reports = files.reports.filter { !snapshots.contains($0) }
        merge(
          files.reports, snapshots, Self.read(reports, threads: threads, progress, isStopped))
      }
      return
    }
    let results = Self.read(files.reports, threads: threads, progress, isStopped)
    for result in results {
      switch result {
      case .success(let content): take(content)
      case .failure(let error): errors.append(error)
      }
    }
  }

  private mutating func open(_ path: String) {
    do throws(FactStoreError) {
      let store = try SnapshotFile.open(path)
      stored = Dataset(store: store, notes: Self.remarks(store.notes))
      isEmpty = false
    } catch {
      errors.append(ReportError(file: path, reason: error.reason))
    }
  }

  private mutating func merge(
    _ paths: [String], _ snapshots: Set<String>, _ results: [Result]
  ) {
    var results = results[...]
    var builder = StoreBuilder(keepsContents: true)
    for path in paths {
      do throws(FactStoreError) {
        if snapshots.contains(path) {
          try builder.add(try SnapshotFile.open(path), named: path)
          isEmpty = false
          continue
        }
      } catch {
        errors.append(ReportError(file: path, reason: error.reason))
        continue
      }
      switch results.popFirst() {
      case .success(let content)?:
        take(content)
        if content.identity.kind == .部门决算 { builder.add(content) }
      case .failure(let error)?: errors.append(error)
      case nil: break
      }
    }
    let notes = builder.notes
    let (store, contents) = builder.finish()
    stored = Dataset(
      store: store, contents: contents, notes: notes + Self.remarks(store.notes))
  }

  private static func remarks(_ texts: [String]) -> [Dataset.LoadNote] {
    texts.map { Dataset.LoadNote(kind: .remark, text: $0) }
  }

  private mutating func take(_ content: ReportContent) {
    errors += Self.errors(in: content)
    if content.identity.kind == .部门决算 {
      contents.append(content)
    } else {
      notices.append(Self.notice(of: content))
    }
    if content.identity.kind == .部门决算 || content.identity.kind == .空白模板 { isEmpty = false }
  }

  /// What of a report's file is not read.
  static func errors(in content: ReportContent) -> [ReportError] {
    content.unread.map { unread in
      let place = unread.place
      return ReportError(
        file: "\(content.file):\(place.page):\(place.line)", reason: unread.reason)
    }
  }

  /// What is said of a document that holds no final accounts of a department.
  static func notice(of content: ReportContent) -> String {
    switch content.identity.kind {
    case .空白模板: "\(content.file) is the blank template: it holds no figures"
    case .单位决算, .部门预算:
      "\(content.file) is skipped: it is a \(content.identity.kind.rawValue)"
    case .其他, .部门决算: "\(content.file) is skipped: it is no final account"
    }
  }

  /// A session over what was read.
  func session() -> Session {
    var dataset = stored ?? DatasetBuilder.build(contents)
    if stored != nil {
      dataset.readReport = { file in
        guard case .success(let content) = Self.read(file) else { return nil }
        return content
      }
    }
    let session = Session(dataset: dataset)
    session.readFile = { try? Files.bytes($0) }
    return session
  }

  /// One line on what is loaded: reports, years, figures, unclaimed numbers.
  var summary: String {
    if let store = stored?.store { return StoreSummary(store).text }
    let years = Set(contents.map(\.identity.year)).sorted()
    var parts = [contents.count == 1 ? "1 report" : "\(contents.count) reports"]
    if let first = years.first, let last = years.last {
      parts.append(first == last ? "\(first)" : "\(first)–\(last)")
    }
    let figures = contents.reduce(0) { $0 + $1.figures.count + $1.prose.count }
    parts.append("\(figures) figures")
    parts.append("\(contents.reduce(0) { $0 + $1.unclaimed.count }) unclaimed")
    return parts.joined(separator: ", ")
  }

  typealias Result = Swift.Result<ReportContent, ReportError>

  private static func read(
    _ paths: [String], threads: Int?, _ progress: Progress?, _ isStopped: (@Sendable () -> Bool)?
  ) -> [Result] {
    let next = Atomic(0)
    let results = Mutex([Result?](repeating: nil, count: paths.count))
    let workers = max(1, min(paths.count, threads ?? Processors.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < paths.count, isStopped?() != true else { return }
        let result = read(paths[index])
        results.withLock { $0[index] = result }
        progress?.step()
      }
    }
    progress?.end()
    return results.withLock { $0 }.compactMap { $0 }
  }

  /// Reads one report; see ``ReportReader/read(file:bytes:texts:)``.
  static func read(_ path: String, texts: Bool = true) -> Result {
    Result { () throws(ReportError) in
      let bytes: [UInt8]
      do throws(FileError) {
        bytes = try Files.bytes(path)
      } catch {
        throw ReportError(file: path, reason: error.reason)
      }
      return try ReportReader.read(file: path, bytes: bytes, texts: texts)
    }
  }
}

extension Dataset.LoadNote.Kind {
  /// Documents of other kinds are named on reading.
  var isShown: Bool { self == .copy || self == .differingCopy || self == .remark }
}
