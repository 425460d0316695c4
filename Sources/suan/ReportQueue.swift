import Accounts
import Dispatch
import Reports
import Synchronization

/// Reads reports on several threads and hands them over one by one in their order; no more
/// than some hundred are held at a time, however long one of them takes.
enum ReportQueue {
  typealias Result = Swift.Result<ReportContent, ReportError>

  private static let mostHeld = 256

  private struct State {
    var waiting: [Int: Result] = [:]
    var next = 0
    var isHanding = false
  }

  static func read(
    _ paths: [String], threads: Int?, _ read: @Sendable (String) -> Result,
    take: (Result) -> Void
  ) {
    let room = DispatchSemaphore(value: mostHeld)
    let taken = Atomic(0)
    let state = Mutex(State())
    withoutActuallyEscaping(take) { take in
      // Only the thread that is handing over calls it, and one does at a time.
      nonisolated(unsafe) let take = take
      let workers = max(1, min(paths.count, threads ?? Processors.count))
      DispatchQueue.concurrentPerform(iterations: workers) { _ in
        while true {
          room.wait()
          let index = taken.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < paths.count else {
            room.signal()
            return
          }
          let result = read(paths[index])
          let mayHand = state.withLock { state in
            state.waiting[index] = result
            guard !state.isHanding else { return false }
            state.isHanding = true
            return true
          }
          guard mayHand else { continue }
          while let result = state.withLock({ state -> Result? in
            guard let result = state.waiting.removeValue(forKey: state.next) else {
              state.isHanding = false
              return nil
            }
            state.next += 1
            return result
          }) {
            take(result)
            room.signal()
          }
        }
      }
    }
  }
}
