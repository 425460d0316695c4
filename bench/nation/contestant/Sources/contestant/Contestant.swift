// suan as one of the engines of the peers' benchmark: a process that obeys JSON lines on its
// standard input and answers with JSON lines. Timed is what the peers time: from the text of
// the question to the whole answer in the engine's own form.

import Accounts
import Execution
import Foundation
import Session
import Snapshot
import Text

@main
struct Contestant {
  private var session: Session?

  static func main() {
    var contestant = Contestant()
    while let line = readLine() {
      let reply: [String: Any]
      do {
        guard let order = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        else { continue }
        if order["op"] as? String == "quit" { return }
        reply = try contestant.obey(order)
      } catch {
        reply = ["error": "\(error)", "trace": line]
      }
      let data = (try? JSONSerialization.data(withJSONObject: reply)) ?? Data("{}".utf8)
      FileHandle.standardOutput.write(data + Data("\n".utf8))
    }
  }

  private mutating func obey(_ order: [String: Any]) throws -> [String: Any] {
    switch order["op"] as? String {
    case "load": return try load(order["path"] as? String ?? "")
    case "settle":
      Self.resetPeak()
      return ["settled_mb": Self.memory("RssAnon"), "settle_s": 0, "reset": true]
    case "run": return try run(order)
    default:
      return [
        "peak_mb": Self.memory("VmHWM") - Self.memory("RssFile"), "end_mb": Self.memory("RssAnon"),
      ]
    }
  }

  private mutating func load(_ path: String) throws -> [String: Any] {
    let base = Self.memory("RssAnon")
    let start = Date()
    session = Session(dataset: Dataset(store: try SnapshotFile.open(path)))
    return [
      "load_s": Date().timeIntervalSince(start), "base_mb": base,
      "after_load_mb": Self.memory("RssAnon"), "peak_load_mb": Self.memory("VmHWM"),
    ]
  }

  private func run(_ order: [String: Any]) throws -> [String: Any] {
    guard let session, let query = order["q"] as? [String: Any], let text = query["lang"] as? String
    else { return ["error": "no question"] }
    Workers.count = order["threads"] as? Int ?? 0
    var result: QueryResult?
    let processor = clock()
    let start = DispatchTime.now().uptimeNanoseconds
    try session.run(SourceText(name: "-c", text)) {
      if case .result(let answer) = $0 { result = answer }
    }
    let wall = DispatchTime.now().uptimeNanoseconds - start
    var reply: [String: Any] = [
      "ms": Double(wall) / 1e6,
      "cpu_ms": Double(clock() - processor) * 1e3 / Double(CLOCKS_PER_SEC),
    ]
    if order["want"] as? Bool == true, let result { reply["rows"] = result.rows.map(Self.cells) }
    return reply
  }

  /// A number as its digits and how many of them are decimals.
  private static func cells(_ row: QueryResult.Row) -> [Any] {
    row.cells.map { cell in
      switch cell {
      case .blank: NSNull()
      case .text(let text): text
      case .number(let number): [number.mantissa, Int64(number.scale)]
      }
    }
  }

  // MARK: Memory

  /// A line of the process's status, in megabytes.
  private static func memory(_ name: String) -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    for line in status.split(separator: "\n") where line.hasPrefix(name + ":") {
      let digits = line.filter(\.isNumber)
      return (Double(digits) ?? 0) / 1024
    }
    return 0
  }

  private static func resetPeak() {
    guard let file = fopen("/proc/self/clear_refs", "w") else { return }
    fputs("5", file)
    fclose(file)
  }
}
