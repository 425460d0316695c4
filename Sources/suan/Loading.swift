import Accounts
import Dispatch
import Reports
import Session
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

  /// Reads the reports of DATA arguments, several at once, in the order they were given, until
  /// `isStopped` says that the user wants no more.
  init(
    _ data: [String], threads: Int?, progress: Progress?,
    isStopped: (@Sendable () -> Bool)? = nil
  ) {
    let files = DataFiles(data)
    errors = files.errors
    let results = Self.read(files.reports, threads: threads, progress, isStopped)
    isInterrupted = isStopped?() ?? false
    for result in results {
      switch result {
      case .success(let content): take(content)
      case .failure(let error): errors.append(error)
      }
    }
  }

  private mutating func take(_ content: ReportContent) {
    switch content.identity.kind {
    case .部门决算:
      contents.append(content)
      isEmpty = false
    case .空白模板:
      notices.append("\(content.file) is the blank template: it holds no figures")
      isEmpty = false
    case .单位决算, .部门预算:
      notices.append("\(content.file) is skipped: it is a \(content.identity.kind.rawValue)")
    case .其他:
      notices.append("\(content.file) is skipped: it is no final account")
    }
  }

  /// A session over what was read.
  func session() -> Session {
    let session = Session(dataset: DatasetBuilder.build(contents))
    session.readFile = { try? Files.bytes($0) }
    return session
  }

  /// One line on what is loaded: reports, years, figures, unclaimed numbers.
  var summary: String {
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

  private typealias Result = Swift.Result<ReportContent, ReportError>

  private static func read(
    _ paths: [String], threads: Int?, _ progress: Progress?, _ isStopped: (@Sendable () -> Bool)?
  ) -> [Result] {
    // The largest first, so that no thread is left alone with a long one.
    let sizes = paths.map(Files.size)
    let order = paths.indices.sorted { sizes[$0] > sizes[$1] }
    let next = Atomic(0)
    let results = Mutex([Result?](repeating: nil, count: paths.count))
    let workers = max(1, min(paths.count, threads ?? Processors.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard turn < order.count, isStopped?() != true else { return }
        let index = order[turn]
        let result = read(paths[index])
        results.withLock { $0[index] = result }
        progress?.step()
      }
    }
    progress?.end()
    return results.withLock { $0 }.compactMap { $0 }
  }

  private static func read(_ path: String) -> Result {
    Result { () throws(ReportError) in
      let bytes: [UInt8]
      do throws(FileError) {
        bytes = try Files.bytes(path)
      } catch {
        throw ReportError(file: path, reason: error.reason)
      }
      return try ReportReader.read(file: path, bytes: bytes)
    }
  }
}
