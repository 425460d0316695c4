import Accounts
import ArgumentParser
import Audit
import LineEditor
import Reports
import Snapshot

/// `suan build`: reports and snapshots into one snapshot.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Write reports as one snapshot.",
    usage: "suan build <data> ... -o <file>\n       suan build --verify <snapshot> ...",
    discussion: "With --verify and no -o, checks every byte of the snapshots named.")

  @Option(name: [.customShort("o"), .customLong("output")], help: "The snapshot to write.")
  var output: String?
  @Option(help: "Threads to read with.")
  var threads: Int?
  @Flag(help: "Check every byte of what was written.")
  var verify = false
  @Flag(help: "Leave out notes and progress.")
  var quiet = false
  @Flag(help: "Write nothing where any report cannot be loaded or two differ.")
  var strict = false
  @Argument(help: "Reports, folders and snapshots.", completion: .file())
  var data: [String]

  func validate() throws {
    if output == nil, !verify { throw ValidationError("-o names the snapshot to write.") }
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1.") }
  }

  func build() -> ExitStatus {
    LineEditor.exitOnInterrupt(status: ExitStatus.interrupted.rawValue)
    let messages = Messages()
    guard let output else { return verified(data, messages) }
    let progress = Terminal().errorIsTerminal && !quiet ? Progress() : nil
    var gathering = Gathering(data, threads: threads, progress: progress)
    for error in gathering.errors { messages.show(error) }
    if !quiet { for notice in gathering.notices { messages.note(notice) } }
    if strict, !gathering.errors.isEmpty || gathering.hasDifferingCopies { return .data }
    guard let store = gathering.store() else {
      messages.show(ReportError(file: output, reason: "it is not written, as no report was read"))
      return .data
    }
    do throws(FactStoreError) {
      guard try write(store, to: output, progress) else { return .interrupted }
    } catch {
      messages.show(error)
      return .output
    }
    if !quiet { messages.note("\(output): \(StoreSummary(store).text)") }
    return verify ? verified([output], messages) : .success
  }

  /// Writes the snapshot; false where ^C came first, and nothing is left of it.
  private func write(
    _ store: FactColumns, to output: String, _ progress: Progress?
  ) throws(FactStoreError) -> Bool {
    LineEditor.catchInterrupts()
    defer {
      progress?.end()
      LineEditor.exitOnInterrupt(status: ExitStatus.interrupted.rawValue)
    }
    return try SnapshotWriter.write(store, to: output) { rows in
      progress?.show("\(rows) of \(store.rowCount) facts written…")
      return !LineEditor.isInterrupted
    }
  }

  private func verified(_ paths: [String], _ messages: Messages) -> ExitStatus {
    var status = ExitStatus.success
    for path in paths {
      do throws(FactStoreError) {
        let rows = try SnapshotFile.verify(path)
        if !quiet { messages.note("\(path): all \(rows) rows are as they were written") }
      } catch {
        messages.show(error)
        status = .data
      }
    }
    return status
  }
}

/// The facts of DATA, gathered in its order; nothing else of the reports is kept.
private struct Gathering {
  private var builder = StoreBuilder(keepsContents: false)
  /// The only one there is, where there is one alone.
  private var single: FactColumns?
  private(set) var errors: [ReportError]
  private var remarks: [String] = []
  private var isEmpty = true

  init(_ data: [String], threads: Int?, progress: Progress?) {
    let files = DataFiles(data)
    errors = files.errors
    let snapshots = files.snapshots
    if files.reports.count == 1, snapshots.count == 1 {
      add(snapshot: files.reports[0], isAlone: true)
      return
    }
    var rest = files.reports[...]
    while let first = rest.first {
      if snapshots.contains(first) {
        add(snapshot: first, isAlone: false)
        rest = rest.dropFirst()
        continue
      }
      let reports = Array(rest.prefix { !snapshots.contains($0) })
      ReportQueue.read(reports, threads: threads, { Loading.read($0, texts: false) }) { result in
        add(result)
        progress?.step()
      }
      rest = rest.dropFirst(reports.count)
    }
    progress?.end()
  }

  private mutating func add(_ result: ReportQueue.Result) {
    switch result {
    case .failure(let error): errors.append(error)
    case .success(let content):
      errors += Loading.errors(in: content)
      guard content.identity.kind == .部门决算 else {
        remarks.append(Loading.notice(of: content))
        return
      }
      builder.add(content, misprints: Auditor.misprints(in: content))
      isEmpty = false
    }
  }

  private mutating func add(snapshot: String, isAlone: Bool) {
    do throws(FactStoreError) {
      let store = try SnapshotFile.open(snapshot)
      if isAlone, let columns = store as? FactColumns {
        single = columns
        remarks += columns.notes
      } else {
        try builder.add(store, named: snapshot)
      }
      isEmpty = false
    } catch {
      errors.append(ReportError(file: snapshot, reason: error.reason))
    }
  }

  /// What is to be said of the data.
  var notices: [String] { remarks + builder.notes.map(\.text) }

  var hasDifferingCopies: Bool { builder.notes.contains { $0.kind == .differingCopy } }

  mutating func store() -> FactColumns? {
    if isEmpty { return nil }
    if let single { return single }
    return builder.finish().store
  }
}

/// What a store holds, in a line.
struct StoreSummary {
  let text: String

  init(_ store: any FactStore) {
    let years = store.years.map(\.year)
    var parts = [store.reportCount == 1 ? "1 report" : "\(store.reportCount) reports"]
    if let first = years.first, let last = years.last {
      parts.append(first == last ? "\(first)" : "\(first)–\(last)")
    }
    let facts = Catalogue.standard.measures.indices.reduce(0) { count, measure in
      store.slices(of: StoreMeasure(measure)).reduce(count) { $0 + $1.rows.count }
    }
    parts.append("\(facts) facts")
    text = parts.joined(separator: ", ")
  }
}
