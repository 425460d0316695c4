import Accounts
import Dispatch
import Reports
import Session
import Synchronization

/// Reports read, and what could not be.
struct Loading {
  var contents: [ReportContent] = []
  var errors: [ReportError] = []
  /// Documents that are no final accounts of a department, with their kind.
  var notices: [String] = []

  /// Reads the reports of DATA arguments, several at once, in the order they were given.
  init(_ data: [String], threads: Int?, progress: Progress?) {
    let files = DataFiles(data)
    errors = files.errors
    let results = Self.read(files.reports, threads: threads, progress: progress)
    for result in results {
      switch result {
      case .success(let content) where content.identity.kind == .部门决算:
        contents.append(content)
      case .success(let content):
        notices.append("\(content.file) is skipped: it is \(Self.name(of: content.identity.kind))")
      case .failure(let error): errors.append(error)
      }
    }
  }

  /// A session over what was read.
  func session() -> Session { Session() }

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

  private static func name(of kind: ReportIdentity.Kind) -> String {
    switch kind {
    case .部门决算, .单位决算, .部门预算: "a \(kind.rawValue)"
    case .空白模板: "the blank template"
    case .其他: "no final account"
    }
  }

  private typealias Result = Swift.Result<ReportContent, ReportError>

  private static func read(
    _ paths: [String], threads: Int?, progress: Progress?
  ) -> [Result] {
    let next = Atomic(0)
    let results = Mutex([Result?](repeating: nil, count: paths.count))
    let workers = max(1, min(paths.count, threads ?? Processors.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < paths.count else { return }
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
